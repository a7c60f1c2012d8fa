"""In which way a table was built, from the source: the same way under other names is the same, another one differs."""

import ast
import contextlib
import time

import pandas as pd
import pytest

from assay_judge.candidates import Snapshot
from assay_judge.constructions import are_two_ways, find_ways
from assay_judge.outcomes import CheckFailedError

TABLE = pd.DataFrame({"Name": ["Alice", "Bob"], "Age": [25, 30]})
D = "{'Name': ['Alice', 'Bob'], 'Age': [25, 30]}"
ROWS = "[('Alice', 25), ('Bob', 30)]"
RECORDS = "[{'Name': 'Alice', 'Age': 25}, {'Name': 'Bob', 'Age': 30}]"
C = "columns=['Name', 'Age']"


def ways_of(*sources: str) -> dict[int, set[str]]:
    """The ways of `a` and `b`, each bound in the last top-level statement that binds it."""
    snapshots = []
    for number, name in enumerate("ab"):
        for cell, source in enumerate(sources):
            for statement in ast.parse(source).body:
                if any(
                    isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store)
                    for n in ast.walk(statement)
                ):
                    place = (cell, statement.lineno, statement.col_offset)
                    snapshots.append(Snapshot(place, name, number, TABLE))
    assert {snapshot.number for snapshot in snapshots} == {0, 1}
    return find_ways(sources, snapshots, [0, 1])


def ways_of_many(source: str) -> dict[int, set[str]]:
    """The ways of fifty tables that the last statement bound."""
    last = ast.parse(source).body[-1]
    place = (0, last.lineno, last.col_offset)
    return find_ways([source], [Snapshot(place, "a", number, TABLE) for number in range(50)], list(range(50)))


# fmt: off
DIFFERENT = [
    f"a = pd.DataFrame({D})\nb = pd.DataFrame({ROWS}, {C})",
    f"a = pd.DataFrame({RECORDS})\nb = pd.DataFrame({ROWS}, {C})",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame.from_dict({D})",
    f"a = DataFrame(data={D})\nb = DataFrame.from_records({ROWS}, {C})",
    f"d = {D}\na = pd.DataFrame(d)\nb = pd.DataFrame(list(zip(*d.values())), columns=list(d))",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame(np.array({ROWS}), {C}).astype({{'Age': int}})",
    f"a = pd.DataFrame({D})\nb = pd.read_csv(io.StringIO('Name,Age\\nAlice,25'))",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame()\nb['Name'] = ['Alice', 'Bob']\nb['Age'] = [25, 30]",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame(index=range(2)).assign(Name=['Alice', 'Bob'], Age=[25, 30])",
    f"rows = []\nfor n, g in {ROWS}:\n    rows.append({{'Name': n, 'Age': g}})\na = pd.DataFrame(rows)\n"
    f"b = pd.DataFrame({ROWS}, {C})",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame({{'Name': pd.Series(['Alice', 'Bob']), 'Age': pd.Series([25, 30])}})",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame(dict(zip('xy', [dict(Name='Alice', Age=25)] * 2))).T",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame([dict(zip(['Name', 'Age'], row)) for row in {ROWS}])",
    f"def one():\n    return pd.DataFrame({D})\n"
    f"def two(rows):\n    df = pd.DataFrame(rows, {C})\n    return df\na = one()\nb = two({ROWS})",
    f"make = {{'d': lambda: pd.DataFrame({D}), 'r': lambda: pd.DataFrame({ROWS}, {C})}}\n"
    "a, b = make['d'](), make['r']()",
    f"a, b = pd.DataFrame({D}), pd.DataFrame({RECORDS})",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame(index=range(2))\nb = b.assign(Name=['Alice', 'Bob'], Age=[25, 30])",
    f"a = pd.DataFrame({RECORDS})\nb = {D}\nb = pd.DataFrame(b)\nb = b.rename(columns=str)",
    f"class T:\n    @staticmethod\n    def x():\n        return pd.DataFrame({D})\n"
    "    def y(self):\n        return pd.concat([pd.Series([25], name='Age')], axis=1)\na = T.x()\nb = T().y()",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame(json.loads('[]'))",
]
SAME = [
    f"a = pd.DataFrame({D})\nb = pd.DataFrame({D})",
    f"x = {D}\na = pd.DataFrame(x)\ny = dict(Name=['Alice', 'Bob'], Age=[25, 30])\nb = pd.DataFrame(data=y)",
    f"a = pd.DataFrame({ROWS}, {C})\nb = pd.DataFrame([list(r) for r in {ROWS}], {C})",
    f"a = pd.DataFrame({D})\nb = a.copy()",
    f"a = pd.DataFrame({D})\nb = pd.DataFrame(a)",
    f"a = pd.DataFrame({D})\nb = a[['Name', 'Age']].reset_index(drop=True)",
    f"def build(data):\n    return pd.DataFrame(data)\na = build({D})\nb = build({D})",
    f"a = pd.DataFrame({RECORDS})\nr = []\nfor n, g in {ROWS}:\n    r.append(dict(Name=n, Age=g))\nb = pd.DataFrame(r)",
    f"a = pd.DataFrame({D})\nd = {{}}\nd['Name'] = ['Alice', 'Bob']\nd['Age'] = [25, 30]\nb = pd.DataFrame(d)",
]
# fmt: on


