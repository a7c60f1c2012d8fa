"""When two values are the same: numbers within a tolerance, arrays by shape and values, frames by labels and values.

Default tolerance: relative 1e-6 and 1e-9 of the data's scale; 1e-5 and 1e-6 of the scale for answers of dtype float32.
"""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from assay_judge.outcomes import fail
from assay_wire import Handle, Missing, Opaque, TooLarge

RTOL, SCALE_ATOL = 1e-6, 1e-9
RTOL_SINGLE, SCALE_ATOL_SINGLE = 1e-5, 1e-6
_SHOWN = 6


def as_numbers(got: Any, what: str = "the value") -> np.ndarray:
    """Return `got` (scalar, list, array, Series or DataFrame) as a float array; fails where it holds no numbers."""
    if isinstance(got, (Missing, Opaque, TooLarge, Handle, str, bytes, dict, set)) or got is None:
        fail(f"{what}: expected numbers, got {describe(got)}")
    if isinstance(got, (pd.DataFrame, pd.Series, pd.Index)):
        got = got.to_numpy()
    try:
        array = np.asarray(got)
    except ValueError:
        fail(f"{what}: expected numbers in rows of equal length, got {describe(got)}")
    if array.dtype.kind == "c" and not np.any(np.imag(array)):
        array = np.real(array)
    if array.dtype.kind == "O":
        if any(isinstance(item, (str, bytes, complex, dict)) or item is None for item in array.ravel()):
            fail(f"{what}: expected numbers, got {describe(got)}")
        try:
            array = array.astype(float)
        except (TypeError, ValueError):
            fail(f"{what}: expected numbers, got {describe(got)}")
    if array.dtype.kind not in "iuf":
        fail(f"{what}: expected numbers, got {describe(got)}")
    return array if array.dtype == np.float32 else array.astype(float)


def differing(got: np.ndarray, expected: np.ndarray, rtol: float | None, atol: float | None) -> np.ndarray:
    """Return a mask of the places where `got` is not close to `expected` (same shape); NaN is close to NaN alone."""
    single = got.dtype == np.float32
    expected = expected.astype(float)
    finite = np.abs(expected[np.isfinite(expected)])
    scale = float(finite.max()) if finite.size else 0.0
    if rtol is None:
        rtol = RTOL_SINGLE if single else RTOL
    if atol is None:
        atol = scale * (SCALE_ATOL_SINGLE if single else SCALE_ATOL)
    with np.errstate(all="ignore"):
        return ~np.isclose(got.astype(float), expected, rtol=rtol, atol=atol, equal_nan=True)


def find_difference(
    got: Any,
    expected: Any,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    what: str = "the value",
    flatten: bool = False,
) -> str | None:
    """Return a sentence on how `got` differs from `expected`, or None; fails where `got` holds no numbers at all."""
    wanted = np.asarray(
        expected.to_numpy() if isinstance(expected, (pd.DataFrame, pd.Series)) else expected, dtype=float
    )
    array = as_numbers(got, what)
    if flatten:
        array, wanted = array.ravel(), wanted.ravel()
    if array.shape != wanted.shape:
        return f"{what}: expected {shape_text(wanted)}, got {shape_text(array)}"
    wrong = differing(array, wanted, rtol, atol)
    if not np.any(wrong):
        return None
    tolerance = f"tolerance {RTOL if rtol is None else rtol:g} relative" + (
        f", {atol:g} absolute" if atol is not None else ""
    )
    if array.ndim == 0:
        return f"{what}: expected {number(wanted)}, got {number(array)} ({tolerance})"
    place = tuple(int(index) for index in np.argwhere(wrong)[0])
    where = place[0] if len(place) == 1 else place
    count = int(wrong.sum())
    return (
        f"{what}: expected {number(wanted[place])}, got {number(array[place])} at index {where}; "
        f"{count} of {wrong.size} values differ ({tolerance})"
    )


def shape_text(array: np.ndarray) -> str:
    """Say an array's shape in words."""
    if array.ndim == 0:
        return "a single number"
    return f"{array.shape[0]} values" if array.ndim == 1 else f"an array of shape {array.shape}"


def number(value: Any) -> str:
    """Return a number as a person writes it."""
    if isinstance(value, int):
        return f"{value}" if abs(value) < 10**15 else f"{value:.8g}" if abs(value) < 10**300 else "a huge number"
    number = float(value)
    return f"{int(number)}" if number.is_integer() and abs(number) < 1e15 else f"{number:.8g}"


def describe(value: Any) -> str:
    """Return a short description of a value for a message."""
    if isinstance(value, Missing):
        return "nothing (the name is not defined)"
    if isinstance(value, Opaque):
        return f"an object of type {value.type_name} ({value.text[:80]})"
    if isinstance(value, Handle):
        return f"an object of type {value.type_name}"
    if isinstance(value, TooLarge):
        return "a value that is too large to be marked"
    if isinstance(value, np.ndarray):
        shown = ", ".join(str(item)[:20] for item in value.ravel()[:_SHOWN])
        return f"an array of shape {value.shape} [{shown}{', …' if value.size > _SHOWN else ''}]"
    if isinstance(value, pd.DataFrame):
        return f"a DataFrame of shape {value.shape} with the columns {[str(name) for name in value.columns[:8]]}"
    if isinstance(value, pd.Series):
        return f"a Series of {len(value)} values"
    if value is None:
        return "None"
    if isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool):
        return number(value)
    text = repr(value)
    return f"{type(value).__name__} {text[:120]}{'…' if len(text) > 120 else ''}"


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
        if key in counts:
            fail(f"{what}: the category {key!r} appears twice")
        counts[key] = count
    return counts


def _ordered_pairs(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Category first; where the first of each pair is a number and the second text, they are the other way round."""
    listed = list(pairs)
    if listed and all(not isinstance(first, str) and isinstance(second, str) for first, second in listed):
        return [(second, first) for first, second in listed]
    return listed


def as_count(value: Any) -> int | None:
    """Return a whole, finite number as int; None for anything else."""
    if isinstance(value, (bool, np.bool_)):
        return None
    if isinstance(value, str):
        return int(value) if value.isdigit() else None
    try:
        count = float(value)
    except (TypeError, ValueError):
        return None
    return int(count) if math.isfinite(count) and count == int(count) else None
