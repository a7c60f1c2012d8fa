"""A candidate's kernel as a rubric sees it: values by name, functions to call, objects to ask, figures, outputs."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from assay_judge.closeness import describe
from assay_judge.outcomes import RubricError, fail
from assay_judge.plots import Figure, parse_figures
from assay_judge.transport import RemoteFaultError, Transport, fault_of
from assay_wire import Handle, Missing, Opaque, TooLarge, WireError, decode, encode

MAX_TEXT = 2_000_000


class Given:
    """Given data by name, as attributes and as items."""

    def __init__(self, names: dict[str, Any], files: dict[str, bytes]):
        self._names = names
        self.files = files

    def __getattr__(self, name: str) -> Any:
        try:
            return self._names[name]
        except KeyError:
            raise RubricError(f"the given data has no {name!r}") from None

    __getitem__ = __getattr__

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
    ):
        self.target = target
        self.label = label
        self.given = given
        self._transport = transport
        self._context = context
        self._prefetch = list(prefetch)
        self._values: dict[str, Any] = {}
        self._figures: list[Figure] | None = None
        self._other: CandidateKernel | None = None

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

    def has(self, name: str) -> bool:
        """True when the name is defined."""
        return not isinstance(self.raw(name), Missing)

    def raw(self, name: str) -> Any:
        """Return what the name holds, with stand-ins (Missing, Opaque, TooLarge) instead of a failure."""
        if name not in self._values:
            wanted = [name, *(other for other in self._prefetch if other not in self._values and other != name)]
            reply = self._ask({"op": "values", "names": wanted}, name)
            if not isinstance(reply, dict):
                fail(f"{name}: the reply could not be read")
            for other in wanted:
                self._values[other] = _decode_or_error(reply.get(other))
        value = self._values[name]
        if isinstance(value, WireError):
            fail(f"{name}: {value}")
        return value

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

    def inputs(self, name: str, *, allow_fewer: bool = True) -> list[Any]:
        """Return the data that an answer may have been computed from, what was given first.

        The candidate may have changed a given name: in the visible run their own sample data is accepted; on hidden
        data only what is really made of the hidden values, so that data redefined to suit a typed-in result is not.
        """
        original = self.given[name]
        current = self.raw(name)
        if isinstance(original, np.ndarray) and isinstance(current, (list, tuple, pd.Series)):
            current = _as_array(current)
        if isinstance(current, (Missing, Opaque, TooLarge, Handle)) or not _is_same_kind(current, original):
            return [original]
        if _are_equal(current, original):
            return [original]
        if self._other is not None and not _is_derived(current, original, allow_fewer):
            return [original]
        if self._other is not None and _are_equal(current, self._other.raw(name)):
            return [original]
        return [original, current]

    def call(self, name: str, *args: Any, cpu_seconds: float | None = None, **kwargs: Any) -> Any:
        """Return what a function of the candidate's returns for these arguments, as data."""
        return self._call({"name": name}, name, args, kwargs, cpu_seconds)["result"]

    def call_keeping(self, name: str, *args: Any, **kwargs: Any) -> tuple[Any, list[Any]]:
        """Return the result and the arguments as the function left them (to see whether it changed them)."""
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
        requests = [{"target": {"name": call[0]}, "args": [encode(item) for item in call[1:]]} for call in calls]
        reply = self._ask({"op": "batch", "calls": requests}, str(calls[0][0]))
        results = reply.get("results") if isinstance(reply, dict) else None
        if not isinstance(results, list) or len(results) != len(calls):
            fail(f"{calls[0][0]}: the reply could not be read")
        return [self._batch_result(item) for item in results]

    def _batch_result(self, item: Any) -> Any:
        if isinstance(item, dict) and item.get("ok") is True and isinstance(item.get("value"), dict):
            value = _decode_or_error(item["value"].get("result"))
            return RemoteFaultError("malformed", str(value)) if isinstance(value, WireError) else value
        return fault_of(item.get("error") if isinstance(item, dict) else None)

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
            "args": [encode(item) for item in args],
            "kwargs": {name: encode(item) for name, item in kwargs.items()},
            "keep": keep,
            "returnArgs": return_args,
        }
        if cpu_seconds is not None:
            request["cpuSeconds"] = cpu_seconds
        asked = f"{what}({', '.join(describe_argument(item) for item in args)})"
        reply = self._ask(request, asked)
        if not isinstance(reply, dict):
            fail(f"{asked}: the reply could not be read")
        result = self._decode(reply.get("result"), asked)
        after = reply.get("args") if return_args else []
        if not isinstance(after, list) or (return_args and len(after) != len(args)):
            fail(f"{asked}: the reply could not be read")
        return {"result": result, "args": [self._decode(item, asked) for item in after]}

    def _ask(self, request: dict[str, Any], what: str) -> Any:
        try:
            return self._transport.ask(self.target, request)
        except RemoteFaultError as fault:
            text = str(fault) if fault.kind == "missing" else f"{what}: {fault}"
            raise RemoteFaultError(fault.kind, text) from None

    def _decode(self, data: Any, what: str) -> Any:
        value = _decode_or_error(data)
        if isinstance(value, WireError):
            fail(f"{what}: {value}")
        return value


def describe_argument(value: Any) -> str:
    """Say what a function was called with, without the data."""
    if isinstance(value, np.ndarray):
        return f"{'×'.join(str(side) for side in value.shape) or 'scalar'} array"
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return describe(value)
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _decode_or_error(data: Any) -> Any:
    try:
        return decode(data)
    except WireError as error:
        return error


def _is_same_kind(current: Any, original: Any) -> bool:
    for kind in (pd.DataFrame, pd.Series, np.ndarray, str, dict):
        if isinstance(original, kind):
            return isinstance(current, kind)
    return type(current) is type(original)


def _as_array(value: Any) -> Any:
    """Numbers in a list or Series as an array, which is what was given; any other value as it is."""
    try:
        array = np.asarray(value)
    except ValueError:
        return value
    return array if array.dtype.kind in "iuf" else value


def _are_equal(first: Any, second: Any) -> bool:
    try:
        if isinstance(first, (pd.DataFrame, pd.Series)):
            return bool(first.equals(second))
        return bool(np.array_equal(np.asarray(first), np.asarray(second)))
    except (TypeError, ValueError):
        return False


def _is_derived(current: Any, original: Any, allow_fewer: bool) -> bool:
    """Made of the hidden data: as long (or at least half of it), and every value of it one of the hidden values."""
    if isinstance(current, str):
        return current.strip().lower() in original.lower()
    if isinstance(original, pd.DataFrame):
        shared = [name for name in original.columns if name in current.columns]
        return bool(shared) and all(_is_derived(current[name], original[name], allow_fewer) for name in shared)
    ours, theirs = np.asarray(original).ravel(), np.asarray(current).ravel()
    if len(theirs) > len(ours) or len(theirs) < (0.5 * len(ours) if allow_fewer else len(ours)):
        return False
    known = {_normalized(item) for item in ours.tolist()}
    return all(_normalized(item) in known for item in theirs.tolist())


def _normalized(item: Any) -> Any:
    if isinstance(item, str):
        return item.strip().lower()
    if isinstance(item, float):
        return round(item, 9) if item == item else "nan"
    return item if isinstance(item, (int, bool, type(None))) else repr(item)
