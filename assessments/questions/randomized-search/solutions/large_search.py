# %%
import numpy as np
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split, RandomizedSearchCV
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score

iris = load_iris()
X_train, X_test, y_train, y_test = train_test_split(iris.data, iris.target, test_size=0.2, random_state=0)
grid = {
    "n_estimators": list(range(20, 160, 10)),
    "max_depth": [None, *range(1, 12)],
    "criterion": ["gini", "entropy", "log_loss"],
    "min_samples_split": [2, 3, 5, 10],
}
random_search = RandomizedSearchCV(RandomForestClassifier(), grid, n_iter=40, cv=5, n_jobs=-1, return_train_score=True)
random_search.fit(X_train, y_train)
best_model = random_search.best_estimator_
accuracy = accuracy_score(y_test, best_model.predict(X_test))
print("best:", random_search.best_params_, "cv:", random_search.best_score_, "test:", accuracy)
