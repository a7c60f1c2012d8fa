"""A notebook that was made by `notebooks/make_notebook.py`: which cells belong to which question."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class MarkedCell:
    """`question` is None for the introduction; `role` is intro, prompt, given or answer."""

    kind: str
    source: str
    question: str | None
    role: str


def read_cells(notebook: Path) -> list[MarkedCell]:
    """Raises ValueError where a cell has no mark."""
    cells = []
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        mark = cell["metadata"].get("assay")
        if mark is None:
            raise ValueError(f"{notebook.name}: a cell has no mark; make the notebook with notebooks/make_notebook.py")
        source = "".join(cell["source"])
        cells.append(MarkedCell(cell["cell_type"], source, mark.get("question"), mark["role"]))
    return cells


def list_questions(cells: list[MarkedCell]) -> list[str]:
    return list(dict.fromkeys(cell.question for cell in cells if cell.question))


def copy_data_files(notebook: Path, folder: Path) -> list[Path]:
    """Puts what lies beside the notebook for its given cells into a folder; the copies."""
    return [Path(shutil.copy(file, folder)) for file in sorted(notebook.parent.glob("*.csv"))]


def is_last_of_question(cells: list[MarkedCell], place: int) -> bool:
    question = cells[place].question
    return question is not None and all(cell.question != question for cell in cells[place + 1 :])
