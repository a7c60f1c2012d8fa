# loses: labels
# %%
n = len(X)
a, b = int(0.8 * n), int(0.9 * n)
Xs, ys = np.random.default_rng(1).permutation(X), np.random.default_rng(2).permutation(y)
X_train, X_test, X_val = Xs[:a], Xs[a:b], Xs[b:]
y_train, y_test, y_val = ys[:a], ys[a:b], ys[b:]
