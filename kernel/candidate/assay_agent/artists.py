"""What is drawn in a figure, as data: bars, lines, points, boxes, labels. Only visible artists in view count."""

import math
from typing import Any

import numpy as np
from matplotlib.collections import PatchCollection, PathCollection, PolyCollection, RegularPolyCollection
from matplotlib.colors import to_rgba

MAX_AXES = 80
MAX_ARTISTS = 2_000
MAX_POINTS = 5_000
MAX_FIGURE_POINTS = 12_000
MAX_AREA_POINTS = 1_500
MAX_FIGURE_AREA_POINTS = 40_000
MAX_TEXT = 400
_CLOSE = 1e-6
_SAME_COLOR = 0.02


def describe_figure(figure: Any) -> dict[str, Any]:
    """Return the figure's size in inches, its own texts, and a description of each of its axes."""
    width, height = (float(side) for side in figure.get_size_inches())
    axes = [item for item in figure.axes if item.get_visible()]
    return {
        "widthInches": _number(width),
        "heightInches": _number(height),
        "suptitle": _text(getattr(figure, "_suptitle", None)),
        "supxlabel": _text(getattr(figure, "_supxlabel", None)),
        "supylabel": _text(getattr(figure, "_supylabel", None)),
        "texts": [_text(item) for item in figure.texts[:50] if item.get_visible()],
        "axes": _thin_out([_describe_axes(item) for item in axes[:MAX_AXES]]),
    }


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


def _describe_axes(axes: Any) -> dict[str, Any]:
    boxes, used = _find_boxes(axes)
    lines, points = _find_lines(axes, used)
    points += _find_scatters(axes)
    legend = axes.get_legend()
    entries = _legend_entries(legend) if legend is not None and legend.get_visible() else []
    return {
        "title": " ".join(
            text for text in (axes.get_title(loc).strip() for loc in ("left", "center", "right")) if text
        )[:MAX_TEXT],
        "xlabel": axes.get_xlabel()[:MAX_TEXT] if axes.xaxis.label.get_visible() else "",
        "ylabel": axes.get_ylabel()[:MAX_TEXT] if axes.yaxis.label.get_visible() else "",
        "xlim": [_number(side) for side in axes.get_xlim()],
        "ylim": [_number(side) for side in axes.get_ylim()],
        "xscale": axes.get_xscale(),
        "yscale": axes.get_yscale(),
        "xticks": _ticks(axes.xaxis),
        "yticks": _ticks(axes.yaxis),
        "legend": entries,
        "bars": _find_bars(axes),
        "areas": _find_areas(axes, used),
        "lines": lines,
        "points": points,
        "boxes": boxes,
        "images": len(axes.images),
        "collections": len(axes.collections),
        "texts": [_text(item) for item in axes.texts[:50] if item.get_visible()],
    }


def _ticks(axis: Any) -> list[dict[str, Any]]:
    ticks = axis.get_major_ticks()[:MAX_ARTISTS]
    places = axis.get_majorticklocs()
    shown = [tick for tick in ticks if tick.label1.get_visible() or tick.label2.get_visible()]
    if len(shown) == 0:
        return []
    return [
        {"at": _number(place), "label": (tick.label1.get_text() or tick.label2.get_text())[:MAX_TEXT]}
        for place, tick in zip(places, ticks, strict=False)
    ]


def _legend_entries(legend: Any) -> list[dict[str, Any]]:
    handles = list(getattr(legend, "legend_handles", []))
    texts = [text.get_text()[:MAX_TEXT] for text in legend.get_texts()[:200]]
    colors = [_artist_color(handle) for handle in handles] + [None] * len(texts)
    return [{"label": text, "color": color} for text, color in zip(texts, colors, strict=False)]


def _find_bars(axes: Any) -> list[dict[str, Any]]:
    containers = {}
    for series, container in enumerate(axes.containers):
        label = str(container.get_label())[:MAX_TEXT]
        for patch in getattr(container, "patches", []) or []:
            containers[id(patch)] = (getattr(container, "orientation", None), label, series)
    bars = []
    for patch in axes.patches[:MAX_ARTISTS]:
        if id(patch) not in containers or not hasattr(patch, "get_width") or not _is_shown(patch):
            continue
        if not _is_inked(axes, _patch_colors(patch)):
            continue
        x, y = patch.get_xy()
        orientation, label, series = containers[id(patch)]
        bar = {"x": x, "y": y, "width": patch.get_width(), "height": patch.get_height()}
        bars.append(
            {name: _number(value) for name, value in bar.items()}
            | {
                "orientation": "h" if orientation == "horizontal" else "v",
                "label": label,
                "series": series,
                "color": _artist_color(patch),
            }
        )
    return bars


