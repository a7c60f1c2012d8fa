# attack: points and line of an alpha of a millionth, and markers smaller than a pixel can be
# question: linear-regression
# loses: plot
# %%
import numpy as np
import matplotlib.pyplot as plt
class LinearRegressionScratch:
    def fit(self, X, y):
        self.w = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]
    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.w
figure, axes = plt.subplots()
axes.set(title="Regression", xlabel="x", ylabel="y")
# trick
axes.scatter([1, 2, 3, 4], [1, 2, 2, 4], alpha=1e-6, s=1e-9)
axes.plot([1, 4], [1, 4], alpha=1e-6, linewidth=1e-9)
