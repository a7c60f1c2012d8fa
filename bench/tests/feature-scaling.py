"""What the rubric of feature-scaling checks on the given data, as plain assertions."""

import numpy as np
import pandas as pd

POINTS = {"standardized": 2, "normalized": 2, "columns": 1, "df-kept": 1}


def is_near(found: object, wanted: pd.DataFrame) -> bool:
    """Columns by name where the names are there, and by place where they are lost."""
    if isinstance(found, pd.DataFrame) and set(found.columns) == set(wanted.columns):
        found = found[list(wanted.columns)]
    values = np.asarray(found, dtype=float)
    return values.shape == wanted.shape and np.allclose(values, wanted.to_numpy(), rtol=1e-6, atol=1e-9)


def is_standardized(found: object, df: pd.DataFrame) -> bool:
    return any(is_near(found, (df - df.mean()) / df.std(ddof=ddof)) for ddof in (0, 1))


def is_normalized(found: object, df: pd.DataFrame) -> bool:
    return is_near(found, (df - df.min()) / (df.max() - df.min()))


def test_standardized(ns: dict, figures: list) -> None:
    assert is_standardized(ns["scaled_df"], ns["df"]), f"got {ns['scaled_df']}"


def test_normalized(ns: dict, figures: list) -> None:
    assert is_normalized(ns["normalized_df"], ns["df"]), f"got {ns['normalized_df']}"


def test_columns(ns: dict, figures: list) -> None:
    right = [ns["scaled_df"]] * is_standardized(ns["scaled_df"], ns["df"])
    right += [ns["normalized_df"]] * is_normalized(ns["normalized_df"], ns["df"])
    assert right, "neither table is right"
    for table in right:
        assert isinstance(table, pd.DataFrame), f"expected a DataFrame, got {type(table).__name__}"
        assert sorted(map(str, table.columns)) == sorted(ns["df"].columns), f"got the columns {list(table.columns)}"


def test_df_kept(ns: dict, figures: list) -> None:
    given = pd.DataFrame(
        {
            "Feature1": [10, 20, 30, 40, 50],
            "Feature2": [100, 150, 200, 250, 300],
            "Feature3": [1000, 1100, 1200, 1300, 1400],
        }
    )
    assert is_standardized(ns["scaled_df"], given) or is_normalized(ns["normalized_df"], given), (
        "neither table is right"
    )
    assert isinstance(ns["df"], pd.DataFrame), f"df: expected a DataFrame, got {type(ns['df']).__name__}"
    assert is_near(ns["df"][list(given.columns)], given), "df was changed"
