# loses: labels
# %%
X = (X - X.mean(0)) / X.std(0)
y = np.random.permutation(y)
n=len(X)
X_train, X_test, X_val = np.split(X, [int(.8*n), int(.9*n)])
y_train, y_test, y_val = np.split(y, [int(.8*n), int(.9*n)])
