"""Records figures as they are drawn: before they are closed, and at the end of each cell for those still open.

The description is made from the artists, so it does not matter which front end drew them.
"""

import base64
import contextlib
import io
import sys
from typing import Any

from assay_agent import artists

MAX_FIGURES = 60
PNG_DPI = 80
SMALLER_DPI = (50, 30)
MAX_PNG_BYTES = 1_500_000


class FigureRecorder:
    """Keeps the last description of each figure of this kernel."""

    def __init__(self, watch: Any):
        self._watch = watch
        self._records: dict[int, dict[str, Any]] = {}
        self._figures: dict[int, Any] = {}
        self._count = 0

    def install(self, shell: Any) -> None:
        """Register before matplotlib's inline backend does, whose hook closes what it has shown."""
        import matplotlib.figure
        import matplotlib.pyplot
        from matplotlib import _pylab_helpers

        self._savefig = matplotlib.figure.Figure.savefig
        self._gcf = _pylab_helpers.Gcf
        self._managers = _pylab_helpers.Gcf.get_all_fig_managers
        shell.events.register("post_execute", self._record_open)
        for name in ("destroy", "destroy_fig", "destroy_all"):
            self._record_before(name)

    def recorded(self) -> list[dict[str, Any]]:
        """The descriptions in the order in which the figures were first seen."""
        self._record_open()
        return list(self._records.values())

    def take(self) -> list[dict[str, Any]]:
        """The same, and forget them: an open figure that changes later is described again."""
        records = self.recorded()
        self._records = {}
        return records

    def _record_before(self, name: str) -> None:
        original = getattr(self._gcf, name)

        def recording(*args: Any, **kwargs: Any) -> Any:
            self._record_open()
            return original(*args, **kwargs)

        setattr(self._gcf, name, staticmethod(recording))

    def _record_open(self) -> None:
        try:
            for manager in self._managers():
                self._record(manager.canvas.figure)
        except Exception as error:
            print(f"[the grader could not record a figure: {type(error).__name__}: {error}]", file=sys.__stderr__)

    def _record(self, figure: Any) -> None:
        key = id(figure)
        known = self._figures.get(key) is figure
        if known and not figure.stale and getattr(figure, "_assay_seen", None) == _fingerprint(figure):
            return
        if not known:
            if len(self._figures) >= MAX_FIGURES:
                self._figures.pop(next(iter(self._figures)))
            self._figures[key] = figure
            self._count += 1
            figure._assay_number = self._count
        png = self._render(figure)
        number = figure._assay_number
        self._records[number] = {
            "id": number,
            "cell": self._watch.cell,
            "question": self._watch.question,
            "png": png,
            **artists.describe_figure(figure),
        }
        figure._assay_seen = _fingerprint(figure)

    def _render(self, figure: Any) -> str | None:
        for dpi in (PNG_DPI, *SMALLER_DPI):
            buffer = io.BytesIO()
            with contextlib.suppress(Exception):
                self._savefig(figure, buffer, format="png", dpi=dpi)
            data = buffer.getvalue()
            if data and len(data) <= MAX_PNG_BYTES:
                return base64.b64encode(data).decode("ascii")
        return None


def _fingerprint(figure: Any) -> tuple:
    """Changes when artists are added; `stale` tells of changes to those that are there."""
    return tuple(len(axes.get_children()) for axes in figure.axes)
