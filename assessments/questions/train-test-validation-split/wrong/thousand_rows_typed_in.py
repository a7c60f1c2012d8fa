# loses: sizes, partition, labels
# %%
X_train, X_test, X_val = X[:800], X[800:900], X[900:1000]
y_train, y_test, y_val = y[:800], y[800:900], y[900:1000]
