"""Whatever a candidate's kernel sends, it earns nothing and it is never our fault: no check ends as `grader_error`."""

import datetime
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from judge_driver import Answers, load_marker, mark
from sklearn.neighbors import KNeighborsClassifier

NAMES = {
    "split-and-compare": ["trainingSet", "testSet"],
    "min-max-scaling": ["scaled_data", "data"],
    "count-categories": ["unique_value_counts", "df"],
    "box-plots": ["insurance_data"],
    "knn-accuracy-curve": [
        "neighbors", "train_accuracies", "test_accuracies", "X_train", "X_test", "y_train", "y_test",
    ],
    "linear-regression": [],
    "feature-importance": ["clf", "feature_importances"],
    "randomized-search": ["random_search", "best_model", "accuracy", "X_test", "y_test"],
    "feature-scaling": ["scaled_df", "normalized_df", "df"],
    "euclidean-distance": ["distance", "point_a", "point_b"],
    "k-means": [],
    "create-dataframe": [],
    "knn-from-scratch": [],
    "batch-normalization": [],
    "replace-spaces": ["modified_text", "text"],
    "percentiles": ["percentiles", "data"],
    "z-score-outliers": ["ld_out_drop", "ld_out_replaced", "numeric_cols", "categoric_cols"],
    "pca-components": ["components", "penguins_pca", "penguins"],
    "train-test-validation-split": ["X_train", "X_test", "X_val", "y_train", "y_test", "y_val", "X", "y"],
    "convolutional-network": ["model", "test_acc", "X_train", "y_train", "X_test", "y_test"],
}  # fmt: skip
CALLABLES = [
    "min_max_scaling", "LinearRegressionScratch", "euclidean_distance", "replace_spaces_with_hyphen", "KMeans",
    "KNNClassifier", "BatchNormalization",
]  # fmt: skip
NUMBERS = range(1, 13)


@pytest.fixture(autouse=True)
def remembered_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    """The curve of one question is computed anew for each of hundreds of answers: remember what the same data gave."""
    score, known = KNeighborsClassifier.score, {}

    def remembering(model: KNeighborsClassifier, x: np.ndarray, y: np.ndarray) -> float:
        fitted = (model.n_neighbors, np.asarray(model._fit_X).tobytes(), np.asarray(model._y).tobytes())
        key = (*fitted, np.asarray(x).tobytes(), np.asarray(y).tobytes())
        if key not in known:
            known[key] = score(model, x, y)
        return known[key]

    monkeypatch.setattr(KNeighborsClassifier, "score", remembering)


class Stranger:
    """Crosses as an opaque stand-in."""


def values_for(names: list[str]) -> list[Any]:
    """Values of every type that can cross, and of every shape that a rubric may stumble over."""
    items: list[Any] = [
        None, True, 0, -1, 10**400, 2**60, 1.5, float("nan"), float("inf"), 1j, "", "text", "²", "9" * 5000, b"bytes",
        "\ud800", Stranger(), datetime.date(2024, 1, 1), datetime.timedelta(1), np.float32(1), np.bool_(True),
        np.datetime64("2024-01-01"), np.timedelta64(1, "D"),
        np.array(3), np.array([]), np.zeros((0, 3)), np.zeros((2, 2, 2)), np.array(["a"]),
        np.array([1 + 2j]), np.array([True, False]), np.array([None, "a", 1], dtype=object), np.full(5, np.nan),
        np.full(5, np.inf), np.array([10**400], dtype=object), np.array([[1], [1, 2]], dtype=object),
        pd.Series(dtype=float), pd.Series([[1], [2]]), pd.Series(["a", None]), pd.Series([1, 2], index=[None, None]),
        pd.Series(pd.date_range("2024", periods=3)), pd.DataFrame(), pd.DataFrame({"Category": [[1], [2]]}),
        pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}), pd.DataFrame([[1, 2]], columns=["Category", "Category"]),
        pd.DataFrame({"Annual Premium": ["x", None], "Vehicle Age": [1, np.nan]}),
        pd.DataFrame({"Annual Premium": np.array([10**40, 1], dtype=object), "Vehicle Age": [[1], {}]}),
        pd.DataFrame({("a", "b"): [1]}), pd.DataFrame([[1]], columns=[2**90]), pd.Index([1, 2]),
    ]  # fmt: skip
    containers = [
        [], (), {}, set(), [[]], [[1], [1, 2]], [[[1]]], [{}], [None], [[1, [2]]], [([1], 2)], [(1, 2), (1, 3)],
        {(1, 2): 3}, {None: None}, {"a": "b"}, {float("nan"): 1}, {1: 10**400}, {10**400: 1}, {1: [1]}, {"1": "1"},
        {1.5: 2}, {frozenset([1]): 1}, {True: 1, "1": 2}, [Stranger()], {1: Stranger()}, [pd.DataFrame({"a": [1]})],
        {1: pd.Series([1, 2])}, {1: np.array([1, 2])},
    ]  # fmt: skip
    per_number = [dict.fromkeys(NUMBERS, item) for item in items]
    return [*items, *containers, *([item] * 12 for item in items), *per_number]


def find_unexpected(outcomes: dict[str, dict[str, Any]], sent: Any, may_pass: tuple[str, ...] = ()) -> list[str]:
    """What is not a plain failure with a sentence that can be sent."""
    found = []
    for check, outcome in outcomes.items():
        json.dumps(outcome, ensure_ascii=False).encode()
        is_plain = outcome["status"] == "failed" and outcome["message"].strip()
        if not is_plain and not (outcome["status"] in ("passed", "partial") and check in may_pass):
            found.append(f"{check} of {type(sent).__name__} {sent!r:.80}: {outcome}")
    return found


