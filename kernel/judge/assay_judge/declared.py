"""Checks that need no code: a header with a kind and its parameters."""

import contextlib
from typing import Any

import numpy as np
import pandas as pd

from assay_judge.candidates import CandidateKernel, Given
from assay_judge.expectations import expect_accuracy, expect_any_close
from assay_judge.outcomes import RubricError, fail
from assay_judge.plots import Axes, Figure
from assay_judge.rubric_file import Check

_PARTS = ("title", "xlabel", "ylabel", "legend")
PLOT_TYPES = ("bar", "box", "hist", "line", "scatter")


def run_declared(check: Check, runs: list[CandidateKernel], hidden: Given) -> None:
    """Run a header-only check; raises RubricError where its parameters are wrong."""
    if check.kind == "numeric":
        _run_numeric(check, runs)
    elif check.kind == "plot":
        for run in runs:
            _run_plot(check, run)
    elif check.kind == "accuracy":
        _run_accuracy(check, runs, hidden)
    else:
        raise RubricError(f"{check.id}: kind={check.kind} needs code")


def _run_numeric(check: Check, runs: list[CandidateKernel]) -> None:
    name, formula = _take(check, "name"), _take(check, "equals")
    options = {key: float(check.params[key]) for key in ("rtol", "atol") if key in check.params}
    for run in runs:
        used = [given for given in run.given.names() if given in formula]
        choices = [{}] if not used else [dict(zip(used, values, strict=True)) for values in _combine(run, used)]
        expected = [_evaluate(formula, check, choices[0])]
        for changed in choices[1:]:
            # What the candidate made of the given names may be nothing that the formula can be computed from.
            with contextlib.suppress(RubricError):
                expected.append(_evaluate(formula, check, changed))
        expect_any_close(run.value(name), expected, what=f"{name} on {run.label}", **options)


def _combine(run: CandidateKernel, names: list[str]) -> list[list[Any]]:
    """As given; and with what the candidate made of the given names, where that is accepted."""
    inputs = [run.inputs(name) for name in names]
    combined = [[values[0] for values in inputs]]
    if any(len(values) > 1 for values in inputs):
        combined.append([values[-1] for values in inputs])
    return combined


def _run_accuracy(check: Check, runs: list[CandidateKernel], hidden: Given) -> None:
    model, at_least = _take(check, "model"), float(_take(check, "at_least"))
    names = {name: hidden[name] for name in hidden.names()}
    features = _evaluate(_take(check, "X"), check, names)
    labels = _evaluate(_take(check, "y"), check, names)
    predicted = runs[0].call(f"{model}.predict", features)
    expect_accuracy(predicted, labels, at_least, what=f"the accuracy of {model}")


def _run_plot(check: Check, run: CandidateKernel) -> None:
    kind = _take(check, "type")
    if kind not in PLOT_TYPES:
        raise RubricError(f"{check.id}: type={kind} is none of {', '.join(PLOT_TYPES)}")
    wanted = [part for part in _PARTS if check.params.get(part) in ("yes", "true")]
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
        "line": bool(axes.lines),
        "scatter": bool(axes.points),
    }[kind]


def _has(figure: Figure, axes: Axes, part: str) -> bool:
    return {
        "title": bool(figure.title_of(axes)),
        "xlabel": bool(axes.xlabel.strip() or figure.supxlabel.strip()),
        "ylabel": bool(axes.ylabel.strip() or figure.supylabel.strip()),
        "legend": any(text.strip() for text, _ in axes.legend),
    }[part]


def _count_figures(figures: list[Figure]) -> str:
    return {0: "no figure", 1: "one figure"}.get(len(figures), f"{len(figures)} figures")


def _take(check: Check, key: str) -> str:
    if key not in check.params:
        raise RubricError(f"{check.id}: kind={check.kind} without code needs {key}=…")
    return check.params[key]


def _evaluate(formula: str, check: Check, names: dict[str, Any]) -> Any:
    try:
        return eval(formula, {"np": np, "pd": pd}, names)
    except Exception as error:
        raise RubricError(f"{check.id}: {formula!r} cannot be computed ({type(error).__name__}: {error})") from error
