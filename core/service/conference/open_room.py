"""A room that runs: its state, the calls of its members and its media, and what each hears of the others."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from core.service.conference.calls.member import MemberCall
from core.service.conference.config import ConferenceConfig
from core.service.conference.media.ports import PICTURES, SLIDES, RoomMedia
from core.service.conference.state import roster
from core.service.conference.state.events import (
    Agreed,
    Close,
    Closed,
    Dismiss,
    Effect,
    Event,
    Hold,
    HostLate,
    Joined,
    Left,
    Lost,
    MediaTold,
    Notice,
    Silence,
    Talks,
    Tell,
    TellState,
)
from core.service.conference.state.passes import PassPress, RoomPass
from core.service.conference.state.requests import event_of
from core.service.conference.state.room import Member, Room
from core.service.conference.state.steps import step
from core.service.observed.journal import note
from core.sip.agent.events import EndedHow, SessionEnded
from core.sip.bodies.media_state import MediaState, VideoState
from core.sip.bodies.room_events import EndReason, Picture, Presence, RosterKind
from core.sip.bodies.room_requests import Invite, RoomRequest, Send, View
from core.sip.messages import Reason

log = logging.getLogger(__name__)

MEDIA_LOST = 504
"""Cause of a BYE (RFC 3326) by which either side says that nothing came any more."""
BYE_SECONDS = 2.0
"""For which the BYE of who hangs up may be behind the end of its media, which comes by a shorter way."""
_LOST_CAUSES = frozenset({MEDIA_LOST, 408, 503})
_PICTURES = {VideoState.ON: Picture.LIVE, VideoState.PAUSED: Picture.PAUSED, VideoState.NONE: Picture.NONE}

RoomKey = tuple[str, str]
"""Application and room ID: the same ID in two applications is two rooms."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What a room asks of the conferences it belongs to."""

    on_closed: Callable[[OpenRoom], None]
    on_changed: Callable[[OpenRoom], None]
    on_key: Callable[[OpenRoom, MemberCall, str], None]
    invite: Callable[[OpenRoom, str, Invite], None]
    music: Callable[[OpenRoom, MemberCall], Coroutine[Any, Any, None] | None]
    """What a member hears who is alone, or None."""


