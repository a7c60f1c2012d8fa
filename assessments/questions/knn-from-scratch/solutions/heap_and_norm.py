# %%
from heapq import nsmallest
from dataclasses import dataclass, field
import numpy as np

@dataclass
class KNNClassifier:
    k: int = 3
    points: list = field(default_factory=list)
    labels: list = field(default_factory=list)

    def fit(self, X_train, y_train):
        self.points += [np.array(p) for p in X_train]
        self.labels += [int(l) for l in y_train]

    def __vote(self, x):
        d = np.linalg.norm(np.vstack(self.points) - x, axis=1)
        winners = nsmallest(self.k, range(len(d)), key=d.__getitem__)
        tally = {}
        for w in winners:
            tally[self.labels[w]] = tally.get(self.labels[w], 0) + 1
        return max(tally, key=tally.get)

    def predict(self, X_test):
        return np.fromiter((self.__vote(x) for x in X_test), dtype=np.int32)
