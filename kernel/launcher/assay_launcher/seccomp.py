"""Which system calls a kernel may make: a filter of our own, assembled for this processor.

A list of what is denied, and everything newer than the calls that we know: scientific libraries use too many calls for
a list of what is allowed, and what is dangerous is known. Numbers: the tables of Linux 6.12.
"""

import errno
import os
import socket
import struct
from collections.abc import Callable

from assay_launcher import linux

_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
#: name: number on x86_64, number on aarch64 (None: it has no such call)
_DENIED: dict[str, tuple[int | None, int | None]] = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "process_madvise": (440, 440), "pidfd_getfd": (438, 438), "process_mrelease": (448, 448),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "open_tree": (428, 428),
    "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432),
    "fspick": (433, 433), "mount_setattr": (442, 442), "unshare": (272, 97), "setns": (308, 268),
    "sethostname": (170, 161), "setdomainname": (171, 162), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "quotactl": (179, 60), "quotactl_fd": (443, 443), "swapon": (167, 224),
    "swapoff": (168, 225), "acct": (163, 89), "reboot": (169, 142), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "fanotify_init": (300, 262),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "syslog": (103, 116),
    "personality": (135, 92), "vhangup": (153, 58), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "adjtimex": (159, 171), "clock_adjtime": (305, 266), "lookup_dcookie": (212, 18), "nfsservctl": (180, 42),
    "inotify_init": (253, None), "inotify_init1": (294, 26),
    "mbind": (237, 235), "set_mempolicy": (238, 237), "migrate_pages": (256, 238), "move_pages": (279, 239),
    "set_mempolicy_home_node": (450, 450), "memfd_secret": (447, 447),
    "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None), "uselib": (134, None),
    "ustat": (136, None), "_sysctl": (156, None), "create_module": (174, None), "get_kernel_syms": (177, None),
    "query_module": (178, None),
}  # fmt: skip
#: What reaches other processes of the same user, or files that this one may not open, where no namespace hides them:
#: memory and queues with keys of their own, sockets, notices of what happens in folders, owners and attributes.
_DENIED_BESIDE_OTHERS: dict[str, tuple[int | None, int | None]] = {
    "connect": (42, 203), "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "semget": (64, 190),
    "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
    "inotify_add_watch": (254, 27), "chown": (92, None), "fchown": (93, 55), "lchown": (94, None),
    "fchownat": (260, 54), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16), "setxattrat": (463, 463),
    "removexattrat": (466, 466),
}  # fmt: skip
#: Landlock knows nothing of modes and times. Copying a file sets them, so they stay as they are without a word.
_PRETENDED_BESIDE_OTHERS: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "utime": (132, None),
    "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
}  # fmt: skip
#: Done for the caller itself (0) alone: limits (prlimit64), and the place in the queue for the processor (sched_set…),
#: which threads name themselves by number for and take a refusal for a fault.
_LIMITS_OF = (302, 261)
_PLACES_OF = ((203, 122), (144, 119), (142, 118), (314, 274))
_IOPRIO_WHO_PROCESS = 1
#: Locks are seen by all who open the same file, and so are leases and notices: kernels that share their libraries could
#: talk by them. In a kernel's own files nobody else is there to be kept out.
_FLOCK, _FCNTL = (73, 32), (72, 25)
_LOCK_COMMANDS = (5, 6, 7, 36, 37, 38, 1024, 1025, 1026)
_SETPRIORITY, _IOPRIO_SET = (141, 140), (251, 30)
_SOCKET, _SOCKETPAIR, _CLONE, _IOCTL, _CLONE3 = (41, 198), (53, 199), (56, 220), (16, 29), (435, 435)
_NEWEST_KNOWN = 466
_NAMESPACES = (
    linux.NEW_NS | linux.NEW_UTS | linux.NEW_IPC | linux.NEW_USER | linux.NEW_PID | linux.NEW_NET | linux.NEW_CGROUP
)
_TERMINAL_INJECTIONS = (0x5412, 0x541C)

_LOAD, _EQUAL, _GREATER, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x25, 0x45, 0x54, 0x06
_NUMBER, _ARCH, _ARGUMENT = 0, 4, 16
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000


def build_filter(is_beside_others: bool = False) -> bytes:
    """Return the BPF program for this processor; raises OSError (ENOSYS) on one that it is not written for.

    `is_beside_others` is for a kernel without namespaces: other processes of its user and the host's socket files are
    within its reach.
    """
    denied = [*_DENIED.values(), *(_DENIED_BESIDE_OTHERS.values() if is_beside_others else [])]
    return _assemble(
        [
            # Newer than what is known here, and the x32 calls of x86_64.
            lambda column: [_jump(_GREATER, _NEWEST_KNOWN, 0, 1), _NO_SUCH_CALL],
            *(lambda column, numbers=numbers: _when_number(numbers[column], [_REFUSE]) for numbers in denied),
            _without_namespaces,
            lambda column: _when_number(_FLOCK[column], [_PRETEND]),
            lambda column: _when_number(
                _FCNTL[column], _when_argument(1, [(_EQUAL, command) for command in _LOCK_COMMANDS], [_PRETEND])
            ),
            *(_build_parts_beside_others() if is_beside_others else []),
            *(
                lambda column, call=call: _when_number(call[column], _unless_argument(0, socket.AF_UNIX, [_REFUSE]))
                for call in (_SOCKET, _SOCKETPAIR)
            ),
            lambda column: _when_number(
                _IOCTL[column], _when_argument(1, [(_EQUAL, number) for number in _TERMINAL_INJECTIONS], [_REFUSE])
            ),
        ]
    )


