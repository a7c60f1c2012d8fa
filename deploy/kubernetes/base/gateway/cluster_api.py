"""The calls to the cluster's API that Enterprise Gateway does not make itself, with the service account of its pod."""

import http.client
import json
import os
import ssl
import urllib.parse
from pathlib import Path

ACCOUNT_FOLDER = Path("/var/run/secrets/kubernetes.io/serviceaccount")
LIMIT_SECONDS = 15
MAX_REPLY_BYTES = 16 * 1024 * 1024


class ClusterApiError(Exception):
    """The API refused a call or could not be reached; the message says which and why."""


class ClusterApi:
    """Pods and Secrets of one namespace."""

    def __init__(self, namespace: str):
        self._path = f"/api/v1/namespaces/{urllib.parse.quote(namespace, safe='')}"

    def create(self, kind: str, body: dict) -> dict:
        """Create an object; `kind` as it stands in addresses (pods, secrets). Returns it as the API stored it."""
        return self._call("POST", kind, body)

    def list_pods(self, labels: str) -> list[dict]:
        """Pods that carry these labels (``name=value,…``)."""
        return self._call("GET", f"pods?labelSelector={urllib.parse.quote(labels, safe='')}").get("items", [])

    def delete_pod(self, name: str) -> None:
        """Delete a pod at once; one that is gone already is no error."""
        self._call("DELETE", f"pods/{urllib.parse.quote(name, safe='')}?gracePeriodSeconds=0", missing_is_fine=True)

    def _call(self, method: str, target: str, body: dict | None = None, missing_is_fine: bool = False) -> dict:
        # Read for each call: the kubelet replaces the token before it expires.
        token = (ACCOUNT_FOLDER / "token").read_text().strip()
        connection = http.client.HTTPSConnection(
            os.environ["KUBERNETES_SERVICE_HOST"],
            int(os.environ["KUBERNETES_SERVICE_PORT"]),
            timeout=LIMIT_SECONDS,
            context=ssl.create_default_context(cafile=str(ACCOUNT_FOLDER / "ca.crt")),
        )
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Content-Type": "application/json"}
        try:
            connection.request(method, f"{self._path}/{target}", json.dumps(body) if body else None, headers)
            response = connection.getresponse()
            reply = _parse(response.read(MAX_REPLY_BYTES))
        except (OSError, http.client.HTTPException) as error:
            raise ClusterApiError(f"{method} {target}: the cluster's API did not answer: {error}") from error
        finally:
            connection.close()
        if response.status == 404 and missing_is_fine:
            return reply
        if response.status >= 300:
            reason = str(reply.get("message", response.reason))[:500]
            raise ClusterApiError(f"{method} {target}: the cluster's API answered {response.status}: {reason}")
        return reply


def _parse(text: bytes) -> dict:
    try:
        reply = json.loads(text)
    except ValueError:
        return {}
    return reply if isinstance(reply, dict) else {}
