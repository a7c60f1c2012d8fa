# %%
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.datasets import load_breast_cancer
from sklearn.tree import ExtraTreeClassifier, DecisionTreeClassifier
from sklearn.model_selection import StratifiedShuffleSplit

bunch = load_breast_cancer()
splitter = StratifiedShuffleSplit(n_splits=1, test_size=0.25, random_state=0)
(train_rows, test_rows), = splitter.split(bunch.data, bunch.target)
X = pd.DataFrame(bunch.data, columns=[name.replace(" ", "_") for name in bunch.feature_names])
clf = DecisionTreeClassifier(max_leaf_nodes=4, criterion="entropy", class_weight="balanced", random_state=0)
clf.fit(X.iloc[train_rows], bunch.target[train_rows])
feature_importances = pd.Series(clf.feature_importances_, X.columns)

# %%
s = feature_importances.sort_values()
s.index = s.index.str.replace("_", " ").str.title()
fig, ax = plt.subplots(layout="constrained", figsize=(7, 8))
s.plot(kind="barh", ax=ax, color="C3")
ax.set_title("Feature importance", loc="left")
ax.set_xlabel("Gain of information")
ax.set_ylabel("Column")
plt.close(fig)
fig
