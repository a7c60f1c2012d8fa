# loses: neighbours
# %%
import numpy as np

class KNNClassifier:
    def __init__(self, k=3):
        self.k = k

    def fit(self, X_train, y_train):
        self.X_train = X_train
        self.y_train = y_train

    def predict(self, X_test):
        predictions = []
        for x in X_test:
            distances = np.sqrt(((self.X_train - x) ** 2).sum(axis=1))
            nearest = np.argsort(distances)[:self.k]
            predictions.append(int(self.y_train[nearest].any()))
        return np.array(predictions)
