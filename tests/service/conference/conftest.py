from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path

import pytest

from core.service.conference import open_room
from core.service.conference.config import ConferenceConfig
from core.service.conference.open_room import OpenRoom, RoomKey
from core.service.config import ServiceConfig
from core.service.service import CallService, ServiceEndpoint
from tests.service.conference.fake_media import FakeConferenceMedia, FakeMember, FakeRoom
from tests.service.conference.room_phone import RoomPhone
from tests.service.phones import PATIENCE


class House:
    """A service with rooms whose media are remembered words."""

    def __init__(self, folder: Path, config: ConferenceConfig) -> None:
        self.folder = folder
        self.config = config
        self.phones: list[RoomPhone] = []
        self.media = FakeConferenceMedia()

    async def open(self) -> House:
        self.media = FakeConferenceMedia()
        self.service = CallService(ServiceConfig(self.folder, conferences=self.config), load_rooms=self._load)
        self.endpoint: ServiceEndpoint = await self.service.start()
        return self

    async def _load(self) -> FakeConferenceMedia:
        return self.media

    async def phone(self, user: str, **settings: object) -> RoomPhone:
        made = await RoomPhone.at(user, self.endpoint, **settings)
        self.phones.append(made)
        return made

    async def phones_of(self, *users: str) -> list[RoomPhone]:
        return [await self.phone(user) for user in users]

    @property
    def room(self) -> FakeRoom:
        return self.media.rooms[-1]

    def media_of(self, phone: RoomPhone) -> FakeMember:
        return self.room.members[phone.me]

    @property
    def rooms(self) -> Mapping[RoomKey, OpenRoom]:
        assert self.service.conferences is not None
        return self.service.conferences.rooms

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait for something that happens inside the service, of which nobody is told."""
        async with asyncio.timeout(PATIENCE):
            while not is_so():  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def close(self) -> None:
        for phone in self.phones:
            await phone.close()
        await self.service.stop()


MakeHouse = Callable[..., Awaitable[House]]


@pytest.fixture
async def make_house(
    tmp_path: Path, no_task_left: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[MakeHouse]:
    monkeypatch.setattr(open_room, "BYE_SECONDS", 0.1)
    made: list[House] = []

    async def make(**settings: int) -> House:
        config = ConferenceConfig(enabled=True, **settings)  # type: ignore[arg-type]
        house = House(tmp_path / f"house{len(made)}", config)
        made.append(house)
        return await house.open()

    yield make
    for house in made:
        await house.close()


@pytest.fixture
async def house(make_house: MakeHouse) -> House:
    return await make_house()
