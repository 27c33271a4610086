"""Server-sent events, read without I/O (WHATWG HTML 9.2): bytes in, events out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LINE_LIMIT = 16_384
"""Bytes of one line; a longer one ends the stream."""


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One event."""

    name: str
    data: str
    event_id: str = ""


class EventStreamError(ValueError):
    """The other side does not send a stream of events that can be read."""


class EventStream:
    """Feeds on chunks of a response's body. Comments, which keep a connection alive, give no event."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._name = self._id = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[StreamEvent]:
        """Take a chunk; return the events that it completes. Raises ``EventStreamError``."""
        self._buffer += chunk
        while (end := self._buffer.find(b"\n")) >= 0:
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            if (event := self._take(line.rstrip(b"\r"))) is not None:
                yield event
        if len(self._buffer) > LINE_LIMIT:
            raise EventStreamError("a line of the stream is too long")

    def _take(self, line: bytes) -> StreamEvent | None:
        if not line:
            return self._finished()
        field, _, value = line.decode("utf-8", "replace").partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._size += len(value)
            if self._size > LINE_LIMIT:
                raise EventStreamError("an event of the stream is too long")
            self._data.append(value)
        elif field == "event":
            self._name = value
        elif field == "id":
            self._id = value
        return None

    def _finished(self) -> StreamEvent | None:
        name, data, event_id = self._name, self._data, self._id
        self._name, self._id, self._data, self._size = "", "", [], 0
        return StreamEvent(name or "message", "\n".join(data), event_id) if data else None
