"""A client whose machine changes its network: the service is reached anew at once, calls are moved."""

from __future__ import annotations

import asyncio

import pytest

from core.calling import ConnectionState, SinchClient
from core.calling.client import network
from core.calling.client.network import ClientNetwork, OnAddresses, own_address_towards
from core.calling.ports import LinkError
from tests.calling.fakes import World
from tests.calling.pair import Pair
from tests.calling.test_paths import asked, settled
from tests.media.call_pair import eventually

HOME, CAFE, CABLE = (frozenset({address}) for address in ("192.0.2.1", "198.51.100.7", "203.0.113.9"))


class FakeAddresses:
    """Addresses that change when a test says so."""

    def __init__(self) -> None:
        self.listeners: list[OnAddresses] = []
        self.closed = 0

    def watch(self, on_change: OnAddresses) -> FakeAddresses:
        self.listeners.append(on_change)
        return self

    def close(self) -> None:
        self.closed += 1

    def change(self, before: frozenset[str], now: frozenset[str]) -> None:
        for listener in self.listeners:
            listener(before, now)


def with_addresses(world: World) -> FakeAddresses:
    addresses = FakeAddresses()
    world.watch_addresses = addresses.watch
    return addresses


async def test_when_the_address_is_gone_the_service_is_reached_again_at_once(world: World) -> None:
    addresses = with_addresses(world)
    client, hears = await world.started("alice")
    connects = world.service.connects
    addresses.change(HOME, CAFE)
    await settled()
    assert world.service.connects == connects + 1, "no back-off: the service did nothing wrong"
    assert client.connection.state is ConnectionState.ONLINE
    states = [status.state for status in hears.statuses]
    assert states[-2:] == [ConnectionState.RECONNECTING, ConnectionState.ONLINE]


async def test_another_address_beside_the_one_in_use_changes_nothing(world: World) -> None:
    addresses = with_addresses(world)
    await world.started("alice")
    connects = world.service.connects
    addresses.change(HOME, HOME | CABLE)
    addresses.change(HOME | CABLE, HOME)
    await settled()
    assert world.service.connects == connects


async def test_after_sleep_the_service_is_reached_again(world: World) -> None:
    addresses = with_addresses(world)
    await world.started("alice")
    connects = world.service.connects
    addresses.change(HOME, HOME)
    await settled()
    assert world.service.connects == connects + 1


async def test_a_client_that_waits_to_try_again_tries_at_once(world: World) -> None:
    addresses = with_addresses(world)
    client, _ = await world.started("alice")
    world.service.connect_error = LinkError("away")
    world.service.drop_all()
    await eventually(lambda: client.connection.state is ConnectionState.RECONNECTING)
    world.service.connect_error = None
    addresses.change(frozenset(), CAFE)
    await eventually(lambda: client.connection.state is ConnectionState.ONLINE, 2)


async def test_a_network_that_comes_during_an_attempt_is_not_missed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = with_addresses(world)
    client, _ = await world.started("alice")
    monkeypatch.setattr(client._connection._backoff, "next", lambda at_least=0.0: 3600.0)
    attempting, may_fail, connect = asyncio.Event(), asyncio.Event(), client.link.connect

    async def slowly() -> None:
        attempting.set()
        await may_fail.wait()
        monkeypatch.setattr(client.link, "connect", connect)
        raise LinkError("There is no network.")

    monkeypatch.setattr(client.link, "connect", slowly)
    client._connection.skip_next_wait()
    world.service.drop_all()
    async with asyncio.timeout(5):
        await attempting.wait()
    addresses.change(frozenset(), CAFE)
    may_fail.set()
    await eventually(lambda: client.connection.state is ConnectionState.ONLINE, 2)


async def test_a_running_call_moves_without_waiting_for_silence(world: World) -> None:
    addresses = with_addresses(world)
    pair = await Pair(world).start()
    await pair.talk()
    addresses.listeners[0](HOME, CAFE)
    await eventually(lambda: asked(pair.media[0]) == 1)
    assert asked(pair.media[1]) == 0


async def test_a_call_on_another_address_is_left_alone(world: World) -> None:
    addresses = with_addresses(world)
    pair = await Pair(world).start()
    await pair.talk()
    pair.media[0].local_address = "203.0.113.9"
    addresses.listeners[0](HOME | CABLE, CABLE)
    await settled()
    await asyncio.sleep(0.05)
    assert asked(pair.media[0]) == 0


async def test_a_client_that_ends_watches_no_more(world: World) -> None:
    addresses = with_addresses(world)
    client, _ = await world.started("alice")
    await client.terminateGracefully()
    await client.terminateGracefully()
    assert addresses.closed == 1


def with_ways(client: SinchClient, ways: list[str]) -> None:
    """Let the system say, look by look, from which address it would go to the service."""
    client.link.remote_address = "192.0.2.200"  # type: ignore[attr-defined]
    network: ClientNetwork = client._network  # type: ignore[attr-defined]
    network._address_towards = lambda service: ways.pop(0) if len(ways) > 1 else ways[0]


async def test_a_vpn_that_takes_the_traffic_has_the_service_reached_through_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "ROUTE_LOOKS", (0.0, 0.01, 0.02))
    addresses = with_addresses(world)
    client, _ = await world.started("alice")
    connects = world.service.connects
    with_ways(client, ["192.0.2.1", "10.8.0.2", "10.8.0.2"])  # routes follow the address by a moment
    addresses.change(HOME, HOME | CABLE)
    await eventually(lambda: world.service.connects == connects + 1)
    await eventually(lambda: client.connection.state is ConnectionState.ONLINE)
    assert world.service.connects == connects + 1


@pytest.mark.parametrize("way", ["192.0.2.1", ""])
async def test_the_same_way_or_none_at_all_leaves_the_connection(
    world: World, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(network, "ROUTE_LOOKS", (0.0, 0.0))
    addresses = with_addresses(world)
    client, _ = await world.started("alice")
    connects = world.service.connects
    with_ways(client, [way])
    addresses.change(HOME, HOME | CABLE)
    await settled()
    assert world.service.connects == connects


async def test_looks_at_the_way_end_with_the_client(world: World) -> None:
    addresses = with_addresses(world)
    client, _ = await world.started("alice")
    with_ways(client, ["10.8.0.2"])
    addresses.change(HOME, HOME | CABLE)
    connects = world.service.connects
    await client.terminate()
    await settled()
    assert world.service.connects == connects


def test_the_way_to_this_machine_is_its_own() -> None:
    assert own_address_towards("127.0.0.1") == "127.0.0.1"
    assert own_address_towards("nonsense") == ""
