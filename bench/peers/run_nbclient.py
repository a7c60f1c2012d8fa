"""Measures nbclient: the notebook is executed in a fresh kernel, and nothing is tested.

Cold is `jupyter execute` in a fresh process, warm is `NotebookClient.execute` one after the other in one process.
"""

import shutil
import sys
from pathlib import Path

from measuring import Graded, Peer, run_peer
from solved_notebook import copy_data_files

NOTEBOOK = "interview.ipynb"


class Nbclient(Peer):
    name = "nbclient"

    def prepare(self, notebook: Path, folder: Path, count: int) -> None:
        shutil.copy(notebook, folder / NOTEBOOK)
        copy_data_files(notebook, folder)

    def build_cold_command(self, folder: Path, number: int) -> list[str]:
        program = Path(sys.executable).with_name("jupyter-execute")
        return [str(program), "--allow-errors", "--output", "executed", NOTEBOOK]

    def read_cold(self, folder: Path, number: int) -> Graded:
        import nbformat

        check_executed(nbformat.read(folder / "executed.ipynb", as_version=4))
        return Graded(None, None, [])

    def open(self, folder: Path) -> None:
        import nbclient
        import nbformat

        self.folder, self.nbclient, self.nbformat = folder, nbclient, nbformat

    def grade(self, number: int) -> None:
        notebook = self.nbformat.read(self.folder / NOTEBOOK, as_version=4)
        resources = {"metadata": {"path": str(self.folder)}}
        self.nbclient.NotebookClient(notebook, allow_errors=True, resources=resources).execute()
        self.nbformat.write(notebook, self.folder / "executed.ipynb")

    def read(self, number: int) -> Graded:
        return self.read_cold(self.folder, number)


def check_executed(notebook: dict) -> None:
    """Every code cell ran, and a figure was drawn."""
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    pictures = [output for cell in code for output in cell["outputs"] if "image/png" in output.get("data", {})]
    if not pictures or any(cell["source"] and cell["execution_count"] is None for cell in code):
        raise RuntimeError("nbclient did not execute the whole notebook")


if __name__ == "__main__":
    run_peer(Nbclient())
