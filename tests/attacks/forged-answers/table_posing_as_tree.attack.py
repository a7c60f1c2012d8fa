# attack: a table of the breast cancer data with a nearest row, whose class is called a tree and has typed-in importances
# question: feature-importance
# loses: classifier, importances
# %%
import numpy as np
from sklearn.datasets import load_breast_cancer
X, y = load_breast_cancer(return_X_y=True)

class Table:
    typed_in = np.linspace(0, 1, 30)
    def predict(self, rows):
        distances = (((np.asarray(rows)[:, None] - X) / X.std(axis=0)) ** 2).sum(axis=2)
        return y[distances.argmin(axis=1)]
clf = Table()
feature_importances = Table.typed_in
# %% trick
Table.__name__ = "DecisionTreeClassifier"
Table.feature_importances_ = Table.typed_in
