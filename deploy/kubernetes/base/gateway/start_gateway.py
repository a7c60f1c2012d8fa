"""Starts Enterprise Gateway in a pod: kernels become pods of their own, by its KubernetesProcessProxy.

The same image also starts the gateway with kernels inside (kernel/gateway/serve.py); this is its sibling for clusters.
Settings come from the environment (base/gateway.yaml), the clients' token from a file. The gateway itself gets a small
environment, because what starts kernels inherits from it.
"""

import json
import math
import os
import re
import sys
import tempfile
from pathlib import Path

from cluster_api import ClusterApi
from leftovers import sweep_once

FILES = Path(__file__).parent
MIN_TOKEN_CHARACTERS = 16
# Less than the 40 s after which a client gives a start up: the gateway takes a late pod back itself, and the next try
# finds the image on the node.
LAUNCH_LIMIT_SECONDS = 38
# On loopback: only launch_kernel_pod.py speaks to it.
RESPONSE_IP = "127.0.0.1"
POLL_SECONDS = 0.25

QUANTITY = r"\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?"
NAME = r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?"
# Setting, what it must look like, and how it reaches the pod's template.
SETTINGS = {
    "namespace": ("ASSAY_KERNEL_NAMESPACE", NAME, str),
    "image": ("ASSAY_KERNEL_IMAGE", r"[\w][\w./:@-]*", str),
    "cpu_request": ("ASSAY_KERNEL_CPU_REQUEST", QUANTITY, str),
    "cpu_limit": ("ASSAY_KERNEL_CPU_LIMIT", r"\d+(\.\d+)?m?", str),
    "memory": ("ASSAY_KERNEL_MEMORY", QUANTITY, str),
    "disk": ("ASSAY_KERNEL_DISK", QUANTITY, str),
    "lifetime_seconds": ("ASSAY_KERNEL_LIFETIME_SECONDS", r"[1-9]\d{1,6}", int),
    # Empty: the cluster's default runtime.
    "runtime_class": ("ASSAY_KERNEL_RUNTIME_CLASS", rf"({NAME})?", str),
}


def parse_settings(environment: dict[str, str]) -> dict:
    """The kernels' settings; raises ValueError that names every wrong variable at once."""
    settings, problems = {}, []
    for key, (name, pattern, parse) in SETTINGS.items():
        text = environment.get(name, "")
        if re.fullmatch(pattern, text):
            settings[key] = parse(text)
        else:
            problems.append(f"{name}: {text!r} is not of the form {pattern}")
    if problems:
        raise ValueError("\n".join(problems))
    cpu = settings["cpu_limit"]
    settings["threads"] = max(1, math.ceil(float(cpu[:-1]) / 1000 if cpu.endswith("m") else float(cpu)))
    return settings


def write_kernelspecs(folder: Path, values: dict[str, str]) -> None:
    """Write each kernelspec with `values` in the place of their names; other names are the gateway's to fill."""
    for template in FILES.glob("assay-*.json"):
        text = template.read_text()
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", json.dumps(value)[1:-1])
        target = folder / "kernels" / template.stem
        target.mkdir(parents=True)
        (target / "kernel.json").write_text(text)


def read_token(environment: dict[str, str]) -> str:
    """The token that clients send; ValueError where it is missing or short."""
    file = environment.get("GATEWAY_TOKEN_FILE", "")
    token = Path(file).read_text().strip() if file and Path(file).is_file() else ""
    if len(token) < MIN_TOKEN_CHARACTERS:
        raise ValueError(f"GATEWAY_TOKEN_FILE must name a file with {MIN_TOKEN_CHARACTERS} characters or more.")
    return token


def main() -> None:
    """Prepare a run folder, then replace this process by the gateway."""
    try:
        settings = parse_settings(dict(os.environ))
        token = read_token(dict(os.environ))
    except ValueError as error:
        sys.exit(str(error))
    pythons = Path(os.environ.get("ASSAY_PYTHON_FOLDER", "/opt/assay/python"))
    kernel_folder = Path(os.environ.get("ASSAY_KERNEL_FOLDER", "/app/kernel"))
    port = os.environ.get("ASSAY_GATEWAY_PORT", "8888")
    run_folder = Path(tempfile.mkdtemp(prefix="assay-gateway-"))
    for name in ("home", "tmp", "runtime", "data"):
        (run_folder / name).mkdir()
    settings_file = run_folder / "settings.json"
    settings_file.write_text(json.dumps(settings))
    gateway_python = str(pythons / "gateway" / "bin" / "python")
    write_kernelspecs(
        run_folder / "data",
        {
            "gateway_python": gateway_python,
            "kernel_python": str(pythons / "kernel" / "bin" / "python"),
            "kernel_folder": str(kernel_folder),
            "files": str(FILES),
            "settings": str(settings_file),
            "namespace": settings["namespace"],
            "image": settings["image"],
        },
    )
    token_file = run_folder / "token"
    token_file.touch(mode=0o600)
    token_file.write_text(token)
    # There is one gateway, and it ends before the next one starts: every kernel found now is a leftover.
    sweep_once(ClusterApi(settings["namespace"]), known_ids=(), min_age_seconds=0)
    gateway_environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(run_folder / "home"),
        "TMPDIR": str(run_folder / "tmp"),
        "JUPYTER_DATA_DIR": str(run_folder / "data"),
        "JUPYTER_CONFIG_DIR": str(run_folder / "home"),
        "JUPYTER_RUNTIME_DIR": str(run_folder / "runtime"),
        "IPYTHONDIR": str(run_folder / "home" / "ipython"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "KUBERNETES_SERVICE_HOST": os.environ["KUBERNETES_SERVICE_HOST"],
        "KUBERNETES_SERVICE_PORT": os.environ["KUBERNETES_SERVICE_PORT"],
        "ASSAY_GATEWAY_TOKEN_FILE": str(token_file),
        "ASSAY_KERNEL_NAMESPACE": settings["namespace"],
        "ASSAY_GATEWAY_BASE_CONFIG": str(kernel_folder / "gateway" / "jupyter_enterprise_gateway_config.py"),
        "EG_INHERITED_ENVS": "PATH,LANG,TMPDIR,PYTHONDONTWRITEBYTECODE",
        "EG_RESPONSE_IP": RESPONSE_IP,
        "EG_KERNEL_LAUNCH_TIMEOUT": str(LAUNCH_LIMIT_SECONDS),
        "EG_POLL_INTERVAL": str(POLL_SECONDS),
    }
    os.chdir(run_folder / "home")
    options = [
        f"--config={FILES / 'gateway_config.py'}",
        f"--EnterpriseGatewayApp.port={port}",
        "--EnterpriseGatewayApp.ip=0.0.0.0",
        "--EnterpriseGatewayApp.log_level=WARN",
    ]
    os.execve(gateway_python, [gateway_python, "-m", "enterprise_gateway", *options], gateway_environment)


if __name__ == "__main__":
    main()
