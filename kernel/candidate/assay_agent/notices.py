"""What the candidate's code did that no honest code does, as far as its own process sees it.

It is for a reader, and changes no points. Code in this process can keep all of it from us; what it cannot hide, the
grader sees from outside.
"""

import builtins
import sys
import types
from typing import Any

MAX_NOTICES = 10
MAX_CHARS = 120
_OURS = ("assay_agent", "assay_wire")
_CONNECTING = ("socket.connect", "socket.sendto", "socket.sendmsg")
_RESOLVING = ("socket.getaddrinfo", "socket.gethostbyname")
_HERE = ("localhost", "127.0.0.1", "::1", "0.0.0.0", "::")
_isinstance, _str, _tuple, _len, _list, _function, _type, _getattr = (
    isinstance,
    str,
    tuple,
    len,
    list,
    types.FunctionType,
    type,
    getattr,
)


class Notices:
    """Attempts at the network, and parts of the agent that were replaced, since they were last taken."""

    def __init__(self, agent: Any):
        self._agent = agent
        self._attempts: dict[str, None] = {}
        self._told: set[str] = set()
        self._parts: dict[str, Any] = {}
        sys.addaudithook(self._hear)

    def begin(self) -> None:
        """From here on the agent stays as it is."""
        self._parts = self._list_parts()

    def take(self) -> dict[str, list[str]]:
        """Return what is new."""
        now = self._list_parts()
        changed = [name for name, part in self._parts.items() if now.get(name) is not part]
        new = [name for name in changed if name not in self._told][:MAX_NOTICES]
        self._told.update(new)
        attempts, self._attempts = _list(self._attempts), {}
        return {"network": attempts, "changed": new}

    def _hear(self, event: str, args: Any) -> None:
        if not event.startswith("socket.") or _len(self._attempts) >= MAX_NOTICES:
            return
        # An exception here would reach the candidate's code.
        try:
            if event in _CONNECTING and _isinstance(args[1], _tuple):
                self._attempts[f"{args[1][0]}:{args[1][1]}"[:MAX_CHARS]] = None
            elif event in _RESOLVING and _isinstance(args[0], _str) and args[0] not in _HERE:
                self._attempts[args[0][:MAX_CHARS]] = None
        except Exception:
            return

    def _list_parts(self) -> dict[str, Any]:
        parts: dict[str, Any] = {"__assay__": getattr(builtins, "__assay__", None)}
        for name, module in _list(sys.modules.items()):
            if name.partition(".")[0] not in _OURS:
                continue
            for key, value in _list(vars(module).items()):
                if _isinstance(value, _function):
                    parts[f"{name}.{key}"] = value.__code__
                elif _isinstance(value, _type) and value.__module__ == name:
                    methods = ((inner, item) for inner, item in vars(value).items() if _isinstance(item, _function))
                    parts.update((f"{name}.{key}.{inner}", item.__code__) for inner, item in methods)
        parts.update(
            (f"operation {name}", _getattr(operation, "__func__", operation))
            for name, operation in self._agent._ops.items()
        )
        parts["session.send"] = self._agent.kernel.session.send
        return parts
