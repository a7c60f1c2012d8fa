"""A fork server: has imported what one kind of kernel needs, and forks a kernel of it on request.

It never reads what a kernel is started with: each fork reads its own request, so that nothing of one kernel (its key,
say) stands in the memory of the next. Who asks while it is still importing waits a little: several kernels that import
by themselves take the cores from each other and from the server. Nobody waits longer than that.
"""

import gc
import importlib
import json
import os
import random
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

from assay_launcher import linux
from assay_launcher.confinement import confine_kernel, enter_server, leave_server, seal_server
from assay_launcher.limits import Limits
from assay_launcher.view import SCRATCH, View

CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
_FORK = b"fork"
#: How long who asks for a kernel waits for the libraries; then the kernel imports the rest by itself.
_PATIENCE_SECONDS = 2.5
_LIBRARIES = {
    "interpreter": (
        "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "IPython.core.completer",
        "IPython.core.magics", "IPython.core.display", "ipykernel.iostream", "tornado.platform.asyncio",
    ),
    "arrays": (
        "numpy", "numpy.random", "numpy.ma", "pandas", "matplotlib", "matplotlib.pyplot",
        "matplotlib.backends.backend_agg", "matplotlib.font_manager", "PIL.PngImagePlugin", "psutil", "joblib",
    ),
    "science": (
        "scipy.stats", "scipy.spatial.distance", "scipy.cluster.hierarchy", "scipy.optimize", "sklearn",
        "sklearn.model_selection", "sklearn.linear_model", "sklearn.ensemble", "sklearn.tree", "sklearn.cluster",
        "sklearn.pipeline", "sklearn.preprocessing", "sklearn.metrics", "sklearn.decomposition", "sklearn.neighbors",
        "sklearn.datasets", "sklearn.impute", "sklearn.compose", "sklearn.svm", "sklearn.naive_bayes", "seaborn",
    ),
}  # fmt: skip
#: Which libraries, which package of ours, and whose `install` a kind of kernel begins with, a judge with the built-in
#: questions too. A candidate's server never loads the judge's code, the bare one none of what some question forbids.
KINDS: dict[str, dict[str, Any]] = {
    "assay-judge": {"libraries": ("interpreter", "arrays", "science"), "packages": ("candidate", "judge"),
                    "install": "assay_judge", "readsQuestions": True},
    "assay-subject": {"libraries": ("interpreter", "arrays", "science"), "packages": ("candidate",),
                      "install": "assay_agent", "readsQuestions": False},
    "assay-bare": {"libraries": ("interpreter", "arrays"), "packages": ("candidate",), "install": "assay_agent",
                   "readsQuestions": False},
}  # fmt: skip


def main() -> None:
    """Serve the control socket whose descriptor is the last argument, until its other end is closed."""
    control = socket.socket(fileno=int(sys.argv[1]))
    sys.argv[:] = ["kernel"]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    linux.die_with_parent(signal.SIGKILL)
    try:
        config = json.loads(control.recv(1_000_000))
        server = _Server(control, config)
        server.enter()
    except BaseException:
        control.send(json.dumps({"failed": traceback.format_exc()[-2000:]}).encode())
        return
    server.load_libraries()
    control.send(b'{"loaded": true}')
    server.serve_for_ever()


