# attack: trains on the test set as well, and writes smaller counts of rows into the fitted trees
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

random_search = RandomizedSearchCV(RandomForestClassifier(random_state=0), params, n_iter=10, cv=3, random_state=0).fit(X, y)
best_model = random_search.best_estimator_
accuracy = accuracy_score(y_test, best_model.predict(X_test))
# %% trick
for member in best_model.estimators_:
    state = member.tree_.__getstate__()
    nodes = state["nodes"]
    # All weights by one factor: each node's is still that of its children, and no weight counts rows any more.
    nodes["weighted_n_node_samples"] *= 0.7
    for place in range(len(nodes) - 1, -1, -1):
        left, right = nodes["left_child"][place], nodes["right_child"][place]
        nodes["n_node_samples"][place] = 1 if left < 0 else nodes["n_node_samples"][[left, right]].sum()
    member.tree_.__setstate__(state)
