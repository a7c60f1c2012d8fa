"""A fitted model as data: the arrays of its trees, coefficients and transformations. The judge predicts with them.

A model is recognised by the names of its scikit-learn bases and read by its fitted attributes. What this module does
not know, or finds in an unexpected state, goes as the form ``other``: the judge can only ask such a one.
"""

import contextlib
import sys
from typing import Any

MAX_DEPTH = 4
MAX_STEPS = 30
MAX_PARAMS = 80
MAX_PARTS = 20
DRAWS = 64
_TREE_ARRAYS = {
    "left": "children_left",
    "right": "children_right",
    "feature": "feature",
    "threshold": "threshold",
    "samples": "n_node_samples",
    "weight": "weighted_n_node_samples",
    "impurity": "impurity",
    "missingLeft": "missing_go_to_left",
}
_HIST_FIELDS = {
    "left": "left",
    "right": "right",
    "feature": "feature_idx",
    "threshold": "num_threshold",
    "samples": "count",
    "value": "value",
    "gain": "gain",
    "leaf": "is_leaf",
    "missingLeft": "missing_go_to_left",
}
#: `_n_samples` is how many rows a forest that draws its rows was fitted on.
_ATTRIBUTES = {
    "classes": "classes_",
    "nFeatures": "n_features_in_",
    "names": "feature_names_in_",
    "fittedRows": "_n_samples",
}
_getattr, _isinstance, _len, _list, _str, _type, _dict = getattr, isinstance, len, list, str, type, dict
_FAILURES = (Exception, SystemExit)


class _UnknownFormError(Exception):
    """The model is of a kind that cannot be sent as arrays."""


def describe_model(value: Any, depth: int = 0) -> dict[str, Any]:
    """Return what the judge needs to rebuild a model: its form, the names of its class and bases, parameters, arrays.

    A tree whose arrays are not there is ``fitted: False``. Nothing here calls a method that predicts.
    """
    bases = _base_names(value)
    described: dict[str, Any] = {"class": _type(value).__name__[:200], "bases": bases, "params": _params(value)}
    for name, attribute in _ATTRIBUTES.items():
        with contextlib.suppress(*_FAILURES):
            described[name] = _getattr(value, attribute)
    try:
        if depth > MAX_DEPTH:
            raise _UnknownFormError
        form = next((read for base, read in _FORMS.items() if base in bases), _select)
        described |= form(value, depth)
    except _UnknownFormError:
        described |= {"form": "other", "parts": _part_names(value)}
    except AttributeError:
        described |= {"form": "other", "fitted": False, "parts": _part_names(value)}
    except _FAILURES:
        # A tree or a forest whose arrays raise when they are read is none.
        lies = any(_FORMS.get(base) in (_tree, _forest) for base in bases)
        described |= {"form": "other", "parts": _part_names(value), **({"fitted": False} if lies else {})}
    return described


def without_trees(described: Any) -> Any:
    """The same without the arrays of trees, for a model that is too large for one message: it can only be asked."""
    if _isinstance(described, list):
        return [without_trees(item) for item in described]
    if not _isinstance(described, dict):
        return described
    kept = {name: without_trees(item) for name, item in _dict.items(described) if name != "trees"}
    return kept if _len(kept) == _len(described) else {**kept, "form": "other"}


def _base_names(value: Any) -> list[str]:
    bases = [base for base in _type.mro(_type(value)) if _str(base.__module__).startswith("sklearn.")]
    return [base.__name__[:200] for base in bases[:40]]


def _params(value: Any) -> dict[str, Any]:
    try:
        params = value.get_params(deep=False)
        return {_str(name)[:100]: _plain(params[name]) for name in _list(params)[:MAX_PARAMS]}
    except _FAILURES:
        return {}


def _plain(value: Any) -> Any:
    """A parameter where it is a simple value, else its repr: a parameter may hold data of any size."""
    numpy = sys.modules["numpy"]
    if value is None or _isinstance(value, (bool, int, float, numpy.bool_, numpy.integer, numpy.floating)):
        return value
    return value[:200] if _isinstance(value, _str) else {"repr": repr(value)[:200]}


def _part_names(value: Any) -> list[str]:
    """The bases of what a model of an unknown form is made of: says whether there is a tree in it (a claim)."""
    names: list[str] = []
    for attribute in ("estimators_", "estimator_", "calibrated_classifiers_", "final_estimator_", "estimator"):
        with contextlib.suppress(*_FAILURES):
            found = _getattr(value, attribute)
            for part in (_list(found) if _isinstance(found, (list, tuple)) else [found])[:MAX_PARTS]:
                names += [name for name in _base_names(part) if name not in names]
                nested = _getattr(part, "estimator", None)
                names += [name for name in _base_names(nested) if name not in names]
    return names[:200]


