"""How much one cell may say and show: the rest is counted and dropped here, at the source.

A gateway closes its socket at a frame that is too large, and a report shows a page, not a gigabyte.
"""

import contextlib
import sys
from typing import Any

MAX_STREAM_CHARS = 1_000_000
MAX_DISPLAYS = 200
MAX_DISPLAY_CHARS = 8_000_000
MAX_DISPLAY_ITEM_CHARS = 4_000_000
MAX_TEXT_CHARS = 100_000
MAX_ERROR_CHARS = 20_000
MAX_ERROR_LINES = 200
# Room for the note itself.
_NOTE_CHARS = 10_000
_SHOWING = frozenset(("display_data", "update_display_data", "execute_result"))
_isinstance, _str, _len, _min, _max, _sum, _dict, _list = isinstance, str, len, min, max, sum, dict, list


class OutputCap:
    """Caps the streams and the displays of one kernel, cell by cell."""

    def __init__(self, kernel: Any):
        self.dropped = 0
        self._stream_room = MAX_STREAM_CHARS
        self._displays = 0
        self._display_room = MAX_DISPLAY_CHARS
        self._write_note = sys.stderr.write
        for stream in (sys.stdout, sys.stderr):
            self._cap_stream(stream)
        self._cap_messages(kernel.session)

    def begin(self) -> None:
        """A new cell starts with all its room."""
        self._stream_room, self._display_room, self._displays, self.dropped = (
            MAX_STREAM_CHARS,
            MAX_DISPLAY_CHARS,
            0,
            0,
        )

    def end(self) -> None:
        """Say how much was left out, if anything was."""
        if self.dropped:
            self._write_note(
                f"\n[the grader left out {self.dropped} characters of output beyond its limit]\n"[:_NOTE_CHARS]
            )

    def _cap_stream(self, stream: Any) -> None:
        write = stream.write

        def capped(text: Any) -> Any:
            if not _isinstance(text, _str) or _len(text) <= self._stream_room:
                self._stream_room -= _len(text) if _isinstance(text, _str) else 0
                return write(text)
            room, self._stream_room = self._stream_room, 0
            self.dropped += _len(text) - room
            if room:
                write(text[:room])
            return _len(text)

        with contextlib.suppress(AttributeError):
            stream.write = capped

    def _cap_messages(self, session: Any) -> None:
        send = session.send

        def capped(stream: Any, msg_or_type: Any, content: Any = None, *args: Any, **kwargs: Any) -> Any:
            kind, body = msg_or_type, content
            if _isinstance(msg_or_type, _dict):
                kind, body = msg_or_type.get("msg_type"), msg_or_type.get("content")
            if _isinstance(body, _dict):
                if kind in _SHOWING and not self._fit_display(body):
                    return None
                if kind in ("error", "execute_reply") and "ename" in body:
                    _cut_error(body)
            return send(stream, msg_or_type, content, *args, **kwargs)

        session.send = capped

    def _fit_display(self, content: dict[str, Any]) -> bool:
        data = content.get("data")
        if not _isinstance(data, _dict):
            return True
        for mime, item in _list(data.items()):
            size = _len(item) if _isinstance(item, _str) else 0
            if mime == "text/plain" and size > MAX_TEXT_CHARS:
                self.dropped += size - MAX_TEXT_CHARS
                data[mime] = item[:MAX_TEXT_CHARS]
            elif size > MAX_DISPLAY_ITEM_CHARS:
                self.dropped += size
                del data[mime]
        size = _sum(_len(item) for item in data.values() if _isinstance(item, _str))
        if self._displays >= MAX_DISPLAYS or size > self._display_room:
            self.dropped += size
            return False
        self._displays += 1
        self._display_room -= size
        return True


def _cut_error(content: dict[str, Any]) -> None:
    for key in ("ename", "evalue"):
        if _isinstance(content.get(key), _str):
            content[key] = content[key][:MAX_ERROR_CHARS]
    frames = content.get("traceback")
    if _isinstance(frames, _list):
        content["traceback"] = [_str(frame)[:MAX_ERROR_CHARS] for frame in frames[:MAX_ERROR_LINES]]
