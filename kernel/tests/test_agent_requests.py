"""The grader's requests to the agent, against a real kernel: values, calls, handles, files."""

import base64
import contextlib
import json
import queue
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from kernel_driver import Kernel, agent_kernel

from assay_wire import Handle, Missing, Opaque, decode, encode


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    with agent_kernel() as running:
        yield running


def test_set_up_reports_versions_and_gives_a_folder_of_its_own(kernel: Kernel):
    facts = kernel.ask("setup", role="subject", seed=7)
    assert facts["packages"]["numpy"] == np.__version__
    assert facts["python"].startswith("3.")
    kernel.run("import os\nplace = os.getcwd()\nleft = os.listdir()")
    assert kernel.value("place") == facts["directory"]
    assert kernel.value("left") == []


def test_files_are_written_where_the_cells_read_them(kernel: Kernel):
    kernel.ask("files", files={"a.csv": base64.b64encode(b"x,y\n1,2\n").decode()})
    kernel.run("import pandas as pd\nread = pd.read_csv('a.csv')")
    assert kernel.value("read").to_dict("list") == {"x": [1], "y": [2]}


@pytest.mark.parametrize("name", ["../a", "/tmp/a", "", "..", "b/c"])
def test_a_file_name_with_a_path_is_refused(kernel: Kernel, name: str):
    reply = kernel.reply("files", files={name: ""})
    assert reply["error"]["kind"] == "malformed"


def test_values_cross_and_missing_ones_say_so(kernel: Kernel):
    kernel.run(
        "import numpy as np, pandas as pd\n"
        "class Thing: pass\n"
        "thing = Thing(); thing.part = np.arange(3)\n"
        "a = np.array([1.0, np.nan]); s = pd.Series([1, 2], index=['x', 'y']); opaque = Thing()\n"
        "loop = []; loop.append(loop)"
    )
    values = kernel.ask("values", names=["a", "s", "thing.part", "thing.none", "nowhere", "opaque", "loop"])
    assert np.isnan(decode(values["a"])[1])
    assert decode(values["s"]).to_dict() == {"x": 1, "y": 2}
    assert decode(values["thing.part"]).tolist() == [0, 1, 2]
    assert isinstance(decode(values["thing.none"]), Missing)
    assert isinstance(decode(values["nowhere"]), Missing)
    assert isinstance(decode(values["opaque"]), Opaque)
    assert values["loop"]["t"] == "too_large"
    json.dumps(values, allow_nan=False)


def test_one_value_that_raises_when_read_does_not_cost_the_others(kernel: Kernel):
    kernel.run(
        "class Bad:\n    @property\n    def part(self): raise ValueError('no')\n"
        "    def __getattr__(self, name): raise KeyError(name)\nbad = Bad(); good = 3"
    )
    values = kernel.ask("values", names=["bad.part", "bad.other", "good"])
    assert values["good"] == 3
    assert isinstance(decode(values["bad.part"]), Missing)


def test_hostile_containers_do_not_break_a_request(kernel: Kernel):
    kernel.run(
        "import pandas as pd, numpy as np\n"
        "class L(list):\n    def __iter__(self): raise RuntimeError('iter')\n    def __len__(self): return 10**9\n"
        "class F(pd.DataFrame):\n    @property\n    def columns(self): raise RuntimeError('columns')\n"
        "class M(type):\n    def __getattribute__(cls, name): raise RuntimeError\n"
        "class Weird(metaclass=M): pass\n"
        "class Fake:\n    __class__ = property(lambda self: int)\n"
        "l = L([1, 2]); f = F({'a': [1]}); weird = Weird(); fake = Fake(); after = 5"
    )
    values = kernel.ask("values", names=["l", "f", "weird", "fake", "after"])
    assert decode(values["l"]) == [1, 2]
    assert values["after"] == 5
    for value in values.values():
        decode(value)


def test_names_tells_what_is_bound(kernel: Kernel):
    kernel.run("import math\ndef fun(): pass\nclass Cls: pass\nnumber = 3\n_private = 1")
    names = kernel.ask("names")
    assert (names["fun"], names["Cls"], names["number"], names["math"]) == ("function", "class", "value", "module")
    assert "_private" not in names
    assert "get_ipython" not in names


def test_calls_return_results_changed_arguments_and_what_was_printed(kernel: Kernel):
    kernel.run("def double(x, by=2):\n    print('hello')\n    x *= by\n    return x.sum()")
    reply = kernel.ask(
        "call",
        target={"name": "double"},
        args=[encode(np.arange(3.0))],
        kwargs={"by": 3},
        returnArgs=True,
    )
    assert decode(reply["result"]) == 9.0
    assert decode(reply["args"][0]).tolist() == [0.0, 3.0, 6.0]
    assert reply["stdout"] == "hello\n"
    assert reply["cpuSeconds"] >= 0


