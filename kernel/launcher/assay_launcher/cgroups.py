"""Control groups (v1 and v2): what one kernel's processes may use together, and one stroke that ends them all."""

import contextlib
import errno
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")
_PREFIX = "assay-"
_V1_CONTROLLERS = ("memory", "pids", "cpu")
_REMOVE_SECONDS = 2.0


class KernelGroup:
    """The control groups of one kernel, one folder in each hierarchy."""

    def __init__(self, folders: list[Path]):
        self._folders = folders

    def add(self, pid: int) -> None:
        """Put a process into all of them; what it starts follows."""
        for folder in self._folders:
            (folder / "cgroup.procs").write_text(str(pid))

    def remove(self) -> None:
        """Kill what is left in them and take them away."""
        deadline = time.monotonic() + _REMOVE_SECONDS
        for folder in self._folders:
            while not _remove(folder) and time.monotonic() < deadline:
                time.sleep(0.005)


class Groups:
    """Makes the groups of the kernels of one launcher, below a folder of its own in each hierarchy."""

    def __init__(self, parents: list[Path], version: int):
        self._parents = parents
        self.version = version

    def make(self, kernel: str, memory_bytes: int, processes: int, cpu_share: int) -> KernelGroup:
        """Return the groups of a new kernel; `cpu_share` is in hundredths of a usual process group's weight."""
        folders = []
        for parent in self._parents:
            folder = parent / kernel
            folder.mkdir()
            folders.append(folder)
            for name, value in _settings(self.version, memory_bytes, processes, cpu_share).items():
                with contextlib.suppress(FileNotFoundError):
                    _write_existing(folder / name, value)
        return KernelGroup(folders)

    def close(self) -> None:
        """Take the launcher's own folders away."""
        for parent in self._parents:
            _remove_tree(parent)


def _settings(version: int, memory_bytes: int, processes: int, cpu_share: int) -> dict[str, str]:
    if version == 1:
        return {
            "memory.limit_in_bytes": str(memory_bytes),
            "memory.memsw.limit_in_bytes": str(memory_bytes),
            "pids.max": str(processes),
            "cpu.shares": str(max(2, 1024 * cpu_share // 100)),
        }
    return {
        "memory.max": str(memory_bytes),
        "memory.swap.max": "0",
        "memory.oom.group": "1",
        "pids.max": str(processes),
        "cpu.weight": str(max(1, cpu_share)),
    }


def open_groups(name: str, root: Path = _ROOT, own: Path = Path("/proc/self/cgroup")) -> Groups | None:
    """Return groups below folders called `name`, or None where this process may make none with limits in them."""
    try:
        if (root / "cgroup.controllers").exists():
            return _open_v2(name, root, own)
        return _open_v1(name, root, own)
    except OSError:
        return None


def _open_v1(name: str, root: Path, own: Path) -> Groups | None:
    paths = {}
    for line in own.read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        for controller in controllers.split(","):
            paths[controller] = path.lstrip("/")
    parents = []
    for controller in _V1_CONTROLLERS:
        mounted = root / controller
        here = mounted / paths.get(controller, "")
        # In a container the path is the host's, and the mount is the container's part of it.
        parent = (here if here.is_dir() else mounted) / name
        parent.mkdir()
        parents.append(parent)
    return Groups(parents, 1)


def _open_v2(name: str, root: Path, own: Path) -> Groups | None:
    path = next(line[3:] for line in own.read_text().splitlines() if line.startswith("0::"))
    # Where processes are, limits cannot be handed down; so beside the own group, or at the root.
    for holder in (root / path.lstrip("/"), (root / path.lstrip("/")).parent, root):
        if root not in (holder, *holder.parents):
            continue
        parent = holder / name
        try:
            parent.mkdir()
        except OSError:
            continue
        try:
            available = (parent / "cgroup.controllers").read_text().split()
            if {"memory", "pids"} <= set(available):
                wanted = " ".join(f"+{item}" for item in ("memory", "pids", "cpu") if item in available)
                _write_existing(parent / "cgroup.subtree_control", wanted)
                return Groups([parent], 2)
        except OSError:
            pass
        _remove(parent)
    return None


def sweep_groups(is_stale: Callable[[str], bool], root: Path = _ROOT) -> int:
    """Remove the groups of launchers that are gone; returns how many."""
    swept = 0
    for folder in list(_own_folders(root)):
        if is_stale(folder.name):
            _remove_tree(folder)
            swept += 1
    return swept


def _own_folders(root: Path) -> Iterator[Path]:
    for current, names, _ in os.walk(root, followlinks=False):
        depth = len(Path(current).relative_to(root).parts)
        for name in list(names):
            if name.startswith(_PREFIX):
                names.remove(name)
                yield Path(current, name)
        if depth >= 5:
            names.clear()


def _remove_tree(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for child in [item for item in folder.iterdir() if item.is_dir()]:
            _remove_tree(child)
    deadline = time.monotonic() + _REMOVE_SECONDS
    while not _remove(folder) and time.monotonic() < deadline:
        time.sleep(0.005)


def _remove(folder: Path) -> bool:
    """True when it is gone; else kills what is in it."""
    try:
        folder.rmdir()
        return True
    except FileNotFoundError:
        return True
    except OSError as error:
        if error.errno not in (errno.EBUSY, errno.ENOTEMPTY):
            return False
    with contextlib.suppress(OSError):
        _write_existing(folder / "cgroup.kill", "1")
    with contextlib.suppress(OSError):
        for pid in (folder / "cgroup.procs").read_text().split():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
    return False


def _write_existing(file: Path, value: str) -> None:
    descriptor = os.open(file, os.O_WRONLY)
    try:
        os.write(descriptor, value.encode())
    finally:
        os.close(descriptor)
