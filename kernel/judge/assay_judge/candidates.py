"""A candidate's kernel as a rubric sees it: values by name, functions to call, objects to ask, figures, outputs."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from assay_judge.closeness import as_numbers, describe
from assay_judge.derived_data import own_copy, select_derived_inputs, select_inputs
from assay_judge.expectations import notes
from assay_judge.keras_models import KerasModel, parse_keras_model
from assay_judge.models import Model, parse_model
from assay_judge.outcomes import CheckFailedError, RubricError, fail
from assay_judge.plots import Figure, parse_figures
from assay_judge.transport import RemoteFaultError, Transport, fault_of
from assay_wire import Handle, Missing, Opaque, TooLarge, WireError, decode, encode

MAX_TEXT = 2_000_000
MAX_SNAPSHOTS = 200


class Given:
    """Given data by name, as attributes and as items."""

    def __init__(self, names: dict[str, Any], files: dict[str, bytes]):
        self._names = names
        self.files = files

    def __getitem__(self, name: str) -> Any:
        try:
            # A copy: a check that changes it in place must not change what the next one compares with.
            return own_copy(self._names[name])
        except KeyError:
            raise RubricError(f"the given data has no {name!r}") from None

    __getattr__ = __getitem__

    def names(self) -> list[str]:
        """The given names."""
        return list(self._names)


class RemoteObject:
    """An object that stays in the candidate's kernel; what it answers is asked there (a claim unless computed from)."""

    def __init__(self, kernel: "CandidateKernel", handle: Handle, what: str):
        self._kernel = kernel
        self._handle = handle
        self._what = what

    def call(self, method: str, *args: Any, cpu_seconds: float | None = None, **kwargs: Any) -> Any:
        """Return what the method returns, as data."""
        target = {"handle": self._handle.number, "attr": method}
        return self._kernel._call(target, f"{self._what}.{method}", args, kwargs, cpu_seconds)["result"]

    def run(self, method: str, *args: Any, cpu_seconds: float | None = None, **kwargs: Any) -> None:
        """Call the method for its effect; what it returns stays over there (`fit` returns self, or nothing)."""
        target = {"handle": self._handle.number, "attr": method}
        self._kernel._call(target, f"{self._what}.{method}", args, kwargs, cpu_seconds, keep=True)

    def attr(self, name: str) -> Any:
        """Return an attribute, as data."""
        request = {"op": "attr", "target": {"handle": self._handle.number}, "attr": name}
        return self._kernel._decode(self._kernel._ask(request, f"{self._what}.{name}"), f"{self._what}.{name}")


@dataclass(frozen=True)
class Each:
    """An argument whose rows are handed over one by one, a call for each."""

    rows: Any


@dataclass(frozen=True)
class StepResult:
    """What an earlier step of the same object returned, or one item of it; it stays in the candidate's kernel."""

    step: int
    item: int | None = None


@dataclass(frozen=True)
class Snapshot:
    """A table that a name held after a statement, or that was shown there (name None); `number` tells objects apart.

    `place` is the statement's: the number of its cell in the question, its line and its column in the cell.
    """

    place: tuple[int, int, int]
    name: str | None
    number: int
    table: pd.DataFrame


@dataclass(frozen=True)
class ObjectRun:
    """What the steps of one object returned, and the processor time of each in seconds (a claim)."""

    results: list[Any]
    cpu_seconds: list[float]


def each(rows: Any) -> Each:
    """Say that a step's method is to be called for every row: ``("predict", each(X))``."""
    return Each(rows)


def result_of(step: int, item: int | None = None) -> StepResult:
    """Hand over what an earlier step returned, or one item of it: ``("backward", dout, result_of(0, 1))``."""
    return StepResult(step, item)


