"""Enterprise Gateway's way to a kernel of ours: asks the launcher for one, and holds on to it through a connection.

Runs in the gateway's process: the standard library and the gateway alone.
"""

import asyncio
import json
import os
import re
import select
import signal
import socket
import subprocess
import time
from typing import Any

from enterprise_gateway.services.processproxies.processproxy import (  # pyright: ignore[reportMissingImports]
    BaseProcessProxyABC,
    LocalProcessProxy,
)

_START_SECONDS = 60.0
_POLL_SECONDS = 0.005
_MODULE_NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
_MAX_NAMES = 100


class LauncherProcessProxy(LocalProcessProxy):
    """The process of one kernel, behind a unix socket to the launcher."""

    def __init__(self, kernel_manager: Any, proxy_config: dict[str, Any]):
        super().__init__(kernel_manager, proxy_config)
        self._folder = os.path.join(proxy_config["sockets"], self.kernel_id)
        kernel_manager.transport = "ipc"
        kernel_manager.ip = os.path.join(self._folder, "s")

    async def launch_process(self, kernel_cmd: Any, **kwargs: Any) -> "LauncherProcessProxy":
        """Start the kernel; raises RuntimeError with the reason where that fails."""
        await BaseProcessProxyABC.launch_process(self, kernel_cmd, **kwargs)
        env = kwargs["env"]
        process = _LaunchedProcess(self.proxy_config["launcher"])
        process.send(
            {
                "kernel": self.kernel_id,
                "kind": self.proxy_config["kind"],
                "connection": _describe_connection(self.kernel_manager),
                "forbid": _parse_names(env.get("KERNEL_ASSAY_FORBID", "")),
                "allow": _parse_names(env.get("KERNEL_ASSAY_ALLOW", "")),
            }
        )
        deadline = time.monotonic() + _START_SECONDS
        while process.pid is None and process.poll() is None and time.monotonic() < deadline:
            await asyncio.sleep(_POLL_SECONDS)
        if process.pid is None:
            process.kill()
            raise RuntimeError(f"The launcher started no kernel: {process.problem or 'no answer in time'}")
        self.local_proc = process
        self.pid = process.pid
        self.pgid = 0
        self.ip = "127.0.0.1"
        return self

    def terminate(self) -> None:
        """There is nothing to be saved in a kernel: end it at once."""
        if self.local_proc:
            self.local_proc.kill()

    def cleanup(self) -> None:
        """Let the launcher clear up, also where the kernel has ended by itself."""
        if self.local_proc:
            self.local_proc.close()
        super().cleanup()


class _LaunchedProcess:
    """What the gateway needs of `subprocess.Popen`."""

    def __init__(self, launcher: str):
        self.pid: int | None = None
        self.returncode: int | None = None
        self.problem: str | None = None
        self._received = b""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(_START_SECONDS)
        self._socket.connect(launcher)

    def send(self, message: dict[str, Any]) -> None:
        self._socket.sendall(json.dumps(message).encode() + b"\n")

    def poll(self) -> int | None:
        self._receive(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.returncode is None:
            left = 1.0 if deadline is None else deadline - time.monotonic()
            if left <= 0:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            self._receive(min(1.0, left))
        return self.returncode

    def send_signal(self, number: int) -> None:
        if number == 0 or self.poll() is not None:
            return
        try:
            self.send({"signal": number})
        except OSError:
            self.returncode = -signal.SIGKILL

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    terminate = kill

    def close(self) -> None:
        if self.returncode is None:
            self.returncode = -signal.SIGKILL
        self._socket.close()

    def _receive(self, wait_seconds: float) -> None:
        while self.returncode is None and select.select([self._socket], [], [], wait_seconds)[0]:
            part = self._socket.recv(65_536)
            if not part:
                self.returncode = -signal.SIGKILL
                return
            self._received += part
            *lines, self._received = self._received.split(b"\n")
            for line in lines:
                message = json.loads(line)
                self.pid = message.get("started", self.pid)
                self.problem = message.get("failed", self.problem)
                self.returncode = message.get("exit", self.returncode)
            wait_seconds = 0


def _describe_connection(manager: Any) -> dict[str, Any]:
    ports = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
    return {
        "transport": "ipc",
        "ip": "/kernel",
        "key": manager.session.key.decode("ascii"),
        "signature_scheme": manager.session.signature_scheme,
        **{name: getattr(manager, name) for name in ports},
    }


def _parse_names(text: str) -> list[str]:
    """Names of Python modules, separated by commas; raises ValueError for anything else."""
    names = [name for name in text.split(",") if name]
    if len(names) > _MAX_NAMES or not all(_MODULE_NAME.fullmatch(name) for name in names):
        raise ValueError("KERNEL_ASSAY_FORBID and KERNEL_ASSAY_ALLOW hold names of modules, separated by commas")
    return names
