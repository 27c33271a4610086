"""Our clients in a conference room of an Asterisk: called like a person, heard, seen, named, left."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator

import numpy as np
import pytest

from core.calling import Call, CallingRuntime, CallRoom, Sinch, SinchClient, SipAccount
from core.media.devices.capture import LocalMedia
from core.ports import SAMPLE_RATE
from core.sip.bodies.room_events import Channel
from tests.calling.fakes import Heard
from tests.media.call_pair import ToneDevices, eventually
from tests.peers.asterisk.process import DOMAIN, USERS, Asterisk

pytestmark = [pytest.mark.timeout(120), pytest.mark.usefixtures("no_task_left")]

_numbers = itertools.count(42)
TONES = dict(zip(USERS, (700.0, 1100.0, 1700.0), strict=True))
LISTENED = 100
"""Blocks: 20 ms each."""
AUDIBLE = 20.0
"""How far a tone has to be above what lies between the tones."""
PATIENCE = 30.0


class Person:
    """Somebody with an account at the Asterisk, and a tone for a voice."""

    def __init__(self, server: Asterisk, user: str, room: str) -> None:
        self.user, self.room_name = user, room
        self.devices = ToneDevices(TONES[user], size=(160, 120))
        self.media = LocalMedia(self.devices)
        account = SipAccount(server.url, user, f"pw-{user}", DOMAIN)
        runtime = CallingRuntime(local_media=self.media)
        self.client: SinchClient = Sinch.getSinchClientBuilder().sipAccount(account).runtime(runtime).build()
        self.heard = Heard()
        self.heard.patience = PATIENCE
        self.client.addListener(self.heard)
        self.client.callClient.addListener(self.heard)
        self.call: Call = None  # type: ignore[assignment]

    @property
    def room(self) -> CallRoom:
        assert self.call.room is not None, "not taken for a room"
        return self.call.room

    async def enters(self, *, video: bool = True) -> Person:
        if not self.client.isStarted():
            await self.client.start()
            await self.heard.hears("started")
        calls = self.client.callClient
        self.call = await (calls.callUserVideo if video else calls.callUser)(self.room_name)
        self.call.addListener(self.heard)
        await self.heard.hears("established")
        await eventually(lambda: self.call.room is not None and self.room.hasRoster, PATIENCE)
        return self

    def names(self) -> list[str]:
        return sorted(one.name for one in self.room.members)

    def of(self, user: str) -> Channel:
        return next(one for one in self.room.members if one.number == user)

    def member(self, user: str) -> str:
        return self.of(user).id

    async def meets(self, *users: str) -> None:
        """Wait until the room consists of ``users``, by name and by picture; look at all of them."""
        names = sorted(user.title() for user in users)
        others = len(users) - 1
        await eventually(
            lambda: self.names() == names and len(self.room.pictures) == others,
            PATIENCE,
            f"{self.user} meets {names}",
        )
        self.room.viewMembers(dict.fromkeys(self.room.pictures, 120))

    async def sees(self, *users: str) -> None:
        """Wait for pictures of each of ``users`` that go on."""
        before = {user: self.room.picture(self.member(user)).frames for user in users}
        for user in users:
            await eventually(
                lambda user=user: self.room.picture(self.member(user)).frames > before[user] + 3,  # type: ignore[misc]
                PATIENCE,
                f"{self.user} sees {user}",
            )

    async def hears(self, *users: str) -> None:
        """Wait until the tones of ``users`` are heard at once, and none of anybody else."""
        await eventually(lambda: self._audible() == set(users), PATIENCE, f"{self.user} hears {users}")

    def _audible(self) -> set[str]:
        if len(self.devices.played) < LISTENED:
            return set()
        samples = self.devices.heard(LISTENED)
        spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
        floor = float(np.median(spectrum)) + 1.0

        def strength(tone: float) -> float:
            middle = round(tone * len(samples) / SAMPLE_RATE)
            return float(spectrum[middle - 3 : middle + 4].max())

        strongest = max(strength(tone) for tone in TONES.values())
        least = max(AUDIBLE * floor, strongest / 10)
        return {user for user, tone in TONES.items() if strength(tone) > least}

    async def close(self) -> None:
        await self.client.terminateGracefully()
        self.media.close()


@contextlib.asynccontextmanager
async def people(server: Asterisk, *users: str) -> AsyncIterator[list[Person]]:
    """Yield people who all enter one room, another one in each test."""
    room = f"conf{next(_numbers)}"
    made = [Person(server, user, room) for user in users]
    try:
        yield made
    finally:
        for person in made:
            await person.close()


async def test_two_and_a_late_joiner_hear_see_and_name_each_other(asterisk: Asterisk) -> None:
    async with people(asterisk, "ada", "bob", "cleo") as (ada, bob, cleo):
        await ada.enters()
        assert ada.names() == ["Ada"] and ada.room.memberId == ada.member("ada")
        assert not ada.room.isComposed and not ada.room.canModerate
        await bob.enters()
        for person, other in ((ada, "bob"), (bob, "ada")):
            await person.meets("ada", "bob")
            await person.sees(other)
            await person.hears(other)
        await cleo.enters()
        for person in (ada, bob, cleo):
            await person.meets("ada", "bob", "cleo")
        for person in (ada, bob, cleo):
            others = [user for user in USERS if user != person.user]
            await person.sees(*others)
            await person.hears(*others)
            assert person.room.memberId == person.member(person.user)


async def test_who_leaves_is_gone_and_may_come_back(asterisk: Asterisk) -> None:
    async with people(asterisk, "ada", "bob", "cleo") as (ada, bob, cleo):
        for person in (ada, bob, cleo):
            await person.enters()
        for person in (ada, bob, cleo):
            await person.meets("ada", "bob", "cleo")
        bob.call.hangup()
        await bob.heard.hears("ended")
        for person, other in ((ada, "cleo"), (cleo, "ada")):
            await person.meets("ada", "cleo")
            await person.sees(other)
            await person.hears(other)
        bob.heard.names.clear()
        await bob.enters()
        for person in (ada, bob, cleo):
            await person.meets("ada", "bob", "cleo")
        await ada.sees("bob", "cleo")
        await bob.sees("ada", "cleo")
        await ada.hears("bob", "cleo")


async def test_who_speaks_and_who_is_muted_is_told(asterisk: Asterisk) -> None:
    async with people(asterisk, "ada", "bob") as (ada, bob):
        await ada.enters()
        await bob.enters()
        await ada.meets("ada", "bob")
        await eventually(lambda: bool(ada.of("bob").talking), PATIENCE)
        bob.call.mute()
        await eventually(lambda: not ada.of("bob").talking, PATIENCE)
        bob.call.unmute()
        await eventually(lambda: bool(ada.of("bob").talking), PATIENCE)
        listed = await asyncio.to_thread(asterisk.tell, f"confbridge list {bob.room_name}")
        channel = next(line.split()[0] for line in listed.splitlines() if "/bob-" in line)
        await asyncio.to_thread(asterisk.tell, f"confbridge mute {bob.room_name} {channel}")
        await eventually(lambda: ada.of("bob").muted, PATIENCE)
        assert not bob.call.isMuted
        await asyncio.to_thread(asterisk.tell, f"confbridge unmute {bob.room_name} {channel}")
        await eventually(lambda: not ada.of("bob").muted, PATIENCE)
        await ada.hears("bob")


async def test_a_picture_that_nobody_looks_at_is_not_asked_for(asterisk: Asterisk) -> None:
    async with people(asterisk, "ada", "bob") as (ada, bob):
        await ada.enters()
        await bob.enters()
        await ada.meets("ada", "bob")
        await ada.sees("bob")
        session = ada.call.media
        assert session is not None
        ada.room.viewMembers({})
        assert session.members.wants_offer
        await eventually(lambda: not session.members.wants_offer, PATIENCE, "the offer is answered")
        assert ada.room.pictures == {ada.member("bob")}
        ada.room.viewMembers({ada.member("bob"): 120})
        await ada.sees("bob")
        await ada.hears("bob")


async def test_with_sound_alone(asterisk: Asterisk) -> None:
    async with people(asterisk, "ada", "bob") as (ada, bob):
        await ada.enters(video=False)
        await bob.enters(video=False)
        for person, other in ((ada, "bob"), (bob, "ada")):
            await eventually(lambda person=person: person.names() == ["Ada", "Bob"], PATIENCE)  # type: ignore[misc]
            await person.hears(other)
            assert not person.room.pictures and not person.room.isComposed
