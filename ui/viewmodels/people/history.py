"""Recent calls as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.snapshots import HistorySnapshot
from ui.viewmodels import words
from ui.viewmodels.people.people import matches
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One finished call; ``kind`` is ``missed``, ``incoming`` or ``outgoing``.

    ``brief`` is ``summary`` for a narrow row, where an arrow shows the direction.
    """

    key: str
    name: str
    address: str
    initials: str
    colour: int
    glyph: str
    kind: str
    video: bool
    when: str
    summary: str
    brief: str


def history_row(call: HistorySnapshot, now: float) -> HistoryRow:
    """Make the row of a finished call; ``now`` is Unix seconds."""
    name = call.name or call.address
    kind = "missed" if call.is_missed else "incoming" if call.direction == "inbound" else "outgoing"
    return HistoryRow(
        key=call.call_id,
        name=name,
        address=call.address,
        initials=words.initials(name),
        colour=words.colour_index(name),
        glyph=words.glyph(call.address),
        kind=kind,
        video=call.video,
        when=words.when(call.started_at, now),
        summary=history_summary(call, kind),
        brief=words.duration(call.duration_ms) if call.duration_ms > 0 else history_summary(call, kind),
    )


def history_summary(call: HistorySnapshot, kind: str) -> str:
    """Say in a few words what became of the call."""
    if kind == "missed":
        return "Missed"
    if call.duration_ms > 0:
        return f"{kind.capitalize()}, {words.duration(call.duration_ms)}"
    return call.end_text or kind.capitalize()


def history_rows(calls: Iterable[HistorySnapshot], filter_text: str, now: float) -> list[HistoryRow]:
    """Return the rows that match, newest first."""
    newest = sorted(calls, key=lambda call: -call.started_at)
    rows = {call.call_id: history_row(call, now) for call in newest}
    return [row for row in rows.values() if matches(filter_text, row.name, row.address)]


@QmlElement
@QmlUncreatable("the list comes from the core")
class HistoryModel(RowModel):  # type: ignore[operator]
    """Finished calls, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HistoryRow, parent)
