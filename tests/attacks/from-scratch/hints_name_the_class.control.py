# control: names forbidden classes in type hints, isinstance and a Protocol, and imports them under TYPE_CHECKING as well
# question: knn-from-scratch
# %%
from __future__ import annotations
from typing import TYPE_CHECKING
import numpy as np
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors
if TYPE_CHECKING:
    from sklearn.neighbors import BallTree

class KNNClassifier:
    """Like KNeighborsClassifier, without it."""
    def __init__(self, k: int = 3, model: KNeighborsClassifier | None = None, index: "BallTree | None" = None):
        self.k = k
        self.index: KDTree | NearestNeighbors | None = index
    def fit(self, X_train: np.ndarray, y_train: np.ndarray) -> KNNClassifier:
        if isinstance(X_train, KDTree):
            X_train = X_train.data
        self.rows, self.labels = np.asarray(X_train), np.asarray(y_train)
        return self
    def predict(self, X_test: np.ndarray) -> np.ndarray:
        nearest = np.argsort(cdist(np.asarray(X_test), self.rows), axis=1, kind="stable")[:, : self.k]
        return np.array([np.bincount(row).argmax() for row in self.labels[nearest]])
