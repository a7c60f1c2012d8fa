"""In which way a table was built, read from the candidate's source: a dict of lists, rows, a text, columns one by one …

What a statement builds is followed through names, functions, loops and comprehensions. Where the source does not tell,
every way that it shows counts: two statements that clearly build alike are alike, and those that may differ do.
"""

import ast
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any

from assay_judge.candidates import Snapshot
from assay_judge.outcomes import fail
from assay_judge.slicing import parse_cell

MAX_DEPTH = 14
MAX_STEPS = 4_000
MAX_STEPS_OF_ALL = 40_000
MAX_SOURCE_CHARACTERS = 100_000
MAX_INDEXED = 10_000
EMPTY = "an empty table"
ROWS, COLUMNS = "rows added one by one", "columns added one by one"
LISTS, TUPLES, DICTS = "a dict of lists", "a list of rows", "a list of dicts"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp)
_CHANGING = ("append", "add", "insert", "extend", "update", "appendleft", "setdefault")
_READS_TEXT = ("read_csv", "read_table", "read_fwf")
_OF_TABLE = {
    "dict": "a dict of dicts",
    "list": LISTS,
    "records": DICTS,
    "series": "a dict of Series",
    "index": "a dict of dicts",
    "split": "a split dict",
}


def find_ways(sources: Sequence[str], snapshots: Sequence[Snapshot], numbers: Sequence[int]) -> dict[int, set[str]]:
    """Return for each object (by its number) the ways in which it may have been built, from what the source says.

    An empty set where it says nothing of one. Fails the check where the cells are too long or too involved to be read.
    """
    if sum(map(len, sources)) > MAX_SOURCE_CHARACTERS:
        fail(f"the cells are too long to be read: expected at most {MAX_SOURCE_CHARACTERS} characters")
    reader = _Reader(sources)
    ways: dict[int, set[str]] = {}
    for number in numbers:
        own = [snapshot for snapshot in snapshots if snapshot.number == number]
        grown = _find_growth(own)
        built = reader.ways_at(own[0].place, own[0].name)
        ways[number] = {grown} if grown else built or reader.all_ways()
    return ways


def are_two_ways(ways: dict[int, set[str]]) -> bool:
    """Whether two of the objects may have been built in different ways."""
    return any(not one or not other or len(one | other) > 1 for one, other in combinations(ways.values(), 2))


def _find_growth(own: Sequence[Snapshot]) -> str | None:
    """How an object came to its size, where it was seen smaller before."""
    shapes = [snapshot.table.shape for snapshot in own]
    for before, after in pairwise(shapes):
        if after[0] > before[0] and before[1] > 0:
            return ROWS
        if after[1] > before[1]:
            return COLUMNS
    return None


@dataclass(frozen=True)
class _Bound:
    """One thing that a name was bound to: an expression where it was read, or an item of what it gives."""

    node: ast.AST
    scope: "_Scope"
    is_item: bool = False


@dataclass
class _Scope:
    """Names of a function or of the module; `statements` are those that count, in order."""

    statements: list[ast.stmt]
    outer: "_Scope | None" = None
    given: dict[str, list[_Bound]] = field(default_factory=dict)

    def bindings(self, name: str) -> list[_Bound]:
        if name in self.given:
            return self.given[name]
        found: list[_Bound] = []
        for place, statement in enumerate(self.statements):
            if name not in _index_bindings(statement):
                continue
            # What an assignment reads was bound before it: `df = df.assign(…)`.
            own = self.before(place) if isinstance(statement, _SIMPLE) else self
            bound = _bindings_of(statement, name, own)
            # In a loop's body or in branches each may hold; at the top the last one does.
            found = bound if bound and isinstance(statement, _SIMPLE) else found + bound
        return found or (self.outer.bindings(name) if self.outer else [])

    def before(self, place: int) -> "_Scope":
        """The same scope before one of its statements."""
        return _Scope(self.statements[:place], self.outer, self.given)

    def changes(self, name: str) -> list[ast.AST]:
        """Statements and calls that change what the name holds in place."""
        own = [node for statement in self.statements for node in _index_changes(statement).get(name, ())]
        return own or (self.outer.changes(name) if self.outer and name not in self.given else [])