class OpenRoom:
    """Runs on the service's loop. ``wall`` are Unix seconds."""

    def __init__(
        self,
        key: RoomKey,
        media: RoomMedia,
        config: ConferenceConfig,
        press: PassPress,
        owner: Owner,
        *,
        wall: Callable[[], float],
    ) -> None:
        self.key = key
        self.media = media
        self.room = Room(key[1], started=int(wall()))
        self.calls: dict[str, MemberCall] = {}
        self._coming: dict[str, Member] = {}
        self._claims: set[str] = set()
        self._config = config
        self._press = press
        self._owner = owner
        self._wall = wall
        self._loop = asyncio.get_running_loop()
        self._timers: dict[str, list[asyncio.TimerHandle]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False
        media.on_talking = lambda member, talks: self.happened(Talks(member, talks))
        media.on_renegotiation = self._renegotiate
        media.on_ended = self._media_ended
        media.on_demand = self._demanded

    # --- looking --------------------------------------------------------------------------------------

    @property
    def size(self) -> int:
        """How many places are taken, by those who are on their way in too."""
        taken = sum(one.presence is not Presence.AWAY for one in self.room.members)
        known = {one.id for one in self.room.members}
        return taken + sum(each not in known for each in self._coming)

    @property
    def is_full(self) -> bool:
        """Whether nobody else finds a place."""
        return self.size >= self._config.members

    def now(self) -> float:
        """Return the Unix second."""
        return self._wall()

    # --- members --------------------------------------------------------------------------------------

    def coming(self, member: Member, call: MemberCall, *, claims_host: bool = False) -> None:
        """Keep a place for somebody whose call does not stand yet."""
        self._coming[member.id] = member
        self.calls[member.id] = call
        if claims_host:
            self._claims.add(member.id)

    def came_as(self, member: Member) -> None:
        """Take it that somebody who was called answers as this installation of the app."""
        if member.id in self._coming:
            self._coming[member.id] = member

    def failed_to_come(self, call: MemberCall) -> None:
        """Take it that somebody cannot be called after all."""
        if self.calls.pop(call.id, None) is not None:
            self._coming.pop(call.id, None)
            self._run(call.close())
            self.happened(Left(call.id))

    def restore(self, found: RoomPass) -> None:
        """Be what the room was before the service was started anew, if it is new itself."""
        if not self.room.members:
            self.room = replace(
                self.room,
                locked=self.room.locked or found.locked,
                started=min(self.room.started, found.started),
            )

    def happened(self, event: Event) -> None:
        """Let the room take a step, and do what follows from it."""
        if self._is_closed:
            return
        before = self.room
        if isinstance(event, Closed):
            self._turn_away_coming(event.reason)
        self.room, effects = step(before, event)
        for effect in effects:
            self._do(effect)
        if self.room != before:
            self._look_after(before)

    def dismiss_all(self, reason: EndReason) -> None:
        """End the room."""
        self.happened(Closed(reason))

    def _turn_away_coming(self, reason: EndReason) -> None:
        known = {one.id for one in self.room.members}
        for member_id in [each for each in self._coming if each not in known]:
            self._dismiss(member_id, reason, "The room was ended.")

    async def close(self) -> None:
        """End all media and forget everything; tells nobody. Idempotent."""
        self._is_closed = True
        for timers in self._timers.values():
            for timer in timers:
                timer.cancel()
        calls, self.calls = list(self.calls.values()), {}
        await asyncio.gather(*(call.close() for call in calls), return_exceptions=True)
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.media.close()

    # --- Host (of the calls) --------------------------------------------------------------------------

    def stands(self, member: MemberCall) -> None:
        """Take it that a call is answered and acknowledged."""
        coming = self._coming.pop(member.id, None)
        if coming is None:
            return
        coming = _after(coming, _agreed(member))
        claims = member.id in self._claims
        self._claims.discard(member.id)
        note(log, "room.joined", room=self.key[1], member=member.id, members=self.size + 1)
        self.happened(Joined(coming, claims))
        welcome = functools.partial(self._whole, RosterKind.WELCOME, member.id)
        member.tell(welcome)

    def agreed(self, member: MemberCall) -> None:
        """Take it that a member's descriptions have changed."""
        self.happened(_agreed(member))

    def told_media(self, member: MemberCall, state: MediaState) -> None:
        """Take what a member says of its microphone and camera."""
        picture = _PICTURES[state.video] if PICTURES in member.media.sends else Picture.NONE
        self.happened(MediaTold(member.id, state.muted, picture))

    def asked(self, member: MemberCall, request: RoomRequest) -> None:
        """Carry out a request that was judged."""
        match request:
            case View(heights):
                member.media.set_view(heights)
            case Invite():
                self._owner.invite(self, member.id, request)
            case _:
                event = event_of(member.id, request)
                if event is not None:
                    self.happened(event)

    def pressed(self, member: MemberCall, key: str) -> None:
        """Take a key."""
        self._owner.on_key(self, member, key)

    def missed(self, member: MemberCall) -> None:
        """Tell a member everything anew."""
        member.tell(functools.partial(self._whole, RosterKind.STATE, member.id), "state")

    def ended(self, member: MemberCall, event: SessionEnded) -> None:
        """Take it that a call is over, whoever ended it."""
        if self.calls.pop(member.id, None) is None:
            return
        self._coming.pop(member.id, None)
        self._claims.discard(member.id)
        self._run(member.close())
        cause = event.reason_header.cause if event.reason_header is not None else None
        is_lost = event.how in (EndedHow.FAILED, EndedHow.TIMEOUT, EndedHow.FLOW_LOST)
        if is_lost or cause in _LOST_CAUSES or event.how is EndedHow.LOCAL_BYE:
            self.happened(Lost(member.id))
        else:
            self.happened(Left(member.id))
        self.settle()

    def settle(self) -> None:
        """Close a room into which nobody came after all."""
        if not self._is_closed and not self.calls and self.room.is_deserted:
            self._do(Close())

    # --- what media says ------------------------------------------------------------------------------

    def _renegotiate(self, member_id: str) -> None:
        call = self.calls.get(member_id)
        if call is not None:
            call.offer_anew()

    def _media_ended(self, member_id: str, sentence: str) -> None:
        call = self.calls.get(member_id)
        if call is None:
            return
        log.info("the media of a member of a room ended: %s", sentence)
        self._loop.call_later(BYE_SECONDS, self._way_lost, call, sentence)

    def _way_lost(self, call: MemberCall, sentence: str) -> None:
        """Take it that a member whose media has ended did not hang up: its BYE would be here."""
        if self.calls.get(call.id) is call:
            call.hang_up(Reason("SIP", MEDIA_LOST, sentence))

    def _demanded(self, member_id: str, height: int, kbps: int) -> None:
        call = self.calls.get(member_id)
        if call is not None:
            call.ask(Send(height, kbps), "send")

    # --- effects --------------------------------------------------------------------------------------

    def _do(self, effect: Effect) -> None:
        match effect:
            case Tell(kind, member):
                self._tell_of(kind, member)
            case TellState():
                for call in tuple(self.calls.values()):
                    if call.takes_requests:
                        self.missed(call)
                self._owner.on_changed(self)
            case Notice(text):
                for call in tuple(self.calls.values()):
                    self._tell_app(call, functools.partial(self._notice, text, call.id))
            case Silence(member_id, silenced):
                self._silence(member_id, silenced)
            case Hold(member_id, held):
                self._hold(member_id, held)
            case Dismiss(member_id, reason, text):
                self._dismiss(member_id, reason, text)
            case Close() if not self._coming:
                self._close()  # else somebody is at the door, for whom it stays open

    def _tell_of(self, kind: RosterKind, member: Member) -> None:
        topic = f"talks {member.id}" if kind is RosterKind.TALKING else ""
        for call in tuple(self.calls.values()):
            if call.id != member.id or kind not in (RosterKind.JOIN, RosterKind.LEAVE):
                event = roster.of_one(kind, self.room, member, call.id, self._wall())
                call.tell(functools.partial(bytes, event), topic)

    def _silence(self, member_id: str, silenced: bool) -> None:
        if (call := self.calls.get(member_id)) is not None:
            call.media.set_muted(silenced)

    def _hold(self, member_id: str, held: bool) -> None:
        if (call := self.calls.get(member_id)) is not None:
            call.media.set_held(held)
            call.play(self._owner.music(self, call) if held or self.room.is_alone else None)

    def _tell_app(self, call: MemberCall, write: Callable[[], bytes]) -> None:
        if call.takes_requests:
            call.tell(write)

    def _whole(self, kind: RosterKind, member_id: str) -> bytes:
        now = self._wall()
        return bytes(roster.whole(kind, self.room, member_id, now, self._pass_of(member_id)))

    def _notice(self, text: str, member_id: str) -> bytes:
        return bytes(roster.notice(self.room, text, member_id, self._wall()))

    def notify(self, member_id: str, text: str) -> None:
        """Show one member a sentence."""
        if (call := self.calls.get(member_id)) is not None:
            self._tell_app(call, functools.partial(self._notice, text, member_id))

    def _pass_of(self, member_id: str) -> str:
        member = self.room.member(member_id)
        if member is None or not member.account:
            return ""
        made = RoomPass(
            *self.key,
            member.account,
            is_host=member_id == self.room.host,
            locked=self.room.locked,
            started=self.room.started,
            since=member.since,
            issued=self._wall(),
        )
        return self._press.make(made)

    def _dismiss(self, member_id: str, reason: EndReason, text: str) -> None:
        call = self.calls.get(member_id)
        if call is None:
            return
        del self.calls[member_id]
        self._coming.pop(member_id, None)
        event = roster.ended(self.room, reason, text, member_id, self._wall())
        if call.takes_requests:
            call.tell_last(bytes(event))
        call.hang_up(Reason("SIP", 200, text))
        self._run(call.close())

    def _close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._run(self.close())
            self._owner.on_closed(self)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- who is away, who is alone --------------------------------------------------------------------

    def _look_after(self, before: Room) -> None:
        for member in self.room.members:
            was = before.member(member.id)
            is_new = was is None or was.presence is not member.presence
            if is_new and member.presence is Presence.AWAY:
                self._wait_for(member)
        known = {one.id for one in self.room.members if one.presence is Presence.AWAY}
        for member_id in [each for each in self._timers if each not in known]:
            for timer in self._timers.pop(member_id):
                timer.cancel()
        if self.room.is_alone != before.is_alone or self._who(self.room) != self._who(before):
            self._play_music()

    def _wait_for(self, member: Member) -> None:
        host, back = self._config.host_seconds, self._config.return_seconds
        name = f"{member.name} did not come back."
        self._timers[member.id] = [
            self._loop.call_later(host, self.happened, HostLate(member.id)),
            self._loop.call_later(back, self.happened, Left(member.id, name)),
        ]

    def _play_music(self) -> None:
        for call in tuple(self.calls.values()):
            member = self.room.member(call.id)
            is_there = member is not None and member.presence is Presence.PRESENT
            waits = is_there and (self.room.is_alone or (member is not None and member.is_held))
            call.play(self._owner.music(self, call) if waits else None)

    @staticmethod
    def _who(room: Room) -> frozenset[str]:
        return frozenset(one.id for one in room.members)


def _agreed(call: MemberCall) -> Agreed:
    sends = call.media.sends
    return Agreed(call.id, PICTURES in sends, SLIDES in sends, not call.media.takes_sound)


def _after(member: Member, event: Agreed) -> Member:
    room, _ = step(Room("", 0, (member,)), event)
    return room.members[0]