def test_what_a_call_prints_is_not_part_of_a_later_cell(kernel: Kernel):
    kernel.run("def noisy(): print('inside')")
    kernel.ask("call", target={"name": "noisy"})
    assert kernel.run("print('own')").stdout == "own\n"


def test_a_call_that_raises_says_what_and_where(kernel: Kernel):
    kernel.run("def broken(x):\n    return x.nothing")
    error = kernel.reply("call", target={"name": "broken"}, args=[1])["error"]
    assert (error["kind"], error["ename"]) == ("raised", "AttributeError")
    assert "no attribute 'nothing'" in error["evalue"]
    assert "x.nothing" in error["traceback"]


def test_exceptions_whose_text_cannot_be_read_are_still_reported(kernel: Kernel):
    kernel.run(
        "class Rude(Exception):\n    def __str__(self): raise RuntimeError('no text')\n    __repr__ = __str__\n"
        "def rude(): raise Rude()\ndef leave(): raise SystemExit(3)\ndef stop(): raise KeyboardInterrupt"
    )
    assert kernel.reply("call", target={"name": "rude"})["error"]["ename"] == "Rude"
    assert kernel.reply("call", target={"name": "leave"})["error"]["ename"] == "SystemExit"
    assert kernel.reply("call", target={"name": "stop"})["error"]["ename"] == "KeyboardInterrupt"
    run = kernel.run("raise Rude()")
    assert run.error is not None
    assert kernel.run("print(1)").stdout == "1\n"


def test_a_missing_function_is_missing_and_a_value_cannot_be_called(kernel: Kernel):
    kernel.run("plain = 3")
    assert kernel.reply("call", target={"name": "not_there"})["error"]["kind"] == "missing"
    assert kernel.reply("call", target={"name": "plain"})["error"]["ename"] == "TypeError"


def test_objects_stay_behind_handles_and_batches_refer_to_earlier_calls(kernel: Kernel):
    kernel.run(
        "class Model:\n    def __init__(self, k=1): self.k = k\n"
        "    def fit(self, x): self.mean_ = float(x.mean()); return self\n"
        "    def predict(self, x): return x * 0 + self.mean_ * self.k"
    )
    x = encode(np.array([1.0, 3.0]))
    results = kernel.ask(
        "batch",
        calls=[
            {"target": {"name": "Model"}, "kwargs": {"k": 2}, "keep": True},
            {"target": {"ref": 0, "attr": "fit"}, "args": [x], "keep": True},
            {"target": {"ref": 0, "attr": "predict"}, "args": [x]},
            {"target": {"ref": 0, "attr": "nothing"}},
            {"target": {"ref": 3}},
            {"target": {"name": "Model"}, "keep": True},
        ],
    )["results"]
    assert [result["ok"] for result in results] == [True, True, True, False, False, True]
    assert decode(results[2]["value"]["result"]).tolist() == [4.0, 4.0]
    handle = decode(results[0]["value"]["result"])
    assert isinstance(handle, Handle) and results[0]["value"]["handle"] == handle.number
    assert kernel.ask("attr", target={"handle": handle.number}, attr="mean_") == 2.0
    again = kernel.ask("call", target={"handle": handle.number, "attr": "predict"}, args=[x])
    assert decode(again["result"]).tolist() == [4.0, 4.0]
    kernel.ask("release", handles=[handle.number])
    assert kernel.reply("attr", target={"handle": handle.number}, attr="mean_")["error"]["kind"] == "missing"


@pytest.mark.parametrize(
    "target", [{}, {"ref": 5}, {"ref": -1}, {"handle": 999}, {"handle": [1]}, {"name": ["x"]}, None]
)
def test_a_malformed_target_gets_an_answer(kernel: Kernel, target: object):
    assert kernel.reply("call", target=target)["ok"] is False
    assert kernel.reply("nonsense")["ok"] is False


def test_a_call_over_its_processor_time_is_interrupted_and_says_so(kernel: Kernel):
    kernel.run("def forever():\n    while True: pass\ndef quick(): return 1")
    error = kernel.reply("call", target={"name": "forever"}, cpuSeconds=0.5)["error"]
    assert error["kind"] == "timed_out"
    results = kernel.ask(
        "batch", calls=[{"target": {"name": "forever"}, "cpuSeconds": 0.5}, {"target": {"name": "quick"}}]
    )["results"]
    assert results[0]["error"]["kind"] == "timed_out"
    assert results[1]["value"]["result"] == 1


def test_a_huge_result_is_too_large_and_a_huge_reply_is_refused(kernel: Kernel):
    kernel.run("import numpy as np\ndef huge(): return np.zeros(10**7)\nparts = [np.zeros(600_000) for _ in range(9)]")
    assert kernel.ask("call", target={"name": "huge"})["result"]["t"] == "too_large"
    kernel.run("p0 = p1 = p2 = np.zeros(600_000)")
    reply = kernel.reply("values", names=["p0", "p1", "p2"])
    assert len(json.dumps(reply)) < 8_400_000


