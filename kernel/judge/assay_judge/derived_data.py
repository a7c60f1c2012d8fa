"""What a right answer may have been computed from: the given data, or what the candidate made of it in place.

The rule is strict on hidden data, where data redefined to suit a typed-in result would otherwise earn points.
"""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from assay_wire import Handle, Missing, Opaque, TooLarge

_STAND_INS = (Missing, Opaque, TooLarge, Handle)


def select_inputs(original: Any, current: Any) -> list[Any]:
    """On the visible data: what was given, and whatever of the same kind the name holds now."""
    current = _as_given_kind(current, original)
    if not _is_same_kind(current, original) or _are_equal(current, original):
        return [original]
    return [original, current]


def select_derived_inputs(
    original: Any, current: Any, in_subject: Any, allow_fewer: bool, *, any_order: bool = True
) -> list[Any]:
    """On hidden data: what was given, and what the name holds now where that is made of the hidden values.

    Its rows must be hidden ones, in any order (without `any_order` in the given one), and all but those that
    `allow_fewer` lets go (see `_is_made_of`).
    What is the same on the visible data (`in_subject`) was typed in.
    """
    current = _as_given_kind(current, original)
    if not _is_same_kind(current, original) or _are_equal(current, original):
        return [original]
    if _are_equal(current, _as_given_kind(in_subject, original)) or not _is_made_of(current, original, allow_fewer):
        return [original]
    if not any_order and not (isinstance(original, np.ndarray) and np.array_equal(current.ravel(), original.ravel())):
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
            return isinstance(current, kind) and _has_plain_columns(current, original)
    return type(current) is type(original)


def _has_plain_columns(current: Any, original: Any) -> bool:
    """Rubrics take the columns of a table by name: none may stand for several, where that was not so when given."""
    if not isinstance(original, pd.DataFrame) or original.columns.nlevels > 1:
        return True
    return current.columns.nlevels == 1 and current.columns.is_unique


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
    """True where `current` holds what `original` holds, rows whole and in any order.

    With `allow_fewer` rows with a missing value may be gone, and of a table all repeated ones: what can be left out at
    will could be chosen to suit an answer.
    """
    if isinstance(original, str):
        return current.strip() == original.strip()
    if isinstance(original, pd.DataFrame):
        shared = [name for name in original.columns if _has_column(current, name)]
        if not shared or not original.columns.is_unique:
            return False
        ours, theirs = _list_rows(original, shared), _list_rows(current, shared)
        incomplete = ["nan" in row for row in _list_rows(original, list(original.columns))]
    else:
        ours, theirs = _list_items(original), _list_items(current)
        if ours is None or theirs is None:
            return False
        if _has_rows(original) != _has_rows(current):
            # Another shape: of numbers in one row any order will do, a table's must stay where they are.
            ours, theirs = _flatten(ours), _flatten(theirs)
            if _has_rows(original) and ours != theirs:
                return False
        incomplete = [item == "nan" or (isinstance(item, tuple) and "nan" in item) for item in ours]
    full, kept = Counter(ours), Counter(theirs)
    if not kept <= full:
        return False
    gone = full - kept
    if not gone:
        return True
    removable = Counter(item for item, is_incomplete in zip(ours, incomplete, strict=True) if is_incomplete)
    if not allow_fewer:
        return False
    if gone <= removable:
        return True
    is_unique = isinstance(original, pd.DataFrame) and max(kept.values(), default=0) == 1
    return is_unique and all(item in kept or item in removable for item in gone)


def _has_column(table: pd.DataFrame, name: Any) -> bool:
    try:
        return name in table.columns and isinstance(table[name], pd.Series)
    except TypeError:
        return False


def _list_rows(table: pd.DataFrame, names: list[Any]) -> list[Any]:
    columns = [[_normalized(item) for item in table[name].tolist()] for name in names]
    return list(zip(*columns, strict=True))


def _list_items(value: Any) -> list[Any] | None:
    """Numbers of a one-dimensional array, rows of one with two dimensions; None for what has no items."""
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    if array.ndim == 2:
        return [tuple(_normalized(item) for item in row) for row in array.tolist()]
    return [_normalized(item) for item in array.ravel().tolist()]


def _has_rows(value: Any) -> bool:
    return np.ndim(value) == 2


def _flatten(items: list[Any]) -> list[Any]:
    return [part for item in items for part in (item if isinstance(item, tuple) else (item,))]


def _normalized(item: Any) -> Any:
    if isinstance(item, str):
        return item.strip().casefold()
    if isinstance(item, float):
        return round(item, 9) if item == item else "nan"
    return item if isinstance(item, (int, bool, type(None))) else repr(item)
