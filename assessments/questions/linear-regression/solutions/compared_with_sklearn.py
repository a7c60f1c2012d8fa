# %%
import numpy as np
import scipy.optimize
import seaborn as sns
import matplotlib.pyplot as plt
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.datasets import make_regression
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split

# %%
class LinearRegressionScratch(BaseEstimator, RegressorMixin):
    def fit(self, X, y):
        X, y = np.asarray(X, float), np.asarray(y, float).ravel()
        mean = X.mean(axis=0)

        def loss(theta):
            residual = y.mean() + theta[0] + (X - mean) @ theta[1:] - y
            gradient = np.concatenate([[residual.mean()], (X - mean).T @ residual / len(y)])
            return 0.5 * (residual**2).mean(), gradient

        best = scipy.optimize.minimize(loss, np.zeros(X.shape[1] + 1), jac=True, method="L-BFGS-B")
        self.coef_ = best.x[1:]
        self.intercept_ = y.mean() + best.x[0] - mean @ self.coef_
        return self

    def predict(self, X):
        return (np.asarray(X) @ self.coef_ + self.intercept_).reshape(-1, 1)

# %%
X, y = make_regression(n_samples=200, n_features=1, noise=20, bias=50, random_state=1)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1)
mine = LinearRegressionScratch().fit(X_train, y_train)
theirs = LinearRegression().fit(X_train, y_train)
print(r2_score(y_test, mine.predict(X_test)), r2_score(y_test, theirs.predict(X_test)))
assert np.allclose(mine.coef_, theirs.coef_, atol=1e-2)

# %%
sns.scatterplot(x=X_test[:, 0], y=y_test, label="Test rows")
sns.lineplot(x=X_test[:, 0], y=mine.predict(X_test).ravel(), color="red", label="Regression line")
plt.xlabel("Feature"); plt.ylabel("Target"); plt.title("Test rows and prediction")
plt.show()
