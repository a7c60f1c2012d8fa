"""A candidate's kernel as a rubric sees it: values, calls, objects, and the data that an answer may rest on."""

import numpy as np
import pandas as pd
import pytest
from judge_driver import Answers, create_marker, mark, mark_one

from assay_judge.candidates import CandidateKernel, Given
from assay_judge.derived_data import select_derived_inputs, select_inputs
from assay_judge.outcomes import CheckFailedError, RubricError
from assay_judge.transport import RemoteFaultError


class Untouchable:
    """Crosses as an opaque stand-in."""


def kernel_of(answers: Answers, prefetch: list[str] | None = None) -> CandidateKernel:
    return CandidateKernel("subject", "the visible data", answers, {}, Given({}, {}), prefetch or [])


def test_values_come_in_one_message_and_are_asked_for_once():
    answers = Answers({"a": 1, "b": [2], "c": np.arange(3)})
    kernel = kernel_of(answers, ["b", "c"])
    assert kernel.value("a") == 1
    assert kernel.value("b") == [2]
    kernel.value("c")[0] = 9
    assert kernel.value("c")[0] == 0
    assert len(answers.requests) == 1
    assert kernel.values("a", "b") == [1, [2]]


def test_what_is_no_data_fails_with_a_sentence():
    kernel = kernel_of(Answers({"f": Untouchable(), "big": np.zeros(2_000_000)}))
    assert not kernel.has("nowhere")
    assert kernel.has("f")
    for name, message in [("nowhere", "nowhere is not defined"), ("f", "expected data, got an object of type")]:
        with pytest.raises(CheckFailedError, match=message):
            kernel.value(name)
    with pytest.raises(CheckFailedError, match="big: expected data, got a value that is too large"):
        kernel.value("big")


def test_a_large_value_beside_it_does_not_cost_a_small_one():
    class Sharing(Answers):
        """As the agent does it: values in one message share its room, what does not fit is too large."""

        def _values(self, space: dict, request: dict) -> dict:
            values = super()._values(space, request)
            return {name: values[name] if len(values) == 1 or name == "a" else {"t": "too_large"} for name in values}

    kernel = kernel_of(Sharing({"a": 1, "b": 2}), ["b"])
    assert kernel.value("a") == 1
    assert kernel.value("b") == 2


def test_a_value_that_breaks_the_message_does_not_cost_another():
    class Breaking(Answers):
        def _values(self, space: dict, request: dict) -> dict:
            if "bad" in request["names"]:
                raise ValueError("no")
            return super()._values(space, request)

    kernel = kernel_of(Breaking({"a": 1, "bad": 2}), ["bad"])
    assert kernel.value("a") == 1
    with pytest.raises(RemoteFaultError, match="bad: it raised ValueError: no"):
        kernel.value("bad")


def test_a_failed_call_names_the_call_and_the_error():
    def broken(x: object, k: int = 1) -> object:
        raise ValueError("bad input")

    kernel = kernel_of(Answers({"f": broken, "n": 3}))
    with pytest.raises(RemoteFaultError, match=r"^f\(2×3 array, k=4\): it raised ValueError: bad input$"):
        kernel.call("f", np.zeros((2, 3)), k=4)
    with pytest.raises(RemoteFaultError, match=r"^g is not defined$"):
        kernel.call("g")
    with pytest.raises(RemoteFaultError, match=r"n.*TypeError"):
        kernel.call("n")


def test_calls_carry_arguments_back_and_batches_go_in_one_message():
    def double(x: np.ndarray) -> float:
        x *= 2
        return float(x.sum())

    answers = Answers({"f": double})
    kernel = kernel_of(answers)
    result, after = kernel.call_keeping("f", np.ones(3))
    assert (result, after[0].tolist()) == (6.0, [2.0, 2.0, 2.0])
    good, bad = kernel.batch([("f", np.ones(2)), ("f", "a")])
    assert good == 4.0
    assert isinstance(bad, RemoteFaultError)
    assert str(bad).startswith("f('a'): it raised")
    assert len(answers.requests) == 2


