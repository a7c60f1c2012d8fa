# loses: clusters, one-cluster
# %%
import numpy as np
class KMeans:
    def __init__(self, n_features, k):
        self.k = k
    def fit(self, X, n_iterations):
        pass
    def predict(self, x):
        return np.random.randint(self.k)
