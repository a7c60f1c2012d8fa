# %%
import random

def squared_distance(a, b):
    return sum((p - q) ** 2 for p, q in zip(a, b))

def mean_of(rows):
    return [sum(column) / len(rows) for column in zip(*rows)]
# %% [markdown]
# ## The class
# %%
class KMeans:
    def __init__(self, n_features, k):
        self.k = k

    def fit(self, X, n_iterations):
        rows = [list(row) for row in X]
        self.centres = random.sample(rows, self.k)
        for iteration in range(n_iterations):
            clusters = {i: [] for i in range(self.k)}
            for row in rows:
                clusters[self.predict(row)].append(row)
            self.centres = [mean_of(members) if members else self.centres[i] for i, members in clusters.items()]

    def predict(self, x):
        return min(range(self.k), key=lambda i: squared_distance(x, self.centres[i]))
