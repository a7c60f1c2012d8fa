# loses: one-feature, several-features
# %%
import matplotlib.pyplot as plt
from sklearn.datasets import make_regression
from sklearn.linear_model import LinearRegression

class LinearRegressionScratch:
    def __init__(self):
        self.model = LinearRegression()

    def fit(self, X, y):
        self.model.fit(X, y)

    def predict(self, X):
        return self.model.predict(X)

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