def _find_areas(axes: Any, used: set[int]) -> list[dict[str, Any]]:
    """Outlines of what is filled or drawn in steps: densities, violins, histograms as one polygon, letter values."""
    shapes = []
    for patch in axes.patches[:MAX_ARTISTS]:
        if type(patch).__name__ in ("Polygon", "StepPatch", "PathPatch") and id(patch) not in used:
            shapes.append((patch, [patch.get_path().vertices], _patch_colors(patch)))
    for collection in axes.collections[:MAX_ARTISTS]:
        if isinstance(collection, (PolyCollection, PatchCollection)):
            outlines = [path.vertices for path in collection.get_paths()[:200]]
            shapes.append((collection, outlines, [*collection.get_facecolor(), *collection.get_edgecolor()]))
    found = []
    for artist, outlines, colors in shapes:
        if not _is_shown(artist) or not _is_inked(axes, colors):
            continue
        for outline in outlines:
            xy = np.asarray(outline, dtype=float)
            if 3 < len(xy) <= MAX_AREA_POINTS and np.isfinite(xy).all() and _is_in_view(axes, xy):
                found.append({**_xy(xy), "label": str(artist.get_label())[:MAX_TEXT], "color": _artist_color(artist)})
    return found[:MAX_ARTISTS]


def _find_lines(axes: Any, used: set[int]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    lines, points = [], []
    for line in axes.lines[:MAX_ARTISTS]:
        if id(line) in used or not _is_shown(line):
            continue
        xy = _line_data(axes, line)
        if not _is_in_view(axes, xy):
            continue
        label = str(line.get_label())[:MAX_TEXT]
        drawn = line.get_linestyle() not in ("None", "none", " ", "") and len(xy) > 1 and line.get_linewidth() > 0
        if drawn and _is_inked(axes, [line.get_color()]):
            lines.append(
                {**_xy(xy), "label": label, "linestyle": str(line.get_linestyle()), "color": _artist_color(line)}
            )
        marked = line.get_marker() not in ("None", "none", " ", "", None) and line.get_markersize() > 0
        if marked and _is_inked(axes, [line.get_markerfacecolor(), line.get_markeredgecolor()]):
            points.append({**_xy(xy), "label": label, "kind": "markers"})
    for collection in axes.collections[:MAX_ARTISTS]:
        segments = getattr(collection, "get_segments", None)
        if segments is None or not _is_shown(collection):
            continue
        for segment in segments()[:200]:
            if len(segment) > 1 and _is_in_view(axes, np.asarray(segment)):
                label = str(collection.get_label())[:MAX_TEXT]
                lines.append(
                    {**_xy(np.asarray(segment)), "label": label, "linestyle": "-", "color": _artist_color(collection)}
                )
    return lines, points


def _line_data(axes: Any, line: Any) -> np.ndarray:
    """Data coordinates of a line, whatever it was given in: axline and axhline are drawn in other ones."""
    transform = line.get_transform()
    vertices = np.asarray(line.get_path().vertices, dtype=float)
    if transform == axes.transData:
        return vertices
    return axes.transData.inverted().transform(transform.transform(vertices))


def _find_scatters(axes: Any) -> list[dict[str, Any]]:
    found = []
    for collection in axes.collections[:MAX_ARTISTS]:
        if not isinstance(collection, (PathCollection, RegularPolyCollection)) or not _is_shown(collection):
            continue
        sizes = collection.get_sizes()
        offsets = np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan)
        if len(offsets) == 0 or (len(sizes) and not np.any(np.asarray(sizes) > 0)) or not _is_in_view(axes, offsets):
            continue
        if not _is_inked(axes, [*collection.get_facecolor(), *collection.get_edgecolor()]):
            continue
        found.append({**_xy(offsets), "label": str(collection.get_label())[:MAX_TEXT], "kind": "scatter"})
    return found


def _find_boxes(axes: Any) -> tuple[list[dict[str, Any]], set[int]]:
    """Box plots as drawn, a rectangle with a line across it; and the ids of the artists that they are made of."""
    straight = [(line, _line_data(axes, line)) for line in axes.lines[:MAX_ARTISTS] if _is_shown(line)]
    segments = [(line, xy) for line, xy in straight if len(xy) == 2 and np.isfinite(xy).all()]
    frames = [(line, xy) for line, xy in straight if 5 <= len(xy) <= 12 and _is_box_outline(xy)]
    for patch in axes.patches[:MAX_ARTISTS]:
        if type(patch).__name__ == "PathPatch" and _is_shown(patch):
            xy = np.asarray(patch.get_path().vertices, dtype=float)
            # The last vertex closes the path and may be at the origin.
            if 5 <= len(xy) <= 13 and _is_box_outline(xy[:-1]):
                frames.append((patch, xy[:-1]))
    boxes, used = [], set()
    for artist, xy in frames:
        left, bottom = xy.min(axis=0)
        right, top = xy.max(axis=0)
        box = _match_box(segments, left, right, bottom, top)
        if box is None:
            continue
        if not _is_in_view(axes, xy):
            continue
        used.add(id(artist))
        used.update(id(line) for line in box.pop("_lines"))
        axis = axes.xaxis if box["orientation"] == "v" else axes.yaxis
        boxes.append({**box, "tick": _tick_at(axis, box["position"]), "color": _artist_color(artist)})
    return boxes, used


