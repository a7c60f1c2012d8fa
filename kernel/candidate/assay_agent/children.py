"""Processes that a cell leaves behind are stopped: they would take processor time from later cells, uncounted.

Trackers of shared resources stay: they do no work, and their owners complain when they are gone. A process that cuts
itself off from this kernel's descendants is not found here.
"""

import contextlib

import psutil

_TRACKER = "resource_tracker"


def stop_children() -> int:
    """Kill this process's descendants; returns how many there were. Their owner in the cell's code reaps them."""
    with contextlib.suppress(psutil.Error):
        left = [child for child in psutil.Process().children(recursive=True) if not _is_tracker(child)]
        for child in left:
            with contextlib.suppress(psutil.Error):
                child.kill()
        return len(left)
    return 0


def _is_tracker(process: psutil.Process) -> bool:
    try:
        return any(_TRACKER in part for part in process.cmdline())
    except psutil.Error:
        return True
