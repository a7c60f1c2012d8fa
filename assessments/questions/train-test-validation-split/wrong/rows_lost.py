# loses: partition
# %%
n = len(X)
k = n // 10
m = int(0.8 * n) - 1
X_test, y_test = X[:k], y[:k]
X_val, y_val = X[k : 2 * k], y[k : 2 * k]
X_train, y_train = X[2 * k : 2 * k + m], y[2 * k : 2 * k + m]
