"""What is drawn in a figure, as data: bars, lines, points, boxes, labels. Only visible artists in view count.

Matplotlib's own getters are asked (getters.py), an artist's settings say whether it can be seen (visibility.py), and
where something is doubtful, the picture does (picture.py).
"""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.collections import (
    LineCollection,
    PatchCollection,
    PathCollection,
    PolyCollection,
    RegularPolyCollection,
)
from matplotlib.colors import to_hex
from matplotlib.patches import Patch, PathPatch, Polygon, Rectangle, StepPatch

from assay_agent.boxes import is_box_outline, match_box
from assay_agent.getters import get_artist_transform, is_a, list_axes, own
from assay_agent.picture import Picture, Unit
from assay_agent.visibility import (
    View,
    find_view,
    get_color,
    get_edgecolor,
    get_facecolor,
    get_linewidth,
    get_text,
    get_transform,
    get_visible,
    get_xlim,
    get_xscale,
    get_ylim,
    get_yscale,
    is_colored,
    is_in_view,
    is_inked,
    is_on_figure,
    is_plain,
    is_rectangle_in_view,
    is_shown,
    is_text_shown,
    patch_colors,
)

MAX_AXES = 80
MAX_ARTISTS = 2_000
MAX_POINTS = 5_000
MAX_FIGURE_POINTS = 12_000
MAX_AREA_POINTS = 1_500
MAX_FIGURE_AREA_POINTS = 40_000
MAX_TEXT = 400
_FIGURE_TEXTS = ("suptitle", "supxlabel", "supylabel")
_NO_LINE = ("None", "none", " ", "", None)

_get_label, _get_path, _get_segments = own("get_label"), own("get_path"), own("get_segments")
_get_linestyle, _get_marker, _get_markersize = own("get_linestyle"), own("get_marker"), own("get_markersize")
_get_markerfacecolor, _get_markeredgecolor = own("get_markerfacecolor"), own("get_markeredgecolor")
_get_xy, _get_width, _get_height = own("get_xy"), own("get_width"), own("get_height")
_get_offsets, _get_sizes, _get_paths = own("get_offsets"), own("get_sizes"), own("get_paths")
_get_offset_transform = own("get_offset_transform")
_get_legend, _get_texts = own("get_legend"), own("get_texts")
_get_major_ticks, _get_majorticklocs = own("get_major_ticks"), own("get_majorticklocs")


def describe_figure(figure: Any, picture: Picture | None = None) -> dict[str, Any]:
    """Return the figure's size in inches, its own texts, and a description of each of its axes.

    Of what is doubtful only that stays which changes the `picture`; without one all of it.
    """
    width, height = (float(side) for side in figure.get_size_inches())
    axes = [item for item in list_axes(figure) if get_visible(item) and is_on_figure(item)][:MAX_AXES]
    described = [_describe_axes(item) for item in axes]
    texts = [item for item in figure.texts[:50] if is_text_shown(item)]
    drawn: dict[str, Any] = {
        "widthInches": _number(width),
        "heightInches": _number(height),
        **{key: _text(getattr(figure, f"_{key}", None)) for key in _FIGURE_TEXTS},
        "texts": [_text(item) for item in texts],
        "axes": [item for item, _ in described],
    }
    if picture is not None:
        units = [Unit(key, None, [getattr(figure, f"_{key}")], drawn) for key in _FIGURE_TEXTS if drawn[key]]
        units += [Unit("texts", None, texts, drawn)] if texts else []
        picture.drop_unseen(figure, [*units, *(unit for _, found in described for unit in found)])
        for item in drawn["axes"]:
            for box in item["boxes"]:
                box["tick"] = box["tick"] if item["xticks" if box["orientation"] == "v" else "yticks"] else ""
    drawn["axes"] = _thin_out(drawn["axes"])
    return drawn


