# %%
from dataclasses import dataclass, field
import numpy as np

@dataclass
class KMeans:
    n_features: int
    k: int
    centers: np.ndarray = field(default=None, repr=False)

    def fit(self, X, n_iterations=20):
        picked = [np.random.randint(len(X))]
        while len(picked) < self.k:
            gaps = np.linalg.norm(X[:, None] - X[picked], axis=2).min(axis=1)
            picked.append(int(gaps.argmax()))
        self.centers = X[picked].copy()
        for step in range(n_iterations):
            owner = np.linalg.norm(X[:, None] - self.centers, axis=2).argmin(axis=1)
            new = self.centers.copy()
            np.add.at(new := np.zeros_like(new), owner, X)
            counts = np.bincount(owner, minlength=self.k)[:, None]
            new = np.where(counts > 0, new / np.maximum(counts, 1), self.centers)
            if np.allclose(new, self.centers):
                break
            self.centers = new
        return self.centers

    def predict(self, x):
        return np.linalg.norm(self.centers - np.asarray(x), axis=1).argmin()
