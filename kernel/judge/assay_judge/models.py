"""Models of a candidate's, rebuilt from data alone: trees and what is made of them, linear models, transformations.

The judge predicts with the arrays that came, which it takes as hostile. What a model's class is called and which
parameters it has are claims; what its arrays say is computed. A model that cannot be rebuilt is asked in the
candidate's kernel, and what rests on that is marked as claimed.
"""

from collections.abc import Callable, Sequence
from typing import Any, NoReturn, Protocol

import numpy as np
import pandas as pd

from assay_judge.expectations import notes
from assay_judge.outcomes import RubricError, fail
from assay_judge.trees import MalformedError, Trees, parse_trees, read_array, read_count

MAX_STEPS, MAX_FEATURES, MAX_CLASSES = 30, 10_000, 1_000
_FINAL_KINDS = {"tree", "forest", "bagging", "adaboost", "gradient_boosting", "hist_gradient_boosting"}
_CLASS_NAMES = {
    "tree": ("DecisionTreeClassifier", "ExtraTreeClassifier", "DecisionTreeRegressor", "ExtraTreeRegressor"),
    "forest": ("RandomForestClassifier", "ExtraTreesClassifier", "RandomForestRegressor", "ExtraTreesRegressor"),
    "bagging": ("BaggingClassifier", "BaggingRegressor"),
    "adaboost": ("AdaBoostClassifier", "AdaBoostRegressor"),
    "gradient_boosting": ("GradientBoostingClassifier", "GradientBoostingRegressor"),
    "hist_gradient_boosting": ("HistGradientBoostingClassifier", "HistGradientBoostingRegressor"),
}
_KNOWN_NAMES = {name for names in _CLASS_NAMES.values() for name in names}


class Handle(Protocol):
    """The object in the candidate's kernel."""

    def call(self, method: str, *args: Any) -> Any: ...

    def attr(self, name: str) -> Any: ...


class Predictor(Protocol):
    """What predicts: a score for every row and class (rows, classes), or numbers (rows,) where there are no classes."""

    def __call__(self, x: np.ndarray) -> np.ndarray: ...


class Search:
    """What a search says of itself (a claim): `space` is how many values each parameter may take, `best` its model."""

    def __init__(self, data: dict[str, Any], best: "Model | None"):
        self.best = best
        self.is_fitted = data.get("fitted") is True
        self.folds = _whole(data.get("folds"))
        self.tried = _whole(data.get("tried")) or 0
        params = data.get("bestParams")
        self.best_params: dict[str, Any] | None = dict(params) if isinstance(params, dict) else None
        space = data.get("space")
        counts = space.items() if isinstance(space, dict) else []
        self.space = {name: _whole(count) or 0 for name, count in counts if isinstance(name, str)}
        outline = data.get("estimator")
        steps = outline if isinstance(outline, list) else []
        self.estimator_bases = [_texts(step) for step in steps[:MAX_STEPS]]
        """The names of the bases of the searched estimator, or of each step of a pipeline."""


