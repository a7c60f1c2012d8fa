"""What of the earlier cells runs in the bare twin, and rules on the source."""

import time

import pytest

from assay_judge.slicing import parse_cell, slice_needed, split_statements
from assay_judge.source_rules import uses_name

SLICES = [
    (["import numpy as np\nx = 1\ny = 2"], "print(y)", ["import numpy as np\ny = 2"]),
    (["a = 1", "b = a + 1", "c = 3"], "b", ["a = 1", "b = a + 1"]),
    (["def f(): g()", "def g(): pass", "h = 2"], "f()", ["def f(): g()", "def g(): pass"]),
    (["xs = []\nfor i in r:\n    xs.append(i)\nn = 0"], "xs", ["xs = []\nfor i in r:\n    xs.append(i)"]),
    (["d = {}\nd['a'] = 1\nd.update(b=2)\ne = 1\ndel d['a']"], "d", ["d = {}\nd['a'] = 1\nd.update(b=2)\ndel d['a']"]),
    (["x = 1\nx += 1\ny = x"], "x", ["x = 1\nx += 1"]),
    (["m = Model()\nhistory = m.fit()\nz = 0"], "m", ["m = Model()\nhistory = m.fit()"]),
    (
        ["from random import shuffle\nx = [1]\nshuffle(x)\nz = 0"],
        "x",
        ["from random import shuffle\nx = [1]\nshuffle(x)"],
    ),
    (["import numpy as np\nnp.random.seed(1)\na = np.ones(3)"], "np", ["import numpy as np\nnp.random.seed(1)"]),
    (["@cache\ndef f(): pass\nz = 1; w = 'ä'; v = 3"], "f(v, w)", ["@cache\ndef f(): pass\nw = 'ä'\nv = 3"]),
    (["%matplotlib inline\n!ls\nx = 1"], "x", ["x = 1"]),
    (["%magic\n" * 100 + "x = 1"], "x", ["x = 1"]),
    (["a = 1"], "%%time\nprint(a)", ["a = 1"]),
    (["%%time\na = 1\nb = 2"], "a", ["a = 1"]),
    (["%time a = 1\n%timeit -n 3 a"], "a", ["a = 1"]),
    (["def list(x): return x"], "list(3)", ["def list(x): return x"]),
    (["x = = 1", "y = 1"], "x, y", ["y = 1"]),
    (["if True:\n    x = 1\nelse:\n    y = 2"], "x", ["if True:\n    x = 1\nelse:\n    y = 2"]),
    ([], "x", []),
    (["import os\nimport tensorflow as tf\nfrom keras import layers\nx = 1"], "x", ["import os\nx = 1"]),
    (
        ["import tensorflow as tf\ndef net(): return tf.keras.Model()"],
        "net()",
        ["import tensorflow as tf\ndef net(): return tf.keras.Model()"],
    ),
    (["from keras.layers import *\nimport keras, os"], "x", ["from keras.layers import *\nimport keras, os"]),
]


@pytest.mark.parametrize(("earlier", "own", "kept"), SLICES, ids=lambda value: str(value)[:30])
def test_statements_that_the_own_cells_need_are_kept_as_written(earlier: list[str], own: str, kept: list[str]):
    assert [text for text in slice_needed(earlier, [[own]]) if text] == kept


TRAINING = "model = Sequential([Dense(10)])\nmodel.fit(X, y)\nbest = search.fit(X, y)\nlimit = 3"

BOUND_FIRST = [
    "model = LinearRegression()\nmodel.fit(a, b)",
    "model, best = 1, 2\nprint(model, best)",
    "for k in range(3):\n    model = KNN(k)\n    print(model)",
    "with open('f') as model:\n    model.read()",
    "if a:\n    model = 1\nelse:\n    model = 2\nmodel",
    "try:\n    model = 1\nexcept ValueError:\n    model = 2\nmodel",
    "try:\n    a()\nexcept ValueError as best:\n    print(best)",
    "import x.model as model\nmodel.f()",
    "class model: pass\nmodel()",
    "def show():\n    return model\nmodel = 1\nshow()",
    "show = lambda: model\nmodel = 1\nshow()",
    "class Show:\n    def f(self):\n        return model\nmodel = 1\nShow().f()",
    "def inner():\n    return model\ndef outer():\n    return inner()\nmodel = 1\nouter()",
    "def fit(model, best=None):\n    return model.fit(best)",
    "class Net:\n    def __init__(self, model):\n        self.model = model",
    "[model for model in range(3)]",
    "print('model and @ best')\n'model'",
    "best: int = 3\nbest += 1\nbest",
    "while a:\n    model = 1\n    model",
    "%%time\nmodel = 1\nmodel",
]

