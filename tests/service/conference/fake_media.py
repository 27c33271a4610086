"""Media of rooms in memory: remembers what signalling asked for, and lets tests make things happen.

Descriptions are words, not SDP: an offer ``offer NAME`` is answered with ``answer to offer NAME``; text that
holds ``bad`` is refused. Of sections it only counts how many pictures each member should be offered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from core.service.conference.media.ports import MOST_MEMBERS, OFFER_OPEN
from core.service.media.refusal import BAD_DESCRIPTION, UNAVAILABLE, MediaRefused


class FakeMember:
    """See ``MemberMedia``. ``asked`` holds the calls in order."""

    def __init__(self, room: FakeRoom, member: str) -> None:
        self.member = member
        self.asked: list[str] = []
        self.is_muted = self.is_held = False
        self.has_pictures = True
        self.heights: dict[str, int] = {}
        self.playing: list[NDArray[np.int16]] = []
        self.sends: frozenset[str] = frozenset()
        """Tests say what it shows."""
        self.takes_sound = True
        self.is_offer_due = False
        self.is_closed = False
        self.is_joined = False
        """Whether it has been described."""
        self._room = room
        self._offers = 0
        self._is_open = False
        self._is_told = False

    async def take_offer(self, sdp: str) -> str:
        """Answer it."""
        await self._room.answers.wait()
        self._refuse_bad("take_offer", sdp)
        if self._is_open:
            raise MediaRefused(OFFER_OPEN, "an offer is open")
        self._begin()
        return f"answer to {sdp}"

    async def offer(self) -> str:
        """Return a numbered one."""
        self._refuse_bad("offer")
        if self._is_open:
            raise MediaRefused(OFFER_OPEN, "an offer is open")
        self._is_open = True
        self._is_told = self.is_offer_due = False
        self._offers += 1
        return f"offer {self._offers} to {self.member} of {self._room.pictures_for(self)}"

    async def take_answer(self, sdp: str) -> None:
        """Close the exchange."""
        is_open, self._is_open = self._is_open, False
        self._refuse_bad("take_answer", sdp)
        if not is_open:
            raise MediaRefused(BAD_DESCRIPTION, "no offer was made")
        self._begin()
        if self.is_offer_due:
            self.want_offer()

    def roll_back(self) -> None:
        """Forget the open offer."""
        self.asked.append("roll_back")
        self.is_offer_due = self.is_offer_due or self._is_open
        self._is_open = False

    async def take_candidates(self, fragment: str) -> None:
        """Remember it."""
        self.asked.append(f"take_candidates {fragment}")

    def set_muted(self, muted: bool) -> None:
        """Remember it."""
        self.asked.append(f"set_muted {muted}")
        self.is_muted = muted

    def set_held(self, held: bool) -> None:
        """Remember it."""
        self.asked.append(f"set_held {held}")
        self.is_held = held

    def set_view(self, heights: Mapping[str, int]) -> None:
        """Remember it."""
        self.asked.append(f"set_view {dict(heights)}")
        self.heights |= heights

    async def play(self, samples: NDArray[np.int16], *, repeats: bool = False) -> None:
        """Return at once, or never if it repeats, until cancelled."""
        self.asked.append("play")
        self.playing.append(samples)
        try:
            await (asyncio.Event().wait() if repeats else asyncio.sleep(0))
        finally:
            self.playing.remove(samples)

    async def close(self) -> None:
        """Leave the room."""
        if not self.is_closed:
            self.asked.append("close")
            self.is_closed = True
            self._room.left(self)

    def want_offer(self) -> None:
        """Have a new description be due."""
        self.is_offer_due = True
        if self.is_joined and not self._is_open and not self._is_told and not self.is_closed:
            self._is_told = True
            self._room.on_renegotiation(self.member)

    def _begin(self) -> None:
        if not self.is_joined:
            self.is_joined = True
            self._room.joined(self)

    def _refuse_bad(self, asked: str, sdp: str = "") -> None:
        self.asked.append(f"{asked} {sdp}".strip())
        if self.is_closed:
            raise MediaRefused(UNAVAILABLE, "the member has left")
        if "bad" in sdp:
            raise MediaRefused(BAD_DESCRIPTION, "the description is bad")


class FakeRoom:
    """See ``RoomMedia``. Tests call ``talk``, ``demand`` and ``end``."""

    def __init__(self) -> None:
        self.on_talking: Callable[[str, bool], None] = lambda member, talks: None
        self.on_renegotiation: Callable[[str], None] = lambda member: None
        self.on_ended: Callable[[str, str], None] = lambda member, sentence: None
        self.on_demand: Callable[[str, int, int], None] = lambda member, height, kbps: None
        self.members: dict[str, FakeMember] = {}
        self.is_closed = False
        self.answers = asyncio.Event()
        self.answers.set()

    def join(self, member: str, *, has_pictures: bool = True) -> FakeMember:
        """Return the media of one more; ``has_pictures`` is remembered."""
        if self.is_closed or len(self.members) >= MOST_MEMBERS:
            raise MediaRefused(UNAVAILABLE, "the room is full")
        if member in self.members:
            raise ValueError(f"{member} is there already")
        made = self.members[member] = FakeMember(self, member)
        made.has_pictures = has_pictures
        return made

    async def close(self) -> None:
        """Let all leave."""
        self.is_closed = True
        for member in tuple(self.members.values()):
            await member.close()

    def hold_answers(self) -> asyncio.Event:
        """Let no offer be answered until what is returned is set."""
        self.answers.clear()
        return self.answers

    def talk(self, member: str, *, talks: bool = True) -> None:
        """Let a member talk, or fall silent."""
        self.on_talking(member, talks)

    def demand(self, member: str, height: int, kbps: int) -> None:
        """Say how much of a member's picture the viewers can use."""
        self.on_demand(member, height, kbps)

    def end(self, member: str, sentence: str = "The way to the member was lost.") -> None:
        """Let a member's way be dead."""
        self.on_ended(member, sentence)

    def joined(self, one: FakeMember) -> None:
        """A member was described: the others should be offered its pictures, if it shows any."""
        self._tell_others(one)

    def left(self, one: FakeMember) -> None:
        """A member has closed."""
        self.members.pop(one.member, None)
        if one.is_joined and not self.is_closed:
            self._tell_others(one)

    def pictures_for(self, one: FakeMember) -> str:
        """Return what a member is offered of the others, as words."""
        shown = [f"{other.member} {what}" for other in self._others(one) for what in sorted(other.sends)]
        return ", ".join(shown) or "nobody"

    def _others(self, one: FakeMember) -> list[FakeMember]:
        return [other for other in self.members.values() if other is not one and other.is_joined]

    def _tell_others(self, one: FakeMember) -> None:
        if one.sends:
            for other in self._others(one):
                other.want_offer()


class FakeConferenceMedia:
    """See ``ConferenceMedia``."""

    def __init__(self) -> None:
        self.rooms: list[FakeRoom] = []

    def room(self) -> FakeRoom:
        """Return a new one."""
        made = FakeRoom()
        self.rooms.append(made)
        return made

    async def close(self) -> None:
        """End all."""
        for room in self.rooms:
            await room.close()
