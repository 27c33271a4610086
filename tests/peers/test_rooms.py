"""Rooms of a service that is a process of its own: killed in mid-room, and entered out of a running call."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from core.calling import Call, CallingRuntime, CallRoom, Sinch, SinchClient, sign_locally
from core.engine.account.provider_accounts import ProviderAccounts
from core.engine.calls.switchboard import Switchboard
from core.engine.people.phonebook import PhoneBook
from core.engine.pictures import PictureBoard
from core.engine.tasks import TaskGroup
from core.media.devices.capture import LocalMedia
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from core.snapshots import CallSnapshot
from core.storage import Store
from tests.calling.fakes import Heard
from tests.engine.served import ServedService
from tests.identity.vectors import KEY, SECRET
from tests.media.call_pair import ToneDevices, eventually

QUIET = 300.0
"""Root mean square of a block in which nobody is heard."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedService]:
    with ServedService(tmp_path / "service") as service:
        yield service


class Person:
    """Somebody with a real client, a tone for a voice, and a switchboard as the app has it."""

    def __init__(self, name: str, folder: Path, *, tone: float) -> None:
        self.name = name
        self.devices = ToneDevices(tone, size=(160, 120))
        self.media = LocalMedia(self.devices)
        self.heard = Heard()
        self.heard.patience = 60.0
        self.said: list[str] = []
        self._store = Store()
        self._folder = folder

    async def open(self, served: ServedService) -> Person:
        await self._store.open(self._folder / f"{self.name}.sqlite")
        book = PhoneBook(self._store, self.said.append)
        await book.load()
        self.board = Switchboard(
            self.media,
            PictureBoard(),
            book,
            ProviderAccounts(TaskGroup(), self.said.append),
            lambda: None,
            self.said.append,
        )
        builder = Sinch.getSinchClientBuilder().applicationKey(KEY).userId(self.name)
        runtime = CallingRuntime(local_media=self.media)
        self.client: SinchClient = builder.environmentHost(served.url).runtime(runtime).build()
        sign = sign_locally(KEY, SECRET)
        self.heard.tokens = [sign(self.name) for _ in range(20)]
        self.client.addListener(self.heard)
        await self.client.start()
        await self.heard.hears("started")
        self.board.attach(self.client)
        return self

    async def enters(self, room: str) -> Call:
        await self.board.place(f"conf:{room}", video=True)
        call = self.board.lines[-1].call
        await eventually(lambda: call.state == "established", 60.0)
        return call

    def shown(self) -> list[CallSnapshot]:
        return [call for call in self.board.snapshots() if call.state != "ended"]

    def talks_in_a_room(self) -> bool:
        return [call.room is not None and call.has_microphone for call in self.shown()] == [True]

    async def close(self) -> None:
        await self.board.close()
        await self.client.terminateGracefully()
        self.media.close()
        await self._store.close()


@pytest.fixture
async def people(served: ServedService, tmp_path: Path) -> AsyncIterator[list[Person]]:
    made = [Person(name, tmp_path, tone=tone) for name, tone in (("ada", 700.0), ("bob", 1100.0))]
    for person in made:
        await person.open(served)
    yield made
    for person in made:
        await person.close()


def watch(call: Call) -> None:
    """Look at everybody's picture."""
    assert call.room is not None
    call.room.viewMembers(dict.fromkeys(call.room.pictures, 120))


def sees_one_other(room: CallRoom) -> bool:
    return len(room.members) == 2 and len(room.pictures) == 1


def frames(call: Call) -> int:
    assert call.room is not None
    return sum(call.room.picture(name).frames for name in call.room.pictures)


def longest_silence(played: list[Block]) -> float:
    """Return the seconds of the longest stretch in which nothing was heard."""
    longest = run = 0
    for block in played:
        is_quiet = float(np.sqrt(np.mean(block.astype(float) ** 2))) < QUIET
        run = run + 1 if is_quiet else 0
        longest = max(longest, run)
    return longest * BLOCK_SAMPLES / SAMPLE_RATE


@pytest.mark.timeout(180)
async def test_members_come_back_when_their_service_was_killed(
    served: ServedService, people: list[Person]
) -> None:
    ada, bob = people
    first, second = await ada.enters("plaza"), await bob.enters("plaza")
    for call in (first, second):
        room = call.room
        assert room is not None
        await eventually(partial(sees_one_other, room), 60.0)
        watch(call)
    await eventually(lambda: frames(first) > 3 and frames(second) > 3, 60.0)
    served.kill()
    await eventually(lambda: first.isReconnecting and second.isReconnecting, 30.0)
    await asyncio.to_thread(served.start)
    since = time.monotonic()
    await eventually(lambda: not (first.isReconnecting or second.isReconnecting), 60.0)
    seconds = time.monotonic() - since
    print(f"both back {seconds:.1f} s after the service")
    assert first.state == second.state == "established" and first.room is not None
    await eventually(lambda: first.room is not None and len(first.room.pictures) == 1, 60.0)
    assert first.room.isHost, "who was host is host again"
    watch(first)
    before = frames(first)
    await eventually(lambda: frames(first) > before, 60.0)
    first.room.end()
    await eventually(lambda: first.state == second.state == "ended", 30.0)


@pytest.mark.timeout(180)
async def test_a_call_becomes_a_room_and_is_heard_all_the_time(people: list[Person]) -> None:
    ada, bob = people
    await ada.board.place("bob", video=False)
    await eventually(lambda: len(bob.shown()) == 1, 30.0)
    await bob.board.answer(bob.shown()[0].call_id, video=False)
    await eventually(lambda: len(ada.shown()) == 1 and ada.shown()[0].state == "established", 30.0)
    await eventually(lambda: longest_silence(bob.devices.played[-50:]) == 0, 30.0)
    ada.devices.played.clear()
    bob.devices.played.clear()
    await ada.board.merge([ada.shown()[0].call_id])
    for person in people:
        await eventually(person.talks_in_a_room, 60.0)
    await eventually(lambda: len(ada.shown()[0].room.members) == 2, 30.0)  # type: ignore[union-attr]
    await asyncio.sleep(0.5)
    silences = [longest_silence(person.devices.played) for person in people]
    print(f"longest silence at Ada's {silences[0]:.2f} s, at Bob's {silences[1]:.2f} s")
    assert max(silences) < 1.5 and ada.said == bob.said == []
