"""Stand-ins for what is not there: importing one does nothing, using it raises a sentence that says why."""

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import linecache
import sys
import types
from collections.abc import Callable
from typing import Any

_MAX_FRAMES_UP = 30
_CATCHES_IMPORT_ERROR = frozenset(("ImportError", "ModuleNotFoundError", "Exception", "BaseException"))
_OPERATORS = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "and", "xor")
_USES = (
    *(f"__{side}{operator}__" for side in ("", "r") for operator in _OPERATORS),
    *(
        f"__{name}__"
        for name in ("call", "getitem", "setitem", "delitem", "iter", "next", "len", "contains", "reversed")
    ),
    *(f"__{name}__" for name in ("enter", "exit", "aenter", "aexit", "await", "lt", "le", "gt", "ge", "neg", "pos")),
    *(f"__{name}__" for name in ("abs", "invert", "bool", "int", "float", "complex", "index", "round", "array")),
)


class StandIn:
    """Takes every name asked of it, and raises when it is used."""

    def __init__(self, name: str, problem: Callable[[str], Exception]):
        object.__setattr__(self, "_assay_name", name)
        object.__setattr__(self, "_assay_problem", problem)

    def __getattr__(self, name: str) -> Any:
        if name in ("__name__", "__qualname__"):
            return self._assay_name.rsplit(".", 1)[-1]
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return StandIn(f"{self._assay_name}.{name}", self._assay_problem)

    def __repr__(self) -> str:
        return f"<{self._assay_name}: not available here>"

    def __mro_entries__(self, bases: tuple) -> tuple:
        # A class may name it as its base; what it would inherit is missing when it is used.
        return (_make_base(self._assay_name, self._assay_problem),)

    def _assay_raise(self, *args: Any, **kwargs: Any) -> Any:
        raise self._assay_problem(self._assay_name)

    def __instancecheck__(self, instance: Any) -> bool:
        return False

    def __subclasscheck__(self, subclass: type) -> bool:
        return False

    def __or__(self, other: Any) -> Any:
        # `xyz.Tensor | None` stands in annotations.
        return self

    __ror__ = __or__


def _give_uses(kind: type) -> None:
    for name in _USES:
        setattr(kind, name, StandIn._assay_raise)


_give_uses(StandIn)


def _make_base(name: str, problem: Callable[[str], Exception]) -> type:
    def use(self: Any, *args: Any, **kwargs: Any) -> Any:
        raise problem(name)

    def __getattr__(self: Any, attribute: str) -> Any:
        if attribute.startswith("__") and attribute.endswith("__"):
            raise AttributeError(attribute)
        raise problem(name)

    return type(name.rsplit(".", 1)[-1], (), {"__init__": use, "__getattr__": __getattr__})


class StandInModule(types.ModuleType):
    """A module whose every attribute is a stand-in, and whose every submodule can be imported."""

    def __init__(self, name: str, problem: Callable[[str], Exception]):
        super().__init__(name)
        self.__path__ = []
        self._assay_problem = problem

    def __getattr__(self, name: str) -> Any:
        if name == "__all__":
            return []
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return StandIn(f"{self.__name__}.{name}", self._assay_problem)


class StandInLoader(importlib.abc.Loader):
    """Makes the stand-in module of a name."""

    def __init__(self, problem: Callable[[str], Exception]):
        self._problem = problem

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return StandInModule(spec.name, self._problem)

    def exec_module(self, module: types.ModuleType) -> None:
        return None


class _MissingPackageFinder(importlib.abc.MetaPathFinder):
    """Comes last: whatever no other finder knows, where a cell asked for it."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        parent = sys.modules.get(fullname.rpartition(".")[0])
        of_stand_in = isinstance(parent, StandInModule)
        # A library's own `try: import x` must keep failing: it has another way then.
        if not of_stand_in and ("." in fullname or not _is_asked_by_cell()):
            return None
        return importlib.machinery.ModuleSpec(fullname, StandInLoader(_missing_package), is_package=True)


def install_stand_ins() -> None:
    """Let a cell import packages that are not installed, so that one needless import does not cost the cell."""
    if not any(isinstance(finder, _MissingPackageFinder) for finder in sys.meta_path):
        sys.meta_path.append(_MissingPackageFinder())


def _missing_package(name: str) -> Exception:
    package = name.split(".")[0]
    return ImportError(f"the package {package!r} is not part of the grading environment, and {name} was used")


def _is_asked_by_cell() -> bool:
    """True when the import statement stands in a cell (or was called from one through importlib), and nothing there
    is prepared for the package to be missing."""
    frame = sys._getframe(1)
    for _ in range(_MAX_FRAMES_UP):
        if frame is None:
            return False
        name = frame.f_globals.get("__name__", "")
        if name == "__main__":
            return not _expects_import_error(frame.f_code.co_filename, frame.f_lineno)
        if name in ("importlib.util", "pkgutil"):
            # Somebody asks whether it is there.
            return False
        if not (name.startswith("importlib") or name in ("assay_agent.stand_ins", "assay_agent.scratch")):
            return False
        frame = frame.f_back
    return False


def _expects_import_error(file: str, line: int) -> bool:
    """True when the statement at `line` of a cell stands in a `try` (or `with`) that catches an ImportError."""
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except (SyntaxError, ValueError, RecursionError):
        return False
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and node.body[0].lineno <= line <= (node.body[-1].end_lineno or 0):
            for handler in node.handlers:
                caught = (
                    {name.id for name in ast.walk(handler.type) if isinstance(name, ast.Name)} if handler.type else None
                )
                if caught is None or caught & _CATCHES_IMPORT_ERROR:
                    return True
        elif isinstance(node, ast.With) and node.body[0].lineno <= line <= (node.body[-1].end_lineno or 0):
            names = {name.id for item in node.items for name in ast.walk(item) if isinstance(name, ast.Name)}
            if names & _CATCHES_IMPORT_ERROR:
                return True
    return False
