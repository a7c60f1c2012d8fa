"""Measures Otter-Grader 7.0.0 without containers.

Cold is `otter run` in a fresh process. Warm is `otter.api.grade_submission`, one submission after the other in one
process; every submission gets a fresh kernel all the same. (`otter grade` puts each submission into a container.)
"""

import json
import sys
from pathlib import Path
from typing import Any

from measuring import Graded, Peer, run_peer


class Otter(Peer):
    name = "otter"

    def prepare(self, notebook: Path, folder: Path, count: int) -> None:
        from build_otter import build_otter_inputs

        build_otter_inputs(notebook, folder)

    def build_cold_command(self, folder: Path, number: int) -> list[str]:
        from build_otter import AUTOGRADER, SUBMISSION

        return [sys.executable, "-m", "otter", "run", "-a", AUTOGRADER, "-o", ".", "--no-logo", SUBMISSION]

    def read_cold(self, folder: Path, number: int) -> Graded:
        """The file has points by question only."""
        tests = json.loads((folder / "results.json").read_text(encoding="utf-8"))["tests"]
        scored = [test for test in tests if "score" in test]
        lost = sorted(test["name"] for test in scored if test["score"] < test["max_score"])
        return Graded(sum(test["score"] for test in scored), sum(test["max_score"] for test in scored), lost)

    def open(self, folder: Path) -> None:
        from build_otter import AUTOGRADER, SUBMISSION
        from otter.api import grade_submission

        self.grade_submission = grade_submission
        self.paths = str(folder / SUBMISSION), str(folder / AUTOGRADER)
        self.results: dict[int, Any] = {}

    def grade(self, number: int) -> None:
        self.results[number] = self.grade_submission(*self.paths, quiet=True)

    def read(self, number: int) -> Graded:
        results = self.results[number]
        lost = [
            f"{name}/{case.test_case.name}"
            for name, file in results.results.items()
            for case in file.test_case_results
            if not case.passed
        ]
        return Graded(results.total, results.possible, sorted(lost))


if __name__ == "__main__":
    run_peer(Otter())
