"""Rubric files: what they may say, and that a mistake in one is named with its line when it is loaded."""

import pytest
from judge_driver import create_marker

from assay_judge.outcomes import RubricError
from assay_judge.rubric_file import parse_rubric

HEAD = '# %% [check] id=one title="One" points=1 kind=numeric'


def test_header_preamble_and_code_are_read():
    rubric = parse_rubric(
        "# %% Helpers\nLIMIT = 3\n\n"
        '# %% [check] id=a-1 title="Don\'t \'quote\'" points=1.5 kind=behaviour\nexpect(LIMIT, "no")\n\n'
        "# %% [markdown]\n# A remark.\n"
        '#%% [check] id=b title="B" points=2 kind=plot bonus=yes requires=a-1\npass\n'
        '# %% [check] id=c title="C" points=3 kind=reader\n# a person reads it\n'
    )
    first, second, third = rubric.checks
    assert rubric.preamble.splitlines()[1] == "LIMIT = 3"
    assert (first.id, first.title, first.points, first.evidence) == ("a-1", "Don't 'quote'", 1.5, "computed")
    assert (second.bonus, second.requires, second.evidence) == (True, ["a-1"], "claimed")
    assert (third.kind, third.code) == ("reader", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no check"),
        ("# %% [check] id=one", "line 1: title=… is missing"),
        (f"x = 1\n{HEAD} points=2\npass", "line 2: 'points' is given twice"),
        (f'{HEAD.replace("One", "On")[:-1]}"\npass', "quotes do not match"),
        (f"{HEAD} loose\npass", "'loose' is no key=value pair"),
        (f"{HEAD.replace('id=one', 'id=One_1')}\npass", "lower-case words joined by hyphens"),
        (f"{HEAD.replace('numeric', 'magic')}\npass", "kind='magic' is none of"),
        (f"{HEAD.replace('points=1', 'points=none')}\npass", "points='none' is no number"),
        (f"{HEAD.replace('points=1', 'points=nan')}\npass", "must be more than 0"),
        (f"{HEAD.replace('points=1', 'points=0')}\npass", "must be more than 0"),
        (f"{HEAD} evidence=heard\npass", "neither computed nor claimed"),
        (f"{HEAD} bonus=perhaps\npass", "bonus='perhaps' is neither yes nor no"),
        (f"{HEAD}\npass\n{HEAD}\npass", "line 3: the id 'one' is used twice"),
        (f"{HEAD} requires=two\npass", "names no earlier check"),
        (f"{HEAD} requires=one\npass", "names no earlier check"),
        (f"{HEAD}\n# only a remark", "neither code nor parameters"),
        (f"{HEAD} name=x equals=1\npass", "either code or the parameters"),
        (f"{HEAD}\npass\n# %% More\nx = 1", "line 3: code outside a check"),
        (f"{HEAD}\npass\n\nif:\n", "line 4: invalid syntax"),
        (f"# %%\nx = = 1\n{HEAD}\npass", "line 2: invalid syntax"),
        ('# %% [chek] id=one title="One" points=1\npass', "line 1: a check begins with"),
        ('# %% [check] id=r title="R" points=1 kind=reader\npass', "a check for a reader has no code"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, message: str):
    with pytest.raises(RubricError) as caught:
        parse_rubric(text, "q/rubric.py")
    assert message in str(caught.value)
    assert str(caught.value).startswith("q/rubric.py")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("kind=numeric name=x", "needs equals=…"),
        ("kind=numeric name=x equals=1 atoll=3", "does not know atoll=… (it knows name, equals, rtol, atol)"),
        ("kind=numeric name=x equals=1 atol=small", "atol='small' is no number"),
        ('kind=numeric name=x equals="(1"', "is no Python expression"),
        ("kind=plot type=cake", "type=cake is none of"),
        ("kind=plot type=bar legend=maybe", "legend='maybe' is neither yes nor no"),
        ("kind=plot title=yes", "needs type=…"),
        ("kind=numeric name=x equals=1 title=yes", "does not know title=…"),
        ("kind=accuracy model=clf X=X y=y", "needs at_least=…"),
        ("kind=behaviour name=x", "kind=behaviour needs code"),
    ],
)
def test_a_mistake_in_a_check_without_code_is_named_when_it_is_loaded(header: str, message: str):
    with pytest.raises(RubricError, match="line 2") as caught:
        create_marker(f'\n# %% [check] id=a title="A" points=1 {header}\n')
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("generate", "message"),
    [
        ("def generate(rng, *, hidden):\n    return 1 / 0", "raised ZeroDivisionError"),
        ("def generate(rng, *, hidden):\n    return {'data': 1}", "must return"),
        ("def generate(rng, *, hidden):\n    return [1]", "must return"),
        ("x = 1", "defines no generate"),
        ("x = ", "cannot be loaded (SyntaxError"),
    ],
)
def test_a_generator_that_does_not_work_is_named(generate: str, message: str):
    with pytest.raises(RubricError) as caught:
        create_marker(f"{HEAD}\npass", generate).visible  # noqa: B018
    assert message in str(caught.value)
