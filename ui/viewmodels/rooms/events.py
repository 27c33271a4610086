"""What happened in a room: a quiet word for a moment, and the newest ones in a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.rooms import RoomEvent
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN_MS = 4000
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened."""

    key: str
    text: str


def event_row(event: RoomEvent) -> EventRow:
    """Make the row of ``event``."""
    return EventRow(str(event.serial), " ".join(event.text.split()))


@QmlElement
@QmlUncreatable("events come from the core")
class RoomEventModel(RowModel):  # type: ignore[operator]
    """Events of the room on the screen, oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(EventRow, parent)


class Toasts:
    """Shows each new event in ``model`` for four seconds; of a room just entered, nothing that was before."""

    def __init__(
        self,
        model: RoomEventModel,
        later: Callable[[int, QObject, Callable[[], None]], None] = QTimer.singleShot,
    ) -> None:
        self._model = model
        self._later = later
        self._room = ""
        self._serial = 0

    def show_events(self, room: str, events: Sequence[RoomEvent]) -> None:
        """Follow the events of ``room``; an empty name: there is none."""
        newest = max((event.serial for event in events), default=0)
        if room != self._room:
            self._room, self._serial = room, newest
            self._model.assign([])
            return
        fresh = [event_row(event) for event in events if event.serial > self._serial]
        self._serial = max(self._serial, newest)
        if not fresh:
            return
        self._model.assign([*self._model.rows, *fresh][-MOST_SHOWN:])
        for row in fresh[-MOST_SHOWN:]:
            self._later(SHOWN_MS, self._model, lambda key=row.key: self._drop(key))  # type: ignore[misc]

    def _drop(self, key: str) -> None:
        self._model.assign([row for row in self._model.rows if row.key != key])
