"""Events are shown for four seconds, three at most, never those of before one came."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.rooms import RoomEvent
from ui.viewmodels.rooms.events import MOST_SHOWN, SHOWN_MS, RoomEventModel, Toasts


def events(*serials: int) -> tuple[RoomEvent, ...]:
    return tuple(RoomEvent(serial, f"Event {serial}") for serial in serials)


def test_events_come_and_go(qtbot: QtBot) -> None:
    model, later = RoomEventModel(), list[tuple[int, Callable[[], None]]]()

    def keep(ms: int, owner: QObject, done: Callable[[], None]) -> None:
        later.append((ms, done))

    toasts = Toasts(model, keep)
    toasts.show_events("a", events(1, 2))
    assert not model.rows
    toasts.show_events("a", events(1, 2, 3))
    toasts.show_events("a", events(2, 3))
    assert [row.text for row in model.rows] == ["Event 3"] and later[0][0] == SHOWN_MS
    later.pop()[1]()
    assert not model.rows
    toasts.show_events("a", events(*range(4, 60)))
    assert [row.key for row in model.rows] == ["57", "58", "59"]
    assert len(later) == MOST_SHOWN
    toasts.show_events("b", events(70))
    assert not model.rows
    for _, done in later:
        done()
    toasts.show_events("b", events(71))
    assert [row.key for row in model.rows] == ["71"]