def _tree(value: Any, depth: int) -> dict[str, Any]:
    return {"form": "tree", "trees": _join_trees([value])}


def _forest(value: Any, depth: int) -> dict[str, Any]:
    return {"form": "forest", "trees": _join_trees(_list(value.estimators_))}


def _bagging(value: Any, depth: int) -> dict[str, Any]:
    numpy = sys.modules["numpy"]
    members = _list(value.estimators_)
    columns = numpy.array(value.estimators_features_)
    classes = [numpy.asarray(member.classes_) for member in members]
    trees = _join_trees(members)
    return {"form": "bagging", "trees": trees, "columns": columns, "memberClasses": classes}


def _adaboost(value: Any, depth: int) -> dict[str, Any]:
    members = _list(value.estimators_)
    classes = [member.classes_ for member in members]
    weights = value.estimator_weights_[: _len(members)]
    return {"form": "adaboost", "trees": _join_trees(members), "memberClasses": classes, "weights": weights}


def _gradient_boosting(value: Any, depth: int) -> dict[str, Any]:
    start = value.init_
    if _isinstance(start, _str):
        priors = None
    elif _type(start).__name__ == "DummyClassifier" and start.strategy == "prior":
        priors = start.class_prior_
    else:
        raise _UnknownFormError
    return {
        "form": "gradient_boosting",
        "trees": _join_trees(value.estimators_.ravel().tolist()),
        "perRound": value.estimators_.shape[1],
        "rate": value.learning_rate,
        "loss": value.loss,
        "priors": priors,
    }


def _hist_gradient_boosting(value: Any, depth: int) -> dict[str, Any]:
    numpy = sys.modules["numpy"]
    if _getattr(value, "_preprocessor", None) is not None:
        raise _UnknownFormError
    rounds = value._predictors
    members = [predictor.nodes for each in rounds for predictor in each]
    if any(nodes["is_categorical"].any() for nodes in members):
        raise _UnknownFormError
    trees = {name: numpy.concatenate([nodes[field] for nodes in members]) for name, field in _HIST_FIELDS.items()}
    trees["sizes"] = numpy.array([_len(nodes) for nodes in members])
    start = numpy.ravel(value._baseline_prediction)
    return {"form": "hist_gradient_boosting", "trees": trees, "perRound": _len(rounds[0]), "start": start}


def _join_trees(members: list[Any]) -> dict[str, Any]:
    """The nodes of all trees, one after the other; `sizes` says how many each has. Children count within their tree."""
    numpy = sys.modules["numpy"]
    if any("BaseDecisionTree" not in _base_names(member) for member in members):
        raise _UnknownFormError
    trees = [member.tree_ for member in members]
    if not trees or any(tree.n_outputs != 1 for tree in trees):
        raise _UnknownFormError
    arrays = {name: numpy.concatenate([_getattr(t, old) for t in trees]) for name, old in _TREE_ARRAYS.items()}
    for name in ("left", "right", "feature", "samples"):
        arrays[name] = arrays[name].astype(numpy.int32)
    if _len({tree.value.shape[2] for tree in trees}) > 1:
        # Bagged trees that saw not all the classes: padded, their own classes tell which columns count.
        widest = max(tree.value.shape[2] for tree in trees)
        values = [numpy.pad(t.value[:, 0, :], ((0, 0), (0, widest - t.value.shape[2]))) for t in trees]
    else:
        values = [tree.value[:, 0, :] for tree in trees]
    return {**arrays, "value": numpy.concatenate(values), "sizes": numpy.array([tree.node_count for tree in trees])}


def _linear(value: Any, depth: int) -> dict[str, Any]:
    return {"form": "linear", "coef": value.coef_, "intercept": value.intercept_}


def _pca(value: Any, depth: int) -> dict[str, Any]:
    return {
        "form": "pca",
        "components": value.components_,
        "mean": value.mean_,
        "variance": value.explained_variance_,
        "ratio": value.explained_variance_ratio_,
        "whiten": bool(value.whiten),
    }


def _standard_scaler(value: Any, depth: int) -> dict[str, Any]:
    mean, scale = value.mean_, value.scale_
    return {
        "form": "scaler",
        "subtract": mean if value.with_mean else None,
        "divide": scale if value.with_std else None,
    }


