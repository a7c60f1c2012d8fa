"""One question at the judge's: its rubric, its hidden data, and the run of one check."""

import traceback
import types
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from assay_judge import closeness, constructions, counts, distributions, expectations, frames, outcomes, shown
from assay_judge.candidates import CandidateKernel, Given, each, result_of
from assay_judge.declared import run_declared
from assay_judge.loaded_question import take_loaded
from assay_judge.needs import Needs, find_needs
from assay_judge.outcomes import AwardedError, CheckFailedError, RubricError
from assay_judge.rubric_file import Check, Rubric
from assay_judge.seeds import create_rng
from assay_judge.source_rules import uses_name
from assay_judge.transport import RemoteFaultError, Transport

MAX_DETAIL = 6_000


class QuestionMarker:
    """What the judge knows of one question during one grading."""

    def __init__(self, spec: dict[str, Any], seed: int):
        self.id: str = spec["id"]
        self.rerun: bool = spec["rerun"]
        self.from_scratch: bool = spec["fromScratch"]
        self.required: list[str] = spec["requires"]
        self._seed = seed
        self.loaded = take_loaded(self.id, spec["rubric"], spec["generate"])
        self._transport: Transport | None = None
        if self.rerun:
            # The twin waits for it.
            self.hidden  # noqa: B018
        self._runs: list[CandidateKernel] = []

    @property
    def rubric(self) -> Rubric:
        return self.loaded.rubric

    @cached_property
    def needs(self) -> Needs:
        """What its checks read of the kernels."""
        return find_needs(self.rubric, self.required)

    @property
    def visible(self) -> Given:
        """What the candidate was given; generated when it is first read."""
        return self.loaded.visible

    @cached_property
    def hidden(self) -> Given:
        """What the twin is given, the same where nothing is run a second time."""
        if not self.rerun:
            return self.visible
        return self.loaded.generate(create_rng(self._seed, self.id, "hidden"), hidden=True)

    def begin(self, context: dict[str, Any], transport: Transport) -> None:
        """Take what the grader knows of both runs, and forget what an earlier marking fetched."""
        prefetch = [*self.required, *self.visible.names()]
        seen = {**context["subject"], "question": self.id}
        subject = CandidateKernel("subject", "the visible data", transport, seen, self.visible, prefetch)
        label = "hidden data" if self.rerun else "the second run"
        told = context.get("twin") or {}
        twin = CandidateKernel("twin", label, transport, told, self.hidden, prefetch, other=subject)
        self._runs = [subject, twin]
        self._transport = transport

    def prepare(self) -> None:
        """Let the rubric compute beforehand what it compares every answer with: its `prepare`, where it has one."""
        scope = self._create_scope([], create_rng(self._seed, self.id, "prepare"))
        prepare = scope.get("prepare")
        if callable(prepare):
            prepare()

    def run_check(self, check_id: str) -> dict[str, Any]:
        """Run one check and return its outcome: status, fraction of the points, message."""
        check = next((item for item in self.rubric.checks if item.id == check_id), None)
        if check is None:
            raise RubricError(f"{self.id} has no check {check_id!r}")
        expectations.notes.near_threshold = expectations.notes.claimed = False
        if self._transport is not None:
            self._transport.check = check_id
        try:
            self._execute(check)
        except AwardedError as awarded:
            status = "passed" if awarded.fraction == 1 else "partial" if awarded.fraction > 0 else "failed"
            return _outcome(status, awarded.fraction, str(awarded))
        except CheckFailedError as failed:
            return _outcome("failed", 0.0, str(failed))
        except BaseException as error:
            detail = _valid("".join(traceback.format_exception(error))[-MAX_DETAIL:])
            text = f"the rubric raised {type(error).__name__}: {error}"
            return {**_outcome("grader_error", 0.0, text), "detail": detail}
        return _outcome("passed", 1.0, "")

    def _execute(self, check: Check) -> None:
        runs = self._runs if self.rerun else self._runs[:1]
        if not check.code:
            run_declared(check, runs, self._runs[1], self.hidden)
            return
        scope = self._create_scope(runs, create_rng(self._seed, self.id, check.id))
        exec(check.compiled, scope)

    def _create_scope(self, runs: list[CandidateKernel], rng: np.random.Generator) -> dict[str, Any]:
        """A check's names. The preamble runs anew in them, for its functions use `rng` and `runs` too."""
        subject, twin = self._runs or (None, None)
        scope: dict[str, Any] = {
            "np": np,
            "pd": pd,
            "rng": rng,
            "runs": runs,
            "subject": subject,
            "twin": twin,
            "given": self.visible,
            "hidden": self.hidden,
            "generate": self.loaded.generator,
            "remember": self.loaded.remember,
            "uses_name": lambda name: uses_name(subject.sources if subject else [], name),
            "RemoteFaultError": RemoteFaultError,
            "each": each,
            "result_of": result_of,
        }
        for module in (closeness, constructions, counts, distributions, expectations, frames, outcomes, shown):
            scope |= _public(module)
        exec(self.rubric.compiled, scope)
        return scope


def _outcome(status: str, fraction: float, message: str) -> dict[str, Any]:
    if expectations.notes.near_threshold and "near the threshold" not in message:
        message = f"{message} (near the threshold)".strip()
    outcome = {"status": status, "fraction": fraction, "message": _valid(message[: outcomes.MAX_MESSAGE])}
    return {**outcome, "evidence": "claimed"} if expectations.notes.claimed else outcome


def _valid(text: str) -> str:
    """Without lone surrogates, which no message can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _public(module: types.ModuleType) -> dict[str, Any]:
    own = (name for name in vars(module) if not name.startswith("_"))
    return {
        name: getattr(module, name)
        for name in own
        if getattr(getattr(module, name), "__module__", "") == module.__name__
    }
