"""The floor: the cells of a notebook, its figures and its tests in this very process, without Jupyter.

What a kernel does for a cell is done here too: the last expression is shown, text goes to a buffer, and the figures
that are open at the end of a cell are rendered to PNG as the inline backend does it (matplotlib_inline 0.2.2: the
figure's own dpi, a tight bounding box, base64) and closed.
"""

import ast
import base64
import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import matplotlib

matplotlib.use("agg")

# All that the answers may import: a warm process has it.
import matplotlib.pyplot as plt
import numpy as np  # noqa: F401
import pandas as pd  # noqa: F401
import scipy.stats  # noqa: F401
import seaborn as sns  # noqa: F401
import sklearn.decomposition
import sklearn.model_selection
import sklearn.neighbors
import sklearn.preprocessing  # noqa: F401
from plain_tests import PlainTest, load_tests
from solved_notebook import is_last_of_question, list_questions, read_cells


@dataclass
class FloorResult:
    points: float = 0
    max_points: float = 0
    lost: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    image_bytes: int = 0


class Floor:
    """Holds the tests, as a warm grader would; each notebook gets a namespace of its own."""

    def __init__(self) -> None:
        self.tests: dict[str, list[PlainTest]] = {}

    def grade(self, notebook: Path) -> FloorResult:
        """Runs the cells in the notebook's folder; a cell that raises ends, and the next one runs."""
        result, cells = FloorResult(), read_cells(notebook)
        for question in list_questions(cells):
            self.tests.setdefault(question, load_tests(question))
        namespace: dict = {"__name__": "__main__", "In": [], "display": show}
        figures: list = []
        before = os.getcwd()
        os.chdir(notebook.parent)
        try:
            for place, cell in enumerate(cells):
                if cell.kind == "code":
                    figures += run_cell(cell.source, namespace, result)
                if is_last_of_question(cells, place):
                    for test in self.tests[cell.question or ""]:
                        run_test(test, namespace, figures, result)
                    figures = []
        finally:
            os.chdir(before)
        return result


def run_cell(source: str, namespace: dict, result: FloorResult) -> list:
    """The figures that the cell drew."""
    namespace["In"].append(source)
    drawn: list = []
    plt.show = lambda *args, **kwargs: render_open_figures(drawn, result)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            tree = ast.parse(source)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "<cell>", "exec"), namespace)
            if isinstance(last, ast.Expr):
                show(eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace))
        except Exception as error:
            result.errors.append(f"{type(error).__name__}: {error}")
        render_open_figures(drawn, result)
    return drawn


def show(value: object, **options: object) -> None:
    """As a kernel shows the last expression of a cell: as text, and as HTML where there is any."""
    if value is None:
        return
    sys.stdout.write(repr(value))
    render = getattr(value, "_repr_html_", None)
    if callable(render):
        sys.stdout.write(str(render()))


def render_open_figures(drawn: list, result: FloorResult) -> None:
    for number in plt.get_fignums():
        figure, image = plt.figure(number), io.BytesIO()
        face, edge = figure.get_facecolor(), figure.get_edgecolor()
        figure.canvas.print_figure(
            image, format="png", facecolor=face, edgecolor=edge, dpi=figure.dpi, bbox_inches="tight"
        )
        result.image_bytes += len(base64.b64encode(image.getvalue()))
        drawn.append(figure)
    if plt.get_fignums():
        plt.close("all")


def run_test(test: PlainTest, namespace: dict, figures: list, result: FloorResult) -> None:
    result.max_points += test.points
    try:
        test.function(namespace, figures)
    except Exception:
        result.lost.append(f"{test.question}/{test.check}")
    else:
        result.points += test.points
