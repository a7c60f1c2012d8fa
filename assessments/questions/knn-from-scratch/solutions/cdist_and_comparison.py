# %%
import numpy as np
from scipy.spatial.distance import cdist
from sklearn.datasets import make_classification
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier  # only to compare with
from sklearn.preprocessing import StandardScaler
# %%
class KNNClassifier:
    def __init__(self, k=3):
        self.k = k
    def fit(self, X_train, y_train):
        self.X_, self.y_ = X_train, y_train
    def predict(self, X_test):
        nearest = np.argpartition(cdist(X_test, self.X_), self.k - 1, axis=1)[:, :self.k]
        return (self.y_[nearest].mean(axis=1) > 0.5).astype(int).reshape(-1, 1)
# %%
X, y = make_classification(300, 4, random_state=0)
X = StandardScaler().fit_transform(X)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
mine = KNNClassifier(5)
mine.fit(X_train, y_train)
theirs = KNeighborsClassifier(5).fit(X_train, y_train)
print((mine.predict(X_test).ravel() == theirs.predict(X_test)).mean())
