# loses: partition
# %%
from sklearn.model_selection import train_test_split
X_train, X_rest, y_train, y_rest = train_test_split(X, y, test_size=0.2, random_state=42)
X_test, y_test = X_rest[: len(X_rest) // 2], y_rest[: len(X_rest) // 2]
_, X_val, _, y_val = train_test_split(X_train, y_train, test_size=0.125, random_state=42)
