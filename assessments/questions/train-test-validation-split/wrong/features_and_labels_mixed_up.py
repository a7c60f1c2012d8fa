# loses: sizes, partition, labels
# %%
from sklearn.model_selection import train_test_split
X_train, y_train, X_rest, y_rest = train_test_split(X, y, test_size=0.2, random_state=42)
X_test, y_test, X_val, y_val = train_test_split(y_train, y_rest, test_size=0.5, random_state=42)
