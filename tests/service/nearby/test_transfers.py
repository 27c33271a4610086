"""Three machines on one network, each with its own service: Alice connects Bob and Carol with each other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from pathlib import Path

import pytest

from core.calling import Call, CallEndCause, CallState, Sinch, SinchClient, sign_locally
from core.service.config import EchoConfig, ServiceConfig
from core.service.nearby.client import NearbyPerson, set_visibility, watch_nearby
from core.service.service import CallService
from tests.calling.fakes import Heard, World
from tests.service.phones import private_type

PATIENCE = 20.0


class Machine:
    """One person's service and client; media is faked."""

    def __init__(self, world: World, folder: Path, user: str, service_type: str) -> None:
        self.world = world
        self.user = user
        self.hears = Heard()
        self.hears.patience = PATIENCE
        self.service = CallService(
            ServiceConfig(
                folder / user,
                lan_listen=("127.0.0.1", 0),
                lan_interfaces=("127.0.0.1",),
                lan_service_type=service_type,
                echo=EchoConfig(enabled=False),
            )
        )

    async def open(self) -> Machine:
        endpoint = await self.service.start()
        application = self.application = endpoint.application
        self.url = endpoint.url
        self.sign = sign_locally(application.key, application.secret)
        self.host = f"http://127.0.0.1:{endpoint.port}"
        self.client = await self.start(self.user, self.hears)
        return self

    async def start(self, user: str, hears: Heard) -> SinchClient:
        """Sign ``user`` in at the service of this machine."""
        runtime = self.world.runtime(link_factory=None, fetches_ice_servers=False)
        builder = Sinch.getSinchClientBuilder().applicationKey(self.application.key).userId(user)
        client = builder.environmentHost(self.host).runtime(runtime).build()
        client.displayName = user.title()
        hears.tokens = [self.sign(user)]
        client.addListener(hears)
        client.callClient.addListener(hears)
        self.world.clients.append(client)
        await client.start()
        await hears.hears("started")
        return client

    async def show(self, visible: bool = True) -> None:
        """Be seen by the others, or not any more."""
        await set_visibility(self.url, self.sign(self.user), visible=visible, name=self.user.title())

    async def sees_nobody(self, user: str) -> None:
        """Return once ``user`` is not seen any more."""
        async for people in watch_nearby(self.url, self.sign(self.user)):
            if user not in {person.user for person in people}:
                return

    async def sees(self, *users: str) -> dict[str, str]:
        """Return the addresses of ``users`` once all of them are seen."""
        async for people in watch_nearby(self.url, self.sign(self.user)):
            found = {person.user: _dialled(person) for person in people}
            if set(users) <= set(found):
                return found
        raise AssertionError("the stream ended")

    async def call(self, address: str, other: Machine) -> tuple[Call, Heard]:
        """Call ``other``, who answers."""
        return await answered(self.client.callClient.callNearby(address), other.hears)

    async def close(self) -> None:
        await self.service.stop(0.5)


async def answered(calling: Awaitable[Call], other: Heard) -> tuple[Call, Heard]:
    """Let ``other`` answer what is ``calling``."""
    number = other.names.count("incoming") + 1
    call = await calling
    heard, hears_established = Heard(), Heard()
    heard.patience = hears_established.patience = PATIENCE
    call.addListener(heard)
    await other.hears("incoming", number)
    incoming = other.calls[-1]
    incoming.addListener(hears_established)
    await incoming.answer()
    await heard.hears("established")
    await hears_established.hears("established")
    return call, heard


def _dialled(person: NearbyPerson) -> str:
    return person.address.removeprefix("sip:")


@pytest.fixture
async def street(world: World, tmp_path: Path) -> AsyncIterator[tuple[Machine, Machine, Machine]]:
    service_type = private_type()
    made = [await Machine(world, tmp_path, user, service_type).open() for user in ("alice", "bob", "carol")]
    for machine in made:
        await machine.show()
    yield made[0], made[1], made[2]
    await world.close()
    for machine in made:
        await machine.close()


