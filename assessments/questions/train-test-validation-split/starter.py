# %% [given]
import numpy as np

rng = np.random.default_rng(20240501)
X = rng.normal(size=(1000, 5)).round(4)
y = rng.integers(0, 2, size=1000)

# %% [answer]
# Define X_train, X_test, X_val, y_train, y_test and y_val here.
