"""Expectations of a rubric: each ends the check with a sentence where it does not hold."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assay_judge.closeness import as_count, as_counts, as_numbers, describe, find_difference, number
from assay_judge.outcomes import fail

NEAR_THRESHOLD = 0.005


class Notes:
    """Remarks of the check that runs now."""

    def __init__(self) -> None:
        self.near_threshold = False


notes = Notes()


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
    """Fail unless `got` equals `expected` (plain values: text, numbers, lists)."""
    if type(got) is bool or type(expected) is bool:
        same = got is expected
    else:
        try:
            same = bool(np.all(got == expected)) and np.shape(got) == np.shape(expected)
        except (ValueError, TypeError):
            same = False
    if not same:
        fail(f"{what}: expected {describe(expected)}, got {describe(got)}")


def expect_counts(got: Any, expected: Mapping[Any, int], what: str = "the counts") -> None:
    """Fail unless `got`, in any usual form, holds the count of each category of `expected` and no other category."""
    problem = find_count_difference(got, expected, what)
    if problem:
        fail(problem)


def find_count_difference(got: Any, expected: Mapping[Any, int], what: str = "the counts") -> str | None:
    """Return a sentence on how the counts differ, or None; fails where `got` has none of the usual forms."""
    counts = as_counts(got, what)
    for category, count in expected.items():
        if category not in counts:
            return f"{what}: the category {category!r} is missing (got {[str(key) for key in list(counts)[:8]]})"
        if as_count(counts[category]) != count:
            return f"{what}: expected {count} for {category!r}, got {describe(counts[category])}"
    extra = [key for key in counts if key not in expected and as_count(counts[key]) != 0]
    return f"{what}: {extra[0]!r} is no category of the data" if extra else None


def expect_shape(got: Any, shape: tuple[int, ...], what: str = "the value") -> None:
    """Fail unless `got` holds numbers in this shape."""
    array = as_numbers(got, what)
    if array.shape != tuple(shape):
        fail(f"{what}: expected the shape {tuple(shape)}, got {array.shape}")


def expect_at_least(value: float, at_least: float, what: str) -> None:
    """Fail unless `value`, computed by the judge, reaches the threshold; remembers when it comes within 0.005 of it."""
    if abs(value - at_least) <= NEAR_THRESHOLD:
        notes.near_threshold = True
    if not value >= at_least:
        near = " (near the threshold)" if notes.near_threshold else ""
        fail(f"{what}: expected at least {number(at_least)}, got {number(round(float(value), 6))}{near}")


def expect_accuracy(predicted: Any, labels: Any, at_least: float, what: str = "the accuracy") -> None:
    """Fail unless at least this share of `predicted` equals `labels` (both flattened)."""
    guesses, truth = as_numbers(predicted, what).ravel(), np.asarray(labels).ravel()
    if guesses.shape != truth.shape:
        fail(f"{what}: expected {truth.size} predictions, got {guesses.size}")
    expect_at_least(float(np.mean(guesses == truth)), at_least, what)


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
