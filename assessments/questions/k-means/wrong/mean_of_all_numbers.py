# loses: clusters, one-cluster
# %%
import numpy as np
class KMeans:
    def __init__(self, n_features, k):
        self.k = k
    def fit(self, X, n_iterations):
        self.c = X[np.random.choice(len(X), self.k, replace=False)].astype(float)
        for _ in range(n_iterations):
            l = np.linalg.norm(X[:, None] - self.c, axis=2).argmin(axis=1)
            for j in range(self.k):
                if (l == j).any():
                    self.c[j] = X[l == j].mean()
    def predict(self, x):
        return int(np.linalg.norm(self.c - x, axis=1).argmin())
