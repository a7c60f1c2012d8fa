# control: bars with white faces and black edges, the axis cut at the top, names at the inverted y axis
# question: feature-importance
# %%
%matplotlib inline
import numpy as np
import matplotlib.pyplot as plt
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
X, y = load_breast_cancer(return_X_y=True, as_frame=True)
clf = RandomForestClassifier(40, random_state=0).fit(X, y)
feature_importances = clf.feature_importances_
# %%
order = np.argsort(-feature_importances)[:15]
fig, ax = plt.subplots(figsize=(7, 6))
ax.barh(X.columns[order], feature_importances[order], color="white", edgecolor="black", hatch="//")
ax.invert_yaxis()
ax.set_xlim(0, feature_importances.max() * 0.9)
ax.set(title="Importances", xlabel="importance", ylabel="feature")
