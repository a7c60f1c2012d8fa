"""What holds while a candidate's cell runs: processor time, output, input, packages that are not there."""

import time
from collections.abc import Iterator

import pytest
from kernel_driver import Kernel, agent_kernel


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    with agent_kernel() as running:
        yield running


def test_a_cell_over_its_processor_time_is_interrupted_and_the_next_one_runs(kernel: Kernel):
    run = kernel.run("while True: pass", cpu_seconds=0.5)
    assert run.error is not None and run.error["ename"] == "KeyboardInterrupt"
    facts = kernel.ask("cell")
    assert facts["timedOut"] is True
    assert facts["cpuSeconds"] >= 0.5
    assert kernel.run("print('on')").stdout == "on\n"
    assert kernel.ask("cell")["timedOut"] is False


def test_a_request_after_a_cell_that_timed_out_does_not_hide_it(kernel: Kernel):
    kernel.run("def one(): return 1")
    kernel.run("while True: pass", cpu_seconds=0.3)
    assert kernel.call("one") == 1
    assert kernel.ask("cell")["timedOut"] is True


def test_processor_time_counts_and_waiting_does_not(kernel: Kernel):
    start = time.monotonic()
    run = kernel.run("import time\ntime.sleep(1.2)\nprint('awake')", cpu_seconds=0.5)
    assert run.stdout == "awake\n"
    assert time.monotonic() - start > 1.2
    assert kernel.ask("cell")["timedOut"] is False


def test_swallowing_the_first_interrupt_does_not_help(kernel: Kernel):
    run = kernel.run(
        "for attempt in range(2):\n    try:\n        while True: pass\n    except: pass\nwhile True: pass",
        cpu_seconds=0.3,
    )
    assert run.error is not None and run.error["ename"] == "KeyboardInterrupt"


def test_processor_time_of_children_counts_once_they_ended(kernel: Kernel):
    kernel.run(
        "import subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-c', 'x = 0\\nfor i in range(6_000_000): x += i']).returncode"
    )
    assert kernel.ask("cell")["cpuSeconds"] > 0.1


def test_output_beyond_the_cap_is_dropped_and_counted(kernel: Kernel):
    run = kernel.run("for _ in range(40): print('x' * 99_999)")
    assert len(run.stdout) <= 1_000_000
    assert "left out" in run.stderr
    facts = kernel.ask("cell")
    assert facts["droppedBytes"] == 3_000_000
    assert kernel.run("print('small')").stdout == "small\n"
    assert kernel.ask("cell")["droppedBytes"] == 0


def test_displays_beyond_the_cap_are_dropped(kernel: Kernel):
    run = kernel.run("from IPython.display import display\nfor i in range(300): display(i)")
    assert len(run.displays) == 200
    run = kernel.run("from IPython.display import HTML\nfor i in range(30): display(HTML('y' * 1_000_000))")
    assert sum(len(str(data)) for data in run.displays) < 9_000_000


@pytest.mark.parametrize(
    "source", ["'z' * 12_000_000", "raise ValueError('z' * 12_000_000)", "display('z' * 12_000_000)"]
)
def test_one_huge_output_is_cut(kernel: Kernel, source: str):
    run = kernel.run(source)
    assert len(str(run.displays)) + len(str(run.error)) < 1_500_000
    assert run.displays or run.error or kernel.ask("cell")["droppedBytes"] > 0


@pytest.mark.parametrize(
    "source", ["name = input('your name? ')", "import getpass\ngetpass.getpass()", "import builtins\nbuiltins.input()"]
)
def test_input_gets_an_error_that_says_so(kernel: Kernel, source: str):
    run = kernel.run(source)
    assert run.error is not None
    assert "not available while a notebook is graded" in run.error["evalue"]


def test_an_exception_ends_its_cell_and_only_that(kernel: Kernel):
    run = kernel.run("before = 1\n1 / 0\nafter = 2")
    assert run.error is not None and run.error["ename"] == "ZeroDivisionError"
    assert kernel.value("before") == 1
    assert kernel.run("print('alive')").stdout == "alive\n"


@pytest.mark.parametrize("source", ["exit()", "quit", "quit(0)", "import sys\nsys.exit()", "raise SystemExit(3)"])
def test_exit_ends_its_cell_and_not_the_kernel(kernel: Kernel, source: str):
    run = kernel.run(source)
    assert run.error is not None and run.error["ename"] == "SystemExit"
    kernel.run("import time\ntime.sleep(0.3)")
    assert kernel.run("print('alive')").stdout == "alive\n"


def test_a_syntax_error_ends_its_cell_and_only_that(kernel: Kernel):
    run = kernel.run("def (:")
    assert run.error is not None and run.error["ename"] == "SyntaxError"
    assert kernel.run("print(1)").stdout == "1\n"


@pytest.mark.parametrize(
    "source",
    [
        "import notthere_package",
        "import notthere_package.part as np_",
        "from notthere_package import thing, other",
        "from notthere_package.deep.deeper import thing",
        "from notthere_package import *",
        "import importlib\nm = importlib.import_module('notthere_other')",
        "def later():\n    import notthere_third\n    return notthere_third\nlater()",
        "import notthere_package as n\nclass Mine(n.Base): pass",
        "import notthere_package as n\nn",
        "import notthere_package as n\nisinstance(3, n.Tensor)",
        "import notthere_package as n\ndef f(x: n.Tensor | None = None) -> n.Tensor: pass",
    ],
)
def test_importing_a_package_that_is_not_there_costs_nothing(kernel: Kernel, source: str):
    assert kernel.run(source).error is None