def _thin_out(axes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the first MAX_FIGURE_POINTS points of a figure; `count` still tells how many each artist has."""
    room = MAX_FIGURE_POINTS
    for drawn in (artist for item in axes for artist in (*item["points"], *item["lines"])):
        drawn["x"], drawn["y"] = drawn["x"][:room], drawn["y"][:room]
        room -= len(drawn["x"])
    room = MAX_FIGURE_AREA_POINTS
    for item in axes:
        # Half an outline tells nothing.
        sizes = np.cumsum([len(area["x"]) for area in item["areas"]])
        item["areas"] = item["areas"][: int(np.searchsorted(sizes, room, side="right"))]
        room -= sum(len(area["x"]) for area in item["areas"])
    return axes


@dataclass
class _Place:
    """Axes that are read: their view, their description so far, and the units that it is made of."""

    axes: Any
    view: View
    drawn: dict[str, Any]
    units: list[Unit] = field(default_factory=list)

    def add(
        self, kind: str, artists: list[Any], records: list[Any] | None = None, xy: np.ndarray | None = None, **how: Any
    ) -> None:
        self.units.append(Unit(kind, self.axes, artists, self.drawn, records, xy, **how))


def _describe_axes(axes: Any) -> tuple[dict[str, Any], list[Unit]]:
    """The description of these axes, and what it is made of: units that the picture can be asked for."""
    drawn: dict[str, Any] = {}
    place = _Place(axes, find_view(axes), drawn)
    boxes, used = _find_boxes(place)
    lines, points = _find_lines(place, used)
    points += _find_scatters(place)
    titles = [item for item in (axes._left_title, axes.title, axes._right_title) if is_text_shown(item)]
    labels = {f"{axis}label": getattr(axes, f"{axis}axis").label for axis in "xy" if _is_axis_shown(axes, axis)}
    texts = [item for item in axes.texts[:50] if is_text_shown(item)]
    entries, entry_texts = _find_legend(axes)
    named = {"title": titles, **{key: [item] for key, item in labels.items()}, "legend": entry_texts, "texts": texts}
    drawn |= {
        "title": " ".join(_text(item).strip() for item in titles)[:MAX_TEXT],
        "xlabel": _text(labels.get("xlabel")),
        "ylabel": _text(labels.get("ylabel")),
        "xlim": [_number(side) for side in get_xlim(axes)],
        "ylim": [_number(side) for side in get_ylim(axes)],
        "xscale": get_xscale(axes),
        "yscale": get_yscale(axes),
        "legend": entries,
        "bars": _find_bars(place),
        "areas": _find_areas(place, used),
        "lines": lines,
        "points": points,
        "boxes": boxes,
        "images": len(axes.images),
        "collections": len(axes.collections),
        "texts": [_text(item) for item in texts],
    }
    for key in ("x", "y"):
        drawn[f"{key}ticks"], named[f"{key}ticks"] = _find_ticks(axes, key)
    for key, artists in named.items():
        if artists and drawn[key]:
            place.add(key, artists)
    return drawn, place.units


def _is_axis_shown(axes: Any, name: str) -> bool:
    return bool(axes.axison) and get_visible(getattr(axes, f"{name}axis"))


def _find_ticks(axes: Any, name: str) -> tuple[list[dict[str, Any]], list[Any]]:
    """Places and texts of an axis' ticks, and the texts' artists; nothing where none of them can be read."""
    if not _is_axis_shown(axes, name):
        return [], []
    axis: Axis = getattr(axes, f"{name}axis")
    ticks = _get_major_ticks(axis)[:MAX_ARTISTS]
    places = _get_majorticklocs(axis)
    labels = [label for tick in ticks for label in (tick.label1, tick.label2) if is_text_shown(label)]
    if not labels:
        return [], []
    return [
        {"at": _number(at), "label": (get_text(tick.label1) or get_text(tick.label2))[:MAX_TEXT]}
        for at, tick in zip(places, ticks, strict=False)
    ], labels


def _find_legend(axes: Any) -> tuple[list[dict[str, Any]], list[Any]]:
    legend = _get_legend(axes)
    if legend is None or not is_shown(legend):
        return [], []
    handles = [*getattr(legend, "legend_handles", [])]
    texts = _get_texts(legend)[:200]
    colors = [_artist_color(handle) for handle in handles] + [None] * len(texts)
    shown = [(text, color) for text, color in zip(texts, colors, strict=False) if is_text_shown(text)]
    return [{"label": _text(text), "color": color} for text, color in shown], [text for text, _ in shown]


def _find_bars(place: _Place) -> list[dict[str, Any]]:
    """Bars that containers hold; those of a series that has none in view are left out."""
    axes = place.axes
    containers = {}
    for series, container in enumerate(axes.containers):
        label = str(container.get_label())[:MAX_TEXT]
        for patch in getattr(container, "patches", []) or []:
            containers[id(patch)] = (getattr(container, "orientation", None), label, series)
    found: dict[int, list[tuple[Any, dict[str, Any], np.ndarray]]] = {}
    for patch in axes.patches[:MAX_ARTISTS]:
        if id(patch) not in containers or not is_a(patch, Rectangle) or not is_shown(patch):
            continue
        if not is_inked(axes, patch_colors(patch)):
            continue
        x, y, width, height = sides = _read_sides(axes, patch)
        orientation, label, series = containers[id(patch)]
        bar = {
            **{name: _number(value) for name, value in zip(("x", "y", "width", "height"), sides, strict=True)},
            "orientation": "h" if orientation == "horizontal" else "v",
            "label": label,
            "series": series,
            "color": _artist_color(patch),
        }
        corners = np.array([[x, y], [x, y + height], [x + width, y + height], [x + width, y]], dtype=float)
        found.setdefault(series, []).append((patch, bar, corners))
    bars = []
    for members in found.values():
        # Those that count nothing are in view at the foot of the axis.
        solid = [corners for _, _, corners in members if np.ptp(corners, axis=0).all()]
        corners = solid or [corners for _, _, corners in members]
        if not any(is_rectangle_in_view(place.view, *one[0], *(one[2] - one[0])) for one in corners):
            continue
        records = [bar for _, bar, _ in members]
        patches = [patch for patch, _, _ in members]
        place.add("bars", patches, records, np.concatenate(corners), joined=True, reach=1.5)
        bars += records
    return bars


def _read_sides(axes: Any, patch: Any) -> tuple[float, float, float, float]:
    """A rectangle's corner, width and height in data coordinates, whatever it was given in."""
    x, y = _get_xy(patch)
    width, height = _get_width(patch), _get_height(patch)
    transform = get_artist_transform(patch)
    if transform is axes.transData or transform == axes.transData:
        return x, y, width, height
    (x, y), (right, top) = _to_data(axes, transform, np.array([[x, y], [x + width, y + height]], dtype=float))
    return x, y, right - x, top - y


def _find_areas(place: _Place, used: set[int]) -> list[dict[str, Any]]:
    """Outlines of what is filled or drawn in steps: densities, violins, histograms as one polygon, letter values."""
    axes = place.axes
    shapes = []
    for patch in axes.patches[:MAX_ARTISTS]:
        if is_a(patch, (Polygon, StepPatch, PathPatch)) and id(patch) not in used:
            shapes.append((patch, [_get_path(patch).vertices], patch_colors(patch)))
    for collection in axes.collections[:MAX_ARTISTS]:
        if is_a(collection, (PolyCollection, PatchCollection)):
            outlines = [path.vertices for path in _get_paths(collection)[:200]]
            shapes.append((collection, outlines, [*get_facecolor(collection), *get_edgecolor(collection)]))
    found = []
    for artist, outlines, colors in shapes:
        if not is_shown(artist) or not is_inked(axes, colors):
            continue
        records, kept = [], []
        for outline in outlines:
            xy = np.asarray(outline, dtype=float)
            if 3 < len(xy) <= MAX_AREA_POINTS and np.isfinite(xy).all() and is_in_view(place.view, xy, "area"):
                label = str(_get_label(artist))[:MAX_TEXT]
                records.append({**_xy(xy), "label": label, "color": _artist_color(artist)})
                kept.append(xy)
        if records:
            place.add("areas", [artist], records, np.concatenate(kept), joined=True, reach=1.5)
            found += records
    return found[:MAX_ARTISTS]


def _find_lines(place: _Place, used: set[int]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    axes = place.axes
    lines, points = [], []
    for line in axes.lines[:MAX_ARTISTS]:
        if id(line) in used or not is_shown(line):
            continue
        xy = _line_data(axes, line)
        label = str(_get_label(line))[:MAX_TEXT]
        has_stroke = _get_linestyle(line) not in _NO_LINE and len(xy) > 1 and get_linewidth(line) > 0
        # What is drawn in steps passes where the straight way from point to point does not.
        shape = "line" if line.get_drawstyle() == "default" else "area"
        if has_stroke and is_inked(axes, [get_color(line)]) and is_in_view(place.view, xy, shape):
            style = str(_get_linestyle(line))
            record = {**_xy(xy), "label": label, "linestyle": style, "color": _artist_color(line)}
            lines.append(record)
            place.add("lines", [line], [record], xy, joined=shape == "line", reach=1.0)
        marked = _get_marker(line) not in _NO_LINE and _get_markersize(line) > 0
        colors = [_get_markerfacecolor(line), _get_markeredgecolor(line)]
        if marked and is_inked(axes, colors) and is_in_view(place.view, xy):
            record = {**_xy(xy), "label": label, "kind": "markers"}
            points.append(record)
            place.add("points", [line], [record], xy, reach=_get_markersize(line) / 2 + 1)
    for collection in axes.collections[:MAX_ARTISTS]:
        if is_a(collection, LineCollection) and is_shown(collection):
            _find_segments(place, collection, lines)
    return lines, points


def _find_segments(place: _Place, collection: Any, lines: list[dict[str, Any]]) -> None:
    axes = place.axes
    colors, widths = get_edgecolor(collection), np.atleast_1d(get_linewidth(collection))
    transform = get_artist_transform(collection)
    records, kept = [], []
    for number, segment in enumerate(_get_segments(collection)[:200]):
        xy = np.asarray(segment, dtype=float)
        if len(xy) < 2 or len(colors) == 0 or not widths[number % len(widths)] > 0:
            continue
        color = [colors[number % len(colors)]]
        if not (is_inked(axes, color) or (is_colored(color) and not is_plain(axes))):
            continue
        xy = _to_data(axes, transform, xy)
        if is_in_view(place.view, xy, "line"):
            label = str(_get_label(collection))[:MAX_TEXT]
            records.append({**_xy(xy), "label": label, "linestyle": "-", "color": _artist_color(collection)})
            kept += [xy, (xy[:1] + xy[1:2]) / 2]
    if records:
        inked = any(is_inked(axes, [color]) for color in colors)
        place.add("lines", [collection], records, np.concatenate(kept), reach=1.0, doubtful=not inked)
        lines += records


def _line_data(axes: Any, line: Any) -> np.ndarray:
    return _to_data(axes, get_transform(line), np.asarray(_get_path(line).vertices, dtype=float))


def _to_data(axes: Any, transform: Any, xy: np.ndarray) -> np.ndarray:
    """Data coordinates, whatever `xy` was given in: axline and axhline are drawn in other ones."""
    if transform is axes.transData or transform == axes.transData:
        return xy
    return axes.transData.inverted().transform(transform.transform(xy))


def _find_scatters(place: _Place) -> list[dict[str, Any]]:
    axes = place.axes
    found = []
    for collection in axes.collections[:MAX_ARTISTS]:
        if not is_a(collection, (PathCollection, RegularPolyCollection)) or not is_shown(collection):
            continue
        sizes = np.asarray(_get_sizes(collection), dtype=float)
        offsets = np.ma.filled(np.ma.asarray(_get_offsets(collection), dtype=float), np.nan)
        if len(offsets) == 0 or (len(sizes) and not np.any(sizes > 0)):
            continue
        offsets = _to_data(axes, _get_offset_transform(collection), offsets)
        if not is_in_view(place.view, offsets):
            continue
        if not is_inked(axes, [*get_facecolor(collection), *get_edgecolor(collection)]):
            continue
        record = {**_xy(offsets), "label": str(_get_label(collection))[:MAX_TEXT], "kind": "scatter"}
        reach = float(np.sqrt(np.max(sizes, initial=1.0))) / 2 + 1
        place.add("points", [collection], [record], offsets, reach=reach)
        found.append(record)
    return found


def _find_boxes(place: _Place) -> tuple[list[dict[str, Any]], set[int]]:
    """Box plots as drawn, a rectangle with a line across it; and the ids of the artists that they are made of."""
    axes = place.axes
    straight = [(line, _line_data(axes, line)) for line in axes.lines[:MAX_ARTISTS] if is_shown(line)]
    segments = [(line, xy) for line, xy in straight if len(xy) == 2 and np.isfinite(xy).all()]
    frames = [(line, xy) for line, xy in straight if 5 <= len(xy) <= 12 and is_box_outline(xy)]
    for patch in axes.patches[:MAX_ARTISTS]:
        if is_a(patch, PathPatch) and is_shown(patch):
            xy = _to_data(axes, get_artist_transform(patch), np.asarray(_get_path(patch).vertices, dtype=float))
            # The last vertex closes the path and may be at the origin.
            if 5 <= len(xy) <= 13 and is_box_outline(xy[:-1]):
                frames.append((patch, xy[:-1]))
    boxes, used = [], set()
    ticks: dict[str, list[dict[str, Any]]] = {}
    for artist, xy in frames:
        box = match_box(segments, xy)
        if box is None or not is_in_view(place.view, xy, "area"):
            continue
        lines = box.pop("lines")
        used.update(id(part) for part in (artist, *lines))
        colors = _frame_colors(artist)
        inked = is_inked(axes, colors)
        if not inked and (is_plain(axes) or not is_colored(colors)):
            continue
        name = "x" if box["orientation"] == "v" else "y"
        if name not in ticks:
            ticks[name] = _find_ticks(axes, name)[0]
        record = {
            **{key: _number(value) if isinstance(value, float) else value for key, value in box.items()},
            "tick": _tick_at(ticks[name], box["position"]),
            "color": _artist_color(artist),
        }
        boxes.append(record)
        place.add("boxes", [artist, *lines], [record], xy, joined=True, reach=1.5, doubtful=not inked)
    return boxes, used


def _frame_colors(frame: Any) -> list[Any]:
    if is_a(frame, Patch):
        return patch_colors(frame)
    has_stroke = _get_linestyle(frame) not in _NO_LINE and get_linewidth(frame) > 0
    return [get_color(frame)] if has_stroke else []


def _tick_at(ticks: list[dict[str, Any]], position: float) -> str:
    placed = [tick for tick in ticks if tick["at"] is not None]
    if not placed or not math.isfinite(position):
        return ""
    nearest = min(placed, key=lambda tick: abs(tick["at"] - position))
    return nearest["label"] if abs(nearest["at"] - position) < 0.5 else ""


def _artist_color(artist: Any) -> str | None:
    for getter in (get_facecolor, get_color, get_edgecolor):
        try:
            color = getter(artist)
            return to_hex(color if getter is get_color else np.atleast_2d(color)[0])
        except (AttributeError, ValueError, IndexError, TypeError):
            continue
    return None


def _xy(xy: np.ndarray) -> dict[str, Any]:
    shown = xy[:MAX_POINTS]
    return {
        "x": [_number(value) for value in shown[:, 0]],
        "y": [_number(value) for value in shown[:, 1]],
        "count": len(xy),
    }


def _number(value: Any) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None


def _text(item: Any) -> str:
    return get_text(item)[:MAX_TEXT] if is_text_shown(item) else ""
