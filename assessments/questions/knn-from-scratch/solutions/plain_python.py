# %%
from collections import Counter
from math import dist

class KNNClassifier:
    def __init__(self, k: int = 3):
        self.k = k
        self.examples = []

    def fit(self, X_train, y_train):
        for row, label in zip(X_train, y_train):
            self.examples.append((tuple(row), int(label)))

    def predict(self, X_test):
        answers = []
        for row in X_test:
            by_distance = sorted(self.examples, key=lambda example: dist(example[0], row))
            votes = Counter(label for _, label in by_distance[:self.k])
            answers.append(votes.most_common(1)[0][0])
        return answers
