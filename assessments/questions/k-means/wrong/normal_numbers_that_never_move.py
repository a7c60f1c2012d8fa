# loses: clusters, one-cluster
# %%
import numpy as np
class KMeans:
    def __init__(self, n_features, k):
        self.c = np.random.randn(k, n_features)
    def fit(self, X, n_iterations):
        for _ in range(n_iterations):
            labels = [self.predict(x) for x in X]
    def predict(self, x):
        return int(np.linalg.norm(self.c - x, axis=1).argmin())
