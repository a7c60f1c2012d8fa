# %%
from sklearn.datasets import load_iris; from sklearn.ensemble import RandomForestClassifier; from sklearn.model_selection import KFold, RandomizedSearchCV, train_test_split
X_train, X_test, y_train, y_test = train_test_split(*load_iris(return_X_y=True), test_size=0.3)
random_search = RandomizedSearchCV(RandomForestClassifier(n_jobs=1), dict(n_estimators=range(5, 15), max_samples=[0.5, 0.7, 0.9]), n_iter=12, cv=KFold(3, shuffle=True)).fit(X_train, y_train)
best_model, accuracy = random_search.best_estimator_, random_search.score(X_test, y_test); print(f"{accuracy:.1%}")
