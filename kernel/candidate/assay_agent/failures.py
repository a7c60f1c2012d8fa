"""What may be told of an exception that the candidate's code raised."""

import traceback
from typing import Any

from assay_wire.encoder import type_name

MAX_EVALUE = 2_000
MAX_FRAMES = 20
MAX_TRACEBACK = 4_000
_str = str


class RequestError(Exception):
    """A request that cannot be carried out; `kind` is what the grader reads."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


class CallTimedOutError(BaseException):
    """A call that used more processor time than it may."""


def describe_error(error: BaseException) -> dict[str, Any]:
    """Return the ``error`` of a reply: its kind, name, text and the frames of the candidate's own code."""
    if isinstance(error, RequestError):
        return {"kind": error.kind, "ename": "", "evalue": _str(error)[:MAX_EVALUE]}
    if isinstance(error, CallTimedOutError):
        return {"kind": "timed_out", "ename": "TimeoutError", "evalue": "it took more processor time than it may"}
    try:
        text = _str.__str__(_str(error))[:MAX_EVALUE]
    except BaseException:
        text = "(its text cannot be read)"
    return {
        "kind": "raised",
        "ename": _valid(type_name(error)),
        "evalue": _valid(text),
        "traceback": _own_frames(error),
    }


def _own_frames(error: BaseException) -> str:
    try:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "ipykernel_" in frame.filename]
        lines = [f"line {frame.lineno}, in {frame.name}: {frame.line or ''}" for frame in frames[-MAX_FRAMES:]]
        return _valid("\n".join(lines)[:MAX_TRACEBACK])
    except Exception:
        return ""


def _valid(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
