"""Tables that cells bind and show, recorded statement by statement, without changing what the cells do."""

import re
from collections.abc import Iterator

import pytest
from kernel_driver import Kernel, agent_kernel

from assay_wire import decode

QUESTION = "tables"
IMPORT = "import pandas as pd\n"


@pytest.fixture
def kernel() -> Iterator[Kernel]:
    with agent_kernel("subject", snapshots=[QUESTION]) as running:
        yield running


def run(kernel: Kernel, source: str, question: str = QUESTION):
    return kernel.run(source, question=question)


def snapshots(kernel: Kernel):
    return [
        (item["place"][:2], item["name"], item["number"], decode(item["value"]).to_dict("list"))
        for item in kernel.ask("snapshots", question=QUESTION)["snapshots"]
    ]


def test_each_table_that_a_name_held(kernel: Kernel):
    run(kernel, IMPORT + "df = pd.DataFrame({'a': [1]})\ndf = pd.DataFrame({'a': [1]})\ndf['b'] = 2\nother = df")
    assert snapshots(kernel) == [
        ([0, 2], "df", 0, {"a": [1]}),
        ([0, 3], "df", 1, {"a": [1]}),
        ([0, 4], "df", 1, {"a": [1], "b": [2]}),
        ([0, 5], "other", 1, {"a": [1], "b": [2]}),
    ]


def test_each_table_that_was_shown(kernel: Kernel):
    source = "def f():\n    print(pd.DataFrame({'a': [1]}))\nf()\n"
    source += "display(pd.DataFrame({'b': [2]}).head())\npd.DataFrame({'c': [3]})"
    shown = run(kernel, IMPORT + source)
    assert shown.stdout == "   a\n0  1\n"
    assert [text.split() for text in shown.texts] == [["b", "0", "2"], ["c", "0", "3"]]
    assert {tuple(data) for _, name, _, data in snapshots(kernel) if name is None} == {("a",), ("b",), ("c",)}


def test_tables_in_a_list_and_the_second_cell(kernel: Kernel):
    run(kernel, IMPORT + "tables = [pd.DataFrame({'a': [1]})]")
    run(kernel, "tables = {'x': pd.DataFrame({'b': [1]})}")
    assert [(place, name) for place, name, _, _ in snapshots(kernel)] == [([0, 2], "tables[0]"), ([1, 1], "tables[0]")]


def test_cells_do_what_they_did(kernel: Kernel):
    result = run(
        kernel, "'''text'''\nfrom __future__ import annotations\nimport asyncio\nawait asyncio.sleep(0, 5)\n1 + 1"
    )
    assert (result.texts, result.error) == (["2"], None)
    assert run(kernel, "6 * 7;").texts == []
    assert run(kernel, "%matplotlib inline\n%time 5 + 5").texts == ["10"]
    error = run(kernel, "x = 1\n\n1 / 0").error
    assert error is not None and error["ename"] == "ZeroDivisionError"
    assert "----> 3 1 / 0" in re.sub(r"\x1b[^m]*m", "", "".join(error["traceback"]))


def test_other_questions_are_left_alone(kernel: Kernel):
    run(kernel, IMPORT + "df = pd.DataFrame({'a': [1]})\ndf", question="other")
    assert snapshots(kernel) == []


def test_many_and_large_tables_are_capped(kernel: Kernel):
    run(
        kernel,
        IMPORT
        + "for n in range(1000):\n    print(pd.DataFrame({'a': [n]}))\nbig = pd.DataFrame({'a': range(100_000)})",
    )
    found = snapshots(kernel)
    assert len(found) == 200
    assert not any(name == "big" for _, name, _, _ in found)


def test_hostile_objects_do_no_harm(kernel: Kernel):
    source = """
class Odd(pd.DataFrame):
    @property
    def shape(self):
        raise RuntimeError
    def __eq__(self, other):
        raise RuntimeError
class Liar:
    __class__ = property(lambda self: pd.DataFrame)
    def __eq__(self, other):
        raise RuntimeError
odd = Odd({'a': [1]})
liar = Liar()
df = pd.DataFrame({'a': [liar]})
right = pd.DataFrame({'b': [1]})
"""
    assert run(kernel, IMPORT + source).error is None
    assert ("right", {"b": [1]}) in [(name, data) for _, name, _, data in snapshots(kernel) if name == "right"]
