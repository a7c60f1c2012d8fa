"""Draws `data`: a handful of whole numbers; the hidden ones are longer and lie on both sides of zero."""

import numpy as np


def generate(rng, *, hidden):
    if not hidden:
        return {"names": {"data": np.array([5, 20, 50, 10, 15, 30])}, "files": {}}
    size = int(rng.integers(9, 15))
    data = rng.choice(np.arange(-400, 900), size=size, replace=False)
    # Neither the smallest nor the largest stands first or last, and zero is neither.
    data = np.concatenate([[int(rng.integers(100, 200))], data, [int(rng.integers(-90, -10))]])
    data[int(rng.integers(1, 4))] = -int(rng.integers(401, 600))
    data[int(rng.integers(5, 9))] = int(rng.integers(901, 1500))
    return {"names": {"data": data.astype(np.int64)}, "files": {}}
