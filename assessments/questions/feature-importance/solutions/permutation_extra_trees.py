# %%
import matplotlib.pyplot as plt
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.inspection import permutation_importance
from sklearn.model_selection import train_test_split

data = load_breast_cancer(as_frame=True)
X_train, X_test, y_train, y_test = train_test_split(data.data, data.target, test_size=0.3)
clf = ExtraTreesClassifier(60).fit(X_train, y_train)
result = permutation_importance(clf, X_test, y_test, n_repeats=4)
feature_importances = result.importances_mean

# %%
pairs = sorted(zip(data.feature_names, feature_importances, result.importances_std), key=lambda p: p[1], reverse=True)
names = [p[0] for p in pairs]
plt.figure(figsize=(12, 5))
plt.bar(names, [p[1] for p in pairs], yerr=[p[2] for p in pairs], color="salmon")
plt.xticks(rotation=90)
plt.xlabel("Feature")
plt.ylabel("Loss of accuracy")
plt.title("Permutation importance on the test set")
plt.show()
