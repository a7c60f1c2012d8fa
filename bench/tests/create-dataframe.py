"""What the rubric of create-dataframe checks, as plain assertions.

Here the ways are read from the source alone. That the tables are shown has no counterpart: a test in the candidate's
kernel sees names, not outputs.
"""

import ast

import pandas as pd

POINTS = {"first": 2, "second": 2, "two-ways": 3}
BUILDERS = {"DataFrame", "from_dict", "from_records", "read_csv", "concat"}


def is_table(value: object) -> bool:
    return (
        isinstance(value, pd.DataFrame)
        and list(value.columns) == ["Name", "Age", "City"]
        and list(value.index) == [0, 1, 2]
        and value["Name"].tolist() == ["Alice", "Bob", "Charlie"]
        and value["Age"].tolist() == [25, 30, 35]
        and value["City"].tolist() == ["New York", "Los Angeles", "Chicago"]
    )


def list_ways(ns: dict) -> list[tuple]:
    """For each table that the cells with the data build: what it is built from."""
    ways, bound = [], {}
    for source in ns["In"]:
        if "Charlie" not in source or "def test_" in source:
            continue
        for statement in ast.parse(source).body:
            for call in (node for node in ast.walk(statement) if isinstance(node, ast.Call)):
                name = getattr(call.func, "attr", getattr(call.func, "id", None))
                if name in BUILDERS and call.args:
                    origin = call.args[0]
                    origin = bound.get(getattr(origin, "id", None), origin)
                    ways.append((name, *describe_origin(origin)))
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                bound[statement.targets[0].id] = statement.value
    return ways


def describe_origin(origin: ast.AST) -> list[str]:
    """The kind of an expression and of its first part; lists and tuples are one kind."""
    parts = list(ast.iter_child_nodes(origin))
    return [type(node).__name__.replace("Tuple", "List") for node in (origin, *parts[:1])]


def expect_table(ns: dict) -> None:
    assert any(is_table(value) for value in list(ns.values())), "no name holds the table"


def test_first(ns: dict, figures: list) -> None:
    expect_table(ns)


def test_second(ns: dict, figures: list) -> None:
    expect_table(ns)
    assert len(list_ways(ns)) >= 2, "the table is built only once"


def test_two_ways(ns: dict, figures: list) -> None:
    expect_table(ns)
    assert len(set(list_ways(ns))) >= 2, "the table is built in one way only"
