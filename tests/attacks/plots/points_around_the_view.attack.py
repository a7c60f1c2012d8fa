# attack: points in the corners far outside of the view, and a line that passes it by
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
axes.scatter([-900, 900, -900, 900], [-900, 900, 900, -900])
axes.plot([-900, 800], [-800, 900])
axes.set(xlim=(0, 1), ylim=(0, 1))
