"""Changes to a candidate's cell before it runs, in the twin and the bare twin only.

In the twin an assignment that redefines a given name without reading it gives that name its hidden value: an answer
that repeats the given data inline still passes, and one that types a result in does not.
"""

import ast
import dis
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd


class _TreeTransformer:
    """What IPython calls; a failure of ours must not unregister it, so it leaves the cell as it was."""

    def __init__(self, transform: Callable[[ast.Module], ast.Module]):
        self._transform = transform

    def visit(self, tree: ast.AST) -> ast.AST:
        if not isinstance(tree, ast.Module):
            return tree
        try:
            return ast.fix_missing_locations(self._transform(tree))
        except Exception:
            return tree


def create_twin_rebinder(given_names: Callable[[], frozenset[str]]) -> _TreeTransformer:
    """Follow every assignment that redefines one of `given_names()` by ``name = __assay_hidden__('name', name)``."""

    def transform(tree: ast.Module) -> ast.Module:
        names = given_names()
        if names:
            tree.body = _rebind_block(tree.body, names)
        return tree

    return _TreeTransformer(transform)


def names_columns_of(value: Any, table: Any) -> bool:
    """True for a list of the table's column names (``numeric_cols = list(…)``): that holds no data in its place."""
    if not isinstance(table, pd.DataFrame) or not isinstance(value, (list, tuple, set, pd.Index, np.ndarray)):
        return False
    names = [name for name in value if isinstance(name, str)]
    return 0 < len(names) == len(value) and set(names) <= set(table.columns)


def create_statement_isolator() -> _TreeTransformer:
    """Let each top-level statement fail alone; a last expression stays bare, so that it is still displayed."""

    def transform(tree: ast.Module) -> ast.Module:
        last = tree.body[-1] if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        tree.body = [
            statement if statement is last or _is_future(statement) else _isolate(statement) for statement in tree.body
        ]
        return tree

    return _TreeTransformer(transform)


def _rebind_block(block: list[ast.stmt], names: frozenset[str]) -> list[ast.stmt]:
    result: list[ast.stmt] = []
    for statement in block:
        result.append(statement)
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            redefined = _bound_names(statement) & names - _read_names(statement.value)
            result.extend(_hidden_assignment(name, statement) for name in sorted(redefined))
        elif isinstance(statement, (ast.If, ast.Try, ast.With, ast.AsyncWith, ast.TryStar)):
            for field in ("body", "orelse", "finalbody"):
                if getattr(statement, field, None):
                    setattr(statement, field, _rebind_block(getattr(statement, field), names))
            for handler in getattr(statement, "handlers", []):
                handler.body = _rebind_block(handler.body, names)
    return result


def _bound_names(statement: ast.Assign | ast.AnnAssign) -> frozenset[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return frozenset(name for target in targets for name in _target_names(target))


def _target_names(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Starred):
        yield from _target_names(target.value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from _target_names(element)


def _read_names(value: ast.expr) -> frozenset[str]:
    """The names of the module that an expression reads: not a comprehension's own variables, nor a lambda's."""
    try:
        code = compile(ast.Expression(value), "<value>", "eval", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError:
        return frozenset(node.id for node in ast.walk(value) if isinstance(node, ast.Name))
    return frozenset(_global_names(code))


def _global_names(code: types.CodeType) -> Iterator[str]:
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_NAME", "LOAD_GLOBAL"):
            yield instruction.argval
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _global_names(constant)


def _hidden_assignment(name: str, place: ast.stmt) -> ast.stmt:
    assignment = ast.Assign(
        targets=[ast.Name(name, ast.Store())],
        value=ast.Call(ast.Name("__assay_hidden__", ast.Load()), [ast.Constant(name), ast.Name(name, ast.Load())], []),
    )
    return ast.copy_location(assignment, place)


def _isolate(statement: ast.stmt) -> ast.stmt:
    note = ast.Expr(ast.Call(ast.Name("__assay_note__", ast.Load()), [ast.Name("__assay_error__", ast.Load())], []))
    handler = ast.ExceptHandler(ast.Name("Exception", ast.Load()), "__assay_error__", [note])
    return ast.copy_location(ast.Try([statement], [handler], [], []), statement)


def _is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
