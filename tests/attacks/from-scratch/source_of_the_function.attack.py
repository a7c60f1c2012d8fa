# attack: cuts the forbidden function out of the source that lies beside NumPy, and compiles it under another name
# question: linear-regression
# loses: one-feature
# %%
import ast, pathlib
import numpy as np
from numpy.lib import _polynomial_impl as impl
tree = ast.parse(pathlib.Path(impl.__file__).read_text())
(found,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "polyfit"]
found.name, found.decorator_list = "fit_line", []
space = dict(vars(impl))
exec(compile(ast.Module([found], []), "notes", "exec"), space)

class LinearRegressionScratch:
    def fit(self, X, y):
        self.line = space["fit_line"](np.ravel(X)[: len(y)], np.ravel(y), 1)
    def predict(self, X):
        return self.line[0] * np.ravel(X) + self.line[1]
