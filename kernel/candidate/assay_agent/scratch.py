"""The bare twin: what a from-scratch question forbids is not there.

An import of it gives an inert stand-in, so that a notebook that imports it for something else still runs; what cannot
run cannot help. This is done at the kernel's start, before any of the candidate's code.
"""

import ast
import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import types
from dataclasses import dataclass, field
from typing import Any

from assay_agent.stand_ins import StandIn, StandInLoader

_done: list[list[str]] = []


@dataclass
class Taken:
    """What lies on the disk of what was taken away, for whoever can hide it."""

    hidden: list[str] = field(default_factory=list)
    """Folders and files."""
    replaced: dict[str, str] = field(default_factory=dict)
    """Files that forbidden functions share with others, and what is to stand in them instead."""


class ForbiddenInScratchError(ImportError):
    """Raised where an answer that must be written from scratch uses what the question forbids."""


def _forbidden(name: str) -> Exception:
    return ForbiddenInScratchError(
        f"{name} is not available here: this question is to be answered from scratch, without it"
    )


class _ForbiddenFinder(importlib.abc.MetaPathFinder):
    """Comes first. Where both lists name a module or its parents, the longer name decides."""

    def __init__(self, forbidden: list[str], allowed: list[str], parents: list[str], functions: list[str]):
        self._forbidden = forbidden
        self._allowed = allowed
        self._parents = parents
        self._functions = functions

    def is_forbidden(self, name: str) -> bool:
        if name in self._parents:
            return False
        return _depth_below(name, self._forbidden) > _depth_below(name, self._allowed)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if not self.is_forbidden(fullname):
            return None
        package = fullname.rpartition(".")[0]
        names = [name for name in self._functions if name.rpartition(".")[0] == package]
        return importlib.machinery.ModuleSpec(fullname, _ForbiddenLoader(names), is_package=True)


class _ForbiddenLoader(StandInLoader):
    """Its package takes the forbidden functions and classes from it, with a star, and fails without them."""

    def __init__(self, names: list[str]):
        super().__init__(_forbidden)
        self._names = names

    def exec_module(self, module: types.ModuleType) -> None:
        super().exec_module(module)
        leaves = {name.rpartition(".")[2]: StandIn(name, _forbidden) for name in self._names}
        vars(module).update(leaves, __all__=list(leaves))


def forbid_imports(forbidden: list[str], allowed: list[str]) -> Taken:
    """Take away packages, subpackages and single functions (dotted names), but for the `allowed` ones below them.

    Importing what is allowed loads other parts of its package that it stands on (sklearn.metrics needs sklearn.utils);
    those stay, and whatever was not loaded then is forbidden. Done once already with the same names, nothing is left
    to do (the launcher does it before it confines the kernel). Raises ImportError when an allowed name does not exist.
    """
    if _done == [forbidden, allowed]:
        return Taken()
    _done[:] = [forbidden, allowed]
    modules, functions = [], []
    for name in forbidden:
        if _is_module(name):
            modules.append(name)
        elif "." in name:
            functions.append(name)
        # Else it is a package that is not installed: nothing to take away.
    partly_allowed = [name for name in modules if any(_depth_below(allow, [name]) for allow in allowed)]
    # Where a package has forbidden classes, the modules that they come from are never loaded: a class lives on. Other
    # packages need what is forbidden of them at their own import, and are imported first.
    packages = {name.rpartition(".")[0] for name in functions}
    sources = [name for name in modules if name.rpartition(".")[0] in packages]
    first = _ForbiddenFinder(sources, allowed, [], functions)
    sys.meta_path.insert(0, first)
    for name in modules:
        if "." in name and name not in sources:
            with contextlib.suppress(ImportError):
                importlib.import_module(name.rpartition(".")[0])
    emptied: dict[str, set[str]] = {}
    for name in functions:
        for file in _replace_function(name):
            emptied.setdefault(file, set()).add(name)
    for name in list(sys.modules):
        # What was loaded before tells nothing about what the allowed ones need.
        if _depth_below(name, modules):
            _remove_module(name)
    for name in allowed:
        importlib.import_module(name)
    foundations = {
        ".".join(loaded.split(".")[: root.count(".") + 2])
        for root in partly_allowed
        for loaded in list(sys.modules)
        if _depth_below(loaded, [root]) and loaded not in modules
    }
    finder = _ForbiddenFinder(modules, [*allowed, *foundations], partly_allowed, functions)
    hidden = _list_places(modules, partly_allowed, finder)
    sys.meta_path[sys.meta_path.index(first)] = finder
    importlib.invalidate_caches()
    replaced = {file: _without_functions(file, names) for file, names in emptied.items()}
    return Taken([*hidden, *_list_compiled(list(replaced))], replaced)


