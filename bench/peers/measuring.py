"""The ruler for all peers: seconds, processor seconds and memory of a grader's processes, seen from outside.

A peer says how its inputs are made (not timed), which command grades one submission in a fresh process (cold), and how
a process that is already up grades one after the other (warm). What is printed is one line of JSON.

- cold: from the start of the command to its end, once for each submission.
- warm: a worker process has imported what it needs and graded one submission that does not count; then each of the
  others is timed. With `--parallel P`, P such workers grade at once.
- Processor seconds are those of the process and of all its children that have ended: each peer ends its kernel.
- `machineCpuSeconds` is what all processes of the machine used meanwhile, for each submission: the same ruler for any
  grader on a quiet machine. `othersBusyCores` says how quiet it was: about 0.1 is the measuring itself.
- Memory is sampled with `--memory` alone: the system walks through all pages of a process for it, which takes time from
  what is measured, the more the more processes there are. It is the highest sum over the whole process tree: the
  proportional set size (PSS: what processes share counts once) where the system tells it, else the resident set size.
  1 MB is a million bytes.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.2
END_LIMIT_SECONDS = 10


@dataclass(frozen=True)
class Graded:
    """What a grader awarded; without tests there are no points. `lost` names checks as question/check."""

    points: float | None
    max_points: float | None
    lost: list[str]


@dataclass(frozen=True)
class Cost:
    wall_seconds: float
    cpu_seconds: float


class Peer(ABC):
    """One grader. `folder` holds the inputs of one worker; submissions are numbered from 0."""

    name: str

    @abstractmethod
    def prepare(self, notebook: Path, folder: Path, count: int) -> None:
        """Makes the inputs for `count` submissions of the notebook."""

    @abstractmethod
    def build_cold_command(self, folder: Path, number: int) -> list[str]:
        """The command that grades one submission in a process of its own, started in `folder`."""

    @abstractmethod
    def read_cold(self, folder: Path, number: int) -> Graded:
        """What that command awarded, from the files that it wrote."""

    @abstractmethod
    def open(self, folder: Path) -> None:
        """Imports and sets up what a grader keeps between submissions."""

    @abstractmethod
    def grade(self, number: int) -> None:
        """Grades one submission. This alone is timed."""

    @abstractmethod
    def read(self, number: int) -> Graded:
        """What was awarded for a submission that this process graded."""


def run_peer(peer: Peer) -> None:
    """The command line of a `run_*.py`."""
    parser = argparse.ArgumentParser(description=f"Measures {peer.name}.")
    parser.add_argument("--notebook", type=Path, help="made by notebooks/make_notebook.py, its data files beside it")
    parser.add_argument("--count", type=int, default=1, help="how many submissions are timed (for each worker)")
    parser.add_argument("--mode", choices=["cold", "warm"], help="default: cold for one submission, else warm")
    parser.add_argument("--parallel", type=int, default=1, help="how many warm workers grade at once")
    parser.add_argument("--memory", action="store_true", help="sample the memory, which slows what is measured")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(peer, options.serve, options.count)
        return
    if not options.notebook:
        parser.error("--notebook is needed")
    mode = options.mode or ("cold" if options.count == 1 else "warm")
    if mode == "cold" and options.parallel > 1:
        parser.error("--parallel is for warm workers")
    with tempfile.TemporaryDirectory(prefix=f"bench-{peer.name}-") as scratch:
        work = Path(scratch).resolve()
        set_clean_settings(work)
        notebook = options.notebook.resolve()
        measure = measure_cold if mode == "cold" else measure_warm
        watch = MemoryWatch() if options.memory else None
        result = measure(peer, notebook, work, options.count, options.parallel, watch)
    print(json.dumps({"name": peer.name, "mode": mode, **result}))


def set_clean_settings(work: Path) -> None:
    """This machine's own settings of Jupyter and IPython play no part; programs are those of the peers' environment."""
    # As in an activated environment: nbgrader calls alembic by its name.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        folder = work / name.lower()
        folder.mkdir()
        os.environ[name] = str(folder)
    os.environ.pop("MPLBACKEND", None)


def measure_cold(
    peer: Peer, notebook: Path, work: Path, count: int, _parallel: int, watch: "MemoryWatch | None"
) -> dict:
    folder = work / "cold"
    folder.mkdir()
    peer.prepare(notebook, folder, count)
    costs, graded, busy = [], [], 0.0
    for number in range(count):
        before, busy_before, start = (
            read_cpu_seconds(resource.RUSAGE_CHILDREN),
            read_busy_seconds(),
            time.perf_counter(),
        )
        with open(work / "cold.log", "w+") as log:
            process = subprocess.Popen(
                peer.build_cold_command(folder, number), cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
            with watching(watch, [process.pid]):
                code = process.wait()
                wall = time.perf_counter() - start
                busy += read_busy_seconds() - busy_before
            if code != 0:
                log.seek(0)
                raise SystemExit(f"{peer.name} ended with {code}:\n{log.read()[-4000:]}")
        costs.append(Cost(wall, read_cpu_seconds(resource.RUSAGE_CHILDREN) - before))
        graded.append(peer.read_cold(folder, number))
    return describe(costs, graded, watch, 1, sum(cost.wall_seconds for cost in costs), busy)


def measure_warm(
    peer: Peer, notebook: Path, work: Path, count: int, parallel: int, watch: "MemoryWatch | None"
) -> dict:
    folders = [work / f"worker-{number}" for number in range(parallel)]
    for folder in folders:
        folder.mkdir()
        # Submission 0 is the one that does not count.
        peer.prepare(notebook, folder, count + 1)
    workers = [start_worker(folder, count) for folder in folders]
    try:
        with watching(watch, [worker.pid for worker in workers]):
            for worker, folder in zip(workers, folders, strict=True):
                read_line(worker, folder)
            start, busy = time.perf_counter(), read_busy_seconds()
            for worker in workers:
                assert worker.stdin
                worker.stdin.write("go\n")
                worker.stdin.flush()
            replies = [json.loads(read_line(worker, folder)) for worker, folder in zip(workers, folders, strict=True)]
            # The slowest worker says when all were done; reading the points is no part of it.
            wall, busy = max(reply["endedAt"] for reply in replies) - start, read_busy_seconds() - busy
    finally:
        for worker in workers:
            end_worker(worker)
    costs = [Cost(**cost) for reply in replies for cost in reply["costs"]]
    graded = [Graded(**one) for reply in replies for one in reply["graded"]]
    return describe(costs, graded, watch, parallel, wall, busy)


def start_worker(folder: Path, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(sys.argv[0]).resolve()), "--serve", str(folder), "--count", str(count)]
    with open(folder.with_suffix(".log"), "w") as log:
        return subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)


def end_worker(worker: subprocess.Popen[str]) -> None:
    """One that has answered ends by itself; one that waits for its start ends with its standard input."""
    for stream in (worker.stdin, worker.stdout):
        if stream:
            stream.close()
    try:
        worker.wait(END_LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def read_line(worker: subprocess.Popen[str], folder: Path) -> str:
    assert worker.stdout
    line = worker.stdout.readline()
    if not line:
        raise SystemExit(f"A worker ended with {worker.wait()}:\n{folder.with_suffix('.log').read_text()[-4000:]}")
    return line


def serve(peer: Peer, folder: Path, count: int) -> None:
    """A warm worker: says that it is ready, waits for its start, grades, and says what it took."""
    # Graders print; only our own lines go where the measuring process reads.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    peer.open(folder)
    peer.grade(0)
    print("ready", file=answers, flush=True)
    if not sys.stdin.readline():
        return
    costs = []
    for number in range(1, count + 1):
        cpu, start = read_own_cpu_seconds(), time.perf_counter()
        peer.grade(number)
        costs.append(Cost(time.perf_counter() - start, read_own_cpu_seconds() - cpu))
    # One clock for all processes of a machine.
    ended = time.perf_counter()
    graded = [peer.read(number) for number in range(1, count + 1)]
    reply = {"endedAt": ended, "costs": [asdict(cost) for cost in costs], "graded": [asdict(one) for one in graded]}
    print(json.dumps(reply), file=answers, flush=True)


def describe(
    costs: list[Cost], graded: list[Graded], watch: "MemoryWatch | None", parallel: int, wall: float, busy: float
) -> dict:
    """Medians, with what is lowest and highest; raises where equal submissions got different points."""
    if any(one != graded[0] for one in graded):
        raise SystemExit(f"Equal submissions were graded differently: {graded}")
    walls, cpus = [cost.wall_seconds for cost in costs], [cost.cpu_seconds for cost in costs]
    return {
        "count": len(costs),
        "parallel": parallel,
        "wallSeconds": round(statistics.median(walls), 4),
        "wallSecondsMin": round(min(walls), 4),
        "wallSecondsMax": round(max(walls), 4),
        "cpuSeconds": round(statistics.median(cpus), 4),
        "cpuSecondsMin": round(min(cpus), 4),
        "cpuSecondsMax": round(max(cpus), 4),
        "submissionsPerMinute": round(60 * len(costs) / wall, 2),
        "machineCpuSeconds": round(busy / len(costs), 4),
        "othersBusyCores": round(max(0.0, busy - sum(cpus)) / wall, 2),
        "peakMb": None if watch is None else round(watch.peak_bytes / 1e6, 1),
        "memory": "pss" if HAS_PSS else "rss",
        "points": graded[0].points,
        "maxPoints": graded[0].max_points,
        "lost": graded[0].lost,
    }


def read_cpu_seconds(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def read_busy_seconds() -> float:
    """Of all cores together, whoever used them, and what the host took away."""
    times = psutil.cpu_times()
    return sum(getattr(times, name, 0.0) for name in ("user", "system", "nice", "irq", "softirq", "steal"))


def read_own_cpu_seconds() -> float:
    return read_cpu_seconds(resource.RUSAGE_SELF) + read_cpu_seconds(resource.RUSAGE_CHILDREN)


HAS_PSS = Path("/proc/self/smaps_rollup").exists()


class MemoryWatch:
    """The highest memory of process trees, of all the times in which it sampled them."""

    def __init__(self) -> None:
        self.peak_bytes, self._stopped = 0, threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, pids: list[int]) -> None:
        self._stopped.clear()
        self._thread = threading.Thread(target=self._sample, args=(pids,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread:
            self._thread.join()

    def _sample(self, pids: list[int]) -> None:
        while not self._stopped.wait(SAMPLE_SECONDS):
            self.peak_bytes = max(self.peak_bytes, sum(read_tree_bytes(pid) for pid in pids))


@contextmanager
def watching(watch: MemoryWatch | None, pids: list[int]) -> Iterator[None]:
    if watch is None:
        yield
        return
    watch.start(pids)
    try:
        yield
    finally:
        watch.stop()


def read_tree_bytes(pid: int) -> int:
    """Of a process and all its descendants; those that end meanwhile count nothing."""
    try:
        root = psutil.Process(pid)
        processes = [root, *root.children(recursive=True)]
    except psutil.Error:
        return 0
    return sum(read_process_bytes(process) for process in processes)


def read_process_bytes(process: psutil.Process) -> int:
    try:
        if HAS_PSS:
            for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
        return process.memory_info().rss
    except (OSError, psutil.Error):
        return 0
