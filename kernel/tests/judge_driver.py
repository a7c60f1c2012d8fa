"""Lets the judge's library mark answers in this process: what crosses goes through the wire and JSON all the same."""

import contextlib
import io
import json
from pathlib import Path
from typing import Any

from assay_agent.keras_models import PART, describe_keras_model
from assay_agent.models import describe_model
from assay_judge.marking import QuestionMarker
from assay_judge.transport import parse_reply
from assay_wire import decode, encode

QUESTIONS_FOLDER = Path(__file__).parents[2] / "assessments" / "questions"


class Answers:
    """A transport to two name spaces, the candidate's on visible and on hidden data; `replies` overrule an op."""

    def __init__(self, subject: dict[str, Any], twin: dict[str, Any] | None = None, **replies: Any):
        self.spaces = {"subject": subject, "twin": subject if twin is None else twin}
        self.replies = replies
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.check: str | None = None
        self.objects: list[Any] = []

    def ask(self, target: str, request: dict[str, Any]) -> Any:
        self.requests.append((target, json.loads(json.dumps(request, allow_nan=False))))
        override = self.replies.get(request["op"])
        if override is not None:
            return parse_reply(override if isinstance(override, str) else json.dumps(override))
        return parse_reply(json.dumps(self._answer(self.spaces[target], request), allow_nan=False))

    def _answer(self, space: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
        try:
            return {"ok": True, "value": getattr(self, f"_{request['op']}")(space, request)}
        except LookupError as error:
            return {"ok": False, "error": {"kind": "missing", "ename": "", "evalue": f"{error.args[0]} is not defined"}}
        except Exception as error:
            return {"ok": False, "error": {"kind": "raised", "ename": type(error).__name__, "evalue": str(error)}}

    def _values(self, space: dict[str, Any], request: dict[str, Any]) -> Any:
        return {name: encode(space[name]) if name in space else {"t": "missing"} for name in request["names"]}

    def _call(self, space: dict[str, Any], request: dict[str, Any]) -> Any:
        args = [decode(item) for item in request.get("args", [])]
        kwargs = {name: decode(item) for name, item in request.get("kwargs", {}).items()}
        result = self._find(space, request["target"])(*args, **kwargs)
        if request.get("keep"):
            self.objects.append(result)
            handle = {"t": "handle", "id": len(self.objects) - 1, "type": "Thing", "callable": False}
            return {"result": handle, "args": None}
        return {
            "result": encode(result),
            "args": [encode(item) for item in args] if request.get("returnArgs") else None,
        }

    def _batch(self, space: dict[str, Any], request: dict[str, Any]) -> Any:
        return {"results": [self._answer(space, {"op": "call", **call}) for call in request["calls"]]}

    def _attr(self, space: dict[str, Any], request: dict[str, Any]) -> Any:
        return encode(getattr(self._find(space, request["target"]), request["attr"]))

    def _model(self, space: dict[str, Any], request: dict[str, Any]) -> Any:
        value = self._find(space, request)
        self.objects.append(value)
        handle = {"t": "handle", "id": len(self.objects) - 1, "type": type(value).__name__, "callable": False}
        return {"model": encode(describe_model(value)), "handle": handle}

    def _keras(self, space: dict[str, Any], request: dict[str, Any]) -> Any:
        if "handle" in request:
            _, flat = describe_keras_model(self.objects[request["handle"]])
            return {"part": encode(flat[request["start"] : request["start"] + PART])}
        value = self._find(space, request)
        self.objects.append(value)
        handle = {"t": "handle", "id": len(self.objects) - 1, "type": type(value).__name__, "callable": False}
        return {"model": encode(describe_keras_model(value)[0]), "handle": handle}

    def _figures(self, space: dict[str, Any], request: dict[str, Any]) -> Any:
        return {"figures": space.get("figures", [])}

    def _find(self, space: dict[str, Any], target: dict[str, Any]) -> Any:
        if "handle" in target:
            found = self.objects[target["handle"]]
        else:
            first, *rest = target["name"].split(".")
            found = space[first]
            for attribute in rest:
                found = getattr(found, attribute)
        return getattr(found, target["attr"]) if "attr" in target else found


def create_marker(
    rubric: str, generate: str | None = None, *, rerun: bool = False, seed: int = 1, requires: list[str] | None = None
) -> QuestionMarker:
    """A question that holds nothing but this."""
    spec = {"id": "q", "rerun": rerun, "fromScratch": False, "requires": requires or []}
    return QuestionMarker({**spec, "rubric": rubric, "generate": generate}, seed)


def load_marker(question: str, seed: int = 1) -> QuestionMarker:
    """A question of the bank."""
    folder = QUESTIONS_FOLDER / question
    texts = {name: (folder / f"{name}.py").read_text(encoding="utf-8") for name in ("rubric", "generate")}
    settings = (folder / "question.yaml").read_text(encoding="utf-8")
    spec = {"id": question, "rerun": "rerun: true" in settings, "fromScratch": "fromScratch:" in settings}
    return QuestionMarker({**spec, "requires": [], **texts}, seed)


def mark(marker: QuestionMarker, answers: Answers, **context: Any) -> dict[str, dict[str, Any]]:
    """Begin and run every check that has no reader; outcomes by check."""
    told = {"sources": [], "markdown": [], "outputs": [], **context}
    marker.begin({"subject": told, "twin": told}, answers)
    with contextlib.redirect_stderr(io.StringIO()):
        return {check.id: marker.run_check(check.id) for check in marker.rubric.checks if check.kind != "reader"}


def mark_one(code: str, subject: dict[str, Any], twin: dict[str, Any] | None = None, **options: Any) -> dict[str, Any]:
    """The outcome of a single check with this code."""
    marker = create_marker(f'# %% [check] id=c title="C" points=1 kind=numeric\n{code}\n', **options)
    return mark(marker, Answers(subject, twin))["c"]
