"""Fresh objects of a class in one message: what crosses, what fails alone, what a hostile reply comes to."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from judge_driver import Answers
from kernel_driver import Kernel, agent_kernel

from assay_judge.candidates import CandidateKernel, Given, ObjectRun, each, result_of
from assay_judge.outcomes import CheckFailedError
from assay_judge.transport import RemoteFaultError, parse_reply

SOURCE = """
import numpy as np
class Counter:
    made = 0
    def __init__(self, start, step=1):
        Counter.made += 1
        self.number, self.value, self.step = Counter.made, start, step
    def add(self, rows):
        rows += self.step
        self.value += rows.sum()
        return self
    def pair(self):
        return self.value, object()
    def is_mine(self, pair, other):
        return pair[0] == self.value and other is pair[1]
    def one(self, row, factor):
        return float(row.sum() * factor)
    def fail_at_second(self):
        if self.number == 2:
            raise ValueError('the second')
        return self.number
    def spin(self):
        while True: pass
"""


class KernelTransport:
    def __init__(self, kernel: Kernel):
        self.kernel = kernel

    def ask(self, target: str, request: dict[str, Any]) -> Any:
        import json

        return parse_reply(json.dumps(self.kernel.reply(**request)))


def judge_of(transport: Any) -> CandidateKernel:
    return CandidateKernel("twin", "hidden data", transport, {}, Given({}, {}), [])


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    with agent_kernel() as running:
        yield running


@pytest.fixture
def twin(kernel: Kernel) -> CandidateKernel:
    kernel.run(SOURCE)
    return judge_of(KernelTransport(kernel))


def results_of(run: ObjectRun | RemoteFaultError) -> list[Any]:
    assert isinstance(run, ObjectRun)
    return run.results


def test_each_object_gets_arguments_that_no_other_has_changed(twin: CandidateKernel):
    rows = np.arange(4.0).reshape(2, 2)
    runs = twin.objects("Counter", (10.0,), [("add", rows), ("add", rows), ("pair",), ("one", each(rows), 2)], times=3)
    for run in runs:
        assert results_of(run)[2][0] == 10 + 2 * (rows.sum() + 4)
        assert results_of(run)[3] == [2.0, 10.0]
        assert isinstance(run, ObjectRun) and len(run.cpu_seconds) == 4
    assert rows.tolist() == [[0, 1], [2, 3]]


def test_a_step_may_take_what_an_earlier_one_returned_and_objects_stay_where_they_are(twin: CandidateKernel):
    (run,) = twin.objects("Counter", (1,), [("pair",), ("is_mine", result_of(0), result_of(0, 1))])
    assert results_of(run)[1] is True


def test_an_object_that_fails_does_not_cost_the_others(twin: CandidateKernel):
    first, second, third = twin.objects("Counter", (1,), [("fail_at_second",)], times=3)
    assert results_of(first) == [1] and results_of(third) == [3]
    assert isinstance(second, RemoteFaultError) and "the second" in str(second)


def test_what_was_made_before_time_was_up_counts(twin: CandidateKernel):
    runs = twin.objects("Counter", (1,), [("fail_at_second",)], times=2, cpu_seconds=5)
    assert len(runs) == 2
    timed_out = twin.objects("Counter", (1,), [("spin",)], times=5, cpu_seconds=0.4)
    assert len(timed_out) == 5
    assert all(isinstance(run, RemoteFaultError) and run.kind == "timed_out" for run in timed_out)


def test_a_class_or_method_that_is_not_there_is_said(twin: CandidateKernel):
    for name, method, words in (("Nothing", "add", "not defined"), ("Counter", "nothing", "nothing")):
        (run,) = twin.objects(name, (1,), [(method,)])
        assert isinstance(run, RemoteFaultError) and words in str(run)


GOOD = {"ok": True, "results": [1], "cpuSeconds": [0.1]}


@pytest.mark.parametrize(
    "reply",
    [
        {}, {"objects": 1}, {"objects": [GOOD, GOOD, GOOD]}, [GOOD], None, "x",
    ],
)  # fmt: skip
def test_a_reply_of_another_form_fails_the_check(reply: Any):
    with pytest.raises(CheckFailedError):
        judge_of(Answers({}, objects={"ok": True, "value": reply})).objects("C", (), [("f",)], times=2)


@pytest.mark.parametrize(
    "item",
    [
        None, {}, {"ok": True}, {**GOOD, "results": []}, {**GOOD, "results": [1, 2]}, {**GOOD, "cpuSeconds": ["x"]},
        {**GOOD, "cpuSeconds": [-1]}, {**GOOD, "cpuSeconds": [True]}, {**GOOD, "results": [{"t": "no such"}]},
        {"ok": False, "error": "x"}, {"ok": "yes", "results": [1], "cpuSeconds": [0]}, 5,
    ],
)  # fmt: skip
def test_an_object_of_another_form_is_its_own_failure(item: Any):
    value = {"ok": True, "value": {"objects": [item, GOOD]}}
    broken, good, missing = judge_of(Answers({}, objects=value)).objects("C", (), [("f",)], times=3)
    assert isinstance(broken, RemoteFaultError)
    assert results_of(good) == [1]
    assert isinstance(missing, RemoteFaultError) and missing.kind == "timed_out"
