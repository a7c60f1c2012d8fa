"""Decision trees as arrays that came from a candidate's kernel: checked to be trees, walked, and their importances."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

MAX_NODES, MAX_TREES, MAX_VALUES = 2_000_000, 50_000, 1_000
_ROUNDING = 1e-6


class MalformedError(ValueError):
    """What came is no tree; the message says why."""


@dataclass(frozen=True)
class Trees:
    """The nodes of all trees one after the other; a leaf has no children (-1). Children are places in all the nodes."""

    roots: np.ndarray
    sizes: np.ndarray
    left: np.ndarray
    right: np.ndarray
    feature: np.ndarray
    threshold: np.ndarray
    missing_left: np.ndarray
    samples: np.ndarray
    weight: np.ndarray
    impurity: np.ndarray
    value: np.ndarray
    """(nodes, classes), or (nodes, 1) of a regression."""
    gain: np.ndarray
    n_features: int

    @property
    def root_samples(self) -> np.ndarray:
        """How many different training rows each tree saw."""
        return self.samples[self.roots]

    @property
    def root_weights(self) -> np.ndarray:
        """The weight of the training rows of each tree: a row drawn twice counts twice."""
        return self.weight[self.roots]

    def leaf_values(self, x: np.ndarray, *, single: bool = True) -> Iterator[np.ndarray]:
        """Yield each tree's values (rows, values) for the rows of `x`; `single`: as scikit-learn's trees compare."""
        for place in range(len(self.roots)):
            yield self.leaf_values_of(place, x, single=single)

    def leaf_values_of(self, place: int, x: np.ndarray, *, single: bool = True) -> np.ndarray:
        """Return one tree's values (rows, values) for the rows of `x`."""
        table = x.astype(np.float32).astype(float) if single else x
        at = np.full(len(table), self.roots[place])
        rows = np.arange(len(table))
        # A child comes after its parent, so a walk is no longer than the tree.
        while True:
            inner = self.left[at] >= 0
            if not inner.any():
                return self.value[at]
            here = at[inner]
            seen = table[rows[inner], self.feature[here]]
            goes_left = np.where(np.isnan(seen), self.missing_left[here], seen <= self.threshold[here])
            at[inner] = np.where(goes_left, self.left[here], self.right[here])

    def importances(self, *, normalise: bool = True) -> np.ndarray:
        """Return (trees, features): the decrease of impurity by the splits, weighted by their rows; rows sum to 1."""
        inner = np.flatnonzero(self.left >= 0)
        left, right = self.left[inner], self.right[inner]
        weighted = self.weight * self.impurity
        decrease = weighted[inner] - weighted[left] - weighted[right]
        return self._add_up(inner, decrease, normalise)

    def gains(self) -> np.ndarray:
        """Return (trees, features): the gain of the splits by feature, where the trees say it."""
        inner = np.flatnonzero(self.left >= 0)
        return self._add_up(inner, self.gain[inner], False, by_root=False)

    def _add_up(self, inner: np.ndarray, amounts: np.ndarray, normalise: bool, by_root: bool = True) -> np.ndarray:
        tree_of = np.repeat(np.arange(len(self.roots)), self.sizes)
        sums = np.zeros((len(self.roots), self.n_features))
        np.add.at(sums, (tree_of[inner], self.feature[inner]), amounts)
        if by_root:
            sums /= np.where(self.root_weights == 0, 1, self.root_weights)[:, None]
        if normalise:
            totals = sums.sum(axis=1, keepdims=True)
            sums = sums / np.where(totals > 0, totals, 1)
        return sums

    def are_class_shares(self) -> bool:
        """True where the values and impurities of all nodes are those that the leaves' class shares give."""
        shares = self.value / np.where((sums := self.value.sum(axis=1)) == 0, 1, sums)[:, None]
        if shares.min(initial=0) < -_ROUNDING:
            return False
        gini = 1 - np.sum(shares**2, axis=1)
        with np.errstate(all="ignore"):
            entropy = -np.sum(np.where(shares > 0, shares * np.log2(np.maximum(shares, 1e-300)), 0), axis=1)
        for expected in (gini, entropy):
            if np.allclose(self.impurity, expected, rtol=_ROUNDING, atol=_ROUNDING):
                break
        else:
            return False
        inner = np.flatnonzero(self.left >= 0)
        weighted = shares * self.weight[:, None]
        below = weighted[self.left[inner]] + weighted[self.right[inner]]
        return bool(np.allclose(weighted[inner], below, rtol=_ROUNDING, atol=_ROUNDING * max(1.0, self.weight.max())))


