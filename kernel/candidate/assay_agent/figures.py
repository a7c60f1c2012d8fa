"""Records figures as they are drawn: before they are closed, and at the end of each cell for those still open.

The description is made from the artists, so it does not matter which front end drew them.
"""

import base64
import functools
import io
import json
import struct
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image

from assay_agent import artists
from assay_agent.picture import Picture
from assay_agent.visibility import measure_extent

MAX_FIGURES = 60
PNG_DPI = 80
MAX_PNG_PIXELS = 1_600
SMALLER = (1.0, 0.6, 0.4, 0.25)
MAX_PNG_BYTES = 400_000
# All figures of a take go into one message; pictures come after descriptions, which is what is judged.
MAX_DESCRIPTION_CHARS = 3_500_000
MAX_PNG_CHARS = 4_000_000


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
        self._record_saved(matplotlib.figure.Figure)
        self._gcf = _pylab_helpers.Gcf
        self._managers = _pylab_helpers.Gcf.get_all_fig_managers
        shell.events.register("post_execute", self._record_open)
        self._record_shown(shell.display_formatter, matplotlib.figure.Figure)
        for name in ("destroy", "destroy_fig", "destroy_all"):
            self._record_before(name)

    def recorded(self) -> list[dict[str, Any]]:
        """The descriptions in the order in which the figures were first seen; what does not fit is left out."""
        self._record_open()
        description_room, png_room = MAX_DESCRIPTION_CHARS, MAX_PNG_CHARS
        fitting = []
        for record in self._records.values():
            png_size = len(record["png"] or "")
            size = len(json.dumps(record)) - png_size
            if size > description_room:
                continue
            description_room -= size
            if png_size > png_room:
                record = {**record, "png": None}
            else:
                png_room -= png_size
            fitting.append(record)
        return fitting

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

    def _record_shown(self, formatter: Any, figure_type: type) -> None:
        """A figure that pyplot does not manage (any more) is drawn when it is displayed.

        What is displayed is the picture that was recorded: drawing is the dearest thing that most cells do.
        """
        original = formatter.format

        def recording(value: Any, *args: Any, **kwargs: Any) -> Any:
            if not isinstance(value, figure_type):
                return original(value, *args, **kwargs)
            self._record_safely(value)
            record = self._records.get(getattr(value, "_assay_number", 0))
            if record is None or record["png"] is None:
                return original(value, *args, **kwargs)
            text, metadata = original(value, include={"text/plain"})
            return {**text, "image/png": record["png"]}, metadata

        formatter.format = recording

    def _record_saved(self, figure_type: Any) -> None:
        """A figure that is saved counts as shown, also where pyplot does not manage it or it is cleared afterwards."""
        save, clear = figure_type.savefig, figure_type.clear

        @functools.wraps(save)
        def savefig(figure: Any, *args: Any, **kwargs: Any) -> Any:
            self._record_safely(figure)
            figure._assay_saved = True
            is_stale = figure.stale
            try:
                return save(figure, *args, **kwargs)
            finally:
                # Saving sets size and resolution, and sets them back: nothing has changed.
                figure.stale = is_stale

        @functools.wraps(clear)
        def cleared(figure: Any, *args: Any, **kwargs: Any) -> Any:
            if getattr(figure, "_assay_saved", False):
                # What comes next is another figure.
                figure._assay_saved = False
                self._figures.pop(id(figure), None)
            return clear(figure, *args, **kwargs)

        figure_type.savefig, figure_type.clear = savefig, cleared

    def _record_open(self) -> None:
        for manager in list(self._managers()):
            self._record_safely(manager.canvas.figure)

    def _record_safely(self, figure: Any) -> None:
        try:
            self._record(figure)
        except Exception as error:
            # Into the gateway's log: it is a fault of ours, and one figure less must not cost the cell.
            if sys.__stderr__ is not None:
                sys.__stderr__.write(f"assay_agent: a figure was not recorded: {type(error).__name__}: {error}\n")

    def _record(self, figure: Any) -> None:
        key = id(figure)
        known = self._figures.get(key) is figure
        if known and not figure.stale and getattr(figure, "_assay_seen", None) == _fingerprint(figure):
            return
        if not known:
            if len(self._records) >= MAX_FIGURES:
                return
            if len(self._figures) >= MAX_FIGURES:
                self._figures.pop(next(iter(self._figures)))
            self._figures[key] = figure
            self._count += 1
            figure._assay_number = self._count
        png, picture = render_figure(figure, self._savefig)
        number = figure._assay_number
        self._records[number] = {
            "id": number,
            "cell": self._watch.cell,
            "question": self._watch.question,
            "png": png,
            **artists.describe_figure(figure, picture),
        }
        figure._assay_seen = _fingerprint(figure)
        # Drawing to a file leaves it as it was before; what changes an artist from now on says so.
        figure.stale = False


def render_figure(figure: Any, savefig: Callable[..., None]) -> tuple[str | None, Picture | None]:
    """Return a figure's picture as a PNG in base64, and as what can be asked; None where it cannot be drawn."""
    extent = measure_extent(figure)
    size = figure.get_size_inches() if extent is None else extent.size
    origin = (0.0, 0.0) if extent is None else (extent.x0, extent.y0)
    largest = min(PNG_DPI, MAX_PNG_PIXELS / max(1.0, *size))
    for share in SMALLER:
        draw = functools.partial(_draw, figure, savefig, largest * share, extent)
        data = draw("png")
        if data is None:
            return None, None
        if len(data) <= MAX_PNG_BYTES:
            picture = Picture(_read_pixels(figure, data), largest * share, origin, functools.partial(draw, "raw"))
            return base64.b64encode(data).decode("ascii"), picture
    return None, None


def _draw(figure: Any, savefig: Callable[..., None], dpi: float, extent: Any, kind: str) -> bytes | None:
    buffer = io.BytesIO()
    try:
        savefig(figure, buffer, format=kind, dpi=dpi, bbox_inches=extent)
    except Exception:
        return None
    return buffer.getvalue()


def _read_pixels(figure: Any, png: bytes) -> np.ndarray:
    """The picture's RGBA: what was just drawn is there still, unless another canvas drew it."""
    drawn = getattr(getattr(figure.canvas, "renderer", None), "buffer_rgba", None)
    if drawn is not None:
        pixels = np.asarray(drawn())
        if struct.pack(">II", pixels.shape[1], pixels.shape[0]) == png[16:24]:
            return pixels.copy()
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGBA"))


def _fingerprint(figure: Any) -> tuple:
    """Changes when artists are added; `stale` tells of changes to those that are there."""
    return tuple(len(axes.get_children()) for axes in figure.axes)
