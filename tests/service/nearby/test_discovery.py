"""Two services on one machine find each other over multicast on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.service.nearby.discovery import Discovery, DiscoveryUnavailable
from tests.service.phones import private_type

A, B = "a" * 52, "b" * 52


class Watched:
    def __init__(self, device_id: str, service_type: str) -> None:
        self.changed = asyncio.Event()
        self.discovery = Discovery(
            device_id, self.changed.set, interfaces=["127.0.0.1"], service_type=service_type
        )

    async def until(self, count: int) -> None:
        while len(self.discovery.sightings()) != count:
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), 10)


@pytest.fixture
async def pair() -> AsyncIterator[tuple[Watched, Watched]]:
    own_type = private_type()
    watched = Watched(A, own_type), Watched(B, own_type)
    try:
        for each in watched:
            await each.discovery.start()
        yield watched
    finally:
        for each in watched:
            await each.discovery.stop()


async def test_announced_updated_and_gone(pair: tuple[Watched, Watched]) -> None:
    ann, ben = pair
    await ann.discovery.announce("ann", "Ann", 4443)
    await ben.until(1)
    seen = ben.discovery.sightings()[0]
    assert (seen.name, seen.user, seen.device_id, seen.port) == ("Ann", "ann", A, 4443)
    assert seen.addresses == ("127.0.0.1",)
    assert ann.discovery.sightings() == ()
    await ann.discovery.withdraw("ann")
    await ben.until(0)


async def test_goodbye_on_quit(pair: tuple[Watched, Watched]) -> None:
    ann, ben = pair
    await ann.discovery.announce("ann", "Ann", 4443)
    await ben.until(1)
    await ann.discovery.stop()
    await ben.until(0)


async def test_a_start_that_is_given_up_leaves_no_socket() -> None:
    watched = Watched(A, private_type())
    start = asyncio.create_task(watched.discovery.start())
    await asyncio.sleep(0)
    start.cancel()
    with pytest.raises(asyncio.CancelledError):
        await start
    assert watched.discovery._zeroconf is None


async def test_no_such_interface_is_said() -> None:
    discovery = Discovery(A, lambda: None, interfaces=["203.0.113.77"])
    with pytest.raises(DiscoveryUnavailable):
        await discovery.start()
    await discovery.stop()
