"""What the rubric of min-max-scaling checks on the given data, as plain assertions."""

from collections.abc import Callable

import numpy as np

POINTS = {"arrays-1d": 1, "arrays-negative": 1, "arrays-2d": 1, "input-kept": 1, "scaled-data": 1}


def scaled(x: np.ndarray) -> np.ndarray:
    """What the question asks for: the whole array by its one smallest and one largest value."""
    return (x - x.min()) / (x.max() - x.min())


def expect_scaled(function: Callable, arrays: list[np.ndarray]) -> None:
    for x in arrays:
        found = np.asarray(function(x.copy()))
        assert found.shape == x.shape, f"expected the shape {x.shape}, got {found.shape}"
        assert np.allclose(found, scaled(x), rtol=1e-6, atol=1e-9), f"expected {scaled(x)}, got {found}"


def test_arrays_1d(ns: dict, figures: list) -> None:
    draw = np.random.default_rng(1)
    expect_scaled(
        ns["min_max_scaling"],
        [
            draw.normal(3, 20, 30),
            draw.uniform(5, 60, 17),
            draw.permutation(np.arange(-50, 90, 7)),
            np.array([8.5, -1.25]),
        ],
    )


def test_arrays_negative(ns: dict, figures: list) -> None:
    draw = np.random.default_rng(2)
    expect_scaled(ns["min_max_scaling"], [-draw.uniform(5, 60, 23), -draw.permutation(np.arange(3, 80, 6))])


def test_arrays_2d(ns: dict, figures: list) -> None:
    draw = np.random.default_rng(3)
    mixed = draw.normal(1, 9, (6, 4)) * np.array([1, 5, 20, 2])
    positive = draw.uniform(2, 7, (3, 11)) + np.arange(3)[:, None]
    expect_scaled(ns["min_max_scaling"], [mixed, positive])


def test_input_kept(ns: dict, figures: list) -> None:
    draw = np.random.default_rng(4)
    expect_scaled(ns["min_max_scaling"], [draw.normal(3, 20, 12)])
    for shape in ((12,), (4, 5)):
        x = draw.normal(40, 15, shape)
        passed = x.copy()
        ns["min_max_scaling"](passed)
        assert np.array_equal(passed, x), "the array that was passed was changed"


def test_scaled_data(ns: dict, figures: list) -> None:
    found, wanted = np.asarray(ns["scaled_data"]), scaled(ns["data"])
    assert found.shape == wanted.shape and np.allclose(found, wanted, rtol=1e-6, atol=1e-9), f"got {found}"
