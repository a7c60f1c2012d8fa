# control: draws its data with sklearn.datasets, scales it with sklearn.preprocessing, and scores with sklearn.metrics
# question: k-means
# %%
import numpy as np
import sklearn
from sklearn import cluster
from sklearn.datasets import make_blobs
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.metrics.pairwise import euclidean_distances
from sklearn.preprocessing import StandardScaler

class KMeans:
    def __init__(self, n_features, k):
        self.n_features, self.k = n_features, k
    def fit(self, X, n_iterations):
        X = np.asarray(X, dtype=float)
        best = np.inf
        for _ in range(8):
            centres = X[np.random.choice(len(X), self.k, replace=False)]
            for _ in range(n_iterations):
                labels = euclidean_distances(X, centres).argmin(axis=1)
                centres = np.array([X[labels == i].mean(axis=0) if (labels == i).any() else centres[i] for i in range(self.k)])
            loss = ((X - centres[labels]) ** 2).sum()
            if loss < best:
                best, self.centres = loss, centres
    def predict(self, x):
        return int(((self.centres - np.asarray(x)) ** 2).sum(axis=1).argmin())

# %%
X, truth = make_blobs(200, centers=3, random_state=3)
X = StandardScaler().fit_transform(X)
mine = KMeans(2, 3)
mine.fit(X, 20)
labels = [mine.predict(x) for x in X]
print(sklearn.__version__, adjusted_rand_score(truth, labels), silhouette_score(X, labels))
theirs = cluster.KMeans(3, n_init=3).fit(X)
print("they agree:", adjusted_rand_score(labels, theirs.labels_))
