"""Recent calls as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.sentences import joined, sentence
from core.snapshots import HistorySnapshot
from ui.viewmodels import words
from ui.viewmodels.people.people import matches
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

KINDS = {
    "missed": sentence("Missed"),
    "incoming": sentence("Incoming"),
    "outgoing": sentence("Outgoing"),
    "unanswered": sentence("Not answered"),
    "declined": sentence("Declined"),
    "failed": sentence("Failed"),
    "elsewhere": sentence("Answered on another device"),
    "blocked": sentence("Blocked"),
}
"""What may become of a call, each with its icon ``call-<kind>``."""

NO_FRESH: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One finished call; ``kind`` is a key of ``KINDS``, ``fresh`` a missed call that was not seen before.

    ``brief`` is ``summary`` for a narrow row, where an icon shows the direction.
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
    fresh: bool


def kind_of(call: HistorySnapshot) -> str:
    """Return what became of the call, a key of ``KINDS``."""
    cause = call.end_cause.replace("_", "").casefold()
    is_inbound = call.direction == "inbound"
    if call.is_blocked:
        return "blocked"
    if call.is_missed:
        return "missed"
    if call.duration_ms > 0:
        return "incoming" if is_inbound else "outgoing"
    if cause == "otherdeviceanswered":
        return "elsewhere"
    if cause in ("denied", "failure", "inactive"):
        return "declined" if cause == "denied" else "failed"
    return "incoming" if is_inbound else "unanswered"


def history_row(call: HistorySnapshot, now: float, fresh: frozenset[str] = NO_FRESH) -> HistoryRow:
    """Make the row of a finished call; ``now`` is Unix seconds."""
    name = call.name or call.address
    kind = kind_of(call)
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
        brief=words.duration(call.duration_ms) if call.duration_ms > 0 else brief_summary(call, kind),
        fresh=call.is_new or call.call_id in fresh,
    )


def history_summary(call: HistorySnapshot, kind: str) -> str:
    """Say in a few words what became of the call."""
    if kind in ("missed", "elsewhere", "blocked"):
        return KINDS[kind]
    if call.duration_ms > 0:
        return joined((KINDS[kind], words.duration(call.duration_ms)), ", ")
    return call.end_text or KINDS[kind]


def brief_summary(call: HistorySnapshot, kind: str) -> str:
    """Say the same for a narrow row."""
    return sentence("Answered elsewhere") if kind == "elsewhere" else history_summary(call, kind)


def history_rows(
    calls: Iterable[HistorySnapshot], filter_text: str, now: float, fresh: frozenset[str] = NO_FRESH
) -> list[HistoryRow]:
    """Return the rows that match, newest first."""
    newest = sorted(calls, key=lambda call: -call.started_at)
    rows = {call.call_id: history_row(call, now, fresh) for call in newest}
    return [row for row in rows.values() if matches(filter_text, row.name, row.address)]


@QmlElement
@QmlUncreatable("the list comes from the core")
class HistoryModel(RowModel):  # type: ignore[operator]
    """Finished calls, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HistoryRow, parent)
