"""The calls of this person, several at once: which is where, and what can be done between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands, room_commands
from core.sentences import plural, sentence
from core.snapshots import AppSnapshot, CallSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.calls import call_words
from ui.viewmodels.calls.call import CallViewModel
from ui.viewmodels.calls.call_desk import CallDesk, arrange, is_ringing_here
from ui.viewmodels.calls.call_list import CallListModel, connect_words
from ui.viewmodels.calls.details import DetailsViewModel
from ui.viewmodels.calls.hints import HintsViewModel
from ui.viewmodels.calls.keypad import KeypadViewModel
from ui.viewmodels.calls.looks.picture_look import PictureLookViewModel
from ui.viewmodels.calls.looks.self_look import SelfLookViewModel
from ui.viewmodels.calls.looks.small_window import SmallWindowViewModel
from ui.viewmodels.calls.merging import can_widen, merge_words, mergeable
from ui.viewmodels.calls.quality import QualityModel
from ui.viewmodels.calls.sharing import SharingViewModel
from ui.viewmodels.calls.trust import TrustViewModel
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.notices import NoticesViewModel
from ui.viewmodels.people.people import PeopleModel, dialled, is_same, people_rows
from ui.viewmodels.rooms.invitation import whom
from ui.viewmodels.rooms.room import RoomViewModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

REMEMBERED = 16
"""How many dismissed summaries and ignored callers are kept in mind."""


@dataclass(frozen=True, slots=True)
class CallsState:
    """What concerns all calls together.

    ``several``: more than one lives. ``heading`` says who hears the person. ``connect_words`` is what the
    one button for an attended transfer does, empty unless exactly two calls can be connected.
    """

    several: bool = False
    heading: str = ""
    connect_words: str = ""
    merge_words: str = ""
    can_widen: bool = False
    party_text: str = ""
    party_kind: str = ""


def ends_to_tell(before: Sequence[CallSnapshot], after: Sequence[CallSnapshot]) -> list[str]:
    """Return why calls have just ended, where they get no summary because another call goes on.

    Of calls to this person only those that were answered: the others are missed calls, and told as such.
    """
    known = {call.call_id: call for call in before}
    fresh = [c for c in after if c.state == "ended" and c.end_text and not is_over(known.get(c.call_id))]
    return [c.end_text for c in fresh if c.direction == "outbound" or was_answered(known.get(c.call_id))]


def is_over(call: CallSnapshot | None) -> bool:
    """Whether the call had ended."""
    return call is not None and call.state == "ended"


def was_answered(call: CallSnapshot | None) -> bool:
    """Whether the call was known and did not just ring."""
    return call is not None and not is_ringing_here(call)


@QmlElement
@QmlUncreatable("calls come from the core")
class CallsViewModel(Mirror):  # type: ignore[operator]
    """Everything that QML needs of calls. ``deskChanged`` (for Python) says that one changed its place."""

    severalChanged = Signal()
    headingChanged = Signal()
    connectWordsChanged = Signal()
    mergeWordsChanged = Signal()
    canWidenChanged = Signal()
    partyTextChanged = Signal()
    partyKindChanged = Signal()
    deskChanged = Signal()

    def __init__(self, bridge: Bridge, notices: NoticesViewModel, parent: QObject | None = None) -> None:
        super().__init__(CallsState(), parent)
        self._bridge = bridge
        self._notices = notices
        self._snapshot = AppSnapshot()
        self._desk = CallDesk()
        self._dismissed: tuple[str, ...] = ()
        self._ignored: tuple[str, ...] = ()
        self._is_choosing = False
        self._offered: tuple[object, ...] = ()
        self._active = CallViewModel(bridge, self)
        self._incoming = CallViewModel(bridge, self)
        self._summary = CallViewModel(bridge, self)
        self._keypad = KeypadViewModel(bridge, self)
        self._running = CallListModel(self)
        self._quality = QualityModel(self)
        self._hints = HintsViewModel(bridge, self)
        self._sharing = SharingViewModel(bridge, self)
        self._sharing.told.connect(lambda sentence: notices.say(sentence, False))
        self._room = RoomViewModel(bridge, notices, self)
        self._trust = TrustViewModel(self)
        self._details = DetailsViewModel(bridge, self)
        self._look = PictureLookViewModel(self)
        self._self_look = SelfLookViewModel(self)
        self._small_window = SmallWindowViewModel(self)
        self._parties = PeopleModel(self)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Mirror the calls of a snapshot."""
        before, self._snapshot = self._snapshot, snapshot
        self._refresh()
        if self._desk.active is not None:
            for sentence in ends_to_tell(before.calls, snapshot.calls):
                self._notices.say(sentence, False)

    @property
    def desk(self) -> CallDesk:
        """The calls by their place, for Python."""
        return self._desk

    def _refresh(self) -> None:
        calls = self._snapshot.calls
        desk = arrange(self._desk, calls, frozenset(self._dismissed), frozenset(self._ignored))
        self._desk = desk
        self._active.show_call(desk.active)
        self._incoming.show_call(desk.incoming)
        self._summary.show_call(desk.summary)
        self._keypad.show_call(desk.active)
        self._quality.show_call(desk.active)
        self._hints.show_call(desk.active, self._snapshot.devices)
        self._sharing.show_call(desk.active, self._snapshot.devices)
        self._room.show_call(desk.active, self._snapshot)
        self._show_looks(desk.active)
        self._running.show_desk(desk, calls)
        self._refresh_parties(self._state.party_text)
        self.deskChanged.emit()

    def _show_looks(self, call: CallSnapshot | None) -> None:
        call_id = call.call_id if call is not None else ""
        is_talking = call is not None and call.state == "established" and call.room is None
        self._trust.show_call(call)
        self._details.show_call(call)
        self._look.show_call(call_id)
        self._small_window.show_call(call_id, is_talking=is_talking)

    def _refresh_parties(self, text: str) -> None:
        active, service = self._desk.active, self._snapshot.service
        self._list_parties(text)
        listed = self._running.calls
        connectable = self._connectable() if len(listed) == 2 else None
        self._show(
            CallsState(
                several=len(listed) > 1,
                heading=call_words.talking_words(listed) if listed else "",
                connect_words=connect_words(connectable, active) if connectable else "",
                merge_words=merge_words(listed, mergeable(listed, active, service)),
                can_widen=can_widen(active, service),
                party_text=text,
                party_kind=words.dial_kind(text),
            )
        )

    def _list_parties(self, text: str) -> None:
        active = self._desk.active
        if active is None or not self._is_choosing:
            self._parties.assign([])
            self._offered = ()
            return
        offered = (self._snapshot.contacts, self._snapshot.nearby, text, active.remote_address)
        if not is_same(offered, self._offered):
            self._offered = offered
            rows = people_rows(self._snapshot, text)
            present = active.remote_address
            self._parties.assign([row for row in rows if not words.is_same_address(row.address, present)])

    def _connectable(self) -> CallSnapshot | None:
        active = self._desk.active
        return next((call for call in self._running.calls if connect_words(call, active)), None)

    def _live(self, call_id: str) -> CallSnapshot | None:
        return next((call for call in self._running.calls if call.call_id == call_id), None)

    @Slot(str)
    def resume(self, callId: str) -> None:
        """Talk in this call; the one that has the microphone goes on hold."""
        if self._live(callId) is not None:
            self._bridge.post(commands.SetHeld(callId, False))

    @Slot(int)
    def resumeAt(self, position: int) -> None:
        """Talk in the call at this place of the list, counted from 0."""
        if 0 <= position < len(self._running.rows) and self._running.rows[position].resumable:
            self.resume(self._running.rows[position].key)

    @Slot()
    def swap(self) -> None:
        """Go to the next call that waits on hold."""
        waiting = [row.key for row in self._running.rows if row.resumable and not row.present]
        if waiting:
            keys = [row.key for row in self._running.rows]
            present = self._desk.active.call_id if self._desk.active else ""
            start = keys.index(present) if present in keys else -1
            self.resume(min(waiting, key=lambda key: (keys.index(key) - start) % len(keys)))

    @Slot(str)
    def hangUp(self, callId: str) -> None:
        """End this call, or decline it."""
        if self._live(callId) is not None:
            self._bridge.post(commands.HangUp(callId))

    @Slot(str)
    def answer(self, callId: str) -> None:
        """Answer a call of the list as it was made; the present one goes on hold."""
        call = self._live(callId)
        if call is not None:
            self._bridge.post(commands.AnswerCall(callId, call.video))

    @Slot(bool)
    def answerInstead(self, video: bool) -> None:
        """Answer the waiting call and end the others."""
        if self._desk.incoming is not None:
            self._bridge.post(commands.AnswerCall(self._desk.incoming.call_id, video, end_others=True))

    @Slot()
    def ignore(self) -> None:
        """Let the waiting call ring unheard, until it ends or no other call is left."""
        if self._desk.incoming is not None:
            self._ignored = (*self._ignored, self._desk.incoming.call_id)[-REMEMBERED:]
            self._refresh()

    @Slot(str)
    def connectWith(self, callId: str) -> None:
        """Let the other ends of this and the present call talk; an empty id: the only choice there is."""
        call = self._live(callId) if callId else self._connectable()
        if call is not None and connect_words(call, self._desk.active) and self._desk.active is not None:
            self._bridge.post(commands.ConnectCalls(self._desk.active.call_id, call.call_id))

    @Slot()
    def merge(self) -> None:
        """Bring all calls that can be merged into one room."""
        ids = mergeable(self._running.calls, self._desk.active, self._snapshot.service)
        if ids:
            self._bridge.post(room_commands.MergeCalls(ids))

    @Slot(str, result=bool)
    def bringIn(self, text: str) -> bool:
        """Bring somebody into the present call, which becomes a room; False, with a notice, if it cannot."""
        call = self._desk.active
        if call is None or not self._state.can_widen:
            return False
        guest = whom(self._snapshot, self._notices, text)
        if guest is not None:
            self._bridge.post(room_commands.MergeCalls((call.call_id,), guest.target, guest.name))
        return guest is not None

    @Slot(bool)
    def choose(self, isChoosing: bool) -> None:
        """Offer people while another party is being chosen, beginning with all of them."""
        self._is_choosing = isChoosing
        self._refresh_parties("")

    @Slot(str)
    def setPartyText(self, text: str) -> None:
        """What is typed to find whom to transfer to, or whom to call as well."""
        if text != self._state.party_text:
            self._refresh_parties(text)

    @Slot(str, result=bool)
    def transferTo(self, text: str) -> bool:
        """Send the other end to whom ``text`` names; False, with a notice, when that is nobody."""
        return self._with_party(text, lambda call, to, _: commands.TransferCall(call.call_id, to))

    @Slot(str, result=bool)
    def consult(self, text: str) -> bool:
        """Call someone as well, with or without pictures like the present call."""
        return self._with_party(text, lambda call, to, name: commands.PlaceCall(to, call.video, name))

    def _with_party(self, text: str, make: Callable[[CallSnapshot, str, str], commands.Command]) -> bool:
        call = self._desk.active
        address, name = dialled(self._snapshot, text)
        if not address:
            self._notices.say(sentence("Type a name, a number or an address."), False)
        if call is None or not address:
            return False
        self._bridge.post(make(call, address, name))
        return True

    @Slot(bool, result=bool)
    def chooseTyped(self, transfer: bool) -> bool:
        """Transfer to, or call, the only person who matches what is typed, else the typed address."""
        rows = self._parties.rows
        typed = self._state.party_text
        if len(rows) > 1 and typed.strip() and all(row.address != typed.strip() for row in rows):
            self._notices.say(
                plural(
                    len(rows),
                    "1 person matches “{typed}”. Pick them.",
                    "{n} people match “{typed}”. Pick one of them.",
                    typed=typed.strip(),
                ),
                False,
            )
            return False
        text = rows[0].address if len(rows) == 1 and typed.strip() else typed
        return bool(self.transferTo(text) if transfer else self.consult(text))

    @Slot()
    def callAgain(self) -> None:
        """Call the person of the summary again, the same way."""
        ended = self._desk.summary
        if ended is not None:
            self.closeSummary()
            self._bridge.post(commands.PlaceCall(ended.remote_address, ended.video, ended.remote_name))

    @Slot()
    def closeSummary(self) -> None:
        """The person has read how the call ended."""
        if self._desk.summary is not None:
            self._dismissed = (*self._dismissed, self._desk.summary.call_id)[-REMEMBERED:]
            self._refresh()

    @Slot(result=bool)
    def isReadAloud(self) -> bool:
        """Whether a screen reader, or something like it, looks at the window now."""
        return bool(QAccessible.isActive())

    @Property(bool, notify=severalChanged)
    def several(self) -> bool:
        """Whether more than one call lives."""
        return self._state.several  # type: ignore[no-any-return]

    @Property(str, notify=headingChanged)
    def heading(self) -> str:
        """Which call has the microphone, as a sentence."""
        return self._state.heading  # type: ignore[no-any-return]

    @Property(str, notify=connectWordsChanged)
    def connectWords(self) -> str:
        """What connecting the two calls does; empty when they cannot be."""
        return self._state.connect_words  # type: ignore[no-any-return]

    @Property(str, notify=mergeWordsChanged)
    def mergeWords(self) -> str:
        """What merging the calls does; empty when they cannot be."""
        return self._state.merge_words  # type: ignore[no-any-return]

    @Property(bool, notify=canWidenChanged)
    def canWiden(self) -> bool:
        """Whether others can be brought into the present call."""
        return self._state.can_widen  # type: ignore[no-any-return]

    @Property(str, notify=partyTextChanged)
    def partyText(self) -> str:
        """What is typed to find another party."""
        return self._state.party_text  # type: ignore[no-any-return]

    @Property(str, notify=partyKindChanged)
    def partyKind(self) -> str:
        """What kind of address the typed text would be."""
        return self._state.party_kind  # type: ignore[no-any-return]

    @Property(CallViewModel, constant=True)
    def active(self) -> CallViewModel:
        """The call on the screen."""
        return self._active

    @Property(CallViewModel, constant=True)
    def incoming(self) -> CallViewModel:
        """The call that rings here."""
        return self._incoming

    @Property(CallViewModel, constant=True)
    def summary(self) -> CallViewModel:
        """The call that has just ended."""
        return self._summary

    @Property(KeypadViewModel, constant=True)
    def keypad(self) -> KeypadViewModel:
        """The telephone keys of the call on the screen."""
        return self._keypad

    @Property(CallListModel, constant=True)
    def running(self) -> CallListModel:
        """All calls that live."""
        return self._running

    @Property(QualityModel, constant=True)
    def qualityChanges(self) -> QualityModel:
        """What has just become worse or better."""
        return self._quality

    @Property(HintsViewModel, constant=True)
    def hints(self) -> HintsViewModel:
        """What the person should know now in the call on the screen."""
        return self._hints

    @Property(SharingViewModel, constant=True)
    def sharing(self) -> SharingViewModel:
        """A screen shown in the call on the screen."""
        return self._sharing

    @Property(RoomViewModel, constant=True)
    def room(self) -> RoomViewModel:
        """The conference room that the call on the screen is in."""
        return self._room

    @Property(TrustViewModel, constant=True)
    def trust(self) -> TrustViewModel:
        """Who can hear and see the call on the screen."""
        return self._trust

    @Property(DetailsViewModel, constant=True)
    def details(self) -> DetailsViewModel:
        """What is measured of the call on the screen."""
        return self._details

    @Property(PictureLookViewModel, constant=True)
    def look(self) -> PictureLookViewModel:
        """How the other end's picture is looked at."""
        return self._look

    @Property(SelfLookViewModel, constant=True)
    def selfLook(self) -> SelfLookViewModel:
        """Where the own picture is."""
        return self._self_look

    @Property(SmallWindowViewModel, constant=True)
    def smallWindow(self) -> SmallWindowViewModel:
        """Whether the other end's picture is in a window of its own."""
        return self._small_window

    @Property(PeopleModel, constant=True)
    def parties(self) -> PeopleModel:
        """Whom the call could be transferred to."""
        return self._parties
