"""The tests of `tests/<question>.py`: loaded to be called, or cut into the pieces that other formats are made from."""

import ast
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

TESTS_FOLDER = Path(__file__).resolve().parents[1] / "tests"
FIND_FIGURES = '''def find_figures(ns: dict) -> list:
    """The figures that names still hold, themselves or their axes: what is drawn inline is closed with its cell."""
    found = {}
    for value in list(ns.values()):
        for part in value.flat if type(value).__name__ == "ndarray" else [value]:
            figure = getattr(part, "figure", None)
            if type(figure).__name__ == "Figure":
                found[id(figure)] = figure
    return list(found.values())
'''


@dataclass(frozen=True)
class PlainTest:
    """One check of a question: `function(ns, figures)` raises where the answer is wrong."""

    question: str
    check: str
    points: float
    function: Callable[[dict, list], None]


@dataclass(frozen=True)
class TestSource:
    """The text of a question's tests: what all of them need, and each test with its check and points."""

    prelude: str
    tests: list[tuple[str, float, str]]


def load_tests(question: str) -> list[PlainTest]:
    module = import_file(TESTS_FOLDER / f"{question}.py")
    return [
        PlainTest(question, check, points, getattr(module, name_of(check))) for check, points in module.POINTS.items()
    ]


def read_test_source(question: str) -> TestSource:
    file = TESTS_FOLDER / f"{question}.py"
    text = file.read_text(encoding="utf-8")
    points = {name_of(check): (check, value) for check, value in import_file(file).POINTS.items()}
    prelude, tests = [], []
    for statement in ast.parse(text).body:
        source = ast.get_source_segment(text, statement) or ""
        if isinstance(statement, ast.FunctionDef) and statement.name in points:
            tests.append((*points[statement.name], source))
        elif not is_left_out(statement):
            prelude.append(source)
    assert len(tests) == len(points), f"{file.name}: POINTS and the tests do not name the same checks"
    return TestSource("\n".join(prelude), tests)


def is_left_out(statement: ast.stmt) -> bool:
    """The docstring and POINTS are for us, not for the candidate's kernel."""
    if isinstance(statement, ast.Assign):
        return isinstance(statement.targets[0], ast.Name) and statement.targets[0].id == "POINTS"
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def name_of(check: str) -> str:
    return f"test_{check.replace('-', '_')}"


def import_file(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem.replace("-", "_"), file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
