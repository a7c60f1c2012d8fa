"""How a kernel of ours starts: ipykernel as usual, quiet, without history and debugger."""

import logging
import sys
from collections.abc import Callable


def start_kernel(install: Callable[[], None]) -> None:
    """Start the ipykernel application with this process's arguments and run it; `install` comes before any message."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # 0.3 s of import that no grading uses
    from ipykernel.kernelapp import IPKernelApp

    # The singleton: `%matplotlib inline` needs it, otherwise no figure is produced.
    app = IPKernelApp.instance()
    app.initialize([*sys.argv[1:], "--HistoryManager.enabled=False", "--IPKernelApp.log_level=40"])
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    # A module called __main__ that is ours would let a candidate's code import it by accident.
    sys.path[:] = [entry for entry in sys.path if entry not in ("", ".")] + [""]
    install()
    app.start()
