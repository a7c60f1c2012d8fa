# %%
import pandas as pd
from sklearn import datasets, metrics
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV, StratifiedKFold, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

frame = datasets.load_iris(as_frame=True).frame
species = dict(enumerate(["setosa", "versicolor", "virginica"]))
frame["species"] = frame["target"].map(species)
features = frame.drop(columns=["target", "species"])
X_train, X_test, y_train, y_test = train_test_split(features, frame["species"], test_size=0.2, random_state=1)
# %% [markdown]
# Scaling is not needed for trees; the pipeline shows how it would be done without leaking.
# %%
pipe = Pipeline([("scale", StandardScaler()), ("forest", RandomForestClassifier(n_estimators=10))])
random_search = RandomizedSearchCV(
    estimator=pipe,
    param_distributions=[
        {"forest__max_depth": [2, 3, 5], "forest__criterion": ["gini", "entropy"], "scale__with_mean": [True, False]},
        {"forest__max_leaf_nodes": [4, 8], "forest__bootstrap": [False]},
    ],
    n_iter=10,
    cv=StratifiedKFold(n_splits=4, shuffle=True, random_state=0),
    scoring="accuracy",
)
random_search.fit(X_train, y_train)
best_model = random_search.best_estimator_
y_pred = best_model.predict(X_test)
accuracy = metrics.accuracy_score(y_test, y_pred)
print(metrics.classification_report(y_test, y_pred))
