"""The manifests keep their promises, and the check would say so if they did not."""

import copy
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))

import check_manifests  # noqa: E402
from launch_kernel_pod import PORTS, build_connection, build_connection_secret, render_pod  # noqa: E402
from promises import KERNEL_PORTS, find_problems  # noqa: E402
from start_gateway import parse_settings, read_token  # noqa: E402

MANIFESTS = check_manifests.load_manifests()
KERNEL_PODS = check_manifests.render_kernel_pods(MANIFESTS)
SERVICE_KERNELSPECS = FOLDER.parent.parent / "kernel" / "gateway" / "kernelspecs" / "stock"
SETTINGS = {
    "ASSAY_KERNEL_NAMESPACE": "assay-kernels",
    "ASSAY_KERNEL_IMAGE": "registry.example.com:5000/assay-gateway@sha256:" + "0" * 64,
    "ASSAY_KERNEL_CPU_REQUEST": "500m",
    "ASSAY_KERNEL_CPU_LIMIT": "1500m",
    "ASSAY_KERNEL_MEMORY": "2Gi",
    "ASSAY_KERNEL_DISK": "1Gi",
    "ASSAY_KERNEL_LIFETIME_SECONDS": "10800",
}

Change = Callable[[dict], object]


def find(manifests: list[dict], kind: str, name: str, namespace: str | None = None) -> dict:
    """The one manifest of that kind and name."""
    (body,) = [
        body
        for body in manifests
        if (body["kind"], body["metadata"]["name"]) == (kind, name)
        and (namespace is None or body["metadata"]["namespace"] == namespace)
    ]
    return body


def pod_of(body: dict) -> dict:
    """The pod description in a workload."""
    return body["spec"]["template"]["spec"]


def container_of(body: dict) -> dict:
    """The container of a workload, or of a pod."""
    return (body["spec"] if body["kind"] == "Pod" else pod_of(body))["containers"][0]


def test_everything_is_as_the_schemas_say():
    assert check_manifests.find_schema_problems([*MANIFESTS, *KERNEL_PODS]) == []


def test_everything_is_as_promised():
    assert find_problems(MANIFESTS, KERNEL_PODS) == []
    assert check_manifests.find_kernelspec_problems() == []
    assert check_manifests.find_listing_problems() == []


@pytest.mark.parametrize(
    ("kind", "name", "change"),
    [
        ("Deployment", "web", lambda body: pod_of(body).update(enableServiceLink=False)),
        ("Deployment", "web", lambda body: container_of(body)["securityContext"].update(readOnlyRootFilesystem="yes")),
        ("Role", "kernel-launcher", lambda body: body["rules"][0].update(verb=["get"])),
        ("NetworkPolicy", "worker", lambda body: body["spec"].update(policyTypes="Egress")),
        ("ResourceQuota", "kernels", lambda body: body.update(apiVersion="v2")),
    ],
)
def test_a_manifest_that_is_not_well_formed_is_refused(kind: str, name: str, change: Change):
    body = copy.deepcopy(find(MANIFESTS, kind, name))
    change(body)
    assert check_manifests.find_schema_problems([body])


