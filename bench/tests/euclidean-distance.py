"""What the rubric of euclidean-distance checks on the given data, as plain assertions."""

from collections.abc import Callable

import numpy as np

POINTS = {"distances": 2, "integers": 1, "zero-and-symmetry": 1, "points-kept": 1, "distance": 1}


def true_distance(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.sqrt(np.sum((np.asarray(a, dtype=float) - np.asarray(b, dtype=float)) ** 2)))


def expect_distances(function: Callable, pairs: list) -> None:
    for a, b in pairs:
        wanted = true_distance(a, b)
        result = np.ravel(function(a, b))
        assert result.shape == (1,), f"expected one number, got {result.size}"
        assert np.isclose(result[0], wanted, rtol=1e-6), f"{len(a)} dimensions: expected {wanted}, got {result[0]}"


def test_distances(ns: dict, figures: list) -> None:
    draw = np.random.default_rng(1)
    pairs = [(draw.normal(0, 10, size), draw.normal(2, 15, size)) for size in (1, 2, 3, 7, 20, 50)]
    expect_distances(ns["euclidean_distance"], pairs)


def test_integers(ns: dict, figures: list) -> None:
    draw = np.random.default_rng(2)
    pairs = [(draw.integers(-50, 50, size), draw.integers(60, 200, size)) for size in (2, 4, 11)]
    expect_distances(ns["euclidean_distance"], pairs)


def test_zero_and_symmetry(ns: dict, figures: list) -> None:
    draw = np.random.default_rng(3)
    same = draw.normal(0, 5, 6)
    assert np.allclose(ns["euclidean_distance"](same, same.copy()), 0, atol=2e-6), "equal points are no distance apart"
    a, b = draw.normal(0, 10, 5), draw.normal(2, 15, 5)
    expect_distances(ns["euclidean_distance"], [(a, b), (b, a)])


def test_points_kept(ns: dict, figures: list) -> None:
    draw = np.random.default_rng(4)
    floats = draw.normal(0, 10, 4), draw.normal(2, 15, 4)
    integers = draw.integers(1, 90, 5), draw.integers(1, 90, 5)
    for a, b in (floats, integers):
        first, second = a.copy(), b.copy()
        expect_distances(ns["euclidean_distance"], [(first, second)])
        assert np.array_equal(first, a), "the first point was changed"
        assert np.array_equal(second, b), "the second point was changed"


def test_distance(ns: dict, figures: list) -> None:
    found = np.ravel(ns["distance"])
    wanted = true_distance(ns["point_a"], ns["point_b"])
    assert found.shape == (1,) and np.isclose(found[0], wanted, rtol=1e-6), f"expected {wanted}, got {found}"
