"""Runs as a cell in a kernel of the configured gateway, and says what the kernel can reach and use.

`ASSAY_PROBE` (a dict that the grader puts before this text) holds addresses that must not answer and files that must
not open. Prints one line of JSON: by promise, whether it is kept and what was found.
"""

import contextlib
import ctypes
import errno
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile

findings = {}


def record(promise, problems, detail=""):
    findings[promise] = {"kept": not problems, "detail": "; ".join(problems)[:500] or detail}


def read(path):
    with open(path, "rb") as file:
        return file.read(200_000)


def attempt(work):
    """The result of `work`, or None where it is refused."""
    try:
        return work()
    except (OSError, ValueError, KeyError):
        return None


def list_others():
    """Process ids that are neither this process, nor its descendants."""
    parents = {}
    for name in attempt(lambda: os.listdir("/proc")) or []:
        if name.isdigit():
            text = attempt(lambda name=name: read(f"/proc/{name}/stat"))
            if text:
                parents[int(name)] = int(text.rpartition(b")")[2].split()[1])
    own = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in own} - own:
        own |= more
    return sorted(set(parents) - own)


def probe_network():
    problems = []
    for host, port in ASSAY_PROBE["addresses"]:  # noqa: F821
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):

            def connect(host=host, port=port, kind=kind):
                with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind) as connection:
                    connection.settimeout(1)
                    connection.connect((host, port))
                    connection.send(b"assay-probe")
                    return True

            if attempt(connect):
                problems.append(f"reached {host}:{port} ({'TCP' if kind == socket.SOCK_STREAM else 'UDP'})")
    for line in (attempt(lambda: read("/proc/net/dev")) or b"").decode().splitlines()[2:]:
        name = line.split(":")[0].strip()
        if name != "lo" and attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)):
            problems.append(f"has the interface {name}")
    record("network", problems, "no socket but local ones can be made or connected")


def probe_processes():
    others = list_others()
    touched = []
    for pid in others:
        if attempt(lambda pid=pid: os.kill(pid, 0) is None):
            touched.append(f"may signal process {pid}")
        for name in ("environ", "maps"):
            # Those of the system's own threads are empty.
            if attempt(lambda pid=pid, name=name: read(f"/proc/{pid}/{name}")):
                touched.append(f"may read {name} of process {pid}")
    record("processes", touched[:5], f"{len(others)} others can be neither signalled nor read")
    record("process-list", [f"sees that {len(others)} others are there"] if others else [], "sees only its own")


def probe_files():
    readable = [path for path in ASSAY_PROBE["files"] if attempt(lambda path=path: read(path)) is not None]  # noqa: F821
    record("files", [f"can read {path}" for path in readable], "the service's and the host's files are out of reach")
    library = os.path.dirname(os.__file__)
    places = ["/", "/etc", "/usr", "/var/tmp", library, os.path.dirname(sys.executable), *sys.path]
    writable = []
    for folder in dict.fromkeys(place for place in places if place and os.path.isdir(place)):
        path = os.path.join(folder, "assay-probe")
        if attempt(lambda path=path: open(path, "w").close() is None):
            writable.append(f"can write into {folder}")
            os.unlink(path)
    record("read-only", writable, "libraries and system are read-only")


def probe_secrets():
    words = ("TOKEN", "PASSWORD", "SECRET", "DATABASE_URL", "SMTP", "CREDENTIAL")
    found = []
    environments = [("os.environ", "\0".join(f"{name}={value}" for name, value in os.environ.items()))]
    environments += [
        (path, (attempt(lambda path=path: read(path)) or b"").decode(errors="replace"))
        for path in ("/proc/self/environ", "/proc/1/environ", "/proc/self/cmdline")
    ]
    for where, text in environments:
        found += [f"{where} has {word}" for word in words if word in text.upper()]
    record("secrets", found, "environment and command line hold none")