BROKEN: dict[str, tuple[str, str, str | None, Change]] = {
    "has no NetworkPolicy that denies everything": (
        *("NetworkPolicy", "deny-all", "assay-kernels"),
        lambda body: body["spec"].update(egress=[{}]),
    ),
    "does not enforce the restricted": (
        *("Namespace", "assay-kernels", None),
        lambda body: body["metadata"]["labels"].update({"pod-security.kubernetes.io/enforce": "baseline"}),
    ),
    "lets kernels out": (
        *("NetworkPolicy", "kernels-from-gateway", None),
        lambda body: body["spec"].update(policyTypes=["Ingress", "Egress"], egress=[{"ports": [{"port": 53}]}]),
    ),
    "lets others than the gateway reach kernels": (
        *("NetworkPolicy", "kernels-from-gateway", None),
        lambda body: body["spec"]["ingress"][0]["from"][0].pop("podSelector"),
    ),
    "opens other ports": (
        *("NetworkPolicy", "kernels-from-gateway", None),
        lambda body: body["spec"]["ingress"][0]["ports"][0].update(endPort=30000),
    ),
    "lets others than workers reach the gateway": (
        *("NetworkPolicy", "gateway", None),
        lambda body: body["spec"]["ingress"][0].pop("from"),
    ),
    "grants other rights": (
        *("Role", "kernel-launcher", None),
        lambda body: body["rules"][1]["verbs"].append("get"),
    ),
    "gives rights to others": (
        *("RoleBinding", "kernel-launcher", None),
        lambda body: body["subjects"].append({"kind": "ServiceAccount", "name": "service", "namespace": "assay"}),
    ),
    "hands its token": (
        *("ServiceAccount", "kernel", None),
        lambda body: body.pop("automountServiceAccountToken"),
    ),
    "gets a token": (
        *("Deployment", "worker", None),
        lambda body: pod_of(body).pop("automountServiceAccountToken"),
    ),
    "other than root": (
        *("Deployment", "web", None),
        lambda body: pod_of(body)["securityContext"].update(runAsUser=0),
    ),
    "has no seccomp profile": (
        *("Job", "migrate", None),
        lambda body: pod_of(body)["securityContext"].pop("seccompProfile"),
    ),
    "may write to its root": (
        *("Deployment", "gateway", None),
        lambda body: container_of(body)["securityContext"].update(readOnlyRootFilesystem=False),
    ),
    "may gain privileges": (
        *("DaemonSet", "image-on-nodes", None),
        lambda body: container_of(body)["securityContext"].pop("allowPrivilegeEscalation"),
    ),
    "keeps capabilities": (
        *("Deployment", "web", None),
        lambda body: container_of(body)["securityContext"]["capabilities"].update(add=["NET_BIND_SERVICE"]),
    ),
    "has no limit of memory": (
        *("Deployment", "worker", None),
        lambda body: container_of(body)["resources"]["limits"].pop("memory"),
    ),
    "has no size limit": (
        *("Deployment", "worker", None),
        lambda body: pod_of(body)["volumes"].append({"name": "more", "emptyDir": {}}),
    ),
    "is a hostPath": (
        *("Deployment", "web", None),
        lambda body: pod_of(body)["volumes"].append({"name": "node", "hostPath": {"path": "/"}}),
    ),
    "its image names no version": (
        *("Deployment", "web", None),
        lambda body: container_of(body).update(image="registry.example.com:5000/assay"),
    ),
    "hostNetwork is on": (
        *("Deployment", "web", None),
        lambda body: pod_of(body).update(hostNetwork=True),
    ),
    "instead of a reference": (
        *("Deployment", "worker", None),
        lambda body: container_of(body)["env"].append({"name": "GATEWAY_TOKEN", "value": "not-in-a-file"}),
    ),
    "belongs into a Secret": (
        *("ConfigMap", "service-settings", None),
        lambda body: body["data"].update(ASSAY_SECRET="x" * 32),
    ),
    "an address with a password": (
        *("ConfigMap", "service-settings", None),
        lambda body: body["data"].update(OTHER="smtps://user:word@host:465"),
    ),
    "does not tell to create": (
        *("Deployment", "web", None),
        lambda body: container_of(body)["env"][0]["valueFrom"]["secretKeyRef"].update(name="sevrice"),
    ),
    "selects no pod": (
        *("NetworkPolicy", "worker", None),
        lambda body: body["spec"]["podSelector"]["matchLabels"].update({"app.kubernetes.io/component": "wroker"}),
    ),
    "leads to no port": (
        *("Service", "gateway", None),
        lambda body: body["spec"]["ports"][0].update(targetPort="https"),
    ),
    "the workers can ask for": (
        *("Deployment", "worker", None),
        lambda body: body["spec"].update(replicas=3),
    ),
    "no quota bounds limits.cpu": (
        *("ResourceQuota", "kernels", None),
        lambda body: body["spec"]["hard"].pop("limits.cpu"),
    ),
    "exceed the quota of requests.memory": (
        *("ResourceQuota", "kernels", None),
        lambda body: body["spec"]["hard"].update({"requests.memory": "40Gi"}),
    ),
    "exceeds what one container may have": (
        *("LimitRange", "kernels", None),
        lambda body: body["spec"]["limits"][0]["max"].update(memory="1Gi"),
    ),
    "is in none of our namespaces": (
        *("Service", "web", None),
        lambda body: body["metadata"].pop("namespace"),
    ),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_manifest_that_breaks_a_promise_is_refused(sentence: str):
    kind, name, namespace, change = BROKEN[sentence]
    manifests = copy.deepcopy(MANIFESTS)
    change(find(manifests, kind, name, namespace))
    assert any(sentence in problem for problem in find_problems(manifests, KERNEL_PODS))


@pytest.mark.parametrize("kind", ["Secret", "ClusterRole", "ClusterRoleBinding", "Pod", "StatefulSet"])
def test_a_kind_that_nobody_expects_is_refused(kind: str):
    stray = {"apiVersion": "v1", "kind": kind, "metadata": {"name": "stray", "namespace": "assay"}}
    assert f"{kind} stray: this kind is not expected here" in find_problems([*MANIFESTS, stray], KERNEL_PODS)


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("gets a token", lambda pod: pod["spec"].pop("automountServiceAccountToken")),
        ("may write to its root", lambda pod: container_of(pod)["securityContext"].pop("readOnlyRootFilesystem")),
        ("holds more than its command line", lambda pod: container_of(pod).update(env=[{"name": "A", "value": "b"}])),
        ("can look up names", lambda pod: pod["spec"].update(dnsPolicy="ClusterFirst")),
        ("has no end", lambda pod: pod["spec"].pop("activeDeadlineSeconds")),
        ("is not its own", lambda pod: pod["spec"]["volumes"][2]["secret"].update(secretName="kernel-other")),
        ("would not find it", lambda pod: pod["metadata"]["labels"].pop("kernel_id")),
        ("shareProcessNamespace is on", lambda pod: pod["spec"].update(shareProcessNamespace=True)),
        ("is not in assay-kernels", lambda pod: pod["metadata"].update(namespace="assay")),
    ],
)
def test_a_kernel_pod_that_breaks_a_promise_is_refused(sentence: str, change: Change):
    pod = copy.deepcopy(KERNEL_PODS[0])
    change(pod)
    assert any(sentence in problem for problem in find_problems(MANIFESTS, [pod]))


