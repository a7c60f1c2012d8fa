"""What the rubric of pca-components checks on the given data, as plain assertions."""

import numpy as np
import pandas as pd

POINTS = {"axes": 3, "labels": 1, "variance-ratios": 2}
COMPONENTS = ["Comp1", "Comp2", "Comp3", "Comp4"]
TOLERANCE = 1e-6


def decompose(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The shares of the variance, the largest first, and the principal axes as columns."""
    values, vectors = np.linalg.eigh(np.cov(table.to_numpy(dtype=float).T))
    return values[::-1] / values.sum(), vectors[:, ::-1]


def test_axes(ns: dict, figures: list) -> None:
    found = ns["components"]
    if isinstance(found, pd.DataFrame) and set(found.index) == set(ns["penguins"].columns):
        found = found.loc[ns["penguins"].columns]
    found = np.asarray(found, dtype=float)
    assert found.shape == (4, 4), f"got the shape {found.shape}"
    for place, axis in enumerate(decompose(ns["penguins"])[1].T):
        off = min(np.abs(found[:, place] - sign * axis).max() for sign in (1, -1))
        assert off <= TOLERANCE, f"{COMPONENTS[place]}: expected ±{axis}, got {found[:, place]}"


def test_labels(ns: dict, figures: list) -> None:
    found = ns["components"]
    assert isinstance(found, pd.DataFrame), f"expected a DataFrame, got {type(found).__name__}"
    assert sorted(map(str, found.index)) == sorted(ns["penguins"].columns), f"got the index {list(found.index)}"
    assert list(map(str, found.columns)) == COMPONENTS, f"got the columns {list(found.columns)}"


def test_variance_ratios(ns: dict, figures: list) -> None:
    found = np.asarray(ns["penguins_pca"].explained_variance_ratio_, dtype=float)
    wanted = decompose(ns["penguins"])[0]
    assert found.shape == wanted.shape and np.allclose(found, wanted, rtol=TOLERANCE), f"expected {wanted}, got {found}"
