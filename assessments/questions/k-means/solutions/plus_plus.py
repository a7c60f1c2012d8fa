# %%
import numpy as np
from scipy.spatial.distance import cdist
# %%
class KMeans:
    """Starts with k-means++."""

    def __init__(self, n_features: int, k: int, seed=None) -> None:
        self.n_features, self.k = n_features, k
        self._rng = np.random.default_rng(seed)

    def _start(self, X):
        chosen = [X[self._rng.integers(len(X))]]
        for _ in range(1, self.k):
            squared = cdist(X, chosen, "sqeuclidean").min(axis=1)
            chosen.append(X[self._rng.choice(len(X), p=squared / squared.sum())])
        return np.array(chosen)

    def fit(self, X, n_iterations):
        self.means = self._start(X)
        for _ in range(n_iterations):
            nearest = cdist(X, self.means).argmin(axis=1)
            self.means = np.array([X[nearest == i].mean(axis=0) if (nearest == i).any() else self.means[i] for i in range(self.k)])

    def predict(self, x):
        return cdist(x.reshape(1, -1), self.means).argmin(axis=1)[0]
