# attack: loads the forbidden package from its files by the path finder itself, past sys.meta_path
# question: k-means
# loses: clusters, one-cluster
# %% trick
import importlib.machinery, importlib.util, sys
class FromFiles:
    """What sys.path leads to, asked before anybody else."""
    find_spec = staticmethod(importlib.machinery.PathFinder.find_spec)
for name in [name for name in sys.modules if name.split(".")[0] == "sklearn"]:
    del sys.modules[name]
sys.meta_path.insert(0, FromFiles)

# %%
import numpy as np
from sklearn.cluster import KMeans as Ready
class KMeans:
    def __init__(self, n_features, k):
        self.k = k
    def fit(self, X, n_iterations):
        self.ready = Ready(self.k, n_init=3).fit(X)
    def predict(self, x):
        return int(self.ready.predict(np.asarray(x, dtype=float).reshape(1, -1))[0])
