"""What is doubtful in a figure is asked of its picture: an artist that can be hidden without a trace shows nothing.

Pictures are dear, so the one that is there anyway is looked at first: where what is described should be, there must be
more than the colour that most of its axes has. Only what is missing there, may be covered, or is drawn in a way of the
candidate's own is hidden, a part at a time, and the figure drawn again.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.colors import to_rgba
from matplotlib.image import AxesImage
from matplotlib.patches import Patch
from matplotlib.table import Table
from matplotlib.text import Text

from assay_agent.getters import find_patched, is_a, is_own, list_axes, own, restored
from assay_agent.visibility import get_alpha, get_color, get_facecolor, get_transform, get_visible

MAX_DRAWINGS = 48
MAX_SECONDS = 2.0
"""Processor time for asking one figure's picture; what is doubtful afterwards stays."""
SAMPLES = 24
MIN_SHARE_INKED = 0.4
MIN_DIFFERENCE, MIN_PIXELS = 3, 2
"""Of 256 shades of a channel: less is not seen, and no picture is the same to the last shade."""
MAX_REACH = 6
MIN_SHARE_SHOWN = 0.6
"""Of the pixels that matplotlib would draw of a candidate's own artist."""
OPAQUE = 0.3
COVERED_SHARE = 0.4
_EDGE = 0.03
"""Inches."""
_get_path_effects, _get_agg_filter, _get_paths = own("get_path_effects"), own("get_agg_filter"), own("get_paths")
_get_clip_on, _get_clip_box = own("get_clip_on"), own("get_clip_box")
_get_fill, _get_path, _get_zorder = own("get_fill"), own("get_path"), own("get_zorder")


@dataclass(eq=False)
class Unit:
    """What is seen or not seen as one: artists, and what the description `drawn` says of them."""

    kind: str
    """The key in the description."""
    axes: Any
    """None for the figure's own."""
    artists: Sequence[Any]
    drawn: dict[str, Any]
    records: list[Any] | None = None
    """Those in the list `drawn[kind]`; None for a text or all of a kind."""
    xy: np.ndarray | None = None
    """Where it should be seen, in data coordinates."""
    joined: bool = False
    """Whether it is seen between these places too."""
    reach: float = 1.0
    """How far around them, in points (1/72 inch)."""
    doubtful: bool = False

    def forget(self) -> None:
        """Take it out of the description."""
        if self.records is None:
            self.drawn[self.kind] = type(self.drawn[self.kind])()
        else:
            own_records = {id(record) for record in self.records}
            self.drawn[self.kind] = [record for record in self.drawn[self.kind] if id(record) not in own_records]


