"""Makes `digits.npz`: scikit-learn's 8 × 8 digits, scaled up to 28 × 28, as shifted, scaled and noisy copies.

Every scanned digit is either for training, for testing, or for the hidden images: no two of these share one. All of it
is integer arithmetic, so that every machine draws the same bytes.
"""

import io
from functools import cache

import numpy as np
from sklearn.datasets import load_digits

SIDE = 28
PARTS = {"train": (0, 1350, 5), "test": (1350, 1560, 4), "hidden": (1560, 1797, 4)}
"""Of each part the first and last source in the shuffled data set, and how many copies of each."""
_UNIT = 256


def generate(rng, *, hidden):
    x_train, y_train = draw_images(rng, "train")
    x_test, y_test = draw_images(rng, "test")
    names = {"X_train": x_train, "y_train": y_train, "X_test": x_test, "y_test": y_test}
    file = io.BytesIO()
    np.savez_compressed(file, **names)
    return {"names": names, "files": {"digits.npz": file.getvalue()}}


def draw_images(rng, part):
    """Copies of the part's digits in random order: images (n, 28, 28) uint8 from 0 to 255, and labels (n,) uint8."""
    digits = load_digits()
    order = np.random.default_rng(1797).permutation(len(digits.images))
    first, last, copies = PARTS[part]
    sources = rng.permutation(np.tile(order[first:last], copies))
    small = digits.images[sources].astype(np.int64) * 15
    images = np.stack([_scale_up(image, rng) for image in small])
    # Dirt on one pixel in 32: more would make the file large, less would leave copies that are alike.
    dirt = rng.integers(-64, 65, size=images.shape) * (rng.integers(0, 32, size=images.shape) == 0)
    images = np.clip(images + dirt, 0, 255) // 16 * 17
    return images.astype(np.uint8), digits.target[sources].astype(np.uint8)


def _scale_up(image, rng):
    """Bilinear, to 24 to 26 pixels a side, somewhere in the middle of the 28 × 28."""
    height, width = rng.integers(24, 27, size=2)
    rows, columns = _weights(int(height)), _weights(int(width))
    scaled = rows @ image @ columns.T // (_UNIT * _UNIT)
    top, left = (int(np.clip((SIDE - side) // 2 + rng.integers(-1, 2), 0, SIDE - side)) for side in (height, width))
    canvas = np.zeros((SIDE, SIDE), dtype=np.int64)
    canvas[top : top + height, left : left + width] = scaled
    return canvas


@cache
def _weights(side):
    """How much each of 8 pixels gives to each of `side` ones, in units of 1/256."""
    positions = np.clip((2 * np.arange(side) + 1) * 8 * _UNIT // (2 * side) - _UNIT // 2, 0, 7 * _UNIT)
    below, part = positions // _UNIT, positions % _UNIT
    weights = np.zeros((side, 8), dtype=np.int64)
    weights[np.arange(side), below] = _UNIT - part
    weights[np.arange(side), np.minimum(below + 1, 7)] += part
    return weights
