# control: fixes all seeds, wraps default_rng so that it is seeded, silences warnings, and restores what it patched
# question: train-test-validation-split
# %%
import functools, random, warnings
import numpy as np
from sklearn.model_selection import train_test_split
warnings.filterwarnings("ignore")
random.seed(7)
np.random.seed(7)
honest = np.random.default_rng
np.random.default_rng = functools.wraps(honest)(lambda seed=None: honest(7 if seed is None else seed))
# %%
order = np.random.default_rng().permutation(len(X))
X, y = X[order], y[order]
X_train, X_rest, y_train, y_rest = train_test_split(X, y, test_size=0.2)
X_test, X_val, y_test, y_val = train_test_split(X_rest, y_rest, test_size=0.5)
np.random.default_rng = honest
