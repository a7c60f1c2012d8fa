"""Deletes kernels' pods that no gateway knows (any more), and with each its connection Secret.

Enterprise Gateway deletes a pod when a client ends its kernel. It leaves the pod where a kernel died by itself, where a
start failed while the cluster's API was busy, and where the gateway itself was killed. What is left uses up the quota.
"""

import datetime
import sys
import threading
import time
from collections.abc import Callable, Collection

from cluster_api import ClusterApi, ClusterApiError

SWEEP_SECONDS = 60
# Far more than a start may take: until then the gateway need not know a pod.
UNKNOWN_LIMIT_SECONDS = 120


def remove_leftovers(api: ClusterApi, known_ids: Collection[str], min_age_seconds: float) -> list[str]:
    """Delete the kernels' pods of that age whose kernel is not among `known_ids`; returns their names.

    Raises ClusterApiError.
    """
    removed = []
    for pod in api.list_pods("component=kernel"):
        metadata = pod["metadata"]
        is_known = metadata["labels"].get("kernel_id") in known_ids
        if not is_known and _age_seconds(metadata) >= min_age_seconds:
            api.delete_pod(metadata["name"])
            removed.append(metadata["name"])
    return removed


def sweep_once(api: ClusterApi, known_ids: Collection[str], min_age_seconds: float) -> None:
    """Remove leftovers and say so; an API that fails is said too, and tried again at the next sweep."""
    try:
        for name in remove_leftovers(api, known_ids, min_age_seconds):
            print(f"Removed the leftover pod {name}.", file=sys.stderr)
    except (ClusterApiError, OSError, KeyError, ValueError) as error:
        print(f"Leftover pods could not be removed: {error}", file=sys.stderr)


def start_sweeping(api: ClusterApi, list_known_ids: Callable[[], Collection[str]]) -> None:
    """Sweep every minute in a thread of its own, as long as the process lives."""

    def sweep() -> None:
        while True:
            time.sleep(SWEEP_SECONDS)
            sweep_once(api, list_known_ids(), UNKNOWN_LIMIT_SECONDS)

    threading.Thread(target=sweep, daemon=True, name="leftovers").start()


def _age_seconds(metadata: dict) -> float:
    created = datetime.datetime.fromisoformat(metadata["creationTimestamp"].replace("Z", "+00:00"))
    return (datetime.datetime.now(datetime.UTC) - created).total_seconds()
