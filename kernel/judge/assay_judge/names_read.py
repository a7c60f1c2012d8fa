"""Which names some cells read before they bind them themselves: what they need of the cells that ran before.

Names that a function or comprehension has of its own are not read from the module. A function reads the module's names
when it is called: that is where its name is read first, or at the end, where the judge may call it. Where it is not
clear whether a name is bound by then, it counts as read.
"""

import ast
import dis
import re
import types
from collections.abc import Iterable, Iterator

_NESTED_SCOPES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
_COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
_READS_TEXT = frozenset(("eval", "exec", "globals", "locals", "vars", "get_ipython"))
_WORD = re.compile(r"[^\W\d]\w*")
_QUERY_NAME = re.compile(r"@([^\W\d]\w*)")


def read_names(node: ast.AST) -> set[str]:
    """Return the module's names that a statement or expression reads, those that its functions read included."""
    names = _names_in_text(node)
    code = _compile(node) if _has_scopes(node) else None
    if code is None:
        return names | _loaded_names(node)
    return names | set(_global_names(code))


def list_names_from_outside(groups: Iterable[list[list[ast.stmt]]]) -> set[str]:
    """Return the names that cells (lists of statements) read and do not surely bind before.

    A group is a question's cells: after each the judge may call the functions that it defined.
    """
    reader = _Reader()
    for cells in groups:
        for cell in cells:
            reader.run_block(cell)
        reader.use(set(reader.deferred))
    return reader.needed


class _Reader:
    def __init__(self) -> None:
        self.bound: set[str] = set()
        self.needed: set[str] = set()
        # What a function's body reads, until it is called.
        self.deferred: dict[str, set[str]] = {}
        self._depth = 0

    def use(self, names: set[str]) -> None:
        waiting = list(names)
        called: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in called:
                continue
            called.add(name)
            waiting.extend(self.deferred.get(name, ()))
            if self._depth == 0:
                # A later call finds no less bound than this one; one inside a branch may find more than one behind it.
                self.deferred.pop(name, None)
            if name not in self.bound:
                self.needed.add(name)

    def run_block(self, block: list[ast.stmt]) -> None:
        for statement in block:
            self._run(statement)

    def _run(self, statement: ast.stmt) -> None:
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            for item in statement.items:
                self.use(read_names(item))
                self.bound |= _stored_names(item.optional_vars)
            self.run_block(statement.body)
        elif isinstance(statement, ast.If):
            self.use(read_names(statement.test))
            self._branches(statement.body, statement.orelse)
        elif isinstance(statement, (ast.For, ast.AsyncFor)):
            self.use(read_names(statement.iter) | read_names(statement.target))
            before = set(self.bound)
            self.bound |= _stored_names(statement.target)
            self._branches([*statement.body, *statement.orelse])
            self.bound = before
        elif isinstance(statement, ast.While):
            self.use(read_names(statement.test))
            self._branches([*statement.body, *statement.orelse], [])
        elif isinstance(statement, (ast.Try, ast.TryStar)):
            # It is not known how far the body comes; whatever handler runs reads what stood before.
            handlers = [handler.body for handler in statement.handlers]
            for handler in statement.handlers:
                if handler.type is not None:
                    self.use(read_names(handler.type))
            caught = {handler.name for handler in statement.handlers if handler.name}
            before = set(self.bound)
            self._branches([*statement.body, *statement.orelse], *handlers, within=caught)
            after, self.bound = self.bound, before
            self.run_block(statement.finalbody)
            self.bound |= after
        elif isinstance(statement, ast.Delete):
            self.use(read_names(statement) | _stored_names(statement))
            self.bound -= _stored_names(statement)
        else:
            self._run_simple(statement)

    def _branches(self, *branches: list[ast.stmt], within: set[str] | None = None) -> None:
        """Run each from the same start; what all of them bind is bound. `within` is bound inside alone."""
        before = self.bound
        ends = []
        self._depth += 1
        for branch in branches:
            self.bound = before | (within or set())
            self.run_block(branch)
            ends.append(self.bound - ((within or set()) - before))
        self._depth -= 1
        self.bound = set.intersection(*ends)

    def _run_simple(self, statement: ast.stmt) -> None:
        split = _split_definition(statement)
        if split is None:
            self.use(read_names(statement))
        else:
            name, now, later = split
            self.use(now)
            self.deferred[name] = self.deferred.get(name, set()) | later
        self.bound |= _surely_bound(statement)


def _split_definition(statement: ast.stmt) -> tuple[str, set[str], set[str]] | None:
    """For a definition: its name, what is read where it stands, and what when it is called."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        # A decorator may call it at once.
        name = statement.name if not statement.decorator_list else None
        body = name
    elif (
        isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Lambda)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Name)
    ):
        name, body = statement.targets[0].id, "<lambda>"
    else:
        return None
    code = _compile(statement) if name is not None else None
    if name is None or code is None:
        return None
    now, later = set(_own_global_names(code)), _names_in_text(statement)
    for part in _codes_in(code):
        if part.co_name != body:
            now |= set(_global_names(part))
        elif isinstance(statement, ast.ClassDef):
            # Its body runs where it stands, its methods do not.
            now |= set(_own_global_names(part))
            for inner in _codes_in(part):
                found = set(_global_names(inner))
                now, later = (now | found, later) if inner.co_name in _COMPREHENSIONS else (now, later | found)
        else:
            later |= set(_global_names(part))
    return name, now, later


def _surely_bound(statement: ast.stmt) -> set[str]:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    if isinstance(statement, ast.Assign):
        return {name for target in statement.targets for name in _stored_names(target)}
    if isinstance(statement, (ast.AugAssign, ast.AnnAssign)) and statement.value is not None:
        return _stored_names(statement.target)
    return set()


def _stored_names(node: ast.AST | None) -> set[str]:
    if node is None:
        return set()
    return {
        item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, (ast.Store, ast.Del))
    }


def _loaded_names(node: ast.AST) -> set[str]:
    names = {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Load)}
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        names.add(node.target.id)
    return names


def _names_in_text(node: ast.AST) -> set[str]:
    """Names that stand in text: ``df.query('x > @limit')``, and any where text is run or names are looked up."""
    texts, is_run = [], False
    for item in ast.walk(node):
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            texts.append(item.value)
        elif isinstance(item, ast.Name) and item.id in _READS_TEXT:
            is_run = True
    pattern = _WORD if is_run else _QUERY_NAME
    return {name for text in texts for name in pattern.findall(text)}


def _has_scopes(node: ast.AST) -> bool:
    return any(isinstance(item, _NESTED_SCOPES) for item in ast.walk(node))


def _compile(node: ast.AST) -> types.CodeType | None:
    """None for what Python cannot compile alone (`return`), or at all (nested too deep)."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        if isinstance(node, ast.stmt):
            tree, mode = ast.Module([node], []), "exec"
        elif isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            tree, mode = ast.Expression(node), "eval"
        else:
            return None
        return compile(tree, "<cell>", mode, flags=flags, dont_inherit=True)
    except Exception:
        return None


def _global_names(code: types.CodeType) -> Iterator[str]:
    yield from _own_global_names(code)
    for part in _codes_in(code):
        yield from _global_names(part)


def _own_global_names(code: types.CodeType) -> Iterator[str]:
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_NAME", "LOAD_GLOBAL"):
            yield instruction.argval


def _codes_in(code: types.CodeType) -> list[types.CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
