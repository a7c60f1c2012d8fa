"""In the twin an assignment that redefines a given name without reading it gives it the hidden value."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from kernel_driver import Kernel, agent_kernel

from assay_wire import encode

HIDDEN_DATA = np.array([5.0, 6.0, 7.0])
HIDDEN_FRAME = pd.DataFrame({"Category": ["X", "Y", "X"]})


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    with agent_kernel("twin") as running:
        running.ask("hidden", question="q", names={"data": encode(HIDDEN_DATA), "df": encode(HIDDEN_FRAME)})
        running.run("import numpy as np, pandas as pd")
        yield running


def run(kernel: Kernel, source: str, question: str = "q"):
    kernel.run("data = df = other = None", question="elsewhere")
    result = kernel.run(source, question=question)
    assert result.error is None, result.error
    return kernel.value("data")


@pytest.mark.parametrize(
    "source",
    [
        "data = np.array([1, 2])",
        "data: np.ndarray = np.array([1, 2])",
        "if True:\n    data = [1]",
        "if False:\n    pass\nelif True:\n    data = [1]",
        "if False:\n    pass\nelse:\n    data = [1]",
        "try:\n    data = [1]\nfinally:\n    pass",
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    data = [1]",
        "try:\n    pass\nexcept ValueError:\n    pass\nelse:\n    data = [1]",
        "try:\n    pass\nfinally:\n    data = [1]",
        "with open('x', 'w') as f:\n    data = [1]",
        "if True:\n    try:\n        with open('x', 'w'):\n            data = [1]\n    finally:\n        pass",
        "data, other = [1], [2]",
        "[other, data] = [1], [2]",
        "other, *data = 1, 2, 3",
        "(other, (data, more)) = 1, (2, 3)",
        "other = data = [1]",
        "data = [1]; other = 2",
        "data = [data_i for data_i in range(3)]",
        "data = [data for data in range(3)]",
        "data = (lambda data: data)(3)",
        "data = pd.DataFrame({'data': [1]})['data']",
    ],
)
def test_what_redefines_the_given_name_gets_the_hidden_value(kernel: Kernel, source: str):
    assert np.array_equal(run(kernel, source), HIDDEN_DATA)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("data = np.array([1.0, 2.0])\ndata = data * 2", [10.0, 12.0, 14.0]),
        ("data = np.array([1.0, 2.0])\ndata = data[data > 5.5]", [6.0, 7.0]),
        ("data = [1.0]\ndata += 1", [6.0, 7.0, 8.0]),
        ("data = [1.0]\ndata = np.sort(np.append(data, 1.0))", [1.0, 5.0, 6.0, 7.0]),
        ("data = [1.0]\ndata[0] = 9.0", [9.0, 6.0, 7.0]),
        ("for data in [1.0, 2.0]: pass", 2.0),
        ("for i in range(1):\n    data = 3.0", 3.0),
        ("while data is None:\n    data = 4.0", 4.0),
        ("def f():\n    global data\n    data = 6.0\nf()", 6.0),
        ("class data: pass\ndata = data.__name__", "data"),
        ("(data := 3.0)", 3.0),
        ("def f():\n    data = 3\n    return data\nother = f()", None),
        ("import math as data\ndata = data.pi", np.pi),
    ],
)
def test_what_reads_it_or_is_no_assignment_runs_as_written(kernel: Kernel, source: str, expected):
    got = run(kernel, source)
    assert got == expected if expected is None else np.array_equal(got, expected)


def test_other_targets_are_assigned_as_written(kernel: Kernel):
    run(kernel, "data, other = [1], [2]\nthird = data[0]")
    assert kernel.value("other") == [2]
    assert kernel.value("third") == 5.0


def test_each_assignment_gives_a_fresh_copy(kernel: Kernel):
    run(kernel, "data = [1]\nfirst = data\nfirst[:] = 0\ndata = [2]")
    assert np.array_equal(kernel.value("data"), HIDDEN_DATA)
    assert kernel.value("first").tolist() == [0.0, 0.0, 0.0]


def test_frames_are_given_as_frames(kernel: Kernel):
    run(kernel, "df = pd.DataFrame({'Category': ['A'] * 3})\ncounts = df['Category'].value_counts().to_dict()")
    assert kernel.value("counts") == {"X": 2, "Y": 1}


def test_the_names_of_another_question_are_left_alone(kernel: Kernel):
    assert run(kernel, "data = 3", question="other") == 3


def test_a_last_expression_is_still_shown_and_line_numbers_are_the_cells_own(kernel: Kernel):
    result = kernel.run("data = [1]\ndata.sum()")
    assert result.texts == ["np.float64(18.0)"]
    result = kernel.run("data = [1]\nother = 2\n1 / 0")
    assert result.error is not None
    assert "line 3" in "\n".join(result.error["traceback"]) or "3" in result.error["traceback"][-2]


def test_magics_and_shell_lines_stay_usable(kernel: Kernel):
    assert np.array_equal(run(kernel, "%matplotlib inline\n!true\ndata = [1]\n%precision 3"), HIDDEN_DATA)


def test_a_cell_in_a_magic_is_left_as_written(kernel: Kernel):
    result = kernel.run("%%time\ndata = [1]")
    assert result.error is None


def test_the_subject_leaves_assignments_alone():
    with agent_kernel("subject") as subject:
        subject.ask("hidden", question="q", names={"data": encode(HIDDEN_DATA)})
        subject.run("data = 3")
        assert subject.value("data") == 3


def test_what_a_forked_or_broken_hidden_value_does_is_the_requests_fault_not_the_cells():
    with agent_kernel("twin") as twin:
        assert twin.reply("hidden", question="q")["ok"] is False
        twin.run("data = 3")
        assert twin.value("data") == 3


@pytest.mark.parametrize("source", ["['Category']", "('Category',)", "pd.DataFrame(columns=['Category']).columns"])
def test_a_list_of_the_columns_names_is_no_data_in_its_place(kernel: Kernel, source: str):
    assert kernel.run(f"df = {source}\nnames = list(df)\nis_list = not hasattr(df, 'iloc')").error is None
    assert kernel.value("is_list") is True
    assert kernel.value("names") == ["Category"]


@pytest.mark.parametrize(
    "source", ["['A', 'B']", "[]", "['Category', 1]", "pd.DataFrame({'Category': ['A']})", "'Category'"]
)
def test_any_other_list_is_replaced_by_the_hidden_table(kernel: Kernel, source: str):
    assert kernel.run(f"df = {source}\nfound = df['Category'].tolist()").error is None
    assert kernel.value("found") == ["X", "Y", "X"]