class Model:
    """A fitted model, or a transformation as a step of one."""

    def __init__(self, data: dict[str, Any], what: str, handle: Handle | None):
        self.what = what
        self.kind: str = "other"
        """What its arrays show: tree, forest, bagging, adaboost, gradient_boosting, hist_gradient_boosting, linear,
        pca, scaler, imputer, normalizer, select, identity, pipeline, search, or other."""
        self.evidence = "computed"
        self.is_fitted = data.get("fitted") is not False
        self.class_name = _text(data.get("class"))
        self.bases = _texts(data.get("bases"))
        self.parts = _texts(data.get("parts"))
        params = data.get("params")
        self.params: dict[str, Any] = dict(params) if isinstance(params, dict) else {}
        self.classes: np.ndarray | None = _read_classes(data.get("classes"))
        self.n_features: int | None = _whole(data.get("nFeatures"))
        self._fitted_rows: int | None = _whole(data.get("fittedRows"))
        self.feature_names: list[str] | None = _read_names(data.get("names"), self.n_features)
        self.steps: list[tuple[str, Model]] = []
        self.search: Search | None = None
        self.trees: Trees | None = None
        self.arrays: dict[str, np.ndarray] = {}
        """Of a linear model `coef`, `intercept`; of a PCA `components`, `mean`, `variance`, `ratio`."""
        self._handle = handle
        self._predictor: Predictor | None = None
        self._transform: Callable[[np.ndarray], np.ndarray] | None = None
        self._importances: Callable[[], np.ndarray | None] = lambda: None

    @property
    def final(self) -> "Model":
        """The model itself: of a search its best model, of a pipeline its last step."""
        if self.search is not None and self.search.best is not None:
            return self.search.best.final
        return self.steps[-1][1].final if self.steps else self

    @property
    def is_tree_based(self) -> bool:
        """True for a tree and what is made of trees; the candidate's word where it could not be rebuilt."""
        final = self.final
        if final.kind in _FINAL_KINDS:
            return True
        if final.kind != "other":
            return False
        notes.claimed = True
        known = {"BaseDecisionTree", "BaseForest", "BaseGradientBoosting", "BaseHistGradientBoosting"}
        words = ("tree", "forest", "boost", "xgb", "lgbm")
        return bool(known & {*final.bases, *final.parts}) or any(word in final.class_name.lower() for word in words)

    @property
    def n_training_rows(self) -> float | None:
        """How many training rows there were at least: what a forest says, and the most that one tree counts.

        Nothing but the candidate's kernel knows it: the check is claimed. A tree counts different rows or by weight.
        A bootstrap counts different rows by their number and drawn ones by their weight; weights of classes or rows
        make the latter something else, and then only the former count.
        """
        notes.claimed = True
        trees = self.final.trees
        if trees is None or len(trees.roots) == 0:
            return None
        counted, weights = trees.root_samples, trees.root_weights
        are_rows = np.ptp(weights) == 0 and np.all(trees.weight == np.round(trees.weight))
        has_weights = self.final.params.get("class_weight") is not None
        by_weight = weights.max() if are_rows and not has_weights else 0
        return float(max(counted.max(), by_weight, self.final._fitted_rows or 0))

    @property
    def feature_importances(self) -> np.ndarray | None:
        """The importances by the decrease of impurity, for the columns that the model takes; None where it has none."""
        if self.search is not None and self.search.best is not None:
            return self.search.best.feature_importances
        importances = self.final._importances()
        if importances is None:
            return None
        for _, step in reversed(self.steps[:-1]):
            if step.kind == "select":
                kept = step.arrays["kept"].astype(bool)
                spread = np.zeros(len(kept))
                spread[kept] = importances
                importances = spread
            elif step.kind not in ("scaler", "imputer", "identity"):
                return None
        return importances

    def predict(self, x: Any) -> np.ndarray:
        """Return the predictions for an array or DataFrame (rows, features); fails where they cannot be had."""
        if not self.is_fitted:
            fail(f"{self.what} is not fitted")
        if self.evidence == "claimed":
            return self._ask(x)
        scores = self._run(x)
        if self.classes is None:
            return scores
        return self.classes[np.argmax(scores, axis=1)]

    def predict_proba(self, x: Any) -> np.ndarray:
        """Return the scores of the classes (rows, classes); probabilities where the model has such."""
        if self.classes is None or self.evidence == "claimed":
            fail(f"{self.what}: its probabilities cannot be computed")
        return self._run(x)

    def transform(self, x: Any) -> np.ndarray:
        """Return what a transformation makes of the rows."""
        if self._transform is None:
            fail(f"{self.what}: it cannot be computed what it makes of data")
        return self._transform(_as_matrix(x, self.n_features, self.what))

    def attr(self, name: str) -> Any:
        """An attribute as the candidate's kernel gives it: a claim."""
        notes.claimed = True
        return self._reach().attr(name)

    def _reach(self) -> Handle:
        if self._handle is None:
            raise RubricError(f"{self.what} has no handle")
        return self._handle

    def _run(self, x: Any) -> np.ndarray:
        if self.search is not None:
            assert self.search.best is not None
            return self.search.best._run(x)
        if self._predictor is None:
            fail(f"{self.what} ({self.class_name}) does not predict")
        table = self._arrange(x)
        with np.errstate(all="ignore"):
            return self._predictor(table)

    def _arrange(self, x: Any) -> np.ndarray:
        """The columns in the order in which the model was trained, where both have names."""
        names = self.names
        if isinstance(x, pd.DataFrame) and names is not None:
            known = {_normalise(str(column)): place for place, column in enumerate(x.columns)}
            places = [known.get(_normalise(name)) for name in names]
            if all(place is not None for place in places) and len(set(places)) == len(places):
                x = x.iloc[:, places]
        return _as_matrix(x, self.n_features, self.what)

    @property
    def names(self) -> list[str] | None:
        """The names of the columns that it was trained on, where it was trained on named ones."""
        if self.search is not None and self.search.best is not None:
            return self.search.best.names
        return self.feature_names or (self.steps[0][1].names if self.steps else None)

    def _ask(self, x: Any) -> np.ndarray:
        notes.claimed = True
        if isinstance(x, pd.DataFrame) and self.feature_names is None:
            x = x.to_numpy()
        predicted = self._reach().call("predict", x)
        if isinstance(predicted, (pd.Series, pd.DataFrame, list, tuple)):
            try:
                predicted = np.asarray(predicted)
            except ValueError:
                fail(f"{self.what}.predict: expected a prediction for each row")
        if not isinstance(predicted, np.ndarray) or predicted.size != len(x):
            fail(f"{self.what}.predict: expected a prediction for each of {len(x)} rows")
        return predicted.ravel()


