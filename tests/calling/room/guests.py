"""People in room "plaza" of a fake service."""

from __future__ import annotations

from core.calling import Call
from core.calling.room.call_room import CallRoom
from tests.calling.fake_rooms import FakeRoom
from tests.calling.fakes import FakeMedia, Heard, World


class Guest:
    """Somebody in room "plaza", who hears everything."""

    def __init__(self, world: World, user: str, call: Call, heard: Heard) -> None:
        self.world, self.user, self.call, self.heard = world, user, call, heard

    @property
    def room(self) -> CallRoom:
        assert self.call.room is not None
        return self.call.room

    @property
    def media(self) -> FakeMedia:
        assert isinstance(self.call.media, FakeMedia)
        return self.call.media

    def names(self) -> list[str]:
        return [one.name for one in self.room.members]


async def joins(world: World, user: str, *, video: bool = False) -> Guest:
    client, heard = await world.started(user)
    call = await client.callClient.callConference("plaza", video=video)
    call.addListener(heard)
    await heard.hears("established")
    await heard.hears("room")
    return Guest(world, user, call, heard)


def plaza(world: World) -> FakeRoom:
    return world.service.rooms["plaza"]


async def both(world: World) -> tuple[Guest, Guest]:
    """Ada, who is the host, and Bob, once they see each other."""
    ada, bob = await joins(world, "ada"), await joins(world, "bob")
    for guest in (ada, bob):
        await guest.heard.until(lambda guest=guest: guest.names() == ["ada", "bob"])
    return ada, bob
