"""When two tables are the same: columns by name, rows by order, numbers within the tolerance, everything else equal."""

from typing import Any

import numpy as np
import pandas as pd

from assay_judge.closeness import as_numbers, describe, find_difference, short_text
from assay_judge.outcomes import fail


def expect_frame_close(
    got: Any,
    expected: pd.DataFrame | pd.Series,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    what: str = "the table",
    check_index: bool = False,
    columns_in_order: bool = False,
) -> None:
    """Fail unless `got` is a table with the columns and, row by row, the values of `expected`.

    Row labels count only with `check_index`, the order of the columns only with `columns_in_order`. A Series is
    compared as a table of one column, whatever its name is.
    """
    problem = find_frame_difference(
        got, expected, rtol=rtol, atol=atol, what=what, check_index=check_index, columns_in_order=columns_in_order
    )
    if problem:
        fail(problem)


def find_frame_difference(
    got: Any,
    expected: pd.DataFrame | pd.Series,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    what: str = "the table",
    check_index: bool = False,
    columns_in_order: bool = False,
) -> str | None:
    """Return a sentence on how `got` differs from `expected` (see `expect_frame_close`), or None."""
    kind = pd.Series if isinstance(expected, pd.Series) else pd.DataFrame
    if not isinstance(got, kind):
        return f"{what}: expected a {kind.__name__}, got {describe(got)}"
    if isinstance(got, pd.Series) and isinstance(expected, pd.Series):
        got, expected = got.to_frame("values"), expected.to_frame("values")
    wanted, found = list(expected.columns), list(got.columns)
    if len(wanted) != len(found) or any(name not in wanted for name in found) or not got.columns.is_unique:
        return f"{what}: expected the columns {short_text(wanted)}, got {short_text(found)}"
    if columns_in_order and wanted != found:
        return f"{what}: expected the columns in the order {short_text(wanted)}, got {short_text(found)}"
    if len(got) != len(expected):
        return f"{what}: expected {len(expected)} rows, got {len(got)}"
    if check_index:
        place = _first_difference(list(expected.index), list(got.index))
        if place is not None:
            labels = short_text(expected.index[place]), short_text(got.index[place])
            return f"{what}: expected the row label {labels[0]} at row {place}, got {labels[1]}"
    for name in wanted:
        column: Any = got[name]
        wanted_column: Any = expected[name]
        problem = _find_column_difference(column, wanted_column, rtol, atol, f"{what}, column {name!r}")
        if problem:
            return problem
    return None


def _find_column_difference(
    got: pd.Series, expected: pd.Series, rtol: float | None, atol: float | None, what: str
) -> str | None:
    if pd.api.types.is_numeric_dtype(expected.dtype) and not pd.api.types.is_bool_dtype(expected.dtype):
        return find_difference(as_numbers(got, what), expected, rtol=rtol, atol=atol, what=what)
    place = _first_difference(expected.tolist(), got.tolist())
    if place is None:
        return None
    return f"{what}: expected {short_text(expected.iloc[place])} at row {place}, got {short_text(got.iloc[place])}"


def _first_difference(expected: list, got: list) -> int | None:
    for place, (wanted, found) in enumerate(zip(expected, got, strict=True)):
        if not (_is_nothing(wanted) and _is_nothing(found)) and not _is_same(wanted, found):
            return place
    return None


def _is_nothing(item: Any) -> bool:
    return item is None or (isinstance(item, (float, np.floating)) and item != item) or item is pd.NaT


def _is_same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, bool) != isinstance(found, (bool, np.bool_)):
        return False
    try:
        return bool(wanted == found)
    except (TypeError, ValueError):
        return False
