"""The launcher: starts the fork servers, and a kernel for each connection that the gateway opens.

It holds what a kernel needs of the machine (folder with its sockets, user id, control group) and takes it back when the
kernel has ended, however that came. A kernel ends with the connection that asked for it.
"""

import asyncio
import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assay_launcher.cgroups import Groups, KernelGroup, open_groups, sweep_groups
from assay_launcher.confinement import MEANS, try_means
from assay_launcher.limits import Limits
from assay_launcher.server import CHANNELS, KINDS
from assay_launcher.uids import UidLease, UidPool
from assay_launcher.view import build_view

_PREFIX = "assay-"
_LOCK = "lock"
_MAX_REQUEST = 100_000
_SCRATCH_POLL_SECONDS = 0.5
_LOADING_AT_ONCE = 2
_LOADING_PAUSE_SECONDS = 5
_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/tmp",
    "TMPDIR": "/tmp",
    "USER": "candidate",
    "LOGNAME": "candidate",
    "IPYTHONDIR": "/tmp/.ipython",
    "MPLCONFIGDIR": "/tmp/.matplotlib",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "JOBLIB_TEMP_FOLDER": "/tmp",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
}


class NoMeansError(RuntimeError):
    """Nothing on this machine confines a kernel; the message says what was tried and why it failed."""


