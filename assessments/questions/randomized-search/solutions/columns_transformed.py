# %%
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import RobustScaler

bunch = load_iris(as_frame=True)
data = bunch.data.rename(columns=lambda name: name.replace(" (cm)", "").replace(" ", "_"))
data = data[sorted(data.columns)]
labels = pd.Categorical.from_codes(bunch.target, bunch.target_names)
X_train, X_test, y_train, y_test = train_test_split(data, pd.Series(labels).astype(str), test_size=30, random_state=3)

scale = ColumnTransformer([("petals", RobustScaler(), ["petal_length", "petal_width"])], remainder="passthrough")
model = make_pipeline(scale, RandomForestClassifier(random_state=0))
names = {"n_estimators": [5, 8, 11], "max_depth": [2, 3, None], "criterion": ["gini", "entropy"]}
random_search = RandomizedSearchCV(
    model, {f"randomforestclassifier__{name}": values for name, values in names.items()}, n_iter=10, cv=3
)
random_search.fit(X_train, y_train)

# %%
best_model = random_search.best_estimator_
accuracy = (best_model.predict(X_test) == y_test).mean()
print(f"{accuracy:.3f}")
