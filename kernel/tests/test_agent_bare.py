"""The bare twin: what a from-scratch question forbids is not there, and the rest still works."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest
from kernel_driver import CANDIDATE_FOLDER, Kernel, agent_kernel

from assay_wire import encode

FORBID = ["sklearn", "statsmodels", "numpy.polyfit", "scipy.stats.linregress", "scipy.cluster"]
ALLOW = ["sklearn.datasets", "sklearn.metrics", "sklearn.preprocessing", "sklearn.base", "sklearn.utils"]

WORKING = {
    "cluster", "decomposition", "ensemble", "linear_model", "mixture", "model_selection", "naive_bayes", "neighbors",
    "neural_network", "pipeline", "svm", "tree",
}  # fmt: skip


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    with agent_kernel("bare", forbid=FORBID, allow=ALLOW) as running:
        yield running


def test_setting_it_up_says_what_is_there():
    with agent_kernel(role=None) as kernel:
        facts = kernel.ask("setup", role="bare", forbid=FORBID, allow=ALLOW)
        assert facts["packages"]["scikit-learn"]


def test_a_package_that_is_not_installed_may_be_forbidden():
    with agent_kernel(role=None) as kernel:
        kernel.ask("setup", role="bare", forbid=["not_installed_here", "not_installed_here.part"], allow=[])
        run = kernel.run("try:\n    import not_installed_here\nexcept ModuleNotFoundError:\n    print('missing')")
        assert run.stdout == "missing\n"


def predict_with(kernel: Kernel, imports: str, expression: str):
    """Define a class whose method uses what is forbidden, and call it as the judge does."""
    kernel.run(f"{imports}\ndef work():\n    return {expression}")
    return kernel.reply("call", target={"name": "work"})


@pytest.mark.parametrize(
    ("imports", "expression"),
    [
        ("from sklearn.linear_model import LinearRegression", "LinearRegression().fit([[1]], [1])"),
        ("import sklearn.linear_model as lm", "lm.LinearRegression()"),
        ("import sklearn", "sklearn.linear_model.LinearRegression()"),
        ("from sklearn import linear_model", "linear_model.LinearRegression()"),
        ("from sklearn import *", "linear_model.LinearRegression()"),
        ("import importlib", "importlib.import_module('sklearn.linear_model').LinearRegression()"),
        ("", "__import__('sklearn.linear_model').linear_model.LinearRegression()"),
        ("import sys", "sys.modules['sklearn.linear_model'].LinearRegression()"),
        ("import sklearn.linear_model._base as b", "b.LinearRegression()"),
        ("from sklearn.utils.estimator_checks import LinearRegression as L", "L()"),
        ("from sklearn.utils._test_common.instance_generator import LinearRegression as L", "L()"),
        (
            "import sys\nfor n in list(sys.modules):\n    if n.startswith('sklearn'): del sys.modules[n]\n"
            "from sklearn.linear_model import LinearRegression as L",
            "L()",
        ),
        ("import copy, sklearn\nsklearn = copy.copy(sklearn)", "sklearn.linear_model.LinearRegression()"),
        ("from sklearn.neighbors import KNeighborsClassifier as K", "K(3)"),
        ("from sklearn.cluster import KMeans", "KMeans(2)"),
        ("import numpy as np", "np.polyfit([1, 2], [1, 2], 1)"),
        ("from numpy import polyfit", "polyfit([1, 2], [1, 2], 1)"),
        ("import numpy.lib.polynomial as p", "p.polyfit([1, 2], [1, 2], 1)"),
        ("from numpy.lib import _polynomial_impl as p", "p.polyfit([1, 2], [1, 2], 1)"),
        ("from scipy.stats import linregress", "linregress([1, 2], [1, 2])"),
        ("import scipy.stats as st", "st.linregress([1, 2], [1, 2])"),
        ("from scipy.stats import _stats_py as st", "st.linregress([1, 2], [1, 2])"),
        ("import scipy.stats._stats_mstats_common as st", "st.linregress([1, 2], [1, 2])"),
        ("import scipy.stats", "scipy.stats.stats.linregress([1, 2], [1, 2])"),
        ("import statsmodels.api as sm", "sm.OLS([1], [1]).fit()"),
        ("from scipy.cluster.vq import kmeans", "kmeans([[1.0]], 1)"),
        ("import scipy", "scipy.cluster.vq.kmeans([[1.0]], 1)"),
    ],
)
def test_what_is_forbidden_can_be_imported_but_does_no_work(kernel: Kernel, imports: str, expression: str):
    reply = predict_with(kernel, imports, expression)
    assert reply["ok"] is False, reply
    assert reply["error"]["kind"] == "raised"
    assert reply["error"]["ename"] != "NotFittedError"


@pytest.mark.parametrize(
    "imports", ["from sklearn.linear_model import LinearRegression as L", "from sklearn.linear_model._base import L"]
)
def test_the_error_says_why(kernel: Kernel, imports: str):
    error = predict_with(kernel, imports, "L()")["error"]
    assert "from scratch" in error["evalue"]
    assert "sklearn.linear_model" in error["evalue"]
    assert error["ename"].endswith("ForbiddenInScratchError")


@pytest.mark.parametrize(
    ("imports", "expression"),
    [
        ("from sklearn.datasets import make_regression", "make_regression(5, 1)[0].shape[0] * 1.0"),
        ("from sklearn.datasets import load_iris", "load_iris().data.shape[0] / 30"),
        ("from sklearn.datasets import make_blobs", "make_blobs(5)[0].shape[0] * 1.0"),
        ("from sklearn.metrics import r2_score", "r2_score([1.0, 2.0], [1.0, 2.0]) * 5"),
        ("from sklearn.metrics import accuracy_score", "accuracy_score([1, 2], [1, 2]) * 5"),
        ("from sklearn.metrics import silhouette_score", "silhouette_score([[0.0], [1.0], [8.0]], [0, 0, 1])"),
        ("from sklearn.metrics import classification_report as c", "len(c([0, 1], [0, 1])) * 1.0"),
        ("from sklearn.metrics import roc_auc_score", "roc_auc_score([0, 1], [0.1, 0.2])"),
        ("from sklearn.utils.validation import check_X_y", "check_X_y([[5.0], [1.0]], [1, 2])[0][0, 0]"),
        ("import sklearn.metrics as m", "5 - m.mean_squared_error([1.0], [1.0])"),
        ("from sklearn import metrics, datasets", "5 * metrics.adjusted_rand_score([0, 1], [1, 0])"),
        ("from sklearn.preprocessing import StandardScaler", "StandardScaler().fit_transform([[1], [2]]).std() * 5"),
        ("from sklearn.base import BaseEstimator, ClassifierMixin", "5.0 + 0 * len(BaseEstimator().get_params())"),
        ("from sklearn.utils import shuffle, check_random_state", "len(shuffle(list(range(5)))) * 1.0"),
        ("import numpy as np", "np.linalg.lstsq([[1.0]], [5.0], rcond=None)[0][0]"),
        ("import numpy as np", "np.polyval([1, 0], 5.0)"),
        ("from scipy.spatial.distance import cdist", "cdist([[0.0]], [[5.0]])[0, 0]"),
        ("from scipy import stats, optimize", "5 + 0 * stats.norm.cdf(0)"),
        ("import pandas as pd", "pd.Series([5.0]).mean()"),
        ("import seaborn as sns", "5.0 + 0 * len(sns.color_palette())"),
    ],
)
def test_what_is_allowed_still_works(kernel: Kernel, imports: str, expression: str):
    reply = predict_with(kernel, imports, expression)
    assert reply["ok"], reply
    assert reply["value"]["result"] is not None


@pytest.mark.parametrize("allow", [["sklearn.datasets", "sklearn.metrics"], ALLOW])
def test_nothing_that_does_the_work_is_loaded_for_what_is_allowed(allow: list[str]):
    with agent_kernel("bare", forbid=["sklearn"], allow=allow) as bare:
        bare.run("import sys\nloaded = sorted({n.split('.')[1] for n in sys.modules if n.startswith('sklearn.')})")
        assert set(bare.value("loaded")) & WORKING == set()
        bare.run(
            "from sklearn.metrics import silhouette_score, roc_auc_score\nimport numpy as np\n"
            "def score():\n    return silhouette_score(np.arange(4.0).reshape(-1, 1), [0, 0, 1, 1])"
        )
        assert 0 < bare.call("score") < 1


def test_an_estimator_of_the_candidates_own_may_inherit_from_what_is_allowed(kernel: Kernel):
    kernel.run(
        "from sklearn.base import BaseEstimator, RegressorMixin\nimport numpy as np\n"
        "class Mine(BaseEstimator, RegressorMixin):\n"
        "    def fit(self, X, y): self.m_ = np.mean(y); return self\n"
        "    def predict(self, X): return np.full(len(X), self.m_)"
    )
    results = kernel.ask(
        "batch",
        calls=[
            {"target": {"name": "Mine"}, "keep": True},
            {"target": {"ref": 0, "attr": "fit"}, "args": [1, {"t": "list", "v": [2, 4]}], "keep": True},
            {"target": {"ref": 0, "attr": "predict"}, "args": [{"t": "list", "v": [1, 2, 3]}]},
        ],
    )["results"]
    assert all(result["ok"] for result in results), results


def test_importing_for_a_comparison_does_not_cost_the_class(kernel: Kernel):
    kernel.ask("cell")
    run = kernel.run(
        "from sklearn.linear_model import LinearRegression\n"
        "import numpy as np\n"
        "reference = LinearRegression().fit([[1.0]], [1.0])\n"
        "class Mine:\n    def predict(self, x): return np.asarray(x) * 2\n"
        "print('compared', reference.coef_)\n"
        "answer = Mine().predict([1])"
    )
    assert run.error is None
    assert kernel.value("answer").tolist() == [2]
    errors = kernel.ask("cell")["statementErrors"]
    assert len(errors) == 2
    assert "from scratch" in errors[0]["evalue"]
    assert errors[1]["ename"] == "NameError"


def test_each_statement_stands_alone_and_the_last_expression_is_shown(kernel: Kernel):
    run = kernel.run("from __future__ import annotations\n1 / 0\nafter = 3\nundefined_name\nafter + 1")
    assert run.error is None
    assert run.texts == ["4"]
    run = kernel.run("try_it = 1\nraise ValueError('no')\n'end';")
    assert run.error is None
    assert kernel.value("try_it") == 1


def test_an_endless_statement_is_interrupted_and_not_swallowed(kernel: Kernel):
    run = kernel.run("while True: pass\nnever = 1", cpu_seconds=0.5)
    assert run.error is not None and run.error["ename"] == "KeyboardInterrupt"
    assert kernel.ask("cell")["timedOut"] is True


def test_magics_returns_and_awaits_stay_usable(kernel: Kernel):
    run = kernel.run("%matplotlib inline\n1 / 0\nimport asyncio\nawait asyncio.sleep(0)\nfine = 1")
    assert run.error is None
    assert kernel.value("fine") == 1


def test_hidden_data_reaches_the_bare_twin_as_well():
    with agent_kernel("bare", forbid=["sklearn"], allow=[]) as bare:
        bare.ask("hidden", question="q", names={"data": encode(np.array([1.0, 2.0]))})
        bare.run("data = [0]\n1 / 0\ntotal = sum(data)")
        assert bare.value("total") == 3.0


def test_no_forbidden_class_or_function_lives_on_in_what_others_hold():
    forbid = ["scipy.spatial.KDTree", "scipy.spatial.cKDTree", "scipy.spatial._ckdtree", "numpy.polyfit"]
    with agent_kernel("bare", forbid=forbid, allow=[]) as kernel:
        kernel.run(
            "import gc\nimport numpy as np\nimport scipy.stats, scipy.interpolate\nfrom scipy.spatial import KDTree"
        )
        kernel.run(
            "from scipy.spatial import distance_matrix\n"
            "from numpy._core.overrides import ARRAY_FUNCTIONS\n"
            "gc.unfreeze()\n"
            "trees = [k for k in [*object.__subclasses__(), *gc.get_objects()]\n"
            "         if isinstance(k, type) and k.__name__ in ('cKDTree', 'KDTree') and 'scipy' in k.__module__]\n"
            "fits = [f for f in ARRAY_FUNCTIONS if f.__name__ == 'polyfit']\n"
            "def query():\n    return [tree(np.eye(3)).query(np.eye(3)) for tree in trees][0]\n"
            "def fit():\n    return fits[0](np.arange(3.0), np.arange(3.0), 1)\n"
            "still = float(distance_matrix(np.eye(2), np.eye(2))[0, 1])"
        )
        assert kernel.value("still") == pytest.approx(2**0.5)
        for name in ("query", "fit"):
            assert kernel.reply("call", target={"name": name})["ok"] is False


def test_the_file_of_a_forbidden_function_is_told_with_its_other_functions_as_they_are():
    program = (
        "import json; from assay_agent.scratch import forbid_imports; import numpy, pathlib;"
        "taken = forbid_imports(['numpy.polyfit'], []);"
        "real = {path: pathlib.Path(path).read_text() for path in taken.replaced};"
        "print(json.dumps([taken.replaced, taken.hidden, real]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(CANDIDATE_FOLDER)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    replaced, hidden, real = json.loads(done.stdout)
    ((path, text),) = replaced.items()
    assert path.endswith("_polynomial_impl.py")
    assert all(place.endswith(".pyc") and "_polynomial_impl" in place for place in hidden)
    functions = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    originals = {node.name: node for node in ast.parse(real[path]).body if isinstance(node, ast.FunctionDef)}
    assert list(functions) == list(originals)
    for name, node in originals.items():
        if name == "polyfit":
            assert "from scratch" in ast.unparse(functions[name])
            assert len(ast.unparse(functions[name])) < 300
        else:
            assert ast.dump(functions[name], include_attributes=True) == ast.dump(node, include_attributes=True)
