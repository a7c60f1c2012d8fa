# attack: bars of the right lengths and labels, but the view is set to where none of them is
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
figure, axes = plt.subplots()
axes.text(0, 0, "importances")
# trick
order = np.argsort(feature_importances)
axes.barh(X.columns[order], feature_importances[order])
axes.set(title="Importances", xlabel="importance", ylabel="feature", xlim=(50, 60))
