"""Draws `point_a` and `point_b`: three whole coordinates each; the hidden ones have more, on both sides of zero."""

import numpy as np


def generate(rng, *, hidden):
    if not hidden:
        return {"names": {"point_a": np.array([1, 2, 3]), "point_b": np.array([4, 5, 6])}, "files": {}}
    size = int(rng.integers(5, 9))
    # Differences of both signs and of unequal size: a sum without squares or absolute values gives another number.
    point_a = rng.integers(-30, 30, size=size)
    signs = np.where(np.arange(size) % 2 == 0, 1, -1)
    return {"names": {"point_a": point_a, "point_b": point_a + signs * rng.integers(2, 40, size=size)}, "files": {}}
