"""A pretend cluster for test_launch.py: an API server that knows pods and Secrets, and runs each pod as a process here.

It is strict where the manifests promise something: a call that the Role does not grant is refused, and a pod's process
sees a read-only root, only its own volumes, an unprivileged user and no capabilities. It is no cluster: no admission,
no quota, no network policy, no resource limits, no image. An address of the loopback stands in for a pod's network.
"""

import base64
import contextlib
import datetime
import json
import os
import secrets
import shlex
import signal
import ssl
import subprocess
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

VERBS = {"POST": "create", "GET": "list", "DELETE": "delete"}
STOP_LIMIT_SECONDS = 5
# Those of a kernel's variables that name a folder in its pod's volumes.
FOLDER_VARIABLES = {"HOME", "TMPDIR", "IPYTHONDIR", "MPLCONFIGDIR"}


def make_certificate(folder: Path) -> None:
    """A key and a certificate for 127.0.0.1 that signs itself."""
    words = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "ca.crt")]
    subprocess.run([*words.split(), *files], check=True, capture_output=True)


def build_sandbox(folder: Path, mounts: dict[str, Path], command: list[str], read_only_root: bool) -> list[str]:
    """A command that runs `command` where `mounts` (target -> folder) are in place.

    Targets below /run are mounted there. Others (/tmp, /home/assay) may hold this very clone: there the command's
    variables get the folder's own path instead. With `read_only_root` it runs as user 10001 without capabilities, and
    only the folders of `mounts` can be written to.
    """
    lines = ["set -e", "mount -t tmpfs tmpfs /run"]
    for target, source in mounts.items():
        quoted = shlex.quote(str(source))
        if target.startswith("/run/"):
            lines.append(f"mkdir -p {target} && mount --bind {quoted} {target}")
        else:
            # A mount of its own stays writable when the root is not.
            lines.append(f"mount --bind {quoted} {quoted}")
    user = ""
    if read_only_root:
        # The folder we are in was entered before it was mounted.
        lines += ["mount -o remount,bind,ro /", 'cd "$PWD"']
        user = "unshare --user --map-user=10001 --map-group=10001 setpriv --no-new-privs"
    lines.append(f"exec {user} {shlex.join(_translate(word, mounts) for word in command)}")
    script = folder / "sandbox.sh"
    script.write_text("\n".join(lines) + "\n")
    return ["unshare", "--mount", "--map-root-user", "sh", str(script)]


def _translate(word: str, mounts: dict[str, Path]) -> str:
    name, equals, value = word.partition("=")
    if equals and name in FOLDER_VARIABLES:
        for target, source in mounts.items():
            if value == target or value.startswith(f"{target}/"):
                return f"{name}={source}{value.removeprefix(target)}"
    return word


