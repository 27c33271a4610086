"""Recent calls as rows."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.call_list import CallFilter, CallQuery
from core.search_text import Search
from core.sentences import joined, sentence
from core.snapshots import AppSnapshot, HistorySnapshot
from ui.bridge import assert_gui_thread
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.rows import Index, RowModel

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

ROWS_MADE = 2_000
"""Rows kept made."""

NO_FRESH: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One finished call; ``kind`` is a key of ``KINDS``, ``fresh`` a missed call that was not seen before.

    ``brief`` is ``summary`` for a narrow row, where an icon shows the direction. ``when`` stands for ``day``
    and ``time`` where calls are not grouped by days.
    """

    key: str
    name: str
    address: str
    initials: str
    colour: int
    glyph: str
    kind: str
    video: bool
    day: str
    time: str
    when: str
    summary: str
    brief: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A row, the call of which it was made, and its fields as they are said in the language in use."""

    call: HistorySnapshot
    row: HistoryRow
    said: dict[str, Any]


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
        day=words.day(call.started_at, now),
        time=words.time_of_day(call.started_at),
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


def local_calls(
    snapshot: AppSnapshot, query: CallQuery, calls: Iterable[HistorySnapshot] | None = None
) -> list[HistorySnapshot]:
    """Return those of the newest calls (or of ``calls``) that ``query`` asks for, newest first."""
    found = list(snapshot.history if calls is None else calls)
    if query.kind is CallFilter.MISSED:
        found = [call for call in found if call.is_missed]
    elif query.kind is not CallFilter.ALL:
        wanted = "inbound" if query.kind is CallFilter.INCOMING else "outbound"
        found = [call for call in found if call.direction == wanted]
    if query.address:
        places = addresses_of(snapshot, query.address)
        found = [call for call in found if words.place_of(call.address) in places]
    if query.text:
        search = Search(query.text)
        found = [call for call in found if search.finds(call.name, call.address)]
    return sorted(found, key=lambda call: -call.started_at)


def addresses_of(snapshot: AppSnapshot, address: str) -> frozenset[str]:
    """Return where calls with whoever has ``address`` go: all addresses of a contact."""
    for contact in snapshot.contacts:
        places = {words.place_of(each) for each in (contact.address, *contact.other_addresses)}
        if words.place_of(address) in places:
            return frozenset(places)
    return frozenset({words.place_of(address)})


@QmlElement
@QmlUncreatable("the list comes from the core")
class HistoryModel(RowModel):  # type: ignore[operator]
    """Finished calls, newest first. Rows are made when they are looked at: there may be 50,000.

    ``moreWanted`` is emitted when somebody has looked at the last row, and there are older calls.
    """

    moreWanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HistoryRow, parent)
        self._calls: tuple[HistorySnapshot, ...] = ()
        self._made: dict[str, MadeRow] = {}
        self._has_dropped = False
        self._today = 0.0
        self._fresh = NO_FRESH
        self._has_more = False

    def show(
        self,
        calls: Sequence[HistorySnapshot],
        now: float,
        fresh: frozenset[str] = NO_FRESH,
        *,
        has_more: bool = False,
    ) -> None:
        """Show ``calls``; ``now`` (Unix seconds) says what today is. GUI thread only."""
        assert_gui_thread()
        self._has_more = has_more
        new, before = tuple(calls), self._calls
        is_same_day = words.is_same_day(now, self._today)
        is_as_before = fresh == self._fresh and is_same_day
        if is_as_before and len(new) == len(before) and all(map(operator.is_, new, before)):
            return
        self._today, self._fresh = now, fresh
        if not is_same_day:
            self._drop_made()
        self._exchange_calls(new)
        self._tell_changes()
        if len(new) != len(before):
            self.countChanged.emit()

    def _exchange_calls(self, new: tuple[HistorySnapshot, ...]) -> None:
        """Exchange what lies between the calls at both ends that stay."""
        old = self._calls
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        if len(old) - tail > head:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._calls = (*old[:head], *old[len(old) - tail :])
            self.endRemoveRows()
        if len(new) - tail > head:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._calls = new
            self.endInsertRows()
        self._calls = new

    def _tell_changes(self) -> None:
        """Have those rows read again that are not what they were: QML has only read rows that were made."""
        changed = [place for place, call in enumerate(self._calls) if self._is_changed(call)]
        self._has_dropped = False
        for place in changed:
            self._made.pop(self._calls[place].call_id, None)
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], 0))

    def _is_changed(self, call: HistorySnapshot) -> bool:
        if (made := self._made.get(call.call_id)) is None:
            return self._has_dropped  # it may have been read before it was dropped
        is_fresh = call.is_new or call.call_id in self._fresh
        return made.row.fresh != is_fresh or (made.call is not call and made.call != call)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of calls (Qt override)."""
        return 0 if parent.isValid() else len(self._calls)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return one field of one row (Qt override)."""
        place, field = index.row(), role - self._first
        if not (0 <= place < len(self._calls) and 0 <= field <= len(self._names)):
            return None
        said = self._make(place).said
        return said[self._said_names[field]] if field < len(self._names) else said

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older calls (Qt override)."""
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Have older calls looked for (Qt override); they come when they have been found."""
        if self.canFetchMore(parent):
            self._has_more = False  # asked for
            self.moreWanted.emit()

    @property
    def rows(self) -> Sequence[HistoryRow]:
        """The rows as Python sees them."""
        return tuple(self._make(place).row for place in range(len(self._calls)))

    def tell_again(self) -> None:
        """Let all rows be read again, because the language is another one. GUI thread only."""
        self.beginResetModel()  # not "dataChanged": the headings of days would stay as they are
        self._drop_made()
        self.endResetModel()

    @Property(int, notify=RowModel.countChanged)
    def count(self) -> int:
        """Number of calls."""
        return len(self._calls)

    def _make(self, place: int) -> MadeRow:
        call = self._calls[place]
        if (made := self._made.get(call.call_id)) is None:
            if len(self._made) >= ROWS_MADE:
                self._drop_made()
            row = history_row(call, self._today, self._fresh)
            made = self._made[call.call_id] = MadeRow(call, row, self._say(row))
        return made

    def _drop_made(self) -> None:
        self._has_dropped = self._has_dropped or bool(self._made)
        self._made.clear()


def _common(one: Sequence[HistorySnapshot], other: Sequence[HistorySnapshot]) -> int:
    """Return how many calls both begin with."""
    pairs = zip(one, other, strict=False)
    return next(
        (place for place, (a, b) in enumerate(pairs) if a.call_id != b.call_id), min(len(one), len(other))
    )
