"""Calls from the judge to a candidate's kernel: JSON over the stdin channel, answered by the grader.

What comes back was made by hostile code as far as the judge knows; a reply that is not of the agreed form is the
candidate's failure.
"""

import json
import time
from typing import Any, Protocol

from assay_judge.outcomes import CheckFailedError

MAX_REPLY_CHARACTERS = 9_000_000
ASK_AGAIN_SECONDS = 10.0
_EXPLANATIONS = {
    "died": "the kernel died",
    "timed_out": "it did not finish within its time limit",
    "unavailable": "the kernel is not there any more",
    "too_large": "the result is too large to be marked",
    "malformed": "the reply could not be read",
}


class RemoteFaultError(CheckFailedError):
    """A request that the candidate's kernel did not carry out; `kind` as in the contract."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


class Transport(Protocol):
    """Carries a request to a kernel and returns its reply's value, or raises RemoteFaultError."""

    check: str | None
    """The check that runs."""

    def ask(self, target: str, request: dict[str, Any]) -> Any: ...


class StdinTransport:
    """Asks the grader through an input request of this kernel, but for what it has fetched beforehand.

    `fetched` holds by kernel and operation the text of a reply.
    """

    def __init__(self, kernel: Any, fetched: dict[str, dict[str, str]] | None = None):
        self._input = KernelInput(kernel)
        self._fetched = fetched or {}
        self._values: dict[str, dict[str, Any]] = {}
        self.check: str | None = None

    def ask(self, target: str, request: dict[str, Any]) -> Any:
        """Return the value of the reply of `target` ("subject" or "twin")."""
        fetched = self._fetched.get(target, {})
        if request["op"] == "values" and "values" in fetched:
            values = self._read_values(target)
            if request["names"][0] in values:
                return {name: values[name] for name in request["names"] if name in values}
        elif request["op"] in fetched:
            return parse_reply(fetched[request["op"]])
        message = {"kernel": target, "request": request, "check": self.check}
        return parse_reply(self._input.request(json.dumps(message, allow_nan=False)))

    def _read_values(self, target: str) -> dict[str, Any]:
        """What was fetched by name, without what found no room beside the others."""
        if target not in self._values:
            try:
                reply = parse_reply(self._fetched[target]["values"])
            except RemoteFaultError:
                reply = None
            items = reply.items() if isinstance(reply, dict) else ()
            self._values[target] = {name: value for name, value in items if not _is_too_large(value)}
        return self._values[target]


class KernelInput:
    """The stdin channel of this kernel's present request, whose messages may be lost on their way.

    Each question bears a number, the answer the same; a question whose answer does not come is asked again, which the
    grader answers from memory. ipykernel's own `raw_input` asks once, and wakes a hundred times a second to wait.
    """

    _last_number = 0

    def __init__(self, kernel: Any):
        self._kernel = kernel

    def request(self, text: str) -> str:
        KernelInput._last_number += 1
        mark = f"{KernelInput._last_number} "
        while True:
            self._send(mark + text)
            value = self._receive(mark, ASK_AGAIN_SECONDS)
            if value is not None:
                return value[len(mark) :]

    def _send(self, prompt: str) -> None:
        kernel = self._kernel
        ident = kernel._get_shell_context_var(kernel._shell_parent_ident)
        content = {"prompt": prompt, "password": False}
        kernel.session.send(kernel.stdin_socket, "input_request", content, kernel.get_parent("shell"), ident=ident)

    def _receive(self, mark: str, seconds: float) -> str | None:
        """None where no answer came in time; answers to earlier questions are left out."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self._kernel.stdin_socket.poll(left * 1_000):
                continue
            _, reply = self._kernel.session.recv(self._kernel.stdin_socket)
            value = reply["content"]["value"] if reply else ""
            if value.startswith(mark):
                return value
        return None


def _is_too_large(value: Any) -> bool:
    return isinstance(value, dict) and value.get("t") == "too_large"


def parse_reply(text: str) -> Any:
    """Return the value that a reply holds; raises RemoteFaultError for an error and for what is malformed."""
    if len(text) > MAX_REPLY_CHARACTERS:
        raise RemoteFaultError("too_large", _EXPLANATIONS["too_large"])
    try:
        reply = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError, MemoryError) as error:
        raise RemoteFaultError("malformed", f"{_EXPLANATIONS['malformed']} (no JSON)") from error
    if not isinstance(reply, dict):
        raise RemoteFaultError("malformed", _EXPLANATIONS["malformed"])
    if reply.get("ok") is True:
        return reply.get("value")
    raise fault_of(reply.get("error"))


def fault_of(error: Any) -> RemoteFaultError:
    """Return what the error part of a reply says, as an exception."""
    if not isinstance(error, dict):
        return RemoteFaultError("malformed", _EXPLANATIONS["malformed"])
    kind = error.get("kind")
    name, text = error.get("ename"), error.get("evalue")
    if kind == "raised":
        shown = f"{name}: {text}" if isinstance(name, str) and isinstance(text, str) else "an exception"
        return RemoteFaultError("raised", f"it raised {shown[:600]}")
    if kind == "missing":
        return RemoteFaultError("missing", text[:300] if isinstance(text, str) else "it is not defined")
    kind = kind if isinstance(kind, str) and kind in _EXPLANATIONS else "malformed"
    return RemoteFaultError(kind, _EXPLANATIONS[kind])


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