def parse_model(data: Any, what: str, handle: Handle | None) -> Model:
    """Return the model that an agent described; fails where what came is malformed."""
    if not isinstance(data, dict):
        fail(f"{what}: the model could not be read")
    try:
        return _parse(data, what, handle, 0)
    except MalformedError as error:
        fail(f"{what}: the model could not be read ({error})")
    except (LookupError, TypeError, ValueError, OverflowError, AttributeError, RecursionError) as error:
        fail(f"{what}: the model could not be read ({type(error).__name__})")


def _parse(data: Any, what: str, handle: Handle | None, depth: int) -> Model:
    if not isinstance(data, dict) or depth > 6:
        _refuse("a part of it is malformed")
    model = Model(data, what, handle)
    form = data.get("form")
    read = _READERS.get(form) if isinstance(form, str) else None
    if read is None:
        if model.class_name in _KNOWN_NAMES and not model.bases:
            fail(f"{model.what} is called {model.class_name}, but is none of scikit-learn's")
        model.evidence = "claimed"
        return model
    model.kind = str(form)
    if model.n_features is not None and model.n_features > MAX_FEATURES:
        _refuse("it has too many features")
    read(model, data, depth)
    return model


def _read_tree(model: Model, data: dict[str, Any], depth: int) -> None:
    trees = _read_trees(model, data)
    if len(trees.roots) != 1:
        _refuse("a tree has one root")
    model._predictor = lambda x: _mean_votes(model, trees, x)
    model._importances = lambda: trees.importances()[0]


def _read_forest(model: Model, data: dict[str, Any], depth: int) -> None:
    trees = _read_trees(model, data)
    model._predictor = lambda x: _mean_votes(model, trees, x)
    model._importances = lambda: _normalised(trees.importances()[trees.sizes > 1])


