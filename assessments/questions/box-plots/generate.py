"""Draws `insurance.csv`: premiums skewed to the right with outliers, and a clearly different median for each group."""

import io

import numpy as np
import pandas as pd

VEHICLE_AGES = ["< 1 Year", "1-2 Year", "> 2 Years"]


def generate(rng, *, hidden):
    rows = int(rng.integers(420, 700)) if hidden else 500
    # Hidden premiums are on another level, and their groups stand in another order than the visible ones.
    level = float(rng.uniform(1.4, 2.6)) if hidden else 1.0
    order = [(1, 2, 0), (2, 0, 1)][int(rng.integers(2))] if hidden else (0, 1, 2)
    factors = np.array([0.75, 1.0, 1.5])[list(order)]
    group = rng.choice(3, size=rows, p=[0.4, 0.38, 0.22])
    premium = 26_000 * level * factors[group] * np.exp(rng.normal(0, 0.35, size=rows))
    outlying = rng.choice(rows, size=rows // 25, replace=False)
    premium[outlying] *= rng.uniform(3.5, 7, size=len(outlying))
    table = pd.DataFrame(
        {
            "Age": rng.integers(20, 82, size=rows),
            "Annual Premium": np.round(premium, 2),
            "Vehicle Age": np.array(VEHICLE_AGES)[group],
            "Vintage": rng.integers(10, 300, size=rows),
            "Gender": rng.choice(["Female", "Male"], size=rows),
        }
    )
    text = table.to_csv(index=False, lineterminator="\n")
    return {
        "names": {"insurance_data": pd.read_csv(io.StringIO(text))},
        "files": {"insurance.csv": text.encode()},
    }
