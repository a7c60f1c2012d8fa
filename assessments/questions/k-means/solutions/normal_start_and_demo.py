# %%
import numpy as np
from sklearn.datasets import make_blobs
from sklearn.metrics import silhouette_score
from sklearn.cluster import KMeans as Theirs  # only to compare with

class KMeans:
    def __init__(self, n_features, k):
        self.locations = [np.random.randn(n_features) for _ in range(k)]
    def fit(self, X, n_iterations):
        for _ in range(n_iterations):
            members = [[] for _ in self.locations]
            for row in X:
                members[self.predict(row)].append(row)
            self.locations = [np.mean(m, axis=0) if m else old for m, old in zip(members, self.locations)]
    def predict(self, x):
        return int(np.argmin([np.linalg.norm(x - location) for location in self.locations]))
# %%
X, truth = make_blobs(n_samples=120, centers=3, n_features=2, random_state=1)
mine = KMeans(2, 3)
mine.fit(X, 10)
labels = [mine.predict(x) for x in X]
print(silhouette_score(X, labels) if len(set(labels)) > 1 else "one cluster")
print(Theirs(3, n_init=1).fit(X).inertia_)
