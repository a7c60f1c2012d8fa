"""Requests of the grader, one function each.

A request is the metadata of a silent execute_request that evaluates ``__assay__()``; the reply goes back as its result
under a MIME type of its own. Sending data as metadata costs no tokenizing, and a stock gateway passes it on.
"""

import atexit
import base64
import builtins
import contextlib
import functools
import importlib.metadata
import io
import os
import platform
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from assay_agent.cells import CellWatch
from assay_agent.failures import CallTimedOutError, RequestError, describe_error
from assay_agent.figures import FigureRecorder
from assay_agent.habits import install_habits
from assay_agent.keras_habits import install_keras_habits
from assay_agent.keras_models import PART, describe_keras_model
from assay_agent.models import describe_model, without_trees
from assay_agent.notices import Notices
from assay_agent.objects import run_objects
from assay_agent.rebinding import create_statement_isolator, create_twin_rebinder, names_columns_of
from assay_agent.scratch import forbid_imports
from assay_agent.snapshots import SnapshotRecorder
from assay_agent.stand_ins import install_stand_ins
from assay_wire import Encoder, Handle, decode
from assay_wire.encoder import type_name

REPLY_MIME = "application/vnd.assay+json"
MAX_CALL_STDOUT = 10_000
MAX_STATEMENT_ERRORS = 100
DEFAULT_CALL_SECONDS = 10.0
REQUEST_SECONDS = 300.0
REPORTED_PACKAGES = ("numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "seaborn", "statsmodels", "ipykernel")
_MISSING = object()
_isinstance, _len, _list, _getattr, _str, _enumerate = isinstance, len, list, getattr, str, enumerate


def install() -> None:
    """Put the agent into the running IPython kernel. Calling it again does nothing."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise RuntimeError("the agent must be installed inside an IPython kernel")
    if hasattr(builtins, "__assay__"):
        return
    agent = Agent(shell)
    builtins.__assay__ = lambda: Reply(agent.answer())  # type: ignore[attr-defined]


class Reply:
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
        self.folder: str | None = None
        self.handles: dict[int, Any] = {}
        self.handle_count = 0
        self.encoder = Encoder()
        self.hidden: dict[str, dict[str, Any]] = {}
        self.statement_errors: list[dict[str, Any]] = []
        self.transformers: list[Any] = []
        self.watch = CellWatch(self.kernel, shell)
        self.figures = FigureRecorder(self.watch)
        self.figures.install(shell)
        self.snapshots = SnapshotRecorder(self.watch, shell)
        install_stand_ins()
        self.given_files: dict[str, str] = {}
        install_habits(shell, lambda: self.given_files)
        install_keras_habits(lambda: self.given_files)
        self.weights: dict[int, Any] = {}
        self._ops: dict[str, Callable[[dict[str, Any]], Any]] = {
            "setup": self._setup,
            "files": self._files,
            "hidden": self._hidden,
            "assign": self._assign,
            "values": self._values,
            "names": self._names,
            "call": self._call,
            "batch": self._batch,
            "objects": self._objects,
            "attr": self._attr,
            "release": self._release,
            "model": self._model,
            "keras": self._keras,
            "figures": self._figures,
            "snapshots": self._snapshots,
            "cell": self._cell,
            "several": self._several,
            "notices": self._notices,
        }
        self.notices = Notices(self)

    def answer(self) -> dict[str, Any]:
        """Carry out the request that stands in the current message's metadata."""
        # One encoder a reply: what it carries together is limited.
        self.encoder = Encoder()
        try:
            request = self.kernel.get_parent()["metadata"]["assay"]
            with self.watch.limited(REQUEST_SECONDS):
                return self._carry_out(request)
        except BaseException as error:
            return {"ok": False, "error": describe_error(error)}

    def _carry_out(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            operation = self._ops.get(request["op"])
            if operation is None:
                raise RequestError("malformed", "the agent does not know this operation")
            return {"ok": True, "value": operation(request)}
        except Exception as error:
            return {"ok": False, "error": describe_error(error)}

    def _several(self, request: dict[str, Any]) -> dict[str, Any]:
        """Requests in order, each with a reply of its own."""
        return {"replies": [self._carry_out(one) for one in request["requests"]]}

    def _notices(self, request: dict[str, Any]) -> dict[str, list[str]]:
        return self.notices.take()

    def _setup(self, request: dict[str, Any]) -> dict[str, Any]:
        self.folder = tempfile.mkdtemp(prefix="assay-")
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        os.chdir(self.folder)
        role = request["role"]
        for transformer in self.transformers:
            self.shell.ast_transformers.remove(transformer)
        self.transformers = []
        if role in ("twin", "bare"):
            self.transformers.append(create_twin_rebinder(self._hidden_names))
            builtins.__assay_hidden__ = self._hidden_value  # type: ignore[attr-defined]
        if role == "bare":
            self.transformers.append(create_statement_isolator())
            builtins.__assay_note__ = self._note_statement_error  # type: ignore[attr-defined]
            forbid_imports(request.get("forbid", []), request.get("allow", []))
        self.shell.ast_transformers.extend(self.transformers)
        self.snapshots.begin(request.get("snapshots", []))
        if "seed" in request:
            random.seed(request["seed"])
            with contextlib.suppress(Exception):
                sys.modules["numpy"].random.seed(request["seed"] % 2**32)
        self.notices.begin()
        return {"python": platform.python_version(), "packages": package_versions(), "directory": self.folder}

    def _files(self, request: dict[str, Any]) -> None:
        folder = self.folder or os.getcwd()
        if not _is_inside(folder):
            os.chdir(folder)
        for name, data in request["files"].items():
            if os.path.basename(name) != name or name in ("", ".", ".."):
                raise RequestError("malformed", f"{name!r} is no plain file name")
            self.given_files[name] = os.path.join(os.path.abspath(folder), name)
            # A cell may have entered a folder of its own below; the given cells read from where it is.
            for place in {folder, os.getcwd()}:
                with open(os.path.join(place, name), "wb") as file:
                    file.write(base64.b64decode(data))

    def _hidden(self, request: dict[str, Any]) -> None:
        self.hidden[request["question"]] = request["names"]

    def _hidden_names(self) -> frozenset[str]:
        return frozenset(self.hidden.get(self.watch.question or "", ()))

    def _hidden_value(self, name: str, redefined: Any) -> Any:
        # Decoded anew each time: what the candidate did to an earlier copy must not show.
        hidden = decode(self.hidden[self.watch.question or ""][name])
        return redefined if names_columns_of(redefined, hidden) else hidden

    def _note_statement_error(self, error: BaseException) -> None:
        if _len(self.statement_errors) < MAX_STATEMENT_ERRORS:
            self.statement_errors.append(describe_error(error))

    def _assign(self, request: dict[str, Any]) -> None:
        for name, data in request["names"].items():
            self.shell.user_ns[name] = decode(data)

    def _values(self, request: dict[str, Any]) -> dict[str, Any]:
        result = {}
        for name in request["names"]:
            value = self._resolve(name)
            result[name] = {"t": "missing"} if value is _MISSING else self.encoder.encode(value)
        return result

    def _resolve(self, dotted: str) -> Any:
        """The object of a dotted name; an attribute that cannot be read is missing."""
        first, *rest = dotted.split(".")
        value = self.shell.user_ns.get(first, _MISSING)
        for attribute in rest:
            try:
                value = _MISSING if value is _MISSING else _getattr(value, attribute)
            except Exception:
                value = _MISSING
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
        """Calls in order; one that fails stops those that refer to it, not the others."""
        results: list[dict[str, Any]] = []
        earlier: list[Any] = []
        for place, call in _enumerate(request["calls"]):
            try:
                results.append({"ok": True, "value": self._run_call(call, earlier)})
            except BaseException as error:
                earlier[place:] = [_MISSING]
                results.append({"ok": False, "error": describe_error(error)})
        return {"results": results}

    def _objects(self, request: dict[str, Any]) -> dict[str, Any]:
        """Fresh objects of a class, put through steps (see objects.py)."""

        def resolve(name: str) -> Any:
            found = self._resolve(name)
            if found is _MISSING:
                raise RequestError("missing", f"{name} is not defined")
            return found

        return run_objects(request, resolve, self.watch, self.encoder)

    def _run_call(self, call: dict[str, Any], earlier: list[Any]) -> dict[str, Any]:
        """Call what `call` names, and append its result to `earlier`."""
        args = [decode(item) for item in call.get("args", [])]
        kwargs = {name: decode(item) for name, item in call.get("kwargs", {}).items()}
        said = _CappedText(MAX_CALL_STDOUT)
        usage = None
        try:
            with (
                self.watch.limited(call.get("cpuSeconds", DEFAULT_CALL_SECONDS)) as usage,
                contextlib.redirect_stdout(said),  # type: ignore[type-var]
                contextlib.redirect_stderr(_CappedText(0)),  # type: ignore[type-var]
            ):
                function = self._find_target(call["target"], earlier)
                result = function(*args, **kwargs)
                # Before the result, which might mend them when it is encoded.
                changed = [self.encoder.encode(item) for item in args] if call.get("returnArgs") is True else None
                handle = self._keep(result) if call.get("keep") is True else None
                encoded = self.encoder.encode(result if handle is None else handle)
        except BaseException as error:
            if usage is not None and usage.timed_out:
                raise CallTimedOutError from error
            raise
        if usage.timed_out:
            # It swallowed the interrupt: what it returned came too late.
            raise CallTimedOutError
        earlier.append(result)
        return {
            "result": encoded,
            "handle": None if handle is None else handle.number,
            "args": changed,
            "cpuSeconds": usage.seconds(),
            "stdout": said.text(),
        }

    def _find_target(self, target: Any, earlier: list[Any]) -> Any:
        """The object that a target names; raises RequestError where there is none."""
        if not _isinstance(target, dict):
            raise RequestError("malformed", "a target is malformed")
        if _isinstance(target.get("name"), _str):
            value = self._resolve(target["name"])
            if value is _MISSING:
                raise RequestError("missing", f"{target['name']} is not defined")
        elif _isinstance(target.get("ref"), int):
            value = earlier[target["ref"]] if 0 <= target["ref"] < _len(earlier) else _MISSING
            if value is _MISSING:
                raise RequestError("missing", "an earlier call that this one needs failed")
        elif _isinstance(target.get("handle"), int):
            value = self.handles.get(target["handle"], _MISSING)
            if value is _MISSING:
                raise RequestError("missing", "the object is not there any more")
        else:
            raise RequestError("malformed", "a target is malformed")
        if "attr" not in target:
            return value
        found = _getattr(value, target["attr"], _MISSING)
        if found is _MISSING:
            raise RequestError("missing", f"{type_name(value)} has no {target['attr']}")
        return found

    def _keep(self, value: Any) -> Handle:
        self.handle_count += 1
        self.handles[self.handle_count] = value
        return Handle(self.handle_count, type_name(value), callable(value))

    def _attr(self, request: dict[str, Any]) -> Any:
        """An attribute of an object: ``target`` as in a call, or ``handle`` or ``name`` directly."""
        target = request.get("target") or {key: request[key] for key in ("handle", "name") if key in request}
        return self.encoder.encode(self._find_target({**target, "attr": request["attr"]}, []))

    def _model(self, request: dict[str, Any]) -> dict[str, Any]:
        """A fitted model as data, and a handle of it: what cannot be rebuilt from the data is asked."""
        value = self._find_target({"name": request["name"]}, [])
        described = describe_model(value)
        encoded = self.encoder.encode(described)
        if encoded["t"] == "too_large":
            encoded = self.encoder.encode(without_trees(described))
        return {"model": encoded, "handle": self.encoder.encode(self._keep(value))}

    def _keras(self, request: dict[str, Any]) -> dict[str, Any]:
        """A Keras model as data, and a handle of it; with `handle` and `start` a part of its weights."""
        if "handle" in request:
            flat = self.weights.get(request["handle"])
            if flat is None:
                raise RequestError("missing", "the model is not there any more")
            return {"part": self.encoder.encode(flat[request["start"] : request["start"] + PART])}
        value = self._find_target({"name": request["name"]}, [])
        described, flat = describe_keras_model(value)
        handle = self._keep(value)
        if flat is not None:
            self.weights[handle.number] = flat
        return {"model": self.encoder.encode(described), "handle": self.encoder.encode(handle)}

    def _release(self, request: dict[str, Any]) -> None:
        for number in request["handles"]:
            self.handles.pop(number, None)

    def _figures(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"figures": self.figures.take() if request.get("take") is True else self.figures.recorded()}

    def _snapshots(self, request: dict[str, Any]) -> dict[str, Any]:
        """The tables that a question's cells bound or showed (see snapshots.py)."""
        return {"snapshots": self.snapshots.take(request["question"])}

    def _cell(self, request: dict[str, Any]) -> dict[str, Any]:
        errors, self.statement_errors = self.statement_errors, []
        return {**self.watch.facts(), "statementErrors": errors}


class _CappedText(io.TextIOBase):
    """Takes what a call prints, and keeps its beginning."""

    def __init__(self, room: int):
        self._room = room
        self._parts: list[str] = []

    def write(self, text: str) -> int:
        self._parts.append(text[: self._room])
        self._room -= _len(self._parts[-1])
        if not self._parts[-1]:
            self._parts.pop()
        return _len(text)

    def text(self) -> str:
        return "".join(self._parts).encode("utf-8", "replace").decode("utf-8")


def _is_inside(folder: str) -> bool:
    try:
        return os.path.commonpath([os.path.realpath(os.getcwd()), os.path.realpath(folder)]) == os.path.realpath(folder)
    except OSError:
        return False


def _kind(value: Any) -> str:
    if _isinstance(value, type):
        return "class"
    if _isinstance(value, type(os)):
        return "module"
    return "function" if callable(value) else "value"


@functools.cache
def package_versions() -> dict[str, str]:
    """Return the versions of the packages that a grading records."""
    versions = {}
    for name in REPORTED_PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            versions[name] = importlib.metadata.version(name)
    return versions
