"""Figures as data: what the agent says of them, parsed as hostile, and what the judge itself reads from the picture."""

import base64
import io
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assay_judge.outcomes import fail

MAX_FIGURES, MAX_AXES, MAX_ITEMS = 60, 80, 2_000
MAX_PNG_BYTES, MAX_PIXELS = 2_000_000, 16_000_000
SAMPLED_PIXELS = 1_000_000
MIN_INK = 0.001
"""Share of pixels that differ from the background: axes, ticks and labels alone are more than this."""


@dataclass(frozen=True)
class Box:
    """A box of a box plot as drawn: statistics on the value axis, `position` on the other."""

    orientation: str
    position: float
    median: float
    q1: float
    q3: float
    whislo: float
    whishi: float
    tick: str
    color: str


@dataclass(frozen=True)
class Points:
    """Coordinates of a line's or a cloud's points (at most 5 000 of `count`); NaN where they are not finite."""

    x: np.ndarray
    y: np.ndarray
    count: int
    label: str


@dataclass(frozen=True)
class Bar:
    """A bar; its length is `height` when vertical, `width` when horizontal."""

    x: float
    y: float
    width: float
    height: float
    orientation: str
    label: str
    series: int = 0
    """Bars that were drawn together have the same number."""


@dataclass(frozen=True)
class Axes:
    """One pair of axes and what is drawn on them."""

    title: str
    xlabel: str
    ylabel: str
    xticks: list[tuple[float, str]]
    yticks: list[tuple[float, str]]
    legend: list[tuple[str, str]]
    """Texts and colours of its entries."""
    bars: list[Bar]
    lines: list[Points]
    points: list[Points]
    boxes: list[Box]
    texts: list[str]
    areas: list[Points] = field(default_factory=list)
    """Outlines of what is filled, or drawn in steps."""

    @property
    def words(self) -> str:
        """Every text of these axes, for a search by words."""
        ticks = [label for _, label in (*self.xticks, *self.yticks)]
        legend = [text for text, _ in self.legend]
        return " ".join([self.title, self.xlabel, self.ylabel, *ticks, *legend, *self.texts])


@dataclass(frozen=True)
class Figure:
    """One figure. `ink` is measured by the judge on the picture."""

    suptitle: str
    supxlabel: str
    supylabel: str
    texts: list[str]
    axes: list[Axes] = field(default_factory=list)
    ink: float = 0.0

    @property
    def is_drawn(self) -> bool:
        """True when the picture shows something."""
        return self.ink >= MIN_INK

    @property
    def words(self) -> str:
        """Every text of the figure."""
        return " ".join(
            [self.suptitle, self.supxlabel, self.supylabel, *self.texts, *(axes.words for axes in self.axes)]
        )

    def title_of(self, axes: Axes) -> str:
        """The title above these axes: their own, or else the figure's."""
        return axes.title.strip() or self.suptitle.strip()


def parse_figures(reply: Any) -> list[Figure]:
    """Return the figures of an agent's reply; fails where it is malformed."""
    try:
        figures = [_parse_figure(item) for item in _list(reply["figures"], MAX_FIGURES)]
    except (LookupError, TypeError, ValueError, OverflowError, AttributeError, RecursionError) as error:
        fail(f"the description of the figures could not be read ({type(error).__name__})")
    return [figure for figure in figures if figure.is_drawn]


def _parse_figure(item: dict) -> Figure:
    return Figure(
        suptitle=_text(item["suptitle"]),
        supxlabel=_text(item["supxlabel"]),
        supylabel=_text(item["supylabel"]),
        texts=[_text(text) for text in _list(item["texts"])],
        axes=[_parse_axes(axes) for axes in _list(item["axes"], MAX_AXES)],
        ink=measure_ink(item["png"]),
    )


def _parse_axes(item: dict) -> Axes:
    return Axes(
        title=_text(item["title"]),
        xlabel=_text(item["xlabel"]),
        ylabel=_text(item["ylabel"]),
        xticks=[(_number(tick["at"]), _text(tick["label"])) for tick in _list(item["xticks"])],
        yticks=[(_number(tick["at"]), _text(tick["label"])) for tick in _list(item["yticks"])],
        legend=[(_text(entry["label"]), _text(entry["color"])) for entry in _list(item["legend"])],
        bars=[_parse_bar(bar) for bar in _list(item["bars"])],
        lines=[_parse_points(line) for line in _list(item["lines"])],
        points=[_parse_points(cloud) for cloud in _list(item["points"])],
        boxes=[_parse_box(box) for box in _list(item["boxes"])],
        texts=[_text(text) for text in _list(item["texts"])],
        areas=[_parse_points(area) for area in _list(item.get("areas", []))],
    )


def _parse_bar(item: dict) -> Bar:
    sides = {name: _number(item[name]) for name in ("x", "y", "width", "height")}
    return Bar(
        **sides,
        orientation="h" if item["orientation"] == "h" else "v",
        label=_text(item["label"]),
        series=_series(item.get("series")),
    )


def _parse_box(item: dict) -> Box:
    names = ("position", "median", "q1", "q3", "whislo", "whishi")
    numbers = {name: _number(item[name]) for name in names}
    return Box(
        orientation="h" if item["orientation"] == "h" else "v",
        tick=_text(item["tick"]),
        color=_text(item["color"]),
        **numbers,
    )


def _parse_points(item: dict) -> Points:
    x = np.array([_number(value) for value in _list(item["x"], 5_000)])
    y = np.array([_number(value) for value in _list(item["y"], 5_000)])
    if x.shape != y.shape:
        raise ValueError("coordinates of different length")
    return Points(x, y, len(x), _text(item["label"]))


def measure_ink(png: Any) -> float:
    """Return the share of a picture's pixels that are not its most frequent colour; 0.0 where there is no picture."""
    from PIL import Image

    if not isinstance(png, str) or len(png) > MAX_PNG_BYTES * 4 // 3 + 4:
        return 0.0
    try:
        data = base64.b64decode(png, validate=True)
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            if image.width * image.height > MAX_PIXELS:
                return 0.0
            picture = image.convert("RGB")
            if picture.width * picture.height > SAMPLED_PIXELS:
                shrink = (SAMPLED_PIXELS / (picture.width * picture.height)) ** 0.5
                size = (max(1, int(picture.width * shrink)), max(1, int(picture.height * shrink)))
                picture = picture.resize(size, Image.Resampling.NEAREST)
            pixels = np.asarray(picture, dtype=np.uint32)
    except Exception:
        # A decoder fed with hostile bytes raises whatever it likes (struct.error, zlib.error, …).
        return 0.0
    if not pixels.size:
        return 0.0
    colors = ((pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]).ravel()
    _, counts = np.unique(colors, return_counts=True)
    return float(1 - counts.max() / colors.size)


def _text(value: Any) -> str:
    return value[:400] if isinstance(value, str) else ""


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else float("nan")


def _series(value: Any) -> int:
    return value if type(value) is int else 0


def _list(value: Any, limit: int = MAX_ITEMS) -> list:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value[:limit]
