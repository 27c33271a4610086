"""The list of recent calls: which are shown, which are new, and what can be done with one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.call_list import PAGE, CallFilter, CallQuery, DropForgottenCalls, ListCalls, RestoreCalls
from core.snapshots import AppSnapshot, HistorySnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.people.call_details import CallDetailsViewModel
from ui.viewmodels.people.history import HistoryModel, local_calls

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

NOTHING = -1
"""Rows of a list of which no more are wanted."""


@dataclass(frozen=True, slots=True)
class RecentState:
    """``badge`` is the number of missed calls not seen yet, ``missed_words`` the same in words.

    ``problem``: why calls are missing in the list.
    """

    shown: str = "all"
    badge: str = ""
    missed_words: str = ""
    has_calls: bool = False
    person_name: str = ""
    forgotten_words: str = ""
    is_narrowed: bool = False
    problem: str = ""


@QmlElement
@QmlUncreatable("calls come from the core")
class RecentViewModel(Mirror):  # type: ignore[operator]
    """Finished calls. New missed ones stay marked while the list that showed them first is looked at.

    The snapshot holds the newest calls. Older ones are asked for while the list is looked at: when somebody
    scrolls to its end, and when it is narrowed to some calls of all that there are.
    """

    shownChanged = Signal()
    badgeChanged = Signal()
    missedWordsChanged = Signal()
    hasCallsChanged = Signal()
    personNameChanged = Signal()
    forgottenWordsChanged = Signal()
    problemChanged = Signal()
    isNarrowedChanged = Signal()

    def __init__(
        self, bridge: Bridge, parent: QObject | None = None, *, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(RecentState(), parent)
        self._bridge = bridge
        self._now = now
        self._snapshot = AppSnapshot()
        self._query = CallQuery()
        self._person_name = ""
        self._asked: ListCalls | None = None
        self._wanted_beyond = NOTHING
        self._is_looking = False
        self._fresh: frozenset[str] = frozenset()
        self._opened = ""
        self._model = HistoryModel(self)
        self._model.moreWanted.connect(self._look_further)
        self._details = CallDetailsViewModel(self)

    def show_snapshot(self, snapshot: AppSnapshot, filter_text: str) -> None:
        """Mirror the finished calls of a snapshot, those that match ``filter_text``."""
        had_missed = self._snapshot.missed_calls
        self._snapshot = snapshot
        self._narrow(text=filter_text.strip())
        if self._is_looking and snapshot.missed_calls > had_missed:
            self._see()
        self._refresh()

    def _refresh(self) -> None:
        snapshot, query = self._snapshot, self._query
        listed = snapshot.listed
        if listed is not None and self._asked is not None and listed.query == self._asked.query:
            self._asked = replace(self._asked, limit=0)  # answered
        if listed is not None and listed.query == query:
            calls = listed.calls
            if listed.problem and not calls:
                calls = tuple(local_calls(snapshot, query))
            self._model.show(calls, self._now(), self._fresh, has_more=listed.has_more)
        else:
            self._model.show(
                local_calls(snapshot, query), self._now(), self._fresh, has_more=self._may_be_older
            )
            if query != CallQuery():
                self._ask(PAGE)
        if self._model.canFetchMore(QModelIndex()):
            self._go_further()
        self._details.show_call(self._call(self._opened))
        self._show(self._state_now())

    def _state_now(self) -> RecentState:
        missed, listed = self._snapshot.missed_calls, self._snapshot.listed
        return RecentState(
            self._query.kind.value,
            words.badge(missed),
            words.missed_calls(missed),
            bool(self._snapshot.history),
            self._person_name,
            words.forgotten_calls(self._snapshot.forgotten_calls),
            self._query != CallQuery(),
            listed.problem if listed is not None and listed.query == self._query else "",
        )

    @property
    def _may_be_older(self) -> bool:
        return len(self._snapshot.history) >= PAGE

    def _narrow(self, **changes: Any) -> None:
        """List other calls: that older ones of those before were wanted is no matter any more."""
        query = replace(self._query, **changes)
        if query != self._query:
            self._query, self._wanted_beyond = query, NOTHING

    def _ask(self, limit: int) -> bool:
        """Ask for calls; one question at a time, so that fast typing leaves no queue behind."""
        is_free = self._asked is None or not self._asked.limit
        can_ask = self._is_looking and self._may_be_older and is_free
        if can_ask:
            self._asked = ListCalls(self._query, limit)
            self._bridge.post(self._asked)
        return can_ask

    @Slot()
    def _look_further(self) -> None:
        self._wanted_beyond = self._model.rowCount()
        self._go_further()

    def _go_further(self) -> None:
        """Ask for the older calls that were wanted, unless they are there; later, if it cannot be now.

        The list says only once that somebody has come to its end.
        """
        rows = self._model.rowCount()
        if self._wanted_beyond == rows and self._ask(2 * max(PAGE, rows)):
            self._wanted_beyond = NOTHING

    def _see(self) -> None:
        self._fresh |= {call.call_id for call in self._snapshot.history if call.is_new}
        if self._snapshot.missed_calls > 0:
            self._bridge.post(commands.MarkCallsSeen())

    def _call(self, call_id: str) -> HistorySnapshot | None:
        if not call_id:
            return None  # there may be thousands to look through
        listed = self._snapshot.listed
        calls = chain(self._snapshot.history, listed.calls if listed is not None else ())
        return next((call for call in calls if call.call_id == call_id), None)

    @Slot(bool)
    def look(self, isLooking: bool) -> None:
        """Tell whether the person has the list before their eyes: then missed calls count as seen."""
        if isLooking == self._is_looking:
            return
        self._is_looking = isLooking
        self._fresh = frozenset()
        if isLooking:
            self._see()
        elif self._asked is not None:
            self._bridge.post(ListCalls(self._asked.query, 0))
            self._asked = None
        self._refresh()

    @Slot(str)
    def show(self, shown: str) -> None:
        """List ``all`` calls, or only those ``missed``, ``incoming`` or ``outgoing``."""
        if shown in [kind.value for kind in CallFilter] and shown != self._query.kind:
            self._narrow(kind=CallFilter(shown))
            self._refresh()

    @Slot(str, str)
    def showPerson(self, address: str, name: str) -> None:
        """List only calls with the person at ``address``; empty: with anybody."""
        self._narrow(address=address)
        self._person_name = (name or address) if address else ""
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

    @Slot()
    def restore(self) -> None:
        """Put back what was forgotten last."""
        if self._snapshot.forgotten_calls:
            self._bridge.post(RestoreCalls())

    @Slot()
    def dropForgotten(self) -> None:
        """Let what was forgotten last be forgotten for good."""
        if self._snapshot.forgotten_calls:
            self._bridge.post(DropForgottenCalls())

    @Property(str, notify=personNameChanged)
    def personName(self) -> str:
        """With whom calls are listed; empty: with anybody."""
        return self._state.person_name  # type: ignore[no-any-return]

    @Property(str, notify=forgottenWordsChanged)
    def forgottenWords(self) -> str:
        """What was forgotten and can be put back, in words; empty: nothing."""
        return self._state.forgotten_words  # type: ignore[no-any-return]

    @Property(bool, notify=isNarrowedChanged)
    def isNarrowed(self) -> bool:
        """Whether only some of all calls are listed."""
        return self._state.is_narrowed  # type: ignore[no-any-return]

    @Property(str, notify=shownChanged)
    def shown(self) -> str:
        """``all``, ``missed``, ``incoming`` or ``outgoing``."""
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

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """Why calls are missing in the list, as a sentence; empty: they are not."""
        return self._state.problem  # type: ignore[no-any-return]

    @Property(HistoryModel, constant=True)
    def model(self) -> HistoryModel:
        """The calls listed."""
        return self._model

    @Property(CallDetailsViewModel, constant=True)
    def details(self) -> CallDetailsViewModel:
        """The call whose details are open."""
        return self._details
