"""The peers' ruler for any other grader: processor seconds and memory of a process tree, seen from outside.

    python watch_tree.py PID [--memory]

Prints "watching" when it has begun. For each line that it reads it prints a line of JSON: the processor seconds that
the tree has used since the last one, and the highest memory in that time. It ends with its standard input.

Processor seconds are those of the living processes and, as the system adds them up, of the children that they have
waited for. Memory is sampled as in measuring.py, and only where it is asked for; else it is null.
"""

import json
import os
import sys
import threading

import psutil
from measuring import HAS_PSS, SAMPLE_SECONDS, read_process_bytes


def list_tree(pid: int) -> list[psutil.Process]:
    try:
        root = psutil.Process(pid)
        # The watching is no part of what is watched.
        return [process for process in (root, *root.children(recursive=True)) if process.pid != os.getpid()]
    except psutil.Error:
        return []


def read_cpu_seconds(pid: int) -> float:
    total = 0.0
    for process in list_tree(pid):
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


class Watch(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak_bytes = pid, 0

    def run(self) -> None:
        while True:
            self.peak_bytes = max(self.peak_bytes, sum(read_process_bytes(process) for process in list_tree(self.pid)))
            threading.Event().wait(SAMPLE_SECONDS)


def main() -> None:
    pid = int(sys.argv[1])
    watch = Watch(pid) if "--memory" in sys.argv else None
    if watch:
        watch.start()
    cpu_seconds = read_cpu_seconds(pid)
    print("watching", flush=True)
    for _ in sys.stdin:
        now = read_cpu_seconds(pid)
        told = {
            "cpuSeconds": round(now - cpu_seconds, 4),
            "peakMb": round(watch.peak_bytes / 1e6, 1) if watch else None,
            "memory": "pss" if HAS_PSS else "rss",
        }
        print(json.dumps(told), flush=True)
        cpu_seconds = now
        if watch:
            watch.peak_bytes = 0


if __name__ == "__main__":
    main()
