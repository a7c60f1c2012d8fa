"""What the manifests promise, as checks of their structure. Each yields a sentence for each promise that is broken.

The schemas say whether a manifest is well formed; these say whether it is safe: pods without rights, namespaces that
begin with nothing, no secret in any file, and selectors that select something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

SERVICE_NAMESPACE = "assay"
KERNEL_NAMESPACE = "assay-kernels"
KERNEL_PORTS = {20001, 20002, 20003, 20004, 20005}
# Subject, twin, judge, and a bare twin for each set of things that questions forbid.
KERNELS_PER_GRADING = 6

CLUSTER_KINDS = {"Namespace", "RuntimeClass"}
WORKLOAD_KINDS = {"Deployment", "DaemonSet", "Job"}
OTHER_KINDS = {
    *("ServiceAccount", "Role", "RoleBinding", "ResourceQuota", "LimitRange", "NetworkPolicy"),
    *("Service", "PodDisruptionBudget", "Ingress", "ConfigMap"),
}
GATEWAY = (SERVICE_NAMESPACE, "gateway")
# The verbs that Enterprise Gateway's process proxy and our launcher need, and nothing else.
KERNEL_RIGHTS = {("", "pods", "create"), ("", "pods", "list"), ("", "pods", "delete"), ("", "secrets", "create")}
# What README.md tells to create.
SECRETS = {"service": {"DATABASE_URL", "ASSAY_SECRET"}, "mail": {"SMTP_URL"}, "gateway-token": {"token"}}
VOLUME_KINDS = {"emptyDir", "configMap", "secret"}
RESOURCES = ("cpu", "memory", "ephemeral-storage")
SECRET_NAME = re.compile(
    r"(TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIALS?|API_?KEY|PRIVATE_?KEY|DATABASE_URL|SMTP_URL)$"
)
PASSWORD_IN_ADDRESS = re.compile(r"://[^/\s:@{}\"']+:[^/\s@{}\"']+@")
UNITS = {"": 1, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}


@dataclass
class PodDescription:
    """A pod, or the template of one: where it is described, and what of it."""

    owner: str
    namespace: str
    labels: dict
    spec: dict
    containers: list[dict] = field(init=False)

    def __post_init__(self):
        self.containers = [*self.spec.get("initContainers", []), *self.spec.get("containers", [])]


def find_problems(manifests: list[dict], kernel_pods: list[dict]) -> list[str]:
    """Every broken promise of these manifests, with the pods that would be started for kernels."""
    pods = [*_describe_workloads(manifests), *map(_describe_pod, kernel_pods)]
    problems = [
        *_check_kinds(manifests),
        *_check_secret_values(manifests),
        *_check_namespaces(manifests),
        *_check_references(manifests, pods),
        *_check_selectors(manifests, pods),
        *_check_kernel_namespace(manifests),
        *_check_gateway_is_for_workers(manifests),
        *_check_room(manifests, pods),
    ]
    for pod in pods:
        problems += _check_pod(pod)
    for pod in kernel_pods:
        problems += _check_kernel_pod(_describe_pod(pod))
    return problems


def parse_quantity(text: str | int | float) -> float:
    """A Kubernetes quantity ("500m", "2Gi") as a number; raises ValueError."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?", str(text))
    if not match:
        raise ValueError(f"{text!r} is not a quantity")
    return float(match[1]) * UNITS[match[2] or ""]


def _check_kinds(manifests: list[dict]) -> Iterator[str]:
    namespaces = {body["metadata"]["name"] for body in _of_kind(manifests, "Namespace")}
    for body in manifests:
        if body["kind"] not in CLUSTER_KINDS | WORKLOAD_KINDS | OTHER_KINDS:
            yield f"{_name(body)}: this kind is not expected here"
        elif body["kind"] not in CLUSTER_KINDS and body["metadata"].get("namespace") not in namespaces:
            yield f"{_name(body)}: is in none of our namespaces"


