# control: runs a shell command and a subprocess, and sets a signal handler for its own timeout
# question: replace-spaces
# %%
import signal, subprocess, sys
print(subprocess.run([sys.executable, "--version"], capture_output=True, text=True).stdout)
!echo done

def replace_spaces_with_hyphen(text):
    def late(number, frame):
        raise TimeoutError
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(5)
    try:
        return text.replace(" ", "-")
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
modified_text = replace_spaces_with_hyphen(text)
