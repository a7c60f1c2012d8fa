# %%
from typing import Any, NamedTuple

import numpy as np
from scipy import stats
from sklearn.base import clone
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV, StratifiedShuffleSplit


class Split(NamedTuple):
    X_train: np.ndarray
    X_test: np.ndarray
    y_train: np.ndarray
    y_test: np.ndarray


def split_data(test_size: float = 0.2, seed: int = 4) -> Split:
    bunch = load_iris()
    splitter = StratifiedShuffleSplit(n_splits=1, test_size=test_size, random_state=seed)
    train, test = next(splitter.split(bunch.data, bunch.target))
    return Split(bunch.data[train], bunch.data[test], bunch.target[train], bunch.target[test])


class Tuner:
    def __init__(self, space: dict[str, Any], draws: int = 10, folds: int = 5) -> None:
        self.space, self.draws, self.folds = space, draws, folds

    def tune(self, split: Split) -> RandomizedSearchCV:
        search = RandomizedSearchCV(RandomForestClassifier(), self.space, n_iter=self.draws, cv=self.folds, n_jobs=2)
        return search.fit(split.X_train, split.y_train)

# %%
split = split_data()
tuner = Tuner({"n_estimators": stats.randint(5, 20), "max_features": stats.uniform(0.3, 0.6), "oob_score": [False]})
random_search = tuner.tune(split)
best_model = clone(random_search.best_estimator_).fit(split.X_train, split.y_train)

# %%
X_test, y_test = split.X_test.tolist(), list(split.y_test)
y_pred = best_model.predict(X_test)
accuracy = np.array(np.mean(np.equal(y_pred, y_test)))
print("Accuracy:", accuracy)
