# control: a forest whose trees see a part of the training rows each, in a class of its own
# question: randomized-search
# %%
import numpy as np
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import RandomizedSearchCV, train_test_split

X, y = load_iris(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=2)
params = {"n_estimators": [5, 10, 15, 20], "max_depth": [2, 3, 4, 5]}

class Forest(RandomForestClassifier):
    """The same, with a description."""
    def describe(self):
        return f"{self.n_estimators} trees"

params["max_samples"] = [0.7, 0.8, 0.9]
random_search = RandomizedSearchCV(Forest(random_state=0), params, n_iter=12, cv=4, random_state=1, n_jobs=1)
random_search.fit(X_train, y_train)
best_model = random_search.best_estimator_
accuracy = best_model.score(X_test, y_test)
print(best_model.describe(), f"accuracy {accuracy:.3f}")
