"""Messages cut from a stream by Content-Length (RFC 3261 18.3), bounded; no I/O.

A stream cannot be read on once it is not known where a message ends: ``FramingError`` is its end.
"""

from __future__ import annotations

import re

MAX_STREAM_MESSAGE = 65_535
"""Bytes of one message on a stream; a datagram cannot hold more either."""

PING = b"\r\n\r\n"
PONG = b"\r\n"
_HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"(?:^|\r\n)(?:content-length|l)[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE)
_FOLD = re.compile(rb"\r\n[ \t]+")
_DIGITS = re.compile(rb"[0-9]{1,10}")


class FramingError(ValueError):
    """It is not known where the message ends. ``head`` is what was read of it, to be answered if possible."""

    def __init__(self, problem: str, head: bytes = b"") -> None:
        super().__init__(problem)
        self.head = head


class StreamFramer:
    """Takes a stream apart. Keep-alives are counted: ``pings`` are owed a pong each (RFC 5626 4.4.1)."""

    def __init__(self, limit: int = MAX_STREAM_MESSAGE) -> None:
        self._limit = limit
        self._buffer = bytearray()
        self._searched = 0
        self.pings = 0

    @property
    def is_within_message(self) -> bool:
        """Whether the rest of a message is owed; half a keep-alive is none."""
        return not PING.startswith(bytes(self._buffer[: len(PING) + 1]))

    def feed(self, data: bytes) -> list[bytes]:
        """Take what was read and return the messages that are complete now. Raises FramingError."""
        self._buffer += data
        messages = []
        while (message := self._next()) is not None:
            messages.append(message)
        return messages

    def take_pings(self) -> int:
        """Return and forget how many pongs are owed."""
        pings, self.pings = self.pings, 0
        return pings

    def _next(self) -> bytes | None:
        if not self._searched:
            self._skip_line_ends()
        if not self.is_within_message:
            return None
        head_end = self._buffer.find(_HEAD_END, max(self._searched - 3, 0))
        if head_end < 0:
            self._searched = len(self._buffer)
            if len(self._buffer) > self._limit:
                raise FramingError("the headers do not end", bytes(self._buffer[: self._limit]))
            return None
        head = bytes(self._buffer[: head_end + len(_HEAD_END)])
        size = len(head) + _content_length(head)
        if size > self._limit:
            raise FramingError("the message is too large", head)
        if len(self._buffer) < size:
            self._searched = head_end
            return None
        message = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._searched = 0
        return message

    def _skip_line_ends(self) -> None:
        """Pass over line ends between messages: two are a ping, one is a pong or the first half of a ping."""
        while self._buffer[:2] == PONG:
            if self._buffer[:4] == PING:
                del self._buffer[: len(PING)]
                self.pings += 1
            elif PING.startswith(self._buffer):
                return
            else:
                del self._buffer[: len(PONG)]


def _content_length(head: bytes) -> int:
    lengths = set(_LENGTH.findall(_FOLD.sub(b" ", head)))
    if not lengths:
        raise FramingError("Content-Length is missing", head)
    if len(lengths) > 1:
        raise FramingError("more than one Content-Length", head)
    text = lengths.pop().strip()
    if not _DIGITS.fullmatch(text):
        raise FramingError("Content-Length is no number", head)
    return int(text)
