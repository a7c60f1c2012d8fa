# loses: clusters, one-cluster
# %%
from sklearn.cluster import KMeans as Engine
class KMeans:
    def __init__(self, n_features, k):
        self.engine = Engine(n_clusters=k, n_init=10)
    def fit(self, X, n_iterations):
        self.engine.fit(X)
    def predict(self, x):
        return int(self.engine.predict(x.reshape(1, -1))[0])
