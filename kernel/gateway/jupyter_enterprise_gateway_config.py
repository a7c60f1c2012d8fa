"""Enterprise Gateway's configuration when Assay supervises it on loopback (src/kernels/gateway-process.ts).

The gateway's files stay as installed; what this file changes at start, and why:
- TCP_NODELAY on the websockets: without it every execute waits about 40 ms for a delayed acknowledgement.
- one-shot restarter: with the default a dead kernel silently comes back empty; with this the client sees "dead".
- messages pass as they are: their dates are not parsed (a quarter of the gateway's work), and it does not listen in
  to tell how busy a kernel is, which nobody asks it.
- the token is read from a file that is removed at once, so that no kernel inherits it in its environment.
- the gateway ends with the process that supervises it, also when that one was killed.
"""

import os
import signal
import threading
import time
from pathlib import Path

import jupyter_client.session
import tornado.websocket
from enterprise_gateway.services.kernels import handlers
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager

MAX_MESSAGE_BYTES = 64 * 1024 * 1024
PARENT_POLL_SECONDS = 1.0


def _read_token() -> str:
    path = Path(os.environ.pop("ASSAY_GATEWAY_TOKEN_FILE"))
    token = path.read_text().strip()
    path.unlink()
    return token


def _disable_nagle() -> None:
    for handler in {entry[1] for entry in handlers.default_handlers}:
        if not issubclass(handler, tornado.websocket.WebSocketHandler):
            continue
        opened = handler.open

        async def open_without_delay(self, *args, _opened=opened, **kwargs):
            result = _opened(self, *args, **kwargs)
            if result is not None:
                await result
            if self.ws_connection is not None:
                self.set_nodelay(True)

        handler.open = open_without_delay


def _pass_messages_on() -> None:
    jupyter_client.session.extract_dates = lambda message: message
    MappingKernelManager.start_watching_activity = lambda self, kernel_id: None


def _end_with_parent() -> None:
    parent = os.getppid()

    def poll() -> None:
        while os.getppid() == parent:
            time.sleep(PARENT_POLL_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=poll, daemon=True, name="end-with-parent").start()


_disable_nagle()
_pass_messages_on()
_end_with_parent()

c = get_config()  # noqa: F821 (traitlets puts it there)
c.EnterpriseGatewayApp.auth_token = _read_token()
c.EnterpriseGatewayApp.ip = "127.0.0.1"
c.EnterpriseGatewayApp.port_retries = 0
c.EnterpriseGatewayApp.list_kernels = True
c.EnterpriseGatewayApp.max_age = "0"
c.KernelRestarter.restart_limit = 1
c.AsyncIOLoopKernelRestarter.restart_limit = 1
c.AsyncIOLoopKernelRestarter.time_to_dead = 0.5
tornado.websocket.WebSocketHandler.max_message_size = property(lambda self: MAX_MESSAGE_BYTES)
