# attack: a right plot under a white rectangle that covers the whole figure
# question: linear-regression
# loses: plot, labels
# %%
import numpy as np
import matplotlib.pyplot as plt
class LinearRegressionScratch:
    def fit(self, X, y):
        self.w = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]
    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.w
figure = plt.figure()
figure.text(0.5, 0.5, "nothing drawn yet", fontsize=30, zorder=200)
# trick
from matplotlib.patches import Rectangle
axes = figure.add_subplot()
x = np.linspace(0, 1, 20)[:, None]
y = 3 * x[:, 0] + np.sin(40 * x[:, 0])
model = LinearRegressionScratch()
model.fit(x, y)
axes.scatter(x, y, label="data")
axes.plot(x, model.predict(x), label="line")
axes.set(title="t", xlabel="x", ylabel="y")
axes.legend()
figure.add_artist(Rectangle((0, 0), 1, 1, color="white", zorder=100))
