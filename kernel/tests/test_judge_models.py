"""Models rebuilt in the judge predict what scikit-learn's predict, and what is malformed is the candidate's failure."""

import copy
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from judge_driver import Answers, create_marker, mark, mark_one
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.decomposition import PCA
from sklearn.ensemble import (
    AdaBoostClassifier,
    BaggingClassifier,
    ExtraTreesClassifier,
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
    VotingClassifier,
)
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV, StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, Normalizer, RobustScaler, StandardScaler
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor, ExtraTreeClassifier

from assay_agent.models import describe_model, without_trees
from assay_judge import expectations
from assay_judge.models import Model, parse_model
from assay_judge.outcomes import CheckFailedError
from assay_wire import decode, encode

CANCER, IRIS = load_breast_cancer(), load_iris()
SETS = {
    "two classes": (CANCER.data, CANCER.target),
    "three classes": (IRIS.data, IRIS.target),
    "names": (IRIS.data, IRIS.target_names[IRIS.target]),
}
MODELS: dict[str, Any] = {
    "tree": DecisionTreeClassifier(random_state=0),
    "entropy tree": DecisionTreeClassifier(criterion="entropy", max_depth=4, class_weight="balanced", random_state=0),
    "pruned tree": DecisionTreeClassifier(ccp_alpha=0.01, random_state=0),
    "best-first tree": DecisionTreeClassifier(max_leaf_nodes=7, random_state=0),
    "extra tree": ExtraTreeClassifier(random_state=0),
    "forest": RandomForestClassifier(25, random_state=0),
    "balanced forest": RandomForestClassifier(9, class_weight="balanced_subsample", random_state=0),
    "extra trees": ExtraTreesClassifier(15, random_state=0),
    "stumps": RandomForestClassifier(6, max_depth=1, bootstrap=False, random_state=0),
    "bagging": BaggingClassifier(DecisionTreeClassifier(), 8, max_features=0.7, random_state=0),
    "small bags": BaggingClassifier(DecisionTreeClassifier(), 8, max_samples=4, random_state=3),
    "adaboost": AdaBoostClassifier(n_estimators=12, random_state=0),
    "deep adaboost": AdaBoostClassifier(DecisionTreeClassifier(max_depth=3), n_estimators=7, random_state=0),
    "boosting": GradientBoostingClassifier(n_estimators=12, random_state=0),
    "boosting from zero": GradientBoostingClassifier(n_estimators=9, init="zero", subsample=0.7, random_state=0),
    "hist boosting": HistGradientBoostingClassifier(max_iter=12, random_state=0),
}


def rebuild(model: Any, handle: Any = None) -> Model:
    """A model as it comes over the wire."""
    data = decode(json.loads(json.dumps(encode(describe_model(model)), allow_nan=False)))
    return parse_model(data, "clf", handle)


def perturbed(x: np.ndarray, seed: int = 1) -> np.ndarray:
    return x + np.random.default_rng(seed).normal(size=x.shape) * x.std(axis=0) * 0.3


