# %% [given]
import numpy as np

with np.load("digits.npz") as digits:
    X_train, y_train = digits["X_train"], digits["y_train"]
    X_test, y_test = digits["X_test"], digits["y_test"]

# %% [answer]
# Define model and test_acc here.
