"""The list of recent calls: which are shown, which are new, and what can be done with one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.snapshots import AppSnapshot, HistorySnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.people.call_details import CallDetailsViewModel
from ui.viewmodels.people.history import HistoryModel, history_rows

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN = ("all", "missed")


@dataclass(frozen=True, slots=True)
class RecentState:
    """``badge`` is the number of missed calls not seen yet, ``missed_words`` the same in words."""

    shown: str = "all"
    badge: str = ""
    missed_words: str = ""
    has_calls: bool = False


@QmlElement
@QmlUncreatable("calls come from the core")
class RecentViewModel(Mirror):  # type: ignore[operator]
    """Finished calls. New missed ones stay marked while the list that showed them first is looked at."""

    shownChanged = Signal()
    badgeChanged = Signal()
    missedWordsChanged = Signal()
    hasCallsChanged = Signal()

    def __init__(
        self, bridge: Bridge, parent: QObject | None = None, *, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(RecentState(), parent)
        self._bridge = bridge
        self._now = now
        self._snapshot = AppSnapshot()
        self._filter_text = ""
        self._shown = "all"
        self._is_looking = False
        self._fresh: frozenset[str] = frozenset()
        self._opened = ""
        self._model = HistoryModel(self)
        self._details = CallDetailsViewModel(self)

    def show_snapshot(self, snapshot: AppSnapshot, filter_text: str) -> None:
        """Mirror the finished calls of a snapshot, those that match ``filter_text``."""
        had_missed = self._snapshot.missed_calls
        self._snapshot = snapshot
        self._filter_text = filter_text
        if self._is_looking and snapshot.missed_calls > had_missed:
            self._see()
        self._refresh()

    def _refresh(self) -> None:
        history, missed = self._snapshot.history, self._snapshot.missed_calls
        rows = history_rows(history, self._filter_text, self._now(), self._fresh)
        self._model.assign([row for row in rows if self._shown == "all" or row.kind == "missed"])
        self._details.show_call(self._call(self._opened))
        self._show(RecentState(self._shown, words.badge(missed), words.missed_calls(missed), bool(history)))

    def _see(self) -> None:
        self._fresh |= {call.call_id for call in self._snapshot.history if call.is_new}
        if self._snapshot.missed_calls > 0:
            self._bridge.post(commands.MarkCallsSeen())

    def _call(self, call_id: str) -> HistorySnapshot | None:
        return next((call for call in self._snapshot.history if call.call_id == call_id), None)

    @Slot(bool)
    def look(self, isLooking: bool) -> None:
        """Tell whether the person has the list before their eyes: then missed calls count as seen."""
        if isLooking == self._is_looking:
            return
        self._is_looking = isLooking
        self._fresh = frozenset()
        if isLooking:
            self._see()
        self._refresh()

    @Slot(str)
    def show(self, shown: str) -> None:
        """List ``all`` calls, or only those ``missed``."""
        if shown in SHOWN and shown != self._shown:
            self._shown = shown
            self._refresh()

    @Slot(str)
    def open(self, callId: str) -> None:
        """Show one call in full."""
        self._opened = callId
        self._refresh()

    @Slot(str)
    def remove(self, callId: str) -> None:
        """Forget one call."""
        if self._call(callId) is not None:
            self._bridge.post(commands.RemoveCall(callId))

    @Slot()
    def clear(self) -> None:
        """Forget all finished calls."""
        self._bridge.post(commands.ClearHistory())

    @Property(str, notify=shownChanged)
    def shown(self) -> str:
        """``all`` or ``missed``."""
        return self._state.shown  # type: ignore[no-any-return]

    @Property(str, notify=badgeChanged)
    def badge(self) -> str:
        """How many missed calls are new, as a badge shows it; empty for none."""
        return self._state.badge  # type: ignore[no-any-return]

    @Property(str, notify=missedWordsChanged)
    def missedWords(self) -> str:
        """The same as a person says it."""
        return self._state.missed_words  # type: ignore[no-any-return]

    @Property(bool, notify=hasCallsChanged)
    def hasCalls(self) -> bool:
        """Whether there are any, listed or not."""
        return self._state.has_calls  # type: ignore[no-any-return]

    @Property(HistoryModel, constant=True)
    def model(self) -> HistoryModel:
        """The calls listed."""
        return self._model

    @Property(CallDetailsViewModel, constant=True)
    def details(self) -> CallDetailsViewModel:
        """The call whose details are open."""
        return self._details
