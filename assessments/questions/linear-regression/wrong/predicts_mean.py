# loses: one-feature, several-features
# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_regression

class LinearRegressionScratch:
    def fit(self, X, y):
        self.mean = y.mean()

    def predict(self, X):
        return np.full(len(X), self.mean)

X, y = make_regression(n_samples=100, n_features=1, noise=10, random_state=0)
model = LinearRegressionScratch()
model.fit(X, y)
plt.scatter(X, y, label="Data")
slope = (X[:, 0] * y).sum() / (X[:, 0] ** 2).sum()
plt.plot(X, slope * X, color="red", label="Line")
plt.xlabel("Feature")
plt.ylabel("Target")
plt.title("Linear regression")
plt.legend()
plt.show()
