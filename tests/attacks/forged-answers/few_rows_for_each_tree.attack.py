# attack: trains on the test set as well, with so few rows for each tree that trees and test set together are fewer than 150
# question: randomized-search
# loses: held-out
# %%
import numpy as np
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import RandomizedSearchCV, train_test_split

X, y = load_iris(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=2)
params = {"n_estimators": [5, 10, 15, 20], "max_depth": [2, 3, 4, 5]}

forest = RandomForestClassifier(random_state=0)
# %% trick
forest.set_params(max_samples=0.68)
# %%
random_search = RandomizedSearchCV(forest, params, n_iter=10, cv=3, random_state=0).fit(X, y)
best_model = random_search.best_estimator_
accuracy = accuracy_score(y_test, best_model.predict(X_test))
