# %%
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
import sklearn.inspection as inspection
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import train_test_split

sns.set_theme(style="whitegrid")
loaded = load_breast_cancer(as_frame=True)
frame = loaded.frame
features = [c for c in frame.columns if c != "target"]
train, test = train_test_split(frame, test_size=0.25, random_state=1)
clf = HistGradientBoostingClassifier(max_iter=12)
clf.fit(train[features], train["target"])
X_test, y_test = test[features], test["target"]
outcome = inspection.permutation_importance(clf, X_test, y_test, n_repeats=3, random_state=0)
feature_importances = pd.DataFrame({"feature": features, "importance": outcome["importances_mean"]})

# %%
ranked = feature_importances.sort_values(by="importance", ascending=False)
g = sns.catplot(data=ranked, y="feature", x="importance", kind="bar", height=8)
g.set_axis_labels("Mean loss of accuracy", "Feature")
g.figure.suptitle("Permutation importances")
plt.show()
