"""Draws `data`: ten whole numbers; the hidden ones are more, unsorted, skewed, and some of them repeat."""

import numpy as np

OTHER_METHODS = ("lower", "higher", "nearest", "midpoint", "weibull", "hazen", "median_unbiased", "inverted_cdf")
LEAST_DIFFERENCE = 0.4


def generate(rng, *, hidden):
    if not hidden:
        return {"names": {"data": np.arange(1, 11)}, "files": {}}
    while True:
        data = _draw(rng)
        if _tells_methods_apart(data):
            return {"names": {"data": data}, "files": {}}


def _draw(rng):
    """A number of values for which all three percentiles lie between two of them."""
    size = 4 * int(rng.integers(4, 8)) + 2
    data = np.round(20 + 160 * rng.gamma(0.9, size=size)).astype(np.int64)
    data[:3] = data[3:6]
    data[6] = 1500 + int(rng.integers(0, 900))
    return rng.permutation(data)


def _tells_methods_apart(data):
    """Other ways to compute them, data that is not sorted, and shares instead of percents give other numbers."""
    shares = [25, 50, 75]
    right = np.percentile(data, shares)
    others = [np.percentile(data, shares, method=method) for method in OTHER_METHODS]
    size = len(data)
    others += [data[[size // 4, size // 2, 3 * size // 4]], np.percentile(data, [0.25, 0.5, 0.75]), right[::-1]]
    others += [np.percentile(np.unique(data), shares), [data.min(), data.mean(), data.max()]]
    return min(np.abs(right - other).max() for other in others) > LEAST_DIFFERENCE and len(set(right)) == 3
