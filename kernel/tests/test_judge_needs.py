"""What a rubric needs of the kernels is read from its code, on the safe side."""

from pathlib import Path

import pytest

from assay_judge.needs import Needs, find_needs
from assay_judge.rubric_file import parse_rubric

QUESTIONS = Path(__file__).parents[2] / "assessments" / "questions"


def needs_of(code: str, header: str = "kind=numeric") -> Needs:
    return find_needs(parse_rubric(f'{code}\n# %% [check] id=a title="A" points=1 {header}\npass\n', "x"), ["known"])


def read(question: str) -> Needs:
    return find_needs(parse_rubric((QUESTIONS / question / "rubric.py").read_text(), question), [])


def test_names_are_those_that_are_read_and_those_that_are_required() -> None:
    needs = needs_of('a = subject.value("one")\nb = twin.raw("model.coef_")\nc = [run.has("both") for run in runs]')
    assert needs.names == {"subject": {"known", "one", "both"}, "twin": {"known", "model.coef_", "both"}}
    assert needs.acting == set() and needs.figures == set() and not needs.snapshots


def test_hidden_inputs_need_what_the_other_run_holds() -> None:
    assert needs_of('twin.inputs("data")').names["subject"] == {"known", "data"}


def test_a_name_that_is_computed_is_one_of_those_that_the_rubric_spells() -> None:
    found = needs_of(
        'NAMES = ("X_train", "y_train")\nsplit = "a b".split()\nfor name in NAMES:\n    subject.value(name)'
    )
    assert {"X_train", "y_train", "a", "b"} <= found.names["subject"]


@pytest.mark.parametrize(
    ("code", "kernels"),
    [
        ('twin.call("f", 1)', {"twin"}),
        ("subject.batch([])", {"subject"}),
        ('[run.model("clf") for run in runs]', {"subject", "twin"}),
        ("ask = twin.objects", {"twin"}),
        ('getattr(twin, "ca" + "ll")("f")', {"subject", "twin"}),
    ],
)
def test_a_kernel_that_may_be_asked_to_act_is_needed(code: str, kernels: set[str]) -> None:
    assert needs_of(code).acting == kernels


def test_figures_and_snapshots_are_noticed() -> None:
    assert needs_of("subject.figures").figures == {"subject"}
    assert needs_of("[run.figures for run in runs]").figures == {"subject", "twin"}
    assert needs_of("subject.snapshots").snapshots


def test_checks_without_code_say_what_they_need() -> None:
    rubric = (
        '# %% [check] id=a title="A" points=1 kind=numeric name=total equals=1\n'
        '# %% [check] id=b title="B" points=1 kind=plot type=bar\n'
        '# %% [check] id=c title="C" points=1 kind=accuracy model=clf X=X y=y at_least=0.9\n'
    )
    needs = find_needs(parse_rubric(rubric, "x"), [])
    assert needs.names["subject"] == needs.names["twin"] == {"total"}
    assert needs.figures == {"subject", "twin"} and needs.acting == {"twin"}


def test_questions_that_only_read_let_the_kernels_go_on() -> None:
    assert not read("percentiles").acting and not read("box-plots").acting
    assert read("euclidean-distance").acting == {"twin"}
    assert read("box-plots").figures == {"subject", "twin"}
    assert read("create-dataframe").snapshots
