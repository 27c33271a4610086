"""Conference rooms of the fake service: they answer, tell who is there and obey, without any media."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.calling.machine import events
from core.calling.ports import Outgoing
from core.sip.bodies import media_state, room_requests
from core.sip.bodies.media_state import MediaState
from core.sip.bodies.room_events import (
    Channel,
    ChannelFacts,
    EndReason,
    RoomFacts,
    RosterEvent,
    RosterKind,
)
from core.sip.bodies.room_requests import RoomRequest, parse_room_request

if TYPE_CHECKING:
    from tests.calling.fakes import FakeLeg


class FakeMember:
    """One member of a fake room: it observes the room's end of the leg."""

    def __init__(self, room: FakeRoom, number: int, user: str, ours: FakeLeg, theirs: FakeLeg) -> None:
        self.room = room
        self.id = f"{number:012x}"
        self.user = user
        self.leg = theirs
        self.client_leg = ours
        self.channel = Channel(
            self.id,
            user,
            user,
            talking=False,
            facts=ChannelFacts(user=f"sip:{user}@example.org", since=number),
        )
        self.requests: list[RoomRequest] = []

    def cut_off(self) -> None:
        """Hear and say nothing more: the way to the client is lost."""
        self.leg.is_over = True
        self.leg.observer = None

    def now(self) -> float:
        return 0.0

    def handle(self, event: events.CallEvent) -> None:
        if isinstance(event, events.ByeReceived | events.CancelReceived):
            self.room.leave(self)
        elif isinstance(event, events.ReofferReceived):
            self.leg.answer_reoffer(_answer(event.offer))

    def informed(self, content_type: str, body: bytes) -> None:
        if content_type == media_state.CONTENT_TYPE:
            self.room.says_muted(self, MediaState.parse(body).muted)
        if content_type == room_requests.CONTENT_TYPE:
            request = parse_room_request(body)
            self.requests.append(request)
            self.room.asked(self, request)

    def told(self, method: str, content_type: str, body: bytes) -> None:
        raise AssertionError(f"a member tells a room something by {method}")

    def info_refused(self, status: int) -> None:
        raise AssertionError("a member refuses what its room says")

    def confirmed(self) -> None: ...

    def named(self, display_name: str) -> None: ...