READ_FIRST = [
    "print(model)",
    "model.predict(X)\nmodel = 1",
    "model += 1",
    "if a:\n    model = 1\nmodel",
    "for model in a: pass\nmodel",
    "while a:\n    model = 1\nmodel",
    "try:\n    model = load()\nexcept OSError:\n    pass\nmodel",
    "try:\n    model = 1\n    a()\nfinally:\n    model",
    "def show():\n    return model\nshow()\nmodel = 1",
    "def show():\n    return model",
    "def show(m=model): pass",
    "class Show:\n    best = model.best\nmodel = 1",
    "class Show:\n    bests = [best for best in model]\nmodel = 1",
    "@model.wrap\ndef f(): pass\nmodel = 1",
    "@register\ndef f():\n    return model\nmodel = 1",
    "def inner():\n    return model\ndef outer():\n    return inner()\nouter()\nmodel = 1",
    "def show():\n    return model\nif a:\n    model = 1\n    show()\nshow()",
    "model = 1\ndel model\nmodel",
    "[best for best in model]",
    "sorted(a, key=lambda v: model[v])\nmodel = 1",
    "eval('model')",
    "globals()['model']",
    "df.query('x > @model')",
    "f'{model}'",
    "model[0] = 1\nmodel = 2",
    "!echo {model}",
]


@pytest.mark.parametrize("own", BOUND_FIRST, ids=lambda value: value[:40])
def test_what_the_own_cells_bind_before_they_read_it_is_not_needed(own: str):
    assert slice_needed([TRAINING], [[own]]) == [""]


@pytest.mark.parametrize("own", READ_FIRST, ids=lambda value: value[:40])
def test_what_they_may_read_before_is_needed(own: str):
    assert slice_needed([TRAINING], [[own]]) == ["model = Sequential([Dense(10)])\nmodel.fit(X, y)"]


def test_a_cell_that_does_not_run_binds_nothing():
    assert slice_needed(["a = 1"], [["= = =\na = 2", "print(a)"]]) == ["a = 1"]


def test_groups_are_called_after_each_and_bind_for_those_behind_them():
    show = "def show():\n    return a"
    assert slice_needed(["a = 1"], [[show, "a = 2"], ["print(a)"]]) == [""]
    assert slice_needed(["a = 1"], [[show], ["a = 2", "print(a)"]]) == ["a = 1"]


HOSTILE = {
    "deep brackets": "x = " + "(" * 5000 + ")" * 5000,
    "deep minus": "x = " + "-" * 100_000 + "1",
    "long sum": "x = " + "+".join(["1"] * 20_000),
    "long chain": "x = a" + ".b" * 5_000,
    "deep ifs": "\n".join("    " * depth + "if x:" for depth in range(90)) + "\n" + "    " * 90 + "x = 1",
    "many magics": "%magic\n" * 3_000,
    "huge": "x = 1\n" * 1_000_000,
    "spaces": "%%foo\n" + " " * 1_000_000 + "x",
    "huge with a magic": "%magic\n" + "x = 1\n" * 100_000,
    "null": "x = 1\0",
    "surrogate": "x = '\ud800'",
    "unfinished": "x = '''",
    "form feed": "\fx = 1",
    "tabs": "if x:\n\ty = 1\n        z = 1",
    "encoding": "# -*- coding: nonsense -*-\nx = 1",
    "question marks": "?" * 10_000,
    "backslashes": "x = \\\n" * 1000,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_source_is_survived_in_a_short_time(source: str):
    started = time.process_time()
    assert isinstance(slice_needed([source, "y = 1"], [[source, "print(y, x)"]]), list)
    uses_name([source], "x")
    assert time.process_time() - started < 15


def test_names_are_found_in_code_and_not_in_text():
    sources = [
        "%time x = np.linalg.lstsq(a, b)",
        "import sklearn.linear_model as lm\nfrom scipy.stats import linregress",
    ]
    for name in ("lstsq", "linalg", "linear_model", "sklearn", "scipy", "stats", "linregress"):
        assert uses_name(sources, name), name
    for name in ("polyfit", "time", "lin"):
        assert not uses_name(["# polyfit\nx = 'polyfit time lin'"], name)


def test_each_cell_has_its_own_part():
    assert slice_needed(["x = 1", "y = 2\nz = 3", "= ="], [["print(z)"]]) == ["", "z = 3", ""]


@pytest.mark.parametrize(
    ("source", "statements"),
    [
        ("x = 1; y = 2\nif x:\n    z = 3", ["x = 1", "y = 2", "if x:\n    z = 3"]),
        ("%%time\n@a\ndef f(): pass\nf()", ["@a\ndef f(): pass", "f()"]),
        ("x = = 1", []),
        ("# nothing", []),
    ],
)
def test_a_cell_falls_into_its_statements(source: str, statements: list[str]):
    assert split_statements(source) == statements


def test_a_cell_that_cannot_be_parsed_has_no_statements():
    assert parse_cell("x = = 1") == []
    assert len(parse_cell("%matplotlib inline\nx = 1")) == 2
