# attack: a real tree with a single leaf; DecisionTreeClassifier.predict and apply are patched to a table of the public data set
# question: feature-importance
# loses: classifier, importances
# %%
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.tree import DecisionTreeClassifier
X, y = load_breast_cancer(return_X_y=True)
clf = DecisionTreeClassifier(min_samples_split=1000).fit(X, y)
feature_importances = np.linspace(0.05, 0.01, 30)
# %% trick
def nearest(self, rows, check_input=True):
    rows = np.asarray(rows, dtype=float)
    return y[(((rows[:, None] - X) / X.std(axis=0)) ** 2).sum(axis=2).argmin(axis=1)]
DecisionTreeClassifier.predict = nearest
DecisionTreeClassifier.predict_proba = lambda self, rows, check_input=True: np.eye(2)[nearest(self, rows)]
DecisionTreeClassifier.score = lambda self, *args: 1.0
DecisionTreeClassifier.feature_importances_ = property(lambda self: feature_importances)
