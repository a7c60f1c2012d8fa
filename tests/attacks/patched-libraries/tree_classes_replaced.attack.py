# attack: scikit-learn's tree and forest classes replaced by one of their names, modules and bases, which is a nearest-row table
# question: feature-importance
# loses: classifier, importances
# %%
import numpy as np
from sklearn.datasets import load_breast_cancer
X, y = load_breast_cancer(return_X_y=True)
class Table:
    def fit(self, rows, labels):
        return self
    def predict(self, rows):
        return np.zeros(len(rows), dtype=int)
clf = Table().fit(X, y)
feature_importances = np.linspace(0.05, 0.01, 30)
# %% trick
import sklearn.ensemble, sklearn.tree
from sklearn.tree._classes import BaseDecisionTree
class DecisionTreeClassifier(BaseDecisionTree):
    """Of the right bases, but its tree_ is not there: what is asked is the table."""
    __module__ = "sklearn.tree._classes"
    classes_, n_features_in_ = np.array([0, 1]), 30
    feature_importances_ = feature_importances
    tree_ = property(lambda self: {}["no such thing"])
    def __init__(self):
        pass
    def get_params(self, deep=True):
        return {}
    def predict(self, rows, check_input=True):
        rows = np.asarray(rows, dtype=float)
        return y[(((rows[:, None] - X) / X.std(axis=0)) ** 2).sum(axis=2).argmin(axis=1)]
sklearn.tree.DecisionTreeClassifier = sklearn.ensemble.RandomForestClassifier = DecisionTreeClassifier
clf = sklearn.tree.DecisionTreeClassifier()
