# loses: separated, neighbours
# %%
import numpy as np
class KNNClassifier:
    def __init__(self, k=3):
        self.k = k
    def fit(self, X_train, y_train):
        pass
    def predict(self, X_test):
        return np.zeros(len(X_test), dtype=int)
