# %%
order = np.random.permutation(len(X))
cuts = [round(0.8 * len(X)), round(0.9 * len(X))]
i_train, i_val, i_test = np.split(order, cuts)
# %%
X_train, y_train = X[i_train], y[i_train]
X_val, y_val = X[i_val], y[i_val]
X_test, y_test = X[i_test], y[i_test]
