"""What works on a candidate's machine by habit does not cost a cell in the grader's kernel."""

import base64
from collections.abc import Iterator

import pytest
from kernel_driver import Kernel, agent_kernel


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    with agent_kernel() as running:
        running.ask("files", files={"given.csv": base64.b64encode(b"a,b\n1,2\n").decode()})
        yield running


@pytest.mark.parametrize(
    "switch",
    [
        "%matplotlib widget",
        "%matplotlib qt",
        "%matplotlib notebook",
        "%matplotlib inline",
        "import matplotlib\nmatplotlib.use('TkAgg')",
        "import matplotlib.pyplot as plt\nplt.switch_backend('Qt5Agg')",
        "import matplotlib.pyplot as plt\nplt.style.use('seaborn-whitegrid')\nplt.style.use(['seaborn', 'ggplot'])",
        "import matplotlib\nmatplotlib.use('Agg')",
    ],
)
def test_figures_are_drawn_whatever_backend_or_style_is_asked_for(kernel: Kernel, switch: str):
    run = kernel.run(f"{switch}\nimport matplotlib.pyplot as plt\nplt.figure()\nplt.plot([1, 2], [3, 4])\nplt.show()")
    assert run.error is None
    assert [line["x"] for figure in kernel.figures() for axes in figure["axes"] for line in axes["lines"]] == [[1, 2]]


def test_a_style_that_never_was_is_an_error(kernel: Kernel):
    assert kernel.run("import matplotlib.pyplot as plt\nplt.style.use('no-such-style')").error is not None


@pytest.mark.parametrize(
    "path", ["/content/given.csv", "../data/given.csv", "C:\\\\Users\\\\me\\\\given.csv", "given.csv"]
)
def test_a_given_file_is_found_by_its_name(kernel: Kernel, path: str):
    for reading in (f"open('{path}').read()", f"__import__('pandas').read_csv('{path}').to_csv(index=False)"):
        assert kernel.run(f"print({reading}, end='')").stdout == "a,b\n1,2\n"
    run = kernel.run(f"from pathlib import Path\nprint(Path('{path}').read_text(), end='')")
    assert run.stdout == "a,b\n1,2\n"


def test_other_files_are_missing_and_nothing_is_written_to_a_given_one(kernel: Kernel):
    for source in ("open('/content/other.csv')", "open('/no/such/folder/given.csv', 'w')", "open('')", "open(b'/x/y')"):
        error = kernel.run(source).error
        assert error is not None and error["ename"] == "FileNotFoundError", source


def test_names_that_numpy_2_took_away_still_mean_the_same(kernel: Kernel):
    run = kernel.run(
        "import numpy as np\n"
        "print(np.isnan(np.NaN), np.Inf, np.product([2, 3]), np.trapz([1, 1]))\n"
        "print(np.in1d([1, 2], [2]), np.float_(1.5), np.int(3))"
    )
    assert run.stdout == "True inf 6 1.0\n[False  True] 1.5 3\n"


def test_a_wide_table_is_printed_with_all_its_columns(kernel: Kernel):
    run = kernel.run("import pandas as pd\nprint(pd.DataFrame({f'a_long_name_{n}': [n + 0.125] for n in range(12)}))")
    assert run.error is None
    assert "..." not in run.stdout
    assert all(f"{n}.125" in run.stdout for n in range(12))


def test_a_styled_table_is_displayed(kernel: Kernel):
    run = kernel.run("import pandas as pd\npd.DataFrame({'Name': ['Alice']}).style.hide(axis='index')")
    assert run.error is None
    assert "Alice" in run.displays[0]["text/html"]
