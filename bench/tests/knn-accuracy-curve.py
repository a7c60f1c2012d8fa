"""What the rubric of knn-accuracy-curve checks on the given data, as plain assertions."""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

POINTS = {"keys": 1, "train-accuracies": 2, "test-accuracies": 2, "best-accuracy": 1}
NUMBERS = range(1, 13)
TOLERANCE = 0.005 + 1e-9


def expect_accuracies(ns: dict, name: str, on: str) -> None:
    found = {int(key): value for key, value in dict(ns[name]).items()}
    x_train, y_train, x, y = ns["X_train"], ns["y_train"], ns[f"X_{on}"], ns[f"y_{on}"]
    for k in NUMBERS:
        wanted = KNeighborsClassifier(k).fit(x_train, y_train).score(x, y)
        assert abs(found[k] - wanted) <= TOLERANCE, f"{name} for {k}: expected {wanted:.4f}, got {found[k]}"


def test_keys(ns: dict, figures: list) -> None:
    assert sorted(int(k) for k in ns["neighbors"]) == list(NUMBERS), f"neighbors: got {ns['neighbors']}"
    for name in ("train_accuracies", "test_accuracies"):
        assert isinstance(ns[name], dict), f"{name}: expected a dict, got {type(ns[name]).__name__}"
        assert all(k in ns[name] for k in NUMBERS), f"{name}: got the keys {list(ns[name])}"


def test_train_accuracies(ns: dict, figures: list) -> None:
    expect_accuracies(ns, "train_accuracies", "train")


def test_test_accuracies(ns: dict, figures: list) -> None:
    expect_accuracies(ns, "test_accuracies", "test")


def test_best_accuracy(ns: dict, figures: list) -> None:
    assert np.max(list(ns["test_accuracies"].values())) >= 0.8, "the best test accuracy is below 0.8"
