"""Stand-ins for what is not there: importing one does nothing, using it raises a sentence that says why."""

import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types
from collections.abc import Callable
from typing import Any

_MAX_FRAMES_UP = 30


class StandIn:
    """Takes every name asked of it, and raises when it is used."""

    def __init__(self, name: str, problem: Callable[[str], Exception]):
        object.__setattr__(self, "_assay_name", name)
        object.__setattr__(self, "_assay_problem", problem)

    def __getattr__(self, name: str) -> Any:
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

    __call__ = __getitem__ = __setitem__ = __iter__ = __len__ = __enter__ = __contains__ = _assay_raise
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __matmul__ = __float__ = __int__ = (
        _assay_raise
    )


def _make_base(name: str, problem: Callable[[str], Exception]) -> type:
    def __getattr__(self: Any, attribute: str) -> Any:
        if attribute.startswith("__") and attribute.endswith("__"):
            raise AttributeError(attribute)
        raise problem(name)

    return type(name.rsplit(".", 1)[-1], (), {"__getattr__": __getattr__})


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
    """True when the import statement stands in a cell (or was called from one through importlib)."""
    frame = sys._getframe(1)
    for _ in range(_MAX_FRAMES_UP):
        if frame is None:
            return False
        name = frame.f_globals.get("__name__", "")
        if name == "__main__":
            return True
        if not (name.startswith("importlib") or name in ("assay_agent.stand_ins", "assay_agent.scratch")):
            return False
        frame = frame.f_back
    return False
