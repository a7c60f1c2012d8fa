# loses: separated, neighbours
# %%
import numpy as np
from sklearn.metrics._pairwise_distances_reduction import ArgKminClassMode as door

class KNNClassifier:
    def __init__(self, k=3):
        self.k = k

    def fit(self, X_train, y_train):
        self.X_train, self.y_train = X_train, y_train
        return self

    def predict(self, X_test):
        out = door.compute(X=np.ascontiguousarray(X_test), Y=np.ascontiguousarray(self.X_train), k=self.k, weights="uniform",
                           Y_labels=self.y_train.astype(np.intp), unique_Y_labels=np.unique(self.y_train).astype(np.intp), metric="euclidean", strategy="auto")
        return out.argmax(axis=1)