def _without_functions(file: str, dotted: set[str]) -> str:
    """Return a module's source, line by line as it was, with functions that only say that they are not there."""
    with open(file, encoding="utf-8") as opened:
        source = opened.read()
    lines = source.splitlines()
    names = {name.rpartition(".")[2]: name for name in dotted}
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef) or node.name not in names:
            continue
        first = min([node.lineno, *(item.lineno for item in node.decorator_list)]) - 1
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        body = f"raise ImportError({str(_forbidden(names[node.name]))!r})"
        lines[first : node.end_lineno] = [
            f"{indent}def {node.name}(*args, **kwargs): {body}",
            *[""] * ((node.end_lineno or first) - first - 1),
        ]
    return "\n".join(lines) + "\n"


def _list_compiled(files: list[str]) -> list[str]:
    places = [
        importlib.util.cache_from_source(file, optimization=level)
        for file in files
        if file.endswith(".py")
        for level in ("", "1", "2")
    ]
    return [place for place in places if os.path.exists(place)]


def _list_places(modules: list[str], partly_allowed: list[str], finder: _ForbiddenFinder) -> list[str]:
    """The folders and files of forbidden modules; of partly allowed packages those of their forbidden parts."""
    places = []
    for name in modules:
        spec = _find_spec(name)
        folders = list(spec.submodule_search_locations or []) if spec else []
        if name not in partly_allowed:
            places += folders or ([spec.origin] if spec and spec.origin else [])
            continue
        places += [
            info.path
            for folder in folders
            for info in _list_parts(folder)
            if finder.is_forbidden(f"{name}.{info.name.partition('.')[0]}")
        ]
    return places + _list_compiled(places)


def _list_parts(folder: str) -> list["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        return [entry for entry in entries if not entry.name.startswith("__")]


def _remove_module(name: str) -> None:
    del sys.modules[name]
    parent, _, leaf = name.rpartition(".")
    holder = sys.modules.get(parent)
    if holder is not None and isinstance(holder.__dict__.get(leaf), types.ModuleType):
        delattr(holder, leaf)


def _is_module(name: str) -> bool:
    return _find_spec(name) is not None


def _find_spec(name: str) -> importlib.machinery.ModuleSpec | None:
    """What is to be loaded for a module; unlike importlib.util.find_spec this imports none of its parents."""
    spec, folders = None, None
    parts = name.split(".")
    for depth in range(1, len(parts) + 1):
        spec = importlib.machinery.PathFinder.find_spec(".".join(parts[:depth]), folders)
        if spec is None:
            return None
        folders = spec.submodule_search_locations or []
    return spec


def _replace_function(dotted: str) -> list[str]:
    """Put a stand-in for a function or class into every module of its package that holds it, and take its body away.

    Returns the files in which its body stands.
    """
    module_name, _, name = dotted.rpartition(".")
    try:
        holder = importlib.import_module(module_name)
    except ImportError:
        return []
    if not hasattr(holder, name):
        # The module that it comes from is forbidden; others of its package import it from here.
        setattr(holder, name, StandIn(dotted, _forbidden))
        return []
    function = getattr(holder, name)
    package = module_name.split(".")[0]
    for module in list(sys.modules.values()):
        if not getattr(module, "__name__", "").startswith(package):
            continue
        for attribute, value in list(vars(module).items()):
            if value is function:
                setattr(module, attribute, StandIn(dotted, _forbidden))
    return _empty(function, dotted)


def _empty(function: Any, dotted: str) -> list[str]:
    """Take a function's body away: registries, closures and the garbage collector hold it still. Returns its files."""
    # Plain text: the body runs with the names of the function's own module.
    source = f"def body(*args, **kwargs):\n    raise ImportError({str(_forbidden(dotted))!r})\n"
    names: dict[str, Any] = {}
    exec(source, names)
    seen: set[int] = set()
    files: list[str] = []
    while function is not None and id(function) not in seen:
        seen.add(id(function))
        if isinstance(function, types.FunctionType):
            files.append(function.__code__.co_filename)
            function.__code__ = names["body"].__code__.replace(co_freevars=function.__code__.co_freevars)
        function = getattr(function, "__wrapped__", None) or getattr(function, "_implementation", None)
    # A wrapper may stand elsewhere, or be made of text.
    return [file for file in dict.fromkeys(files) if file.endswith(".py") and os.path.exists(file)]


def _depth_below(name: str, roots: list[str]) -> int:
    """How many parts the longest of `roots` has that is `name` or a parent of it; 0 for none."""
    return max((root.count(".") + 1 for root in roots if name == root or name.startswith(f"{root}.")), default=0)