class CandidateKernel:
    """One run of the notebook: on the visible data (subject) or on the hidden data (twin)."""

    def __init__(
        self,
        target: str,
        label: str,
        transport: Transport,
        context: dict[str, Any],
        given: Given,
        prefetch: Sequence[str],
        other: "CandidateKernel | None" = None,
    ):
        self.target = target
        self.label = label
        self.given = given
        self._transport = transport
        self._context = context
        self._prefetch = list(prefetch)
        self._values: dict[str, Any] = {}
        self._figures: list[Figure] | None = None
        self._snapshots: list[Snapshot] | None = None
        self._models: dict[str, Model] = {}
        self._keras_models: dict[str, KerasModel] = {}
        self._other = other
        self._is_hidden = other is not None

    @property
    def sources(self) -> list[str]:
        """The candidate's code cells of this question, from the uploaded file."""
        return list(self._context.get("sources", []))

    @property
    def markdown(self) -> list[str]:
        """The candidate's Markdown cells of this question."""
        return list(self._context.get("markdown", []))

    @property
    def stdout(self) -> str:
        """What this question's cells printed."""
        return "".join(output.get("stdout", "") for output in self._context.get("outputs", []))[:MAX_TEXT]

    @property
    def shown(self) -> str:
        """What this question's cells printed or displayed, as text."""
        parts = [[output.get("stdout", ""), *output.get("displays", [])] for output in self._context.get("outputs", [])]
        return "\n".join(text for texts in parts for text in texts)[:MAX_TEXT]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        """What each cell showed: `stdout`, `stderr`, `displays` (text), `html` (for what has no text of its own)."""
        return list(self._context.get("outputs", []))

    @property
    def snapshots(self) -> list["Snapshot"]:
        """The tables that this question's cells bound or showed, in order (a claim; for `snapshots: true`)."""
        notes.claimed = True
        if self._snapshots is None:
            reply = self._ask({"op": "snapshots", "question": self._context.get("question")}, "the tables")
            found = reply.get("snapshots") if isinstance(reply, dict) else None
            items = found[:MAX_SNAPSHOTS] if isinstance(found, list) else []
            self._snapshots = [item for item in map(_parse_snapshot, items) if item is not None]
        return self._snapshots

    def has(self, name: str) -> bool:
        """True when the name is defined."""
        return not isinstance(self.raw(name), Missing)

    def raw(self, name: str) -> Any:
        """Return what the name holds, with stand-ins (Missing, Opaque, TooLarge) instead of a failure."""
        if name not in self._values:
            self._fetch(name)
        value = self._values[name]
        if isinstance(value, WireError):
            fail(f"{name}: {value}")
        return own_copy(value)

    def _fetch(self, name: str) -> None:
        """Ask for a name, and in the same message for what the rubric will want beside it."""
        beside = [other for other in self._prefetch if other not in self._values and other != name]
        try:
            values = self._ask_values([name, *beside], name)
        except RemoteFaultError as fault:
            if not beside or fault.kind not in ("raised", "too_large", "malformed"):
                raise
            # What one of the others holds must not cost this one.
            values = self._ask_values([name], name)
        for other, value in values.items():
            # One message has room for so much: what did not fit beside the others is asked for alone.
            if other == name or not isinstance(value, TooLarge):
                self._values[other] = value

    def _ask_values(self, names: list[str], what: str) -> dict[str, Any]:
        reply = self._ask({"op": "values", "names": names}, what)
        if not isinstance(reply, dict):
            raise RemoteFaultError("malformed", f"{what}: the reply could not be read")
        values = {name: _decode_or_error(reply[name]) for name in names if name in reply}
        # One of the others that is not there is asked for alone, when it is needed.
        return values if names[0] in values else {**values, names[0]: WireError("the reply does not hold it")}

    def value(self, name: str) -> Any:
        """Return what the name holds, as a plain value; fails where it is not defined or does not cross."""
        value = self.raw(name)
        if isinstance(value, Missing):
            fail(f"{name} is not defined")
        if isinstance(value, (Opaque, TooLarge, Handle)):
            fail(f"{name}: expected data, got {describe(value)}")
        return value

    def values(self, *names: str) -> list[Any]:
        """Return several values in one message."""
        self._prefetch = list(names)
        return [self.value(name) for name in names]

    def inputs(self, name: str, *, allow_fewer: bool = True, any_order: bool = True) -> list[Any]:
        """Return the data that an answer may have been computed from, what was given first.

        The candidate may have changed a given name: in the visible run their own sample data is accepted; on hidden
        data only what is really made of the hidden values, so that data redefined to suit a typed-in result is not.
        `any_order=False` is for an array whose order is a part of the question.
        """
        original, current = self.given[name], self.raw(name)
        if not self._is_hidden:
            return select_inputs(original, current)
        assert self._other is not None
        return select_derived_inputs(original, current, self._other.raw(name), allow_fewer, any_order=any_order)

    def numeric_inputs(self, name: str, *, any_order: bool = True) -> list[Any]:
        """Like `inputs`, as float arrays or tables of floats; what holds no numbers any more is left out."""
        original, *changed = self.inputs(name, any_order=any_order)
        found = [original]
        for value in changed:
            with contextlib.suppress(CheckFailedError, KeyError):
                if isinstance(original, pd.DataFrame):
                    columns = list(original.columns)
                    numbers = as_numbers(value[columns], name).astype(float)
                    found.append(pd.DataFrame(numbers, columns=pd.Index(columns)))
                else:
                    found.append(as_numbers(value, name).astype(float))
        return found

    def call(self, name: str, *args: Any, cpu_seconds: float | None = None, **kwargs: Any) -> Any:
        """Return what a function of the candidate's returns for these arguments, as data."""
        return self._call({"name": name}, name, args, kwargs, cpu_seconds)["result"]

    def call_keeping(self, name: str, *args: Any, **kwargs: Any) -> tuple[Any, list[Any]]:
        """Return the result and the arguments as the function left them (to see whether it changed them).

        What the arguments are afterwards is the kernel's word: the check is claimed.
        """
        notes.claimed = True
        reply = self._call({"name": name}, name, args, kwargs, None, return_args=True)
        return reply["result"], reply["args"]

    def new(self, name: str, *args: Any, **kwargs: Any) -> RemoteObject:
        """Make an object of a class of the candidate's; it stays over there."""
        reply = self._call({"name": name}, name, args, kwargs, None, keep=True)
        if not isinstance(reply["result"], Handle):
            fail(f"{name}: the object could not be made")
        return RemoteObject(self, reply["result"], name)

    def batch(self, calls: Sequence[tuple]) -> list[Any]:
        """Run several calls of functions in one message: pairs of a name and its arguments, ``("f", x, y)``.

        Returns a result for each; a call that failed has its RemoteFaultError instead.
        """
        requests = [{"target": {"name": call[0]}, "args": [_encode_input(item) for item in call[1:]]} for call in calls]
        reply = self._ask({"op": "batch", "calls": requests}, str(calls[0][0]))
        results = reply.get("results") if isinstance(reply, dict) else None
        if not isinstance(results, list) or len(results) != len(calls):
            fail(f"{calls[0][0]}: the reply could not be read")
        return [_read_batch_result(item, describe_call(*call)) for item, call in zip(results, calls, strict=True)]

    def each_call(self, calls: Sequence[tuple]) -> list[Any]:
        """Like `batch`, but the first call that failed fails the check."""
        results = self.batch(calls)
        failed = next((result for result in results if isinstance(result, RemoteFaultError)), None)
        if failed is not None:
            raise failed
        return results

    def objects(
        self, name: str, args: Sequence[Any], steps: Sequence[tuple], *, times: int = 1, cpu_seconds: float = 30.0
    ) -> list["ObjectRun | RemoteFaultError"]:
        """Make fresh objects of a class and put each through the steps, ``("method", argument, …)``, in one message.

        Returns one item for each object: its ObjectRun, or a RemoteFaultError where it failed or time was up.
        """
        values: list[Any] = []

        def place(value: Any) -> dict[str, Any]:
            if isinstance(value, StepResult):
                return {"step": value.step, "item": value.item}
            values.append(_encode_input(value.rows if isinstance(value, Each) else value))
            return {"value": len(values) - 1}

        request = {
            "op": "objects",
            "class": name,
            "args": [place(value)["value"] for value in args],
            "steps": [
                {
                    "method": method,
                    "args": [place(value) for value in step],
                    "each": any(isinstance(v, Each) for v in step),
                }
                for method, *step in steps
            ],
            "values": values,
            "times": times,
            "cpuSeconds": cpu_seconds,
        }
        what = describe_call(name, *args)
        reply = self._ask(request, what)
        made = reply.get("objects") if isinstance(reply, dict) else None
        if not isinstance(made, list) or len(made) > times:
            fail(f"{what}: the reply could not be read")
        runs = [_read_object(item, len(steps), what) for item in made]
        return [*runs, *(RemoteFaultError("timed_out", f"{what}: time was up") for _ in range(times - len(runs)))]

    def model(self, name: str) -> Model:
        """Return a fitted model, rebuilt from its arrays where its kind is known; else it is asked (see models.py)."""
        if name not in self._models:
            self._models[name] = self._fetch_model(name)
        return self._models[name]

    def _fetch_model(self, name: str) -> Model:
        reply = self._ask({"op": "model", "name": name}, name)
        if not isinstance(reply, dict) or "model" not in reply:
            fail(f"{name}: the reply could not be read")
        data, handle = (self._decode(reply.get(part), name) for part in ("model", "handle"))
        if not isinstance(handle, Handle):
            fail(f"{name}: the reply could not be read")
        if isinstance(data, TooLarge):
            # It can only be asked; what it says of itself was in the same reply.
            data = {"form": "other", "class": handle.type_name.rpartition(".")[2]}
        return parse_model(data, name, RemoteObject(self, handle, name))

    def keras_model(self, name: str, image_shape: tuple[int, ...]) -> KerasModel:
        """Return a Keras model, rebuilt from its configuration and weights; else it is asked (see keras_models.py).

        `image_shape` is what a model takes that does not say it itself.
        """
        if name not in self._keras_models:
            self._keras_models[name] = self._fetch_keras_model(name, image_shape)
        return self._keras_models[name]

    def _fetch_keras_model(self, name: str, image_shape: tuple[int, ...]) -> KerasModel:
        reply = self._ask({"op": "keras", "name": name}, name)
        if not isinstance(reply, dict) or "model" not in reply:
            fail(f"{name}: the reply could not be read")
        data, handle = (self._decode(reply.get(part), name) for part in ("model", "handle"))
        if not isinstance(handle, Handle):
            fail(f"{name}: the reply could not be read")

        def fetch(start: int) -> Any:
            part = self._ask({"op": "keras", "handle": handle.number, "start": start}, name)
            return self._decode(part.get("part") if isinstance(part, dict) else None, name)

        return parse_keras_model(data, name, RemoteObject(self, handle, name), fetch, image_shape)

    @property
    def figures(self) -> list[Figure]:
        """The figures that this question's cells drew."""
        if self._figures is None:
            self._figures = parse_figures(self._ask({"op": "figures"}, "the figures"))
        return self._figures

    def _call(
        self,
        target: dict[str, Any],
        what: str,
        args: tuple,
        kwargs: dict[str, Any],
        cpu_seconds: float | None,
        *,
        keep: bool = False,
        return_args: bool = False,
    ) -> dict[str, Any]:
        request: dict[str, Any] = {
            "op": "call",
            "target": target,
            "args": [_encode_input(item) for item in args],
            "kwargs": {name: _encode_input(item) for name, item in kwargs.items()},
            "keep": keep,
            "returnArgs": return_args,
        }
        if cpu_seconds is not None:
            request["cpuSeconds"] = cpu_seconds
        asked = describe_call(what, *args, **kwargs)
        reply = self._ask(request, asked)
        if not isinstance(reply, dict) or "result" not in reply:
            fail(f"{asked}: the reply could not be read")
        result = self._decode(reply["result"], asked)
        after = reply.get("args") if return_args else []
        if not isinstance(after, list) or (return_args and len(after) != len(args)):
            fail(f"{asked}: the reply could not be read")
        return {"result": result, "args": [self._decode(item, asked) for item in after]}

    def _ask(self, request: dict[str, Any], what: str) -> Any:
        try:
            return self._transport.ask(self.target, request)
        except RemoteFaultError as fault:
            raise _name_fault(fault, what) from None

    def _decode(self, data: Any, what: str) -> Any:
        value = _decode_or_error(data)
        if isinstance(value, WireError):
            fail(f"{what}: {value}")
        return value


