"""Makes the benchmark's notebook: the starter's cells of twelve questions, an answer to each, the data files beside it.

Cells carry the same marks as in a starter (`metadata.assay`), so that Assay can grade the file as it is, and so that
the peers' builders know where a question ends.

    python make_notebook.py --output out/solved.ipynb
    python make_notebook.py --output out/broken.ipynb --broken

Needs nothing but Python itself.
"""

import argparse
import json
import re
import shutil
from pathlib import Path

QUESTIONS = [
    "euclidean-distance",
    "replace-spaces",
    "percentiles",
    "min-max-scaling",
    "feature-scaling",
    "count-categories",
    "create-dataframe",
    "train-test-validation-split",
    "z-score-outliers",
    "pca-components",
    "box-plots",
    "knn-accuracy-curve",
]
# For each question a wrong answer of the bank, and which of the plain tests it has to lose.
BROKEN = {
    "euclidean-distance": ("integers_cut_off", {"distances", "zero-and-symmetry", "points-kept"}),
    "replace-spaces": ("first_space_only", {"words", "every-space", "modified-text"}),
    "percentiles": ("exclusive_method", {"values"}),
    "min-max-scaling": ("by_column", {"arrays-2d"}),
    "feature-scaling": ("swapped", {"standardized", "normalized", "columns", "df-kept"}),
    "count-categories": ("proportions", {"counts"}),
    "create-dataframe": ("one_table_shown_twice", {"second", "two-ways"}),
    "train-test-validation-split": ("labels_shuffled_apart", {"labels"}),
    "z-score-outliers": ("threshold_two", {"outliers"}),
    "pca-components": ("no_labels", {"labels"}),
    "box-plots": ("no_titles", {"titles"}),
    "knn-accuracy-curve": ("weighted_by_distance", {"train-accuracies", "test-accuracies"}),
}
DEFAULT_BANK = Path(__file__).resolve().parents[2] / "assessments" / "questions"
HEADER = re.compile(r"^# %%(.*)$", re.MULTILINE)

Cell = dict[str, object]


def parse_percent_format(text: str) -> list[tuple[str, set[str], str]]:
    """(kind, words in brackets, source) of each cell of a script in percent format."""
    parts = HEADER.split(text)
    cells = []
    for header, body in zip(parts[1::2], parts[2::2], strict=True):
        tags = set(re.findall(r"\[([a-z]+)\]", header))
        kind = "markdown" if "markdown" in tags else "code"
        source = body.strip("\n").rstrip()
        if kind == "markdown":
            source = re.sub(r"^# ?", "", source, flags=re.MULTILINE)
        cells.append((kind, tags, source))
    return cells


def build_cell(kind: str, source: str, mark: dict[str, str], number: int) -> Cell:
    cell: Cell = {"cell_type": kind, "id": f"assay-{number}", "metadata": {"assay": mark}, "source": source}
    return {**cell, "execution_count": None, "outputs": []} if kind == "code" else cell


def build_notebook(bank: Path, answers: dict[str, str], assessment: str) -> dict[str, object]:
    """The notebook as JSON (nbformat 4.5); `answers` holds a script in percent format for each question."""
    intro = f"# Benchmark\n\n{len(answers)} questions."
    cells = [build_cell("markdown", intro, {"role": "intro"}, 1)]

    def add(kind: str, source: str, question: str, role: str) -> None:
        cells.append(build_cell(kind, source, {"question": question, "role": role}, len(cells) + 1))

    for number, (question, answer) in enumerate(answers.items(), start=1):
        prompt = re.sub(r"^# .*\n+", "", (bank / question / "prompt.md").read_text(encoding="utf-8").strip())
        heading = f"## Question {number}. {read_title(bank / question)}\n<!-- assay:question={question} -->"
        add("markdown", f"{heading}\n\n{prompt}", question, "prompt")
        for kind, tags, source in parse_percent_format((bank / question / "starter.py").read_text(encoding="utf-8")):
            if "given" in tags:
                add(kind, source, question, "given")
        for kind, _, source in parse_percent_format(answer):
            add(kind, source, question, "answer")
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "assay": {"assessment": assessment},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "cells": cells,
    }


def read_title(folder: Path) -> str:
    found = re.search(r"^title: (.*)$", (folder / "question.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    return found.group(1).strip("'\"") if found else folder.name


def read_answers(bank: Path, solutions: Path | None, broken: bool) -> dict[str, str]:
    """The answer to each question: from a folder of <question>.py, else the bank's own; or the bank's wrong ones."""

    def find_file(question: str) -> Path:
        if broken:
            return bank / question / "wrong" / f"{BROKEN[question][0]}.py"
        return solutions / f"{question}.py" if solutions else bank / question / "solutions" / "reference.py"

    return {question: find_file(question).read_text(encoding="utf-8") for question in QUESTIONS}


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the benchmark's notebook.")
    parser.add_argument("--output", type=Path, required=True, help="the notebook; the data files go beside it")
    parser.add_argument("--bank", type=Path, default=DEFAULT_BANK, help="the folder of the questions")
    parser.add_argument("--solutions", type=Path, help="a folder of <question>.py (default: the bank's references)")
    parser.add_argument("--broken", action="store_true", help="with a wrong answer to each question")
    parser.add_argument("--assessment", default="benchmark", help="the id that Assay knows these questions under")
    options = parser.parse_args()

    answers = read_answers(options.bank, options.solutions, options.broken)
    notebook = build_notebook(options.bank, answers, options.assessment)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for question in QUESTIONS:
        for file in (options.bank / question / "data").glob("*"):
            shutil.copy(file, options.output.parent)


if __name__ == "__main__":
    main()
