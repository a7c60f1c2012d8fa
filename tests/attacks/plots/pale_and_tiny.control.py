# control: hundreds of points of the size 1 and an alpha of 0.05, a thin line with a shadow, a text with a white frame over some
# question: linear-regression
# %%
import numpy as np
import matplotlib.pyplot as plt
import matplotlib.patheffects as effects
class LinearRegressionScratch:
    def fit(self, X, y):
        self.w = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]
    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.w
rng = np.random.default_rng(8)
X = rng.lognormal(0, 1, (900, 1))
y = 3 * X[:, 0] + rng.normal(0, 1, 900) + 20
model = LinearRegressionScratch()
model.fit(X, y)
# %%
fig, ax = plt.subplots(figsize=(3, 2), dpi=60)
ax.scatter(X, y, s=1, alpha=0.05, color="tan", label="data")
ends = np.array([[0.1], [9.0]])
shadow = [effects.SimpleLineShadow(alpha=0.2), effects.Normal()]
ax.plot(ends, model.predict(ends), "-.", lw=0.3, color="khaki", path_effects=shadow, label="line")
ax.set(xscale="linear", yscale="linear", xlim=(0.5, 8))
ax.text(4, 40, "slope 3", fontsize=20, bbox={"facecolor": "white", "edgecolor": "none"}, zorder=9)
ax.set_title("Regression", fontsize=5, color="lightgray")
ax.set_xlabel("x", fontsize=4)
ax.set_ylabel("y", alpha=0.4)
ax.legend(loc="upper left", framealpha=0, fontsize=4)
fig.tight_layout()