class Launcher:
    """One launcher, with a private folder below the system's folder for temporary files."""

    def __init__(
        self,
        folder: Path,
        means: str,
        kernel_folder: Path,
        environment: Path,
        fonts: Path,
        questions: str,
        limits: Limits,
    ):
        self.folder = folder
        self.means = means
        self.limits = limits
        self._kernel_folder = kernel_folder
        self._environment = environment
        self._fonts = fonts
        self._questions = questions
        self._root = folder / "root"
        self._root.mkdir()
        self._sockets = folder / "k"
        self._sockets.mkdir(mode=0o711)
        self._servers: dict[str, _Server] = {}
        self._uids = UidPool() if means == "namespaces" else None
        self.groups: Groups | None = None if means == "none" else open_groups(folder.name)

    @property
    def sockets(self) -> Path:
        """The folder in which each kernel has one with its listening sockets."""
        return self._sockets

    async def start_servers(self) -> None:
        """Start a fork server for each kind of kernel; they import their libraries while requests come.

        By twos: what is asked for first is there first. A launcher for one notebook leaves it the cores before it goes
        on. A server that is asked for starts at once.
        """
        kinds = list(KINDS)
        while kinds:
            first, kinds = kinds[:_LOADING_AT_ONCE], kinds[_LOADING_AT_ONCE:]
            await asyncio.gather(*(self._serving(kind).wait_until_loaded() for kind in first))
            if kinds and not self._questions:
                await asyncio.sleep(_LOADING_PAUSE_SECONDS)

    def _serving(self, kind: str) -> "_Server":
        server = self._servers.get(kind)
        if server is not None and server.has_ended():
            server.close()
            server = None
        if server is None:
            server = self._servers[kind] = self._start_server(kind)
        return server

    def _start_server(self, kind: str) -> "_Server":
        packages = [self._kernel_folder / name for name in KINDS[kind]["packages"]]
        view = build_view(self._environment, [*packages, self._kernel_folder / "launcher"])
        return _Server(
            kind,
            python=self._environment / "bin" / "python",
            program=self._kernel_folder / "launcher" / "fork_server.py",
            config={
                "kind": kind,
                "means": self.means,
                "root": str(self._root),
                "view": asdict(view),
                "packages": [str(path) for path in packages],
                "fonts": str(self._fonts),
                "questions": self._questions,
            },
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the gateway's: one kernel."""
        kernel: _Kernel | None = None
        try:
            request = json.loads(await reader.readline())
            kernel = await self._start_kernel(request)
            ended = asyncio.create_task(_pass_on(kernel.status, writer))
            lines = asyncio.create_task(_take_signals(reader, kernel.status))
            await asyncio.wait((ended, lines), return_when=asyncio.FIRST_COMPLETED)
            if not ended.done():
                # The gateway has let go of it.
                await kernel.end()
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(ended, 10)
            for task in (ended, lines):
                task.cancel()
            await asyncio.gather(ended, lines, return_exceptions=True)
        except (OSError, ValueError, KeyError, EOFError, RuntimeError) as error:
            with contextlib.suppress(OSError):
                writer.write(json.dumps({"failed": f"{type(error).__name__}: {error}"}).encode() + b"\n")
                await writer.drain()
        except asyncio.CancelledError:
            # The launcher ends; so do its kernels.
            return
        finally:
            if kernel is not None:
                await kernel.clear()
            writer.close()

    async def _start_kernel(self, request: dict[str, Any]) -> "_Kernel":
        name = request["kernel"]
        if request["kind"] not in KINDS:
            raise ValueError(f"there is no kernel of the kind {request['kind']!r}")
        server = self._serving(request["kind"])
        kernel = _Kernel(self._sockets / name)
        try:
            listeners = kernel.listen([request["connection"][f"{channel}_port"] for channel in CHANNELS])
            await kernel.ask_server(server, listeners)
            if self._uids is not None:
                kernel.lease = self._uids.lease()
            if self.groups is not None:
                limits = self.limits
                kernel.group = self.groups.make(name, limits.memory_bytes, limits.processes, limits.cpu_share)
                kernel.group.add(kernel.supervisor)
            scratch = ""
            if self.means in ("landlock", "none"):
                scratch = str(kernel.make_scratch())
                kernel.watch_scratch(self.limits.scratch_bytes)
            await kernel.tell(
                {
                    "connection": request["connection"],
                    "forbid": request["forbid"],
                    "allow": request["allow"],
                    "uid": kernel.lease.uid if kernel.lease else None,
                    "limits": asdict(self.limits),
                    "hasGroup": kernel.group is not None,
                    "scratch": scratch,
                }
            )
            return kernel
        except BaseException:
            await kernel.clear()
            raise

    def close(self) -> None:
        """End the servers, and with them what they forked; remove the folder and the groups."""
        for server in self._servers.values():
            server.close()
        if self.groups is not None:
            self.groups.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class _Server:
    """A fork server as a child process."""

    def __init__(self, kind: str, python: Path, program: Path, config: dict[str, Any]):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.kind = kind
        self.control = ours
        self.process = subprocess.Popen(
            [str(python), "-E", "-s", str(program), str(theirs.fileno())],
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        ours.send(json.dumps(config).encode())

    async def wait_until_loaded(self) -> None:
        """Returns when it has imported its libraries, or has ended."""
        loop = asyncio.get_running_loop()
        self.control.setblocking(False)
        said = await loop.sock_recv(self.control, 10_000)
        self.control.setblocking(True)
        if b"failed" in said:
            sys.stderr.write(said.decode(errors="replace") + "\n")

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def close(self) -> None:
        self.control.close()
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()


class _Kernel:
    """What belongs to one kernel outside of it."""

    def __init__(self, folder: Path):
        self._folder = folder
        self.status: tuple[asyncio.StreamReader, asyncio.StreamWriter] = None  # type: ignore[assignment]
        self.supervisor = 0
        self.lease: UidLease | None = None
        self.group: KernelGroup | None = None
        self._scratch: Path | None = None
        self._watch: asyncio.Task[None] | None = None

    def listen(self, ports: list[int]) -> list[socket.socket]:
        """Bind the kernel's sockets where it cannot reach: it gets them open."""
        self._folder.mkdir(mode=0o700)
        listeners = []
        for port in ports:
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(str(self._folder / f"s-{port}"))
            listener.listen(128)
            listener.setblocking(False)
            listeners.append(listener)
        return listeners

    async def ask_server(self, server: _Server, listeners: list[socket.socket]) -> None:
        """Let the server fork; returns when the fork has said who supervises it."""
        ours, theirs = socket.socketpair()
        descriptors = [theirs.fileno(), *(listener.fileno() for listener in listeners)]
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, lambda: socket.send_fds(server.control, [b"fork"], descriptors))
        theirs.close()
        for listener in listeners:
            listener.close()
        self.status = await asyncio.open_connection(sock=ours)
        line = await asyncio.wait_for(self.status[0].readline(), 60)
        if not line:
            raise RuntimeError(f"the fork server of {server.kind} forked nothing")
        self.supervisor = json.loads(line)["supervisor"]

    async def tell(self, request: dict[str, Any]) -> None:
        self.status[1].write(json.dumps(request).encode() + b"\n")
        await self.status[1].drain()

    def make_scratch(self) -> Path:
        self._scratch = Path(tempfile.mkdtemp(prefix="assay-scratch-"))
        return self._scratch

    def watch_scratch(self, limit_bytes: int) -> None:
        """End the kernel when its folder grows beyond the limit (where no file system of its own has one)."""

        async def watch() -> None:
            while True:
                await asyncio.sleep(_SCRATCH_POLL_SECONDS)
                size = await asyncio.get_running_loop().run_in_executor(None, _measure, self._scratch)
                if size > limit_bytes:
                    await self.end()
                    return

        self._watch = asyncio.create_task(watch())

    async def end(self) -> None:
        """Kill it; its supervisor tells the end."""
        with contextlib.suppress(OSError):
            self.status[1].write(bytes([signal.SIGKILL]))
            await self.status[1].drain()

    async def clear(self) -> None:
        """Take back everything; what is still running in it is killed."""
        if self._watch is not None:
            self._watch.cancel()
        if self.status is not None:
            self.status[1].close()
        await asyncio.get_running_loop().run_in_executor(None, self._remove)

    def _remove(self) -> None:
        if self.group is not None:
            self.group.remove()
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
        if self.lease is not None:
            self.lease.release()


async def _pass_on(status: tuple[asyncio.StreamReader, asyncio.StreamWriter], writer: asyncio.StreamWriter) -> None:
    while line := await status[0].readline():
        writer.write(line)
        with contextlib.suppress(OSError):
            await writer.drain()


async def _take_signals(
    reader: asyncio.StreamReader, status: tuple[asyncio.StreamReader, asyncio.StreamWriter]
) -> None:
    while line := await reader.readline():
        number = json.loads(line)["signal"]
        status[1].write(bytes([number]))
        await status[1].drain()


def _measure(folder: Path | None) -> int:
    total = 0
    for current, _, names in os.walk(folder or "/nonexistent", followlinks=False):
        for name in names:
            with contextlib.suppress(OSError):
                found = os.lstat(os.path.join(current, name))
                total += found.st_blocks * 512
    return total


def choose_means(wanted: str, environment: Path, kernel_folder: Path, folder: Path) -> tuple[str, dict[str, str]]:
    """Return the best means that works here (or the wanted one), and of each other one why it does not.

    Raises NoMeansError where the wanted one, or any, does not work.
    """
    if wanted == "off":
        return "none", {}
    view = build_view(environment, [kernel_folder / "launcher"])
    problems: dict[str, str] = {}
    for means in [name for name in MEANS if name != "none" and wanted in ("auto", name)]:
        root = folder / f"try-{means}"
        root.mkdir()
        problem = try_means(means, str(root), view)
        shutil.rmtree(root, ignore_errors=True)
        if problem is None:
            return means, problems
        problems[means] = problem
    raise NoMeansError("; ".join(f"{means}: {problem}" for means, problem in problems.items()))


def make_folder() -> tuple[Path, int]:
    """Return a private folder with a short path (a socket's has room for 107 characters) and the lock held on it."""
    base = "/run" if os.geteuid() == 0 and os.access("/run", os.W_OK) else tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
    descriptor = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return folder, descriptor


def sweep_leftovers() -> int:
    """Remove what launchers left behind that were killed: folders and control groups; returns how many."""
    swept = 0
    alive = set()
    for base in {"/run", tempfile.gettempdir()}:
        for folder in Path(base).glob(f"{_PREFIX}*"):
            if folder.lstat().st_uid != os.getuid():
                alive.add(folder.name)
                continue
            try:
                descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            except (FileNotFoundError, NotADirectoryError):
                continue
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                alive.add(folder.name)
                continue
            finally:
                os.close(descriptor)
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
    return swept + sweep_groups(lambda name: name not in alive)


async def run(options: Any) -> None:
    """Serve until standard input closes; says on standard output in one line of JSON where and by what means."""
    sweep_leftovers()
    folder, lock = make_folder()
    launcher = None
    try:
        environment, kernel_folder = Path(options.environment).resolve(), Path(options.kernel_folder).resolve()
        try:
            means, problems = choose_means(options.sandbox, environment, kernel_folder, folder)
        except NoMeansError as error:
            _say({"refused": str(error)})
            return
        launcher = Launcher(folder, means, kernel_folder, environment, Path(options.fonts), options.questions, Limits())
        loading = asyncio.create_task(launcher.start_servers())
        path = folder / "launcher"
        server = await asyncio.start_unix_server(launcher.serve, str(path), limit=_MAX_REQUEST)
        os.chmod(path, 0o600)
        _say(
            {
                "launcher": str(path),
                "sockets": str(launcher.sockets),
                "means": means,
                "problems": problems,
                "groups": launcher.groups.version if launcher.groups else None,
            }
        )
        await _wait_for_end()
        loading.cancel()
        server.close()
    finally:
        if launcher is not None:
            launcher.close()
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


async def _wait_for_end() -> None:
    """Until standard input closes (whoever started us has gone), or SIGTERM."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)

    def read() -> None:
        if not os.read(0, 4096):
            ended.set()

    os.set_blocking(0, False)
    loop.add_reader(0, read)
    await ended.wait()


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()
