"""What the rubric of z-score-outliers checks on the given data, as plain assertions.

That the statistics are shown has no counterpart: a test in the candidate's kernel sees names, not outputs.
"""

from collections import Counter

import numpy as np
import pandas as pd

POINTS = {"outliers": 3, "whole-rows": 2}
LIMIT = 3.0


def keys_of(numbers: object) -> list[tuple]:
    """Each row as a tuple of numbers of two decimals."""
    return list(map(tuple, (np.round(np.asarray(numbers, dtype=float), 2) + 0.0).tolist()))


def is_outlying(numbers: np.ndarray, ddof: int) -> np.ndarray:
    return np.abs((numbers - numbers.mean(axis=0)) / numbers.std(axis=0, ddof=ddof)) >= LIMIT


def find_wrong_rows(table: pd.DataFrame, given: pd.DataFrame) -> str | None:
    numbers = given.to_numpy(dtype=float)
    found = Counter(keys_of(table[list(given.columns)]))
    kept = [Counter(keys_of(numbers[~is_outlying(numbers, ddof).any(axis=1)])) for ddof in (0, 1)]
    return None if found in kept else f"expected {kept[0].total()} rows without an outlier, got {found.total()} rows"


def find_wrong_values(table: pd.DataFrame, given: pd.DataFrame) -> str | None:
    numbers, found = given.to_numpy(dtype=float), table[list(given.columns)].to_numpy(dtype=float)
    if found.shape != numbers.shape:
        return f"expected all {len(numbers)} rows, got {len(found)}"
    return None if any(is_replaced(found, numbers, is_outlying(numbers, ddof)) for ddof in (0, 1)) else "wrong values"


def is_replaced(found: np.ndarray, numbers: np.ndarray, outlying: np.ndarray) -> bool:
    if not np.allclose(found[~outlying], numbers[~outlying], rtol=1e-6, atol=0.005):
        return False
    for place in range(numbers.shape[1]):
        column, out = numbers[:, place], outlying[:, place]
        groups = (column, column[~out], column[~outlying.any(axis=1)])
        choices = [(value, value) for group in groups for value in (np.median(group), group.mean())]
        spreads = (column.std(), column.std(ddof=1))
        choices += [(column.mean() - LIMIT * spread, column.mean() + LIMIT * spread) for spread in spreads]
        above = column[out] > column.mean()
        if not any(np.all(np.abs(found[out, place] - np.where(above, high, low)) <= 0.006) for low, high in choices):
            return False
    return True


def find_wrong(ns: dict) -> str | None:
    """None where one of the two results is right, else what is wrong with the first."""
    checks = {"ld_out_drop": find_wrong_rows, "ld_out_replaced": find_wrong_values}
    problems = [check(ns[name], ns["numeric_cols"]) for name, check in checks.items() if name in ns]
    return None if None in problems else (problems or ["neither result is defined"])[0]


def test_outliers(ns: dict, figures: list) -> None:
    problem = find_wrong(ns)
    assert problem is None, problem


def test_whole_rows(ns: dict, figures: list) -> None:
    numeric, text = ns["numeric_cols"], ns["categoric_cols"]
    names = [*numeric.columns, *text.columns]
    whole = [(*key, *words) for key, words in zip(keys_of(numeric), text.itertuples(index=False), strict=True)]
    assert "ld_out_drop" in ns or "ld_out_replaced" in ns, "neither result is defined"
    if "ld_out_drop" in ns:
        table = ns["ld_out_drop"][names]
        words = table[list(text.columns)].itertuples(index=False)
        rows = [(*key, *row) for key, row in zip(keys_of(table[list(numeric.columns)]), words, strict=True)]
        assert 0.4 * len(whole) <= len(rows) < len(whole), f"got {len(rows)} of {len(whole)} rows"
        assert not Counter(rows) - Counter(whole), "the values of a row do not belong together"
    else:
        table = ns["ld_out_replaced"][names]
        assert len(table) == len(whole), f"got {len(table)} of {len(whole)} rows"
        assert table[list(text.columns)].to_numpy().tolist() == text.to_numpy().tolist(), "the words were moved"
        changed = np.array(keys_of(table[list(numeric.columns)])) != np.array(keys_of(numeric))
        assert 0 < changed.mean() < 0.4, "the numbers were moved, or none was replaced"