def test_objects_stay_over_there():
    class Model:
        def fit(self, x: np.ndarray) -> "Model":
            self.mean = float(x.mean())
            return self

        def predict(self, x: np.ndarray) -> np.ndarray:
            return np.full(len(x), self.mean)

    kernel = kernel_of(Answers({"Model": Model}))
    model = kernel.new("Model")
    model.run("fit", np.array([1.0, 3.0]))
    assert model.call("predict", np.zeros(2)).tolist() == [2.0, 2.0]
    assert model.attr("mean") == 2.0
    with pytest.raises(RemoteFaultError, match=r"Model\.score"):
        model.call("score")


def test_an_input_that_cannot_be_sent_is_the_rubrics_fault():
    kernel = kernel_of(Answers({"f": len}))
    for value in (np.zeros(3_000_000), Untouchable()):
        with pytest.raises(RubricError, match="cannot be sent"):
            kernel.call("f", value)


HIDDEN = np.array([5.0, 1.0, 4.0, 4.0, 9.0, 7.0])
OTHER = np.zeros(3)


@pytest.mark.parametrize(
    "current",
    [HIDDEN[::-1].copy(), np.sort(HIDDEN), HIDDEN.reshape(2, 3), HIDDEN.reshape(-1, 1), HIDDEN.tolist()[::-1]],
    ids=str,
)
def test_data_made_of_the_hidden_values_is_accepted(current: object):
    assert len(select_derived_inputs(HIDDEN, current, OTHER, True)) == 2


@pytest.mark.parametrize(
    "current",
    [
        HIDDEN.copy(), np.full(6, 5.0), np.array([5.0, 5.0, 5.0]), HIDDEN[:2], HIDDEN * 2, np.append(HIDDEN, 5.0),
        HIDDEN[HIDDEN > 4], np.unique(HIDDEN), 3, None, "text", [], np.array(["a"] * 6), np.full(6, np.nan),
        [[1], [1, 2]],
    ],
    ids=str,
)  # fmt: skip
def test_data_that_is_not_made_of_the_hidden_values_is_not_accepted(current: object):
    assert len(select_derived_inputs(HIDDEN, current, OTHER, True)) == 1


def test_rows_stay_whole_and_only_incomplete_or_repeated_ones_may_go():
    table = pd.DataFrame({"a": [1.0, 2.0, np.nan, 1.0], "b": ["x", "y", "z", "x"]})
    other = table.iloc[:1]
    for accepted in [
        table.dropna(),
        table.drop_duplicates(),
        table.drop_duplicates().dropna(),
        table[::-1],
        table[["a"]],
    ]:
        assert len(select_derived_inputs(table, accepted, other, True)) == 2, accepted
    for chosen in [table.iloc[[0, 2, 3]], table[1:2], table.assign(a=table["a"].to_numpy()[::-1]), table.iloc[:0]]:
        assert len(select_derived_inputs(table, chosen, other, True)) == 1, chosen
    assert len(select_derived_inputs(table, table.dropna(), other, False)) == 1
    array = np.arange(6.0).reshape(3, 2)
    for accepted in [array[::-1].copy(), array.ravel(), np.array(array[[1, 0, 2]])]:
        assert len(select_derived_inputs(array, accepted, OTHER, True)) == 2, accepted
    for chosen in [array[:, ::-1].copy(), array.ravel()[::-1].copy(), array[:2], array.T.copy()]:
        assert len(select_derived_inputs(array, chosen, OTHER, True)) == 1, chosen


def test_data_typed_in_is_not_accepted_even_where_it_happens_to_fit():
    current = HIDDEN[::-1].copy()
    assert len(select_derived_inputs(HIDDEN, current, current.copy(), True)) == 1
    assert len(select_derived_inputs(HIDDEN, HIDDEN[HIDDEN > 4], OTHER, False)) == 1


