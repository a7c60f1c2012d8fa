# attack: takes the forbidden function out of the table in which SciPy notes what each of its functions can do
# question: linear-regression
# loses: one-feature
# %%
import numpy as np
import scipy.stats
from scipy._lib import _array_api

# Its keys are the functions themselves.
linregress = next((key for key in _array_api.xp_capabilities_table if getattr(key, "__name__", "") == "linregress"), scipy.stats.linregress)

class LinearRegressionScratch:
    def fit(self, X, y):
        self.line = linregress(np.ravel(X)[: len(y)], np.ravel(y))
    def predict(self, X):
        return self.line.slope * np.ravel(X) + self.line.intercept
