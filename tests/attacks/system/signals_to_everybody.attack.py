# attack: signals every process that there is: by number, group, session, thread and handle, the launcher and the gateway too
# question: count-categories
# loses: counts
# %% trick
import ctypes, os, signal
libc = ctypes.CDLL(None, use_errno=True)
# Of threads, /proc tells as of processes, but does not list them.
facts = {}
for pid in {int(name) for name in os.listdir("/proc") if name.isdigit()} | set(range(1, 300)) | {os.getppid()} - {0}:
    try:
        facts[pid] = dict(line.split(":\t", 1) for line in open(f"/proc/{pid}/status").read().splitlines())
    except OSError:
        facts[pid] = {"PPid": "-1", "Tgid": str(pid)}
own = {os.getpid()}
while more := {pid for pid, fact in facts.items() if int(fact["PPid"]) in own or int(fact["Tgid"]) in own} - own:
    own |= more
info = ctypes.create_string_buffer(128)
ctypes.c_int.from_buffer(info, 8).value = -1
for pid in sorted(set(facts) - own):
    # Signal 0 asks for the right alone: the attack proper would send 9.
    ways = {"kill": lambda: os.kill(pid, 0) is None, "tgkill": lambda: libc.syscall(234, pid, pid, 0) == 0, "queue": lambda: libc.syscall(129, pid, 0, info) == 0,
            "group": lambda: os.getpgid(pid) not in (0, os.getpgrp()) and os.killpg(os.getpgid(pid), 0) is None,
            "handle": lambda: signal.pidfd_send_signal(os.pidfd_open(pid), 0) is None}
    for name, way in ways.items():
        try:
            if way():
                print("ESCAPED: may signal process", pid, "by", name)
        except OSError:
            pass
# All at once: whoever is hit is among those above, so one that nobody needs is sent.
signal.signal(signal.SIGURG, signal.SIG_IGN)
try:
    os.kill(-1, signal.SIGURG)
except OSError as error:
    print(type(error).__name__)

# %%
unique_value_counts = {"A": 1, "B": 1, "C": 1}
