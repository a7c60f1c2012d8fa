"""What a fork server does once so that no kernel has to: fonts, text layout, the first figure, versions of packages.

Nothing here may start a thread, draw random numbers or change a setting: every kernel begins with what it leaves.
Linear algebra and OpenMP stay out for that reason; their threads do not survive a fork.
"""

import contextlib
import io


def warm_up() -> None:
    """Do what is slow at its first time; whatever fails here, a kernel does by itself."""
    from assay_agent.agent import package_versions

    package_versions()
    for work in (_draw, _show_table):
        with contextlib.suppress(Exception):
            work()


def _draw() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4, 3))
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.plot([1, 2, 3], [3, 1, 2], marker="o", label="a line")
    axes.bar([1, 2], [1, 2])
    axes.scatter([1, 2], [2, 1])
    axes.hist([1, 2, 3, 3])
    axes.boxplot([[1, 2, 3], [2, 3, 4]])
    axes.set(title="Title", xlabel="$x$", ylabel="y")
    axes.legend()
    axes.grid(True)
    figure.tight_layout()
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")


def _show_table() -> None:
    import pandas as pd

    table = pd.read_csv(io.StringIO("name,number\nA,1.5\nB,2\nA,3"))
    table._repr_html_()
    repr(table.describe())
    table.groupby("name")["number"].mean().to_dict()
    table["name"].value_counts()