@pytest.mark.parametrize(
    "use",
    [
        "thing()",
        "thing.part.call(3)",
        "thing[0]",
        "thing + 1",
        "1 - thing",
        "for x in thing: pass",
        "len(thing)",
        "with thing: pass",
        "float(thing)",
        "3 in thing",
        "thing < 3",
        "-thing",
        "thing ** 2",
        "bool(thing)",
        "@thing\ndef f(): pass",
        "import notthere_package as n\nclass Mine(n.Base): pass\nMine().fit(3)",
        "import notthere_package as n\nclass Mine(n.Base):\n    def __init__(self): super().__init__()\nMine()",
    ],
)
def test_using_a_package_that_is_not_there_says_so(kernel: Kernel, use: str):
    run = kernel.run(f"from notthere_package import thing\n{use}")
    assert run.error is not None
    assert "notthere_package" in run.error["evalue"]
    assert "not part of the grading environment" in run.error["evalue"]


def test_the_import_errors_that_code_relies_on_stay(kernel: Kernel):
    missing_part = kernel.run("import numpy.nothing_like_this")
    assert missing_part.error is not None and missing_part.error["ename"] == "ModuleNotFoundError"
    missing_name = kernel.run("from numpy import nothing_like_this")
    assert missing_name.error is not None and missing_name.error["ename"] == "ImportError"
    # pandas looks for optional packages by trying to import them.
    run = kernel.run("import pandas as pd\npd.DataFrame({'a': [1]}).to_hdf('x.h5', key='a')")
    assert run.error is not None and run.error["ename"] == "ImportError"
    assert "tables" in run.error["evalue"]


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    import google.colab\n    there = True\nexcept ImportError:\n    there = False",
        "try:\n    from notthere_package import thing\n    there = True\nexcept:\n    there = False",
        "try:\n    import notthere_a\n    there = True\nexcept (KeyError, ModuleNotFoundError):\n    there = False",
        "%matplotlib inline\ntry:\n    import notthere_b\n    there = True\nexcept Exception:\n    there = False",
        "def look():\n    try:\n        import notthere_c\n    except ImportError:\n        return False\n"
        "    return True\nthere = look()",
        "from contextlib import suppress\nthere = False\nwith suppress(ImportError):\n    import notthere_d\n"
        "    there = True",
    ],
)
def test_code_that_is_prepared_for_a_missing_package_sees_that_it_is_missing(kernel: Kernel, source: str):
    kernel.run("import sys\nfor name in list(sys.modules):\n    if name.startswith('notthere'): del sys.modules[name]")
    run = kernel.run(source)
    assert run.error is None, run.error
    assert kernel.value("there") is False


def test_looking_for_a_package_tells_the_truth(kernel: Kernel):
    kernel.run("import importlib.util\nfound = importlib.util.find_spec('notthere_fourth') is not None")
    assert kernel.value("found") is False


def test_the_kernel_works_as_usual(kernel: Kernel):
    run = kernel.run("import pandas as pd\ndf = pd.DataFrame({'a': [1]})\ndf")
    assert "text/html" in run.displays[0]
    assert kernel.run("%time x = 1").error is None
    assert kernel.run("!echo shell").stdout.strip() == "shell"
    assert kernel.run("%%capture out\nprint(1)").error is None
    assert kernel.run("import asyncio\nawait asyncio.sleep(0)\nprint('async')").stdout == "async\n"
    assert kernel.run("x = 5;\nx;").displays == []
    run = kernel.run("from sklearn.model_selection import GridSearchCV\nimport joblib\n"
                     "r = joblib.Parallel(n_jobs=2)(joblib.delayed(abs)(-i) for i in range(3))")  # fmt: skip
    assert run.error is None
    assert kernel.value("r") == [0, 1, 2]


def test_a_kernel_that_was_started_otherwise_can_be_given_the_agent():
    with agent_kernel(role=None, module="ipykernel_launcher") as stock:
        stock.run("import assay_agent\nassay_agent.install()\nassay_agent.install()")
        stock.run("x = 3")
        assert stock.value("x") == 3


def test_processes_that_work_on_after_their_cell_are_stopped(kernel: Kernel):
    kernel.run("import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', 'while True: pass'])")
    # On a busy machine the child may not have got its share of a processor yet: every cell looks again.
    for _ in range(50):
        if kernel.run("import time\ntime.sleep(0.1)\nprint(child.poll())").stdout == "-9\n":
            return
    pytest.fail("the process was not stopped")


def test_worker_pools_of_joblib_serve_the_next_cell_too(kernel: Kernel):
    code = "from joblib import Parallel, delayed\nprint(sum(Parallel(n_jobs=2)(delayed(abs)(-i) for i in range(4))))"
    for _ in range(3):
        run = kernel.run(code, cpu_seconds=60)
        assert run.error is None, run.error
        assert run.stdout == "6\n"
