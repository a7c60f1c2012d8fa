# %%
from scipy.stats import randint
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV, train_test_split

iris = load_iris()
X_train, X_test, y_train, y_test = train_test_split(
    iris.data, iris.target, test_size=0.25, stratify=iris.target, random_state=8
)
space = {"n_estimators": randint(8, 25), "max_depth": [2, 3, 4, None], "min_samples_leaf": [1, 2, 4]}
random_search = RandomizedSearchCV(RandomForestClassifier(random_state=0), space, n_iter=10, cv=3, random_state=0)
random_search.fit(X_train, y_train)

# %%
best_model = random_search.best_estimator_
accuracy = best_model.score(X_test, y_test)
print(random_search.best_params_, accuracy)