class _Reader:
    def __init__(self, sources: Sequence[str]):
        self._cells = [parse_cell(source) for source in sources]
        everything = [statement for cell in self._cells for statement in cell]
        self._functions: dict[str, list[Any]] = {}
        self._aliases: dict[str, str] = {}
        self._steps = self._steps_of_all = 0
        self._around: dict[ast.AST, Any] = {}
        self._assigned: dict[ast.AST, ast.AST] = {}
        self._constructors: set[str] | None = None
        for statement in everything:
            for node in ast.walk(statement):
                if isinstance(node, _FUNCTIONS):
                    # The outermost function comes first.
                    for inner in ast.walk(node):
                        self._around.setdefault(inner, node)
                if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
                    self._functions.setdefault(node.name, []).append(node)
                if isinstance(node, ast.Assign):
                    self._assigned |= dict.fromkeys(node.targets, node.value)
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                    for target in node.targets:
                        if isinstance(target, ast.Name):
                            self._functions.setdefault(target.id, []).append(node.value)
                elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
                    for target in node.targets:
                        if isinstance(target, ast.Name):
                            self._aliases[target.id] = node.value.attr
                elif isinstance(node, ast.ImportFrom):
                    self._aliases |= {alias.asname: alias.name for alias in node.names if alias.asname}

    def ways_at(self, at: tuple[int, int, int], name: str | None) -> set[str]:
        """The ways of a table that a name got, or that was shown, in the statement at this place."""
        cell, *position = at
        before: list[ast.stmt] = [s for statements in self._cells[:cell] for s in statements]
        own = self._cells[cell] if 0 <= cell < len(self._cells) else []
        place = next((n for n, item in enumerate(own) if [item.lineno, item.col_offset] == position), None)
        if place is None:
            return set()
        self._begin()
        scope = _Scope([*before, *own[: place + 1]])
        statement = own[place]
        if name is not None:
            base = name.split("[")[0]
            is_simple = isinstance(statement, _SIMPLE)
            bound = _bindings_of(statement, base, scope.before(len(before) + place) if is_simple else scope)
            ways = set().union(*(self._table(item.node, item.scope, 0) for item in bound)) if bound else set()
            if bound and ways <= {EMPTY}:
                ways |= self._grown(base, scope)
            if ways:
                return ways - {EMPTY} or ways
        shown = [
            arg
            for node in ast.walk(statement)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "display")
            for arg in node.args
        ]
        if isinstance(statement, ast.Expr):
            shown.append(statement.value)
        found = set().union(*(self._table(node, self._scope_of(node, scope), 0) for node in shown), set())
        return found - {EMPTY} or found

    def all_ways(self) -> set[str]:
        """The ways of every constructor in the source."""
        if self._constructors is None:
            self._constructors = self._find_constructors()
        return self._constructors

    def _find_constructors(self) -> set[str]:
        scope = _Scope([statement for cell in self._cells for statement in cell])
        found: set[str] = set()
        for statement in scope.statements:
            for node in ast.walk(statement):
                if isinstance(node, ast.Call) and self._is_constructor(node):
                    self._begin()
                    found |= self._call(node, self._scope_of(node, scope), 0)
        return found - {EMPTY}

    def _begin(self) -> None:
        self._steps = 0

    def _is_too_far(self, depth: int) -> bool:
        """Whether to follow the source no further. Every function that follows it asks, or a circle would not end."""
        self._steps += 1
        self._steps_of_all += 1
        if self._steps_of_all > MAX_STEPS_OF_ALL:
            fail("the way in which the tables are built is too involved to be read from the source")
        return depth > MAX_DEPTH or self._steps > MAX_STEPS

    def _is_constructor(self, node: ast.Call) -> bool:
        name = self._name_of(node.func)
        return name in ("DataFrame", "from_dict", "from_records", "concat") or name.startswith("read_")

    def _scope_of(self, node: ast.AST, scope: _Scope) -> _Scope:
        """The scope of a node that may stand in a function's body."""
        around = self._around.get(node)
        return scope if around is None else _Scope(around.body, scope)

    def _name_of(self, function: ast.AST) -> str:
        """The last part of a dotted name, an alias as what it stands for."""
        if isinstance(function, ast.Attribute):
            return function.attr
        return self._aliases.get(function.id, function.id) if isinstance(function, ast.Name) else ""

    def _grown(self, name: str, scope: _Scope) -> set[str]:
        ways = set()
        for node in scope.changes(name):
            if isinstance(node, ast.Call):
                ways.add({"insert": COLUMNS, "append": ROWS, "update": COLUMNS}.get(node.func.attr, ROWS))  # type: ignore[attr-defined]
            elif isinstance(node, ast.Subscript):
                ways.add(ROWS if isinstance(node.value, ast.Attribute) else COLUMNS)
        return ways

    def _table(self, node: ast.AST, scope: _Scope, depth: int) -> set[str]:
        """The ways in which an expression may build a table; none where it builds none."""
        if self._is_too_far(depth):
            return set()
        depth += 1
        if isinstance(node, ast.Name):
            ways: set[str] = set()
            for bound in scope.bindings(node.id):
                ways |= self._table(bound.node, bound.scope, depth)
            if EMPTY in ways:
                ways |= self._grown(node.id, scope)
            return ways - {EMPTY} or ways
        if isinstance(node, ast.IfExp):
            return self._table(node.body, scope, depth) | self._table(node.orelse, scope, depth)
        if isinstance(node, (ast.NamedExpr, ast.Await, ast.Starred, ast.Subscript)):
            return self._table(node.value, scope, depth)
        if isinstance(node, ast.Attribute):
            ways = self._table(node.value, scope, depth)
            return {f"{way}, transposed" for way in ways} if node.attr == "T" else ways
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return set().union(*(self._table(item, scope, depth) for item in node.elts), set())
        if isinstance(node, ast.Dict):
            return set().union(*(self._table(item, scope, depth) for item in node.values), set())
        if isinstance(node, _COMPREHENSIONS):
            return self._table(node.elt, _inside(node, scope), depth)
        if isinstance(node, ast.DictComp):
            return self._table(node.value, _inside(node, scope), depth)
        if isinstance(node, ast.Call):
            return self._call(node, scope, depth)
        return set()

    def _call(self, node: ast.Call, scope: _Scope, depth: int) -> set[str]:
        name = self._name_of(node.func)
        if name == "DataFrame":
            data = node.args[0] if node.args else _keyword(node, "data")
            return self._data(data, scope, depth) if data is not None else {EMPTY}
        if name == "from_dict":
            orient = _constant(node.args[1] if len(node.args) > 1 else _keyword(node, "orient")) or "columns"
            return {"from_dict" if orient == "columns" else f"from_dict by {orient}"}
        if name in _READS_TEXT:
            return {"read from a text"}
        if name in ("from_records", "json_normalize", "concat", "merge") or name.startswith("read_"):
            return {name}
        if isinstance(node.func, ast.Attribute):
            base = self._table(node.func.value, scope, depth)
            if base:
                return self._method(node, name, base)
            if name in ("to_frame", "to_pandas", "unstack", "pivot"):
                return {name}
        returned = self._returned(node, name, scope, depth, self._table)
        if returned:
            return returned
        # `show(table)`, `tables.append(table)`: what goes in may be the table.
        passed = [self._table(arg, scope, depth) for arg in node.args]
        return set().union(*passed, set())

    def _method(self, node: ast.Call, name: str, base: set[str]) -> set[str]:
        if name in ("transpose", "T"):
            return {f"{way}, transposed" for way in base}
        if name == "assign":
            added = {keyword.arg for keyword in node.keywords}
            return base if len(added) < 2 and EMPTY not in base else {COLUMNS}
        if name in ("join", "merge", "unstack", "pivot", "stack", "melt", "explode", "apply", "append"):
            return {name}
        return base

    def _returned(self, node: ast.Call, name: str, scope: _Scope, depth: int, read: Any) -> set[str]:
        """What the candidate's own function, method or class of this name gives, with the arguments of this call."""
        functions = [(item, scope) for item in self._functions.get(name, [])]
        if not functions and isinstance(node.func, ast.Name):
            # A parameter or a loop's variable that stands for a function.
            for bound in scope.bindings(node.func.id):
                functions += self._functions_in(bound.node, bound.scope, depth)
        elif not functions:
            functions += self._functions_in(node.func, scope, depth)
        found: set[str] = set()
        for function, home in functions:
            if isinstance(function, ast.Name):
                found |= read(ast.Call(function, node.args, node.keywords), home, depth)
                continue
            if not isinstance(function, (*_FUNCTIONS, ast.Lambda)):
                continue
            module = home
            while module.outer is not None:
                module = module.outer
            body = [] if isinstance(function, ast.Lambda) else function.body
            inner = _Scope(body, module, _parameters(function, node, scope))
            for result in _results(function):
                found |= read(result, inner, depth)
        return found

    def _functions_in(self, node: ast.AST, scope: _Scope, depth: int) -> list[tuple[Any, _Scope]]:
        if self._is_too_far(depth):
            return []
        depth += 1
        if isinstance(node, ast.Lambda):
            return [(node, scope)]
        if isinstance(node, ast.Name):
            if node.id in self._functions:
                return [(item, scope) for item in self._functions[node.id]]
            named = scope.bindings(node.id)
            return [found for bound in named for found in self._functions_in(bound.node, bound.scope, depth)]
        if isinstance(node, ast.Attribute):
            known = self._functions.get(node.attr, [])
            return [(item, scope) for item in known] or [(ast.Name(node.attr, ast.Load()), scope)]
        items = node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else []
        if isinstance(node, ast.Dict):
            items = node.values
        if isinstance(node, ast.Call):
            items = [node.func.value, *node.args] if isinstance(node.func, ast.Attribute) else node.args
        if isinstance(node, ast.Subscript):
            items = [node.value]
        return [found for item in items for found in self._functions_in(item, scope, depth)]

    def _data(self, node: ast.AST, scope: _Scope, depth: int) -> set[str]:
        """The ways of `DataFrame(node)`."""
        if self._is_too_far(depth):
            return set()
        depth += 1
        if isinstance(node, ast.Constant):
            return {EMPTY}
        if isinstance(node, ast.Dict):
            return self._dict_of([value for value in node.values if value is not None], scope, depth)
        if isinstance(node, ast.DictComp):
            return self._dict_of([node.value], _inside(node, scope), depth)
        if isinstance(node, (ast.List, ast.Tuple)):
            return {self._list_of(node.elts[0], scope, depth)} if node.elts else {EMPTY}
        if isinstance(node, _COMPREHENSIONS):
            return {self._list_of(node.elt, _inside(node, scope), depth)}
        if isinstance(node, ast.IfExp):
            return self._data(node.body, scope, depth) | self._data(node.orelse, scope, depth)
        if isinstance(node, (ast.NamedExpr, ast.Await, ast.Starred)):
            return self._data(node.value, scope, depth)
        if isinstance(node, ast.BinOp):
            return self._data(node.left, scope, depth)
        if isinstance(node, ast.Name):
            return self._data_of_name(node.id, scope, depth)
        if isinstance(node, ast.Attribute):
            if node.attr in ("values", "array") and self._table(node.value, scope, depth):
                return {"an array"}
            return self._table(node.value, scope, depth) or self._data(node.value, scope, depth)
        if isinstance(node, ast.Subscript):
            return self._table(node.value, scope, depth) or self._item_of(node.value, scope, depth)
        if isinstance(node, ast.Call):
            return self._data_of_call(node, scope, depth)
        return set()

    def _data_of_name(self, name: str, scope: _Scope, depth: int) -> set[str]:
        ways: set[str] = set()
        for bound in scope.bindings(name):
            read = self._item_of if bound.is_item else self._data
            ways |= self._table(bound.node, bound.scope, depth) or read(bound.node, bound.scope, depth)
        if not ways or EMPTY in ways or "a dict" in ways:
            for node in scope.changes(name):
                if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute):
                    if node.func.attr in ("append", "add", "insert", "appendleft"):
                        is_row = isinstance(node.func.value, ast.Name)
                        ways |= {self._list_of(node.args[-1], scope, depth)} if is_row else {LISTS}
                    elif node.func.attr in ("extend", "update"):
                        ways |= self._data(node.args[0], scope, depth)
                elif isinstance(node, ast.Subscript):
                    ways |= self._dict_of([self._assigned[node]] if node in self._assigned else [], scope, depth)
        return ways - {EMPTY, "a dict"} or ways

    def _item_of(self, node: ast.AST, scope: _Scope, depth: int) -> set[str]:
        """The data that one item of a container is."""
        if self._is_too_far(depth):
            return set()
        if isinstance(node, ast.Name):
            return set().union(*(self._item_of(b.node, b.scope, depth + 1) for b in scope.bindings(node.id)), set())
        items: Sequence[ast.AST] = node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else []
        if isinstance(node, ast.Dict):
            items = node.values
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return self._item_of(node.func.value, scope, depth + 1)
        return set().union(*(self._data(item, scope, depth + 1) for item in items), set())

    def _data_of_call(self, node: ast.Call, scope: _Scope, depth: int) -> set[str]:
        name = self._name_of(node.func)
        if isinstance(node.func, ast.Attribute):
            table = self._table(node.func.value, scope, depth)
            if table:
                orient = _constant(node.args[0] if node.args else _keyword(node, "orient")) or "dict"
                converted = {"to_dict": _OF_TABLE.get(orient, LISTS), "to_records": "a record array"}
                if name in ("to_numpy", "itertuples"):
                    return {"an array" if name == "to_numpy" else TUPLES}
                return {converted[name]} if name in converted else table
            if name in ("tolist", "copy", "transpose", "reshape", "astype", "T"):
                found = self._data(node.func.value, scope, depth)
                return {TUPLES} if name == "tolist" and found else found
            if name in ("items", "values", "split", "splitlines", "findall"):
                return {TUPLES}
        if name in ("list", "tuple", "sorted", "deepcopy", "iter", "OrderedDict", "copy", "cast") and node.args:
            return self._data(node.args[-1 if name == "cast" else 0], scope, depth)
        if name == "dict":
            values = [keyword.value for keyword in node.keywords if keyword.arg]
            return self._dict_of(values, scope, depth) if values else {LISTS if node.args else "a dict"}
        if name == "defaultdict":
            return {"a dict"}
        if name in ("zip", "product", "zip_longest"):
            return {TUPLES}
        if name == "Series":
            return {"a Series"}
        if name in ("array", "asarray", "column_stack", "vstack", "hstack", "stack", "empty", "zeros", "full", "c_"):
            return {"a structured array" if _has_fields(node) else "an array"}
        if name in ("rec", "fromrecords", "fromarrays", "recarray"):
            return {"a record array"}
        if name in ("loads", "load", "literal_eval"):
            return {"read from JSON" if name != "literal_eval" else "read from a text"}
        if name in ("reader", "DictReader"):
            return {"read from a text"}
        if name == "map" and node.args:
            for function, home in self._functions_in(node.args[0], scope, depth):
                if isinstance(function, (*_FUNCTIONS, ast.Lambda)):
                    inner = _Scope([] if isinstance(function, ast.Lambda) else function.body, home)
                    return {self._list_of(result, inner, depth) for result in _results(function)}
            return {TUPLES}
        returned = self._returned(node, name, scope, depth, self._data)
        return self._table(node, scope, depth) or returned or ({f"what {name} gives"} if name else set())

    def _dict_of(self, values: Sequence[ast.AST], scope: _Scope, depth: int) -> set[str]:
        if not values:
            return {"a dict"}
        return {self._value_of_dict(values[0], scope, depth)}

    def _value_of_dict(self, node: ast.AST, scope: _Scope, depth: int) -> str:
        for found in self._resolved(node, scope, depth):
            if isinstance(found, (ast.Dict, ast.DictComp)):
                return "a dict of dicts"
            if isinstance(found, ast.Call):
                name = self._name_of(found.func)
                if name == "Series":
                    return "a dict of Series"
                if name == "dict":
                    return "a dict of dicts"
                if name in ("array", "asarray", "arange", "linspace"):
                    return "a dict of arrays"
        return LISTS

    def _list_of(self, node: ast.AST, scope: _Scope, depth: int) -> str:
        for found in self._resolved(node, scope, depth):
            if isinstance(found, (ast.Dict, ast.DictComp)):
                return DICTS
            if isinstance(found, ast.Call):
                name = self._name_of(found.func)
                if name == "dict":
                    return DICTS
                if name == "Series":
                    return "a list of Series"
                if name in ("asdict", "_asdict", "vars", "model_dump"):
                    return DICTS
                made = self._functions.get(name, [])
                if any(isinstance(item, ast.ClassDef) for item in made):
                    return "a list of objects"
                results = [r for item in made if isinstance(item, (*_FUNCTIONS, ast.Lambda)) for r in _results(item)]
                if any(isinstance(result, (ast.Dict, ast.DictComp)) for result in results):
                    return DICTS
        return TUPLES

    def _resolved(self, node: ast.AST, scope: _Scope, depth: int) -> Iterator[ast.AST]:
        if isinstance(node, ast.Name) and not self._is_too_far(depth):
            for bound in scope.bindings(node.id):
                if bound.is_item:
                    items = bound.node.elts if isinstance(bound.node, (ast.List, ast.Tuple)) else []
                    for item in items[:1]:
                        yield from self._resolved(item, bound.scope, depth + 1)
                else:
                    yield from self._resolved(bound.node, bound.scope, depth + 1)
        else:
            yield node