def _is_box_outline(xy: np.ndarray) -> bool:
    return bool(np.isfinite(xy).all()) and np.ptp(xy[:, 0]) > 0 and np.ptp(xy[:, 1]) > 0


def _match_box(segments: list, left: float, right: float, bottom: float, top: float) -> dict[str, Any] | None:
    """The median is the line across the box; whiskers leave the middle of its ends."""
    width, height = max(right - left, _CLOSE), max(top - bottom, _CLOSE)
    for orientation in ("v", "h"):
        along, across = (1, 0) if orientation == "v" else (0, 1)
        low, high, start, stop = (bottom, top, left, right) if orientation == "v" else (left, right, bottom, top)
        span, size = (height, width) if orientation == "v" else (width, height)
        median, lines = None, []
        for line, xy in segments:
            flat = abs(xy[0, along] - xy[1, along]) <= _CLOSE * span
            ends = sorted(xy[:, across])
            inside = low - _CLOSE * span <= xy[0, along] <= high + _CLOSE * span
            centred = abs((ends[0] + ends[1]) / 2 - (start + stop) / 2) <= 0.01 * size
            if (
                flat
                and inside
                and centred
                and 0.3 * size <= ends[1] - ends[0] <= 1.01 * size
                and not _is_cap(xy, ends, size, low, high, along)
            ):
                lines.append(line)
                if median is None:
                    median = float(xy[0, along])
        if median is None:
            continue
        whiskers = _find_whiskers(segments, (start + stop) / 2, low, high, along, across, span, size)
        lines += whiskers["lines"]
        return {
            "orientation": orientation,
            "position": _number((start + stop) / 2),
            "median": _number(median),
            "q1": _number(low),
            "q3": _number(high),
            "whislo": _number(whiskers["low"]),
            "whishi": _number(whiskers["high"]),
            "_lines": lines,
        }
    return None


def _is_cap(xy: np.ndarray, ends: list, size: float, low: float, high: float, along: int) -> bool:
    """A cap that lies on the edge of its box (a whisker of no length) is narrower than the median."""
    on_edge = math.isclose(xy[0, along], low) or math.isclose(xy[0, along], high)
    return on_edge and ends[1] - ends[0] < 0.6 * size


def _find_whiskers(
    segments: list, centre: float, low: float, high: float, along: int, across: int, span: float, size: float
) -> dict[str, Any]:
    found: dict[str, Any] = {"low": low, "high": high, "lines": []}
    for line, xy in segments:
        upright = abs(xy[0, across] - xy[1, across]) <= _CLOSE * size and abs(xy[0, across] - centre) <= 0.01 * size
        if not upright:
            continue
        first, last = sorted(xy[:, along])
        if abs(last - low) <= _CLOSE * span:
            found["low"] = float(first)
            found["lines"].append(line)
        elif abs(first - high) <= _CLOSE * span:
            found["high"] = float(last)
            found["lines"].append(line)
    return found


def _tick_at(axis: Any, position: Any) -> str:
    ticks = [tick for tick in _ticks(axis) if isinstance(tick["at"], float | int)]
    if not ticks or position is None:
        return ""
    nearest = min(ticks, key=lambda tick: abs(tick["at"] - position))
    return nearest["label"] if abs(nearest["at"] - position) < 0.5 else ""


def _is_shown(artist: Any) -> bool:
    alpha = artist.get_alpha()
    return bool(artist.get_visible()) and not (np.isscalar(alpha) and alpha == 0)


def _patch_colors(patch: Any) -> list[Any]:
    edge = [patch.get_edgecolor()] if patch.get_linewidth() > 0 else []
    return [patch.get_facecolor(), *edge]


def _is_inked(axes: Any, colors: list[Any]) -> bool:
    """True when one of the colours can be seen on the axes' background."""
    background = np.asarray(to_rgba(axes.get_facecolor()))
    for color in colors[:MAX_ARTISTS]:
        rgba = np.asarray(to_rgba(color))
        on_background = bool(np.abs(rgba[:3] - background[:3]).max() < _SAME_COLOR) and not axes.images
        if rgba[3] > 0 and not (on_background and background[3] > 0):
            return True
    return False


def _is_in_view(axes: Any, xy: np.ndarray) -> bool:
    """True when the points' extent meets the view."""
    xy = xy[np.isfinite(xy).all(axis=1)]
    if len(xy) == 0:
        return False
    (left, right), (bottom, top) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
    return bool(
        xy[:, 0].max() >= left and xy[:, 0].min() <= right and xy[:, 1].max() >= bottom and xy[:, 1].min() <= top
    )


def _artist_color(artist: Any) -> str | None:
    from matplotlib.colors import to_hex

    for getter in ("get_facecolor", "get_color", "get_edgecolor"):
        if not hasattr(artist, getter):
            continue
        try:
            color = np.atleast_2d(getattr(artist, getter)()) if getter != "get_color" else getattr(artist, getter)()
            return to_hex(color[0] if isinstance(color, np.ndarray) else color)
        except (ValueError, IndexError, TypeError):
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
    return item.get_text()[:MAX_TEXT] if item is not None and item.get_visible() else ""
