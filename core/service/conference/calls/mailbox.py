"""What a member is to be told, in order and one at a time: bounded, and of two states only the newer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.sip.bodies import room_events

MAX_WAITING = 64
"""Messages; beyond, the oldest is dropped: the next whole state makes up for it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to a member: MESSAGE with an event, or INFO of a package.

    One with the same ``topic`` that still waits is dropped for it; an empty topic is none. It does not take
    the place of that one: what was posted in between may be older than it says. The body is written when it
    is sent.
    """

    write: Callable[[], bytes]
    topic: str = ""
    content_type: str = room_events.CONTENT_TYPE
    package: str | None = None
    """The package of an INFO, empty for one without; None: it is a MESSAGE."""


class Mailbox:
    """``send`` hands a letter to the call and returns whether it could; its answer comes by ``answered``."""

    def __init__(self, send: Callable[[Letter], bool]) -> None:
        self._send = send
        self._waiting: list[Letter] = []
        self._is_out = False
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_empty(self) -> bool:
        """Whether everything was told and acknowledged."""
        return not self._waiting and not self._is_out

    def post(self, letter: Letter) -> None:
        """Tell something as soon as what was posted before is told."""
        if letter.topic:
            self._waiting = [one for one in self._waiting if one.topic != letter.topic]
        self._waiting.append(letter)
        if len(self._waiting) > MAX_WAITING:
            self._waiting.pop(0)
            self.dropped += 1
        self._next()

    def answered(self) -> None:
        """Take it that what was sent last is through."""
        self._is_out = False
        self._next()

    def forget(self) -> None:
        """Drop what waits: the member cannot be told anything now."""
        self._is_out = False
        self._waiting.clear()

    def _next(self) -> None:
        while self._waiting and not self._is_out:
            letter = self._waiting.pop(0)
            self._is_out = self._send(letter)
