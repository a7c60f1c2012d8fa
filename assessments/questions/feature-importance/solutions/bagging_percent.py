# %%
import numpy as np
import matplotlib
import matplotlib.pyplot as plt
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import BaggingClassifier
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

bc = load_breast_cancer()
Xtr, Xte, ytr, yte = train_test_split(bc.data, bc.target, train_size=0.75, shuffle=True, random_state=11)
clf = BaggingClassifier(DecisionTreeClassifier(), n_estimators=20, random_state=0)
clf.fit(Xtr, ytr)
print("train", clf.score(Xtr, ytr), "test", clf.score(Xte, yte))

# the mean over the bagged trees
total = np.zeros(30)
for tree in clf.estimators_:
    for i in range(30):
        total[i] += tree.feature_importances_[i]
feature_importances = (total / len(clf.estimators_)).reshape(-1, 1)

# %%
flat = feature_importances.ravel()
idx = sorted(range(30), key=lambda i: -flat[i])[:10]

def draw(axes):
    x = np.arange(len(idx))
    container = axes.bar(x, 100 * flat[idx], width=0.6, edgecolor="black")
    axes.bar_label(container, fmt="%.1f")
    axes.set_xticks(x)
    axes.set_xticklabels([bc.feature_names[i].replace(" ", "\n") for i in idx], fontsize=7)
    axes.set_ylabel("Importance (%)")
    axes.set_xlabel("Measurement")
    axes.set_title("Ten most important measurements")

fig, (left, right) = plt.subplots(1, 2, figsize=(15, 5))
draw(left)
right.plot(np.cumsum(np.sort(flat)[::-1]))
right.set_title("Cumulated")
fig.tight_layout()
