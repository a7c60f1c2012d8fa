# %%
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
import pandas as pd

X, y = load_breast_cancer(return_X_y=True, as_frame=True)
X_tr, X_te, y_tr, y_te = train_test_split(X, y, random_state=0)
clf = RandomForestClassifier(n_estimators=80, n_jobs=2, random_state=0)
clf.fit(X_tr, y_tr)
feature_importances = pd.Series(clf.feature_importances_, index=X.columns).sort_values(ascending=False)
# %% [markdown]
# The fifteen strongest:
# %%
ax = feature_importances.head(15).plot.bar(color="teal", title="Random forest: 15 most important features")
ax.set_xlabel("feature")
ax.set_ylabel("mean decrease in impurity")
