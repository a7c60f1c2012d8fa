# %%
from dataclasses import dataclass
from sklearn.model_selection import StratifiedKFold
import numpy as np

@dataclass
class Split:
    X: np.ndarray
    y: np.ndarray

folds = [indices for _, indices in StratifiedKFold(n_splits=10, shuffle=True, random_state=1).split(X, y)]
parts = {
    "train": Split(X[np.concatenate(folds[2:])], y[np.concatenate(folds[2:])]),
    "test": Split(X[folds[0]], y[folds[0]]),
    "val": Split(X[folds[1]], y[folds[1]]),
}
# %%
X_train, y_train = parts["train"].X, parts["train"].y
X_test, y_test = parts["test"].X, parts["test"].y
X_val, y_val = parts["val"].X, parts["val"].y
for name, part in parts.items():
    print(f"{name:>5}: {len(part.X)} rows, {part.y.mean():.2f} positive")
