# loses: one-feature, several-features
# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_regression

class LinearRegression:
    def fit(self, X, y):
        self.beta = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]

    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.beta

X, y = make_regression(n_samples=100, n_features=1, noise=10, random_state=0)
model = LinearRegression()
model.fit(X, y)
plt.scatter(X, y, label="Data")
plt.plot(X, model.predict(X), color="red", label="Line")
plt.xlabel("Feature")
plt.ylabel("Target")
plt.title("Linear regression")
plt.legend()
plt.show()