def describe_call(what: str, *args: Any, **kwargs: Any) -> str:
    """Say what was called with what: ``f(2×3 array, k=4)``."""
    shown = [describe_argument(item) for item in args]
    return f"{what}({', '.join([*shown, *(f'{name}={describe_argument(item)}' for name, item in kwargs.items())])})"


def describe_argument(value: Any) -> str:
    """Say what a function was called with, without the data."""
    if isinstance(value, np.ndarray):
        return f"{'×'.join(str(side) for side in value.shape) or 'scalar'} array"
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return describe(value)
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _name_fault(fault: RemoteFaultError, what: str) -> RemoteFaultError:
    return RemoteFaultError(fault.kind, str(fault) if fault.kind == "missing" else f"{what}: {fault}")


def _read_batch_result(item: Any, what: str) -> Any:
    if not isinstance(item, dict) or item.get("ok") is not True:
        return _name_fault(fault_of(item.get("error") if isinstance(item, dict) else None), what)
    value = item.get("value")
    result = (
        _decode_or_error(value["result"]) if isinstance(value, dict) and "result" in value else WireError("no reply")
    )
    return RemoteFaultError("malformed", f"{what}: {result}") if isinstance(result, WireError) else result


def _read_object(item: Any, steps: int, what: str) -> "ObjectRun | RemoteFaultError":
    if not isinstance(item, dict) or item.get("ok") is not True:
        return _name_fault(fault_of(item.get("error") if isinstance(item, dict) else None), what)
    results, seconds = item.get("results"), item.get("cpuSeconds")
    if not isinstance(results, list) or not isinstance(seconds, list) or not len(results) == len(seconds) == steps:
        return RemoteFaultError("malformed", f"{what}: the reply could not be read")
    decoded = [_decode_or_error(result) for result in results]
    broken = next((value for value in decoded if isinstance(value, WireError)), None)
    if broken is not None or not all(_is_duration(value) for value in seconds):
        return RemoteFaultError("malformed", f"{what}: the reply could not be read")
    return ObjectRun(decoded, [float(value) for value in seconds])


def _is_duration(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e6


def _encode_input(value: Any) -> Any:
    data = encode(value)
    if isinstance(data, dict) and data.get("t") in ("opaque", "too_large"):
        raise RubricError(f"{describe_argument(value)} cannot be sent to a candidate's kernel")
    return data


def _decode_or_error(data: Any) -> Any:
    try:
        return decode(data)
    except WireError as error:
        return error


def _parse_snapshot(item: Any) -> Snapshot | None:
    """Read one snapshot; what is not of the agreed form counts as not there."""
    if not isinstance(item, dict):
        return None
    place, name, number = item.get("place"), item.get("name"), item.get("number")
    is_place = isinstance(place, list) and len(place) == 3 and all(type(part) is int for part in place)
    value = _decode_or_error(item.get("value"))
    if not is_place or type(number) is not int or not (name is None or isinstance(name, str)):
        return None
    return Snapshot(tuple(place), name, number, value) if isinstance(value, pd.DataFrame) else None  # type: ignore[arg-type]
