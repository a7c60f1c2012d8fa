# %%
import heapq
import numpy as np

def squared_distance(a, b):
    difference = a - b
    return float(difference @ difference)

def majority(labels):
    values, counts = np.unique(labels, return_counts=True)
    return values[np.argmax(counts)]
# %% [markdown]
# The classifier keeps its examples and looks for neighbours with a heap.
# %%
class KNNClassifier:
    """k nearest neighbours, found one row at a time."""

    def __init__(self, k=3):
        if k < 1:
            raise ValueError("k must be at least 1")
        self.k = k

    def fit(self, X_train, y_train):
        self._memory = (X_train.copy(), y_train.copy())
        return self

    def _neighbours(self, row):
        rows, labels = self._memory
        best = heapq.nsmallest(self.k, range(len(rows)), key=lambda i: squared_distance(rows[i], row))
        return labels[best]

    def predict(self, X_test):
        return np.fromiter((majority(self._neighbours(row)) for row in X_test), dtype=int)
