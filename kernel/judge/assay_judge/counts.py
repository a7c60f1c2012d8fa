"""Counts by category, in any of the forms in which people write them."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from assay_judge.closeness import describe, short_text
from assay_judge.outcomes import fail


def as_counts(got: Any, what: str) -> dict[Any, Any]:
    """Return category → count from any of the usual forms; fails with a sentence for anything else.

    Forms: mapping, Series, two-column DataFrame, one-column DataFrame indexed by category, list of pairs.
    """
    pairs: Iterable[tuple[Any, Any]]
    if isinstance(got, dict):
        pairs = got.items()
    elif isinstance(got, pd.Series):
        pairs = zip(got.index, got.to_numpy(), strict=True)
    elif isinstance(got, pd.DataFrame) and got.shape[1] == 1:
        pairs = zip(got.index, got.iloc[:, 0], strict=True)
    elif isinstance(got, pd.DataFrame) and got.shape[1] == 2:
        pairs = _ordered_pairs(zip(got.iloc[:, 0], got.iloc[:, 1], strict=True))
    elif isinstance(got, (list, tuple, set)) and all(
        isinstance(item, (list, tuple)) and len(item) == 2 for item in got
    ):
        pairs = _ordered_pairs((item[0], item[1]) for item in got)
    elif isinstance(got, np.ndarray) and got.ndim == 2 and got.shape[1] == 2:
        pairs = _ordered_pairs((row[0], row[1]) for row in got)
    else:
        fail(f"{what}: expected counts by category (Series, dict, DataFrame or pairs), got {describe(got)}")
    counts: dict[Any, Any] = {}
    for category, count in pairs:
        key = category[0] if isinstance(category, tuple) and len(category) == 1 else category
        try:
            known = key in counts
        except TypeError:
            fail(f"{what}: {describe(key)} is no category")
        if known:
            fail(f"{what}: the category {short_text(key)} appears twice")
        counts[key] = count
    return counts


def _ordered_pairs(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Category first; where the first of each pair is a number and the second text, they are the other way round."""
    listed = list(pairs)
    if listed and all(not isinstance(first, str) and isinstance(second, str) for first, second in listed):
        return [(second, first) for first, second in listed]
    return listed


def as_count(value: Any) -> int | None:
    """Return a whole, finite number (or its digits as text) as int; None for anything else."""
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else None
    # NumPy calls a duration an integer.
    if isinstance(value, (int, np.integer)) and not isinstance(value, (bool, np.timedelta64)):
        return int(value)
    if isinstance(value, (float, np.floating)) and math.isfinite(value) and value == int(value):
        return int(value)
    return None


def find_count_difference(got: Any, expected: Mapping[Any, int], what: str = "the counts") -> str | None:
    """Return a sentence on how the counts differ, or None; fails where `got` has none of the usual forms."""
    counts = as_counts(got, what)
    for category, count in expected.items():
        if category not in counts:
            return f"{what}: the category {category!r} is missing (got {short_text(list(counts))})"
        if as_count(counts[category]) != count:
            return f"{what}: expected {count} for {category!r}, got {describe(counts[category])}"
    extra = [key for key in counts if key not in expected and as_count(counts[key]) != 0]
    return f"{what}: {short_text(extra[0])} is no category of the data" if extra else None


def expect_counts(got: Any, expected: Mapping[Any, int], what: str = "the counts") -> None:
    """Fail unless `got`, in any usual form, holds the count of each category of `expected` and no other category."""
    problem = find_count_difference(got, expected, what)
    if problem:
        fail(problem)