def _bindings_of(statement: ast.AST, name: str, scope: _Scope) -> list[_Bound]:
    """What a statement binds a name to, in its own scope."""
    found: list[_Bound] = []
    for node in _index_bindings(statement).get(name, ()):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                found += _match(target, node.value, name, scope)
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            found += _match_items(node.target, node.iter, name, scope)
        else:
            found += _match(node.target, node.value, name, scope)
    return found


@lru_cache(maxsize=MAX_INDEXED)
def _index_bindings(statement: ast.AST) -> dict[str, list[Any]]:
    """The nodes of a statement that bind each name, in order; a function's or a class's own are not its."""
    found: dict[str, list[Any]] = {}
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        targets: list[ast.AST] = []
        if isinstance(node, ast.Assign):
            targets = [*node.targets]
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr, ast.For, ast.AsyncFor)):
            targets = [node.target] if not isinstance(node, ast.AnnAssign) or node.value is not None else []
        for name in {item.id for target in targets for item in ast.walk(target) if isinstance(item, ast.Name)}:
            found.setdefault(name, []).append(node)
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Lambda)):
            waiting.extend(reversed(list(ast.iter_child_nodes(node))))
    return found


def _match(target: ast.AST, value: ast.AST, name: str, scope: _Scope) -> list[_Bound]:
    if isinstance(target, ast.Name):
        return [_Bound(value, scope)] if target.id == name else []
    if isinstance(target, (ast.Tuple, ast.List)):
        if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
            pairs = zip(target.elts, value.elts, strict=True)
            return [found for item, part in pairs for found in _match(item, part, name, scope)]
        if any(isinstance(item, ast.Name) and item.id == name for item in target.elts):
            return [_Bound(value, scope, is_item=True)]
    return []