def _check_secret_values(manifests: list[dict]) -> Iterator[str]:
    for body in manifests:
        if body["kind"] == "ConfigMap":
            for key in body.get("data", {}):
                if SECRET_NAME.search(key):
                    yield f"{_name(body)}: {key} belongs into a Secret that is made on the cluster"
        for where, name, value in _find_variables(body):
            if SECRET_NAME.search(name) and value:
                yield f"{_name(body)}: {where} gives {name} a value instead of a reference"
        if any(PASSWORD_IN_ADDRESS.search(text) for text in _strings(body)):
            yield f"{_name(body)}: holds an address with a password in it"


def _check_namespaces(manifests: list[dict]) -> Iterator[str]:
    for body in _of_kind(manifests, "Namespace"):
        name = body["metadata"]["name"]
        if body["metadata"].get("labels", {}).get("pod-security.kubernetes.io/enforce") != "restricted":
            yield f"{_name(body)}: does not enforce the restricted Pod Security standard"
        if not any(_is_deny_all(policy) for policy in _of_kind(manifests, "NetworkPolicy", name)):
            yield f"{_name(body)}: has no NetworkPolicy that denies everything"
    for name in (SERVICE_NAMESPACE, KERNEL_NAMESPACE):
        if not any(body["metadata"]["name"] == name for body in _of_kind(manifests, "Namespace")):
            yield f"The namespace {name} is missing"
    for body in _of_kind(manifests, "ServiceAccount"):
        if body.get("automountServiceAccountToken") is not False:
            yield f"{_name(body)}: hands its token to every pod that uses it"


def _check_references(manifests: list[dict], pods: list[PodDescription]) -> Iterator[str]:
    for pod in pods:
        accounts = {body["metadata"]["name"] for body in _of_kind(manifests, "ServiceAccount", pod.namespace)}
        if pod.spec.get("serviceAccountName") not in accounts:
            yield f"{pod.owner}: uses a service account that is not described"
        if pod.namespace == KERNEL_NAMESPACE:
            continue
        for name, key in _find_secret_keys(pod):
            if key not in SECRETS.get(name, set()):
                yield f"{pod.owner}: refers to {key} of the Secret {name}, which README.md does not tell to create"
        maps = {body["metadata"]["name"] for body in _of_kind(manifests, "ConfigMap", pod.namespace)}
        for name in _find_config_maps(pod):
            if name not in maps:
                yield f"{pod.owner}: refers to the ConfigMap {name}, which is not there"


def _check_selectors(manifests: list[dict], pods: list[PodDescription]) -> Iterator[str]:
    for body in manifests:
        namespace = body["metadata"].get("namespace")
        if body["kind"] == "NetworkPolicy":
            selector = body["spec"].get("podSelector", {})
        elif body["kind"] == "PodDisruptionBudget":
            selector = body["spec"]["selector"]
        elif body["kind"] == "Service":
            selector = {"matchLabels": body["spec"].get("selector", {})}
        elif body["kind"] in WORKLOAD_KINDS - {"Job"}:
            selector = body["spec"]["selector"]
        else:
            continue
        selected = [pod for pod in pods if pod.namespace == namespace and _selects(selector, pod.labels)]
        if not selected:
            yield f"{_name(body)}: selects no pod"
        if body["kind"] == "Service":
            yield from _check_service_ports(body, selected)


def _check_service_ports(service: dict, pods: list[PodDescription]) -> Iterator[str]:
    names = {port.get("name") for pod in pods for container in pod.containers for port in container.get("ports", [])}
    for port in service["spec"]["ports"]:
        if port.get("targetPort") not in names:
            yield f"{_name(service)}: port {port.get('name')} leads to no port of its pods"


