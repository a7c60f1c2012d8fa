"""Checks that need no code: a header with a kind and its parameters."""

import ast
import contextlib
from typing import Any

import numpy as np
import pandas as pd

from assay_judge.candidates import CandidateKernel, Given
from assay_judge.closeness import as_numbers
from assay_judge.expectations import expect_accuracy, expect_any_close
from assay_judge.outcomes import CheckFailedError, RubricError, fail
from assay_judge.plots import Axes, Figure, Points
from assay_judge.rubric_file import SWITCHES, Check

_PARTS = ("title", "xlabel", "ylabel", "legend")
PLOT_TYPES = ("bar", "box", "hist", "line", "scatter")
_FORMULAS = ("equals", "X", "y")
_NUMBERS = ("rtol", "atol", "at_least")
_PARAMETERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "numeric": (("name", "equals"), ("rtol", "atol")),
    "plot": (("type",), _PARTS),
    "accuracy": (("model", "X", "y", "at_least"), ()),
}
"""Of each kind: what a check without code must say, and what else it may say."""


def validate_declared(check: Check, name: str) -> None:
    """Raise RubricError, which names the line, where the parameters of a check without code are wrong."""
    place = f"{name}, line {check.line}"
    if check.kind not in _PARAMETERS:
        raise RubricError(f"{place}: kind={check.kind} needs code")
    needed, optional = _PARAMETERS[check.kind]
    for key in needed:
        if not check.params.get(key):
            raise RubricError(f"{place}: kind={check.kind} without code needs {key}=…")
    for key, value in check.params.items():
        if key not in (*needed, *optional):
            known = ", ".join((*needed, *optional))
            raise RubricError(f"{place}: kind={check.kind} does not know {key}=… (it knows {known})")
        if key in _FORMULAS:
            try:
                ast.parse(value.strip(), mode="eval")
            except (SyntaxError, ValueError) as error:
                raise RubricError(f"{place}: {key}={value!r} is no Python expression") from error
        if key in _NUMBERS:
            try:
                float(value)
            except ValueError as error:
                raise RubricError(f"{place}: {key}={value!r} is no number") from error
        if key in _PARTS and value not in SWITCHES:
            raise RubricError(f"{place}: {key}={value!r} is neither yes nor no")
        if key == "type" and value not in PLOT_TYPES:
            raise RubricError(f"{place}: type={value} is none of {', '.join(PLOT_TYPES)}")


def run_declared(check: Check, runs: list[CandidateKernel], twin: CandidateKernel, hidden: Given) -> None:
    """Run a check that `validate_declared` has let pass; raises RubricError where a formula cannot be computed."""
    if check.kind == "numeric":
        _run_numeric(check, runs)
    elif check.kind == "plot":
        for run in runs:
            _run_plot(check, run)
    elif check.kind == "accuracy":
        _run_accuracy(check, twin, hidden)


def _run_numeric(check: Check, runs: list[CandidateKernel]) -> None:
    name, formula = check.params["name"], check.params["equals"]
    read = {node.id for node in ast.walk(ast.parse(formula.strip(), mode="eval")) if isinstance(node, ast.Name)}
    options = {key: float(check.params[key]) for key in ("rtol", "atol") if key in check.params}
    for run in runs:
        used = [given for given in run.given.names() if given in read]
        choices = [{}] if not used else [dict(zip(used, values, strict=True)) for values in _combine(run, used)]
        expected = [_evaluate(formula, check, choices[0])]
        for changed in choices[1:]:
            # What the candidate made of the given names may be nothing that the formula can be computed from.
            with contextlib.suppress(RubricError, CheckFailedError):
                expected.append(as_numbers(_evaluate(formula, check, changed)))
        expect_any_close(run.value(name), expected, what=f"{name} on {run.label}", **options)


def _combine(run: CandidateKernel, names: list[str]) -> list[list[Any]]:
    """As given; and with what the candidate made of the given names, where that is accepted."""
    inputs = [run.inputs(name) for name in names]
    combined = [[values[0] for values in inputs]]
    if any(len(values) > 1 for values in inputs):
        combined.append([values[-1] for values in inputs])
    return combined


def _run_accuracy(check: Check, twin: CandidateKernel, hidden: Given) -> None:
    """The hidden rows go to the twin alone; the labels go nowhere."""
    model, at_least = check.params["model"], float(check.params["at_least"])
    names = {name: hidden[name] for name in hidden.names()}
    features = _evaluate(check.params["X"], check, names)
    labels = _evaluate(check.params["y"], check, names)
    predicted = twin.call(f"{model}.predict", features)
    expect_accuracy(predicted, labels, at_least, what=f"the accuracy of {model}")


def _run_plot(check: Check, run: CandidateKernel) -> None:
    kind = check.params["type"]
    wanted = [part for part in _PARTS if SWITCHES[check.params.get(part, "no")]]
    drawn = [(figure, axes) for figure in run.figures for axes in figure.axes if _shows(axes, kind)]
    if not drawn:
        fail(f"expected a {kind} plot, found {_count_figures(run.figures)} without one ({run.label})")
    missing = [[part for part in wanted if not _has(figure, axes, part)] for figure, axes in drawn]
    fewest = min(missing, key=len)
    if fewest:
        fail(f"the {kind} plot lacks {' and '.join(fewest)} ({run.label})")


def _shows(axes: Axes, kind: str) -> bool:
    return {
        "bar": bool(axes.bars),
        "hist": bool(axes.bars),
        "box": bool(axes.boxes),
        "line": bool(_drawn_alone(axes.lines)),
        "scatter": bool(_drawn_alone(axes.points)),
    }[kind]


def _drawn_alone(artists: list[Points]) -> list[Points]:
    """Without the caps and outliers of box plots, to which matplotlib gives this label."""
    return [artist for artist in artists if artist.label != "_nolegend_"]


def _has(figure: Figure, axes: Axes, part: str) -> bool:
    return {
        "title": bool(figure.title_of(axes)),
        "xlabel": bool(axes.xlabel.strip() or figure.supxlabel.strip()),
        "ylabel": bool(axes.ylabel.strip() or figure.supylabel.strip()),
        "legend": any(text.strip() for text, _ in axes.legend),
    }[part]


def _count_figures(figures: list[Figure]) -> str:
    return {0: "no figure", 1: "one figure"}.get(len(figures), f"{len(figures)} figures")


def _evaluate(formula: str, check: Check, names: dict[str, Any]) -> Any:
    try:
        # One scope: a comprehension inside the formula does not see the locals of eval.
        with np.errstate(all="ignore"):
            return eval(formula.strip(), {"np": np, "pd": pd, **names})
    except Exception as error:
        raise RubricError(f"{check.id}: {formula!r} cannot be computed ({type(error).__name__}: {error})") from error
