"""The means that confine a kernel, and how the fork server and each kernel put them on themselves."""

import os
import signal
from collections.abc import Callable

from assay_launcher import linux
from assay_launcher.landlock import NEEDED_VERSION, confine_by_landlock
from assay_launcher.limits import Limits, apply_process_limits
from assay_launcher.seccomp import build_filter
from assay_launcher.view import SCRATCH, View, add_private_parts, enter_view, seal_view

#: From the strongest to the weakest. "none" is used only where somebody asks for it.
MEANS = ("namespaces", "user-namespaces", "landlock", "none")
_OWN_NAMESPACES = linux.NEW_NS | linux.NEW_IPC | linux.NEW_UTS | linux.NEW_NET
_INNER_UID = 1000
#: Outside of the view what Landlock leaves readable besides: what libraries ask of the machine.
#: Of other processes /proc then tells names and command lines; the rest of theirs Landlock keeps from this one.
_READABLE = ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/mime.types", "/etc/alternatives", "/proc",
             "/sys/devices/system/cpu", "/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us",
             "/sys/fs/cgroup/cpu/cpu.cfs_period_us")  # fmt: skip
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/ptmx", "/dev/pts")
_SHARED = "/dev/shm"


def enter_server(means: str, root: str, view: View) -> None:
    """Confine a fork server before it imports anything: what it does not see, no kernel of its sees. OSError else."""
    if means == "namespaces":
        linux.unshare(_OWN_NAMESPACES)
    elif means == "user-namespaces":
        _enter_user_namespace(os.getuid(), os.getgid(), _OWN_NAMESPACES)
    else:
        return
    enter_view(root, view)


def seal_server(means: str) -> None:
    """What a fork server does when it has put its own files into its view."""
    if means in ("namespaces", "user-namespaces"):
        seal_view()


def leave_server(means: str) -> None:
    """In a process that will fork a kernel: give it namespaces of its own. Raises OSError."""
    if means == "namespaces":
        linux.unshare(_OWN_NAMESPACES | linux.NEW_PID)
    elif means == "user-namespaces":
        _enter_user_namespace(_INNER_UID, _INNER_UID, _OWN_NAMESPACES | linux.NEW_PID)


def _enter_user_namespace(uid: int, gid: int, flags: int) -> None:
    linux.unshare(linux.NEW_USER | flags)
    for name, value in (
        ("setgroups", "deny"),
        ("uid_map", f"{_INNER_UID} {uid} 1"),
        ("gid_map", f"{_INNER_UID} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(value)


def confine_kernel(
    means: str,
    *,
    uid: int | None,
    limits: Limits,
    has_group: bool,
    scratch: str,
    view: View,
    hidden: list[str],
    replaced: dict[str, str],
) -> None:
    """Confine this process for good, as the first one of its kernel; raises OSError and leaves it unusable then.

    `uid` is the kernel's own user id (namespaces as root only), `scratch` its folder where there is no own /tmp,
    `has_group` says that a control group limits memory and processes, `hidden` are paths that it must not see,
    `replaced` files that it sees with another text (without namespaces: not at all).
    """
    os.nice(limits.niceness)
    if means == "none":
        os.chdir(scratch)
        return
    if means == "landlock":
        os.chdir(scratch)
        apply_process_limits(limits, limits_memory=not has_group)
        _drop_privileges(None)
        # By their own places: a rule for a link (lib64) would open what it leads to as a whole.
        left_out = [os.path.realpath(path) for path in (*hidden, *replaced, *view.emptied)]
        readable, listed = _leave_out(left_out, list(dict.fromkeys(map(os.path.realpath, view.folders))))
        confine_by_landlock(
            readable=[*readable, *_READABLE], listed=listed, writable=[scratch], devices=list(_DEVICES), shared=_SHARED
        )
        linux.load_seccomp(build_filter(is_beside_others=True))
        return
    add_private_parts(view, limits.scratch_bytes, limits.shared_bytes, hidden, replaced)
    linux.set_host_name("kernel")
    os.chdir(SCRATCH)
    apply_process_limits(limits, limits_memory=not has_group)
    _drop_privileges(uid)
    linux.load_seccomp(build_filter())


def _leave_out(hidden: list[str], folders: list[str]) -> tuple[list[str], list[str]]:
    """What is readable of `folders` without `hidden`, and the folders between whose names alone may be listed."""
    readable, listed = [], []
    for folder in folders:
        if folder in hidden:
            continue
        if not any(path.startswith(f"{folder}/") for path in hidden):
            readable.append(folder)
            continue
        listed.append(folder)
        inside = sorted(entry.path for entry in os.scandir(folder) if not entry.is_symlink())
        inside_readable, inside_listed = _leave_out(hidden, inside)
        readable += inside_readable
        listed += inside_listed
    return readable, listed


def _drop_privileges(uid: int | None) -> None:
    try:
        linux.empty_bounding_set()
    except OSError:
        if os.geteuid() == 0:
            raise
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    linux.forbid_new_privileges()
    linux.drop_capabilities()
    linux.set_dumpable()


def try_means(means: str, root: str, view: View) -> str | None:
    """Try in a process of its own whether `means` works here; return None, or why it does not."""
    if means == "namespaces" and os.geteuid() != 0:
        return "needs root"
    if means == "landlock" and linux.landlock_version() < NEEDED_VERSION:
        return f"needs Landlock of Linux 6.12 or newer (version {NEEDED_VERSION}); here: {linux.landlock_version()}"

    def attempt() -> None:
        enter_server(means, root, view)
        leave_server(means)
        child = os.fork()
        if child == 0:
            _end_with(lambda: _confine_for_trial(means, root, view))
        _, status = os.waitpid(child, 0)
        if status != 0:
            raise OSError("a kernel could not be confined")

    return _run_apart(attempt)


def _confine_for_trial(means: str, root: str, view: View) -> None:
    uid = 65_534 if means == "namespaces" else None
    confine_kernel(means, uid=uid, limits=Limits(), has_group=True, scratch=root, view=view, hidden=[], replaced={})


def _run_apart(work: Callable[[], None]) -> str | None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        linux.die_with_parent(signal.SIGKILL)
        try:
            work()
        except BaseException as error:
            os.write(writing, str(error).encode()[:1000] or b"it failed")
        os._exit(0)
    os.close(writing)
    said = b""
    while part := os.read(reading, 1000):
        said += part
    os.close(reading)
    os.waitpid(child, 0)
    return said.decode(errors="replace") or None


def _end_with(work: Callable[[], None]) -> None:
    try:
        work()
    except BaseException as error:
        os.write(2, f"{error}\n".encode())
        os._exit(1)
    os._exit(0)
