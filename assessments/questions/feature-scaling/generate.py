"""Draws `df`: three columns of whole numbers; the hidden ones are longer, unsorted, skewed, and lie about zero too."""

import numpy as np
import pandas as pd


def generate(rng, *, hidden):
    if not hidden:
        columns = {
            "Feature1": [10, 20, 30, 40, 50],
            "Feature2": [100, 150, 200, 250, 300],
            "Feature3": [1000, 1100, 1200, 1300, 1400],
        }
        return {"names": {"df": pd.DataFrame(columns)}, "files": {}}
    rows = int(rng.integers(8, 15))
    columns = {
        "Feature1": rng.permutation(np.arange(-40, 60, 3))[:rows],
        "Feature2": np.round(40 + 400 * rng.exponential(size=rows)),
        "Feature3": -np.round(rng.uniform(900, 9000, size=rows)),
    }
    # Skewed beyond doubt, whatever was drawn: neither first nor last, neither sorted nor evenly spaced.
    columns["Feature2"][rows // 2] = 3000 + int(rng.integers(0, 900))
    return {"names": {"df": pd.DataFrame(columns).astype(np.int64)}, "files": {}}
