"""Draws `churn.csv`: three scaled features, a curved border between the classes, and labels flipped at random.

The flips keep every model below about 0.9 and make a single neighbour overfit: accuracy 1 on the training set, and
about 0.06 below the best on the test set.
"""

import io

import numpy as np
import pandas as pd

FEATURES = ["account_length", "customer_service_calls", "total_charge"]
FLIPPED = 0.09


def generate(rng, *, hidden):
    rows = 4 * int(rng.integers(430, 600)) if hidden else 1600
    # Continuous values: two rows at one distance would leave the vote to the order of the rows.
    length = rng.normal(0, 1, size=rows)
    calls = rng.gamma(2.0, 1.0, size=rows)
    charge = rng.normal(0, 1, size=rows)
    features = np.column_stack([length, calls, charge])
    features = (features - features.mean(axis=0)) / features.std(axis=0)
    tilt = float(rng.uniform(-0.6, 0.6)) if hidden else 0.2
    leaning = features[:, 1] + 0.9 * features[:, 2] + tilt * features[:, 0] + 0.35 * features[:, 2] ** 2
    churn = leaning > np.quantile(leaning, 0.6)
    churn ^= rng.random(rows) < FLIPPED
    table = pd.DataFrame(np.round(features, 6), columns=FEATURES).assign(churn=churn.astype(int))
    text = table.to_csv(index=False, lineterminator="\n")
    table = pd.read_csv(io.StringIO(text))
    train_rows = rows * 3 // 4
    x, y = table[FEATURES].to_numpy(), table["churn"].to_numpy()
    return {
        "names": {
            "X_train": x[:train_rows],
            "X_test": x[train_rows:],
            "y_train": y[:train_rows],
            "y_test": y[train_rows:],
        },
        "files": {"churn.csv": text.encode()},
    }
