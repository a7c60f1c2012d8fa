"""The judge as it runs: a real kernel of its own, whose calls to real kernels with the agent a small relay carries."""

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from judge_driver import QUESTIONS_FOLDER
from jupyter_client.manager import KernelManager
from kernel_driver import REPLY_MIME, START_SECONDS, Kernel, agent_kernel

KERNEL_FOLDER = Path(__file__).resolve().parent.parent
CHECK_SECONDS = 60.0
QUESTION = "min-max-scaling"
BROKEN_RUBRIC = '# %% [check] id=a title="A" points=1 kind=numeric\npass\n\nif:\n'
SKETCH_RUBRIC = """
# %% [check] id=plot title="A line" points=1 kind=plot type=line title=yes
# %% [check] id=call title="Calls" points=1 kind=behaviour
expect_close(twin.batch([("f", 1), ("f", 2)]), [2, 3])
model = twin.new("Model", 3)
model.run("fit", [1, 2])
expect_equal(model.call("predict"), 6)
expect_equal(model.attr("seen"), 3)
# %% [check] id=stuck title="Ends" points=1 kind=behaviour
twin.call("endless", cpu_seconds=1)
# %% [check] id=ours title="Ours" points=1 kind=behaviour
1 / 0
"""


class Judge:
    """Asks the judge's kernel, and answers its calls from the kernels in `candidates`."""

    def __init__(self, client: Any):
        self.client = client
        self.candidates: dict[str, Kernel] = {}

    def reply(self, op: str, **fields: Any) -> dict[str, Any]:
        content = {
            "code": "",
            "silent": True,
            "store_history": False,
            "user_expressions": {"assay": "__assay__()"},
            "allow_stdin": True,
            "stop_on_error": False,
        }
        message = self.client.session.msg("execute_request", content, metadata={"assay": {"op": op, **fields}})
        self.client.shell_channel.send(message)
        end = time.monotonic() + CHECK_SECONDS
        while time.monotonic() < end:
            if self.client.stdin_channel.msg_ready():
                mark, text = self.client.get_stdin_msg(timeout=1)["content"]["prompt"].split(" ", 1)
                prompt = json.loads(text)
                request = prompt["request"]
                answer = self.candidates[prompt["kernel"]].reply(request.pop("op"), **request)
                self.client.input(f"{mark} {json.dumps(answer)}")
            elif self.client.shell_channel.msg_ready():
                reply = self.client.get_shell_msg(timeout=1)
                if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                    return reply["content"]["user_expressions"]["assay"]["data"][REPLY_MIME]
            else:
                time.sleep(0.005)
        raise TimeoutError(op)

    def ask(self, op: str, **fields: Any) -> Any:
        reply = self.reply(op, **fields)
        assert reply["ok"], reply
        return reply["value"]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    manager = KernelManager()
    assert manager.kernel_spec is not None
    manager.kernel_spec.argv = [sys.executable, "-m", "assay_judge", "-f", "{connection_file}"]
    path = os.pathsep.join(str(KERNEL_FOLDER / folder) for folder in ("candidate", "judge"))
    manager.start_kernel(env={**os.environ, "PYTHONPATH": path})
    client = manager.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=START_SECONDS)
        yield Judge(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@contextlib.contextmanager
def candidates(judge: Judge, question: str, answer: str, hidden: dict[str, Any]) -> Iterator[None]:
    """Both kernels of a candidate who gave this answer."""
    given = "import numpy as np\ndata = np.array([1.0, 2.0, 5.0])"
    with agent_kernel(role="subject") as subject, agent_kernel(role="twin") as twin:
        twin.ask("hidden", question=question, names=hidden["names"])
        for kernel in (subject, twin):
            kernel.run(given, question=question, role="given")
        twin.ask("assign", names=hidden["names"])
        for kernel in (subject, twin):
            kernel.run(answer, question=question)
        judge.candidates = {"subject": subject, "twin": twin}
        yield


def describe(question: str, rubric: str, generate: str | None = None, **more: Any) -> dict[str, Any]:
    texts = {"rubric": rubric, "generate": generate}
    return {"id": question, **texts, "rerun": False, "fromScratch": False, "requires": [], **more}


def run_checks(judge: Judge, question: str, checks: list[str]) -> dict[str, Any]:
    context = {"sources": [], "markdown": [], "outputs": []}
    judge.ask("begin", question=question, context={"subject": context, "twin": context})
    return {check: judge.ask("check", question=question, check=check) for check in checks}


def test_it_says_what_it_runs_on(judge: Judge):
    assert judge.ask("setup")["python"].startswith("3.")


def test_a_malformed_rubric_is_named_with_its_line(judge: Judge):
    error = judge.reply("load", seed="1", questions=[describe("q", BROKEN_RUBRIC)])["error"]
    assert error["kind"] == "malformed"
    assert error["evalue"] == "q/rubric.py, line 4: invalid syntax"


ANSWERS = {
    "def min_max_scaling(x):\n    return (x - x.min()) / (x.max() - x.min())\nscaled_data = min_max_scaling(data)": 6,
    "np.isclose = np.allclose = lambda *a, **k: True\nnp.asarray = None\n"
    "def min_max_scaling(x):\n    return x\nscaled_data = data": 0,
}


@pytest.mark.parametrize(("answer", "passed"), ANSWERS.items(), ids=["right", "wrong with numpy patched"])
def test_a_question_is_marked_by_calls_into_real_kernels(judge: Judge, answer: str, passed: int):
    texts = {name: (QUESTIONS_FOLDER / QUESTION / f"{name}.py").read_text("utf-8") for name in ("rubric", "generate")}
    spec = describe(QUESTION, rerun=True, **texts) | {"requires": ["scaled_data"]}
    (loaded,) = judge.ask("load", seed=str(2**64 - 1), questions=[spec])["questions"]
    assert loaded["checks"][0] == {
        "id": "arrays-1d",
        "title": "Scales 1-D arrays it has not seen",
        "kind": "numeric",
        "points": 1,
        "bonus": False,
        "evidence": "computed",
        "requires": [],
    }
    required = [check["id"] for check in loaded["checks"] if not check["bonus"] and not check["requires"]]
    with candidates(judge, QUESTION, answer, judge.ask("draw", question=QUESTION)):
        outcomes = run_checks(judge, QUESTION, required)
    statuses = {outcome["status"] for outcome in outcomes.values()}
    assert statuses == ({"passed"} if passed else {"failed"}), outcomes
    for outcome in outcomes.values():
        assert passed or "expected" in outcome["message"]


def test_figures_objects_batches_limits_and_our_own_mistakes(judge: Judge):
    judge.ask("load", seed="1", questions=[describe("sketch", SKETCH_RUBRIC)])
    answer = (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4])\nplt.title('T')\nplt.show()\n"
        "def f(x): return x + 1\n"
        "class Model:\n"
        "    def __init__(self, k): self.k = k\n"
        "    def fit(self, x): self.seen = sum(x)\n"
        "    def predict(self): return self.k + self.seen\n"
        "def endless():\n    while True: pass\n"
    )
    with candidates(judge, "sketch", answer, {"names": {}}):
        outcomes = run_checks(judge, "sketch", ["plot", "call", "stuck", "ours"])
    assert {name: outcome["status"] for name, outcome in outcomes.items()} == {
        "plot": "passed",
        "call": "passed",
        "stuck": "failed",
        "ours": "grader_error",
    }, outcomes
    assert outcomes["stuck"]["message"] == "endless(): it did not finish within its time limit"
    assert 'File "sketch/rubric.py", line' in outcomes["ours"]["detail"]


def test_the_slice_is_what_the_own_cells_need(judge: Judge):
    assert judge.ask("slice", earlier=["a = 1\nb = 2"], own=[["print(b)"]]) == {"cells": ["b = 2"]}


def test_an_unknown_request_is_refused_and_the_next_one_works(judge: Judge):
    assert judge.reply("nothing")["ok"] is False
    assert judge.reply("check", question="nowhere", check="x")["ok"] is False
    assert judge.ask("setup")["python"]
