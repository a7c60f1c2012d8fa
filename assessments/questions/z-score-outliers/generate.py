"""Draws loan_data.csv: four numeric columns with outliers on both sides, two of text.

No |z| lies near 3. Each column has values that another rule takes for outliers (the quartiles' fences, the deviations
from the median, a threshold of 2.5, a second pass), and one that a higher threshold would keep.
"""

import io

import numpy as np
import pandas as pd

CENTRES = {"income": 61_000.0, "loan_amount": 19_500.0, "interest_rate": 12.4, "age": 46.0}
PURPOSES = ["car", "debt_consolidation", "education", "home_improvement", "medical", "small_business"]
OWNERSHIPS = ["MORTGAGE", "OTHER", "OWN", "RENT"]


def generate(rng, *, hidden):
    rows = int(rng.integers(480, 1000)) if hidden else 800
    while True:
        # Up, not down: what one decimal shows to three digits in the visible data, it shows here.
        scale = rng.uniform(1.12, 1.3) if hidden else 1.0
        table = pd.DataFrame({name: np.zeros(rows) for name in CENTRES})
        places = rng.permutation(rows)
        for number, (name, centre) in enumerate(CENTRES.items()):
            # The last outlier of a column stands in the row of the next one's first.
            outlying, shoulders = places[5 * number : 5 * number + 6], places[40 + 3 * number : 43 + 3 * number]
            table[name] = _draw_column(rng, rows, centre * scale, outlying, shoulders).round(2)
        if all(_is_clear(table[name]) for name in CENTRES) and _has_second_pass(table):
            break
    table["purpose"] = rng.choice(PURPOSES, size=rows)
    table["home_ownership"] = rng.choice(OWNERSHIPS, size=rows, p=[0.42, 0.05, 0.13, 0.4])
    data = table.to_csv(index=False, lineterminator="\n").encode()
    table = pd.read_csv(io.BytesIO(data))
    names = {"numeric_cols": table[list(CENTRES)], "categoric_cols": table[["purpose", "home_ownership"]]}
    return {"names": names, "files": {"loan_data.csv": data}}


def _draw_column(rng, rows, centre, outlying, shoulders):
    """Most values within 2.4 spreads; six outliers, one of them mild, and three that are none but stand apart."""
    spread = centre / 15
    values = rng.normal(size=rows)
    while np.any(far := np.abs(values) > 2.4):
        values[far] = rng.normal(size=int(far.sum()))
    values[outlying[:2]] = -rng.uniform(9, 12.5, size=2)
    values[outlying[2:5]] = rng.uniform(9.5, 14, size=3)
    sign = rng.choice([-1.0, 1.0])
    for _ in range(40):
        # What lies at a given z moves the mean and the deviation a little: a few rounds, and it stands.
        mean, deviation = values.mean(), values.std()
        values[outlying[5]] = mean + sign * 3.25 * deviation
        values[shoulders] = mean + np.array([1, -1, 1]) * np.array([2.62, 2.72, 2.82]) * deviation
    return centre + spread * values


def _is_clear(column):
    for ddof in (0, 1):
        z = (column - column.mean()) / column.std(ddof=ddof)
        if np.any((z.abs() > 2.9) & (z.abs() < 3.1)) or np.sum(z > 3) < 2 or np.sum(z < -3) < 2:
            return False
    low, high = column.quantile(0.25), column.quantile(0.75)
    beyond = (column < low - 1.5 * (high - low)) | (column > high + 1.5 * (high - low))
    deviation = (column - column.median()).abs()
    return bool(
        np.any(beyond & (z.abs() < 3)) and np.any((0.6745 * deviation / deviation.median() > 3.5) & (z.abs() < 3))
    )


def _has_second_pass(table):
    """Once the rows with outliers are gone, other values have |z| > 3: they are to be kept."""
    kept = table[(((table - table.mean()) / table.std()).abs() < 3).all(axis=1)]
    return bool((((kept - kept.mean()) / kept.std()).abs() > 3.05).any().all())
