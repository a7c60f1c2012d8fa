"""Fresh objects of a candidate's class, each put through the same steps: many random starts cost one message.

Arguments travel once and are decoded anew for every call, so that what one object does to them in place does not reach
the next one.
"""

import contextlib
import io
import time
from typing import Any

from assay_agent.failures import CallTimedOutError, RequestError, describe_error
from assay_wire import Encoder, decode

MAX_OBJECTS, MAX_STEPS, MAX_ROWS = 1_000, 40, 20_000
DEFAULT_SECONDS = 30.0
_process_time = time.process_time
_isinstance, _len, _list, _range, _getattr = isinstance, len, list, range, getattr


def run_objects(request: dict[str, Any], resolve: Any, watch: Any, encoder: Encoder) -> dict[str, Any]:
    """Make `times` objects of a class and run the steps on each; those made within the processor time are returned.

    A step is ``{"method", "args", "each"}``; an argument is ``{"value": place in values}`` or the result of an earlier
    step, ``{"step": number, "item": place or None}``. With `each` the method is called for every row of its first
    argument, and the step's result is the list of what came.
    """
    times, steps = int(request["times"]), request["steps"]
    if not 1 <= times <= MAX_OBJECTS or not _isinstance(steps, _list) or _len(steps) > MAX_STEPS:
        raise RequestError("malformed", "too many objects or steps")
    made: list[dict[str, Any]] = []
    with watch.limited(request.get("cpuSeconds", DEFAULT_SECONDS)) as usage:
        for _ in _range(times):
            try:
                with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                    made.append({"ok": True, **_run_object(request, resolve, steps, encoder)})
            except BaseException as error:
                made.append({"ok": False, "error": describe_error(CallTimedOutError() if usage.timed_out else error)})
            if usage.timed_out:
                break
    return {"objects": made}


def _run_object(request: dict[str, Any], resolve: Any, steps: list[Any], encoder: Encoder) -> dict[str, Any]:
    values = request["values"]
    made = resolve(request["class"])(*(decode(values[place]) for place in request["args"]))
    results: list[Any] = []
    seconds: list[float] = []
    for step in steps:
        start = _process_time()
        results.append(_run_step(made, step, values, results))
        seconds.append(_process_time() - start)
    return {"results": [encoder.encode(result) for result in results], "cpuSeconds": seconds}


def _run_step(made: Any, step: dict[str, Any], values: list[Any], results: list[Any]) -> Any:
    args = [_find_argument(argument, values, results) for argument in step["args"]]
    method = _getattr(made, step["method"])
    if not step.get("each"):
        return method(*args)
    rows, *rest = args
    if _len(rows) > MAX_ROWS:
        raise RequestError("malformed", "too many rows")
    return [method(row, *rest) for row in rows]


def _find_argument(argument: dict[str, Any], values: list[Any], results: list[Any]) -> Any:
    if "value" in argument:
        return decode(values[argument["value"]])
    result = results[argument["step"]]
    return result if argument.get("item") is None else result[argument["item"]]
