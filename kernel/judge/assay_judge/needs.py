"""What a rubric asks the candidate's kernels for: read from its code, so that the grader can fetch it beforehand.

A question whose checks only read what can be fetched in one message is marked while the kernels run the next one. What
is read here errs on the safe side: a kernel that may be asked to do something counts as needed.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from assay_judge.rubric_file import Rubric

_KERNELS = ("subject", "twin")
_BY_NAME = {"value", "raw", "has", "inputs", "numeric_inputs", "values"}
_ACTING = {"call", "call_keeping", "new", "batch", "each_call", "objects", "model", "keras_model", "getattr"}
_MAX_NAMES = 80


@dataclass
class Needs:
    """The names whose values are read, whether figures and snapshots are, and the kernels that are asked to act."""

    names: dict[str, set[str]] = field(default_factory=lambda: {kernel: set() for kernel in _KERNELS})
    figures: set[str] = field(default_factory=set)
    snapshots: bool = False
    acting: set[str] = field(default_factory=set)

    def describe(self) -> dict[str, Any]:
        """Return what the grader needs to know."""
        return {
            "names": {kernel: sorted(names)[:_MAX_NAMES] for kernel, names in self.names.items()},
            "figures": sorted(self.figures),
            "snapshots": self.snapshots,
            "acting": sorted(self.acting),
        }


def find_needs(rubric: Rubric, known: Iterable[str]) -> Needs:
    """Return what the rubric's checks need; `known` are the names that are required."""
    needs = Needs()
    for names in needs.names.values():
        names.update(known)
    nodes = [node for tree in rubric.trees for node in ast.walk(tree)]
    words = set(_words(nodes))
    for node in nodes:
        _note(node, needs, words)
    for check in rubric.checks:
        if check.code or check.kind == "reader":
            continue
        if check.kind == "plot":
            needs.figures.update(_KERNELS)
        elif check.kind == "accuracy":
            needs.acting.add("twin")
        elif "name" in check.params:
            for names in needs.names.values():
                names.add(check.params["name"])
    return needs


def _note(node: ast.AST, needs: Needs, words: set[str]) -> None:
    if isinstance(node, ast.Name):
        if node.id in _ACTING:
            needs.acting.update(_KERNELS)
    elif isinstance(node, ast.Attribute):
        kernels = _kernels_of(node)
        if node.attr in _ACTING:
            needs.acting.update(kernels)
        if node.attr == "figures":
            needs.figures.update(kernels)
        if node.attr == "snapshots":
            needs.snapshots = True
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _BY_NAME:
        for kernel in _KERNELS if node.func.attr.endswith("inputs") else _kernels_of(node.func):
            for argument in node.args:
                # A name that is computed is one of those that the rubric spells, as a rule; another is asked for later.
                needs.names[kernel].update(_words([argument]) if isinstance(argument, ast.Constant) else words)


def _kernels_of(attribute: ast.Attribute) -> tuple[str, ...]:
    base = attribute.value
    return (base.id,) if isinstance(base, ast.Name) and base.id in _KERNELS else _KERNELS


def _words(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The identifiers, dotted ones too, among the strings."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) <= 500:
            yield from (word for word in node.value.split() if all(part.isidentifier() for part in word.split(".")))