@pytest.fixture
async def world(seed: int, no_task_left: None) -> AsyncIterator[World]:
    world = World(seed)
    yield world
    await world.close()


async def test_somebody_whom_nobody_sees_cannot_be_reached_by_others(
    street: tuple[Machine, Machine, Machine],
) -> None:
    """Carol calls Alice without showing herself: Bob's machine has no way to hers, and Alice is told so."""
    alice, bob, carol = street
    await carol.show(False)
    at = await alice.sees("bob")
    await carol.sees("alice")
    await bob.sees_nobody("carol")
    first, heard = await alice.call(at["bob"], bob)
    await carol.call((await carol.sees("alice"))["alice"], alice)
    second = alice.hears.calls[-1]
    first.transferTo(second)
    await heard.hears("transfer failed")
    assert heard.progress[-1].message == "Nobody could be reached there."
    assert first.state is second.state is CallState.ESTABLISHED


@pytest.mark.parametrize("carol_called", [False, True], ids=["alice called carol", "carol called alice"])
@pytest.mark.parametrize("bob_called", [False, True], ids=["alice called bob", "bob called alice"])
async def test_attended_transfer(
    street: tuple[Machine, Machine, Machine], carol_called: bool, bob_called: bool
) -> None:
    alice, bob, carol = street
    at = await alice.sees("bob", "carol")
    alices = (await bob.sees("alice", "carol"))["alice"]
    await carol.sees("alice", "bob")
    if bob_called:
        await bob.call(alices, alice)
        first = alice.hears.calls[-1]
    else:
        first, _ = await alice.call(at["bob"], bob)
    heard, hears_second = Heard(), Heard()
    heard.patience = hears_second.patience = PATIENCE
    first.addListener(heard)
    if carol_called:
        await carol.call(alices, alice)
        second = alice.hears.calls[-1]
    else:
        second, _ = await alice.call(at["carol"], carol)
    second.addListener(hears_second)
    first.transferTo(second)
    await heard.hears("ended")
    await hears_second.hears("ended")
    assert [progress.message for progress in heard.progress if progress.message] == []
    [at_bob], [at_carol] = bob.client.callClient.calls, carol.client.callClient.calls
    assert at_bob.callId == at_carol.callId and at_bob.remoteUserId.startswith("carol@")
    assert first.details.endCause is CallEndCause.HUNG_UP
    assert second.details.endCause is CallEndCause.HUNG_UP


@pytest.mark.parametrize("dave_called", [False, True], ids=["alice called dave", "dave called alice"])
@pytest.mark.parametrize("bob_called", [False, True], ids=["alice called bob", "bob called alice"])
async def test_a_user_of_one_s_own_service_takes_over_somebody_nearby(
    street: tuple[Machine, Machine, Machine], bob_called: bool, dave_called: bool
) -> None:
    """The other way round Bob would ask his own service for Dave, where that is somebody else or nobody."""
    alice, bob, _ = street
    at, alices = await alice.sees("bob"), (await bob.sees("alice"))["alice"]
    hears_dave = Heard()
    hears_dave.patience = PATIENCE
    dave = await alice.start("dave", hears_dave)
    near = await (bob.call(alices, alice) if bob_called else alice.call(at["bob"], bob))
    with_bob = alice.hears.calls[-1] if bob_called else near[0]
    if dave_called:
        await answered(dave.callClient.callUser("alice"), alice.hears)
        with_dave = alice.hears.calls[-1]
    else:
        with_dave, _ = await answered(alice.client.callClient.callUser("dave"), hears_dave)
    ends = Heard(), Heard()
    for call, heard in zip((with_dave, with_bob), ends, strict=True):
        heard.patience = PATIENCE
        call.addListener(heard)
    with_dave.transferTo(with_bob)
    for heard in ends:
        await heard.hears("ended")
    [at_dave], [at_bob] = dave.callClient.calls, bob.client.callClient.calls
    assert at_dave.callId == at_bob.callId and at_bob.remoteUserId.startswith("dave@")
