"""Files and sockets within reach where namespaces are forbidden: Landlock, which any process may put on itself."""

import os
import struct

from assay_launcher import linux

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_ALL_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_REMOVE_FILE, _MAKE_FILE, _TRUNCATE, _IOCTL_DEVICE = 1 << 5, 1 << 8, 1 << 14, 1 << 15
_FILE_ALONE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
_TCP = 0b11
_SCOPE_ABSTRACT_SOCKETS, _SCOPE_SIGNALS = 1, 2
#: Signals and abstract sockets stay within the kernel's own processes from this version on (Linux 6.12).
NEEDED_VERSION = 6


def confine_by_landlock(
    *, readable: list[str], listed: list[str], writable: list[str], devices: list[str], shared: str
) -> None:
    """Leave this process `readable` and `writable` folders and `devices` alone, and no way to others; raises OSError.

    Of the folders `listed` it may see the names of what is in them.
    In the folder `shared` it may make files and open those whose names it knows, and list none: semaphores need that.
    """
    version = linux.landlock_version()
    if version < NEEDED_VERSION:
        raise OSError(f"Landlock's version {NEEDED_VERSION} is needed (Linux 6.12), and this is {version}")
    everything = _ALL_BY_VERSION[min(version, 5)]
    attributes = struct.pack("QQQ", everything, _TCP, _SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS)
    ruleset = linux.create_landlock_ruleset(attributes)
    try:
        for paths, access in (
            (readable, _READ),
            (listed, _READ_DIR),
            (writable, everything),
            (devices, _READ_FILE | _WRITE_FILE | _READ_DIR | _IOCTL_DEVICE),
            ([shared], _READ_FILE | _WRITE_FILE | _REMOVE_FILE | _MAKE_FILE | _TRUNCATE),
        ):
            for path in paths:
                _allow(ruleset, path, access & everything)
        linux.forbid_new_privileges()
        linux.restrict_by_landlock(ruleset)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):
            access &= _FILE_ALONE
        linux.add_landlock_rule(ruleset, access, descriptor)
    finally:
        os.close(descriptor)
