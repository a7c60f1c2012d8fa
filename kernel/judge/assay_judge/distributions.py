"""Which data set a plot shows the distribution of, decided from what is drawn: bars, outlines, curves, boxes, points.

A drawn thing is compared with what each of several tables would give at the same place (the same bins, the same kind of
curve); it belongs to the table that fits best, if that fits well. So a plot of the whole data is not one of a part.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar

from assay_judge.plots import Axes, Bar, Figure, Points

CLOSE_BARS = 0.04
CLOSE_CURVE = 0.06
"""Largest share of a histogram's rows, or of a curve's area, that may lie elsewhere than in the table."""
MIN_COVERED = 0.9
CURVE_POINTS = 60
KERNEL_BINS = 150
HOPELESS = 0.5
"""No other bandwidth mends a misfit as large as this."""
MAX_SHIFTS = 24
#: Bars side by side in one bin.
MAX_SERIES = 12
MAX_ARTISTS = 300
MAX_CURVES = 150
"""Of all figures together: each is compared with densities of many bandwidths."""
_BANDWIDTHS = (0.15, 3.5)


@dataclass(frozen=True)
class Histogram:
    """Bins with their heights, up to a common factor."""

    left: np.ndarray
    right: np.ndarray
    heights: np.ndarray


@dataclass(frozen=True)
class Curve:
    """A density at some values, up to a common factor."""

    at: np.ndarray
    density: np.ndarray


def find_shown_columns(
    figures: Sequence[Figure], tables: Mapping[str, pd.DataFrame], columns: Sequence[str], *, by: str | None = None
) -> dict[str, set[str]]:
    """Return for each table the columns whose distributions the figures show.

    `tables` are the sets to be told apart (the whole data as one of them); `columns` are numeric. A column also counts
    as shown where the groups of column `by` are drawn each for itself, all of them on the same axes or figure.
    """
    shown: dict[str, set[str]] = {name: set() for name in tables}
    samples = [
        _Sample(name, column, group, values)
        for name, table in tables.items()
        for column in columns
        for group, values in _groups_of(table, column, by)
    ]
    curves = count()
    for figure in figures:
        seen: dict[tuple[str, str], set[str | None]] = {}
        for axes in figure.axes:
            for sample in _find_samples(axes, samples, curves):
                seen.setdefault((sample.table, sample.column), set()).add(sample.group)
        for (name, column), groups in seen.items():
            wanted = {group for group, _ in _groups_of(tables[name], column, by) if group is not None}
            if None in groups or (wanted and wanted <= groups):
                shown[name].add(column)
    return shown


@dataclass(frozen=True)
class _Sample:
    """The values of a column of a table, or of one group of its rows."""

    table: str
    column: str
    group: str | None
    values: np.ndarray


def _groups_of(table: pd.DataFrame, column: str, by: str | None) -> list[tuple[str | None, np.ndarray]]:
    values = np.asarray(pd.to_numeric(table[column], errors="coerce"), dtype=float)
    found: list[tuple[str | None, np.ndarray]] = [(None, np.sort(values[np.isfinite(values)]))]
    if by is not None and by in table.columns:
        labels = table[by].astype(str).to_numpy()
        for label in sorted(set(labels.tolist()))[:12]:
            own = values[labels == label]
            found.append((label, np.sort(own[np.isfinite(own)])))
    return [(label, own) for label, own in found if len(own) >= 3 and own[0] < own[-1]]


def _find_samples(axes: Axes, samples: Sequence[_Sample], curves: Iterator[int]) -> Iterator[_Sample]:
    """The samples that these axes show, one for each drawn thing at most."""
    for box in axes.boxes[:MAX_ARTISTS]:
        yield from _find_quartiles((box.q1, box.median, box.q3), samples)
    for outline in axes.areas[:MAX_ARTISTS]:
        yield from _find_letter_box(outline, samples)
    for options in _histograms_of(axes):
        yield from _find_best(samples, lambda sample, options=options: _misfit_bars(options, sample.values), CLOSE_BARS)
    for options in _curves_of(axes):
        if next(curves) >= MAX_CURVES:
            break
        yield from _find_best(samples, lambda sample, options=options: _misfit_curves(options, sample), CLOSE_CURVE)
    yield from _find_points(axes, samples)


def _find_best(samples: Sequence[_Sample], misfit: Any, limit: float) -> Iterator[_Sample]:
    found = [(misfit(sample), place) for place, sample in enumerate(samples)]
    best, place = min(found, default=(np.inf, 0))
    if best <= limit:
        yield samples[place]


def _find_quartiles(drawn: tuple[float, ...], samples: Sequence[_Sample]) -> Iterator[_Sample]:
    for sample in samples:
        quartiles = np.percentile(sample.values, [25, 50, 75])
        if np.allclose(drawn, quartiles, rtol=1e-6, atol=1e-6 * np.ptp(sample.values)):
            yield sample


def _find_letter_box(outline: Points, samples: Sequence[_Sample]) -> Iterator[_Sample]:
    """The widest box of a letter-value plot reaches from quartile to quartile."""
    if not 4 <= len(outline.x) <= 6:
        return
    for side in (outline.x, outline.y):
        ends = np.array([np.nanmin(side), np.nanmax(side)])
        for sample in samples:
            if np.allclose(ends, np.percentile(sample.values, [25, 75]), rtol=1e-6, atol=1e-6 * np.ptp(sample.values)):
                yield sample


def _histograms_of(axes: Axes) -> Iterator[list[Histogram]]:
    """The histograms of the bars and outlines of these axes, each in the ways in which it may have been shifted."""
    series: dict[tuple[int, str], list[Bar]] = {}
    for bar in axes.bars:
        series.setdefault((bar.series, bar.orientation), []).append(bar)
    for (_, orientation), bars in list(series.items())[:MAX_ARTISTS]:
        if len(bars) >= 3:
            yield _read_bars(bars, orientation)
    for outline in (*axes.areas[:MAX_ARTISTS], *axes.lines[:MAX_ARTISTS]):
        for along, across in ((outline.x, outline.y), (outline.y, outline.x)):
            found = _read_steps(along, across)
            if found is not None:
                yield [found]


def _read_bars(bars: list[Bar], orientation: str) -> list[Histogram]:
    sides = [(bar.x, bar.width, bar.height) if orientation == "v" else (bar.y, bar.height, bar.width) for bar in bars]
    left, width, heights = np.array(sorted(sides)).T
    heights = np.abs(heights)
    if not np.isfinite([left, width, heights]).all() or heights.sum() <= 0 or (width <= 0).any():
        return []
    if len(left) > 1 and np.allclose(left[1:], (left + width)[:-1], atol=1e-6 * np.ptp(left)):
        return [Histogram(left, left + width, heights)]
    # Bars of several series stand side by side in each bin, or are drawn narrower than it.
    step = np.median(np.diff(left))
    if step <= 0:
        return []
    found = []
    with np.errstate(over="ignore"):
        most = min(step / np.median(width) + 0.01, MAX_SERIES)
    for beside in range(1, max(1, int(most)) + 1):
        margin = (step - beside * width) / 2
        for place in range(beside):
            start = left - place * width - margin
            found.append(Histogram(start, start + step, heights))
    return found[:MAX_SHIFTS]


def _read_steps(along: np.ndarray, across: np.ndarray) -> Histogram | None:
    """A histogram drawn as one line: every stretch runs along one of the axes, and the edges are where it turns."""
    if not 6 <= len(along) <= 1_500 or not np.isfinite([along, across]).all():
        return None
    tiny, low = 1e-9 * (np.ptp(along) or 1), 1e-9 * (np.ptp(across) or 1)
    moves = np.abs(np.diff(along)) > tiny
    if (moves & (np.abs(np.diff(across)) > low)).any():
        return None
    edges = np.unique(along)
    edges = edges[np.concatenate([[True], np.diff(edges) > tiny])]
    if not 4 <= len(edges) <= 300:
        return None
    upper, lower = np.full(len(edges) - 1, -np.inf), np.full(len(edges) - 1, np.inf)
    for (start, stop), (level, _), is_move in zip(pairwise(along), pairwise(across), moves, strict=True):
        if is_move:
            first, last = np.searchsorted(edges, [min(start, stop) - tiny, max(start, stop) - tiny])
            upper[first:last] = np.maximum(upper[first:last], level)
            lower[first:last] = np.minimum(lower[first:last], level)
    if not np.isfinite(upper).all():
        return None
    # An outline that is not closed has nothing but its upper side.
    base = np.where(upper > lower, lower, 0 if across.min() >= 0 else across.min())
    heights = np.where(np.isclose(upper, lower) & (lower <= low), 0, upper - base)
    return Histogram(edges[:-1], edges[1:], heights) if heights.sum() > 0 and (heights >= 0).all() else None


def _misfit_bars(options: list[Histogram], values: np.ndarray) -> float:
    """The share of rows that would have to move; infinite where the bins do not hold the values."""
    best = np.inf
    for histogram in options:
        shares = histogram.heights / histogram.heights.sum()
        widths = histogram.right - histogram.left
        for shift in (0.0, -1e-7, 1e-7):
            # A value on an edge falls to either side, as rounding will have it.
            left = histogram.left + shift * widths
            right = np.append(left[1:], histogram.right[-1] + 1e-7 * widths[-1])
            right = np.where(np.abs(right - histogram.right) < 1e-3 * widths, right, histogram.right + shift * widths)
            counts = np.searchsorted(values, right) - np.searchsorted(values, left)
            counts = np.maximum(counts, 0)
            if counts.sum() < MIN_COVERED * len(values):
                continue
            for expected in (counts, counts / widths, np.cumsum(counts), np.cumsum(counts[::-1])[::-1]):
                best = min(best, float(np.abs(shares - expected / expected.sum()).sum() / 2))
    return best


def _curves_of(axes: Axes) -> Iterator[list[Curve]]:
    """The densities that lines and outlines may be, along either axis."""
    for line in axes.lines[:MAX_ARTISTS]:
        curves = [
            Curve(along, across)
            for along, across in ((line.x, line.y), (line.y, line.x))
            if len(along) >= 10 and _is_density(along, across)
        ]
        if curves:
            yield curves
    for outline in axes.areas[:MAX_ARTISTS]:
        curves = [
            curve
            for along, across in ((outline.x, outline.y), (outline.y, outline.x))
            if (curve := _read_outline(along, across)) is not None
        ]
        if curves:
            yield curves


def _is_density(along: np.ndarray, across: np.ndarray) -> bool:
    is_whole = bool(np.isfinite([along, across]).all()) and len(along) <= 5_000
    return (
        is_whole and bool((np.diff(along) > 0).all()) and across.min() >= -1e-9 * abs(across.max()) and across.max() > 0
    )


def _read_outline(along: np.ndarray, across: np.ndarray) -> Curve | None:
    """The width of an outline at each of its places: of a filled curve its height, of a violin its breadth."""
    if len(along) < 20 or not np.isfinite([along, across]).all():
        return None
    order = np.argsort(along, kind="stable")
    along, across = along[order], across[order]
    starts = np.flatnonzero(np.concatenate([[True], np.diff(along) > 1e-9 * (np.ptp(along) or 1)]))
    if len(starts) < 10:
        return None
    widths = np.maximum.reduceat(across, starts) - np.minimum.reduceat(across, starts)
    return Curve(along[starts], widths) if widths.max() > 0 else None


def _misfit_curves(options: list[Curve], sample: _Sample) -> float:
    return min(_misfit_curve(curve, sample.values) for curve in options)


def _misfit_curve(curve: Curve, values: np.ndarray) -> float:
    """The share of the area that lies elsewhere than in the table's own density, of whatever bandwidth fits best."""
    at, density = _resample(curve)
    total = density.sum()
    if total <= 0:
        return np.inf
    centre, spread = float((at * density).sum() / total), float(np.std(values))
    if abs(centre - values.mean()) > spread or at[0] > np.percentile(values, 10) or at[-1] < np.percentile(values, 90):
        return np.inf
    shares = density / total
    # Counted in narrow bins: the density of hundreds of values costs no more than that of a hundred.
    counts, edges = np.histogram(values, KERNEL_BINS)
    distances = (at[:, None] - (edges[1:] + edges[:-1]) / 2) ** 2
    scott = len(values) ** -0.2 * float(np.std(values, ddof=1))

    def misfit(stretch: float) -> float:
        expected = np.exp(distances / (-2 * (scott * np.exp(stretch)) ** 2)) @ counts
        return float(np.abs(shares - expected / max(expected.sum(), 1e-300)).sum() / 2)

    usual = misfit(0.0)
    if usual <= 0.01 or usual > HOPELESS:
        return usual
    found = minimize_scalar(misfit, bounds=np.log(_BANDWIDTHS), method="bounded", options={"maxiter": 14})
    return min(usual, float(found.fun))


