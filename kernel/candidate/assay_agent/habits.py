"""What candidates write by habit, and what works on their machine, must not cost a cell here.

A window toolkit that a server has not, a path of the candidate's own machine to a given file, names that NumPy 2 and
matplotlib 3.8 took away: each is answered as it was meant, and the answer is judged as any other.
"""

import builtins
import contextlib
import io
import ntpath
import os
import sys
from collections.abc import Callable
from typing import Any

_NUMPY_NAMES = {
    "NaN": "nan", "NAN": "nan", "Inf": "inf", "infty": "inf", "PINF": "inf", "float_": "float64",
    "complex_": "complex128", "unicode_": "str_", "string_": "bytes_", "product": "prod", "cumproduct": "cumprod",
    "sometrue": "any", "alltrue": "all", "trapz": "trapezoid", "mat": "asmatrix", "round_": "round",
}  # fmt: skip
_NUMPY_BUILTINS = {"float": float, "int": int}
_OLD_STYLE, _NEW_STYLE = "seaborn", "seaborn-v0_8"
_original_open = builtins.open


def install_habits(shell: Any, given_files: Callable[[], dict[str, str]]) -> None:
    """Teach the running kernel; `given_files` returns the paths of the given files by name."""
    _keep_numpy_names()
    _keep_to_this_backend(shell)
    _keep_style_names()
    _find_given_files(given_files)
    _show_tables_as_jupyter_does()


def _keep_numpy_names() -> None:
    import numpy

    for old, new in _NUMPY_NAMES.items():
        if old not in vars(numpy) and hasattr(numpy, new):
            setattr(numpy, old, getattr(numpy, new))
    for old, plain in _NUMPY_BUILTINS.items():
        if old not in vars(numpy):
            setattr(numpy, old, plain)
    if "in1d" not in vars(numpy):
        numpy.in1d = lambda ar1, ar2, **options: numpy.isin(numpy.ravel(ar1), ar2, **options)  # type: ignore[attr-defined]


def _keep_to_this_backend(shell: Any) -> None:
    """`%matplotlib widget`, `%matplotlib qt`, `matplotlib.use("TkAgg")`: figures are drawn all the same."""
    import matplotlib
    import matplotlib.pyplot

    def lenient(original: Callable[..., Any], otherwise: Callable[[], Any]) -> Callable[..., Any]:
        def switching(*args: Any, **kwargs: Any) -> Any:
            try:
                return original(*args, **kwargs)
            except (ImportError, RuntimeError, ValueError):
                return otherwise()

        return switching

    enable = shell.enable_matplotlib
    shell.enable_matplotlib = lenient(enable, lambda: enable("inline"))
    matplotlib.use = lenient(matplotlib.use, lambda: None)
    matplotlib.pyplot.switch_backend = lenient(matplotlib.pyplot.switch_backend, lambda: None)


def _keep_style_names() -> None:
    from matplotlib import style

    def renamed(name: Any) -> Any:
        if isinstance(name, str) and name not in style.library and name.startswith(_OLD_STYLE):
            return name.replace(_OLD_STYLE, _NEW_STYLE, 1)
        return [renamed(item) for item in name] if isinstance(name, (list, tuple)) else name

    for function in ("use", "context"):
        original = getattr(style, function)

        def using(name: Any, *args: Any, _original: Callable[..., Any] = original, **kwargs: Any) -> Any:
            return _original(renamed(name), *args, **kwargs)

        setattr(style, function, using)


def _find_given_files(given_files: Callable[[], dict[str, str]]) -> None:
    """`read_csv("/content/data.csv")`: a file that is not there, but is given under that name, is the given one."""
    from IPython.core import interactiveshell

    def opening(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        try:
            return _original_open(file, mode, *args, **kwargs)
        except (FileNotFoundError, NotADirectoryError):
            given = None
            if isinstance(file, (str, os.PathLike)) and not set("wax+") & set(str(mode)):
                with contextlib.suppress(TypeError, ValueError):
                    given = given_files().get(ntpath.basename(os.fspath(file)))
            if given is None or os.path.abspath(os.fspath(file)) == given:
                raise
            handle = _original_open(given, mode, *args, **kwargs)
            sys.stderr.write(f"[{os.fspath(file)} is not here: the given {os.path.basename(given)} was read]\n")
            return handle

    builtins.open = opening
    io.open = opening
    # The `open` of a cell is IPython's own, which goes through this.
    interactiveshell.io_open = opening  # type: ignore[attr-defined]


def _show_tables_as_jupyter_does() -> None:
    """A wide table goes on below, as in any notebook.

    pandas was imported before this was a kernel, took that for a terminal, and would leave out columns in the middle.
    """
    import pandas

    pandas.set_option("display.max_columns", 20)
