# control: scales the given rows and shuffles rows and labels together, in the given names
# question: train-test-validation-split
# %%
order = np.random.default_rng(1).permutation(len(X))
X, y = X[order], y[order]
n = len(X)
first, second = round(0.8 * n), round(0.9 * n)
X_train, X_test, X_val = X[:first], X[first:second], X[second:]
y_train, y_test, y_val = y[:first], y[first:second], y[second:]
