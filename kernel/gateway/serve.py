"""Starts Enterprise Gateway with Assay's kernelspecs in an image of its own: ``serve.py [PORT]``.

GATEWAY_TOKEN holds the token that clients send. The two environments lie in ASSAY_PYTHON_FOLDER (gateway and kernel).
ASSAY_SANDBOX says what is to confine the kernels, as for the service. Where the service supervises the gateway itself,
src/kernels/gateway-process.ts does the same.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

KERNEL_FOLDER = Path(__file__).resolve().parent.parent
KERNEL_VARIABLES = "PATH,LANG,HOME,TMPDIR,IPYTHONDIR,MPLCONFIGDIR,PYTHONDONTWRITEBYTECODE"


def start_launcher(environment: Path, font_folder: Path) -> dict[str, str]:
    """Start the launcher of the kernels and return what it says of itself; ends with a sentence where it refuses.

    It ends with this process, and with the gateway that takes its place: the pipe to it stays open until then.
    """
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    arguments = {
        "kernel-folder": KERNEL_FOLDER,
        "environment": environment,
        "fonts": font_folder,
        "sandbox": os.environ.get("ASSAY_SANDBOX", "auto"),
    }
    process = subprocess.Popen(
        [
            str(environment / "bin" / "python"),
            "-m",
            "assay_launcher",
            *(f"--{name}={value}" for name, value in arguments.items()),
        ],
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": str(KERNEL_FOLDER / "launcher")},
        stdin=reading,
        stdout=subprocess.PIPE,
        cwd="/",
        text=True,
    )
    os.close(reading)
    said = json.loads((process.stdout.readline() if process.stdout else "") or '{"refused": "it did not start"}')
    if "refused" in said:
        sys.exit(
            f"Nothing here can confine a kernel: {said['refused']}. Set ASSAY_SANDBOX=off to do without, on purpose."
        )
    print(f"Kernels are confined by: {said['means']}", flush=True)
    return said


def write_kernelspecs(data_folder: Path, launched: dict[str, str]) -> None:
    """Write a kernelspec for each template, with the launcher's addresses in it."""
    for template in (KERNEL_FOLDER / "gateway" / "kernelspecs" / "launched").glob("*.json"):
        text = template.read_text()
        for name in ("launcher", "sockets"):
            text = text.replace(f"{{{name}}}", json.dumps(launched[name])[1:-1])
        folder = data_folder / "kernels" / template.stem
        folder.mkdir(parents=True)
        (folder / "kernel.json").write_text(text)


def main() -> None:
    """Replace this process by the gateway; ends with a sentence where the token is missing or short."""
    token = os.environ.get("GATEWAY_TOKEN", "")
    if len(token) < 16:
        sys.exit("Set GATEWAY_TOKEN to a secret of 16 characters or more; the service gets the same one.")
    port = sys.argv[1] if len(sys.argv) > 1 else "8888"
    pythons = Path(os.environ.get("ASSAY_PYTHON_FOLDER", "/opt/assay/python"))
    run_folder = Path(tempfile.mkdtemp(prefix="assay-gateway-"))
    for name in ("home", "tmp", "runtime", "data"):
        (run_folder / name).mkdir()
    write_kernelspecs(run_folder / "data", start_launcher(pythons / "kernel", run_folder / "home" / "matplotlib"))
    token_file = run_folder / "token"
    token_file.touch(mode=0o600)
    token_file.write_text(token)
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(run_folder / "home"),
        "TMPDIR": str(run_folder / "tmp"),
        "JUPYTER_DATA_DIR": str(run_folder / "data"),
        "JUPYTER_CONFIG_DIR": str(run_folder / "home"),
        "JUPYTER_RUNTIME_DIR": str(run_folder / "runtime"),
        "IPYTHONDIR": str(run_folder / "home" / "ipython"),
        "MPLCONFIGDIR": str(run_folder / "home" / "matplotlib"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(KERNEL_FOLDER / "launcher"),
        "ASSAY_GATEWAY_TOKEN_FILE": str(token_file),
        "EG_INHERITED_ENVS": KERNEL_VARIABLES,
    }
    os.chdir(run_folder / "home")
    python = str(pythons / "gateway" / "bin" / "python")
    options = [
        f"--config={KERNEL_FOLDER / 'gateway' / 'jupyter_enterprise_gateway_config.py'}",
        f"--EnterpriseGatewayApp.port={port}",
        "--EnterpriseGatewayApp.ip=0.0.0.0",
        "--EnterpriseGatewayApp.log_level=WARN",
    ]
    os.execve(python, [python, "-m", "enterprise_gateway", *options], environment)


if __name__ == "__main__":
    main()