def test_the_command_ends_with_1_where_something_is_wrong(tmp_path: Path):
    broken = copy.deepcopy(MANIFESTS)
    pod_of(find(broken, "Deployment", "web"))["hostPID"] = True
    for name, manifests, code in (("good.yaml", MANIFESTS, 0), ("broken.yaml", broken, 1)):
        (tmp_path / name).write_text(yaml.safe_dump_all(manifests))
        command = [sys.executable, str(FOLDER / "check_manifests.py"), str(tmp_path / name)]
        ended = subprocess.run(command, capture_output=True, text=True)
        assert ended.returncode == code, ended.stderr
    assert "Deployment web: hostPID is on" in ended.stderr


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl builds the overlay")
def test_the_built_example_is_as_promised(tmp_path: Path):
    built = subprocess.run(
        ["kubectl", "kustomize", str(FOLDER / "example")],
        capture_output=True,
        text=True,
        # No configuration of whoever runs this: nothing here speaks to a cluster.
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
    )
    assert built.returncode == 0, built.stderr
    manifests = [body for body in yaml.safe_load_all(built.stdout) if body]
    pods = check_manifests.render_kernel_pods(manifests)
    assert [*check_manifests.find_schema_problems(manifests), *find_problems(manifests, pods)] == []
    gateway = container_of(find(manifests, "Deployment", "gateway"))
    assert {"name": "ASSAY_KERNEL_IMAGE", "value": gateway["image"]} in gateway["env"]
    assert "unset" not in gateway["image"]


def test_kernels_in_pods_start_as_those_of_the_service_do():
    specs = check_manifests.load_kernelspecs()
    assert set(specs) == {file.stem for file in SERVICE_KERNELSPECS.glob("*.json")}
    for name, spec in specs.items():
        text = check_manifests._fill((SERVICE_KERNELSPECS / f"{name}.json").read_text())
        theirs = json.loads(text.replace("{connection_file}", "/run/assay/connection.json"))
        ours = spec["argv"][spec["argv"].index("--") + 1 :]
        assert ours == [*(f"{key}={value}" for key, value in theirs["env"].items()), *theirs["argv"]]


def test_ports_are_the_same_everywhere():
    assert set(PORTS.values()) == KERNEL_PORTS
    assert {port["containerPort"] for port in container_of(KERNEL_PODS[0])["ports"]} == KERNEL_PORTS


def test_text_in_a_setting_stays_text():
    settings = {**parse_settings(SETTINGS), "image": 'x"\n  hostNetwork: true # {{ 1 }}'}
    pod = render_pod(settings, check_manifests.SAMPLE_KERNEL_ID, ["A=$(B): [c]", "-"])
    assert container_of(pod)["image"] == settings["image"]
    assert container_of(pod)["command"][-2:] == ["A=$(B): [c]", "-"]
    assert "hostNetwork" not in pod["spec"]


def test_an_id_that_is_no_uuid_starts_nothing():
    with pytest.raises(ValueError):
        render_pod(parse_settings(SETTINGS), "../other", [])


def test_settings_are_checked_as_a_whole():
    assert parse_settings(SETTINGS)["threads"] == 2
    with pytest.raises(ValueError, match=r"(?s)ASSAY_KERNEL_MEMORY.*ASSAY_KERNEL_RUNTIME_CLASS"):
        parse_settings({**SETTINGS, "ASSAY_KERNEL_MEMORY": "much", "ASSAY_KERNEL_RUNTIME_CLASS": "g visor"})


def test_a_short_token_is_refused(tmp_path: Path):
    (tmp_path / "token").write_text("short\n")
    for environment in ({}, {"GATEWAY_TOKEN_FILE": str(tmp_path / "token")}):
        with pytest.raises(ValueError, match="16 characters"):
            read_token(environment)


def test_the_connection_secret_belongs_to_its_pod():
    pod = copy.deepcopy(KERNEL_PODS[0])
    pod["metadata"]["uid"] = "3b1c"
    connection = build_connection()
    secret = build_connection_secret(pod, connection)
    assert check_manifests.find_schema_problems([secret]) == []
    assert secret["metadata"]["ownerReferences"][0]["uid"] == "3b1c"
    assert secret["metadata"]["name"] == pod["spec"]["volumes"][2]["secret"]["secretName"]
    assert connection["key"] not in json.dumps(pod)
    assert build_connection()["key"] != connection["key"]
