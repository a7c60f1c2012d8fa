# control: imports and uses the forbidden estimator for a comparison of its own, beside a class written from scratch
# question: linear-regression
# %%
import numpy as np
import matplotlib.pyplot as plt
from sklearn.datasets import make_regression
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from scipy.stats import linregress

class LinearRegressionScratch:
    def fit(self, X, y):
        self.beta, *_ = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)
        return self
    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.beta

# %%
X, y = make_regression(n_samples=100, n_features=1, noise=10, random_state=0)
mine = LinearRegressionScratch().fit(X, y)
theirs = LinearRegression().fit(X, y)
print("mine", r2_score(y, mine.predict(X)), "theirs", theirs.score(X, y), np.polyfit(X[:, 0], y, 1), linregress(X[:, 0], y).slope)
fig, ax = plt.subplots()
ax.scatter(X, y, s=10, label="data")
order = X[:, 0].argsort()
ax.plot(X[order], mine.predict(X)[order], "r", label="line")
ax.set(xlabel="feature", ylabel="target", title="Linear regression from scratch")
ax.legend();
