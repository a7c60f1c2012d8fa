"""What one kernel may use. The same values hold under every means; which of them can be kept, the doctor tells."""

import resource
from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bytes, seconds of processor time, and counts, for one kernel and all that it starts."""

    memory_bytes: int = 4096 * _MB
    processes: int = 256
    file_bytes: int = 256 * _MB
    scratch_bytes: int = 512 * _MB
    shared_bytes: int = 512 * _MB
    open_files: int = 1024
    #: The notebook's own limit is lower (30 min); this one holds for each process by itself.
    cpu_seconds: int = 3600
    #: Hundredths of the weight of a usual process: the pages stay fast while kernels compute.
    cpu_share: int = 20
    niceness: int = 5


def apply_process_limits(limits: Limits, limits_memory: bool) -> None:
    """Put on this process what holds for each process by itself; `limits_memory` where no group does that."""
    values = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_MEMLOCK: 8 * _MB,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
    }
    if limits_memory:
        values[resource.RLIMIT_DATA] = limits.memory_bytes
    for number, value in values.items():
        _, hard = resource.getrlimit(number)
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (allowed, allowed))
