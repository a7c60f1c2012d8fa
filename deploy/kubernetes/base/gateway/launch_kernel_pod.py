"""Starts one kernel as a pod; Enterprise Gateway's KubernetesProcessProxy runs this for each (see the kernelspecs).

1. The pod is rendered from kernel-pod.yaml.j2 and created.
2. The kernel's connection file (fixed ports, since each pod has its own network; a fresh key) becomes a Secret that
   belongs to the pod: the key stands in no pod description, and the Secret goes when the pod goes.
3. The gateway gets the same connection on its response address. It is sent from here, beside the gateway, so that the
   address can be on loopback and a kernel needs no way out of its pod.

From there on the process proxy watches the pod itself. Whatever fails here ends with a sentence on stderr and code 1,
and the pod is taken back.
"""

import argparse
import base64
import json
import secrets
import socket
import sys
import uuid
from pathlib import Path

import jinja2
import yaml

TEMPLATE = Path(__file__).with_name("kernel-pod.yaml.j2")
# Below the ports that Linux gives to outgoing connections, so that none of the kernel's own can be in the way.
PORTS = {"shell_port": 20001, "iopub_port": 20002, "stdin_port": 20003, "hb_port": 20004, "control_port": 20005}
RESPONSE_LIMIT_SECONDS = 10
PAYLOAD_VERSION = 1
AES_BLOCK_BYTES = 16


def render_pod(settings: dict, kernel_id: str, command: list[str]) -> dict:
    """The pod of one kernel. `command` is what ``env -i`` gets after our common variables: NAME=value …, program, …"""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True)
    template = environment.from_string(TEMPLATE.read_text())
    kernel_id = str(uuid.UUID(kernel_id))
    return yaml.safe_load(template.render(**settings, name=f"kernel-{kernel_id}", kernel_id=kernel_id, command=command))


def build_connection() -> dict:
    """A connection file as ipykernel reads it, with a key of its own."""
    return {
        "transport": "tcp",
        "ip": "0.0.0.0",
        **PORTS,
        "signature_scheme": "hmac-sha256",
        "key": secrets.token_hex(32),
    }


def build_connection_secret(pod: dict, connection: dict) -> dict:
    """The Secret that the pod mounts; the cluster removes it with the pod."""
    metadata = pod["metadata"]
    owner = {"apiVersion": "v1", "kind": "Pod", "name": metadata["name"], "uid": metadata["uid"]}
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "type": "Opaque",
        "immutable": True,
        "metadata": {"name": metadata["name"], "namespace": metadata["namespace"], "ownerReferences": [owner]},
        "stringData": {"connection.json": json.dumps(connection)},
    }


def build_response(kernel_id: str, connection: dict, public_key: str) -> bytes:
    """What the gateway expects on its response address: the connection under an AES key, that under its RSA key."""
    from Cryptodome.Cipher import AES, PKCS1_v1_5
    from Cryptodome.PublicKey import RSA
    from Cryptodome.Util.Padding import pad

    aes_key = secrets.token_bytes(AES_BLOCK_BYTES)
    text = json.dumps({**connection, "kernel_id": kernel_id}).encode()
    payload = {
        "version": PAYLOAD_VERSION,
        "key": _base64(PKCS1_v1_5.new(RSA.import_key(base64.b64decode(public_key))).encrypt(aes_key)),
        "conn_info": _base64(AES.new(aes_key, AES.MODE_ECB).encrypt(pad(text, AES_BLOCK_BYTES))),
    }
    return base64.b64encode(json.dumps(payload).encode())


def send_response(address: str, response: bytes) -> None:
    """Hand the connection to the gateway; the end of the stream ends the message."""
    host, _, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=RESPONSE_LIMIT_SECONDS) as stream:
        stream.sendall(response)


def launch(arguments: argparse.Namespace) -> None:
    """Create pod and Secret and answer the gateway; take the pod back where one of the later steps fails."""
    from cluster_api import ClusterApi

    settings = json.loads(Path(arguments.settings).read_text())
    api = ClusterApi(settings["namespace"])
    connection = build_connection()
    pod = api.create("pods", render_pod(settings, arguments.kernel_id, arguments.command))
    try:
        api.create("secrets", build_connection_secret(pod, connection))
        send_response(arguments.response_address, build_response(arguments.kernel_id, connection, arguments.public_key))
    except BaseException:
        api.delete_pod(pod["metadata"]["name"])
        raise


def parse_arguments(words: list[str]) -> argparse.Namespace:
    """Options, then ``--``, then the kernel's own variables and command."""
    parser = argparse.ArgumentParser(description="Starts one kernel as a pod.")
    parser.add_argument("--settings", required=True, help="a JSON file that start_gateway.py wrote")
    parser.add_argument("--kernel-id", required=True)
    parser.add_argument("--response-address", required=True, help="where the gateway waits for the connection")
    parser.add_argument("--public-key", required=True, help="the gateway's RSA key in base64")
    parser.add_argument("command", nargs="+", help="NAME=value …, program, argument …")
    return parser.parse_args(words)


def main() -> None:
    """Launch as the command line says."""
    from cluster_api import ClusterApiError

    arguments = parse_arguments(sys.argv[1:])
    try:
        launch(arguments)
    except (ClusterApiError, OSError, ValueError, KeyError, jinja2.TemplateError, yaml.YAMLError) as error:
        sys.exit(f"Kernel {arguments.kernel_id} was not started: {error}")


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


if __name__ == "__main__":
    main()