class PretendCluster:
    """Serves the API on 127.0.0.1; `rules` are those of a Role. `calls` and `pods_seen` tell what was asked of it."""

    def __init__(self, folder: Path, rules: list[dict]):
        self.folder = folder
        self.account_folder = folder / "account"
        self.account_folder.mkdir(parents=True)
        make_certificate(self.account_folder)
        self.token = secrets.token_hex(16)
        (self.account_folder / "token").write_text(self.token)
        self._granted = {(kind, verb) for rule in rules for kind in rule["resources"] for verb in rule["verbs"]}
        self.calls: list[tuple[str, str]] = []
        self.pods_seen: list[dict] = []
        self.secrets_seen: list[dict] = []
        self.refuse_pods_because = ""
        self._pods: dict[str, dict] = {}
        self._secrets: dict[str, dict] = {}
        self._processes: dict[str, subprocess.Popen] = {}
        self._lock = threading.Lock()
        # Another run on this machine has another process id.
        self._network = f"127.{20 + os.getpid() % 200}.{os.getpid() // 200 % 250}"
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._make_handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.account_folder / "ca.crt", self.account_folder / "key.pem")
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """End the server and whatever still runs."""
        self._server.shutdown()
        self._server.server_close()
        for name in list(self._pods):
            self._remove(name)

    def pod_names(self) -> list[str]:
        """The pods that exist now."""
        return sorted(self._pods)

    def secret_names(self) -> list[str]:
        """The Secrets that exist now."""
        return sorted(self._secrets)

    def _make_handler(self) -> type[BaseHTTPRequestHandler]:
        cluster = self

        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length) or b"null")
                # The gateway's own client writes "bearer"; API servers take either.
                scheme, _, token = (self.headers.get("Authorization") or "").partition(" ")
                authorized = scheme.lower() == "bearer" and token == cluster.token
                status, reply = cluster._answer(self.command, self.path, body) if authorized else (401, {})
                text = json.dumps(reply).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = _serve

            def log_message(self, *_words) -> None:
                pass

        return Handler

    def _answer(self, method: str, path: str, body: dict | None) -> tuple[int, dict]:
        address = urlsplit(path)
        parts = address.path.strip("/").split("/")
        if parts[:4] != ["api", "v1", "namespaces", "assay-kernels"] or len(parts) not in (5, 6):
            return 403, {"message": f"{method} {path} is not granted"}
        kind, name = parts[4], parts[5] if len(parts) == 6 else ""
        verb = "get" if method == "GET" and name else VERBS.get(method, method)
        with self._lock:
            self.calls.append((kind, verb))
            if (kind, verb) not in self._granted:
                return 403, {"message": f"{verb} {kind} is not granted"}
            if (kind, verb) == ("pods", "create"):
                return self._create_pod(body)
            if (kind, verb) == ("secrets", "create"):
                return self._create_secret(body)
            if verb == "list":
                return 200, self._list(parse_qs(address.query).get("labelSelector", [""])[0])
            if name not in self._pods:
                return 404, {"message": f"{name} is not there"}
            return 200, self._remove(name)

    def _create_pod(self, pod: dict) -> tuple[int, dict]:
        if self.refuse_pods_because:
            return 403, {"message": self.refuse_pods_because}
        number = len(self.pods_seen) + 2
        self.pods_seen.append(json.loads(json.dumps(pod)))
        pod["metadata"]["uid"] = str(uuid.uuid4())
        pod["metadata"]["creationTimestamp"] = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        pod["status"] = {"phase": "Pending", "podIP": f"{self._network}.{number}", "hostIP": "127.0.0.1"}
        self._pods[pod["metadata"]["name"]] = pod
        return 201, pod

    def _create_secret(self, secret: dict) -> tuple[int, dict]:
        self.secrets_seen.append(secret)
        name = secret["metadata"]["name"]
        self._secrets[name] = secret
        # The kubelet waits for the Secrets that a pod mounts.
        if name in self._pods:
            self._run(self._pods[name])
        return 201, secret

    def _run(self, pod: dict) -> None:
        name = pod["metadata"]["name"]
        folder = self.folder / name
        mounts = {}
        volumes = {volume["name"]: volume for volume in pod["spec"]["volumes"]}
        container = pod["spec"]["containers"][0]
        for mount in container["volumeMounts"]:
            source = folder / mount["name"]
            source.mkdir(parents=True)
            mounts[mount["mountPath"]] = source
            secret = volumes[mount["name"]].get("secret")
            if secret:
                self._write_secret(source, self._secrets[secret["secretName"]], pod["status"]["podIP"])
        command = build_sandbox(folder, mounts, container["command"], read_only_root=True)
        with (folder / "log").open("wb") as log:
            self._processes[name] = subprocess.Popen(
                command, stdout=log, stderr=log, env={}, cwd=mounts[container["workingDir"]], start_new_session=True
            )
        pod["status"]["phase"] = "Running"

    def _write_secret(self, folder: Path, secret: dict, address: str) -> None:
        data = {key: base64.b64decode(value).decode() for key, value in secret.get("data", {}).items()}
        for key, text in {**data, **secret.get("stringData", {})}.items():
            (folder / key).write_text(text.replace('"0.0.0.0"', f'"{address}"'))
            (folder / key).chmod(0o440)

    def _list(self, selector: str) -> dict:
        wanted = dict(part.split("=", 1) for part in selector.split(",") if part)
        items = []
        for name, pod in self._pods.items():
            process = self._processes.get(name)
            if process is not None and process.poll() is not None:
                pod["status"]["phase"] = "Succeeded" if process.returncode == 0 else "Failed"
            if wanted.items() <= pod["metadata"]["labels"].items():
                items.append(pod)
        return {"apiVersion": "v1", "kind": "PodList", "metadata": {}, "items": items}

    def _remove(self, name: str) -> dict:
        pod = self._pods.pop(name)
        process = self._processes.pop(name, None)
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_LIMIT_SECONDS)
        for secret_name, secret in list(self._secrets.items()):
            if any(owner["uid"] == pod["metadata"]["uid"] for owner in secret["metadata"]["ownerReferences"]):
                del self._secrets[secret_name]
        return pod
