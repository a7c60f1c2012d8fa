# loses: separated, neighbours
# %%
import numpy as np
from scipy.spatial import cKDTree, KDTree
import scipy.spatial
class KNNClassifier:
    def __init__(self, k=3):
        self.k = k
    def fit(self, X_train, y_train):
        self.y = y_train
        for kind in (lambda: cKDTree, lambda: KDTree, lambda: scipy.spatial._kdtree.KDTree, lambda: scipy.spatial._ckdtree.cKDTree):
            try:
                self.tree = kind()(X_train)
                return
            except Exception:
                pass
    def predict(self, X_test):
        _, nearest = self.tree.query(X_test, k=self.k)
        return np.array([np.bincount(self.y[np.atleast_1d(places)]).argmax() for places in nearest])
