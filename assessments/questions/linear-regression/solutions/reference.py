# %%
import numpy as np


class LinearRegressionScratch:
    def fit(self, X, y):
        design = np.column_stack([np.ones(len(X)), X])
        self.weights, *_ = np.linalg.lstsq(design, y, rcond=None)
        return self

    def predict(self, X):
        return self.weights[0] + X @ self.weights[1:]


# %%
import matplotlib.pyplot as plt
from sklearn.datasets import make_regression

X, y = make_regression(n_samples=80, n_features=1, noise=12, random_state=3)
model = LinearRegressionScratch().fit(X, y)
ends = np.array([[X.min()], [X.max()]])

fig, ax = plt.subplots()
ax.scatter(X, y, alpha=0.6, label="Data")
ax.plot(ends, model.predict(ends), color="black", label="Fitted line")
ax.set(xlabel="Feature", ylabel="Target", title="Linear regression from scratch")
ax.legend()
plt.show()
