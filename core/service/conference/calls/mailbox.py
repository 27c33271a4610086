"""What a member is to be told: what happened at once and in order, of how things stand only the newest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.sip.bodies import room_events

MAX_WAITING = 64
"""Messages; beyond, the oldest is dropped: the next whole state makes up for it."""

MAX_OUT = 8
"""Messages whose answers have not come. Who has left is off the others' screens before they have answered."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to a member: MESSAGE with an event, or INFO of a package.

    With a ``topic`` it says how something stands: one of the same topic that still waits is dropped for it,
    and it waits until all that was sent before is answered. What has none overtakes it; so the body, which is
    written when it is sent, is never older than what went before.
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
        self._out = 0
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_empty(self) -> bool:
        """Whether everything was told and acknowledged."""
        return not self._waiting and not self._out

    def post(self, letter: Letter) -> None:
        """Tell something as soon as it can be."""
        if letter.topic:
            self._waiting = [one for one in self._waiting if one.topic != letter.topic]
        self._waiting.append(letter)
        if len(self._waiting) > MAX_WAITING:
            self._waiting.pop(0)
            self.dropped += 1
        self._next()

    def answered(self) -> None:
        """Take it that something that was sent is through."""
        self._out = max(0, self._out - 1)
        self._next()

    def forget(self) -> None:
        """Drop what waits: the member cannot be told anything now."""
        self._out = 0
        self._waiting.clear()

    def _next(self) -> None:
        while self._out < MAX_OUT:
            ready = (place for place, one in enumerate(self._waiting) if not (one.topic and self._out))
            place = next(ready, None)
            if place is None:
                return
            self._out += self._send(self._waiting.pop(place))
