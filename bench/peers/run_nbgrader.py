"""Measures nbgrader 0.9.6.

Cold is `nbgrader autograde interview --student …` in a fresh process. Warm is what that command does for each of
several students, through nbgrader's Python API in one process; every submission gets a fresh kernel all the same.
"""

import sys
from pathlib import Path

from measuring import Graded, Peer, run_peer


class Nbgrader(Peer):
    name = "nbgrader"

    def prepare(self, notebook: Path, folder: Path, count: int) -> None:
        from build_nbgrader import build_course

        build_course(notebook, folder, count)

    def build_cold_command(self, folder: Path, number: int) -> list[str]:
        from build_nbgrader import ASSIGNMENT, name_student

        return [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, "--student", name_student(number)]

    def read_cold(self, folder: Path, number: int) -> Graded:
        return read_grades(folder, number)

    def open(self, folder: Path) -> None:
        from build_nbgrader import open_course

        self.folder, self.api = folder, open_course(folder)

    def grade(self, number: int) -> None:
        from build_nbgrader import ASSIGNMENT, name_student

        done = self.api.autograde(ASSIGNMENT, name_student(number), force=False)
        if not done["success"]:
            raise RuntimeError(f"nbgrader autograde: {done.get('error')}\n{done.get('log')}")

    def read(self, number: int) -> Graded:
        return read_grades(self.folder, number)


def read_grades(course: Path, number: int) -> Graded:
    """From nbgrader's own database."""
    from build_nbgrader import ASSIGNMENT, NOTEBOOK, name_student
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        submission = gradebook.find_submission_notebook(NOTEBOOK, ASSIGNMENT, name_student(number))
        lost = [
            grade.name.replace("--", "/") for grade in submission.grades if (grade.auto_score or 0) < grade.max_score
        ]
        return Graded(submission.score, submission.max_score, sorted(lost))


if __name__ == "__main__":
    run_peer(Nbgrader())
