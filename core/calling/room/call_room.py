"""The conference room that a call is in, as the application holds it (``Call.room``)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from core.calling import arguments
from core.calling.call.details import CallDirection
from core.calling.errors import ArgumentError, ErrorType, InvalidOperation, SinchError
from core.calling.machine import events
from core.calling.machine.stages import Stage
from core.calling.ports import Media
from core.calling.room import conference_state
from core.calling.room.conference_state import ConferenceState
from core.calling.room.roster import Roster, after
from core.calling.targets import Target, TargetKind
from core.media.pictures import PictureSlot
from core.sentences import sentence
from core.sip.bodies import room_requests
from core.sip.bodies.room_events import CONTENT_TYPE, Channel, EndReason, RosterEvent, RosterKind
from core.sip.bodies.room_requests import RoomRequest, parse_room_request, room_request_body
from core.sip.messages import SipError

if TYPE_CHECKING:
    from core.calling.call.life import CallLife

log = logging.getLogger(__name__)


def is_room_request(content_type: str) -> bool:
    """Return whether an INFO of this type is one between a room and its member."""
    return content_type == room_requests.CONTENT_TYPE


def tells_of_room(content_type: str, body: bytes) -> bool:
    """Return whether a MESSAGE tells of a conference room: nothing else sends such events."""
    try:
        return content_type == CONTENT_TYPE and RosterEvent.parse(body) is not None
    except SipError:
        return False


ASK_AFTER = 2.0
"""Seconds in which a room says by itself who is there."""
MOST_GAPS = 3
"""How often in a row a server may tell of changes to what it never told; it is not asked again then."""
_REFUSED = sentence("Only the host of the room can do that.")
_FORBIDDEN = 403


class CallRoom:
    """Who is in the room, and what may be asked of it. On the client's loop; this project's addition.

    ``CallListener.onRoomChanged`` tells that something of what is read here is another than before.
    What only hosts may do raises ``InvalidOperation`` for others, and everything does before the call is
    established. A member is named by the ``id`` that ``members`` has.
    """

    def __init__(self, life: CallLife, conference_id: str) -> None:
        self.roster = Roster()
        """All that was told; the properties say what of it matters."""
        self._life = life
        self._conference_id = conference_id
        self._state = ConferenceState()
        self._asking: asyncio.TimerHandle | None = None
        self._gaps = 0
        self._is_told = False
        """Whether the server has told, since we came in, who is there."""
        self._heights: dict[str, int] = {}
        self._told: dict[str, int] = {}

    # What the application reads.

    @property
    def conferenceId(self) -> str:
        """The id of the room; empty where only its address is known."""
        return self._conference_id

    @property
    def target(self) -> Target | None:
        """Whom to call to come into the room again; None where only it can call us, or calling it costs."""
        terms = self._life.terms
        if self._conference_id:
            return Target(TargetKind.CONFERENCE, self._conference_id)
        is_ours = terms.direction is CallDirection.OUTBOUND and terms.replaces is None
        return terms.target if is_ours and terms.kind is not TargetKind.PHONE else None

    @property
    def members(self) -> tuple[Channel, ...]:
        """Everybody who is there, is called or may come back, ourselves among them, oldest first."""
        return self.roster.members

    @property
    def memberId(self) -> str:
        """Which of the members we are; empty where the server does not tell."""
        return self.roster.you

    @property
    def hasRoster(self) -> bool:
        """Whether the server tells who is there."""
        return self.roster.is_known

    @property
    def isComposed(self) -> bool:
        """Whether the room sends one picture of all together, in the place of one of each."""
        session = self._life.media.session
        is_one = session is not None and session.has_incoming_video and not session.members.names
        return is_one and not (self.roster.is_ours or self.roster.is_forwarded)

    @property
    def isHost(self) -> bool:
        """Whether we have the tools of the host."""
        return self.roster.is_host

    @property
    def isLocked(self) -> bool:
        """Whether nobody else gets in."""
        return self.roster.is_locked

    @property
    def canModerate(self) -> bool:
        """Whether the server knows the tools of hosts, and hands that can be raised."""
        return self.roster.is_ours

    @property
    def endReason(self) -> EndReason | None:
        """Why the room, or our stay in it, has ended; None while it goes on, or where nobody says."""
        return self.roster.end_reason

    @property
    def pictures(self) -> frozenset[str]:
        """Which pictures the room has for us: ``MEMBER``, or ``MEMBER/slides`` for a shared screen."""
        session = self._life.media.session
        return session.members.names if session is not None else frozenset()

    def addressOf(self, member: Channel) -> str:
        """Return how ``member`` is called by the calling API; empty where the server does not tell."""
        if member.facts is None or self._life.leg is None:
            return member.number
        return self._life.leg.address_of(member.facts.user) if member.facts.user else member.number

    def picture(self, name: str) -> PictureSlot:
        """Return where the newest picture called ``name`` is put; it stays empty if there is none."""
        session = self._life.media.session
        return session.members.slot(name) if session is not None else PictureSlot()

    # What the application does.

    def viewMembers(self, heights: Mapping[str, int]) -> None:
        """Say how high, in pixels, each picture is drawn; 0, or not named: it is neither sent nor decoded."""
        self._life.owner.check_loop()
        if any(isinstance(value, bool) or not isinstance(value, int) for value in heights.values()):
            raise ArgumentError("heights", "must be whole numbers of pixels")
        known = sorted(heights)[: room_requests.MAX_VIEWS]
        self._heights = {name: min(max(0, heights[name]), room_requests.MAX_HEIGHT) for name in known}
        self.tell_view()

    def raiseHand(self, raised: bool) -> None:
        """Raise our hand, or take it down."""
        self._ask(room_requests.RaiseHand(bool(raised)))

    def muteMember(self, memberId: str = "") -> None:
        """As host: mute a member, or all but ourselves if ``memberId`` is empty."""
        member = self._known(memberId) if memberId else room_requests.ALL
        self._ask_as_host(room_requests.Mute(member))

    def removeMember(self, memberId: str) -> None:
        """As host: send a member out, or call one no more."""
        self._ask_as_host(room_requests.Remove(self._known(memberId)))

    def lock(self, locked: bool) -> None:
        """As host: let nobody else in, or let them in again."""
        self._ask_as_host(room_requests.Lock(bool(locked)))

    def end(self) -> None:
        """As host: end the room for all."""
        self._ask_as_host(room_requests.End())

    def handOver(self, memberId: str) -> None:
        """As host: make another member the host."""
        self._ask_as_host(room_requests.HandOver(self._known(memberId)))

    def invite(self, target: str, name: str = "") -> None:
        """Have the room call ``target``: a user id, ``+E164`` or ``sip:user@server``. Hosts only."""
        whom = arguments.transfer_target(target)
        word = target if not target.startswith("sips:") else f"sip:{whom.address}"
        self._ask_as_host(room_requests.Invite(word, arguments.display_name(name)))

    # What the call passes on.

    def told(self, method: str, content_type: str, body: bytes) -> None:
        """Take a MESSAGE or NOTIFY of the room; what is not understood is dropped."""
        if content_type == conference_state.CONTENT_TYPE:
            self._take_state(body)
            return
        if content_type != CONTENT_TYPE:
            log.info("call %s: %s of type %.60s means nothing here", self._life.call_id, method, content_type)
            return
        try:
            event = RosterEvent.parse(body)
        except SipError as error:
            log.info("call %s: an unreadable event of the room: %s", self._life.call_id, error)
            return
        if event is not None:
            self._take(event)

    def informed(self, body: bytes) -> None:
        """Take an INFO of the room: how large our picture has to be."""
        try:
            request = parse_room_request(body)
        except SipError as error:
            log.info("call %s: an unreadable wish of the room: %s", self._life.call_id, error)
            return
        session = self._life.media.session
        if isinstance(request, room_requests.Send) and session is not None:
            session.limit_picture(request.height, request.kbps, is_screen=request.slides)

    def refused(self, status: int) -> None:
        """Hear that the room does not do what we asked for."""
        if status == _FORBIDDEN:
            error = SinchError(_REFUSED, status, ErrorType.SIP, isFatal=False)
            self._life.notify("onRoomRefused", error)

    def unmuted(self) -> None:
        """Hear that we want to be heard again: the room has to know if it was the host who muted us."""
        if self.roster.is_silenced:
            self._send(room_requests.Unmute())

    def farewell(self, event: events.ByeReceived) -> events.ByeReceived:
        """Return what a BYE of the room means: its cause 200 beside a reason is not "answered elsewhere"."""
        is_over = self.endReason in (EndReason.REMOVED, EndReason.ENDED)
        return events.ByeReceived(at=event.at) if is_over else event

    def prepare(self, session: Media) -> None:
        """Have ``session`` take the pictures of members."""
        leg = self._life.leg
        session.members.is_open = True
        if leg is not None:
            session.members.is_told_by_offers = not leg.takes_info(room_requests.INFO_PACKAGE)

    def left(self) -> None:
        """Hear that the connection is lost: what was told there, and here, is to be told again."""
        self._told = {}
        self._is_told = False
        self._state = ConferenceState()
        self._gaps = 0
        self.stop()
        self.roster = replace(self.roster, end_reason=None)

    def returned(self) -> None:
        """Hear that we are in the room again, where the host's silence lasts through our absence."""
        if not self._life.media.is_muted:
            self.unmuted()
        self.entered()
        self.changed()

    def probe(self) -> None:
        """Say something that changes nothing, to learn whether the room still knows us."""
        if self._life.leg is not None and self._life.leg.takes_info(room_requests.INFO_PACKAGE):
            self._send(room_requests.View(self._told))

    def changed(self) -> None:
        """Hear that pictures came or went."""
        self.tell_view()
        self._life.notify("onRoomChanged")

    def tell_view(self) -> None:
        """Have what is drawn sent and decoded, and nothing else; nothing at all while we hold the call."""
        media, leg = self._life.media, self._life.leg
        session = media.session
        if session is None or leg is None:
            return
        session.members.is_told_by_offers = not leg.takes_info(room_requests.INFO_PACKAGE)
        drawn: Mapping[str, int] = {} if media.wants_hold else self._heights
        names: Collection[str] = {name for name, height in drawn.items() if height}
        session.members.show(names)
        if session.members.is_told_by_offers:
            # The offer that holds or resumes says it, too.
            if session.members.wants_offer and media.wants_hold == media.is_held:
                self._life.want_media()
            return
        heights = {name: drawn.get(name, 0) for name in sorted(session.members.names)}
        if heights and heights != self._told:
            self._told = heights
            self._send(room_requests.View(heights))

    def entered(self) -> None:
        """Hear that media flows: a room that tells nothing by itself is asked who is there."""
        self._ask_later(self._ask_who)

    def stop(self) -> None:
        """Hear that the call is over, or that its leg is left."""
        self._ask_no_more()
        if self._life.leg is not None:
            self._life.leg.unfollow_conference()

    # The inside.

    def _ask_later(self, ask: Callable[[], None]) -> None:
        self._ask_no_more()
        self._asking = asyncio.get_running_loop().call_later(ASK_AFTER, ask)

    def _ask_no_more(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _ask_who(self) -> None:
        self._asking = None
        if not self._is_told and self._life.leg is not None and self._life.leg.is_focus:
            self._life.leg.follow_conference()

    def _take_state(self, body: bytes) -> None:
        if self.roster.is_ours:
            return  # it tells more by its own events
        try:
            roster = self._state.take(body)
        except SipError as error:
            log.info("call %s: who is in the room is not readable: %s", self._life.call_id, error)
            return
        if roster is None:
            self._missed()
            return
        self._ask_no_more()
        self._gaps, self._is_told = min(self._gaps, 1), True
        if roster != self.roster:
            self.roster = roster
            self._life.notify("onRoomChanged")

    def _missed(self) -> None:
        """Begin with the whole, as something was missed: at once only the first time in a call.

        A server that always begins with changes would have us ask as fast as it answers, without end.
        """
        if self._asking is not None or self._gaps >= MOST_GAPS:
            return
        self._gaps += 1
        if self._gaps == 1:
            self._ask_anew()
        else:
            self._ask_later(self._ask_anew)

    def _ask_anew(self) -> None:
        self._asking = None
        if self._life.leg is not None:
            self._life.leg.follow_conference()

    def _take(self, event: RosterEvent) -> None:
        call_id = self._life.leg.call_id if self._life.leg is not None else self._life.call_id
        before, self.roster = self.roster, after(self.roster, event, call_id)
        self._is_told = self._is_told or event.kind in (RosterKind.WELCOME, RosterKind.STATE)
        # Only when it begins: what was on its way when we took the silence back would mute us again.
        if self.roster.is_silenced and not before.is_silenced:
            self._life.media.set_muted(True)
            self._life.notify("onRoomMuted")
        if event.kind is RosterKind.NOTICE and event.facts is not None and event.facts.text:
            self._life.notify("onRoomNotice", event.facts.text)
        if self.roster != before:
            self._life.notify("onRoomChanged")

    def _known(self, member_id: str) -> str:
        if self.roster.member(member_id) is None:
            raise ArgumentError("memberId", "must be the id of a member")
        return member_id

    def _ask_as_host(self, request: RoomRequest) -> None:
        if not self.roster.is_host:
            raise InvalidOperation("only the host of the room can do that")
        self._ask(request)

    def _ask(self, request: RoomRequest) -> None:
        self._life.owner.check_loop()
        if self._life.machine.stage is not Stage.ESTABLISHED:
            raise InvalidOperation("the room is not entered yet, or left already")
        if self._life.call.isReconnecting:
            raise InvalidOperation("the connection to the room is away just now")
        if not self.roster.is_ours:
            raise InvalidOperation("this server's rooms cannot be asked for anything")
        self._send(request)

    def _send(self, request: RoomRequest) -> None:
        if self._life.leg is not None:
            package = {"Info-Package": room_requests.INFO_PACKAGE}
            self._life.leg.inform(room_requests.CONTENT_TYPE, room_request_body(request), package)