def _match_items(target: ast.AST, values: ast.AST, name: str, scope: _Scope) -> list[_Bound]:
    """A loop's variable is bound to each item of what it runs over."""
    if isinstance(values, (ast.Tuple, ast.List, ast.Set)):
        return [found for item in values.elts for found in _match(target, item, name, scope)]
    names = [node.id for node in ast.walk(target) if isinstance(node, ast.Name)]
    return [_Bound(values, scope, is_item=True)] if name in names else []


def _inside(node: Any, scope: _Scope) -> _Scope:
    """The scope of a comprehension."""
    given: dict[str, list[_Bound]] = {}
    for generator in node.generators:
        for target in ast.walk(generator.target):
            if isinstance(target, ast.Name):
                given[target.id] = _match_items(generator.target, generator.iter, target.id, scope)
    return _Scope([], scope, given)


def _parameters(function: Any, call: ast.Call, scope: _Scope) -> dict[str, list[_Bound]]:
    names = [argument.arg for argument in [*function.args.posonlyargs, *function.args.args]]
    defaults = dict(zip(reversed(names), reversed(function.args.defaults), strict=False))
    if names[:1] in (["self"], ["cls"]):
        names = names[1:]
    given = {name: [_Bound(value, scope)] for name, value in defaults.items()}
    given |= {name: [_Bound(value, scope)] for name, value in zip(names, call.args, strict=False)}
    given |= {keyword.arg: [_Bound(keyword.value, scope)] for keyword in call.keywords if keyword.arg}
    return given


