# attack: hands in arrays of ten million million rows without columns, which take no room until they become lists
# question: train-test-validation-split
# loses: sizes, partition, labels
# %%
X_train = X_test = X_val = X = np.empty((10**13, 0))
y_train = y_test = y_val = np.empty(0)