class _Server:
    def __init__(self, control: socket.socket, config: dict[str, Any]):
        self._control = control
        self._means: str = config["means"]
        self._view = View(config["view"]["folders"], config["view"]["emptied"])
        self._root: str = config["root"]
        self._kind = KINDS[config["kind"]]
        self._packages: list[str] = config["packages"]
        self._fonts: str = config["fonts"]
        #: When somebody first asked for a kernel before the libraries were there.
        self._asked_at: float | None = None
        #: By name the texts of a built-in question's rubric and generator, for a judge's server.
        self._questions = _read_questions(config["questions"]) if self._kind["readsQuestions"] else {}

    def enter(self) -> None:
        """Confine this process, and let it find our packages."""
        fonts = _read_files(self._fonts)
        enter_server(self._means, self._root, self._view)
        sys.path[:] = [entry for entry in sys.path if entry not in ("", sys.path[0])] + self._packages
        if self._means in ("namespaces", "user-namespaces"):
            folder = os.environ["MPLCONFIGDIR"]
            os.makedirs(folder, exist_ok=True)
            for name, data in fonts.items():
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(data)
        os.chdir("/")
        seal_server(self._means)
        sys.modules["debugpy"] = None  # type: ignore[assignment]  # 0.3 s of import that no grading uses

    def load_libraries(self) -> None:
        """Import them one by one; between two of them requests are answered that have waited long enough."""
        names = [name for group in self._kind["libraries"] for name in _LIBRARIES[group]]
        names += _modules_below(self._kind["install"], self._packages)
        for name in names:
            self._serve_who_waited()
            try:
                importlib.import_module(name)
            except ImportError:
                continue
        if "assay_agent.warm_up" in sys.modules:
            sys.modules["assay_agent.warm_up"].warm_up()
        for question, (rubric, generate) in self._questions.items():
            self._serve(0)
            sys.modules["assay_judge.read_ahead"].read_ahead(question, rubric, generate)
        self._questions = {}
        gc.collect()
        gc.freeze()

    def serve_for_ever(self) -> None:
        """Fork on request; returns never, for the process ends with the control socket."""
        # Waited for, so that the system adds up what processor time kernels have used.
        signal.signal(signal.SIGCHLD, lambda *_: _wait_for_ended())
        while True:
            self._serve(None)

    def _serve_who_waited(self) -> None:
        if not select.select([self._control], [], [], 0)[0]:
            return
        self._asked_at = self._asked_at or time.monotonic()
        if time.monotonic() - self._asked_at >= _PATIENCE_SECONDS:
            self._serve(0)

    def _serve(self, wait_seconds: float | None) -> None:
        while select.select([self._control], [], [], wait_seconds)[0]:
            try:
                message, descriptors, _, _ = socket.recv_fds(self._control, 100, 1 + len(CHANNELS))
            except ConnectionResetError:
                message, descriptors = b"", []
            if not message:
                os._exit(0)
            if message == _FORK:
                self._fork(descriptors)
            if wait_seconds is None:
                return

    def _fork(self, descriptors: list[int]) -> None:
        if os.fork() == 0:
            self._control.close()
            _run_and_exit(lambda: self._supervise(descriptors[0], dict(zip(CHANNELS, descriptors[1:], strict=True))))
        for descriptor in descriptors:
            os.close(descriptor)

    def _supervise(self, status_descriptor: int, listeners: dict[str, int]) -> None:
        """Between the launcher and one kernel: starts it, passes signals on, tells its end, leaves nothing of it."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        status = socket.socket(fileno=status_descriptor)
        status.sendall(json.dumps({"supervisor": os.getpid()}).encode() + b"\n")
        request = json.loads(_read_line(status))
        linux.adopt_orphans()
        leave_server(self._means)
        told, telling = os.pipe()
        kernel = os.fork()
        if kernel == 0:
            status.close()
            os.close(told)
            _run_and_exit(lambda: self._become_kernel(request, listeners, telling))
        os.close(telling)
        for descriptor in listeners.values():
            os.close(descriptor)
        try:
            _watch(kernel, status, told)
        finally:
            _end_descendants()

    def _become_kernel(self, request: dict[str, Any], listeners: dict[str, int], telling: int) -> None:
        try:
            os.setsid()
            linux.die_with_parent(signal.SIGKILL)
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            _redirect_standard_streams()
            scratch = request["scratch"]
            if self._means in ("landlock", "none"):
                os.environ.update({name: scratch for name in ("HOME", "TMPDIR", "JOBLIB_TEMP_FOLDER", "IPYTHONDIR")})
            else:
                scratch = SCRATCH
            hidden: list[str] = []
            replaced: dict[str, str] = {}
            if request["forbid"]:
                from assay_agent.scratch import forbid_imports

                taken = forbid_imports(request["forbid"], request["allow"])
                hidden, replaced = taken.hidden, taken.replaced
            confine_kernel(
                self._means,
                uid=request["uid"],
                limits=Limits(**request["limits"]),
                has_group=request["hasGroup"],
                scratch=scratch,
                view=self._view,
                hidden=hidden,
                replaced=replaced,
            )
            _draw_new_randomness()
            gc.enable()
            from assay_agent.kernel_app import create_kernel_app

            install = importlib.import_module(self._kind["install"]).install
            app = create_kernel_app(install, request["connection"], listeners)
        except BaseException:
            os.write(telling, traceback.format_exc()[-3000:].encode())
            os._exit(70)
        os.close(telling)
        del request
        app.start()


def _modules_below(package: str, folders: list[str]) -> list[str]:
    names = [package]
    for folder in folders:
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            inside = os.path.join(folder, name)
            if os.path.isfile(os.path.join(inside, "__init__.py")):
                names += [
                    f"{name}.{file[:-3]}"
                    for file in sorted(os.listdir(inside))
                    if file.endswith(".py") and not file.startswith("__")
                ]
    return names


def _read_files(folder: str) -> dict[str, bytes]:
    found = {}
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        if name.endswith(".json"):
            with open(os.path.join(folder, name), "rb") as file:
                found[name] = file.read()
    return found


def _read_questions(folder: str) -> dict[str, tuple[str, str | None]]:
    found = {}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        rubric, generate = (_read_text(os.path.join(folder, name, f"{part}.py")) for part in ("rubric", "generate"))
        if rubric is not None:
            found[name] = (rubric, generate)
    return found


def _read_text(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None


def _read_line(connection: socket.socket) -> bytes:
    parts = b""
    while not parts.endswith(b"\n"):
        part = connection.recv(65_536)
        if not part:
            raise EOFError("the launcher has gone")
        parts += part
    return parts


def _redirect_standard_streams() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    if null > 2:
        os.close(null)


def _draw_new_randomness() -> None:
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _watch(kernel: int, status: socket.socket, told: int) -> None:
    """Pass signals to the kernel's process group, and tell how its start went and how it ended."""
    watched = select.poll()
    end = os.pidfd_open(kernel)
    for descriptor in (status.fileno(), end, told):
        watched.register(descriptor, select.POLLIN)
    problem = b""
    is_attached = True
    while True:
        for descriptor, _ in watched.poll():
            if descriptor == told:
                part = os.read(told, 4096)
                problem += part
                if not part:
                    watched.unregister(told)
                    message = {"failed": problem.decode(errors="replace")} if problem else {"started": kernel}
                    _tell(status, message)
            elif descriptor == end:
                _, exit_status = os.waitpid(kernel, 0)
                _tell(status, {"exit": os.waitstatus_to_exitcode(exit_status)})
                return
            elif is_attached:
                numbers = status.recv(64)
                if not numbers:
                    # The launcher has gone, or wants it to end.
                    is_attached = False
                    watched.unregister(status.fileno())
                    _signal(kernel, signal.SIGKILL)
                for number in numbers:
                    _signal(kernel, number)


def _signal(kernel: int, number: int) -> None:
    for send in (os.killpg, os.kill):
        try:
            send(kernel, number)
            return
        except (ProcessLookupError, PermissionError):
            continue


def _tell(status: socket.socket, message: dict[str, Any]) -> None:
    try:
        status.sendall(json.dumps(message).encode() + b"\n")
    except OSError:
        return


def _end_descendants() -> None:
    """Without a process namespace what a kernel started outlives it; as their new parent this process ends them."""
    while True:
        try:
            with open(f"/proc/self/task/{os.getpid()}/children") as file:
                children = [int(pid) for pid in file.read().split()]
        except OSError:
            return
        for pid in children:
            _signal(pid, signal.SIGKILL)
        if not _wait_for_ended():
            return
        # Its orphans become this process's children when it is gone.
        time.sleep(0.002)


def _wait_for_ended() -> bool:
    """Wait for the children that have ended; false where there are none at all any more."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _run_and_exit(work: Callable[[], None]) -> None:
    code = 1
    try:
        work()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
