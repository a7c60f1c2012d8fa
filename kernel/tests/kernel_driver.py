"""Lends tests a real kernel with the agent in it, started as the kernelspecs start it, and ends it for sure."""

import contextlib
import os
import queue
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager

from assay_wire import decode, encode

CANDIDATE_FOLDER = Path(__file__).resolve().parent.parent / "candidate"
REPLY_MIME = "application/vnd.assay+json"
START_SECONDS = 60.0
REPLY_SECONDS = 120.0


class Run:
    """What one cell said and drew, and how it ended."""

    def __init__(self) -> None:
        self.stdout = ""
        self.stderr = ""
        self.displays: list[dict[str, Any]] = []
        self.error: dict[str, Any] | None = None

    @property
    def texts(self) -> list[str]:
        return [data.get("text/plain", "") for data in self.displays]


class Kernel:
    """One kernel; `run` is a candidate's cell, `ask` a request of the grader's."""

    def __init__(self, manager: KernelManager, client: Any):
        self.manager = manager
        self.client = client
        self.cells = 0

    def run(self, source: str, *, question: str = "q", cpu_seconds: float = 30.0, role: str = "answer") -> Run:
        """Run `source` as a cell of `question`; an exception of the cell is in the result, not raised."""
        self.cells += 1
        mark = {"question": question, "cell": f"c{self.cells}", "role": role, "cpuSeconds": cpu_seconds}
        content = {
            "code": source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        run = Run()
        self._execute(content, mark, run)
        return run

    def reply(self, op: str, **fields: Any) -> dict[str, Any]:
        """Return the agent's whole reply to a request."""
        content = {
            "code": "",
            "silent": True,
            "store_history": False,
            "user_expressions": {"assay": "__assay__()"},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        reply = self._execute(content, {"op": op, **fields}, Run())
        expression = reply["user_expressions"]["assay"]
        assert expression["status"] == "ok", expression
        return expression["data"][REPLY_MIME]

    def ask(self, op: str, **fields: Any) -> Any:
        """Return the value of a request that must succeed."""
        reply = self.reply(op, **fields)
        assert reply["ok"], reply
        return reply["value"]

    def value(self, name: str) -> Any:
        return decode(self.ask("values", names=[name])[name])

    def call(self, name: str, *args: Any, **fields: Any) -> Any:
        """Call a function of the candidate's and return its result as plain data."""
        return decode(self.ask("call", target={"name": name}, args=[encode(arg) for arg in args], **fields)["result"])

    def figures(self) -> list[dict[str, Any]]:
        return self.ask("figures", take=True)["figures"]

    def _execute(self, content: dict[str, Any], mark: dict[str, Any], run: Run) -> dict[str, Any]:
        message = self.client.session.msg("execute_request", content, metadata={"assay": mark})
        number = message["header"]["msg_id"]
        self.client.shell_channel.send(message)
        end = time.monotonic() + REPLY_SECONDS
        while True:
            reply = self.client.get_shell_msg(timeout=max(0.1, end - time.monotonic()))
            if reply["parent_header"].get("msg_id") == number:
                break
        # Of the end of a request nothing is said.
        if "op" not in mark:
            self._read_output(number, run, end)
        return reply["content"]

    def _read_output(self, number: str, run: Run, end: float) -> None:
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.1, end - time.monotonic()))
            if message["parent_header"].get("msg_id") != number:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return
            if kind == "stream":
                setattr(run, content["name"], getattr(run, content["name"]) + content["text"])
            elif kind in ("display_data", "execute_result"):
                run.displays.append(content["data"])
            elif kind == "error":
                run.error = content


@contextlib.contextmanager
def agent_kernel(role: str | None = "subject", module: str = "assay_agent", **setup: Any) -> Iterator[Kernel]:
    """Start a kernel with the agent; with a `role` it is set up for it. It is killed at the end."""
    manager = KernelManager()
    spec = manager.kernel_spec
    assert spec is not None
    spec.argv = [sys.executable, "-m", module, "-f", "{connection_file}"]
    manager.start_kernel(env={**os.environ, "PYTHONPATH": str(CANDIDATE_FOLDER)})
    client = manager.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=START_SECONDS)
        with contextlib.suppress(queue.Empty):
            while True:
                client.get_iopub_msg(timeout=0.1)
        kernel = Kernel(manager, client)
        if role is not None:
            kernel.ask("setup", role=role, **setup)
        yield kernel
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