class FakeRoom:
    """See ``FakeRooms``."""

    def __init__(self, rooms: FakeRooms, room_id: str) -> None:
        self.rooms = rooms
        self.room_id = room_id
        self.members: list[FakeMember] = []
        self.is_locked = False

    def join(self, outgoing: Outgoing, user: str, ours: FakeLeg, theirs: FakeLeg) -> None:
        """Let somebody in, who is the host if nobody else is there.

        Whoever is there already comes back, as in our rooms, as what they were: host, and silenced.
        """
        member = FakeMember(self, self.rooms.next_number(), user, ours, theirs)
        theirs.observer = member
        if self.is_locked or self.room_id in self.rooms.refusing:
            status = self.rooms.refusing.get(self.room_id, 403)
            theirs.tell(events.RejectReceived, status=status, reason="Room is locked")
            return
        before = next((one for one in self.members if one.user == user), None)
        self._set_host(member, not self.members)
        if before is not None:
            self._take_over(before, member)
        self.members.append(member)
        ours.is_focus = True
        theirs.tell(events.AcceptReceived, answer=_answer(outgoing.offer))
        self.tell_all(RosterKind.STATE)

    def leave(self, member: FakeMember) -> None:
        """Let somebody go; the office goes on."""
        if member not in self.members:
            return
        self.members.remove(member)
        if self.members and not any(one.channel.facts and one.channel.facts.host for one in self.members):
            self._set_host(self.members[0], True)
        self.tell_all(RosterKind.STATE)

    def member(self, user: str) -> FakeMember:
        """Return the newest member of that name."""
        return next(one for one in reversed(self.members) if one.user == user)

    def change(self, member: FakeMember, **facts: Any) -> None:
        """Change what is told of a member, and tell all."""
        assert member.channel.facts is not None
        member.channel = replace(member.channel, facts=replace(member.channel.facts, **facts))
        self.tell_all(RosterKind.STATE)

    def tell(self, member: FakeMember, kind: RosterKind, *channels: Channel, **facts: Any) -> None:
        """Send one event to one member."""
        told = RoomFacts(locked=self.is_locked, you=member.id, **facts)
        event = RosterEvent(kind, self.room_id, channels, told)
        self.rooms.post(member.client_leg, member.client_leg.room_tells, event)

    def tell_all(self, kind: RosterKind, *channels: Channel) -> None:
        """Send one event to all; the whole state names everybody."""
        for member in self.members:
            whole = tuple(one.channel for one in self.members)
            self.tell(member, kind, *(whole if kind is RosterKind.STATE else channels))

    def silence(self, member: FakeMember, *, silenced: bool = True) -> None:
        """Mute somebody as the host does, or take it back; as in our rooms they are told, too."""
        assert member.channel.facts is not None
        member.channel = replace(
            member.channel, muted=silenced, facts=replace(member.channel.facts, silenced=silenced)
        )
        self.tell_all(RosterKind.MUTE if silenced else RosterKind.UNMUTE, member.channel)

    def says_muted(self, member: FakeMember, muted: bool) -> None:
        """Take what somebody says of their own microphone; as in our rooms they are told, too."""
        assert member.channel.facts is not None
        is_muted = muted or member.channel.facts.silenced
        if is_muted != member.channel.muted:
            member.channel = replace(member.channel, muted=is_muted)
            self.tell_all(RosterKind.MUTE if is_muted else RosterKind.UNMUTE, member.channel)

    def talks(self, user: str, talking: bool = True) -> None:
        """Have ``user`` heard by all."""
        member = self.member(user)
        member.channel = replace(member.channel, talking=talking)
        self.tell_all(RosterKind.TALKING, member.channel)

    def end(self, reason: EndReason = EndReason.ENDED) -> None:
        """Send everybody out."""
        for member in list(self.members):
            self.send_out(member, reason)

    def send_out(self, member: FakeMember, reason: EndReason = EndReason.REMOVED) -> None:
        """Send one out, and say why."""
        self.tell(member, RosterKind.ENDED, reason=reason)
        member.leg.bye()
        self.leave(member)

    def asked(self, member: FakeMember, request: RoomRequest) -> None:
        """Do what a member asks for."""
        match request:
            case room_requests.RaiseHand(raised):
                self.change(member, hand=raised)
            case room_requests.Lock(locked):
                self.is_locked = locked
                self.tell_all(RosterKind.STATE)
            case room_requests.Mute(member=name):
                for one in self.members:
                    if name in (one.id, room_requests.ALL) and one is not member:
                        self.silence(one)
            case room_requests.Unmute():
                self.silence(member, silenced=False)
            case room_requests.Remove(member=name):
                self.send_out(next(one for one in self.members if one.id == name))
            case room_requests.End():
                self.end()
            case room_requests.HandOver(member=name):
                self._set_host(member, False)
                self._set_host(next(one for one in self.members if one.id == name), True)
                self.tell_all(RosterKind.STATE)
            case _:
                """What is noted only."""

    def _take_over(self, before: FakeMember, member: FakeMember) -> None:
        was = before.channel.facts
        assert was is not None and member.channel.facts is not None
        facts = replace(member.channel.facts, host=was.host, silenced=was.silenced, hand=was.hand)
        member.channel = replace(member.channel, muted=was.silenced, facts=facts)
        self.members.remove(before)
        self.tell(before, RosterKind.ENDED, reason=EndReason.REPLACED)
        before.leg.bye()

    def _set_host(self, member: FakeMember, is_host: bool) -> None:
        assert member.channel.facts is not None
        member.channel = replace(member.channel, facts=replace(member.channel.facts, host=is_host))


class FakeRooms:
    """All rooms of one fake service; those in ``refusing`` let nobody in, with that status."""

    def __init__(self, post: Any) -> None:
        self.post = post
        self.rooms: dict[str, FakeRoom] = {}
        self.refusing: dict[str, int] = {}
        self._number = 0

    def next_number(self) -> int:
        self._number += 1
        return self._number

    def __getitem__(self, room_id: str) -> FakeRoom:
        return self.rooms.setdefault(room_id, FakeRoom(self, room_id))

    def restart(self) -> None:
        """Forget every room without a word, as a service does that was killed."""
        for room in self.rooms.values():
            for member in room.members:
                member.cut_off()
        self.rooms.clear()


def _answer(offer: str) -> str:
    """Answer an offer of fake media so that it flows: the one who answers is taken for the one who asks."""
    return f"a=sendrecv\r\nby {offer.rpartition(' ')[2]}"
