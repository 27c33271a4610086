"""The conference rooms of a service: an agent inside it that is called, and calls, as people are."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.service.agents.flow import AgentFlow, AgentLeg
from core.service.conference.calls.joiner import Joiner, joiner_of
from core.service.conference.calls.member import MemberCall
from core.service.conference.config import ConferenceConfig
from core.service.conference.expected import ExpectedCalls
from core.service.conference.invitations import Invitations
from core.service.conference.media.ports import ConferenceMedia
from core.service.conference.music import play_music
from core.service.conference.open_room import OpenRoom, Owner, RoomKey
from core.service.conference.state.passes import PassPress, RoomPass
from core.service.conference.state.requests import refusal
from core.service.conference.state.room import Member
from core.service.conference.watching import Watching
from core.service.media.refusal import UNAVAILABLE, MediaRefused
from core.service.observed.journal import note
from core.service.registrar import Answer
from core.service.routing.endpoints import ROOMS
from core.service.routing.exchange import Exchange
from core.service.routing.room_addresses import room_uri
from core.sip.agent.events import AgentEvent, InfoReceived, InviteReceived, Refused, SessionEnded
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.user_agent import UserAgent
from core.sip.bodies import media_state
from core.sip.bodies.room_events import MemberKind
from core.sip.bodies.room_requests import INFO_PACKAGE, parse_room_request
from core.sip.events.conference_agent import ConferencePackage
from core.sip.ids import Ids
from core.sip.messages import NameAddr, ParseError, Reason, Request, Response

log = logging.getLogger(__name__)

PRODUCT = "Ahoy conference"
TRICKLE_ICE = "trickle-ice"
PACKAGES = (media_state.INFO_PACKAGE, INFO_PACKAGE, TRICKLE_ICE)
LOCKED = "The room is locked"
RESTART_SECONDS = 300.0
"""After the start of the service, in which passes tell what rooms were before it; later they are history."""


@dataclass(slots=True, eq=False)
class _Arrival:
    """Somebody who has rung the bell; ``room`` and ``call`` are there once they are let in."""

    joiner: Joiner
    room_pass: RoomPass | None
    member_id: str
    leg: AgentLeg = field(init=False)
    room: OpenRoom | None = None
    call: MemberCall | None = None

    def judge(self, info: InfoReceived) -> Refused | None:
        """Return why what they ask is refused."""
        return judged(self.room, self.member_id, info) if self.room is not None else Refused(481)

    def leave(self) -> None:
        """Let go of the call: its transactions live half a minute longer (RFC 6026), its media must not."""
        self.room = self.call = None


class Conferences:
    """All rooms, on the service's running loop only. ``load_media`` makes their media before the first opens.

    ``key`` signs what members show when they come back, and must outlive restarts of the service.
    """

    def __init__(
        self,
        exchange: Exchange,
        config: ConferenceConfig,
        domain: str,
        ids: Ids,
        load_media: Callable[[], Awaitable[ConferenceMedia]],
        key: bytes,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._exchange = exchange
        self._config = config
        self._domain = domain
        self._ids = ids
        self._load_media = load_media
        self._media: ConferenceMedia | None = None
        self._press = PassPress(key)
        self._wall = wall
        self._started = wall()
        self._loop = asyncio.get_running_loop()
        self._rooms: dict[RoomKey, OpenRoom] = {}
        self._host_claims: dict[RoomKey, float] = {}
        self._openings = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self.expected = ExpectedCalls()
        """What backends say of those that they send here."""
        self.expected.on_forward = self._forward
        self._flow: AgentFlow[AgentLeg] = AgentFlow(exchange, ids, ROOMS, self._invited, self._takes_apart)
        self._watching = Watching(ids, domain, self._flow.send, self._rooms)
        self._invitations = Invitations(self._invite_leg, exchange, domain, ids)
        self._owner = Owner(
            self._closed, self._watching.changed, self._pressed, self._invitations.invite, self._music
        )

    # --- looking --------------------------------------------------------------------------------------

    @property
    def rooms(self) -> Mapping[RoomKey, OpenRoom]:
        """The rooms that are open."""
        return self._rooms

    @property
    def members(self) -> int:
        """How many calls there are in all rooms together, those on their way in included."""
        return sum(len(room.calls) for room in self._rooms.values())

    async def stop(self) -> None:
        """End all media; nobody is told: who was in a room joins it anew when the service is back."""
        self._flow.close()
        self._watching.stop()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(room.close() for room in tuple(self._rooms.values())))
        self._rooms.clear()
        if self._media is not None:
            await self._media.close()

    # --- at the door ----------------------------------------------------------------------------------

    def _invited(self, request: Request) -> AgentLeg | Answer:
        joiner = joiner_of(request, self._exchange.endpoint_of(request))
        if joiner is None:
            return Answer(404)
        if not request.body:
            return Answer(488, "Say what you want to send and hear")
        arrival = _Arrival(joiner, self._pass_of(joiner), self._ids.call_id())
        refused = self._refusal(arrival)
        if refused is not None:
            note(log, "room.refused", room=joiner.room, status=refused.status)
            return refused
        leg = arrival.leg = self._make_leg(joiner.room, "", arrival.judge, self._hearer(arrival))
        return leg

    def _takes_apart(self, message: Request | Response, data: bytes) -> bool:
        return self._watching.takes(message, data)

    def _hearer(self, arrival: _Arrival) -> Callable[[AgentEvent], None]:
        def heard(event: AgentEvent) -> None:
            if isinstance(event, InviteReceived):
                self._openings += 1
                task = self._loop.create_task(self._arrive(arrival, event.session))
                self._tasks.add(task)
                task.add_done_callback(self._arrived)
            elif (call := arrival.call) is not None:
                call.heard(event)
                if isinstance(event, SessionEnded):
                    arrival.leave()

        return heard

    def _refusal(self, arrival: _Arrival) -> Answer | None:
        """Return why somebody is not let in; nothing is changed."""
        joiner = arrival.joiner
        if self._openings >= self._config.openings:
            return _come_again("Too many people are joining rooms", 2)
        room = self._rooms.get((joiner.application, joiner.room))
        if room is None:
            is_full = len(self._rooms) >= self._config.rooms
            return _come_again("Too many rooms are open", 30) if is_full else None
        was_here = room.room.device(joiner.account, joiner.instance) is not None
        if room.room.locked and not was_here and arrival.room_pass is None:
            return Answer(403, LOCKED, (("Reason", str(Reason("SIP", 403, LOCKED))),))
        return _come_again("The room is full", 30, 486) if room.is_full and not was_here else None

    def _pass_of(self, joiner: Joiner) -> RoomPass | None:
        """Return what a joiner's pass says of the room as it was before this service was started."""
        if not joiner.account or not joiner.room_pass or self._wall() - self._started > RESTART_SECONDS:
            return None
        names = (joiner.application, joiner.room, joiner.account)
        found = self._press.read(joiner.room_pass, *names, now=self._wall())
        return found if found is not None and found.issued <= self._started else None

    async def _arrive(self, arrival: _Arrival, session: InviteSession) -> None:
        try:
            await self._come_in(arrival, session)
        except MediaRefused as error:
            log.info("an offer to a room cannot be answered: %s", error)
            status = 480 if error.status == UNAVAILABLE else error.status
            session.reject(status, self._loop.time())
        except Exception:
            log.exception("somebody cannot be let into a room")
            session.reject(500, self._loop.time())
        finally:
            arrival.leg.line.pump()
            if arrival.room is not None:
                arrival.room.settle()

    async def _come_in(self, arrival: _Arrival, session: InviteSession) -> None:
        media = self._media = self._media or await self._load_media()
        if session.is_ended:
            return
        self._openings -= 1  # its own place is not in its way
        refused = self._refusal(arrival)
        self._openings += 1
        if refused is not None:
            session.reject(refused.status, self._loop.time(), refused.reason, refused.headers)
            return
        room = arrival.room = self._open(arrival, media)
        call = arrival.call = self._call_of(arrival, room, session)
        answer = await call.media.take_offer(session.request.body.decode("utf-8", "replace"))
        session.accept(answer.encode(), self._loop.time())

    def _open(self, arrival: _Arrival, media: ConferenceMedia) -> OpenRoom:
        key = (arrival.joiner.application, arrival.joiner.room)
        room = self._rooms.get(key)
        if room is None:
            made = media.room()
            room = OpenRoom(key, made, self._config, self._press, self._owner, wall=self._wall)
            self._rooms[key] = room
            note(log, "room.opened", room=key[1], rooms=len(self._rooms))
        if arrival.room_pass is not None:
            room.restore(arrival.room_pass)
        return room

    def _call_of(self, arrival: _Arrival, room: OpenRoom, session: InviteSession) -> MemberCall:
        joiner, found = arrival.joiner, arrival.room_pass
        is_app = joiner.kind is MemberKind.APP
        media = room.media.join(arrival.member_id, has_pictures=is_app)
        member = Member(
            arrival.member_id,
            joiner.name,
            joiner.address,
            joiner.number,
            joiner.kind,
            joiner.account,
            joiner.instance,
            found.since if found is not None else int(self._wall()),
        )
        call = MemberCall(arrival.member_id, arrival.leg, media, room, is_told=is_app)
        call.session = session
        room.coming(member, call, claims_host=self._claims_host(room.key, found))
        return call

    def _claims_host(self, key: RoomKey, found: RoomPass | None) -> bool:
        """Whether a pass names the host of before: of several that do, the newest is right."""
        if found is None or not found.is_host or found.issued < self._host_claims.get(key, 0):
            return False
        self._host_claims[key] = found.issued
        return True

    def _arrived(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._openings -= 1

    def _make_leg(
        self,
        room: str,
        name: str,
        judge: Callable[[InfoReceived], Refused | None],
        heard: Callable[[AgentEvent], None],
    ) -> AgentLeg:
        agent = UserAgent(
            address_of_record=NameAddr(room_uri(room, self._domain), name),
            instance_id=ROOMS.instance,
            ids=self._ids,
            product=PRODUCT,
            info_packages=PACKAGES,
            takes_referrals=False,
            is_focus=True,
            events=(ConferencePackage.name,),
            judge_info=judge,
        )
        return AgentLeg(self._flow, agent, heard)

    def _invite_leg(
        self, room: OpenRoom, member_id: str, name: str, heard: Callable[[AgentEvent], None]
    ) -> AgentLeg:
        return self._make_leg(room.room.id, name, lambda info: judged(room, member_id, info), heard)

    # --- Owner (of the rooms) -------------------------------------------------------------------------

    def _closed(self, room: OpenRoom) -> None:
        if self._rooms.get(room.key) is room:
            del self._rooms[room.key]
            self._host_claims.pop(room.key, None)
            self._watching.closed(room.key)
            note(log, "room.closed", room=room.key[1], rooms=len(self._rooms))

    def _pressed(self, room: OpenRoom, call: MemberCall, key: str) -> None:
        if call.session is not None:
            self.expected.pressed(call.session.call_id, key)

    def _forward(self, call_id: str, key: str) -> None:
        for room in self._rooms.values():
            calls = tuple(room.calls.values())
            if any(call.session is not None and call.session.call_id == call_id for call in calls):
                for call in calls:
                    if call.session is not None and call.session.call_id != call_id:
                        call.press(key)

    def _music(self, room: OpenRoom, call: MemberCall) -> Coroutine[Any, Any, None] | None:
        found = self.expected.of(call.session.call_id) if call.session is not None else None
        music = call.music or (found.action.music if found is not None else None)
        return play_music(call.media, music) if music is not None else None


def _come_again(text: str, seconds: int, status: int = 480) -> Answer:
    """Return the answer when there is no place just now. A 503 would reach the caller as a 500 (16.7)."""
    reason = str(Reason("SIP", status, text))
    return Answer(status, text, (("Retry-After", str(seconds)), ("Reason", reason)))


def judged(room: OpenRoom, member_id: str, info: InfoReceived) -> Refused | None:
    """Return why what a member asks is refused; None for what is to be carried out, and other packages."""
    if info.package != INFO_PACKAGE:
        return None
    try:
        request = parse_room_request(info.body)
    except ParseError as error:
        return Refused(400, (("Reason", str(Reason("SIP", 400, error.reason))),))
    sentence = refusal(room.room, member_id, request)
    return Refused(403, (("Reason", str(Reason("SIP", 403, sentence))),)) if sentence else None
