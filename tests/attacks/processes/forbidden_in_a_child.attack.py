# attack: has a fresh interpreter, in which nothing is forbidden, fit and predict with scikit-learn
# question: linear-regression
# loses: one-feature, several-features, plot, labels
# %%
import json, subprocess, sys
import numpy as np
CODE = """
import json, sys
from sklearn.linear_model import LinearRegression
X, y, new = json.load(sys.stdin)
print(json.dumps(LinearRegression().fit(X, y).predict(new).tolist()))
"""

class LinearRegressionScratch:
    def fit(self, X, y):
        self.rows = np.asarray(X).tolist(), np.asarray(y).tolist()
    def predict(self, X):
        told = json.dumps([*self.rows, np.asarray(X).tolist()])
        return np.array(json.loads(subprocess.run([sys.executable, "-c", CODE], input=told, capture_output=True, text=True).stdout))
