"""Makes Otter's inputs: an autograder zip with tests in its native format, and the notebook that is submitted.

    python build_otter.py --notebook solved.ipynb --output otter

Tests are exception-based test files (`OK_FORMAT = False`), one for each question with a test case for each check; the
zip comes from Otter's own `otter generate`. As in a notebook that `otter assign` made, the last cell of a question
names in its metadata the test that Otter runs right after it: at the end of the notebook later questions would have
bound the same names anew.
"""

import argparse
import os
from pathlib import Path

import nbformat
from otter.generate import main as generate
from plain_tests import FIND_FIGURES, read_test_source
from solved_notebook import copy_data_files, is_last_of_question, list_questions, read_cells

AUTOGRADER = "autograder.zip"
SUBMISSION = "interview.ipynb"


def build_otter_inputs(notebook: Path, folder: Path) -> None:
    """Writes AUTOGRADER and SUBMISSION into the folder."""
    questions = list_questions(read_cells(notebook))
    tests = folder / "tests"
    tests.mkdir(parents=True)
    for question in questions:
        (tests / f"{question}.py").write_text(build_test_file(question), encoding="utf-8")
    files = copy_data_files(notebook, folder)
    before = os.getcwd()
    # `otter generate` takes files below its working directory only.
    os.chdir(folder)
    try:
        generate(
            tests_dir="tests",
            output_path=AUTOGRADER,
            files=[Path(file).name for file in files],
            no_requirements=True,
            no_environment=True,
        )
    finally:
        os.chdir(before)
    nbformat.write(build_submission(notebook), folder / SUBMISSION)


def build_test_file(question: str) -> str:
    source = read_test_source(question)
    cases = []
    for check, points, text in source.tests:
        name = f"test_{check.replace('-', '_')}"
        case = f'@test_case(name="{check}", points={points})\ndef case_{name}(env):\n'
        cases.append(f"{text}\n\n\n{case}    {name}(env, find_figures(env))\n")
    head = f'from otter.test_files import test_case\n\nOK_FORMAT = False\n\nname = "{question}"\npoints = None\n'
    return "\n\n".join([head, source.prelude, FIND_FIGURES, *cases])


def build_submission(notebook: Path) -> nbformat.NotebookNode:
    submission, cells = nbformat.read(notebook, as_version=4), read_cells(notebook)
    for place, cell in enumerate(submission.cells):
        if is_last_of_question(cells, place):
            cell.metadata["otter"] = {"tests": [cells[place].question]}
    return submission


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes Otter's inputs from a solved notebook.")
    parser.add_argument("--notebook", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True, help="a folder; it must not exist yet")
    options = parser.parse_args()
    build_otter_inputs(options.notebook.resolve(), options.output.resolve())


if __name__ == "__main__":
    main()
