"""What parts of the switchboard need of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.calling import Call, SinchClient
from core.engine.calls.doorman import Welcome
from core.engine.calls.line import Line

if TYPE_CHECKING:
    from core.engine.rooms.merging import Merge


class Board(Protocol):
    """All lines, and who has the microphone."""

    floor: Line | None
    """What the person says goes there."""

    @property
    def client(self) -> SinchClient | None:
        """By which calls are placed; None while there is none."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all running calls, in the order they came."""

    def line(self, call_id: str) -> Line | None:
        """Return the line of a running call; None if there is none."""

    def follow(
        self, call: Call, name: str, reception: Welcome = Welcome.RING, merge: Merge | None = None
    ) -> Line:
        """Follow a new call."""

    def changed(self, line: Line) -> None:
        """Show the call as it is now."""

    def problem(self, text: str) -> None:
        """Tell the person."""
