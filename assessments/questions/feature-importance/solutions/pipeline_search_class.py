# %%
from __future__ import annotations

from dataclasses import dataclass, field

import matplotlib.pyplot as plt
import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier


@dataclass
class ImportanceStudy:
    """Fits a searched tree, and draws what it relies on."""

    names: list[str]
    model: ClassifierMixin = field(init=False)

    def fit(self, X: np.ndarray, y: np.ndarray) -> "ImportanceStudy":
        steps = [("scale", StandardScaler()), ("tree", DecisionTreeClassifier(random_state=3))]
        self.model = GridSearchCV(Pipeline(steps), {"tree__max_depth": [3, 5], "tree__criterion": ["gini", "entropy"]}, cv=3)
        self.model.fit(X, y)
        return self

    @property
    def importances(self) -> dict[str, float]:
        tree = self.model.best_estimator_.named_steps["tree"]
        return {str(n): float(v) for n, v in zip(self.names, tree.feature_importances_)}

    def draw(self, top: int = 12) -> None:
        best = sorted(self.importances.items(), key=lambda item: item[1])[-top:]
        figure, axes = plt.subplots()
        for name, value in best:
            axes.barh(name, value, color="gray")
        axes.set_xlabel("importance")
        axes.set_ylabel("column")
        figure.suptitle(f"The {top} most important columns")


# %%
bunch = load_breast_cancer()
X_train, X_test, y_train, y_test = train_test_split(bunch["data"], bunch["target"], test_size=0.3, random_state=5)
study = ImportanceStudy(list(bunch["feature_names"])).fit(X_train, y_train)
clf = study.model
feature_importances = study.importances
study.draw()
plt.show()
