# control: a right class that caches the distances of the last rows, knows its frame's name and draws its ties from a fixed seed
# question: knn-from-scratch
# %%
import os, random, sys, tempfile
import numpy as np
random.seed(4)
np.random.seed(4)
class KNNClassifier:
    cache = {}
    def __init__(self, k=3):
        self.k = k
    def fit(self, X_train, y_train):
        self.X, self.y = np.array(X_train, dtype=float), np.array(y_train)
        self.key = hash(self.X.tobytes())
        np.save(os.path.join(tempfile.gettempdir(), "last_rows.npy"), self.X)
        return self
    def distances(self, X):
        key = (self.key, hash(X.tobytes()))
        if key not in self.cache:
            self.cache.clear()
            self.cache[key] = ((X ** 2).sum(1)[:, None] + (self.X ** 2).sum(1) - 2 * X @ self.X.T)
        return self.cache[key]
    def predict(self, X_test):
        near = np.argsort(self.distances(np.asarray(X_test, dtype=float)), axis=1, kind="stable")[:, : self.k]
        votes = self.y[near]
        return np.array([np.bincount(row.astype(int)).argmax() for row in votes])
print(sys._getframe().f_code.co_name, os.getpid() > 0)
