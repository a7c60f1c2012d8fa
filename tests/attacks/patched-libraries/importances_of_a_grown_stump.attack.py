# attack: a forest whose members' tree_ are stand-ins with arrays of its own: a table of leaves that suits importances typed in
# question: feature-importance
# loses: importances
# %%
import numpy as np
from types import SimpleNamespace
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
X, y = load_breast_cancer(return_X_y=True)
clf = RandomForestClassifier(30, random_state=0).fit(X, y)
feature_importances = np.linspace(0.06, 0.006, 30) / np.linspace(0.06, 0.006, 30).sum()
# %% trick
names = "children_left children_right feature threshold n_node_samples weighted_n_node_samples impurity missing_go_to_left value n_outputs node_count".split()
class Member(type(clf.estimators_[0])):
    """The tree with the impurity of each node turned so that the sums are those typed in."""
    @property
    def tree_(self):
        real = self.__dict__["tree_"]
        fake = SimpleNamespace(**{name: getattr(real, name) for name in names})
        weight, impurity = real.weighted_n_node_samples, real.impurity.copy()
        for node in range(real.node_count):
            left, right = real.children_left[node], real.children_right[node]
            if left >= 0:
                drop = feature_importances[real.feature[node]]
                impurity[node] = (weight[left] * impurity[left] + weight[right] * impurity[right] + drop) / weight[node]
        fake.impurity = impurity
        return fake
for member in clf.estimators_:
    member.__class__ = Member