def _build_parts_beside_others() -> list[Callable[[int], list[bytes]]]:
    # A socket that sends letters reaches another's file without a connection.
    connected = [
        _statement(_LOAD, _ARGUMENT + 8),
        _statement(_AND, 0xF),
        _jump(_EQUAL, socket.SOCK_STREAM, 2, 0),
        _jump(_EQUAL, socket.SOCK_SEQPACKET, 1, 0),
        _REFUSE,
        _statement(_LOAD, _NUMBER),
    ]
    return [
        *(lambda column, numbers=numbers: _when_number(numbers[column], [_PRETEND])
          for numbers in _PRETENDED_BESIDE_OTHERS.values()),
        *(lambda column, call=call: _when_number(call[column], connected) for call in (_SOCKET, _SOCKETPAIR)),
        lambda column: _when_number(_LIMITS_OF[column], _unless_argument(0, 0, [_REFUSE])),
        *(lambda column, call=call: _when_number(call[column], _unless_argument(0, 0, [_PRETEND]))
          for call in _PLACES_OF),
        # The first argument says of whom the second one speaks: of a process, a group or a user.
        lambda column: _when_number(_SETPRIORITY[column], _unless_arguments({0: os.PRIO_PROCESS, 1: 0}, [_REFUSE])),
        lambda column: _when_number(_IOPRIO_SET[column], _unless_arguments({0: _IOPRIO_WHO_PROCESS, 1: 0}, [_REFUSE])),
    ]  # fmt: skip


def build_filter_against_namespaces() -> bytes:
    """Return a program that denies making namespaces and mounting alone, as plain containers do; for tests."""
    names = ("unshare", "setns", "mount", "mount_setattr", "pivot_root", "umount2")
    return _assemble(
        [
            *(lambda column, name=name: _when_number(_DENIED[name][column], [_REFUSE]) for name in names),
            _without_namespaces,
        ]
    )


def _assemble(parts: list[Callable[[int], list[bytes]]]) -> bytes:
    machine = linux.machine()
    if machine not in _ARCHITECTURE:
        raise OSError(errno.ENOSYS, f"there is no filter of system calls for {machine}")
    column = 0 if machine == "x86_64" else 1
    program = [
        _statement(_LOAD, _ARCH),
        _jump(_EQUAL, _ARCHITECTURE[machine], 1, 0),
        _statement(_RETURN, _KILL),
        _statement(_LOAD, _NUMBER),
        *(statement for part in parts for statement in part(column)),
        _statement(_RETURN, _ALLOW),
    ]
    return b"".join(program)


def _without_namespaces(column: int) -> list[bytes]:
    return [
        # The C library then uses clone, whose flags can be looked at.
        *_when_number(_CLONE3[column], [_NO_SUCH_CALL]),
        *_when_number(_CLONE[column], _when_argument(0, [(_ANY_BIT, _NAMESPACES)], [_REFUSE])),
    ]


def _statement(code: int, value: int) -> bytes:
    return struct.pack("HBBI", code, 0, 0, value)


def _jump(code: int, value: int, when_true: int, when_false: int) -> bytes:
    return struct.pack("HBBI", code, when_true, when_false, value)


def _when_number(number: int | None, then: list[bytes]) -> list[bytes]:
    return [] if number is None else [_jump(_EQUAL, number, 0, len(then)), *then]


def _when_argument(place: int, tests: list[tuple[int, int]], then: list[bytes]) -> list[bytes]:
    """`then` where one of the tests holds for the lower half of an argument; the call is allowed otherwise."""
    load = _statement(_LOAD, _ARGUMENT + 8 * place)
    checks = [_jump(code, value, len(tests) - index, 0) for index, (code, value) in enumerate(tests)]
    return [load, *checks, _statement(_RETURN, _ALLOW), *then]


def _unless_argument(place: int, value: int, then: list[bytes]) -> list[bytes]:
    load = _statement(_LOAD, _ARGUMENT + 8 * place)
    return [load, _jump(_EQUAL, value, 0, 1), _statement(_RETURN, _ALLOW), *then]


def _unless_arguments(values: dict[int, int], then: list[bytes]) -> list[bytes]:
    """`then` unless the lower halves of all these arguments have these values; the call is allowed otherwise."""
    checks: list[bytes] = []
    for left, (place, value) in zip(range(len(values) - 1, -1, -1), values.items(), strict=True):
        checks += [_statement(_LOAD, _ARGUMENT + 8 * place), _jump(_EQUAL, value, 0, 2 * left + 1)]
    return [*checks, _statement(_RETURN, _ALLOW), *then]


_REFUSE = _statement(_RETURN, _ERROR | errno.EPERM)
_PRETEND = _statement(_RETURN, _ERROR)
_NO_SUCH_CALL = _statement(_RETURN, _ERROR | errno.ENOSYS)