class Picture:
    """A figure's picture, and the means to draw it again."""

    def __init__(self, pixels: np.ndarray, dpi: float, origin: tuple[float, float], draw: Callable[[], bytes | None]):
        """`pixels` are rows of RGBA from the top; `origin` is the lower left corner on the figure in inches."""
        self._pixels = pixels
        self._dpi = dpi
        self._origin = origin
        self._draw = draw

    def drop_unseen(self, figure: Any, units: list[Unit]) -> None:
        """Take what cannot be seen out of the description that the units belong to."""
        doubtful = self._find_doubtful(figure, units)
        if doubtful:
            self._ask(figure, doubtful)

    def _find_doubtful(self, figure: Any, units: list[Unit]) -> list[list[Unit]]:
        """Groups of units whose artists are to be hidden together."""
        described: dict[Any, list[Unit]] = {}
        for unit in units:
            if unit.records is not None:
                described.setdefault(unit.axes, []).append(unit)
        covered = {id(axes): _find_covered(figure, axes, own_units) for axes, own_units in described.items()}
        over_all = _covers_all(figure)
        missing = self._find_missing(units)
        patched = bool(find_patched())
        groups: dict[Any, list[Unit]] = {}
        for unit in units:
            is_data = unit.records is not None
            # Others of its kind may lie over it: then all of them are hidden. Where only background is, none does.
            if (
                patched
                or unit.doubtful
                or missing.get(id(unit)) == "blank"
                or any(_is_odd(artist, unit.axes) for artist in unit.artists)
                or (not is_data and (over_all or all(_is_hard_to_read(text, figure, unit) for text in unit.artists)))
            ):
                groups[id(unit)] = [unit]
            elif is_data and (over_all or id(unit) in missing or unit.kind in covered[id(unit.axes)]):
                same = (one for one in described[unit.axes] if one.kind == unit.kind)
                groups[(id(unit.axes), unit.kind)] = list(same)
        return list(groups.values())

    def _find_missing(self, units: list[Unit]) -> dict[int, str]:
        """Units at whose places the picture shows nothing: `blank` there, or perhaps `covered`."""
        missing: dict[int, str] = {}
        placed: dict[Any, list[Unit]] = {}
        for unit in units:
            if unit.xy is not None:
                placed.setdefault(unit.axes, []).append(unit)
        for axes, own_units in placed.items():
            background = _find_background(self._cut_out(self._pixels, axes))
            numbers, pixels = self._find_samples(axes, own_units)
            if background is None:
                missing |= {id(unit): "covered" for unit in own_units}
                continue
            bare = np.abs(background - _find_empty(axes)).max() <= MIN_DIFFERENCE
            reaches = np.array([unit.reach for unit in own_units]) * self._dpi / 72
            reaches = np.clip(np.ceil(reaches), 1, MAX_REACH).astype(int)
            inked = np.zeros(len(numbers), dtype=bool)
            for reach in np.unique(reaches):
                chosen = reaches[numbers] == reach
                inked[chosen] = _are_inked(self._pixels, pixels[chosen], int(reach), background)
            counts = np.bincount(numbers, minlength=len(own_units))
            shares = np.bincount(numbers, inked, minlength=len(own_units)) / np.maximum(counts, 1)
            for unit, count, share in zip(own_units, counts, shares, strict=True):
                if share < MIN_SHARE_INKED:
                    missing[id(unit)] = "blank" if bare and count else "covered"
        return missing

    def _find_samples(self, axes: Any, units: list[Unit]) -> tuple[np.ndarray, np.ndarray]:
        """Columns and rows of some pixels of units that are in their axes' view, and the number of the unit of each."""
        starts, ends, shares, numbers = [], [], [], []
        for number, unit in enumerate(units):
            places = unit.xy[np.isfinite(unit.xy).all(axis=1)] if unit.xy is not None else np.empty((0, 2))
            if not len(places):
                continue
            steps = np.linspace(0, len(places) - 1, SAMPLES)
            first = steps.astype(int)
            starts.append(places[first])
            ends.append(places[np.minimum(first + 1, len(places) - 1)])
            shares.append(steps - first if unit.joined else np.zeros(SAMPLES))
            numbers.append(np.full(SAMPLES, number))
        if not numbers:
            return np.empty(0, dtype=int), np.empty((0, 2), dtype=int)
        owners = np.concatenate(numbers)
        with np.errstate(all="ignore"):
            both = axes.transData.transform(np.concatenate([*starts, *ends]))
            found, following = both[: len(owners)], both[len(owners) :]
            found = found + (following - found) * np.concatenate(shares)[:, None]
            # Spines would pass for what lies at the edge.
            dpi = axes.get_figure(root=True).dpi
            left, bottom, right, top = axes.bbox.padded(-_EDGE * dpi).extents
            inside = ((found >= (left, bottom)) & (found <= (right, top))).all(axis=1)
            found, owners = found[inside], owners[inside]
            height, width = self._pixels.shape[:2]
            inches = found / dpi - self._origin
            pixels = np.floor(np.column_stack([inches[:, 0] * self._dpi, height - inches[:, 1] * self._dpi]))
            there = ((pixels >= 0) & (pixels < (width, height))).all(axis=1)
        return owners[there], pixels[there].astype(int)

    def _cut_out(self, pixels: np.ndarray, axes: Any) -> np.ndarray:
        """The part of the picture that is these axes."""
        height, width = pixels.shape[:2]
        corners = np.array(axes.bbox.extents).reshape(2, 2) / axes.get_figure(root=True).dpi - self._origin
        (left, low), (right, high) = corners * self._dpi
        columns = slice(int(np.clip(left, 0, width)), int(np.clip(right, 0, width)))
        rows = slice(int(np.clip(height - high, 0, height)), int(np.clip(height - low, 0, height)))
        return pixels[rows, columns]

    def _ask(self, figure: Any, groups: list[list[Unit]]) -> None:
        """Hide each of the groups and look whether the picture changes; too many are asked together."""
        started = time.process_time()
        several = -(-len(groups) // MAX_DRAWINGS)
        chunks = [[*chain(*groups[start : start + several])] for start in range(0, len(groups), several)]
        strange = [artist for unit in chain(*groups) for artist in unit.artists if not is_own(artist)]
        is_doubted = bool(strange or find_patched())
        with restored(dict.fromkeys(strange)):
            # What matplotlib itself draws of these artists must be what the picture shows.
            wrong = self._count_wrong(figure) if is_doubted else None
            for is_data in (True, False):
                asked = [chunk for chunk in chunks if (chunk[0].records is not None) == is_data]
                if not asked:
                    continue
                with _without_axis(figure) if is_data else contextlib.nullcontext():
                    whole = self._draw_without(figure, [])
                    for chunk in asked:
                        if time.process_time() - started > MAX_SECONDS:
                            return
                        if not self._shows_change(whole, self._draw_without(figure, chunk), wrong):
                            for unit in chunk:
                                unit.forget()

    def _count_wrong(self, figure: Any) -> int:
        """The number of pixels that matplotlib draws in another way than the picture has them."""
        drawn = self._read(self._draw_without(figure, []))
        return 0 if drawn is None else int((np.abs(drawn - self._pixels).max(axis=2) >= MIN_DIFFERENCE).sum())

    def _shows_change(self, whole: bytes | None, other: bytes | None, wrong: int | None) -> bool:
        """True when two drawings differ, at places where the picture that counts is as the first of them.

        `wrong` is the number of pixels of the picture that matplotlib does not draw so, where it may be another's.
        """
        if whole is None or other is None or whole == other:
            return False
        first, second = self._read(whole), self._read(other)
        if first is None or second is None:
            return True
        changed = np.abs(first - second).max(axis=2) >= MIN_DIFFERENCE
        as_shown = (np.abs(first[changed] - self._pixels[changed]).max(axis=1, initial=0) < MIN_DIFFERENCE).sum()
        if as_shown < MIN_PIXELS:
            return False
        if wrong is None:
            return True
        return bool(as_shown >= MIN_SHARE_SHOWN * changed.sum() and wrong <= (1 - MIN_SHARE_SHOWN) * changed.sum())

    def _read(self, drawing: bytes | None) -> np.ndarray | None:
        """The pixels of a drawing; None where it is of another size than the picture."""
        if drawing is None or len(drawing) != self._pixels.size:
            return None
        return np.frombuffer(drawing, dtype=np.uint8).reshape(self._pixels.shape).astype(np.int16)

    def _draw_without(self, figure: Any, units: list[Unit]) -> bytes | None:
        # A text that is transparent keeps its place, so that no other moves.
        hidden: dict[Any, dict[str, Any]] = {
            artist: {"_alpha": 0} if is_a(artist, Text) else {"_visible": False}
            for unit in units
            for artist in unit.artists
        }
        # A layout would move what is left.
        with _set({figure: {"_layout_engine": None}, **hidden}):
            return self._draw()


def _find_background(area: np.ndarray) -> np.ndarray | None:
    """The colour that most of an area has."""
    step = max(1, int(np.sqrt(area.shape[0] * area.shape[1] / 2_000)))
    sampled = np.ascontiguousarray(area[::step, ::step])
    if not sampled.size:
        return None
    colors, counts = np.unique(sampled.view(np.uint32), return_counts=True)
    return colors[counts.argmax() : counts.argmax() + 1].view(np.uint8).astype(np.int16)


def _find_empty(axes: Any) -> np.ndarray:
    """The colour that axes have where nothing is drawn."""
    red, green, blue, alpha = to_rgba(get_facecolor(axes))
    behind = np.array(to_rgba(get_facecolor(axes.get_figure(root=True).patch)))
    return np.round((np.array([red, green, blue, 1.0]) * alpha + behind * (1 - alpha)) * 255).astype(np.int16)


def _are_inked(pixels: np.ndarray, places: np.ndarray, reach: int, background: np.ndarray) -> np.ndarray:
    """True for each of the places (column, row) around which the picture has another colour than the background's."""
    height, width = pixels.shape[:2]
    near = np.arange(-reach, reach + 1)
    rows = np.clip(places[:, 1, None, None] + near[:, None], 0, height - 1)
    columns = np.clip(places[:, 0, None, None] + near[None, :], 0, width - 1)
    around = pixels[rows, columns].astype(np.int16)
    return (np.abs(around - background).max(axis=-1) > MIN_DIFFERENCE).any(axis=(1, 2))


def _is_odd(artist: Any, axes: Any) -> bool:
    """True for what draws in a way of its own, or through a stencil."""
    clip = getattr(artist, "_clippath", None)
    return bool(
        not is_own(artist)
        or _get_path_effects(artist)
        or _get_agg_filter(artist) is not None
        or (clip is not None and getattr(clip, "_patch", None) is not getattr(axes, "patch", None))
        or (is_a(artist, Text) and _get_clip_on(artist) and _get_clip_box(artist) is not None)
    )


def _is_hard_to_read(text: Any, figure: Any, unit: Unit) -> bool:
    """True when a text's colour is hardly another than what is behind it."""
    alpha = get_alpha(text)
    if alpha is not None and alpha < OPAQUE:
        return True
    color = np.array(to_rgba(get_color(text)))
    for behind in (figure.patch, unit.axes.patch if unit.axes is not None else None):
        if behind is None or not get_visible(behind):
            continue
        background = np.array(to_rgba(get_facecolor(behind)))
        if background[3] > OPAQUE and np.abs(color[:3] - background[:3]).max() < 0.1:
            return True
    return False


def _covers_all(figure: Any) -> bool:
    """True when something of the figure's own may lie over its axes."""
    lowest = min((_get_zorder(axes) for axes in list_axes(figure)), default=0)
    over = [item for item in (*figure.images, *figure.artists, *figure.patches) if _get_zorder(item) >= lowest]
    return any(_is_opaque(item) for item in over)


def _is_opaque(patch: Any) -> bool:
    alpha = get_alpha(patch)
    return bool(
        get_visible(patch)
        and (alpha is None or np.max(alpha) > OPAQUE)
        and (not is_a(patch, Patch) or (_get_fill(patch) and to_rgba(get_facecolor(patch))[3] > OPAQUE))
    )


def _find_covered(figure: Any, axes: Any, units: list[Unit]) -> set[str]:
    """The kinds of units over which other axes, or something large of another kind, may lie."""
    kinds = {id(artist): unit.kind for unit in units for artist in unit.artists}
    in_order = sorted(list_axes(figure), key=_get_zorder)
    later = in_order[in_order.index(axes) + 1 :]
    if any(_lies_over(other, axes) for other in (*later, *axes.child_axes)):
        return set(kinds.values())
    covered: set[str] = set()
    below: set[str] = set()
    # As they are drawn: by zorder, then as they came.
    for child in sorted(vars(axes)["_children"], key=_get_zorder):
        kind = kinds.get(id(child), "")
        if below - covered - {kind} and kind not in ("bars", "boxes", "lines") and _may_cover(child, axes):
            covered |= below - {kind}
        below.add(kind)
    return covered


def _may_cover(artist: Any, axes: Any) -> bool:
    if not get_visible(artist):
        return False
    if is_a(artist, Patch):
        return _is_opaque(artist) and _is_large(artist, axes)
    if is_a(artist, Collection):
        return not is_a(artist, (LineCollection, PathCollection)) and _is_filled(artist)
    return is_a(artist, (AxesImage, Table))


def _is_filled(collection: Any) -> bool:
    alpha = get_alpha(collection)
    colors = np.atleast_2d(get_facecolor(collection))
    return bool((alpha is None or np.max(alpha) > OPAQUE) and colors.size and (colors[:, 3] > OPAQUE).any())


def _is_large(patch: Any, axes: Any) -> bool:
    """True when a patch may cover much of the axes."""
    with np.errstate(all="ignore"):
        vertices = get_transform(patch).transform(_get_path(patch).vertices)
    left, bottom, right, top = axes.bbox.extents
    low = np.maximum(np.nanmin(vertices, axis=0), (left, bottom))
    high = np.minimum(np.nanmax(vertices, axis=0), (right, top))
    return bool(np.prod(np.maximum(high - low, 0)) > COVERED_SHARE * (right - left) * (top - bottom))


def _lies_over(other: Any, axes: Any) -> bool:
    """True when other axes lie over much of these, and have a background or something large of their own."""
    left, bottom, right, top = axes.bbox.extents
    low = np.maximum(other.bbox.min, (left, bottom))
    high = np.minimum(other.bbox.max, (right, top))
    share = np.prod(np.maximum(high - low, 0)) / max((right - left) * (top - bottom), 1e-9)
    if share <= COVERED_SHARE or not get_visible(other):
        return False
    has_background = other.axison and other.get_frame_on() and _is_opaque(other.patch)
    return bool(has_background) or any(_may_cover(child, other) for child in vars(other)["_children"])


@contextlib.contextmanager
def _set(changes: dict[Any, dict[str, Any]]) -> Iterator[None]:
    """Change attributes behind the setters' back, so that nobody is told, and put them back."""
    before = [(vars(item), {name: vars(item).get(name) for name in names}) for item, names in changes.items()]
    try:
        for item, names in changes.items():
            vars(item).update(names)
        yield
    finally:
        for attributes, names in before:
            attributes.update(names)


def _without_axis(figure: Any) -> contextlib.AbstractContextManager[None]:
    """Ticks and labels are slow to draw, and cover nothing."""
    changes: dict[Any, dict[str, Any]] = {}
    for axes in list_axes(figure):
        changes |= {axis: {"_visible": False} for axis in axes._axis_map.values()}
        changes |= {text: {"_visible": False} for text in (axes.title, axes._left_title, axes._right_title)}
        changes[axes] = {"_autotitlepos": False}
    return _set(changes)
