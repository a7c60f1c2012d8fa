"""How a kernel of ours starts: ipykernel as usual, quiet, without history and debugger.

Two ways: a process of its own (`start_kernel`), or a fork of a server that has imported the libraries, whose listening
sockets were bound before it was confined (`create_kernel_app`).
"""

import contextlib
import logging
import os
import select
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, cast

_OPTIONS = ["--HistoryManager.enabled=False", "--IPKernelApp.log_level=40"]
_PIPE_PART = 65_536
#: A process that goes on writing holds no cell for longer.
_DRAIN_SECONDS = 0.5


def start_kernel(install: Callable[[], None]) -> None:
    """Start the ipykernel application with this process's arguments and run it; `install` comes before any message."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # 0.3 s of import that no grading uses
    from ipykernel.kernelapp import IPKernelApp

    _flush_what_is_there()
    _say_what_is_listened_to()
    # The singleton: `%matplotlib inline` needs it, otherwise no figure is produced.
    app = IPKernelApp.instance()
    app.initialize([*sys.argv[1:], *_OPTIONS])
    _prepare(install)
    app.start()


def create_kernel_app(install: Callable[[], None], connection: dict[str, Any], listeners: dict[str, int]) -> Any:
    """Return an initialized ipykernel application that has run `install`; its `start` serves until the kernel ends.

    `connection` is what a connection file holds (transport "ipc"); `listeners` are the descriptors of the listening
    sockets by channel, so that no path of the host is needed where the candidate's code runs.
    """
    import zmq
    from ipykernel.heartbeat import Heartbeat
    from ipykernel.iostream import IOPubThread
    from ipykernel.kernelapp import IPKernelApp
    from ipykernel.kernelbase import Kernel

    by_port = {connection[f"{channel}_port"]: descriptor for channel, descriptor in listeners.items()}

    def bind(socket: Any, ip: str, port: int) -> None:
        socket.setsockopt(zmq.USE_FD, by_port[port])
        socket.bind(f"ipc://{ip}-{port}")

    def bind_heartbeat(self: Any) -> None:
        bind(self.socket, self.ip, self.port)

    class ForkedKernelApp(IPKernelApp):
        name = "ipython-kernel"

        def init_connection_file(self) -> None:
            self.load_connection_info(cast(Any, connection))

        def write_connection_file(self, **kwargs: Any) -> None:
            return

        def cleanup_connection_file(self) -> None:
            return

        def _try_bind_socket(self, s: Any, port: int) -> int:
            bind(s, self.ip, port)
            return port

        def init_control(self, context: Any) -> None:
            super().init_control(context)
            # For a debugger, which there is none of; it would look for the socket's file for ever.
            self.debug_shell_socket.disconnect(self.shell_socket.getsockopt(zmq.LAST_ENDPOINT))
            self.shell_channel_thread = _NoSubshells()

    Kernel._supports_kernel_subshells = False  # type: ignore[method-assign,assignment]
    Heartbeat._try_bind_socket = bind_heartbeat  # type: ignore[method-assign]
    thread_init = IOPubThread.__init__

    def init_without_pipe(self: Any, socket: Any, pipe: bool = False, session: Any = False) -> None:
        # The pipe is a TCP port, for output of subprocesses; theirs comes through the captured descriptors.
        thread_init(self, socket, pipe=False, session=session)

    IOPubThread.__init__ = init_without_pipe  # type: ignore[method-assign]
    _flush_what_is_there()
    _say_what_is_listened_to()
    # `IPKernelApp.instance()` anywhere gives this one.
    app = ForkedKernelApp.instance()
    app.initialize(_OPTIONS)
    _prepare(install)
    _connect_inline_backend()
    return app


def _prepare(install: Callable[[], None]) -> None:
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    # A module called __main__ that is ours would let a candidate's code import it by accident.
    sys.path[:] = [entry for entry in sys.path if entry not in ("", ".")] + [""]
    install()


class _NoSubshells:
    """In place of the thread that hands messages to subshells: through it each message would go twice."""

    parent_thread = threading.main_thread()

    def __bool__(self) -> bool:
        return False


def _flush_what_is_there() -> None:
    """Let streams wait for the output that there is, instead of a while for output that may come.

    ipykernel pauses around each message, and yet loses what a process that has just ended wrote last: its thread may
    not have read that from the pipe. Here a flush waits until the pipe is empty, and for nothing else. Statuses and
    replies follow what was said before them in any case: one thread sends all of that in order.
    """
    import jupyter_client.session
    from ipykernel.iostream import OutStream
    from ipykernel.kernelbase import Kernel

    # Nobody asks when a message was sent, and to read its date takes as long as to read the message.
    jupyter_client.session.extract_dates = lambda message: message  # type: ignore[assignment]
    Kernel._execute_sleep = 0.0  # type: ignore[assignment]
    set_up, flush_all = OutStream._setup_stream_redirects, OutStream.flush

    def set_up_with_lock(self: Any, name: str) -> None:
        self.reading = threading.Lock()
        set_up(self, name)

    def watch_pipe(self: Any) -> None:
        with contextlib.suppress(OSError, ValueError):
            while self._should_watch:
                select.select([self._fid], [], [])
                with self.reading:
                    part = os.read(self._fid, _PIPE_PART)
                    if not part:
                        return
                    self.write(part.decode(errors="replace"))

    def flush(self: Any) -> None:
        end = time.monotonic() + _DRAIN_SECONDS
        while self._should_watch and self._is_master_process() and _has_unread(self) and time.monotonic() < end:
            time.sleep(0.0002)
        if self._buffers:
            flush_all(self)

    OutStream._setup_stream_redirects = set_up_with_lock  # type: ignore[method-assign]
    OutStream._watch_pipe_fd = watch_pipe  # type: ignore[method-assign]
    OutStream.flush = flush  # type: ignore[method-assign]


def _say_what_is_listened_to() -> None:
    """Of the grader's own messages publish what it reads: of a request nothing, of a cell what it shows, and its end.

    That is half of all messages, and each goes through the gateway.
    """
    from ipykernel.kernelbase import Kernel

    publish_status, publish_input = Kernel._publish_status, Kernel._publish_execute_input

    def mark_of(message: Any) -> dict[str, Any] | None:
        mark = message.get("metadata", {}).get("assay") if isinstance(message, dict) else None
        return mark if isinstance(mark, dict) else None

    def publish_needed_status(self: Any, status: str, channel: str, parent: Any = None) -> None:
        mark = mark_of(parent or self.get_parent(channel))
        if mark is None or (status != "busy" and "op" not in mark):
            publish_status(self, status, channel, parent)

    def publish_foreign_input(self: Any, code: str, parent: Any, execution_count: int) -> None:
        if mark_of(parent) is None:
            publish_input(self, code, parent, execution_count)

    Kernel._publish_status = publish_needed_status  # type: ignore[method-assign]
    Kernel._publish_execute_input = publish_foreign_input  # type: ignore[method-assign]


def _has_unread(stream: Any) -> bool:
    """Whether something stands in the pipe, or was read from it and is not in the buffer yet."""
    if not stream.reading.acquire(blocking=False):
        return True
    try:
        return bool(select.select([stream._fid], [], [], 0)[0])
    finally:
        stream.reading.release()


def _connect_inline_backend() -> None:
    """As when the backend is imported in a running kernel; after `install`, whose hook must come first."""
    from matplotlib_inline import backend_inline

    backend_inline._enable_matplotlib_integration()
