"""What of the earlier cells a from-scratch question needs: the bare twin runs that, and not the whole notebook."""

import ast
import builtins
from typing import Any

MAX_SOURCE_CHARACTERS = 2_000_000
_BUILTINS = frozenset(dir(builtins))


def slice_needed(earlier: list[str], own: list[str]) -> list[str]:
    """Return of each earlier cell the statements that the own cells need, directly or through others, in their order.

    Imports are always kept. A cell that cannot be parsed is left out: it did not run in the subject either.
    """
    statements = [(place, statement) for place, source in enumerate(earlier) for statement in parse_cell(source)]
    needed = {name for source in own for statement in parse_cell(source) for name in _read(statement)} - _BUILTINS
    kept: set[int] = set()
    for number in range(len(statements) - 1, -1, -1):
        statement = statements[number][1]
        if (
            isinstance(statement, (ast.Import, ast.ImportFrom))
            or _bound(statement) & needed
            or _mutated(statement) & needed
        ):
            kept.add(number)
            needed |= _read(statement) - _BUILTINS
    cells: dict[int, list[str]] = {}
    for number in sorted(kept):
        place, statement = statements[number]
        cells.setdefault(place, []).append(ast.unparse(statement))
    return ["\n".join(lines) for _, lines in sorted(cells.items())]


def parse_cell(source: str) -> list[ast.stmt]:
    """Return the top-level statements of a cell in IPython syntax; none where it cannot be parsed."""
    from IPython.core.inputtransformer2 import TransformerManager

    if len(source) > MAX_SOURCE_CHARACTERS:
        return []
    try:
        return ast.parse(TransformerManager().transform_cell(source)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _read(node: ast.AST) -> set[str]:
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Load)}


def _bound(statement: ast.stmt) -> set[str]:
    names: set[str] = set()
    for node in _own_scope(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split(".")[0])
    return names


def _mutated(statement: ast.stmt) -> set[str]:
    """Names whose value a statement may change in place: ``x[0] = 1``, ``x.append(2)``, ``Class.method = f``."""
    names: set[str] = set()
    for node in _own_scope(statement):
        target: Any = None
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
            target = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(statement, ast.Expr):
            target = node.func.value
        while isinstance(target, (ast.Attribute, ast.Subscript)):
            target = target.value
        if isinstance(target, ast.Name):
            names.add(target.id)
    return names


def _own_scope(statement: ast.AST) -> list[ast.AST]:
    """The nodes of a statement without the bodies of functions and classes inside it."""
    found: list[ast.AST] = [statement]
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return found
    for child in ast.iter_child_nodes(statement):
        found.extend(_own_scope(child))
    return found
