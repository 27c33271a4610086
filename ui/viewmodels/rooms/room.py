"""The room that the call on the screen is in, as QML sees it, and what a person can do there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import room_commands
from core.commands import Command
from core.rooms import RoomMember, RoomSnapshot
from core.snapshots import AppSnapshot, CallSnapshot, ContactSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.calls import call_words
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.notices import NoticesViewModel
from ui.viewmodels.people.people import PeopleModel
from ui.viewmodels.rooms import room_words
from ui.viewmodels.rooms.chosen import ChosenViewModel
from ui.viewmodels.rooms.events import RoomEventModel, Toasts, event_row
from ui.viewmodels.rooms.invitation import offered, places_of, whom
from ui.viewmodels.rooms.members import MemberModel, has_tools, matching, member_rows
from ui.viewmodels.rooms.stage_view import RoomStageViewModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class RoomState:
    """What QML shows of a room. ``exists``: the call on the screen is in one."""

    exists: bool = False
    listed: bool = False
    """The server tells who is there."""
    title: str = ""
    link: str = ""
    count_words: str = ""
    hands_words: str = ""
    hand_raised: bool = False
    tools: bool = False
    locked: bool = False
    alone: bool = False
    search_text: str = ""
    has_others: bool = False
    """Somebody can be muted or sent out."""


def room_state(call: CallSnapshot, room: RoomSnapshot, hands: tuple[str, ...], text: str) -> RoomState:
    """Reduce a room to what is drawn."""
    own = next((member for member in room.members if member.is_self), None)
    names = room_words.names(room.members)
    others = [member for member in room.members if not member.is_self]
    return RoomState(
        exists=True,
        listed=room.has_roster,
        title=call_words.name_of(call),
        link=room.link,
        count_words=room_words.count(room.members) if room.has_roster else "",
        hands_words=room_words.hands(hands, names, own.member_id if own else ""),
        hand_raised=own is not None and own.has_hand_raised,
        tools=has_tools(room),
        locked=room.is_locked,
        alone=room.has_roster and not others,
        search_text=text,
        has_others=bool(others),
    )


@QmlElement
@QmlUncreatable("rooms come from the core")
class RoomViewModel(Mirror):  # type: ignore[operator]
    """A place for a room: it stays, rooms come and go in it (``exists``)."""

    existsChanged = Signal()
    listedChanged = Signal()
    titleChanged = Signal()
    linkChanged = Signal()
    countWordsChanged = Signal()
    handsWordsChanged = Signal()
    handRaisedChanged = Signal()
    toolsChanged = Signal()
    lockedChanged = Signal()
    aloneChanged = Signal()
    searchTextChanged = Signal()
    hasOthersChanged = Signal()

    def __init__(self, bridge: Bridge, notices: NoticesViewModel, parent: QObject | None = None) -> None:
        super().__init__(RoomState(), parent)
        self._bridge = bridge
        self._notices = notices
        self._call: CallSnapshot | None = None
        self._snapshot = AppSnapshot()
        self._members = MemberModel(self)
        self._offered = PeopleModel(self)
        self._offered_for: tuple[tuple[ContactSnapshot, ...], frozenset[str], str] | None = None
        self._events = RoomEventModel(self)
        self._shown_events = RoomEventModel(self)
        self._toasts = Toasts(self._shown_events)
        self._stage = RoomStageViewModel(bridge, self)
        self._chosen = ChosenViewModel(self)
        self._stage.wished.connect(self._refresh)

    def show_call(self, call: CallSnapshot | None, snapshot: AppSnapshot) -> None:
        """Mirror the room of ``call``, or none."""
        has_room = call is not None and call.room is not None and call.state == "established"
        before, self._call = self._call, call if has_room else None
        self._snapshot = snapshot
        self._stage.show_call(self._call)
        is_same = before is not None and call is not None and before.call_id == call.call_id
        self._refresh(None if is_same else "")

    @Slot()
    def _refresh(self, text: str | None = None) -> None:
        text = self._state.search_text if text is None else text
        room, call = self._room, self._call
        if room is None or call is None:
            self._toasts.show_events("", ())
            for model in (self._members, self._offered, self._events):
                model.assign([])
            self._offered_for = None
            self._chosen.show_rows((), "", ())
            self._show(RoomState())
            return
        names = room_words.names(room.members)
        hands, wishes = self._stage.hands, self._stage.wishes
        rows = member_rows(room, names, hands, wishes.pinned)
        self._chosen.show_rows(rows, wishes.pinned, wishes.popped)
        self._members.assign(matching(rows, room, names, text))
        self._offer(room, text)
        self._events.assign([event_row(event) for event in room.events])
        self._toasts.show_events(f"{call.call_id} {room.room_id}", room.events)
        self._show(room_state(call, room, hands, text))

    def _offer(self, room: RoomSnapshot, text: str) -> None:
        """Offer contacts, anew only if others can be: somebody talks or moves in every snapshot."""
        contacts, there = self._snapshot.contacts, places_of(room)
        before = self._offered_for
        if before is None or before[0] is not contacts or before[1:] != (there, text):
            self._offered_for = (contacts, there, text)
            self._offered.assign(offered(contacts, there, text))

    @property
    def _room(self) -> RoomSnapshot | None:
        return self._call.room if self._call is not None else None

    def _member(self, member_id: str) -> RoomMember | None:
        members = self._room.members if self._room is not None else ()
        return next((member for member in members if member.member_id == member_id), None)

    def _post(self, command: Command) -> None:
        self._bridge.post(command)

    @Slot()
    def toggleHand(self) -> None:
        """Raise one's hand, or take it down."""
        if self._call is not None:
            self._post(room_commands.RaiseHand(self._call.call_id, not self._state.hand_raised))

    @Slot(str)
    def mute(self, memberId: str) -> None:
        """As host: mute somebody, who can unmute themselves."""
        if self._may_govern(memberId) and self._call is not None:
            self._post(room_commands.MuteMember(self._call.call_id, memberId))

    @Slot()
    def muteAll(self) -> None:
        """As host: mute everybody else."""
        if self._state.tools and self._call is not None:
            self._post(room_commands.MuteMember(self._call.call_id))

    @Slot(str)
    def remove(self, memberId: str) -> None:
        """As host: send somebody out."""
        if self._may_govern(memberId) and self._call is not None:
            self._post(room_commands.RemoveMember(self._call.call_id, memberId))

    @Slot(str)
    def handOver(self, memberId: str) -> None:
        """As host: make somebody else the host."""
        if self._may_govern(memberId) and self._call is not None:
            self._post(room_commands.HandOverRoom(self._call.call_id, memberId))

    @Slot()
    def toggleLocked(self) -> None:
        """As host: let nobody else in, or let them in again."""
        if self._state.tools and self._call is not None:
            self._post(room_commands.LockRoom(self._call.call_id, not self._state.locked))

    @Slot()
    def endForAll(self) -> None:
        """As host: end the room for everybody."""
        if self._state.tools and self._call is not None:
            self._post(room_commands.EndRoom(self._call.call_id))

    def _may_govern(self, member_id: str) -> bool:
        member = self._member(member_id)
        return bool(self._state.tools) and member is not None and not member.is_self

    @Slot(str)
    def setSearchText(self, text: str) -> None:
        """What is typed to find somebody in the room, or whom to invite."""
        if text != self._state.search_text:
            self._refresh(text)

    @Slot(str, result=bool)
    def invite(self, text: str) -> bool:
        """Have the room call whom ``text`` names; False, with a notice, when that is nobody."""
        call = self._call
        invitation = whom(self._snapshot, self._notices, text) if call is not None else None
        if call is None or invitation is None:
            return False
        self._post(room_commands.InviteToRoom(call.call_id, invitation.target, invitation.name))
        return True

    @Property(RoomStageViewModel, constant=True)
    def stage(self) -> RoomStageViewModel:
        """The tiles, and how they are looked at."""
        return self._stage

    @Property(ChosenViewModel, constant=True)
    def chosen(self) -> ChosenViewModel:
        """The tile or member whose menu is open."""
        return self._chosen

    @Property(MemberModel, constant=True)
    def members(self) -> MemberModel:
        """Those in the room who match what is typed."""
        return self._members

    @Property(PeopleModel, constant=True)
    def offered(self) -> PeopleModel:
        """Contacts who match what is typed and are not in the room."""
        return self._offered

    @Property(RoomEventModel, constant=True)
    def events(self) -> RoomEventModel:
        """What happened last, oldest first."""
        return self._events

    @Property(RoomEventModel, constant=True)
    def toasts(self) -> RoomEventModel:
        """What has just happened, for a moment."""
        return self._shown_events

    @Property(bool, notify=existsChanged)
    def exists(self) -> bool:
        """Whether the call on the screen is in a room."""
        return self._state.exists  # type: ignore[no-any-return]

    @Property(bool, notify=listedChanged)
    def listed(self) -> bool:
        """Whether it is known who is there."""
        return self._state.listed  # type: ignore[no-any-return]

    @Property(str, notify=titleChanged)
    def title(self) -> str:
        """What the room is called."""
        return self._state.title  # type: ignore[no-any-return]

    @Property(str, notify=linkChanged)
    def link(self) -> str:
        """The ``ahoy:`` link that lets others in."""
        return self._state.link  # type: ignore[no-any-return]

    @Property(str, notify=countWordsChanged)
    def countWords(self) -> str:
        """How many are there, in words."""
        return self._state.count_words  # type: ignore[no-any-return]

    @Property(str, notify=handsWordsChanged)
    def handsWords(self) -> str:
        """Whose hands are up; empty if none is."""
        return self._state.hands_words  # type: ignore[no-any-return]

    @Property(bool, notify=handRaisedChanged)
    def handRaised(self) -> bool:
        """Whether one's own hand is up."""
        return self._state.hand_raised  # type: ignore[no-any-return]

    @Property(bool, notify=toolsChanged)
    def tools(self) -> bool:
        """Whether this person has the host's tools."""
        return self._state.tools  # type: ignore[no-any-return]

    @Property(bool, notify=lockedChanged)
    def locked(self) -> bool:
        """Whether nobody else is let in."""
        return self._state.locked  # type: ignore[no-any-return]

    @Property(bool, notify=aloneChanged)
    def alone(self) -> bool:
        """Whether nobody else is there."""
        return self._state.alone  # type: ignore[no-any-return]

    @Property(str, notify=searchTextChanged)
    def searchText(self) -> str:
        """What is typed to find or invite somebody."""
        return self._state.search_text  # type: ignore[no-any-return]

    @Property(bool, notify=hasOthersChanged)
    def hasOthers(self) -> bool:
        """Whether anybody else is there or being called."""
        return self._state.has_others  # type: ignore[no-any-return]