@pytest.mark.parametrize("source", DIFFERENT)
def test_two_ways(source: str):
    assert are_two_ways(ways_of(source)), ways_of(source)


@pytest.mark.parametrize("source", SAME)
def test_one_way(source: str):
    ways = ways_of(source)
    assert not are_two_ways(ways), ways
    assert all(ways.values())


def test_names_are_followed_from_one_cell_to_the_next():
    assert are_two_ways(
        ways_of(f"data = {D}", "a = pd.DataFrame(data)", f"data = {ROWS}", f"b = pd.DataFrame(data, {C})")
    )


def test_what_was_seen_to_grow_was_added_one_by_one():
    smaller = [Snapshot((0, 1, 0), "b", 1, TABLE[["Name"]]), Snapshot((0, 2, 0), "b", 1, TABLE)]
    ways = find_ways([f"a = pd.DataFrame({D})"], [Snapshot((0, 1, 0), "a", 0, TABLE), *smaller], [0, 1])
    assert ways == {0: {"a dict of lists"}, 1: {"columns added one by one"}}


@pytest.mark.parametrize(
    "source",
    [
        "a = f(" * 60 + ")" * 60,
        "def f(x):\n    return f(f(x))\na = f(f(f(1)))",
        "\n".join(["x0 = [pd.DataFrame({})]", *(f"x{n + 1} = [x{n}, x{n}, x{n}]" for n in range(40)), "a = x40"]),
        "a = " + "[" * 80 + "]" * 80,
        "for f in [f]:\n    a = f(1)\na = f(2)",
        "while x:\n    f = g\n    g = f\na = f()",
        "for f in fs:\n    fs = [f, fs]\na = pd.DataFrame(map(f, fs))",
        "\n".join(["fs = [f]", *["fs = [fs, fs, fs, fs]"] * 20, "for g in fs:\n    a = g()"]),
        "\n".join(["x0 = {'N': [1]}", *(f"x{n + 1} = x{n}" for n in range(1500)), "a = pd.DataFrame(x1500)"]),
        "\n".join(["d = {}", *(f"d[{n}] = [1]" for n in range(3000)), "a = pd.DataFrame(d)"]),
        "a = [" + "pd.DataFrame(x), " * 4000 + "]",
    ],
)
def test_source_that_leads_nowhere_ends_soon(source: str):
    started = time.process_time()
    with contextlib.suppress(CheckFailedError):
        ways_of_many(source)
    assert time.process_time() - started < 10


def test_cells_that_are_too_involved_lose_with_a_sentence():
    copies = "\n".join(["def f(x):\n    yield x\n    return pd.DataFrame(f(x))"] * 300)
    with pytest.raises(CheckFailedError, match="too involved"):
        ways_of_many(f"{copies}\na = f(f)")
    with pytest.raises(CheckFailedError, match="too long"):
        ways_of(f"a = pd.DataFrame({D})\nb = '{'x' * 100_000}'")
