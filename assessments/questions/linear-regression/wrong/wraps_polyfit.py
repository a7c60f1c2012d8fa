# loses: one-feature, several-features
# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_regression

class LinearRegressionScratch:
    def fit(self, X, y):
        self.slope, self.intercept = np.polyfit(X[:, 0], y, 1)

    def predict(self, X):
        return self.slope * X[:, 0] + self.intercept

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
