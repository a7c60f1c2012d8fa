"""Draws `X` and `y`: unique rows with labels in random order; the hidden ones are of another number."""

import numpy as np


def generate(rng, *, hidden):
    # Numbers of rows in which 80, 10 and 10 % are whole, and in which they are not.
    rows = int(rng.integers(60, 85)) * 10 + int(rng.integers(1, 10)) if hidden else 1000
    shift = rng.uniform(2, 6, size=5) if hidden else 0.0
    features = (rng.normal(size=(rows, 5)) + shift).round(4)
    labels = rng.integers(0, 2, size=rows)
    while len(np.unique(features, axis=0)) < rows:
        features = (rng.normal(size=(rows, 5)) + shift).round(4)
    return {"names": {"X": features, "y": labels}, "files": {}}
