"""Box plots recovered from what is drawn: a rectangle, the line across it, the whiskers that leave its ends."""

import math
from typing import Any

import numpy as np

_CLOSE = 1e-6


def is_box_outline(xy: np.ndarray) -> bool:
    """True where the vertices span a rectangle."""
    return bool(np.isfinite(xy).all()) and np.ptp(xy[:, 0]) > 0 and np.ptp(xy[:, 1]) > 0


def match_box(segments: list, outline: np.ndarray) -> dict[str, Any] | None:
    """The box with this outline among straight lines (each an artist and its two ends), and the `lines` it is made of.

    The median is the line across the box; whiskers leave the middle of its ends.
    """
    left, bottom = outline.min(axis=0)
    right, top = outline.max(axis=0)
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
            "position": float((start + stop) / 2),
            "median": median,
            "q1": float(low),
            "q3": float(high),
            "whislo": float(whiskers["low"]),
            "whishi": float(whiskers["high"]),
            "lines": lines,
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
