"""What a judge's fork server reads beforehand: as a judge would, given away once, and without threads."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assay_judge.loaded_question import take_loaded
from assay_judge.marking import QuestionMarker
from assay_judge.read_ahead import read_ahead

KERNEL_FOLDER = Path(__file__).parents[1]
QUESTIONS = KERNEL_FOLDER.parent / "assessments" / "questions"
RUBRIC = """
drawn = []

def prepare():
    remember("x", lambda: given["x"].sum())

# %% [check] id=c title="C" points=1 kind=numeric
expect_close(remember("x", lambda: fail("it was not prepared")), given["x"].sum(), what="x")
"""
GENERATE = "def generate(rng, *, hidden):\n    return {'names': {'x': rng.normal(size=5)}}\n"
ALL = f"""
import os, sys
sys.path[:0] = {[str(KERNEL_FOLDER / name) for name in ("candidate", "judge", "launcher")]!r}
from assay_judge import loaded_question, read_ahead
from assay_launcher.server import _read_questions
questions = _read_questions({str(QUESTIONS)!r})
threads = len(os.listdir("/proc/self/task"))
for name, texts in questions.items():
    read_ahead.read_ahead(name, *texts)
print(len(loaded_question._loaded), len(os.listdir("/proc/self/task")) - threads)
"""


def mark_check(rubric: str) -> dict:
    spec = {"id": "q", "rubric": rubric, "generate": GENERATE, "rerun": False, "fromScratch": False, "requires": []}
    marker = QuestionMarker(spec, seed=1)
    marker.begin({"subject": {"sources": [], "markdown": [], "outputs": []}, "twin": None}, transport=None)  # type: ignore[arg-type]
    return marker.run_check("c")


def test_what_was_read_is_taken_once_and_then_read_anew():
    read_ahead("q", RUBRIC, GENERATE)
    first, second = (take_loaded("q", RUBRIC, GENERATE) for _ in range(2))
    assert first is not second
    np.testing.assert_array_equal(first.visible["x"], second.visible["x"])
    assert "x" in first._remembered
    assert second._remembered == {}


def test_a_check_finds_what_was_prepared_and_else_computes_it():
    read_ahead("q", RUBRIC, GENERATE)
    assert mark_check(RUBRIC)["status"] == "passed"
    assert "it was not prepared" in mark_check(RUBRIC)["message"]


@pytest.mark.parametrize("rubric", ["no check", RUBRIC.replace("drawn = []", "1 / 0"), RUBRIC.replace('"x", l', "l")])
def test_what_fails_beforehand_is_left_to_the_judge(rubric: str):
    read_ahead("q", rubric, GENERATE)
    assert "x" not in getattr(try_take(rubric), "_remembered", {})


def try_take(rubric: str) -> object:
    try:
        return take_loaded("q", rubric, GENERATE)
    except Exception:
        return None


def test_all_built_in_questions_are_read_and_no_thread_is_begun():
    """In a process of its own, as the server is: a thread would not survive the fork, but its library waits for it."""
    said = subprocess.run([sys.executable, "-c", ALL], capture_output=True, text=True, check=True).stdout
    assert said.split() == [str(len([*QUESTIONS.glob("*/rubric.py")])), "0"]
