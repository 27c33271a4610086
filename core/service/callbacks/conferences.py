"""What is asked of whoever has conference rooms, for the calls that a backend sends into one.

A call gets there as every other does: by an INVITE to ``sip:room-ID@domain`` through the router, which keeps
its Call-ID. What ``connectConf`` says beside the room is told just before, by that Call-ID; it goes by no
header, which anybody could write.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from core.service.callbacks.events import MenuInput, MenuResult
from core.service.callbacks.menu_walk import ENOUGH
from core.service.callbacks.svaml.actions import ConferenceDtmf, ConnectConf


class Conferences(Protocol):
    """Who has the rooms. On the service's loop only."""

    @property
    def features(self) -> frozenset[str]:
        """Which parts of ``connectConf`` are carried out: of ``moh`` and ``conferenceDtmfOptions``."""

    def expect(self, call_id: str, action: ConnectConf, on_key: Callable[[str], None]) -> None:
        """Take it that the call with this Call-ID is about to join, and how.

        ``on_key`` wants each key that this member presses, one of ``0-9*#A-D``, where ``action.dtmf`` is
        ``DETECT``; it does nothing any more once the call is over.
        """

    def pressed(self, call_id: str, key: str) -> None:
        """Take a key of a call that was expected, heard by somebody else than the room."""

    def forget(self, call_id: str) -> None:
        """Take it that a call that was expected is over."""


class Timer(Protocol):
    """Something that is due, unless it is cancelled."""

    def cancel(self) -> None:
        """It is not wanted any more."""


class ConferenceKeys:
    """Collects what one member presses until the backend is to be told.

    Told are ``max_digits`` keys, fewer before ``#``, or what there is after ``timeout`` milliseconds without
    another key. ``call_later`` is that of the service's loop.
    """

    def __init__(
        self,
        action: ConnectConf,
        tell: Callable[[MenuResult], None],
        call_later: Callable[[float, Callable[[], None]], Timer],
    ) -> None:
        self._action = action
        self._tell = tell
        self._call_later = call_later
        self._keys = ""
        self._timer: Timer | None = None
        self._is_closed = action.dtmf is not ConferenceDtmf.DETECT

    @property
    def are_heard(self) -> bool:
        """Whether anybody wants to know what is pressed."""
        return self._action.dtmf is not ConferenceDtmf.IGNORE

    def pressed(self, key: str) -> None:
        """Take one key."""
        if self._is_closed:
            return
        self._stop_timer()
        if key != ENOUGH:
            self._keys += key
        if key == ENOUGH or len(self._keys) >= self._action.max_digits:
            self._complete()
        else:
            self._timer = self._call_later(self._action.timeout / 1000, self._complete)

    def close(self) -> None:
        """Tell nothing any more. Idempotent."""
        self._is_closed = True
        self._stop_timer()

    def _complete(self) -> None:
        self._stop_timer()
        keys, self._keys = self._keys, ""
        if keys:
            self._tell(MenuResult(self._action.conference_id, MenuInput.SEQUENCE, keys))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
