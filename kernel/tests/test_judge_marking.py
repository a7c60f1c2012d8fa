"""How a check ends: passed, partial, failed by the candidate, or our fault; and that the seed decides what is drawn."""

import json
import math

import numpy as np
import pytest
from judge_driver import Answers, create_marker, mark, mark_one

from assay_judge.outcomes import RubricError
from assay_judge.transport import RemoteFaultError, fault_of, parse_reply


def test_a_check_passes_unless_an_expectation_fails():
    assert mark_one("pass", {}) == {"status": "passed", "fraction": 1.0, "message": ""}
    assert mark_one('expect(1 > 2, "one is less")', {}) == {
        "status": "failed",
        "fraction": 0.0,
        "message": "one is less",
    }


@pytest.mark.parametrize(("fraction", "status"), [(1, "passed"), (0.25, "partial"), (0, "failed")])
def test_a_part_of_the_points_can_be_awarded(fraction: float, status: str):
    outcome = mark_one(f'award({fraction}, "some")', {})
    assert outcome == {"status": status, "fraction": fraction, "message": "some"}


@pytest.mark.parametrize(
    "code", ["1 / 0", "award(2, 'x')", "undefined", "raise SystemExit", "given['x']", "raise KeyboardInterrupt", "[].x"]
)
def test_a_mistake_in_the_rubric_is_our_fault_and_says_where(code: str):
    outcome = mark_one(f"\n\n{code}", {})
    assert outcome["status"] == "grader_error"
    assert 'File "q/rubric.py", line 4' in outcome["detail"]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("died", "the kernel died"),
        ("timed_out", "time limit"),
        ("unavailable", "not there"),
        ("too_large", "too large"),
    ],
)
def test_what_the_candidates_kernel_did_not_do_is_a_failure_that_says_why(kind: str, message: str):
    marker = create_marker('# %% [check] id=c title="C" points=1 kind=numeric\ntwin.call("f", 1)\n')
    outcome = mark(marker, Answers({}, call={"ok": False, "error": {"kind": kind}}))["c"]
    assert outcome["status"] == "failed"
    assert outcome["message"].startswith("f(1): ")
    assert message in outcome["message"]


def test_a_grader_that_is_gone_is_our_fault():
    class Gone(Answers):
        def ask(self, target: str, request: dict) -> object:
            raise EOFError("no input")

    marker = create_marker('# %% [check] id=c title="C" points=1 kind=numeric\nsubject.value("x")\n')
    assert mark(marker, Gone({}))["c"]["status"] == "grader_error"


def test_messages_are_short_and_can_be_sent():
    outcome = mark_one("fail('x' * 100_000 + '\\ud800')", {})
    assert len(outcome["message"]) <= 2000
    for code in ("fail('\\ud800')", "raise ValueError('\\ud800')"):
        json.dumps(mark_one(code, {}), ensure_ascii=False).encode("utf-8")


def test_near_the_threshold_is_remarked_whether_it_passed_or_not():
    assert mark_one("expect_at_least(0.801, 0.8, 'it')", {})["message"] == "(near the threshold)"
    assert mark_one("expect_at_least(0.799, 0.8, 'it')", {})["message"].endswith("(near the threshold)")
    assert mark_one("expect_at_least(0.9, 0.8, 'it')", {})["message"] == ""


def test_the_preamble_serves_every_check_anew():
    marker = create_marker(
        "# %%\nseen = []\ndef note(x):\n    seen.append(x)\n    expect(len(seen) == 1, 'shared')\n    rng.random()\n"
        '# %% [check] id=a title="A" points=1 kind=numeric\nnote(1)\n'
        '# %% [check] id=b title="B" points=1 kind=numeric\nnote(2)\n'
    )
    assert {outcome["status"] for outcome in mark(marker, Answers({})).values()} == {"passed"}


DRAWN = '# %% [check] id={id} title="D" points=1 kind=numeric\ntwin.call("f", rng.normal(size=3))\n'


def drawn(seed: int, *checks: str) -> list[object]:
    marker = create_marker("".join(DRAWN.format(id=check) for check in checks), seed=seed)
    answers = Answers({"f": lambda x: None})
    mark(marker, answers)
    return [request["args"] for _, request in answers.requests]