@pytest.mark.parametrize("rows", SETS)
@pytest.mark.parametrize("name", MODELS)
def test_a_rebuilt_model_predicts_and_weighs_features_as_the_fitted_one(name: str, rows: str) -> None:
    x, y = SETS[rows]
    fitted = copy.deepcopy(MODELS[name]).fit(x, y)
    model, new = rebuild(fitted), perturbed(x)
    assert model.evidence == "computed"
    assert model.is_tree_based
    assert model.predict(new).tolist() == fitted.predict(new).tolist()
    if "adaboost" not in name:
        np.testing.assert_allclose(model.predict_proba(new), fitted.predict_proba(new), rtol=1e-9, atol=1e-12)
    importances = getattr(fitted, "feature_importances_", None)
    if importances is not None:
        np.testing.assert_allclose(model.feature_importances, importances, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("loss", ["log_loss", "exponential"])
def test_both_losses_of_boosting(loss: str) -> None:
    x, y = SETS["two classes"]
    fitted = GradientBoostingClassifier(loss=loss, n_estimators=8, random_state=0).fit(x, y)
    new = perturbed(x)
    np.testing.assert_allclose(rebuild(fitted).predict_proba(new), fitted.predict_proba(new), rtol=1e-9)


@pytest.mark.parametrize("fitted", [
    make_pipeline(StandardScaler(), DecisionTreeClassifier(random_state=0)),
    make_pipeline(MinMaxScaler(clip=True), RobustScaler(), RandomForestClassifier(5, random_state=0)),
    make_pipeline(SimpleImputer(), MaxAbsScaler(), Normalizer(), PCA(3), RandomForestClassifier(5, random_state=0)),
    make_pipeline(SelectKBest(k=3), LogisticRegression(max_iter=5000)),
    Pipeline([("nothing", "passthrough"), ("whitened", PCA(3, whiten=True)), ("svm", LinearSVC())]),
    GridSearchCV(DecisionTreeClassifier(random_state=0), {"max_depth": [2, 5]}, cv=3),
    RandomizedSearchCV(make_pipeline(StandardScaler(with_std=False), RandomForestClassifier(4)),
                       {"randomforestclassifier__max_depth": [2, 3, 4]}, n_iter=2, cv=3, random_state=0),
])  # fmt: skip
@pytest.mark.parametrize("rows", SETS)
def test_pipelines_and_searches_are_rebuilt_to_the_last_step(fitted: Any, rows: str) -> None:
    x, y = SETS[rows]
    fitted.fit(x, y)
    model, new = rebuild(fitted), perturbed(x)
    assert model.evidence == "computed"
    assert model.predict(new).tolist() == fitted.predict(new).tolist()


def test_importances_pass_through_steps_that_keep_the_columns() -> None:
    x, y = SETS["two classes"]
    scaled = make_pipeline(StandardScaler(), DecisionTreeClassifier(random_state=0)).fit(x, y)
    np.testing.assert_allclose(rebuild(scaled).feature_importances, scaled[-1].feature_importances_)
    chosen = make_pipeline(SelectKBest(k=4), DecisionTreeClassifier(random_state=0)).fit(x, y)
    importances = rebuild(chosen).feature_importances
    assert importances is not None
    np.testing.assert_allclose(importances[chosen[0].get_support()], chosen[-1].feature_importances_)
    assert importances.shape == (30,)
    turned = make_pipeline(PCA(5), DecisionTreeClassifier(random_state=0)).fit(x, y)
    assert rebuild(turned).feature_importances is None


def test_columns_are_found_by_name_whatever_their_order() -> None:
    frame = pd.DataFrame(IRIS.data, columns=IRIS.feature_names)
    fitted = RandomForestClassifier(5, random_state=0).fit(frame[frame.columns[::-1]], IRIS.target)
    model = rebuild(fitted)
    assert model.predict(frame).tolist() == fitted.predict(frame[frame.columns[::-1]]).tolist()
    with pytest.raises(CheckFailedError, match="takes 4 features"):
        model.predict(frame.iloc[:, :3])


def test_training_rows_show_in_weights_of_a_bootstrap_and_in_counts_without_one() -> None:
    x, y = SETS["three classes"]
    for options, shown in [({}, 150), ({"bootstrap": False}, 150), ({"max_samples": 0.5}, 75)]:
        fitted = RandomForestClassifier(6, random_state=0, **options).fit(x, y)
        assert rebuild(fitted).n_training_rows == 150
        del fitted._n_samples
        assert rebuild(fitted).n_training_rows == shown
    balanced = RandomForestClassifier(6, random_state=0, class_weight={0: 3, 1: 1, 2: 1}).fit(x, y)
    del balanced._n_samples
    assert rebuild(balanced).n_training_rows == max(tree.tree_.n_node_samples[0] for tree in balanced.estimators_)


def test_a_search_says_what_it_searched() -> None:
    from scipy.stats import randint, uniform

    space = {
        "max_depth": randint(2, 9),
        "n_estimators": [3, 4],
        "min_samples_leaf": [1],
        "max_features": uniform(0.2, 0.5),
    }
    folds = StratifiedKFold(4)
    fitted = RandomizedSearchCV(RandomForestClassifier(), space, n_iter=3, cv=folds, random_state=0).fit(*SETS["names"])
    search = rebuild(fitted).search
    assert search is not None
    assert search.best is not None
    assert (search.folds, search.tried, search.is_fitted) == (4, 3, True)
    assert search.best_params == fitted.best_params_
    assert search.space["n_estimators"] == 2
    assert search.space["min_samples_leaf"] == 1
    assert min(search.space["max_depth"], search.space["max_features"]) > 2
    assert "RandomForestClassifier" in search.estimator_bases[0]
    assert len(search.best.final.trees.roots) == fitted.best_params_["n_estimators"]  # type: ignore[union-attr]


def test_a_search_over_a_forest_too_large_for_a_message_still_says_what_it_searched() -> None:
    space = {"max_depth": [1, 2], "bootstrap": [True]}
    fitted = RandomizedSearchCV(RandomForestClassifier(3), space, n_iter=2, cv=3).fit(*SETS["names"])
    data = decode(json.loads(json.dumps(encode(without_trees(describe_model(fitted))))))
    model = parse_model(data, "clf", None)
    assert model.search is not None
    assert model.search.best is not None
    assert (model.kind, model.evidence, model.search.folds) == ("search", "claimed", 3)
    assert (model.final.kind, model.final.class_name) == ("other", "RandomForestClassifier")
    assert model.is_tree_based


def test_regressions_give_numbers() -> None:
    x, y = SETS["three classes"]
    for regressor in (DecisionTreeRegressor(random_state=0), LinearRegression()):
        fitted = regressor.fit(x, y)
        np.testing.assert_allclose(rebuild(fitted).predict(perturbed(x)), fitted.predict(perturbed(x)))


def test_pca_travels_as_arrays() -> None:
    fitted = PCA(2).fit(IRIS.data)
    model = rebuild(fitted)
    np.testing.assert_allclose(model.arrays["components"], fitted.components_)
    np.testing.assert_allclose(model.transform(IRIS.data), fitted.transform(IRIS.data))


@pytest.mark.parametrize("fitted", [
    CalibratedClassifierCV(DecisionTreeClassifier(), cv=3),
    VotingClassifier([("tree", DecisionTreeClassifier())]),
    KNeighborsClassifier(),
    make_pipeline(StandardScaler(), KNeighborsClassifier()),
])  # fmt: skip
def test_what_cannot_be_rebuilt_is_asked_and_noted_as_claimed(fitted: Any) -> None:
    class Local:
        def call(self, method: str, *args: Any) -> Any:
            return getattr(fitted, method)(*args)

        def attr(self, name: str) -> Any:
            return getattr(fitted, name)

    x, y = SETS["names"]
    fitted.fit(x, y)
    model = rebuild(fitted, Local())
    expectations.notes.claimed = False
    assert model.evidence == "claimed"
    assert model.predict(x).tolist() == fitted.predict(x).tolist()
    assert expectations.notes.claimed
    assert model.is_tree_based == ("KNeighbors" not in repr(fitted))


class Knowing(DecisionTreeClassifier):
    """Predicts what it was told, whatever its tree says."""

    def predict(self, X: Any, check_input: bool = True) -> Any:
        return np.ones(len(X))

    @property
    def feature_importances_(self) -> Any:
        return np.full(4, 0.25)


def test_a_model_that_answers_as_it_likes_is_judged_by_its_trees() -> None:
    x, y = SETS["three classes"]
    plain = DecisionTreeClassifier(random_state=0).fit(x, y)
    model = rebuild(Knowing(random_state=0).fit(x, y))
    assert model.predict(x).tolist() == plain.predict(x).tolist()
    np.testing.assert_allclose(model.feature_importances, plain.feature_importances_)


def test_an_unfitted_model_does_not_predict() -> None:
    for model in (DecisionTreeClassifier(), RandomForestClassifier(), make_pipeline(StandardScaler(), PCA(2))):
        with pytest.raises(CheckFailedError):
            rebuild(model).predict(IRIS.data)


def test_a_check_that_asked_a_model_says_so() -> None:
    code = "model = subject.model('clf')\nexpect(len(model.predict(np.zeros((3, 4)))) == 3, 'no')"
    tree = DecisionTreeClassifier().fit(*SETS["three classes"])
    neighbors = KNeighborsClassifier().fit(*SETS["three classes"])
    assert "evidence" not in mark_one(code, {"clf": tree})
    outcome = mark_one(code, {"clf": neighbors})
    assert (outcome["status"], outcome["evidence"]) == ("passed", "claimed")
    assert mark_one(code, {})["status"] == "failed"


def tampered(change: Any, model: Any = None) -> dict[str, Any]:
    fitted = (model or DecisionTreeClassifier(random_state=0)).fit(*SETS["three classes"])
    data = describe_model(fitted)
    change(data["trees"], data)
    return decode(json.loads(json.dumps(encode(data))))


def put(name: str, place: Any, value: Any) -> Any:
    def change(trees: dict[str, Any], data: dict[str, Any]) -> None:
        trees[name] = np.array(trees[name], copy=True)
        trees[name][place] = value

    return change


@pytest.mark.parametrize("change", [
    put("left", 0, 0), put("left", 0, 10**6), put("left", 0, -1), put("left", 2, 1), put("right", 0, 1),
    put("left", 1, 5), put("left", 0, -7), put("feature", 0, 99), put("feature", 0, -2),
    put("threshold", 0, np.nan), put("value", 0, np.inf),
    put("impurity", 0, np.nan), put("impurity", 0, -1.0), put("samples", 0, 10**6), put("samples", 1, 0),
    put("weight", 0, 7.0), put("weight", 0, -1.0), put("sizes", 0, 3), put("sizes", 0, -1), put("sizes", 0, 10**9),
    lambda trees, data: trees.update(sizes=np.array([], dtype=int)), lambda trees, data: trees.update(value=[[1.0]]),
    lambda trees, data: trees.update(left=np.array(["a"])), lambda trees, data: trees.pop("threshold"),
    lambda trees, data: data.update(trees=None), lambda trees, data: data.update(nFeatures=-3),
    lambda trees, data: data.update(nFeatures=10**9), lambda trees, data: data.update(classes=np.arange(9)),
    lambda trees, data: data.update(form="pipeline"), lambda trees, data: data.update(form="pipeline", steps=[1]),
    lambda trees, data: data.update(form="search", best=3), lambda trees, data: data.update(form="adaboost"),
    lambda trees, data: data.update(form="gradient_boosting"), lambda trees, data: data.update(form="bagging"),
    lambda trees, data: data.update(form="hist_gradient_boosting"), lambda trees, data: data.update(form="linear"),
    lambda trees, data: data.update(form="pca"), lambda trees, data: data.update(form="scaler", subtract="a"),
])  # fmt: skip
def test_what_is_no_tree_is_the_candidates_failure(change: Any) -> None:
    with pytest.raises(CheckFailedError, match="clf"):
        parse_model(tampered(change), "clf", None)


def test_values_that_the_impurities_do_not_bear_out_are_a_claim() -> None:
    def swap(trees: dict[str, Any], data: dict[str, Any]) -> None:
        trees["value"] = np.array(trees["value"])[:, ::-1]

    assert parse_model(tampered(put("impurity", 0, 0.1)), "clf", None).evidence == "claimed"
    assert parse_model(tampered(put("value", 3, [1.0, 0, 0])), "clf", None).evidence == "claimed"
    assert parse_model(tampered(swap), "clf", None).evidence == "computed"


@pytest.mark.parametrize("reply", [
    "nonsense", '{"ok": true}', '{"ok": true, "value": 3}', '{"ok": true, "value": {"model": 3, "handle": 4}}',
    '{"ok": true, "value": {"model": {"t": "dict", "v": []}, "handle": null}}',
    '{"ok": true, "value": {"model": {"t": "dict", "v": [["form", "tree"]]}, "handle": {"t": "handle", "id": 1}}}',
])  # fmt: skip
def test_a_malformed_reply_is_the_candidates_failure(reply: str) -> None:
    marker = create_marker(
        '# %% [check] id=c title="C" points=1 kind=numeric\nsubject.model("clf").predict(np.zeros((1, 4)))\n'
    )
    outcome = mark(marker, Answers({}, model=reply))["c"]
    assert outcome["status"] == "failed"
    assert outcome["message"]


def test_a_model_that_is_too_large_for_a_message_can_only_be_asked() -> None:
    class Space(dict):
        pass

    big = {
        "model": {"t": "too_large", "bytes": 9_000_000},
        "handle": {"t": "handle", "id": 1, "type": "a.Forest", "callable": False},
    }
    code = "model = subject.model('clf')\nexpect((model.evidence, model.class_name) == ('claimed', 'Forest'), 'no')"
    marker = create_marker(f'# %% [check] id=c title="C" points=1 kind=numeric\n{code}\n')
    assert mark(marker, Answers({}, model={"ok": True, "value": big}))["c"]["status"] == "passed"


def test_a_tree_whose_arrays_raise_is_not_fitted() -> None:
    class Table(DecisionTreeClassifier):
        @property
        def tree_(self) -> Any:
            raise RuntimeError("nothing to see")

    assert not rebuild(Table()).is_fitted
