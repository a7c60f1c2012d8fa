"""Processes that go on computing after their cell are stopped: they would take time from later cells, uncounted.

Idle ones stay, for a worker pool that is killed breaks the honest cell that uses it next. A process that cuts itself
off from this kernel's descendants is not found here.
"""

import contextlib
import time

import psutil

_WATCHED_SECONDS = 0.1
_BUSY_SHARE = 0.2


def stop_busy_children() -> int:
    """Kill those of this process's descendants that are computing; returns how many. Their owner reaps them."""
    with contextlib.suppress(psutil.Error):
        children = psutil.Process().children(recursive=True)
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


def _processor_seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return times.user + times.system
