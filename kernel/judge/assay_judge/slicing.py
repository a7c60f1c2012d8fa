"""What of the earlier cells later ones need: where not the whole notebook is run, that is (in a bare twin, say).

Where it is not clear whether a statement is needed it is kept: one too many costs time, one too few costs points.
"""

import ast
import re
from typing import Any

from assay_judge.names_read import list_names_from_outside, read_names

MAX_SOURCE_CHARACTERS = 2_000_000
MAX_TRANSFORMED_CHARACTERS, MAX_TRANSFORMED_MAGICS = 50_000, 40
# Seconds to import, and nothing else works the better for it.
_HEAVY_PACKAGES = ("tensorflow", "keras")
_BODY_MAGIC = re.compile(r"\s*%%(?:time|timeit|capture|prun)\b[^\n]*\n")
_TIMED_LINE = re.compile(r"^([ \t]*)%(?:time|timeit)[ \t]+(?=[^\s-])", re.MULTILINE)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def slice_needed(earlier: list[str], own: list[list[str]]) -> list[str]:
    """Return for each earlier cell the statements that the own cells need, directly or through others, in their order.

    The own cells come in groups, one a question. Imports are kept, but for those of heavy packages that nothing needs.
    Of a cell that cannot be parsed nothing is kept: it did not run in the subject either.
    """
    parsed = [_parse(source) for source in earlier]
    statements = [(place, statement) for place, (_, body) in enumerate(parsed) for statement in body]
    modules = {name for _, statement in statements if isinstance(statement, ast.Import) for name in _bound(statement)}
    facts = [_read_facts(statement, modules) for _, statement in statements]
    needed = list_names_from_outside([[parse_cell(source) for source in sources] for sources in own])
    kept: set[int] = set()
    before = -1
    while len(kept) > before:
        # Again: a function may need what is defined below it.
        before = len(kept)
        for number in range(len(statements) - 1, -1, -1):
            is_import, provides, reads = facts[number]
            if number not in kept and (is_import or provides & needed):
                kept.add(number)
                needed |= reads
    cells: list[list[str]] = [[] for _ in earlier]
    for number in sorted(kept):
        place, statement = statements[number]
        cells[place].append(_text_of(statement, parsed[place][0]))
    return ["\n".join(texts) for texts in cells]


def _read_facts(statement: ast.stmt, modules: set[str]) -> tuple[bool, set[str], set[str]]:
    """Whether it is kept in any case, the names that it binds or may change, and those that it reads."""
    # `np.random.seed(1)` changes a module; `a = np.array(…)` does not.
    changed = _changed(statement) - (set() if isinstance(statement, ast.Expr) else modules)
    return _is_kept_import(statement), _bound(statement) | changed, read_names(statement)


def _is_kept_import(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Import):
        packages = [alias.name.split(".")[0] for alias in statement.names]
    elif isinstance(statement, ast.ImportFrom):
        # With a star it is not known what it binds.
        packages = [(statement.module or "").split(".")[0] if statement.names[0].name != "*" else "*"]
    else:
        return False
    return any(package not in _HEAVY_PACKAGES for package in packages)


def parse_cell(source: str) -> list[ast.stmt]:
    """Return the top-level statements of a cell in IPython syntax; none where it cannot be parsed."""
    return _parse(source)[1]


def split_statements(source: str) -> list[str]:
    """Return the top-level statements of a cell as plain Python; none where it cannot be parsed."""
    lines, body = _parse(source)
    return [_text_of(statement, lines) for statement in body]


def _parse(source: str) -> tuple[list[bytes], list[ast.stmt]]:
    """The lines of a cell as plain Python, and its statements."""
    if len(source) > MAX_SOURCE_CHARACTERS:
        return [], []
    # Else the code behind it would be text to Python.
    cell_magic = _BODY_MAGIC.match(source)
    plain = _TIMED_LINE.sub(r"\1", source[cell_magic.end() :] if cell_magic else source)
    for transform in (_keep, _transform, _drop_magics):
        try:
            text = transform(plain)
            body = ast.parse(text).body
        except Exception:
            # A SyntaxError, or what a parser fed with hostile text comes to (RecursionError, MemoryError, …).
            continue
        return text.encode("utf-8", "surrogatepass").splitlines(keepends=True), body
    return [], []


def _keep(source: str) -> str:
    return source


def _transform(source: str) -> str:
    """IPython syntax as plain Python. It reads the whole cell again for each magic, so not where that takes long."""
    from IPython.core.inputtransformer2 import TransformerManager

    if len(source) > MAX_TRANSFORMED_CHARACTERS or sum(map(_is_magic, source.split("\n"))) > MAX_TRANSFORMED_MAGICS:
        raise ValueError("too long")
    return TransformerManager().transform_cell(source)


def _drop_magics(source: str) -> str:
    lines = source.split("\n")
    return "\n".join(f"{line[: len(line) - len(line.lstrip())]}pass" if _is_magic(line) else line for line in lines)


def _is_magic(line: str) -> bool:
    # No regular expression: on a line of a million spaces one that looks for both ends takes hours.
    words = line.strip()
    return words.startswith(("%", "!", "?")) or words.endswith("?")


def _text_of(statement: Any, lines: list[bytes]) -> str:
    """A statement as it was written (`ast.unparse` fails on what is nested deep)."""
    first, start = statement.lineno - 1, statement.col_offset
    decorators = getattr(statement, "decorator_list", [])
    if decorators:
        first, start = decorators[0].lineno - 1, 0
    taken = lines[first : statement.end_lineno]
    taken[-1] = taken[-1][: statement.end_col_offset]
    taken[0] = taken[0][start:]
    return b"".join(taken).decode("utf-8", "surrogatepass")


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


def _changed(statement: ast.stmt) -> set[str]:
    """Names whose value a statement may change in place: ``x[0] = 1``, ``x.append(2)``, ``C.f = g``, ``shuffle(x)``."""
    names: set[str] = set()
    for node in _own_scope(statement):
        targets: list[Any] = []
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            targets = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            targets = [node.func.value]
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            call = node.value
            targets += [*call.args, *(item.value for item in call.keywords)]
        for target in targets:
            while isinstance(target, (ast.Attribute, ast.Subscript, ast.Starred)):
                target = target.value
            if isinstance(target, ast.Name):
                names.add(target.id)
    return names


def _own_scope(statement: ast.AST) -> list[ast.AST]:
    """The nodes of a statement without the bodies of functions and classes inside it."""
    found: list[ast.AST] = []
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if not isinstance(node, _SCOPES):
            waiting.extend(ast.iter_child_nodes(node))
    return found