def _check_kernel_namespace(manifests: list[dict]) -> Iterator[str]:
    for body in manifests:
        if body["metadata"].get("namespace") == KERNEL_NAMESPACE and body["kind"] in WORKLOAD_KINDS | {"Service"}:
            yield f"{_name(body)}: nothing but kernels runs in their namespace"
    for policy in _of_kind(manifests, "NetworkPolicy", KERNEL_NAMESPACE):
        if policy["spec"].get("egress"):
            yield f"{_name(policy)}: lets kernels out"
        for rule in policy["spec"].get("ingress", []):
            yield from _check_kernel_ingress(_name(policy), rule)
    quotas = [body["spec"]["hard"] for body in _of_kind(manifests, "ResourceQuota", KERNEL_NAMESPACE)]
    for key in ("pods", *(f"{side}.{resource}" for side in ("requests", "limits") for resource in RESOURCES)):
        if not any(key in hard for hard in quotas):
            yield f"{KERNEL_NAMESPACE}: no quota bounds {key}"
    if not _largest_container(manifests):
        yield f"{KERNEL_NAMESPACE}: no LimitRange bounds one container"
    yield from _check_rights(manifests)


def _check_kernel_ingress(owner: str, rule: dict) -> Iterator[str]:
    peers = rule.get("from") or [{}]
    for peer in peers:
        namespaces = peer.get("namespaceSelector", {}).get("matchLabels", {})
        labels = peer.get("podSelector", {}).get("matchLabels", {})
        is_gateway = (
            namespaces.get("kubernetes.io/metadata.name") == SERVICE_NAMESPACE
            and labels.get("app.kubernetes.io/component") == "gateway"
        )
        if not is_gateway or "ipBlock" in peer:
            yield f"{owner}: lets others than the gateway reach kernels"
    if _open_ports(rule) != KERNEL_PORTS:
        yield f"{owner}: opens other ports than the kernels' five"


def _check_rights(manifests: list[dict]) -> Iterator[str]:
    for body in _of_kind(manifests, "Role"):
        rights = {
            (group, resource, verb)
            for rule in body["rules"]
            for group in rule.get("apiGroups", [])
            for resource in rule.get("resources", [])
            for verb in rule.get("verbs", [])
        }
        if body["metadata"]["namespace"] != KERNEL_NAMESPACE or rights != KERNEL_RIGHTS:
            yield f"{_name(body)}: grants other rights than {sorted(KERNEL_RIGHTS)} in {KERNEL_NAMESPACE}"
    for body in _of_kind(manifests, "RoleBinding"):
        subjects = {(subject.get("namespace"), subject["name"]) for subject in body.get("subjects", [])}
        if subjects != {GATEWAY} or body["roleRef"]["kind"] != "Role":
            yield f"{_name(body)}: gives rights to others than the gateway, or more than a Role of its namespace"


def _check_gateway_is_for_workers(manifests: list[dict]) -> Iterator[str]:
    gateway_labels = {"app.kubernetes.io/part-of": "assay", "app.kubernetes.io/component": "gateway"}
    for policy in _of_kind(manifests, "NetworkPolicy", SERVICE_NAMESPACE):
        if not _selects(policy["spec"].get("podSelector", {}), gateway_labels):
            continue
        for rule in policy["spec"].get("ingress", []):
            for peer in rule.get("from") or [{}]:
                labels = peer.get("podSelector", {}).get("matchLabels", {})
                if labels.get("app.kubernetes.io/component") != "worker" or len(peer) != 1:
                    yield f"{_name(policy)}: lets others than workers reach the gateway"


def _check_room(manifests: list[dict], pods: list[PodDescription]) -> Iterator[str]:
    """Whether one kernel fits its bounds, and as many as the workers can ask for fit the quota."""
    workers = [body for body in _of_kind(manifests, "Deployment") if body["metadata"]["name"] == "worker"]
    settings = [body["data"] for body in _of_kind(manifests, "ConfigMap")]
    gradings = next((int(data[key]) for data in settings for key in data if key == "ASSAY_GRADING_CONCURRENCY"), 0)
    count = sum(body["spec"].get("replicas", 1) for body in workers) * gradings * KERNELS_PER_GRADING
    hard = {}
    for body in _of_kind(manifests, "ResourceQuota", KERNEL_NAMESPACE):
        hard.update(body["spec"]["hard"])
    if "pods" in hard and parse_quantity(hard["pods"]) < count:
        yield f"{KERNEL_NAMESPACE}: the quota has room for {hard['pods']} kernels, the workers can ask for {count}"
    largest = _largest_container(manifests)
    for pod in pods:
        if pod.namespace != KERNEL_NAMESPACE:
            continue
        for side in ("requests", "limits"):
            for resource, amount in pod.containers[0].get("resources", {}).get(side, {}).items():
                bound = hard.get(f"{side}.{resource}")
                if bound is not None and parse_quantity(amount) * count > parse_quantity(bound):
                    yield f"{pod.owner}: {count} such kernels exceed the quota of {side}.{resource}"
                if resource in largest and parse_quantity(amount) > parse_quantity(largest[resource]):
                    yield f"{pod.owner}: its {side}.{resource} exceeds what one container may have"


