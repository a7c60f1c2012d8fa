"""What the rubric of count-categories checks on the given data, as plain assertions."""

from collections import Counter

import pandas as pd

POINTS = {"names": 1, "counts": 2}


def as_counts(value: object) -> dict:
    """Category -> count, of any of the forms that the question allows."""
    if isinstance(value, pd.Series):
        value = value.to_dict()
    elif isinstance(value, pd.DataFrame):
        table = value.reset_index() if value.shape[1] == 1 else value
        value = dict(zip(table.iloc[:, 0], table.iloc[:, 1], strict=True))
    pairs = dict(value).items()
    return {key[0] if isinstance(key, tuple) and len(key) == 1 else key: count for key, count in pairs}


def test_names(ns: dict, figures: list) -> None:
    found = set(as_counts(ns["unique_value_counts"]))
    assert found == set(ns["df"]["Category"]), f"got the categories {found}"


def test_counts(ns: dict, figures: list) -> None:
    found = as_counts(ns["unique_value_counts"])
    assert found == dict(Counter(ns["df"]["Category"])), f"got {found}"