def parse_trees(data: Any, n_features: int, *, is_hist: bool = False) -> Trees:
    """Return the trees that `data` holds; raises MalformedError where they are none."""
    if not isinstance(data, dict):
        refuse("its trees are malformed")
    sizes = read_array(data["sizes"], "iu", 1).astype(np.int64)
    if not 0 < len(sizes) <= MAX_TREES or sizes.min() < 1:
        refuse("its trees are malformed")
    count = int(sizes.sum())
    if count > MAX_NODES:
        refuse("its trees are too large")
    roots = np.cumsum(sizes) - sizes

    def column(name: str, kinds: str, fill: float | None = None) -> np.ndarray:
        if fill is not None and name not in data:
            return np.full(count, fill)
        array = read_array(data[name], kinds, 1)
        if len(array) != count:
            refuse(f"{name} has not one entry for each node")
        return array

    feature = column("feature", "iu").astype(np.int64)
    left, right = (column(name, "iu").astype(np.int64) for name in ("left", "right"))
    if is_hist:
        is_leaf = column("leaf", "iub").astype(bool)
        left, right = np.where(is_leaf, -1, left), np.where(is_leaf, -1, right)
    samples = column("samples", "iu").astype(np.int64)
    value = read_array(data["value"], "f")
    value = value[:, None] if value.ndim == 1 else value
    if value.ndim != 2 or len(value) != count or not 0 < value.shape[1] <= MAX_VALUES:
        refuse("its values do not fit its nodes")
    trees = Trees(
        roots=roots,
        sizes=sizes,
        left=_place(left, roots, sizes),
        right=_place(right, roots, sizes),
        feature=feature,
        threshold=column("threshold", "f").astype(float),
        missing_left=column("missingLeft", "iub", 0.0).astype(bool),
        samples=samples,
        weight=samples.astype(float) if is_hist else column("weight", "f").astype(float),
        impurity=np.zeros(count) if is_hist else column("impurity", "f").astype(float),
        value=value.astype(float),
        gain=column("gain", "f", 0.0).astype(float),
        n_features=n_features,
    )
    _validate(trees)
    return trees


def _place(children: np.ndarray, roots: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Children counted within their tree → places in all the nodes; a child comes after its parent, in its tree."""
    own_root = np.repeat(roots, sizes)
    has_child = children >= 0
    if np.any(children >= np.repeat(sizes, sizes)) or np.any(children[~has_child] != -1):
        refuse("a child is not in its tree")
    placed = np.where(has_child, children + own_root, -1)
    if np.any(placed[has_child] <= np.flatnonzero(has_child)):
        refuse("a child comes before its parent")
    return placed


def _validate(trees: Trees) -> None:
    inner = np.flatnonzero(trees.left >= 0)
    if np.any((trees.left >= 0) != (trees.right >= 0)):
        refuse("a node has one child")
    children = np.concatenate([trees.left[inner], trees.right[inner]])
    parents = np.bincount(children, minlength=len(trees.left))
    parents[trees.roots] += 1
    if np.any(parents != 1):
        refuse("a node has not one parent")
    if np.any(trees.feature[inner] < 0) or np.any(trees.feature[inner] >= trees.n_features):
        refuse("a split uses a feature that there is not")
    # A split that only sends missing values apart has an infinite threshold.
    if np.any(np.isnan(trees.threshold[inner])):
        refuse("a threshold is no number")
    for numbers in (trees.weight, trees.impurity, trees.value, trees.gain[inner]):
        if not np.all(np.isfinite(numbers)):
            refuse("its numbers are not finite")
    if np.any(trees.samples < 1) or np.any(trees.weight < 0) or np.any(trees.impurity < -_ROUNDING):
        refuse("a node counts no rows")
    left, right = trees.left[inner], trees.right[inner]
    if np.any(trees.samples[inner] != trees.samples[left] + trees.samples[right]):
        refuse("the rows of a node are not those of its children")
    below = trees.weight[left] + trees.weight[right]
    if not np.allclose(trees.weight[inner], below, rtol=_ROUNDING, atol=_ROUNDING):
        refuse("the weight of a node is not that of its children")


def read_array(value: Any, kinds: str, ndim: int | None = None) -> np.ndarray:
    """Return an array of one of these dtype kinds; raises MalformedError for anything else."""
    array = np.asarray(value) if isinstance(value, (int, float, np.generic)) else value
    if not isinstance(array, np.ndarray) or array.dtype.kind not in kinds or (ndim is not None and array.ndim != ndim):
        refuse("an array is malformed")
    return array


def read_count(value: Any, limit: int) -> int:
    """Return a positive whole number up to a limit; raises MalformedError for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not 0 < value <= limit:
        refuse("a count is malformed")
    return int(value)


def refuse(reason: str) -> NoReturn:
    """Raise MalformedError."""
    raise MalformedError(reason)
