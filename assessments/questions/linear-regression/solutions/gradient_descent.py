# %%
import numpy as np

class LinearRegressionScratch:
    def __init__(self, lr=0.05, epochs=2000):
        self.lr = lr
        self.epochs = epochs
        self.w = None
        self.b = 0.0

    def fit(self, X, y):
        n, d = X.shape
        self.w = np.zeros(d)
        self.b = 0.0
        for _ in range(self.epochs):
            error = X.dot(self.w) + self.b - y
            self.w -= self.lr * (2 / n) * X.T.dot(error)
            self.b -= self.lr * (2 / n) * error.sum()

    def predict(self, X):
        return X.dot(self.w) + self.b

# %% [markdown]
# Now a try on made-up data.

# %%
import matplotlib.pyplot as plt
rng = np.random.default_rng(0)
x = rng.uniform(-2, 2, size=60)
t = 4 * x + 1 + rng.normal(size=60)
lin = LinearRegressionScratch()
lin.fit(x.reshape(-1, 1), t)
plt.plot(x, t, "o", label="observations")
plt.axline((0, lin.b), slope=lin.w[0], color="red", label="model")
plt.xlabel("x")
plt.ylabel("t")
plt.suptitle("Fitted with gradient descent")
plt.legend(loc="upper left")
