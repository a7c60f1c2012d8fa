"""Enterprise Gateway, as installed, starts, interrupts, loses and ends kernels as pods of a pretend cluster.

What a real cluster adds (admission, quota, network policies, images) is not here; README.md says how to see it there.
"""

import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

FOLDER = Path(__file__).resolve().parent
REPOSITORY = FOLDER.parent.parent
sys.path[:0] = [str(FOLDER), str(FOLDER / "base" / "gateway")]

import check_manifests  # noqa: E402
import cluster_api  # noqa: E402
from leftovers import remove_leftovers  # noqa: E402
from pretend_cluster import PretendCluster, build_sandbox  # noqa: E402
from promises import find_problems  # noqa: E402

PYTHONS = Path(os.environ.get("ASSAY_PYTHON_FOLDER", REPOSITORY / "var" / "python"))
TOKEN = "a-token-for-this-test-alone"
HEADERS = {"Authorization": f"token {TOKEN}"}
START_LIMIT_SECONDS = 40
REPLY_LIMIT_SECONDS = 40


def can_isolate() -> bool:
    """Whether this machine lets us make mount namespaces, and has what the gateway and its kernels need."""
    if not all(shutil.which(program) for program in ("unshare", "setpriv", "openssl")):
        return False
    if not all((PYTHONS / name / "bin" / "python").exists() for name in ("gateway", "kernel")):
        return False
    command = ["unshare", "--mount", "--map-root-user", "unshare", "--user", "--map-user=10001", "true"]
    return subprocess.run(command, capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not can_isolate(), reason="needs the two environments of npm start, and unshare")


