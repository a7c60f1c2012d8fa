# %% [markdown]
# The rows are in random order already, so slices will do.
# %%
n = X.shape[0]
a = n * 8 // 10
b = n * 9 // 10
X_train, X_test, X_val = X[:a], X[a:b], X[b:]
y_train, y_test, y_val = y[:a], y[a:b], y[b:]
assert len(X_train) + len(X_test) + len(X_val) == n
