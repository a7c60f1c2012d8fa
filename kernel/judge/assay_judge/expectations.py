"""Expectations of a rubric: each ends the check with a sentence where it does not hold."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from assay_judge.closeness import as_numbers, describe, find_difference, number
from assay_judge.outcomes import fail

NEAR_THRESHOLD = 0.005


class Notes:
    """Remarks of the check that runs now."""

    def __init__(self) -> None:
        self.near_threshold = False
        self.claimed = False
        """Whether it rests on what the candidate's kernel says, although the rubric counts on a computation."""


notes = Notes()


def rest_on_claim() -> None:
    """Say that the running check believes something that the candidate's kernel could have made up."""
    notes.claimed = True


def expect_close(
    got: Any,
    expected: Any,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    what: str = "the value",
    flatten: bool = False,
) -> None:
    """Fail unless `got` has the shape and, within the tolerance, the numbers of `expected` (see closeness.py)."""
    problem = find_difference(got, expected, rtol=rtol, atol=atol, what=what, flatten=flatten)
    if problem:
        fail(problem)


def expect_any_close(got: Any, candidates: Sequence[Any], **options: Any) -> None:
    """Fail unless `got` is close to one of `candidates`; the message speaks of the first."""
    problems = [find_difference(got, candidate, **options) for candidate in candidates]
    if all(problems):
        fail(str(problems[0]))


def expect_equal(got: Any, expected: Any, what: str = "the value") -> None:
    """Fail unless `got` equals `expected`: text, numbers, and lists and dicts of them (a tuple is a list too)."""
    if not _are_equal(got, expected):
        fail(f"{what}: expected {describe(expected)}, got {describe(got)}")


def _are_equal(got: Any, expected: Any) -> bool:
    if isinstance(expected, (np.ndarray, pd.Series, pd.Index)):
        expected = expected.tolist()
    if isinstance(got, (np.ndarray, pd.Series, pd.Index)):
        got = got.tolist()
    if isinstance(expected, (list, tuple)):
        return (
            isinstance(got, (list, tuple))
            and len(got) == len(expected)
            and all(_are_equal(one, other) for one, other in zip(got, expected, strict=True))
        )
    if isinstance(expected, dict):
        return (
            isinstance(got, dict)
            and got.keys() == expected.keys()
            and all(_are_equal(got[key], expected[key]) for key in expected)
        )
    if isinstance(expected, (bool, np.bool_)) or isinstance(got, (bool, np.bool_)):
        return isinstance(got, (bool, np.bool_)) and isinstance(expected, (bool, np.bool_)) and bool(got == expected)
    if isinstance(expected, float) and expected != expected:
        return isinstance(got, float) and got != got
    if isinstance(got, (list, tuple, dict, pd.DataFrame)):
        return False
    return bool(got == expected)


def expect_shape(got: Any, shape: tuple[int, ...], what: str = "the value") -> None:
    """Fail unless `got` holds numbers in this shape."""
    array = as_numbers(got, what)
    if array.shape != tuple(shape):
        fail(f"{what}: expected the shape {tuple(shape)}, got {array.shape}")


def expect_at_least(value: float, at_least: float, what: str) -> None:
    """Fail unless `value`, computed by the judge, reaches the threshold; remembers when it comes within 0.005 of it."""
    value = float(value)
    is_near = abs(value - at_least) <= NEAR_THRESHOLD
    if not value >= at_least:
        near = " (near the threshold)" if is_near else ""
        fail(f"{what}: expected at least {number(at_least)}, got {number(round(value, 6))}{near}")
    notes.near_threshold = notes.near_threshold or is_near


def expect_accuracy(predicted: Any, labels: Any, at_least: float, what: str = "the accuracy") -> None:
    """Fail unless at least this share of `predicted` equals `labels` (both flattened; numbers, booleans or text)."""
    truth = np.asarray(labels).ravel()
    guesses = _as_labels(predicted, truth, what)
    if guesses.shape != truth.shape:
        fail(f"{what}: expected {truth.size} predictions, got {guesses.size}")
    expect_at_least(float(np.mean(guesses == truth)), at_least, what)


def _as_labels(predicted: Any, truth: np.ndarray, what: str) -> np.ndarray:
    """The predictions as an array of what the labels are made of; fails where they are something else."""
    if truth.dtype.kind in "iuf":
        return as_numbers(predicted, what).ravel()
    if isinstance(predicted, (pd.DataFrame, pd.Series, pd.Index)):
        predicted = predicted.to_numpy()
    wanted = (bool, np.bool_) if truth.dtype.kind == "b" else str
    listed = np.ravel(predicted).tolist() if isinstance(predicted, np.ndarray) else predicted
    if not isinstance(listed, (list, tuple)) or not all(isinstance(item, wanted) for item in listed):
        fail(f"{what}: expected labels such as {describe(truth[:1].tolist())}, got {describe(predicted)}")
    return np.array(listed, dtype=truth.dtype if truth.dtype.kind == "b" else object)


def compute_r2(predicted: Any, target: Any, what: str = "the predictions") -> float:
    """Return the coefficient of determination of `predicted` against `target` (both flattened); NaN gives -inf."""
    guesses, truth = as_numbers(predicted, what).astype(float).ravel(), np.asarray(target, dtype=float).ravel()
    if guesses.shape != truth.shape:
        fail(f"{what}: expected {truth.size} predictions, got {guesses.size}")
    with np.errstate(all="ignore"):
        residual = float(np.sum((truth - guesses) ** 2))
    total = float(np.sum((truth - truth.mean()) ** 2))
    return 1 - residual / total if np.isfinite(residual) else float("-inf")


def expect_r2(predicted: Any, target: Any, at_least: float, what: str = "R²") -> None:
    """Fail unless the predictions reach this coefficient of determination."""
    expect_at_least(compute_r2(predicted, target, what), at_least, what)