def test_the_seed_and_the_check_decide_what_is_drawn():
    assert drawn(7, "a", "b") == drawn(7, "a", "b")
    assert drawn(7, "a", "b") == drawn(7, "b", "a")[::-1]
    assert drawn(7, "a") != drawn(8, "a")
    assert drawn(7, "a") != drawn(7, "b")
    assert drawn(2**64 - 1, "a") != drawn(0, "a")
    # Fixed for good: a re-grade must repeat what a grading of last year drew.
    marker = create_marker(
        '# %% [check] id=a title="A" points=1 kind=numeric\nfail(str(rng.integers(0, 10**9)))\n', seed=7
    )
    assert mark(marker, Answers({}))["a"]["message"] == "748212338"


GENERATE = """
import numpy as np

def generate(rng, *, hidden):
    x = rng.integers(0, 100, size=(20 if hidden else 10, 2))
    return {"names": {"X": x, "y": x[:, 0] % 2, "k": 3}, "files": {"x.csv": b"1,2"}}
"""


def test_hidden_inputs_go_to_the_twin_and_labels_go_nowhere():
    class Model:
        def predict(self, x: np.ndarray) -> np.ndarray:
            return x[:, 0] % 2

    header = '# %% [check] id=a title="A" points=1 kind=accuracy model=clf X=X y=y at_least=0.9\n'
    marker = create_marker(header, GENERATE, rerun=True)
    answers = Answers({"clf": Model()})
    assert mark(marker, answers)["a"]["status"] == "passed"
    assert [target for target, _ in answers.requests] == ["twin"]
    assert len(answers.requests[0][1]["args"]) == 1
    flipped = Answers({"clf": type("Flipped", (), {"predict": lambda self, x: 1 - x[:, 0] % 2})()})
    assert "expected at least 0.9, got 0" in mark(marker, flipped)["a"]["message"]


def test_a_formula_reads_the_given_names_of_each_run():
    header = '# %% [check] id=a title="A" points=1 kind=numeric name=s equals="sum(v * k for v in X[:, 0])"\n'
    marker = create_marker(header, GENERATE, rerun=True)
    visible, hidden = (int(data.X[:, 0].sum()) * 3 for data in (marker.visible, marker.hidden))
    assert mark(marker, Answers({"s": visible}, {"s": hidden}))["a"]["status"] == "passed"
    assert "s on hidden data: expected" in mark(marker, Answers({"s": visible}, {"s": visible}))["a"]["message"]
    assert "s is not defined" in mark(marker, Answers({}, {}))["a"]["message"]


def test_a_formula_that_cannot_be_computed_from_the_given_data_is_our_fault():
    header = '# %% [check] id=a title="A" points=1 kind=numeric name=s equals="nowhere + 1"\n'
    outcome = mark(create_marker(header, GENERATE), Answers({"s": 1}))["a"]
    assert outcome["status"] == "grader_error"
    assert "cannot be computed (NameError" in outcome["message"]


def test_an_unknown_check_is_our_fault():
    with pytest.raises(RubricError, match="no check 'other'"):
        create_marker('# %% [check] id=a title="A" points=1 kind=numeric\npass\n').run_check("other")


def test_a_question_without_a_run_again_has_one_run():
    assert mark_one("expect(runs == [subject] and hidden.names() == [], 'runs')", {})["status"] == "passed"


@pytest.mark.parametrize("kind", [None, 3, [], {}, "grader_error", "passed", "x" * 10_000])
def test_an_error_of_an_unknown_kind_is_malformed(kind: object):
    assert fault_of({"kind": kind}).kind == "malformed"


def test_replies_are_strict_json():
    assert parse_reply('{"ok": true, "value": {"a": 1}}') == {"a": 1}
    for text in ['{"ok": true, "value": NaN}', '{"ok": true, "value": Infinity}', "", "[" * 100_000, '{"ok": "true"}']:
        with pytest.raises(RemoteFaultError, match="could not be read"):
            parse_reply(text)
    with pytest.raises(RemoteFaultError, match="too large"):
        parse_reply(" " * 10_000_000)


def test_what_is_infinite_crosses_to_a_candidate():
    assert mark_one("twin.call('f', float('inf'), np.nan)", {"f": lambda x, y: math.isinf(x)})["status"] == "passed"
