"""Requests of the grader, one function each.

A request is the metadata of a silent execute_request that evaluates ``__assay__()``; the reply goes back as its result
under a MIME type of its own. Sending data as metadata costs no tokenizing, and a stock gateway passes it on.
"""

import atexit
import base64
import builtins
import contextlib
import importlib.metadata
import os
import platform
import random
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import Any

from assay_agent.cells import CellWatch
from assay_agent.figures import FigureRecorder
from assay_agent.rebinding import create_statement_isolator, create_twin_rebinder
from assay_agent.scratch import forbid_imports
from assay_agent.stand_ins import install_stand_ins
from assay_wire import Handle, decode, encode
from assay_wire.encoder import type_name

REPLY_MIME = "application/vnd.assay+json"
MAX_EVALUE = 2_000
MAX_FRAMES = 20
DEFAULT_CALL_SECONDS = 10.0
REPORTED_PACKAGES = ("numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "seaborn", "statsmodels", "ipykernel")
_MISSING = object()
_isinstance, _len, _list, _getattr, _str = isinstance, len, list, getattr, str


class RequestError(Exception):
    """A request that cannot be carried out; `kind` is what the grader reads."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


def install() -> None:
    """Put the agent into the running IPython kernel. Calling it again does nothing."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise RuntimeError("the agent must be installed inside an IPython kernel")
    if hasattr(builtins, "__assay__"):
        return
    agent = Agent(shell)
    builtins.__assay__ = lambda: _Reply(agent.answer())  # type: ignore[attr-defined]


class _Reply:
    """Goes through IPython's formatters as its MIME type alone."""

    def __init__(self, reply: dict[str, Any]):
        self._reply = reply

    def __repr__(self) -> str:
        return ""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {REPLY_MIME: self._reply}


class Agent:
    """The state of one candidate's kernel: its role, the objects kept for the judge, the figures recorded."""

    def __init__(self, shell: Any):
        self.shell = shell
        self.kernel = shell.kernel
        self.handles: dict[int, Any] = {}
        self.hidden: dict[str, dict[str, Any]] = {}
        self.statement_errors: list[dict[str, Any]] = []
        self.watch = CellWatch(self.kernel, shell)
        self.figures = FigureRecorder(self.watch)
        self.figures.install(shell)
        install_stand_ins()
        self._ops: dict[str, Callable[[dict[str, Any]], Any]] = {
            "setup": self._setup,
            "files": self._files,
            "hidden": self._hidden,
            "assign": self._assign,
            "values": self._values,
            "names": self._names,
            "call": self._call,
            "batch": self._batch,
            "attr": self._attr,
            "release": self._release,
            "figures": self._figures,
            "cell": self._cell,
        }

    def answer(self) -> dict[str, Any]:
        """Carry out the request that stands in the current message's metadata."""
        try:
            request = self.kernel.get_parent()["metadata"]["assay"]
            return {"ok": True, "value": self._ops[request["op"]](request)}
        except RequestError as error:
            return {"ok": False, "error": {"kind": error.kind, "ename": "", "evalue": _str(error)}}
        except BaseException as error:
            return {"ok": False, "error": describe_error(error)}

    def _setup(self, request: dict[str, Any]) -> dict[str, Any]:
        folder = tempfile.mkdtemp(prefix="assay-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.chdir(folder)
        role = request["role"]
        if role == "twin":
            self.shell.ast_transformers.append(create_twin_rebinder(self._hidden_names))
            builtins.__assay_hidden__ = self._hidden_value  # type: ignore[attr-defined]
        elif role == "bare":
            self.shell.ast_transformers.append(create_twin_rebinder(self._hidden_names))
            builtins.__assay_hidden__ = self._hidden_value  # type: ignore[attr-defined]
            self.shell.ast_transformers.append(create_statement_isolator())
            builtins.__assay_note__ = self._note_statement_error  # type: ignore[attr-defined]
            forbid_imports(request.get("forbid", []), request.get("allow", []))
        if "seed" in request:
            random.seed(request["seed"])
            with contextlib.suppress(Exception):
                sys.modules["numpy"].random.seed(request["seed"] % 2**32)
        return {"python": platform.python_version(), "packages": _package_versions(), "directory": folder}

    def _files(self, request: dict[str, Any]) -> None:
        for name, data in request["files"].items():
            if os.path.basename(name) != name or name in ("", ".", ".."):
                raise RequestError("malformed", f"{name!r} is no plain file name")
            with open(name, "wb") as file:
                file.write(base64.b64decode(data))

    def _hidden(self, request: dict[str, Any]) -> None:
        self.hidden[request["question"]] = request["names"]

    def _hidden_names(self) -> frozenset[str]:
        return frozenset(self.hidden.get(self.watch.question or "", ()))

    def _hidden_value(self, name: str) -> Any:
        # Decoded anew each time: what the candidate did to an earlier copy must not show.
        return decode(self.hidden[self.watch.question or ""][name])

    def _note_statement_error(self, error: BaseException) -> None:
        if _len(self.statement_errors) < 100:
            self.statement_errors.append(describe_error(error))

    def _assign(self, request: dict[str, Any]) -> None:
        for name, data in request["names"].items():
            self.shell.user_ns[name] = decode(data)

    def _values(self, request: dict[str, Any]) -> dict[str, Any]:
        result = {}
        for name in request["names"]:
            value = self._resolve(name)
            result[name] = {"t": "missing"} if value is _MISSING else encode(value)
        return result

    def _resolve(self, dotted: str) -> Any:
        first, *rest = dotted.split(".")
        value = self.shell.user_ns.get(first, _MISSING)
        for attribute in rest:
            if value is _MISSING:
                break
            value = _getattr(value, attribute, _MISSING)
        return value

    def _names(self, request: dict[str, Any]) -> dict[str, str]:
        hidden = self.shell.user_ns_hidden
        return {
            name: _kind(value)
            for name, value in _list(self.shell.user_ns.items())
            if not name.startswith("_") and not (name in hidden and hidden[name] is value)
        }

    def _call(self, request: dict[str, Any]) -> dict[str, Any]:
        return self._run_call(request, [])

    def _batch(self, request: dict[str, Any]) -> dict[str, Any]:
        results: list[dict[str, Any]] = []
        values: list[Any] = []
        for call in request["calls"]:
            try:
                results.append({"ok": True, "value": self._run_call(call, values)})
            except RequestError as error:
                values.append(_MISSING)
                results.append({"ok": False, "error": {"kind": error.kind, "ename": "", "evalue": _str(error)}})
            except BaseException as error:
                values.append(_MISSING)
                results.append({"ok": False, "error": self._call_error(error)})
        return {"results": results}

    def _run_call(self, call: dict[str, Any], earlier: list[Any]) -> dict[str, Any]:
        function = self._find_target(call["target"], earlier)
        args = [decode(item) for item in call.get("args", [])]
        kwargs = {name: decode(item) for name, item in call.get("kwargs", {}).items()}
        with self.watch.limited(call.get("cpuSeconds", DEFAULT_CALL_SECONDS)) as usage:
            try:
                result = function(*args, **kwargs)
            except BaseException as error:
                raise _CallFailed(self._call_error(error)) from error
        earlier.append(result)
        keep = call.get("keep") is True
        return {
            "result": encode(self._keep(result) if keep else result),
            "args": [encode(item) for item in args] if call.get("returnArgs") is True else None,
            "cpuSeconds": usage.seconds(),
        }

    def _call_error(self, error: BaseException) -> dict[str, Any]:
        if _isinstance(error, _CallFailed):
            return error.description
        if self.watch.timed_out:
            return {"kind": "timed_out", "ename": "TimeoutError", "evalue": "it took more processor time than it may"}
        return describe_error(error)

    def _find_target(self, target: dict[str, Any], earlier: list[Any]) -> Any:
        if "name" in target:
            value = self._resolve(target["name"])
            if value is _MISSING:
                raise RequestError("missing", f"{target['name']} is not defined")
        elif "ref" in target:
            value = earlier[target["ref"]]
            if value is _MISSING:
                raise RequestError("missing", "an earlier call that this one needs failed")
        else:
            value = self.handles.get(target["handle"], _MISSING)
            if value is _MISSING:
                raise RequestError("missing", "the object is not there any more")
        if "attr" not in target:
            return value
        found = _getattr(value, target["attr"], _MISSING)
        if found is _MISSING:
            raise RequestError("missing", f"{type_name(value)} has no {target['attr']}")
        return found

    def _keep(self, value: Any) -> Handle:
        number = _len(self.handles) + 1
        self.handles[number] = value
        return Handle(number, type_name(value), callable(value))

    def _attr(self, request: dict[str, Any]) -> Any:
        return encode(self._find_target({**request["target"], "attr": request["attr"]}, []))

    def _release(self, request: dict[str, Any]) -> None:
        for number in request["handles"]:
            self.handles[number] = None

    def _figures(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"figures": self.figures.take() if request.get("take") is True else self.figures.recorded()}

    def _cell(self, request: dict[str, Any]) -> dict[str, Any]:
        errors, self.statement_errors = self.statement_errors, []
        return {**self.watch.facts(), "statementErrors": errors}


class _CallFailed(Exception):
    def __init__(self, description: dict[str, Any]):
        super().__init__(description.get("evalue", ""))
        self.description = description


def describe_error(error: BaseException) -> dict[str, Any]:
    """Return what may be told of an exception: its name, its text and the frames of the candidate's own code."""
    if _isinstance(error, _CallFailed):
        return error.description
    try:
        text = _str(error)
    except Exception:
        text = "(its text cannot be read)"
    return {
        "kind": "raised",
        "ename": type_name(error),
        "evalue": text[:MAX_EVALUE].encode("utf-8", "replace").decode("utf-8"),
        "traceback": _own_frames(error),
    }


def _own_frames(error: BaseException) -> str:
    try:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "ipykernel_" in frame.filename]
        lines = [f"line {frame.lineno}, in {frame.name}: {frame.line or ''}" for frame in frames[-MAX_FRAMES:]]
        return "\n".join(lines)[:4_000]
    except Exception:
        return ""


def _kind(value: Any) -> str:
    if _isinstance(value, type):
        return "class"
    if _isinstance(value, type(os)):
        return "module"
    return "function" if callable(value) else "value"


def _package_versions() -> dict[str, str]:
    versions = {}
    for name in REPORTED_PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            versions[name] = importlib.metadata.version(name)
    return versions
