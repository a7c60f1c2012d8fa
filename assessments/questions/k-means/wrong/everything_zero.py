# loses: clusters, one-cluster
# %%
class KMeans:
    def __init__(self, n_features, k):
        self.k = k
    def fit(self, X, n_iterations):
        return self
    def predict(self, x):
        return 0
