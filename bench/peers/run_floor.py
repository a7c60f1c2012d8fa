"""Measures the floor: cells, figures and tests in one Python process, without Jupyter (see floor.py).

Warm is the floor proper: the process has imported the libraries and loaded the tests. Cold is a fresh process for one
submission.
"""

import shutil
import sys
from pathlib import Path

from measuring import Graded, Peer, run_peer
from solved_notebook import copy_data_files

NOTEBOOK = "interview.ipynb"
COLD = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from floor import Floor
result = Floor().grade(Path(sys.argv[2]))
graded = {"points": result.points, "max_points": result.max_points, "lost": sorted(result.lost)}
Path("result.json").write_text(json.dumps(graded))
"""


class FloorPeer(Peer):
    name = "floor"

    def prepare(self, notebook: Path, folder: Path, count: int) -> None:
        shutil.copy(notebook, folder / NOTEBOOK)
        copy_data_files(notebook, folder)

    def build_cold_command(self, folder: Path, number: int) -> list[str]:
        return [sys.executable, "-c", COLD, str(Path(__file__).resolve().parent), str(folder / NOTEBOOK)]

    def read_cold(self, folder: Path, number: int) -> Graded:
        import json

        return Graded(**json.loads((folder / "result.json").read_text()))

    def open(self, folder: Path) -> None:
        from floor import Floor, FloorResult

        self.folder, self.floor = folder, Floor()
        self.results: dict[int, FloorResult] = {}

    def grade(self, number: int) -> None:
        self.results[number] = self.floor.grade(self.folder / NOTEBOOK)

    def read(self, number: int) -> Graded:
        result = self.results[number]
        if not result.image_bytes:
            raise RuntimeError("The floor drew no figure")
        return Graded(result.points, result.max_points, sorted(result.lost))


if __name__ == "__main__":
    run_peer(FloorPeer())