def test_assigned_values_are_bound_and_decoded_anew(kernel: Kernel):
    kernel.ask("assign", names={"frame": encode(pd.DataFrame({"a": [1, 2]}))})
    kernel.run("total = int(frame['a'].sum())")
    assert kernel.value("total") == 3


def test_values_of_one_reply_share_its_room_and_later_small_ones_still_fit(kernel: Kernel):
    kernel.run("import numpy as np\nbig = np.zeros(500_000)\nbigger = np.ones(500_000)\nsmall = 4")
    values = kernel.ask("values", names=["big", "bigger", "small"])
    assert values["big"]["t"] == "ndarray"
    assert values["bigger"]["t"] == "too_large"
    assert values["small"] == 4


def test_a_value_whose_text_takes_for_ever_is_cut_off(kernel: Kernel):
    kernel.run("class Slow:\n    def __repr__(self):\n        while True: pass\ndef slow(): return Slow()")
    assert kernel.reply("call", target={"name": "slow"}, cpuSeconds=0.5)["error"]["kind"] == "timed_out"


def test_a_result_that_came_only_after_its_time_is_too_late(kernel: Kernel):
    kernel.run("def stubborn():\n    try:\n        while True: pass\n    except KeyboardInterrupt:\n        return 1")
    assert kernel.reply("call", target={"name": "stubborn"}, cpuSeconds=0.5)["error"]["kind"] == "timed_out"


def test_files_reach_a_cell_that_entered_another_folder(kernel: Kernel):
    kernel.run("import os\nos.makedirs('below', exist_ok=True)\nos.chdir('below')")
    kernel.ask("files", files={"b.csv": base64.b64encode(b"b").decode()})
    kernel.run("near = open('b.csv').read()\nos.chdir('/')")
    kernel.ask("files", files={"c.csv": base64.b64encode(b"c").decode()})
    kernel.run("back = open('c.csv').read()")
    assert (kernel.value("near"), kernel.value("back")) == ("b", "c")


def test_a_forged_reply_object_is_the_candidates_own_affair(kernel: Kernel):
    """Nothing keeps a hostile cell from answering in the agent's place: the judge takes every reply as data."""
    kernel.run("import builtins\nkept_entry = builtins.__assay__\nbuiltins.__assay__ = lambda: 3")
    kernel.run("builtins.__assay__ = kept_entry\nagain = 1")
    assert kernel.value("again") == 1


def test_honest_shadowing_does_not_break_the_agent(kernel: Kernel):
    kernel.run("def square(x): return [v * v for v in x]\nkept = [1, 2]")
    kernel.run(
        "list = 3; dict = 4; len = 5; str = 'x'; json = None; print = None; isinstance = None; type = 7; sum = 1\n"
        "import sys, os, base64"
    )
    assert kernel.value("kept") == [1, 2]
    assert kernel.call("square", [1, 2, 3]) == [1, 4, 9]
    assert kernel.ask("names")["list"] == "value"
    kernel.run("del list, dict, len, str, json, print, isinstance, type, sum")
    kernel.run("import builtins\nold = print\nbuiltins.print = None")
    assert kernel.call("square", [2]) == [4]
    kernel.run("builtins.print = old")
    kernel.run("%reset -f\nimport builtins")
    assert kernel.reply("values", names=["kept"])["value"]["kept"] == {"t": "missing"}
    fresh = kernel.run("after = 1")
    assert fresh.error is None
    assert kernel.value("after") == 1


def test_several_requests_have_a_reply_each(kernel: Kernel):
    kernel.run("several = 3")
    requests = [{"op": "values", "names": ["several"]}, {"op": "nothing"}, {"op": "figures", "take": True}]
    replies = kernel.ask("several", requests=requests)["replies"]
    assert [reply["ok"] for reply in replies] == [True, False, True]
    assert decode(replies[0]["value"]["several"]) == 3
    assert replies[1]["error"]["kind"] == "malformed"


def test_of_the_graders_messages_nothing_is_published_that_nobody_reads(kernel: Kernel):
    """Half of all messages would be: each goes through the gateway."""

    def published(content: dict, metadata: dict) -> list[str]:
        message = kernel.client.session.msg("execute_request", content, metadata=metadata)
        kernel.client.shell_channel.send(message)
        kernel.client.get_shell_msg(timeout=20)
        kinds = []
        with contextlib.suppress(queue.Empty):
            while True:
                told = kernel.client.get_iopub_msg(timeout=0.3)
                if told["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                    kinds.append(told["content"].get("execution_state", told["msg_type"]))
        return kinds

    request = {"code": "", "silent": True, "user_expressions": {"assay": "__assay__()"}}
    cell = {"code": "print(1)\n2", "silent": False, "store_history": True}
    assert published(request, {"assay": {"op": "names"}}) == []
    assert published(cell, {"assay": {"cell": "c", "question": "q"}}) == ["stream", "execute_result", "idle"]
    assert published(cell, {}) == ["busy", "execute_input", "stream", "execute_result", "idle"]
