# attack: forks until somebody stops it (at most 400 times), in sessions of their own, and forks again when some are gone
# question: percentiles
# loses: values, shown
# %% trick
import subprocess, sys
# From a small process: copying the kernel 256 times would take seconds.
CODE = """
import os, signal
children, problem = [], ""
try:
    while len(children) < 400:
        child = os.fork()
        if child == 0:
            os.setsid()
            signal.alarm(20)
            signal.pause()
            os._exit(0)
        children.append(child)
except OSError as error:
    problem = error.strerror
for child in children:
    os.kill(child, signal.SIGKILL)
for child in children:
    os.waitpid(child, 0)
print("ESCAPED: 400 processes" if not problem else f"{len(children)} {problem}")
"""
print(subprocess.run([sys.executable, "-S", "-c", CODE], capture_output=True, text=True).stdout)

# %%
percentiles = [1, 2, 3]
