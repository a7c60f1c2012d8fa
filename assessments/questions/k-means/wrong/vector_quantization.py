# loses: clusters, one-cluster
# %%
from scipy.cluster.vq import kmeans2, vq
class KMeans:
    def __init__(self, n_features, k):
        self.k = k
    def fit(self, X, n_iterations):
        self.code, _ = kmeans2(X, self.k, iter=n_iterations, minit='++')
    def predict(self, x):
        return int(vq(x[None], self.code)[0][0])