def _read_trees(model: Model, data: dict[str, Any], *, has_votes: bool = True) -> Trees:
    model.trees = parse_trees(data["trees"], _need(model.n_features))
    if has_votes:
        _expect_width(model.trees, 1 if model.classes is None else len(model.classes))
        if model.classes is not None and not model.trees.are_class_shares():
            # Honest in rare cases (constrained or clipped values), and then no longer what the arrays alone show.
            model.evidence = "claimed"
    return model.trees


def _expect_width(trees: Trees, width: int) -> None:
    if trees.value.shape[1] != width:
        _refuse("its leaves do not fit its classes")


def _mean_votes(model: Model, trees: Trees, x: np.ndarray) -> np.ndarray:
    total = np.zeros((len(x), trees.value.shape[1]))
    for values in trees.leaf_values(x):
        total += values if model.classes is None else _shares(values)
    mean = total / len(trees.roots)
    return mean if model.classes is not None else mean[:, 0]


def _shares(values: np.ndarray) -> np.ndarray:
    sums = values.sum(axis=1, keepdims=True)
    return values / np.where(sums == 0, 1, sums)


def _read_bagging(model: Model, data: dict[str, Any], depth: int) -> None:
    classes, n_features = model.classes, _need(model.n_features)
    if classes is None:
        _refuse("it has no classes")
    columns = read_array(data["columns"], "iu", 2)
    trees = parse_trees(data["trees"], columns.shape[1])
    model.trees = trees
    members = _read_members(data, len(trees.roots))
    if len(columns) != len(trees.roots) or np.any(columns < 0) or np.any(columns >= n_features):
        _refuse("its trees do not fit its columns")
    places = [np.arange(len(classes)) if len(own) == len(classes) else _places(own, len(classes)) for own in members]
    if trees.value.shape[1] != max(len(own) for own in members):
        _refuse("its leaves do not fit its classes")

    def predict(x: np.ndarray) -> np.ndarray:
        total = np.zeros((len(x), len(classes)))
        for place, own in enumerate(places):
            values = trees.leaf_values_of(place, x[:, columns[place]])[:, : len(own)]
            total[:, own] += _shares(values)
        return total / len(places)

    def importances() -> np.ndarray:
        total = np.zeros(n_features)
        for own, chosen in zip(trees.importances(), columns, strict=True):
            np.add.at(total, chosen, own)
        return total / len(columns)

    model._predictor, model._importances = predict, importances


def _places(own: np.ndarray, count: int) -> np.ndarray:
    if own.dtype.kind not in "iu" or own.min() < 0 or own.max() >= count:
        _refuse("the classes of a part do not fit")
    return own.astype(int)


def _read_members(data: dict[str, Any], count: int) -> list[np.ndarray]:
    members = data["memberClasses"]
    if not isinstance(members, list) or len(members) != count:
        _refuse("the classes of its parts are malformed")
    read = [_read_classes(member) for member in members]
    found = [member for member in read if member is not None]
    if len(found) != count:
        _refuse("the classes of its parts are malformed")
    return found


def _read_adaboost(model: Model, data: dict[str, Any], depth: int) -> None:
    classes = model.classes
    if classes is None:
        _refuse("it has no classes")
    trees = parse_trees(data["trees"], _need(model.n_features))
    model.trees = trees
    members = _read_members(data, len(trees.roots))
    weights = read_array(data["weights"], "f", 1)
    if len(weights) != len(trees.roots) or not np.all(np.isfinite(weights)) or weights.sum() <= 0:
        _refuse("the weights of its parts are malformed")
    known = {str(name): place for place, name in enumerate(classes.tolist())}
    try:
        places = [np.array([known[str(name)] for name in own.tolist()]) for own in members]
    except KeyError:
        _refuse("the classes of a part do not fit")

    def predict(x: np.ndarray) -> np.ndarray:
        scores = np.zeros((len(x), len(classes)))
        for place, own in enumerate(places):
            chosen = own[np.argmax(trees.leaf_values_of(place, x)[:, : len(own)], axis=1)]
            hit = chosen[:, None] == np.arange(len(classes))
            scores += np.where(hit, weights[place], -weights[place] / max(1, len(classes) - 1))
        return scores / weights.sum()

    model._predictor = predict
    model._importances = lambda: np.average(trees.importances(), axis=0, weights=weights)


