# %%
import numpy as np


class KMeans:
    def __init__(self, n_features, k):
        self.n_features = n_features
        self.k = k
        self.centroids = np.zeros((k, n_features))

    def fit(self, X, n_iterations):
        self.centroids = X[np.random.choice(len(X), self.k, replace=False)].astype(float)
        for _ in range(n_iterations):
            labels = self._assign(X)
            for cluster in range(self.k):
                members = X[labels == cluster]
                if len(members):
                    self.centroids[cluster] = members.mean(axis=0)
        return self

    def _assign(self, X):
        squared = (X**2).sum(axis=1)[:, None] - 2 * X @ self.centroids.T + (self.centroids**2).sum(axis=1)
        return squared.argmin(axis=1)

    def predict(self, x):
        return int(((self.centroids - x) ** 2).sum(axis=1).argmin())
