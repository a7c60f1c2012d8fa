# %%
# refit by hand with the best parameters
import numpy as np
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier as RF
from sklearn.model_selection import RandomizedSearchCV as RS
X, y = load_iris(return_X_y=True)
rng = np.random.default_rng(12)
shuffled = rng.permutation(len(X))
test, train = shuffled[:40], shuffled[40:]
X_train, y_train, X_test, y_test = X[train], y[train], X[test], y[test]
random_search = RS(RF(), {"n_estimators": np.arange(5, 20), "max_features": [1, 2, 3, None], "class_weight": [None, "balanced"]}, n_iter=10, refit=False)
random_search.fit(X_train, y_train)
# %%
best_model = RF(**random_search.best_params_, n_jobs=1)
best_model.fit(X_train, y_train)
right = 0
for row, label in zip(X_test, y_test):
    right += best_model.predict([row])[0] == label
accuracy = right / len(y_test)
accuracy