def _read_gradient_boosting(model: Model, data: dict[str, Any], depth: int) -> None:
    trees = _read_trees(model, data, has_votes=False)
    _expect_width(trees, 1)
    per_round = _per_round(data, model, trees)
    rate = float(read_array(data["rate"], "iuf", 0))
    start, scale = np.zeros(per_round), 1.0
    exponential = data.get("loss") == "exponential"
    if data.get("priors") is not None:
        priors = read_array(data["priors"], "f", 1)
        if model.classes is None or len(priors) != len(model.classes):
            _refuse("its start does not fit its classes")
        shares = np.clip(priors, np.finfo(float).eps, 1 - np.finfo(float).eps)
        if per_round == 1:
            start, scale = np.array([np.log(shares[1] / (1 - shares[1]))]), 0.5 if exponential else 1.0
        else:
            start = np.log(shares) - np.mean(np.log(shares))
    factor = 2.0 if exponential else 1.0

    def predict(x: np.ndarray) -> np.ndarray:
        raw = np.tile(start * scale, (len(x), 1))
        for place, values in enumerate(trees.leaf_values(x)):
            raw[:, place % per_round] += rate * values[:, 0]
        return _boosted_shares(factor * raw, ties_go_up=True)

    def importances() -> np.ndarray:
        grown = trees.importances(normalise=False)[trees.sizes > 1]
        return _normalised(grown)

    model._predictor, model._importances = predict, importances


def _read_hist_gradient_boosting(model: Model, data: dict[str, Any], depth: int) -> None:
    trees = parse_trees(data["trees"], _need(model.n_features), is_hist=True)
    model.trees = trees
    _expect_width(trees, 1)
    per_round = _per_round(data, model, trees)
    start = read_array(data["start"], "f", 1).astype(float)
    if len(start) not in (1, per_round):
        _refuse("its start does not fit its classes")

    def predict(x: np.ndarray) -> np.ndarray:
        raw = np.tile(np.broadcast_to(start, (per_round,)), (len(x), 1))
        for place, values in enumerate(trees.leaf_values(x, single=False)):
            raw[:, place % per_round] += values[:, 0]
        return _boosted_shares(raw, ties_go_up=False)

    model._predictor = predict
    model._importances = lambda: _normalised(trees.gains())


def _per_round(data: dict[str, Any], model: Model, trees: Trees) -> int:
    per_round = read_count(data["perRound"], MAX_CLASSES)
    if model.classes is None:
        # Boosted regression: its losses and starts are many, and no question asks for one.
        _refuse("it has no classes")
    if per_round != (1 if len(model.classes) == 2 else len(model.classes)) or len(trees.roots) % per_round:
        _refuse("its trees do not fit its classes")
    return per_round


def _boosted_shares(raw: np.ndarray, *, ties_go_up: bool) -> np.ndarray:
    if raw.shape[1] > 1:
        shares = np.exp(raw - raw.max(axis=1, keepdims=True))
        return shares / shares.sum(axis=1, keepdims=True)
    upper = 1 / (1 + np.exp(-raw[:, 0]))
    if ties_go_up:
        upper = np.where(raw[:, 0] == 0, np.nextafter(0.5, 1), upper)
    return np.column_stack([1 - upper, upper])


