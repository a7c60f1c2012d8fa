"""What a right answer may have been computed from: the given data, or what the candidate made of it in place.

The rule is strict on hidden data, where data redefined to suit a typed-in result would otherwise earn points.
"""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from assay_wire import Handle, Missing, Opaque, TooLarge

_STAND_INS = (Missing, Opaque, TooLarge, Handle)
_LEAST_SHARE = 0.5


def select_inputs(original: Any, current: Any) -> list[Any]:
    """On the visible data: what was given, and whatever of the same kind the name holds now."""
    current = _as_given_kind(current, original)
    if not _is_same_kind(current, original) or _are_equal(current, original):
        return [original]
    return [original, current]


def select_derived_inputs(original: Any, current: Any, in_subject: Any, allow_fewer: bool) -> list[Any]:
    """On hidden data: what was given, and what the name holds now where that is made of the hidden values.

    Each value of it must be one of the hidden ones, and none may come more often than there; with `allow_fewer` down to
    half of them. What is the same on the visible data (`in_subject`) was typed in.
    """
    current = _as_given_kind(current, original)
    if not _is_same_kind(current, original) or _are_equal(current, original):
        return [original]
    if _are_equal(current, _as_given_kind(in_subject, original)) or not _is_made_of(current, original, allow_fewer):
        return [original]
    return [original, current]


def own_copy(value: Any) -> Any:
    """Return an array or table as a copy, anything else as it is."""
    return value.copy() if isinstance(value, (np.ndarray, pd.DataFrame, pd.Series)) else value


def _as_given_kind(current: Any, original: Any) -> Any:
    """Numbers in a list or Series as an array, where that is what was given; any other value as it is."""
    if not isinstance(original, np.ndarray) or not isinstance(current, (list, tuple, pd.Series)):
        return current
    try:
        array = np.asarray(current)
    except ValueError:
        return current
    return array if array.dtype.kind in "iuf" else current


def _is_same_kind(current: Any, original: Any) -> bool:
    if isinstance(current, _STAND_INS):
        return False
    for kind in (pd.DataFrame, pd.Series, np.ndarray, str, dict):
        if isinstance(original, kind):
            return isinstance(current, kind)
    return type(current) is type(original)


def _are_equal(first: Any, second: Any) -> bool:
    try:
        if isinstance(first, (pd.DataFrame, pd.Series)):
            return bool(first.equals(second))
        if isinstance(first, np.ndarray):
            return isinstance(second, np.ndarray) and bool(np.array_equal(first, second))
        return bool(first == second)
    except (TypeError, ValueError):
        return False


def _is_made_of(current: Any, original: Any, allow_fewer: bool) -> bool:
    if isinstance(original, pd.DataFrame):
        shared = [name for name in original.columns if name in current.columns]
        return bool(shared) and all(_is_made_of(current[name], original[name], allow_fewer) for name in shared)
    if isinstance(original, str):
        ours, theirs = original.strip().casefold(), current.strip().casefold()
        return theirs in ours and _is_enough(len(theirs), len(ours), allow_fewer)
    try:
        ours, theirs = np.asarray(original).ravel().tolist(), np.asarray(current).ravel().tolist()
    except ValueError:
        return False
    if len(theirs) > len(ours) or not _is_enough(len(theirs), len(ours), allow_fewer):
        return False
    return Counter(map(_normalized, theirs)) <= Counter(map(_normalized, ours))


def _is_enough(count: int, full_count: int, allow_fewer: bool) -> bool:
    return count >= (_LEAST_SHARE * full_count if allow_fewer else full_count)


def _normalized(item: Any) -> Any:
    if isinstance(item, str):
        return item.strip().casefold()
    if isinstance(item, float):
        return round(item, 9) if item == item else "nan"
    return item if isinstance(item, (int, bool, type(None))) else repr(item)
