"""When two values are the same: numbers within a tolerance, arrays by shape and values, frames by labels and values.

Default tolerance: relative 1e-6 and 1e-9 of the data's scale; 1e-5 and 1e-6 of the scale for answers of dtype float32.
"""

import reprlib
from typing import Any

import numpy as np
import pandas as pd

from assay_judge.outcomes import fail
from assay_wire import Handle, Missing, Opaque, TooLarge

RTOL, SCALE_ATOL = 1e-6, 1e-9
RTOL_SINGLE, SCALE_ATOL_SINGLE = 1e-5, 1e-6
ZERO_ATOL = 1e-12
"""Where every expected number is zero there is no scale, and the rounding of a right answer is not zero."""
_SHOWN = 6


class _ShortRepr(reprlib.Repr):
    def repr1(self, x: Any, level: int) -> str:
        # 5, not np.int64(5)
        return super().repr1(x.item() if isinstance(x, np.generic) else x, level)


_REPR = _ShortRepr()
_REPR.maxlist = _REPR.maxtuple = _REPR.maxdict = _REPR.maxset = _SHOWN
_REPR.maxstring = _REPR.maxother = 120


def as_numbers(got: Any, what: str = "the value") -> np.ndarray:
    """Return `got` (scalar, list, array, Series or DataFrame) as a float array; fails where it holds no numbers.

    Booleans are no numbers, nor are complex ones with an imaginary part; what is of dtype float32 stays so.
    """
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
        # A mask and a number that is far beyond a float's range are no numbers to compare with either.
        if not all(isinstance(item, (int, float, np.integer, np.floating)) for item in array.flat) or any(
            isinstance(item, bool) for item in array.flat
        ):
            fail(f"{what}: expected numbers, got {describe(got)}")
        try:
            array = array.astype(float)
        except (OverflowError, TypeError, ValueError):
            fail(f"{what}: expected numbers within a float's range, got {describe(got)}")
    if array.dtype.kind not in "iuf":
        fail(f"{what}: expected numbers, got {describe(got)}")
    return array if array.dtype == np.float32 else array.astype(float)


def differing(got: np.ndarray, expected: np.ndarray, rtol: float | None, atol: float | None) -> np.ndarray:
    """Return a mask of the places where `got` is not close to `expected` (same shape); NaN is close to NaN alone."""
    rtol, atol = _tolerances(got, expected, rtol, atol)
    with np.errstate(all="ignore"):
        return ~np.isclose(got.astype(float), expected.astype(float), rtol=rtol, atol=atol, equal_nan=True)


def _tolerances(got: np.ndarray, expected: np.ndarray, rtol: float | None, atol: float | None) -> tuple[float, float]:
    single = got.dtype == np.float32
    finite = np.abs(expected[np.isfinite(expected)])
    scale = float(finite.max()) if finite.size else 0.0
    if rtol is None:
        rtol = RTOL_SINGLE if single else RTOL
    if atol is None:
        atol = scale * (SCALE_ATOL_SINGLE if single else SCALE_ATOL) or ZERO_ATOL
    return rtol, atol


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
    relative, _ = _tolerances(array, wanted, rtol, atol)
    parts = [f"{relative:g} relative"] if relative else []
    tolerance = f"tolerance {', '.join(parts + ([f'{atol:g} absolute'] if atol is not None else []))}"
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
        shown = ", ".join(short_text(item)[:20] for item in value.ravel()[:_SHOWN].tolist())
        return f"an array of shape {value.shape} [{shown}{', …' if value.size > _SHOWN else ''}]"
    if isinstance(value, pd.DataFrame):
        return f"a DataFrame of shape {value.shape} with the columns {short_text(list(value.columns[:_SHOWN]))}"
    if isinstance(value, pd.Series):
        return f"a Series of {len(value)} values"
    if value is None:
        return "None"
    if isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, (bool, np.timedelta64)):
        return number(value)
    return f"{type(value).__name__} {short_text(value)}"


def short_text(value: Any) -> str:
    """Return at most 120 characters that show a value; never raises, whatever the value holds."""
    try:
        text = " ".join(_REPR.repr(value).split())
    except Exception:
        return "(it cannot be shown)"
    return text if len(text) <= 120 else f"{text[:119]}…"
