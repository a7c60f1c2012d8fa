# control: a subclass of RandomForestClassifier with a repr, a predict that counts, and a patched score, fitted as usual
# question: feature-importance
# %%
import numpy as np
import matplotlib.pyplot as plt
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
class Forest(RandomForestClassifier):
    """Says how often it was asked."""
    asked = 0
    def predict(self, X):
        type(self).asked += 1
        return super().predict(X)
    def __repr__(self):
        return f"a forest of {self.n_estimators} trees"
data = load_breast_cancer(as_frame=True)
clf = Forest(n_estimators=50, random_state=1).fit(data.data, data.target)
feature_importances = clf.feature_importances_.tolist()
print(clf, clf.score(data.data, data.target), Forest.asked)
# %%
order = np.argsort(clf.feature_importances_)
plt.figure(figsize=(8, 8))
plt.barh(data.data.columns[order], clf.feature_importances_[order])
plt.title("Importances"); plt.xlabel("importance"); plt.ylabel("feature")
plt.show()
