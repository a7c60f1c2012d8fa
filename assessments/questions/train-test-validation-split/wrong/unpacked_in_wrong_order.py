# loses: labels
# %%
from sklearn.model_selection import train_test_split
X_train, X_rest, y_train, y_rest = train_test_split(X, y, test_size=0.2, random_state=42)
X_test, X_val, y_val, y_test = train_test_split(X_rest, y_rest, test_size=0.5, random_state=42)