class RunningGateway:
    """Enterprise Gateway as its Deployment starts it, on a port of its own."""

    def __init__(self, folder: Path, cluster: PretendCluster):
        self._folder = folder
        self._cluster = cluster
        self._process: subprocess.Popen | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (folder / "token-volume").mkdir()
        (folder / "token-volume" / "token").write_text(TOKEN)

    def start(self) -> None:
        """Start and wait until it answers."""
        (settings,) = [
            dict(line.split("=", 1) for line in entry["literals"])
            for entry in yaml.safe_load((FOLDER / "base" / "kustomization.yaml").read_text())["configMapGenerator"]
            if entry["name"] == "kernel-settings"
        ]
        environment = {
            **settings,
            "PATH": "/usr/bin:/bin",
            "ASSAY_KERNEL_IMAGE": "assay-gateway:0.1.0",
            "ASSAY_PYTHON_FOLDER": str(PYTHONS),
            "ASSAY_KERNEL_FOLDER": str(REPOSITORY / "kernel"),
            "ASSAY_GATEWAY_PORT": str(self.port),
            "GATEWAY_TOKEN_FILE": "/run/assay/token",
            "KUBERNETES_SERVICE_HOST": "127.0.0.1",
            "KUBERNETES_SERVICE_PORT": str(self._cluster.port),
        }
        mounts = {str(cluster_api.ACCOUNT_FOLDER).replace("/var/run", "/run"): self._cluster.account_folder}
        mounts["/run/assay"] = self._folder / "token-volume"
        python = str(PYTHONS / "gateway" / "bin" / "python")
        start = str(FOLDER / "base" / "gateway" / "start_gateway.py")
        command = build_sandbox(self._folder, mounts, [python, start], read_only_root=False)
        with (self._folder / "gateway.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                self.call("GET", "/api/kernels")
                return
            time.sleep(0.2)
        raise AssertionError((self._folder / "gateway.log").read_text())

    def kill(self) -> None:
        """End it without a chance to end its kernels."""
        if self._process:
            self._process.kill()
            self._process.wait(10)

    def stop(self) -> None:
        """End it as the cluster does."""
        if self._process:
            self._process.terminate()
            self._process.wait(20)

    def call(self, method: str, path: str, body: dict | None = None) -> object:
        """A REST call with the clients' token; raises urllib.error.HTTPError."""
        data = json.dumps(body).encode() if body is not None else None
        address = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(address, data, HEADERS, method=method)
        with urllib.request.urlopen(request, timeout=START_LIMIT_SECONDS) as response:
            return json.loads(response.read() or b"null")

    def start_kernel(self, name: str) -> str:
        """The new kernel's id."""
        return self.call("POST", "/api/kernels", {"name": name, "env": {"KERNEL_USERNAME": "assay"}})["id"]

    async def connect(self, kernel_id: str) -> WebSocketClientConnection:
        """A connection to all channels of a kernel."""
        address = f"ws://127.0.0.1:{self.port}/api/kernels/{kernel_id}/channels?session_id={uuid.uuid4().hex}"
        return await websocket_connect(HTTPRequest(address, headers=HEADERS))


async def execute(connection: WebSocketClientConnection, code: str) -> str:
    """What `code` printed, the name of its exception, or "dead"."""
    message_id = uuid.uuid4().hex
    header = {"msg_id": message_id, "msg_type": "execute_request", "username": "", "session": "test", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False, "user_expressions": {}}
    message = {"header": {**header, "date": ""}, "parent_header": {}, "metadata": {}, "content": content}
    await connection.write_message(json.dumps({**message, "channel": "shell"}))
    said = ""
    while True:
        reply = json.loads(await asyncio.wait_for(connection.read_message(), REPLY_LIMIT_SECONDS))
        state = reply["content"].get("execution_state")
        if state == "dead":
            return "dead"
        if reply["parent_header"].get("msg_id") != message_id:
            continue
        said += reply["content"].get("text", "") + reply["content"].get("ename", "") * (reply["channel"] == "iopub")
        if state == "idle":
            return said.strip()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[PretendCluster]:
    (role,) = [body for body in check_manifests.load_file(FOLDER / "base" / "kernels.yaml") if body["kind"] == "Role"]
    cluster = PretendCluster(tmp_path / "cluster", role["rules"])
    yield cluster
    cluster.close()


@pytest.fixture
def gateway(tmp_path: Path, cluster: PretendCluster) -> Iterator[RunningGateway]:
    gateway = RunningGateway(tmp_path, cluster)
    gateway.start()
    yield gateway
    gateway.stop()


LOOK_AROUND = """
import json, os
def attempt(path):
    try:
        open(path, "w").close()
        return "written"
    except OSError as error:
        return error.strerror
status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\\t" in line)
print(json.dumps({
    "root": attempt("/etc/x"), "connection": attempt("/run/assay/connection.json"),
    "tmp": attempt(os.environ["TMPDIR"] + "/x"), "home": attempt("x"),
    "uid": os.getuid(), "capabilities": int(status["CapEff"], 16) | int(status["CapPrm"], 16),
    "gains": status["NoNewPrivs"] == "0", "secrets": [name for name in os.environ if "TOKEN" in name or "KUBE" in name],
}))
"""


def test_a_kernel_lives_and_ends_as_a_pod(cluster: PretendCluster, gateway: RunningGateway):
    async def live() -> None:
        kernel_id = gateway.start_kernel("assay-subject")
        assert cluster.pod_names() == cluster.secret_names() == [f"kernel-{kernel_id}"]
        connection = await gateway.connect(kernel_id)
        assert json.loads(await execute(connection, LOOK_AROUND)) == {
            **{"root": "Read-only file system", "connection": "Permission denied", "tmp": "written", "home": "written"},
            **{"uid": 10001, "capabilities": 0, "gains": False, "secrets": []},
        }
        endless = asyncio.create_task(execute(connection, "while True: pass"))
        await asyncio.sleep(1)
        await asyncio.to_thread(gateway.call, "POST", f"/api/kernels/{kernel_id}/interrupt", {})
        assert await asyncio.wait_for(endless, 5) == "KeyboardInterrupt"
        await asyncio.to_thread(gateway.call, "DELETE", f"/api/kernels/{kernel_id}")
        connection.close()

    asyncio.run(live())
    assert cluster.pod_names() == cluster.secret_names() == []
    assert find_problems(check_manifests.load_manifests(), cluster.pods_seen) == []
    assert cluster.secrets_seen[0]["stringData"]["connection.json"] not in json.dumps(cluster.pods_seen)
    granted = {("pods", "create"), ("pods", "list"), ("pods", "delete"), ("secrets", "create")}
    assert set(cluster.calls) == granted


def test_the_client_hears_that_a_kernel_died_and_its_pod_goes(
    cluster: PretendCluster, gateway: RunningGateway, monkeypatch: pytest.MonkeyPatch
):
    async def die() -> None:
        connection = await gateway.connect(gateway.start_kernel("assay-bare"))
        assert await execute(connection, "import os; os._exit(3)") == "dead"

    asyncio.run(die())
    assert len(cluster.pod_names()) == 1
    monkeypatch.setattr(cluster_api, "ACCOUNT_FOLDER", cluster.account_folder)
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "127.0.0.1")
    monkeypatch.setenv("KUBERNETES_SERVICE_PORT", str(cluster.port))
    api = cluster_api.ClusterApi("assay-kernels")
    kernel_id = cluster.pod_names()[0].removeprefix("kernel-")
    assert remove_leftovers(api, {kernel_id}, min_age_seconds=0) == []
    assert remove_leftovers(api, (), min_age_seconds=3_600) == []
    assert remove_leftovers(api, (), min_age_seconds=0) == [f"kernel-{kernel_id}"]
    assert cluster.pod_names() == cluster.secret_names() == []


def test_a_gateway_removes_what_a_killed_one_left(cluster: PretendCluster, gateway: RunningGateway):
    gateway.start_kernel("assay-judge")
    gateway.kill()
    assert len(cluster.pod_names()) == 1
    gateway.start()
    assert cluster.pod_names() == cluster.secret_names() == []


def test_a_pod_that_the_cluster_refuses_fails_the_start_at_once(cluster: PretendCluster, gateway: RunningGateway):
    cluster.refuse_pods_because = "exceeded quota: kernels"
    started = time.monotonic()
    with pytest.raises(urllib.error.HTTPError) as failure:
        gateway.start_kernel("assay-subject")
    assert failure.value.code == 500
    assert time.monotonic() - started < 10
    assert "exceeded quota: kernels" in (gateway._folder / "gateway.log").read_text()