def _check_pod(pod: PodDescription) -> Iterator[str]:
    spec = pod.spec
    may_have_token = (pod.namespace, spec.get("serviceAccountName")) == GATEWAY
    if spec.get("automountServiceAccountToken") is not False and not may_have_token:
        yield f"{pod.owner}: gets a token of the cluster's API"
    if spec.get("enableServiceLinks") is not False:
        yield f"{pod.owner}: gets the addresses of all services in its environment"
    for key in ("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace"):
        if spec.get(key):
            yield f"{pod.owner}: {key} is on"
    context = spec.get("securityContext", {})
    if context.get("runAsNonRoot") is not True or not context.get("runAsUser") or not context.get("runAsGroup"):
        yield f"{pod.owner}: is not said to run as a user and a group other than root"
    if context.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        yield f"{pod.owner}: has no seccomp profile"
    for volume in spec.get("volumes", []):
        kinds = set(volume) - {"name"}
        if not kinds <= VOLUME_KINDS:
            yield f"{pod.owner}: volume {volume['name']} is a {', '.join(kinds)}"
        if "emptyDir" in kinds and not volume["emptyDir"].get("sizeLimit"):
            yield f"{pod.owner}: volume {volume['name']} has no size limit"
    for container in pod.containers:
        yield from _check_container(f"{pod.owner}, container {container['name']}", container)


def _check_container(owner: str, container: dict) -> Iterator[str]:
    context = container.get("securityContext", {})
    if context.get("allowPrivilegeEscalation") is not False:
        yield f"{owner}: may gain privileges"
    if context.get("privileged"):
        yield f"{owner}: is privileged"
    if context.get("readOnlyRootFilesystem") is not True:
        yield f"{owner}: may write to its root"
    if any(port.get("hostPort") for port in container.get("ports", [])):
        yield f"{owner}: takes a port of its node"
    capabilities = context.get("capabilities", {})
    if capabilities.get("drop") != ["ALL"] or capabilities.get("add"):
        yield f"{owner}: keeps capabilities"
    if {"runAsUser", "runAsNonRoot", "seccompProfile", "procMount"} & set(context):
        yield f"{owner}: overrides what its pod says of user or seccomp"
    for resource in RESOURCES:
        if not container.get("resources", {}).get("limits", {}).get(resource):
            yield f"{owner}: has no limit of {resource}"
        if not container.get("resources", {}).get("requests", {}).get(resource):
            yield f"{owner}: has no request of {resource}"
    if not re.search(r":[^/]+$", container.get("image", "")) or container["image"].endswith(":latest"):
        yield f"{owner}: its image names no version"


def _check_kernel_pod(pod: PodDescription) -> Iterator[str]:
    spec, container = pod.spec, pod.containers[0]
    if pod.namespace != KERNEL_NAMESPACE:
        yield f"{pod.owner}: is not in {KERNEL_NAMESPACE}"
    if len(pod.containers) != 1:
        yield f"{pod.owner}: has another container than the kernel's"
    if container.get("env") or container.get("envFrom") or container["command"][:2] != ["/usr/bin/env", "-i"]:
        yield f"{pod.owner}: its environment holds more than its command line gives it"
    if spec.get("dnsPolicy") != "None":
        yield f"{pod.owner}: can look up names"
    if spec.get("restartPolicy") != "Never" or not spec.get("activeDeadlineSeconds"):
        yield f"{pod.owner}: has no end"
    if {port["containerPort"] for port in container["ports"]} != KERNEL_PORTS:
        yield f"{pod.owner}: its ports are not those that the NetworkPolicy opens"
    name = pod.owner.removeprefix("Pod ")
    for volume in spec["volumes"]:
        if "configMap" in volume or volume.get("secret", {}).get("secretName", name) != name:
            yield f"{pod.owner}: volume {volume['name']} is not its own"
    # Enterprise Gateway finds its pod by these (KubernetesProcessProxy.get_container_status).
    if pod.labels.get("component") != "kernel" or name != f"kernel-{pod.labels.get('kernel_id')}":
        yield f"{pod.owner}: Enterprise Gateway would not find it"


