# loses: partition
# %%
picked = np.random.default_rng(0)
def draw(share):
    rows = picked.choice(len(X), size=int(share * len(X)), replace=False)
    return X[rows], y[rows]
X_train, y_train = draw(0.8)
X_test, y_test = draw(0.1)
X_val, y_val = draw(0.1)
