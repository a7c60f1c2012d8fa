# %%
import numpy as np
class KMeans:
    def __init__(self, n_features, k):
        self.n_features = n_features
        self.k = k
    def _run(self, X, n):
        C = X[np.random.permutation(len(X))[:self.k]]
        for _ in range(n):
            L = np.argmin(np.sum((X[:, None, :] - C[None, :, :]) ** 2, axis=-1), axis=-1)
            C = np.stack([X[L == j].mean(0) if np.any(L == j) else X[np.random.randint(len(X))] for j in range(self.k)])
        D = np.sum((X[:, None, :] - C[None, :, :]) ** 2, axis=-1)
        return D.min(1).sum(), C
    def fit(self, X, n_iterations):
        self.inertia, self.C = min((self._run(X, n_iterations) for _ in range(10)), key=lambda run: run[0])
    def predict(self, x):
        return np.sum((self.C - x) ** 2, axis=1).argmin()