def _describe_workloads(manifests: list[dict]) -> list[PodDescription]:
    return [
        PodDescription(
            owner=_name(body),
            namespace=body["metadata"].get("namespace", "default"),
            labels=body["spec"]["template"]["metadata"].get("labels", {}),
            spec=body["spec"]["template"]["spec"],
        )
        for body in manifests
        if body["kind"] in WORKLOAD_KINDS
    ]


def _describe_pod(body: dict) -> PodDescription:
    metadata = body["metadata"]
    return PodDescription(_name(body), metadata["namespace"], metadata["labels"], body["spec"])


def _find_variables(body: dict) -> Iterator[tuple[str, str, str]]:
    for pod in _describe_workloads([body]):
        for container in pod.containers:
            for entry in container.get("env", []):
                yield container["name"], entry["name"], entry.get("value", "")


def _find_secret_keys(pod: PodDescription) -> Iterator[tuple[str, str]]:
    for volume in pod.spec.get("volumes", []):
        for item in volume.get("secret", {}).get("items", []):
            yield volume["secret"]["secretName"], item["key"]
        if "secret" in volume and not volume["secret"].get("items"):
            yield volume["secret"]["secretName"], "*"
    for container in pod.containers:
        for entry in container.get("env", []):
            reference = entry.get("valueFrom", {}).get("secretKeyRef")
            if reference:
                yield reference["name"], reference["key"]
        for source in container.get("envFrom", []):
            if "secretRef" in source:
                yield source["secretRef"]["name"], "*"


def _find_config_maps(pod: PodDescription) -> Iterator[str]:
    for volume in pod.spec.get("volumes", []):
        if "configMap" in volume:
            yield volume["configMap"]["name"]
    for container in pod.containers:
        for source in container.get("envFrom", []):
            if "configMapRef" in source:
                yield source["configMapRef"]["name"]


def _largest_container(manifests: list[dict]) -> dict:
    for body in _of_kind(manifests, "LimitRange", KERNEL_NAMESPACE):
        for limit in body["spec"]["limits"]:
            if limit["type"] == "Container":
                return limit.get("max", {})
    return {}


def _open_ports(rule: dict) -> set[int]:
    ports: set[int] = set()
    for entry in rule.get("ports", []):
        if entry.get("protocol", "TCP") == "TCP" and isinstance(entry.get("port"), int):
            ports |= set(range(entry["port"], entry.get("endPort", entry["port"]) + 1))
        else:
            ports.add(-1)
    return ports


def _is_deny_all(policy: dict) -> bool:
    spec = policy["spec"]
    rules = spec.get("ingress") or spec.get("egress")
    return spec.get("podSelector") == {} and set(spec.get("policyTypes", [])) == {"Ingress", "Egress"} and not rules


def _selects(selector: dict, labels: dict) -> bool:
    for name, value in selector.get("matchLabels", {}).items():
        if labels.get(name) != value:
            return False
    for expression in selector.get("matchExpressions", []):
        if expression["operator"] != "In" or labels.get(expression["key"]) not in expression["values"]:
            return False
    return True


def _of_kind(manifests: list[dict], kind: str, namespace: str | None = None) -> list[dict]:
    return [
        body
        for body in manifests
        if body["kind"] == kind and (namespace is None or body["metadata"].get("namespace") == namespace)
    ]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _name(body: dict) -> str:
    return f"{body['kind']} {body['metadata']['name']}"
