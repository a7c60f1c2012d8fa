"""Processes that go on computing after their cell are stopped: they would take time from later cells, uncounted.

Idle ones stay, and so do the workers of joblib and multiprocessing, which may still be starting when their cell ends: a
pool that is killed breaks the honest cell that uses it next. A process that cuts itself off from this kernel's
descendants, or takes a worker's name, is not found here.
"""

import contextlib
import time

import psutil

_WATCHED_SECONDS = 0.1
_BUSY_SHARE = 0.2
_POOLS = ("joblib.externals.loky", "multiprocessing.spawn", "multiprocessing.forkserver", "resource_tracker")


def stop_busy_children() -> int:
    """Kill those of this process's descendants that are computing; returns how many. Their owner reaps them."""
    with contextlib.suppress(psutil.Error):
        children = [child for child in psutil.Process().children(recursive=True) if not _is_of_pool(child)]
        if not children:
            return 0
        before = {child: _processor_seconds(child) for child in children}
        time.sleep(_WATCHED_SECONDS)
        busy = [
            child for child in children if _processor_seconds(child) - before[child] >= _BUSY_SHARE * _WATCHED_SECONDS
        ]
        for child in busy:
            with contextlib.suppress(psutil.Error):
                child.kill()
        return len(busy)
    return 0


def _is_of_pool(process: psutil.Process) -> bool:
    try:
        return any(name in part for part in process.cmdline() for name in _POOLS)
    except psutil.Error:
        return True


def _processor_seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return times.user + times.system