def _read_linear(model: Model, data: dict[str, Any], depth: int) -> None:
    coef = np.atleast_2d(read_array(data["coef"], "f"))
    intercept = np.ravel(read_array(data["intercept"], "iuf"))
    classes = model.classes
    rows = 1 if classes is None or len(classes) == 2 else len(classes)
    if coef.ndim != 2 or coef.shape[0] != rows or len(intercept) not in (1, rows):
        _refuse("its coefficients do not fit its classes")
    model.arrays = {"coef": coef, "intercept": intercept}
    model.n_features = coef.shape[1]

    def predict(x: np.ndarray) -> np.ndarray:
        scores = x @ coef.T + intercept
        if classes is None:
            return scores[:, 0]
        return np.column_stack([-scores[:, 0], scores[:, 0]]) if scores.shape[1] == 1 else scores

    model._predictor = predict


def _read_pca(model: Model, data: dict[str, Any], depth: int) -> None:
    components = read_array(data["components"], "f", 2)
    names = ("mean", "variance", "ratio")
    mean, variance, ratio = (read_array(data[name], "f", 1) for name in names)
    if len(mean) != components.shape[1] or not len(variance) == len(ratio) == len(components):
        _refuse("its axes do not fit together")
    model.arrays = {"components": components, "mean": mean, "variance": variance, "ratio": ratio}
    model.n_features = components.shape[1]
    divisor = np.sqrt(np.maximum(variance, np.finfo(variance.dtype).eps)) if data.get("whiten") is True else 1.0
    model._transform = lambda x: (x - mean) @ components.T / divisor


def _read_scaler(model: Model, data: dict[str, Any], depth: int) -> None:
    steps: list[tuple[np.ufunc, np.ndarray]] = []
    for name, operation in (
        ("subtract", np.subtract),
        ("divide", np.divide),
        ("multiply", np.multiply),
        ("add", np.add),
    ):
        if data.get(name) is not None:
            values = read_array(data[name], "f", 1)
            if len(values) != _need(model.n_features):
                _refuse("a scaler does not fit its columns")
            steps.append((operation, values))
    limits = None if data.get("clip") is None else [float(side) for side in data["clip"]]
    if limits is not None and len(limits) != 2:
        _refuse("the range of a scaler is malformed")

    def transform(x: np.ndarray) -> np.ndarray:
        for operation, values in steps:
            x = operation(x, values)
        return x if limits is None else np.clip(x, limits[0], limits[1])

    model._transform = transform


def _read_normalizer(model: Model, data: dict[str, Any], depth: int) -> None:
    order = {"l1": 1, "l2": 2, "max": np.inf}.get(data["norm"])
    if order is None:
        _refuse("its norm is unknown")

    def transform(x: np.ndarray) -> np.ndarray:
        norms = np.linalg.norm(x, ord=order, axis=1, keepdims=True)
        return x / np.where(norms == 0, 1, norms)

    model._transform = transform


def _read_imputer(model: Model, data: dict[str, Any], depth: int) -> None:
    fill = read_array(data["fill"], "f", 1)
    if len(fill) != _need(model.n_features) or not np.all(np.isfinite(fill)):
        _refuse("what it fills in does not fit its columns")
    model._transform = lambda x: np.where(np.isnan(x), fill, x)


def _read_select(model: Model, data: dict[str, Any], depth: int) -> None:
    kept = read_array(data["kept"], "b", 1)
    if len(kept) != _need(model.n_features):
        _refuse("what it keeps does not fit its columns")
    model.arrays = {"kept": kept}
    model._transform = lambda x: x[:, kept]


def _read_identity(model: Model, data: dict[str, Any], depth: int) -> None:
    model._transform = lambda x: x


