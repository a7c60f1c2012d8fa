"""Every question of the bank is whole: its data comes from its generator, its answers name checks that exist."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assay_judge.marking import QuestionMarker

QUESTIONS = sorted(
    path for path in (Path(__file__).parents[2] / "assessments" / "questions").iterdir() if path.is_dir()
)
RIGHT_ANSWERS, WRONG_ANSWERS = 5, 8

pytestmark = pytest.mark.parametrize("folder", QUESTIONS, ids=lambda folder: folder.name)


def load(folder: Path, seed: int = 1) -> QuestionMarker:
    spec = {"id": folder.name, "rerun": True, "fromScratch": False, "requires": []}
    texts = {name: (folder / f"{name}.py").read_text(encoding="utf-8") for name in ("rubric", "generate")}
    return QuestionMarker({**spec, **texts}, seed)


def cells_of(script: str, tag: str) -> list[str]:
    parts = re.split(r"^# %%(.*)$", script, flags=re.MULTILINE)[1:]
    return [code for header, code in zip(parts[::2], parts[1::2], strict=True) if f"[{tag}]" in header]


def same(first: object, second: object) -> bool:
    if isinstance(first, pd.DataFrame):
        return first.equals(second)
    return np.array_equal(np.asarray(first), np.asarray(second)) and type(first) is type(second)


def test_data_folder_holds_what_the_generator_draws(folder: Path) -> None:
    data = folder / "data"
    held = {path.name: path.read_bytes() for path in data.iterdir()} if data.is_dir() else {}
    assert load(folder).visible.files == held


def test_given_cells_yield_the_given_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if (folder / "data").is_dir():
        monkeypatch.chdir(folder / "data")
    scope: dict[str, object] = {}
    for code in cells_of((folder / "starter.py").read_text(encoding="utf-8"), "given"):
        exec(code, scope)
    visible = load(folder).visible
    for name in visible.names():
        assert same(scope[name], visible[name]), name


def test_hidden_files_through_the_given_cells_yield_the_hidden_names(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = load(folder).hidden
    for name, content in hidden.files.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    scope: dict[str, object] = {}
    if not hidden.files:
        pytest.skip("its given cell reads no file")
    for code in cells_of((folder / "starter.py").read_text(encoding="utf-8"), "given"):
        exec(code, scope)
    for name in hidden.names():
        assert same(scope[name], hidden[name]), name


def test_same_seed_draws_the_same_hidden_data_and_another_seed_other(folder: Path) -> None:
    first, again, other = load(folder, 7).hidden, load(folder, 7).hidden, load(folder, 8).hidden
    assert first.files == again.files
    for name in first.names():
        assert same(first[name], again[name])
    if first.names():
        assert not all(same(first[name], other[name]) for name in first.names())


def test_answers_are_enough_and_wrong_ones_name_checks_that_exist(folder: Path) -> None:
    known = {check.id for check in load(folder).rubric.checks if check.kind != "reader" and not check.bonus}
    assert len(list((folder / "solutions").glob("*.py"))) >= RIGHT_ANSWERS
    wrong = list((folder / "wrong").glob("*.py"))
    assert len(wrong) >= WRONG_ANSWERS
    for path in wrong:
        header = path.read_text(encoding="utf-8").splitlines()[0]
        assert header.startswith("# loses: "), path
        assert set(header.removeprefix("# loses: ").split(", ")) <= known, path