def probe_privileges():
    lines = dict(line.split(":\t", 1) for line in read("/proc/self/status").decode().splitlines() if ":\t" in line)
    capabilities = [
        name for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb") if int(lines.get(name, "1"), 16)
    ]
    record(
        "capabilities", [f"{name} is {lines.get(name)}" for name in capabilities], "none, in the bounding set neither"
    )
    record("no-new-privileges", [] if lines.get("NoNewPrivs") == "1" else ["set-uid programs would work"])
    record("seccomp", [] if lines.get("Seccomp") == "2" else ["system calls are not filtered"])
    uid = os.getuid()
    # In a user namespace that maps one id, that one is the id of whoever started it.
    is_mapped = read("/proc/self/uid_map").split()[2] == b"1"
    shared = is_mapped or uid in (0, ASSAY_PROBE["uid"])  # noqa: F821
    record("own-uid", ["shares the service's, whatever it is called inside"] if shared else [], f"uid {uid}")
    libc = ctypes.CDLL(None)
    kinds = (("user", 0x10000000), ("network", 0x40000000))
    gained = [name for name, flag in kinds if in_child(lambda flag=flag: libc.unshare(flag)) == "0"]
    record("namespaces", [f"may make {name} namespaces" for name in gained], "may make none")


def in_child(work):
    """Run `work` in a child process; returns what it wrote, or "killed"."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, str(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    said = b""
    while part := os.read(reading, 1000):
        said += part
    os.close(reading)
    _, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else said.decode()


def fork_many():
    children = []
    try:
        while len(children) < 600:
            child = os.fork()
            if child == 0:
                signal.pause()
            children.append(child)
        return "no limit below 600"
    except OSError:
        return ""
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
        for child in children:
            os.waitpid(child, 0)


def open_many():
    opened = []
    try:
        while len(opened) < 5000:
            opened.append(os.open(os.devnull, os.O_RDONLY))
        return "no limit below 5000"
    except OSError:
        return ""


def write_large_file():
    with tempfile.TemporaryFile() as file:
        try:
            os.truncate(file.fileno(), 2**33)
            return "a file of 8 GB can be made"
        except OSError as error:
            return "" if error.errno in (errno.EFBIG, errno.ENOSPC, errno.EDQUOT) else str(error)


def use_memory():
    """Touch a gigabyte after another, as far as half of what is free, to see who stops it."""
    free = int(read("/proc/meminfo").decode().split("MemAvailable:")[1].split()[0]) * 1024
    limit = resource.getrlimit(resource.RLIMIT_DATA)[0]
    held = []
    try:
        while len(held) * 2**28 < min(free // 2, 5 * 2**30):
            block = bytearray(2**28)
            block[::4096] = b"x" * len(block[::4096])
            held.append(block)
    except MemoryError:
        return ""
    return "" if limit != resource.RLIM_INFINITY else f"could take {len(held) / 4:.1f} GB"


def probe_limits():
    for promise, work in (
        ("process-count", fork_many),
        ("open-files", open_many),
        ("file-size", write_large_file),
        ("memory", use_memory),
    ):
        said = in_child(work)
        record(promise, [said] if said not in ("", "killed") else [])
    seconds = resource.getrlimit(resource.RLIMIT_CPU)[0]
    record("processor-time", ["no limit"] if seconds == resource.RLIM_INFINITY else [], f"{seconds} s a process")


def probe_use():
    problems = []
    code = "from joblib import Parallel, delayed; print(Parallel(n_jobs=2)(delayed(abs)(-i) for i in range(4)))"
    parallel = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    if "[0, 1, 2, 3]" not in parallel.stdout:
        problems.append(f"n_jobs fails: {parallel.stderr[-200:]}")
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")
    shell = subprocess.run("echo 42", shell=True, capture_output=True, text=True)
    if shell.stdout.strip() != "42":
        problems.append("no shell")
    record("use", problems, "parallel jobs, scratch files and a shell work")


with contextlib.suppress(NameError):
    for probe in (probe_network, probe_processes, probe_files, probe_secrets, probe_privileges):
        probe()
    if ASSAY_PROBE["all"]:  # noqa: F821
        probe_limits()
        probe_use()
print("ASSAY-FINDINGS " + json.dumps(findings))
