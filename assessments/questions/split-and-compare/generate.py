"""Draws `dataset.csv`: health records in random order, every row different also in its numeric columns alone."""

import numpy as np
import pandas as pd

RESULTS = ["Normal", "Abnormal", "Inconclusive"]


def generate(rng, *, hidden):
    rows = int(rng.integers(620, 740)) if hidden else 600
    # Another population: what is typed in from the visible file does not fit.
    shift = float(rng.uniform(6, 14)) if hidden else 0.0
    age = np.clip(rng.normal(52, 17, size=rows), 18, 92).round()
    strain = rng.normal(size=rows)
    table = pd.DataFrame(
        {
            "Age": age.astype(int),
            "Blood Pressure": np.round(112 + shift + 0.25 * age + 9 * strain + rng.normal(0, 6, size=rows), 1),
            "Cholesterol": np.round(150 + shift + rng.gamma(4, 14, size=rows) + 4 * strain, 1),
            "Glucose": np.round(70 + shift + 14 * np.exp(rng.normal(0.4, 0.55, size=rows)), 1),
            "Test Results": np.array(RESULTS)[rng.choice(3, size=rows, p=[0.5, 0.3, 0.2])],
        }
    )
    while (twice := table.duplicated(list(table.columns[:4]))).any():
        table.loc[twice, "Glucose"] = (table.loc[twice, "Glucose"] + 0.1).round(1)
    return {"names": {}, "files": {"dataset.csv": table.to_csv(index=False, lineterminator="\n").encode()}}
