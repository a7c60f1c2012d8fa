"""What the rubric of box-plots checks on the given data, as plain assertions on the drawn artists."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch

POINTS = {"univariate": 2, "by-vehicle-age": 3, "titles": 1, "column-named": 1}
COLUMN, GROUPS = "Annual Premium", "Vehicle Age"
RTOL = 2e-3


def boxes_of(axes: Axes) -> list[tuple[float, float, float]]:
    """(q1, median, q3) of each box, as it is drawn: from its rectangle and the line across it."""
    outlines = [patch.get_path().vertices for patch in axes.patches if isinstance(patch, PathPatch)]
    outlines += [line.get_xydata() for line in axes.lines if len(line.get_xdata()) >= 5]
    found = []
    for outline in outlines:
        corners = np.asarray(outline, dtype=float)
        corners = corners[~np.all(corners == 0, axis=1)]
        for along in (1, 0):
            (low, high), (left, right) = span(corners, along), span(corners, 1 - along)
            across = [line.get_xydata() for line in axes.lines if len(line.get_xdata()) == 2]
            medians = [
                float(ends[0][along])
                for ends in across
                if ends[0][along] == ends[1][along]
                and low <= ends[0][along] <= high
                and np.allclose(sorted(ends[:, 1 - along]), [left, right])
            ]
            if medians:
                found.append((low, medians[0], high))
                break
    return found


def span(corners: np.ndarray, along: int) -> tuple[float, float]:
    return float(corners[:, along].min()), float(corners[:, along].max())


def quartiles(values: pd.Series) -> np.ndarray:
    return np.percentile(values, [25, 50, 75])


def find_axes(figures: list, wanted: list) -> Axes | None:
    """The first axes whose boxes are the wanted ones, in any order."""
    for figure in figures:
        for axes in figure.axes:
            boxes = sorted(boxes_of(axes))
            if len(boxes) == len(wanted) and np.allclose(boxes, sorted(map(tuple, wanted)), rtol=RTOL):
                return axes
    return None


def find_univariate(ns: dict, figures: list) -> Axes | None:
    return find_axes(figures, [quartiles(ns["insurance_data"][COLUMN])])


def find_grouped(ns: dict, figures: list) -> Axes | None:
    groups = ns["insurance_data"].groupby(GROUPS)[COLUMN]
    return find_axes(figures, [quartiles(values) for _, values in groups])


def find_both(ns: dict, figures: list) -> tuple[Axes, Axes]:
    found = find_univariate(ns, figures), find_grouped(ns, figures)
    assert None not in found, "one of the two plots was not found"
    return found


def words_of(axes: Axes) -> str:
    texts = [axes.get_title(), axes.get_xlabel(), axes.get_ylabel(), axes.figure.get_suptitle()]
    return " ".join(texts + [label.get_text() for label in (*axes.get_xticklabels(), *axes.get_yticklabels())])


def test_univariate(ns: dict, figures: list) -> None:
    assert find_univariate(ns, figures), "no box of all premiums is drawn"


def test_by_vehicle_age(ns: dict, figures: list) -> None:
    axes = find_grouped(ns, figures)
    assert axes, "no three boxes of the premiums by vehicle age are drawn"
    for name in ns["insurance_data"][GROUPS].unique():
        assert name in words_of(axes), f"no box is labelled {name!r}"


def test_titles(ns: dict, figures: list) -> None:
    for axes in find_both(ns, figures):
        assert axes.get_title() or axes.figure.get_suptitle(), "a plot has no title"


def test_column_named(ns: dict, figures: list) -> None:
    for axes in find_both(ns, figures):
        assert "premium" in words_of(axes).casefold(), "a plot does not name the premium"