def test_tables_and_texts_are_judged_by_their_values():
    table = pd.DataFrame({"Category": ["a ", "B", "b", "c"], "n": [1, 2, 3, 4]})
    clean = table.assign(Category=table["Category"].str.strip().str.lower(), more=0)
    other = table.iloc[:1]
    assert len(select_derived_inputs(table, clean, other, True)) == 2
    assert len(select_derived_inputs(table, table.assign(Category="c"), other, True)) == 1
    assert len(select_derived_inputs(table, pd.DataFrame({"x": [1]}), other, True)) == 1
    assert len(select_derived_inputs("Some Hidden Text ", "Some Hidden Text", "x", True)) == 2
    assert len(select_derived_inputs("Some Hidden Text", "some hidden text", "x", True)) == 1
    assert len(select_derived_inputs("Some Hidden Text", "", "x", True)) == 1


def test_on_visible_data_the_candidates_own_is_accepted():
    assert len(select_inputs(HIDDEN, np.array([1, 2]))) == 2
    assert len(select_inputs(HIDDEN, [1, 2])) == 2
    assert len(select_inputs(HIDDEN, "text")) == 1


GENERATE = """
import numpy as np

def generate(rng, *, hidden):
    return {"names": {"data": rng.normal(size=8) if hidden else np.arange(4.0)}}
"""


def test_the_mean_typed_in_or_of_redefined_data_earns_nothing():
    header = '# %% [check] id=m title="M" points=1 kind=numeric name=m equals="data.mean()"'
    marker = create_marker(header, GENERATE, rerun=True)
    visible, hidden = marker.visible.data, marker.hidden.data
    right = {"data": hidden, "m": hidden.mean()}
    assert mark(marker, Answers({"data": visible, "m": 1.5}, right))["m"]["status"] == "passed"
    as_column = {"data": np.sort(hidden).reshape(-1, 1), "m": hidden.mean()}
    assert mark(marker, Answers({"data": visible, "m": 1.5}, as_column))["m"]["status"] == "passed"
    for twin in [
        {"data": hidden, "m": 1.5},
        {"data": visible, "m": 1.5},
        {"data": np.full(8, hidden[0]), "m": hidden[0]},
        {"data": np.sort(hidden)[:6], "m": np.sort(hidden)[:6].mean()},
        {"data": np.array([1.5] * 8), "m": 1.5},
    ]:
        outcome = mark(marker, Answers({"data": visible, "m": 1.5}, twin))["m"]
        assert outcome["status"] == "failed", twin
        assert "m on hidden data: expected" in outcome["message"]


def test_one_check_cannot_spoil_the_given_data_of_another():
    marker = create_marker(
        '# %% [check] id=a title="A" points=1 kind=numeric\n'
        'given.data[:] = 7\nx = subject.value("x")\nx[:] = 0\n'
        '# %% [check] id=b title="B" points=1 kind=numeric\nexpect_close(subject.value("x"), given.data)\n',
        GENERATE,
    )
    outcomes = mark(marker, Answers({"x": np.arange(4.0)}))
    assert [outcome["status"] for outcome in outcomes.values()] == ["passed", "passed"]


def test_texts_and_sources_come_from_the_grader():
    marker = create_marker(
        '# %% [check] id=a title="A" points=1 kind=source\n'
        'expect(uses_name("polyfit") and not uses_name("lstsq"), "source")\n'
        'expect("12.5" in subject.shown and "12.5" not in subject.stdout, "shown")\n'
        'expect(subject.markdown == ["Text"], "markdown")\n'
    )
    told = {
        "sources": ["%matplotlib inline\nfrom numpy import polyfit as p  # lstsq", "x = 'lstsq'"],
        "markdown": ["Text"],
        "outputs": [{"cell": "c", "stdout": "out\n", "stderr": "", "displays": ["12.5"], "error": None}],
    }
    assert mark(marker, Answers({}), **told)["a"]["status"] == "passed"


def test_a_rubric_that_asks_for_data_that_is_not_given_is_our_fault():
    outcome = mark_one("given.nothing", {})
    assert outcome["status"] == "grader_error"
    assert "the given data has no 'nothing'" in outcome["message"]
