"""Requests of the grader to the judge, one function each (see assay_agent/agent.py for how a request travels)."""

import base64
import builtins
import platform
import traceback
from collections.abc import Callable
from typing import Any

from assay_agent.agent import Reply, package_versions
from assay_judge.marking import QuestionMarker
from assay_judge.outcomes import RubricError
from assay_judge.slicing import slice_needed, split_statements
from assay_judge.transport import StdinTransport
from assay_wire import encode


def install() -> None:
    """Put the judge into the running IPython kernel. Calling it again does nothing."""
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    if shell is None:
        raise RuntimeError("the judge must be installed inside an IPython kernel")
    if hasattr(builtins, "__assay__"):
        return
    judge = Judge(shell.kernel)
    builtins.__assay__ = lambda: Reply(judge.answer())  # type: ignore[attr-defined]


class Judge:
    """The questions of one grading."""

    def __init__(self, kernel: Any):
        self._kernel = kernel
        self._questions: dict[str, QuestionMarker] = {}
        self._unread: dict[str, tuple[dict[str, Any], int]] = {}
        self._ops: dict[str, Callable[[dict[str, Any]], Any]] = {
            "setup": self._setup,
            "load": self._load,
            "draw": self._draw,
            "begin": self._begin,
            "check": self._check,
            "mark": self._mark,
            "slice": self._slice,
            "split": self._split,
        }

    def answer(self) -> dict[str, Any]:
        """Carry out the request that stands in the current message's metadata."""
        try:
            request = self._kernel.get_parent()["metadata"]["assay"]
            return {"ok": True, "value": self._ops[request["op"]](request)}
        except RubricError as error:
            return {"ok": False, "error": {"kind": "malformed", "ename": "RubricError", "evalue": str(error)}}
        except BaseException as error:
            detail = "".join(traceback.format_exception(error))[-6_000:]
            return {
                "ok": False,
                "error": {"kind": "raised", "ename": type(error).__name__, "evalue": str(error), "traceback": detail},
            }

    def _setup(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"python": platform.python_version(), "packages": package_versions()}

    def _load(self, request: dict[str, Any]) -> dict[str, Any]:
        """Take the questions; those that the grader has had described before (`isKnown`) are read at first use."""
        seed = int(request["seed"])
        loaded = []
        for spec in request["questions"]:
            self._unread[spec["id"]] = (spec, seed)
            if spec.get("isKnown"):
                continue
            marker = self._question(spec["id"])
            checks = [check.describe() for check in marker.rubric.checks]
            loaded.append({"id": marker.id, "checks": checks, "needs": marker.needs.describe()})
        return {"questions": loaded}

    def _question(self, question: str) -> QuestionMarker:
        if question in self._unread:
            self._questions[question] = QuestionMarker(*self._unread.pop(question))
        return self._questions[question]

    def _draw(self, request: dict[str, Any]) -> dict[str, Any]:
        hidden = self._question(request["question"]).hidden
        return {
            "names": {name: encode(hidden[name]) for name in hidden.names()},
            "files": {name: base64.b64encode(data).decode("ascii") for name, data in hidden.files.items()},
        }

    def _begin(self, request: dict[str, Any]) -> None:
        transport = StdinTransport(self._kernel, request.get("fetched"))
        self._question(request["question"]).begin(request["context"], transport)

    def _check(self, request: dict[str, Any]) -> dict[str, Any]:
        return self._question(request["question"]).run_check(request["check"])

    def _mark(self, request: dict[str, Any]) -> dict[str, Any]:
        """All checks that are asked for, one after the other: the outcomes by check."""
        self._begin(request)
        return {check: self._check({**request, "check": check}) for check in request["checks"]}

    def _slice(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"cells": slice_needed(request["earlier"], request["own"])}

    def _split(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"statements": split_statements(request["source"])}