def _resample(curve: Curve) -> tuple[np.ndarray, np.ndarray]:
    at = np.linspace(curve.at[0], curve.at[-1], CURVE_POINTS)
    return at, np.interp(at, curve.at, curve.density)


def _find_points(axes: Axes, samples: Sequence[_Sample]) -> Iterator[_Sample]:
    """Strips and swarms (values at a category), two columns against each other, and cumulative steps."""
    clouds = [cloud for cloud in axes.points if len(cloud.x) == cloud.count][:MAX_ARTISTS]
    for along, across in (("x", "y"), ("y", "x")):
        sides = [(getattr(cloud, along), getattr(cloud, across)) for cloud in clouds]
        for values, others in _joined(sides):
            if _is_near_categories(others) or _holds_column(others, samples):
                yield from _find_values(values, samples)
        for line in axes.lines[:MAX_ARTISTS]:
            steps, heights = getattr(line, along), getattr(line, across)
            # The line runs through the values in their order; values in the order of the rows are no distribution.
            if len(steps) >= 10 and _is_ordered(steps) and _is_ordered(heights):
                yield from _find_values(np.unique(steps[np.isfinite(steps)]), samples, distinct=True)


def _joined(sides: list[tuple[np.ndarray, np.ndarray]]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Each cloud, and all of them as one: a category or a hue may have a cloud of its own."""
    if len(sides) < 2:
        return sides
    whole = (np.concatenate([side[0] for side in sides]), np.concatenate([side[1] for side in sides]))
    return [*sides, whole]


def _is_near_categories(values: np.ndarray) -> bool:
    """Positions of a strip or swarm: around whole numbers, with the jitter that keeps points apart."""
    places = np.unique(np.round(values[np.isfinite(values)]))
    return 0 < len(places) <= 12 and len(values) > 4 * len(places)


def _holds_column(values: np.ndarray, samples: Sequence[_Sample]) -> bool:
    return any(True for _ in _find_values(values, samples))


def _find_values(values: np.ndarray, samples: Sequence[_Sample], *, distinct: bool = False) -> Iterator[_Sample]:
    drawn = np.sort(values[np.isfinite(values)])
    for sample in samples:
        own = np.unique(sample.values) if distinct else sample.values
        if len(own) == len(drawn) and np.allclose(own, drawn, rtol=1e-9, atol=1e-9 * np.ptp(own)):
            yield sample


def _is_ordered(numbers: np.ndarray) -> bool:
    finite = numbers[np.isfinite(numbers)]
    return len(finite) >= 10 and bool((np.diff(finite) >= 0).all() or (np.diff(finite) <= 0).all())
