"""The bare twin: what a from-scratch question forbids is not there.

An import of it gives an inert stand-in, so that a notebook that imports it for something else still runs; what cannot
run cannot help. This is done at the kernel's start, before any of the candidate's code.
"""

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import pkgutil
import sys
import types
from typing import Any

from assay_agent.stand_ins import StandIn, StandInLoader


class ForbiddenInScratchError(ImportError):
    """Raised where an answer that must be written from scratch uses what the question forbids."""


def _forbidden(name: str) -> Exception:
    return ForbiddenInScratchError(
        f"{name} is not available here: this question is to be answered from scratch, without it"
    )


class _ForbiddenFinder(importlib.abc.MetaPathFinder):
    def __init__(self, forbidden: list[str], allowed: list[str]):
        self._forbidden = forbidden
        self._allowed = allowed

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if not _is_below(fullname, self._forbidden) or _is_below(fullname, self._allowed):
            return None
        return importlib.machinery.ModuleSpec(fullname, StandInLoader(_forbidden), is_package=True)


def forbid_imports(forbidden: list[str], allowed: list[str]) -> None:
    """Take away packages, subpackages and single functions (dotted names), but for the `allowed` ones below them.

    The allowed ones are imported first, with what they need inside; after that the forbidden modules are gone from
    ``sys.modules`` and from their parents' attributes.
    """
    for name in allowed:
        _import_with_submodules(name)
    modules, functions = [], []
    for name in forbidden:
        (modules if _is_module(name) else functions).append(name)
    for name in functions:
        _replace_function(name)
    sys.meta_path.insert(0, _ForbiddenFinder(modules, allowed))
    packages = [name for name in modules if any(_is_below(allow, [name]) for allow in allowed)]
    for name in list(sys.modules):
        # A forbidden package with allowed parts stays as their parent, without its other parts.
        if _is_below(name, modules) and not _is_below(name, allowed) and name not in packages:
            _remove_module(name)
    importlib.invalidate_caches()


def _import_with_submodules(name: str) -> None:
    module = importlib.import_module(name)
    for info in pkgutil.iter_modules(getattr(module, "__path__", [])):
        if info.name.startswith("test") or info.name == "conftest":
            continue
        try:
            importlib.import_module(f"{name}.{info.name}")
        except Exception:
            continue


def _remove_module(name: str) -> None:
    del sys.modules[name]
    parent, _, leaf = name.rpartition(".")
    holder = sys.modules.get(parent)
    if holder is not None and isinstance(holder.__dict__.get(leaf), types.ModuleType):
        delattr(holder, leaf)


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _replace_function(dotted: str) -> None:
    """Replace a function by a stand-in in every module of its package that holds it."""
    module_name, _, name = dotted.rpartition(".")
    try:
        function = getattr(importlib.import_module(module_name), name)
    except (ImportError, AttributeError):
        return
    package = module_name.split(".")[0]
    for module in list(sys.modules.values()):
        if not getattr(module, "__name__", "").startswith(package):
            continue
        for attribute, value in list(vars(module).items()):
            if value is function:
                setattr(module, attribute, StandIn(dotted, _forbidden))


def _is_below(name: str, roots: list[str]) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in roots)
