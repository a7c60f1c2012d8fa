"""Tables that a question's cells bound or showed, each as it was after the statement that did it.

What a name held before it was bound anew is gone at the question's end; where a question needs it, the grader asks for
snapshots. They cost a look at the namespace after each top-level statement, and small tables alone are kept.
"""

import ast
import builtins
import sys
from collections.abc import Callable
from typing import Any

from assay_agent.cells import CellWatch
from assay_wire import Encoder

MAX_CELLS_OF_TABLE = 400
MAX_SNAPSHOTS = 200
MAX_LOOKS = 5_000
MAX_ITEMS = 12
_NOTE, _SHOWN = "__assay_bound__", "__assay_shown__"
_SHOWING = ("print", "display")
_type, _issubclass, _len, _list, _id, _isinstance = type, issubclass, len, list, id, isinstance
_str, _dict, _tuple = str, dict, tuple


class SnapshotRecorder:
    """Follows the cells of those questions that need it."""

    def __init__(self, watch: CellWatch, shell: Any):
        self._watch = watch
        self._shell = shell
        self._questions: frozenset[str] = frozenset()
        self._cells: dict[str, list[str]] = {}
        self._found: dict[str, list[dict[str, Any]]] = {}
        self._objects: dict[int, Any] = {}
        self._last: dict[str, tuple[int, Any]] = {}
        self._looks = 0
        self._place: tuple[int, ...] = (0, 0, 0)

    def begin(self, questions: list[str]) -> None:
        """Record the cells of these questions from now on."""
        self._questions = frozenset(questions)
        if not questions:
            return
        builtins.__assay_bound__ = self._note_bound  # type: ignore[attr-defined]
        builtins.__assay_shown__ = self._note_shown  # type: ignore[attr-defined]
        self._shell.ast_transformers.append(_TreeTransformer(self._instrument))
        self._shell.events.register("post_run_cell", lambda result: self._note_bound(*self._place))

    def take(self, question: str) -> list[dict[str, Any]]:
        """What was recorded of a question, in order; `number` tells objects apart."""
        return self._found.get(question, [])

    def _instrument(self, tree: Any) -> Any:
        question = self._watch.question
        if question not in self._questions or not _isinstance(tree, ast.Module):
            return tree
        cells = self._cells.setdefault(question, [])
        if self._watch.cell not in cells:
            cells.append(self._watch.cell or "")
        number = cells.index(self._watch.cell or "")
        body: list[ast.stmt] = []
        place: tuple[int, ...] = (number, 0, 0)
        for statement in tree.body:
            if body and not _is_future(statement):
                body.append(_at(ast.Expr(_call(_NOTE, place)), statement))
            place = (number, statement.lineno, statement.col_offset)
            body.append(_ShownTransformer(place).visit_top(statement))
        tree.body = body
        self._place = place
        return ast.fix_missing_locations(tree)

    def _note_bound(self, *place: int) -> None:
        """After a statement: names that now hold another table than before, or the same one changed."""
        question = self._watch.question
        if question not in self._questions or self._looks >= MAX_LOOKS or "pandas" not in sys.modules:
            return
        self._looks += 1
        space = self._shell.user_ns
        for name in _list(space):
            if _type(name) is not _str or name[:1] == "_":
                continue
            value = space.get(name)
            self._look_at(question, place, name, value)
            if _type(value) in (_list, _tuple, _dict) and _len(value) <= MAX_ITEMS:
                for number, item in enumerate(_list(value.values()) if _type(value) is _dict else value):
                    self._look_at(question, place, f"{name}[{number}]", item)

    def _look_at(self, question: str, place: tuple[int, ...], name: str, value: Any) -> None:
        if not _is_small_table(value):
            self._last.pop(name, None)
            return
        number = self._number_of(value)
        data = Encoder().encode(value)
        if self._last.get(name) == (number, data):
            return
        self._last[name] = (number, data)
        self._keep(question, {"place": _list(place), "name": name, "number": number, "value": data})

    def _note_shown(self, value: Any, *place: int) -> Any:
        question = self._watch.question
        if question in self._questions and _is_small_table(value):
            number = self._number_of(value)
            data = Encoder().encode(value)
            self._keep(question, {"place": _list(place), "name": None, "number": number, "value": data})
        return value

    def _number_of(self, value: Any) -> int:
        """A number of its own for each object; it is kept, so that no later one gets its place."""
        if _id(value) not in self._objects and _len(self._objects) < 2 * MAX_SNAPSHOTS:
            self._objects[_id(value)] = (_len(self._objects), value)
        return self._objects.get(_id(value), (-1, None))[0]

    def _keep(self, question: str, snapshot: dict[str, Any]) -> None:
        found = self._found.setdefault(question, [])
        if _len(found) < MAX_SNAPSHOTS:
            found.append(snapshot)


class _TreeTransformer:
    """IPython asks its transformers for a `visit` method."""

    def __init__(self, visit: Callable[[Any], Any]):
        self.visit = visit


class _ShownTransformer(ast.NodeTransformer):
    """Notes what a top-level expression gives, and what print and display get, wherever they are called."""

    def __init__(self, place: tuple[int, ...]):
        self._place = place

    def visit_top(self, statement: ast.stmt) -> ast.stmt:
        changed = self.visit(statement)
        if _isinstance(changed, ast.Expr) and not _is_showing(changed.value):
            changed.value = self._note(changed.value)
        return changed

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if _is_showing(node):
            node.args = [arg if _isinstance(arg, ast.Starred) else self._note(arg) for arg in node.args]
            return node
        return self.generic_visit(node)

    def _note(self, value: ast.expr) -> ast.expr:
        """`show(x)` notes x; of `DataFrame(x).head()` and of `tabulate(DataFrame(x))` the table inside as well."""
        if _isinstance(value, ast.Await):
            return value
        if _isinstance(value, ast.Call):
            if _isinstance(value.func, ast.Attribute) and _isinstance(value.func.value, ast.Call):
                value.func.value = self._note(value.func.value)
            value.args = [self._note(arg) if _isinstance(arg, ast.Call) else arg for arg in value.args]
        return _at(_call(_SHOWN, self._place, first=value), value)


def _is_showing(node: ast.AST) -> bool:
    return _isinstance(node, ast.Call) and _isinstance(node.func, ast.Name) and node.func.id in _SHOWING


def _is_future(statement: ast.stmt) -> bool:
    return _isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _call(name: str, place: tuple[int, ...], first: ast.expr | None = None) -> ast.Call:
    numbers: list[ast.expr] = [ast.Constant(number) for number in place]
    return ast.Call(ast.Name(name, ast.Load()), [first, *numbers] if first is not None else numbers, [])


def _at(node: Any, place: ast.AST) -> Any:
    return ast.copy_location(node, place)


def _is_small_table(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    table = getattr(pandas, "DataFrame", None)
    if table is None or not _issubclass(_type(value), table):
        return False
    try:
        rows, columns = value.shape
        return rows * columns <= MAX_CELLS_OF_TABLE and rows <= MAX_CELLS_OF_TABLE and columns <= MAX_CELLS_OF_TABLE
    except Exception:
        return False
