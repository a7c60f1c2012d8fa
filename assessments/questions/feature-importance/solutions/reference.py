# %%
import numpy as np
import matplotlib.pyplot as plt
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

cancer = load_breast_cancer()
X_train, X_test, y_train, y_test = train_test_split(cancer.data, cancer.target, test_size=0.25, stratify=cancer.target)
clf = DecisionTreeClassifier(random_state=1).fit(X_train, y_train)
feature_importances = clf.feature_importances_
print(clf.score(X_test, y_test))

# %%
order = np.argsort(feature_importances)
fig, ax = plt.subplots(figsize=(8, 9))
ax.barh(np.arange(30), feature_importances[order])
ax.set_yticks(np.arange(30), cancer.feature_names[order])
ax.set(xlabel="Importance", ylabel="Column", title="What the decision tree looks at")
plt.show()
