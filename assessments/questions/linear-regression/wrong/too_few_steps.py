# loses: one-feature, several-features
# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_regression

class LinearRegressionScratch:
    def __init__(self, lr=0.001, n_iterations=100):
        self.lr, self.n_iterations = lr, n_iterations

    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iterations):
            error = X @ self.w + self.b - y
            self.w -= self.lr * X.T @ error / len(y)
            self.b -= self.lr * error.mean()

    def predict(self, X):
        return X @ self.w + self.b

X, y = make_regression(n_samples=100, n_features=1, noise=10, random_state=0)
model = LinearRegressionScratch()
model.fit(X, y)
plt.scatter(X, y, label="Data")
plt.plot(X, model.predict(X), color="red", label="Line")
plt.xlabel("Feature")
plt.ylabel("Target")
plt.title("Linear regression")
plt.legend()
plt.show()