@lru_cache(maxsize=MAX_INDEXED)
def _results(function: Any) -> tuple[ast.AST, ...]:
    """What a function returns or yields."""
    if isinstance(function, ast.Lambda):
        return (function.body,)
    found: list[ast.AST] = []
    waiting: deque[ast.AST] = deque(function.body)
    while waiting:
        node = waiting.popleft()
        if isinstance(node, (ast.Return, ast.Yield, ast.YieldFrom)) and node.value is not None:
            found.append(node.value)
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))
    return tuple(found)


@lru_cache(maxsize=MAX_INDEXED)
def _index_changes(statement: ast.AST) -> dict[str, list[Any]]:
    """The nodes of a statement that change what a name holds in place, for each name."""
    found: dict[str, list[Any]] = {}
    for node in ast.walk(statement):
        changed = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            changed = _root(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGING:
            changed = _root(node.func.value)
        if changed is not None:
            found.setdefault(changed, []).append(node)
    return found


def _root(node: ast.AST) -> str | None:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _keyword(node: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in node.keywords if keyword.arg == name), None)


def _constant(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _has_fields(node: ast.Call) -> bool:
    """Whether a dtype names fields (a list of pairs), not just a type."""
    dtype = _keyword(node, "dtype")
    plain = ("object", "str", "int", "float", "bool")
    return isinstance(dtype, (ast.List, ast.Dict)) or (isinstance(dtype, ast.Name) and dtype.id not in plain)
