# attack: has a fresh interpreter call the single function that is forbidden; its module cannot be hidden from it
# question: linear-regression
# loses: one-feature
# %%
import json, subprocess, sys
import numpy as np
CODE = "import json, sys, numpy; x, y = json.load(sys.stdin); print(json.dumps(list(numpy.polyfit(x, y, 1))))"

class LinearRegressionScratch:
    def fit(self, X, y):
        told = json.dumps([np.ravel(X)[: len(y)].tolist(), np.ravel(y).tolist()])
        said = subprocess.run([sys.executable, "-c", CODE], input=told, capture_output=True, text=True)
        self.line = json.loads(said.stdout)
    def predict(self, X):
        return self.line[0] * np.ravel(X) + self.line[1]