def _read_pipeline(model: Model, data: dict[str, Any], depth: int) -> None:
    steps = data["steps"]
    if not isinstance(steps, list) or not 0 < len(steps) <= MAX_STEPS:
        _refuse("its steps are malformed")
    model.steps = [(_text(step["name"]), _parse(step["model"], model.what, None, depth + 1)) for step in steps]
    last = model.steps[-1][1]
    model.is_fitted = all(step.is_fitted for _, step in model.steps)
    model.classes = last.final.classes
    model.n_features = next((step.n_features for _, step in model.steps if step.n_features is not None), None)
    if last._predictor is None or any(step._transform is None for _, step in model.steps[:-1]):
        model.evidence = "claimed"
        return
    if any(step.evidence == "claimed" for _, step in model.steps):
        model.evidence = "claimed"

    def predict(x: np.ndarray) -> np.ndarray:
        for _, step in model.steps[:-1]:
            x = step.transform(x)
        return _need_predictor(last)(_as_matrix(x, last.n_features, model.what))

    model._predictor = predict


def _read_search(model: Model, data: dict[str, Any], depth: int) -> None:
    found = data.get("best")
    best = None if found is None else _parse(found, model.what, None, depth + 1)
    model.search = Search(data, best)
    if best is None:
        model.is_fitted = model.search.is_fitted
        model.evidence = "claimed"
        return
    model.evidence, model.is_fitted = best.evidence, best.is_fitted
    model.classes, model.n_features = best.classes, best.n_features


_READERS: dict[str, Callable[[Model, dict[str, Any], int], None]] = {
    "tree": _read_tree,
    "forest": _read_forest,
    "bagging": _read_bagging,
    "adaboost": _read_adaboost,
    "gradient_boosting": _read_gradient_boosting,
    "hist_gradient_boosting": _read_hist_gradient_boosting,
    "linear": _read_linear,
    "pca": _read_pca,
    "scaler": _read_scaler,
    "normalizer": _read_normalizer,
    "imputer": _read_imputer,
    "select": _read_select,
    "identity": _read_identity,
    "pipeline": _read_pipeline,
    "search": _read_search,
}


def _normalised(importances: np.ndarray) -> np.ndarray:
    """The mean of the trees' importances, scaled to the sum 1."""
    if len(importances) == 0:
        return np.zeros(importances.shape[1])
    mean = importances.mean(axis=0)
    return mean / mean.sum() if mean.sum() > 0 else mean


def _as_matrix(x: Any, n_features: int | None, what: str) -> np.ndarray:
    table = np.asarray(x, dtype=float)
    if table.ndim != 2 or (n_features is not None and table.shape[1] != n_features):
        shown = table.shape[1] if table.ndim == 2 else "no"
        fail(f"{what}: it takes {n_features} features, the rows have {shown}")
    return table


def _need_predictor(model: Model) -> Predictor:
    if model._predictor is None:
        _refuse("its last step does not predict")
    return model._predictor


def _need(count: int | None) -> int:
    if count is None or not 0 < count <= MAX_FEATURES:
        _refuse("how many features it takes is missing or malformed")
    return count


def _read_classes(value: Any) -> np.ndarray | None:
    if isinstance(value, (list, tuple)):
        value = np.asarray(value)
    if not isinstance(value, np.ndarray) or value.ndim != 1 or not 0 < len(value) <= MAX_CLASSES:
        return None
    if value.dtype.kind in "iubfU":
        return value
    return value if all(isinstance(item, (str, int, float)) for item in value.tolist()) else None


def _read_names(value: Any, count: int | None) -> list[str] | None:
    if not isinstance(value, np.ndarray) or value.ndim != 1 or len(value) != count:
        return None
    names = value.tolist()
    return [name[:200] for name in names] if all(isinstance(name, str) for name in names) else None


def _normalise(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


def _text(value: Any) -> str:
    return value[:200] if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    return [_text(item) for item in value[:200]] if isinstance(value, list) else []


def _whole(value: Any) -> int | None:
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool) and 0 <= value < 2**31:
        return int(value)
    return None


def _refuse(reason: str) -> NoReturn:
    raise MalformedError(reason)


def describe_kinds(kinds: Sequence[str]) -> str:
    """Say which class names the kinds stand for."""
    return ", ".join(_CLASS_NAMES[kind][0] for kind in kinds if kind in _CLASS_NAMES)
