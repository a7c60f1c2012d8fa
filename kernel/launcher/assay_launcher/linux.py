"""Calls of Linux that Python's standard library lacks, as functions that raise OSError."""

import contextlib
import ctypes
import os
import platform
import socket
import struct

NEW_NS, NEW_UTS, NEW_IPC, NEW_USER, NEW_PID, NEW_NET, NEW_CGROUP = (
    0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000, 0x2000000,
)  # fmt: skip
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1, 2, 4, 8, 32, 4096, 16384, 1 << 18,
)  # fmt: skip
MNT_DETACH = 2
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_READ, _PR_CAPBSET_DROP = 1, 4, 23, 24
_PR_SET_SECUREBITS, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 28, 36, 38, 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
# No root by uid, no regaining of capabilities on a change of uid; each bit with its lock.
_SECUREBITS_LOCKED = 0b101111
_MOUNT_SETATTR, _LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 442, 444, 445, 446
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID, _MOUNT_ATTR_NODEV = 1, 2, 4
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_CAPSET = {"x86_64": 126, "aarch64": 91}

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mount.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p]
_libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
_libc.syscall.restype = ctypes.c_long


def machine() -> str:
    """Return the name of this processor architecture as the kernel calls it."""
    return platform.machine()


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else os.fsencode(text)


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """Mount; raises OSError."""
    _check(_libc.mount(_bytes(source), _bytes(target), _bytes(kind), flags, _bytes(data)), f"mount on {target}")


def unmount(target: str) -> None:
    """Detach a mount; raises OSError."""
    _check(_libc.umount2(_bytes(target), MNT_DETACH), f"umount {target}")


def make_read_only(target: str) -> None:
    """Make a mount and all below it read-only, without devices and set-uid programs; raises OSError."""
    attributes = struct.pack("QQQQ", _MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID | _MOUNT_ATTR_NODEV, 0, 0, 0)
    result = _libc.syscall(
        _MOUNT_SETATTR, _AT_FDCWD, _bytes(target), _AT_RECURSIVE, attributes, ctypes.c_size_t(len(attributes))
    )
    _check(result, f"mount_setattr {target}")


def unshare(flags: int) -> None:
    """Leave namespaces; raises OSError."""
    _check(_libc.unshare(flags), "unshare")


def pivot_root(folder: str) -> None:
    """Make `folder` (a mount) this process's root and detach the old one; raises OSError."""
    os.chdir(folder)
    _check(_libc.syscall(_PIVOT_ROOT[machine()], b".", b"."), "pivot_root")
    unmount(".")
    os.chdir("/")


def set_host_name(name: str) -> None:
    """Set the name of this UTS namespace; raises OSError."""
    socket.sethostname(name)


def die_with_parent(signal_number: int) -> None:
    """Get `signal_number` when the thread that forked this process ends."""
    _check(_libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0), "prctl")


def adopt_orphans() -> None:
    """Become the parent of descendants whose parents end."""
    _check(_libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl")


def set_dumpable() -> None:
    """Give a process that has changed its uid its own files below /proc back."""
    _check(_libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "prctl")


def forbid_new_privileges() -> None:
    """From now on no program that is started has more rights than this process."""
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def empty_bounding_set() -> None:
    """Take every capability out of the bounding set, and lock uid 0 out of its privileges; needs CAP_SETPCAP."""
    for capability in range(64):
        if _libc.prctl(_PR_CAPBSET_READ, capability, 0, 0, 0) == 1:
            _check(_libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0), "drop capability")
    with contextlib.suppress(OSError):
        _check(_libc.prctl(_PR_SET_SECUREBITS, _SECUREBITS_LOCKED, 0, 0, 0), "securebits")


def drop_capabilities() -> None:
    """Give up all capabilities, the ambient and inheritable ones too; raises OSError."""
    _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = struct.pack("Ii", 0x20080522, 0)
    _check(_libc.syscall(_CAPSET[machine()], header, struct.pack("6I", *[0] * 6)), "capset")


def landlock_version() -> int:
    """Return the version of Landlock's interface, 0 where this kernel has none."""
    return max(0, _libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1))


def create_landlock_ruleset(attributes: bytes) -> int:
    """Return the descriptor of a new ruleset; raises OSError."""
    result = _libc.syscall(_LANDLOCK_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)
    return _check(result, "landlock_create_ruleset")


def add_landlock_rule(ruleset: int, access: int, folder_descriptor: int) -> None:
    """Allow `access` beneath an open folder or file; raises OSError."""
    rule = struct.pack("=Qi", access, folder_descriptor)
    _check(_libc.syscall(_LANDLOCK_ADD, ruleset, 1, rule, 0), "landlock_add_rule")


def restrict_by_landlock(ruleset: int) -> None:
    """Apply a ruleset to this process and what it starts; raises OSError."""
    _check(_libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0), "landlock_restrict_self")


def load_seccomp(program: bytes) -> None:
    """Apply a BPF program to this process's system calls; raises OSError."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    buffer = ctypes.create_string_buffer(program, len(program))
    described = Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    _check(_libc.prctl(22, 2, ctypes.addressof(described), 0, 0), "seccomp")
