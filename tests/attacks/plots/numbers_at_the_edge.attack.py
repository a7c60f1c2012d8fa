# attack: bars, ticks, boxes and legends of the largest and smallest numbers there are, where the judge divides and compares
# question: feature-importance
# loses: bars, sorted, labels
# %%
import numpy as np
import matplotlib.pyplot as plt
from sklearn.datasets import load_breast_cancer
from sklearn.tree import DecisionTreeClassifier
X, y = load_breast_cancer(return_X_y=True, as_frame=True)
clf = DecisionTreeClassifier(random_state=0).fit(X, y)
feature_importances = clf.feature_importances_
# trick
def bars(axes, places, lengths, width, names):
    axes.bar(places, lengths, width=width)
    axes.set_xticks(places, names)
    axes.set(xlim=(0, 12), ylim=(0, 2))
names = list(X.columns[:12])
with np.errstate(all="ignore"):
    for places, lengths, width in (
        ([1e308, -1e308] * 6, [1.7e308] * 12, 1e-308), (range(12), [5e-324] * 12, 1e308), ([0] * 12, [-1e-300, 1e300] * 6, 0),
        (range(12), [0] * 12, 0.8), ([1e-320 * place for place in range(12)], range(12), -1),
    ):
        try:
            bars(plt.subplots()[1], list(places), list(lengths), width, names)
        except Exception as error:
            print(type(error).__name__)
