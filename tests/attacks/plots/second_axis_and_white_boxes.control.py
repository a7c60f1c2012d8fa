# control: a second y axis, an inverted x axis, a white note over the plot and an opaque white legend
# question: linear-regression
# %%
import numpy as np
import matplotlib.pyplot as plt
class LinearRegressionScratch:
    def fit(self, X, y):
        self.w = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]
    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.w
rng = np.random.default_rng(5)
X = rng.uniform(0, 10, (60, 1))
y = 4 * X[:, 0] + rng.normal(0, 3, 60)
model = LinearRegressionScratch()
model.fit(X, y)
# %%
fig, ax = plt.subplots()
ax.scatter(X, y, s=8, alpha=0.3, color="lightgray", label="data")
ax.plot(np.sort(X, axis=0), np.sort(model.predict(X)), ":", lw=0.8, color="gold", label="line")
beside = ax.twinx()
beside.plot(X, y - model.predict(X), "x", color="pink")
beside.set_ylabel("residual")
ax.axvspan(0, 1, color="white", alpha=0.9, zorder=5)
ax.text(8, 5, "R² is high", bbox={"facecolor": "white", "alpha": 1}, zorder=9)
ax.set(xlabel="x", ylabel="y", title="Regression", xlim=(8, 1))
ax.legend(framealpha=1, facecolor="white")
plt.show()
