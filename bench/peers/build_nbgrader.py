"""Makes an nbgrader course: the assignment with its test cells, released, and a solved notebook of each student.

    python build_nbgrader.py --notebook solved.ipynb --output course --students 20

What an instructor would write by hand is made from `tests/`: given cells are locked, answer cells are solutions, and
after the last cell of a question each check is one autograder test with its points. The release version comes from
nbgrader's own `generate_assignment`; a submission is that release version with the answers put back in.
"""

import argparse
from pathlib import Path

import nbformat
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import MetadataValidator
from plain_tests import FIND_FIGURES, read_test_source
from solved_notebook import MarkedCell, copy_data_files, is_last_of_question, read_cells
from traitlets.config import Config

ASSIGNMENT = "interview"
NOTEBOOK = "interview"


def name_student(number: int) -> str:
    return f"student-{number:03}"


def build_course(notebook: Path, course: Path, students: int) -> None:
    """Raises RuntimeError with nbgrader's log where it refuses the assignment."""
    source = course / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    copy_data_files(notebook, source)
    instructor = build_instructor_notebook(read_cells(notebook))
    nbformat.write(instructor, source / f"{NOTEBOOK}.ipynb")
    generated = open_course(course).generate_assignment(ASSIGNMENT)
    if not generated["success"]:
        raise RuntimeError(f"nbgrader generate_assignment: {generated.get('error')}\n{generated.get('log')}")
    submission = build_submission(course / "release" / ASSIGNMENT / f"{NOTEBOOK}.ipynb", instructor)
    for number in range(students):
        folder = course / "submitted" / name_student(number) / ASSIGNMENT
        folder.mkdir(parents=True)
        nbformat.write(submission, folder / f"{NOTEBOOK}.ipynb")


def open_course(course: Path) -> NbGraderAPI:
    config = Config()
    config.CourseDirectory.root = str(course)
    return NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)


def build_instructor_notebook(cells: list[MarkedCell]) -> nbformat.NotebookNode:
    made = [mark(nbformat.v4.new_code_cell(FIND_FIGURES), "find-figures", locked=True)]
    for place, cell in enumerate(cells):
        made.append(build_cell(cell, place))
        if is_last_of_question(cells, place):
            made += build_test_cells(cell.question or "")
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": kernel})


def build_cell(cell: MarkedCell, place: int) -> nbformat.NotebookNode:
    if cell.kind == "markdown":
        return nbformat.v4.new_markdown_cell(cell.source)
    made = nbformat.v4.new_code_cell(cell.source)
    return mark(made, f"{cell.question}-{place}", locked=cell.role == "given", solution=cell.role == "answer")


def build_test_cells(question: str) -> list[nbformat.NotebookNode]:
    """One cell for each check; the first one brings what all of them need."""
    source, made = read_test_source(question), []
    for check, points, text in source.tests:
        prelude = [] if made else [source.prelude]
        call = f"test_{check.replace('-', '_')}(globals(), find_figures(globals()))"
        cell = nbformat.v4.new_code_cell("\n\n".join([*prelude, text, call]))
        made.append(mark(cell, f"{question}--{check}", grade=True, locked=True, points=points))
    return made


def mark(
    cell: nbformat.NotebookNode,
    grade_id: str,
    *,
    grade: bool = False,
    locked: bool = False,
    solution: bool = False,
    points: float | None = None,
) -> nbformat.NotebookNode:
    """nbgrader's own metadata, in the schema of the installed version."""
    cell.metadata["nbgrader"] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "solution": solution,
        "task": False,
        "schema_version": MetadataValidator.schema_version,
        **({} if points is None else {"points": points}),
    }
    return cell


def build_submission(release: Path, instructor: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The release version, in which a student wrote the answers."""
    submission = nbformat.read(release, as_version=4)
    answers = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in instructor.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    for cell in submission.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in answers:
            cell.source = answers[grade_id]
    return submission


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes an nbgrader course from a solved notebook.")
    parser.add_argument("--notebook", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True, help="the course's folder; it must not exist yet")
    parser.add_argument("--students", type=int, default=1)
    options = parser.parse_args()
    build_course(options.notebook.resolve(), options.output.resolve(), options.students)


if __name__ == "__main__":
    main()
