"""What holds while a cell (or a call of the judge's) runs: whose it is, how much processor time it may use.

Processor time is what counts, so that our load costs nobody points; the grader cuts wall time at four times the limit,
which also holds for code that gets rid of this watch.
"""

import contextlib
import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

from assay_agent.children import stop_busy_children
from assay_agent.outputs import OutputCap

POLL_SECONDS = 0.05
REPEAT_SECONDS = 1.0
INPUT_MESSAGE = (
    "input() is not available while a notebook is graded: nobody is there to type. Assign the value instead."
)

_process_time, _monotonic, _sleep, _getrusage, _kill, _getpid = (
    time.process_time,
    time.monotonic,
    time.sleep,
    resource.getrusage,
    os.kill,
    os.getpid,
)


class Usage:
    """Processor time since it was made, children included once they ended, and the limit that holds for it."""

    def __init__(self, limit_seconds: float | None = None) -> None:
        self._start = _processor_seconds()
        self.limit_seconds = limit_seconds
        self.timed_out = False

    def seconds(self) -> float:
        return round(_processor_seconds() - self._start, 4)


def _processor_seconds() -> float:
    children = _getrusage(resource.RUSAGE_CHILDREN)
    return _process_time() + children.ru_utime + children.ru_stime


class CellWatch:
    """Follows the cells of one kernel; its limits are enforced by a thread that interrupts the main one."""

    def __init__(self, kernel: Any, shell: Any):
        self.kernel = kernel
        self.question: str | None = None
        self.cell: str | None = None
        self._running: Usage | None = None
        self._of_cell = Usage()
        self._last_seconds = 0.0
        self._output = OutputCap(kernel)
        shell.events.register("pre_run_cell", self._begin)
        shell.events.register("post_run_cell", self._end)
        kernel.raw_input = _refuse_input
        kernel.getpass = _refuse_input
        # In a stock kernel exit() ends the kernel, and with it what the other questions need.
        shell.ask_exit = _end_cell
        threading.Thread(target=self._poll, daemon=True, name="assay-watch").start()

    def facts(self) -> dict[str, Any]:
        """What is to be said of the cell that ran last."""
        return {
            "timedOut": self._of_cell.timed_out,
            "cpuSeconds": self._last_seconds,
            "droppedBytes": self._output.dropped,
        }

    @contextlib.contextmanager
    def limited(self, seconds: float) -> Iterator[Usage]:
        """Interrupt what runs inside after `seconds` of processor time. May be nested: the innermost limit holds."""
        outer, self._running = self._running, Usage(seconds)
        try:
            yield self._running
        finally:
            self._running = outer

    def _begin(self, info: Any) -> None:
        mark = self.kernel.get_parent().get("metadata", {}).get("assay")
        if not isinstance(mark, dict) or "cell" not in mark:
            return
        self.question, self.cell = mark.get("question"), mark["cell"]
        self._output.begin()
        self._running = self._of_cell = Usage(mark.get("cpuSeconds"))

    def _end(self, result: Any) -> None:
        if self._running is None:
            return
        self._running = None
        self._last_seconds = self._of_cell.seconds()
        self._output.end()
        stop_busy_children()

    def _poll(self) -> None:
        while True:
            _sleep(POLL_SECONDS)
            usage = self._running
            if usage is None or usage.limit_seconds is None or usage.seconds() <= usage.limit_seconds:
                continue
            usage.timed_out = True
            _kill(_getpid(), signal.SIGINT)
            # Code that swallows the interrupt is interrupted again; the grader's wall limit ends it for good.
            _sleep(REPEAT_SECONDS)


def _refuse_input(prompt: str = "", *args: Any, **kwargs: Any) -> str:
    from IPython.core.error import StdinNotImplementedError

    raise StdinNotImplementedError(INPUT_MESSAGE)


def _end_cell() -> None:
    raise SystemExit("exit() ended this cell")