@pytest.mark.parametrize("question", NAMES)
def test_no_value_makes_a_check_our_fault_or_earns_points(question: str) -> None:
    marker = load_marker(question)
    found = []
    for value in values_for(NAMES[question]):
        space = dict.fromkeys(NAMES[question], value)
        space |= dict.fromkeys(CALLABLES, lambda *args, value=value: value)
        # What `requires` another check comes to nothing without it.
        depending = tuple(check.id for check in marker.rubric.checks if check.requires)
        found += find_unexpected(mark(marker, Answers(space)), value, may_pass=depending)
    assert not found, "\n".join(found)


GIVEN = {
    "min-max-scaling": ["data"],
    "count-categories": ["df"],
    "box-plots": ["insurance_data"],
    "knn-accuracy-curve": ["X_train", "y_train", "X_test", "y_test"],
    "feature-scaling": ["df"],
    "euclidean-distance": ["point_a", "point_b"],
    "replace-spaces": ["text"],
    "percentiles": ["data"],
    "pca-components": ["penguins"],
    "train-test-validation-split": ["X", "y"],
    "z-score-outliers": ["numeric_cols", "categoric_cols"],
}


@pytest.mark.parametrize(("question", "name"), [(question, name) for question in GIVEN for name in GIVEN[question]])
def test_a_given_name_that_now_holds_something_else_is_not_our_fault(question: str, name: str) -> None:
    marker = load_marker(question)
    answers = {"scaled_data": [1.0], "unique_value_counts": {"A": 1}, "neighbors": list(NUMBERS)}
    answers |= dict.fromkeys(["train_accuracies", "test_accuracies"], dict.fromkeys(NUMBERS, 0.3))
    found = []
    for value in values_for([]):
        found += find_unexpected(mark(marker, Answers({**answers, name: value})), value, may_pass=("keys",))
    assert not found, "\n".join(found)


REPLIES = [
    "", "nonsense", "null", "[]", "1", "[" * 5000, '{"ok": NaN}',
    '{"ok": true}', '{"ok": false}', '{"ok": 1, "value": 2}', '{"ok": true, "value": []}',
    '{"ok": false, "error": 3}', '{"ok": false, "error": {}}',
    '{"ok": false, "error": {"kind": ["raised"], "ename": 1}}',
    '{"ok": false, "error": {"kind": "raised", "ename": "E", "evalue": "\\ud800"}}',
    '{"ok": true, "value": {"figures": 3}}', '{"ok": true, "value": {"figures": [3]}}',
    '{"ok": true, "value": {"figures": [{}]}}',
    '{"ok": true, "value": {"result": {"t": "ndarray"}, "args": 3}}',
    '{"ok": true, "value": {"result": 3, "args": []}}',
    '{"ok": true, "value": {"results": []}}', '{"ok": true, "value": {"results": [1, null]}}',
    '{"ok": true, "value": {"scaled_data": {"t": "handle", "id": 1, "type": "x"}, "df": {"t": "dataframe"}}}',
]  # fmt: skip


@pytest.mark.parametrize("question", NAMES)
def test_no_reply_makes_a_check_our_fault_or_earns_points(question: str) -> None:
    marker = load_marker(question)
    found = []
    for reply in REPLIES:
        answers = Answers(
            {},
            values=reply,
            call=reply,
            batch=reply,
            attr=reply,
            model=reply,
            keras=reply,
            objects=reply,
            figures=reply,
        )
        found += find_unexpected(mark(marker, answers), reply)
    assert not found, "\n".join(found)


def one_class_only(data: Any) -> dict[str, Any]:
    """Rows of a single class have accuracies that can be typed in."""
    train, test = data.y_train == 0, data.y_test == 0
    kept = {"X_train": data.X_train[train], "y_train": data.y_train[train]}
    return kept | {"X_test": data.X_test[test], "y_test": data.y_test[test]}


def sorted_labels(data: Any) -> dict[str, Any]:
    """Labels that belong to other rows than before."""
    return {name: np.sort(data[name], axis=0) for name in ("X_train", "y_train", "X_test", "y_test")}


@pytest.mark.parametrize("redefine", [one_class_only, sorted_labels])
def test_hidden_data_redefined_to_suit_typed_in_accuracies_earns_nothing(redefine: Any) -> None:
    marker = load_marker("knn-accuracy-curve")
    typed_in: dict[str, Any] = {"neighbors": list(NUMBERS)}
    typed_in |= dict.fromkeys(["train_accuracies", "test_accuracies"], dict.fromkeys(NUMBERS, 1.0))
    subject, twin = ({**typed_in, **redefine(data)} for data in (marker.visible, marker.hidden))
    outcomes = mark(marker, Answers(subject, twin))
    assert outcomes["train-accuracies"]["status"] == outcomes["test-accuracies"]["status"] == "failed", outcomes


def test_hidden_rows_in_another_order_are_still_the_data() -> None:
    marker = load_marker("knn-accuracy-curve")
    spaces = []
    for data in (marker.visible, marker.hidden):
        space = {"X_train": data.X_train[::-1], "y_train": data.y_train[::-1], "neighbors": list(NUMBERS)}
        space |= {"X_test": data.X_test[::-1], "y_test": data.y_test[::-1]}
        models = {k: KNeighborsClassifier(k).fit(space["X_train"], space["y_train"]) for k in NUMBERS}
        for part in ("train", "test"):
            scores = {k: model.score(space[f"X_{part}"], space[f"y_{part}"]) for k, model in models.items()}
            space[f"{part}_accuracies"] = scores
        spaces.append(space)
    assert {outcome["status"] for outcome in mark(marker, Answers(*spaces)).values()} == {"passed"}