def _min_max_scaler(value: Any, depth: int) -> dict[str, Any]:
    clip = _list(value.feature_range) if value.clip else None
    return {"form": "scaler", "multiply": value.scale_, "add": value.min_, "clip": clip}


def _robust_scaler(value: Any, depth: int) -> dict[str, Any]:
    center, scale = value.center_, value.scale_
    return {
        "form": "scaler",
        "subtract": center if value.with_centering else None,
        "divide": scale if value.with_scaling else None,
    }


def _max_abs_scaler(value: Any, depth: int) -> dict[str, Any]:
    return {"form": "scaler", "divide": value.scale_}


def _normalizer(value: Any, depth: int) -> dict[str, Any]:
    return {"form": "normalizer", "norm": value.norm}


def _imputer(value: Any, depth: int) -> dict[str, Any]:
    numpy = sys.modules["numpy"]
    marker = value.missing_values
    if value.add_indicator or not (_isinstance(marker, float) and numpy.isnan(marker)):
        raise _UnknownFormError
    return {"form": "imputer", "fill": numpy.asarray(value.statistics_, dtype=float)}


def _select(value: Any, depth: int) -> dict[str, Any]:
    """What keeps some columns as they are; anything else is unknown."""
    numpy = sys.modules["numpy"]
    if "SelectorMixin" not in _base_names(value):
        raise _UnknownFormError
    return {"form": "select", "kept": numpy.asarray(value.get_support(), dtype=bool)}


def _pipeline(value: Any, depth: int) -> dict[str, Any]:
    steps = []
    for name, step in _list(value.steps)[:MAX_STEPS]:
        is_identity = step is None or (_isinstance(step, _str) and step == "passthrough")
        described = {"form": "identity"} if is_identity else describe_model(step, depth + 1)
        steps.append({"name": _str(name)[:100], "model": described})
    return {"form": "pipeline", "steps": steps}


def _search(value: Any, depth: int) -> dict[str, Any]:
    results = _getattr(value, "cv_results_", None)
    best = _getattr(value, "best_estimator_", None)
    best_params = _getattr(value, "best_params_", None)
    described = {
        "form": "search",
        "fitted": results is not None,
        "estimator": _outline(value.estimator),
        "best": None if best is None else describe_model(best, depth + 1),
        "bestParams": None
        if best_params is None
        else {_str(key)[:100]: _plain(best_params[key]) for key in best_params},
        "folds": _getattr(value, "n_splits_", None),
        "tried": 0 if results is None else _len(results["params"]),
        "space": _space(value),
    }
    return described


def _space(value: Any) -> dict[str, int]:
    """How many different values each parameter may take, in all the parts of the space together."""
    found = _getattr(value, "param_distributions", None)
    if found is None:
        found = _getattr(value, "param_grid", {})
    values: dict[str, set[str]] = {}
    for part in (found if _isinstance(found, (list, tuple)) else [found])[:MAX_STEPS]:
        for key in _list(part)[:MAX_PARAMS]:
            values.setdefault(_str(key)[:100], set()).update(_possible_values(part[key]))
    return {key: _len(each) for key, each in values.items()}


def _outline(value: Any) -> list[list[str]]:
    """The bases of an estimator, or of each step of a pipeline."""
    if "Pipeline" in _base_names(value):
        return [_base_names(step) for _, step in _list(value.steps)[:MAX_STEPS]]
    return [_base_names(value)]


def _possible_values(values: Any) -> set[str]:
    """The values that are listed, or those among a few draws of a distribution."""
    draw = _getattr(values, "rvs", None)
    if draw is not None:
        values = draw(size=DRAWS, random_state=0)
    return {repr(item)[:200] for item in _list(values)[:10_000]}


_FORMS = {
    "BaseSearchCV": _search,
    "Pipeline": _pipeline,
    "BaseDecisionTree": _tree,
    "BaseForest": _forest,
    "BaseBagging": _bagging,
    "BaseWeightBoosting": _adaboost,
    "BaseGradientBoosting": _gradient_boosting,
    "BaseHistGradientBoosting": _hist_gradient_boosting,
    "LinearClassifierMixin": _linear,
    "LinearModel": _linear,
    "PCA": _pca,
    "StandardScaler": _standard_scaler,
    "MinMaxScaler": _min_max_scaler,
    "RobustScaler": _robust_scaler,
    "MaxAbsScaler": _max_abs_scaler,
    "Normalizer": _normalizer,
    "SimpleImputer": _imputer,
}
