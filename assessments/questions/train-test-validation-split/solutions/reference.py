# %%
from sklearn.model_selection import train_test_split

X_train, X_rest, y_train, y_rest = train_test_split(X, y, train_size=0.8, random_state=7)
X_test, X_val, y_test, y_val = train_test_split(X_rest, y_rest, train_size=0.5, random_state=7)
print(X_train.shape, X_test.shape, X_val.shape)
