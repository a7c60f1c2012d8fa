"""Checks this deployment without a cluster: manifests against the schemas of Kubernetes, and what README.md promises.

    python deploy/kubernetes/check_manifests.py                what stands in this folder
    python deploy/kubernetes/check_manifests.py BUILT.yaml     what `kubectl kustomize SITE` wrote

Needs kubernetes-validate (it brings the schemas along) and jinja2. Ends with 1 and a sentence for each problem.
"""

import argparse
import functools
import json
import sys
from pathlib import Path

import kubernetes_validate
import kubernetes_validate.utils
import yaml

FOLDER = Path(__file__).resolve().parent
BASE = FOLDER / "base"
GATEWAY_FILES = BASE / "gateway"
sys.path[:0] = [str(FOLDER), str(GATEWAY_FILES)]

from launch_kernel_pod import parse_arguments, render_pod  # noqa: E402
from promises import find_problems  # noqa: E402
from start_gateway import parse_settings  # noqa: E402

# Each validation would read the same few megabytes anew.
kubernetes_validate.utils.schema_contents = functools.lru_cache(kubernetes_validate.utils.schema_contents)

# The oldest and the newest Kubernetes that the manifests are meant for.
SCHEMA_VERSIONS = ("1.31", "1.37")
PROCESS_PROXY = "enterprise_gateway.services.processproxies.k8s.KubernetesProcessProxy"
SAMPLE_KERNEL_ID = "0f2f0a52-6d0c-4a3e-9d55-0d6c1b1f7a11"
# What the gateway and its start script put in the place of a kernelspec's names.
SAMPLE_NAMES = {
    "gateway_python": "/opt/assay/python/gateway/bin/python",
    "kernel_python": "/opt/assay/python/kernel/bin/python",
    "kernel_folder": "/app/kernel",
    "files": "/etc/assay/gateway",
    "settings": "/tmp/assay-gateway/settings.json",
    "namespace": "assay-kernels",
    "image": "assay-gateway:0.1.0",
    "kernel_id": SAMPLE_KERNEL_ID,
    "response_address": "127.0.0.1:8877",
    "public_key": "bm9uZQ==",
}


def load_manifests() -> list[dict]:
    """The manifests in this folder, and the ConfigMaps that the base's kustomization.yaml makes."""
    files = sorted(
        file for file in FOLDER.rglob("*.yaml") if file.name != "kustomization.yaml" and not _is_foreign(file)
    )
    manifests = [body for file in files for body in load_file(file)]
    for entry in _load_kustomization(BASE)["configMapGenerator"]:
        data = dict(line.split("=", 1) for line in entry.get("literals", []))
        data |= {Path(name).name: (BASE / name).read_text() for name in entry.get("files", [])}
        metadata = {"name": entry["name"], "namespace": entry["namespace"]}
        manifests.append({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data})
    return manifests


def load_file(file: Path) -> list[dict]:
    """The documents of one file."""
    return [body for body in yaml.safe_load_all(file.read_text()) if body]


def load_kernelspecs() -> dict[str, dict]:
    """Our kernelspecs by their names, as the gateway would read them."""
    return {file.stem: json.loads(_fill(file.read_text())) for file in sorted(GATEWAY_FILES.glob("assay-*.json"))}


def render_kernel_pods(manifests: list[dict]) -> list[dict]:
    """The pod of each kernelspec with the settings in `manifests`, with and without a runtime class."""
    pods = []
    for runtime_class in ("", "gvisor"):
        environment = {"ASSAY_KERNEL_IMAGE": SAMPLE_NAMES["image"]}
        for body in manifests:
            if body["kind"] == "ConfigMap":
                environment |= {key: value for key, value in body["data"].items() if key.startswith("ASSAY_KERNEL_")}
        environment["ASSAY_KERNEL_RUNTIME_CLASS"] = runtime_class
        settings = parse_settings(environment)
        for spec in load_kernelspecs().values():
            arguments = parse_arguments(spec["argv"][2:])
            pods.append(render_pod(settings, arguments.kernel_id, arguments.command))
    return pods


def find_schema_problems(manifests: list[dict]) -> list[str]:
    """What the schemas of the oldest and the newest Kubernetes refuse, unknown fields too."""
    problems = []
    for body in manifests:
        for version in SCHEMA_VERSIONS:
            try:
                kubernetes_validate.validate(body, version, strict=True)
            except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
                place = ".".join(str(part) for part in getattr(error, "path", ()))
                name = f"{body['kind']} {body['metadata'].get('name')}"
                problems.append(f"{name}: Kubernetes {version} refuses {place or 'it'}: {error.message[:300]}")
    return problems


def find_kernelspec_problems() -> list[str]:
    """Whether each kernelspec starts pods by the gateway's own process proxy."""
    problems = []
    for name, spec in load_kernelspecs().items():
        if spec.get("metadata", {}).get("process_proxy", {}).get("class_name") != PROCESS_PROXY:
            problems.append(f"{name}: does not use {PROCESS_PROXY}")
        if spec.get("interrupt_mode") != "message":
            problems.append(f"{name}: no signal reaches a kernel in a pod; interrupt_mode must be message")
        if "{" in json.dumps(spec["argv"]):
            problems.append(f"{name}: a name in its command is filled by nobody")
        if spec.get("env") != {"KERNEL_NAMESPACE": SAMPLE_NAMES["namespace"]}:
            problems.append(f"{name}: must give the namespace and nothing else to the process proxy")
    return problems


def find_listing_problems() -> list[str]:
    """Whether each kustomization.yaml lists the files beside it, all of them and no other."""
    problems = []
    for file in FOLDER.rglob("kustomization.yaml"):
        if _is_foreign(file):
            continue
        content = yaml.safe_load(file.read_text())
        listed = {name for name in content.get("resources", []) if name.endswith(".yaml")}
        there = {other.name for other in file.parent.glob("*.yaml")} - {file.name}
        generated = {name for entry in content.get("configMapGenerator", []) for name in entry.get("files", [])}
        there |= {f"gateway/{other.name}" for other in file.parent.glob("gateway/*") if other.is_file()}
        for name in sorted((listed | generated) ^ there):
            problems.append(f"{file.relative_to(FOLDER)}: {name} is listed and not there, or there and not listed")
    return problems


def main() -> None:
    """Check, tell, and end with 1 where something is wrong."""
    parser = argparse.ArgumentParser(description="Checks the Kubernetes manifests without a cluster.")
    parser.add_argument("built", nargs="*", type=Path, help="files to check instead of this folder's manifests")
    built = parser.parse_args().built
    manifests = [body for file in built for body in load_file(file)] if built else load_manifests()
    pods = render_kernel_pods(manifests)
    problems = [
        *find_schema_problems([*manifests, *pods]),
        *find_problems(manifests, pods),
        *find_kernelspec_problems(),
        *find_listing_problems(),
    ]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        sys.exit(1)
    versions = " and ".join(SCHEMA_VERSIONS)
    print(f"{len(manifests)} manifests and {len(pods)} kernel pods: as Kubernetes {versions} and README.md say.")


def _load_kustomization(folder: Path) -> dict:
    return yaml.safe_load((folder / "kustomization.yaml").read_text())


def _fill(text: str) -> str:
    for name, value in SAMPLE_NAMES.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _is_foreign(file: Path) -> bool:
    """Whether it lies in an environment that somebody made in this folder."""
    return any((parent / "pyvenv.cfg").exists() for parent in file.parents)


if __name__ == "__main__":
    main()
