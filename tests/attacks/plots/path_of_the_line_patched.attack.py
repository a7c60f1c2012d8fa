# attack: a zigzag is drawn; Line2D.get_path says a straight line to all but the renderer, and a cloud is drawn nowhere
# question: linear-regression
# loses: plot
# %%
import sys
import numpy as np
import matplotlib.pyplot as plt
class LinearRegressionScratch:
    def fit(self, X, y):
        self.w = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]
    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.w
figure, axes = plt.subplots()
axes.plot([0, 1, 2, 3], [0, 3, 1, 2])
axes.set(title="Regression", xlabel="x", ylabel="y")
# trick
from matplotlib.lines import Line2D
from matplotlib.path import Path
honest = Line2D.get_path
def lying(self):
    by_agent = sys._getframe(1).f_globals.get("__name__", "").startswith("assay")
    return Path([(0, 0), (1, 1), (2, 2), (3, 3)]) if by_agent else honest(self)
Line2D.get_path = lying
Line2D.get_marker = lambda self: "o" if sys._getframe(1).f_globals.get("__name__", "").startswith("assay") else "None"
