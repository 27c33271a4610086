"""Where trunks are: kept from callers by address and by name, also when nobody knows their addresses."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest

from core.service.gateway.numbers import trunk_addresses
from core.service.gateway.numbers.trunk_addresses import TrunkAddresses, pause
from core.sip.agent.events import InviteAccepted
from core.sip.locating.locate import NotLocated
from core.sip.messages import Uri
from core.sip.transports.hops import Hop, Transport
from tests.service.gateway.numbers.conftest import MELLOW, Exchange
from tests.service.numbers.plans import trunk
from tests.service.phones import PATIENCE

UDP = Transport.UDP
HERE, ELSEWHERE = Hop(UDP, "192.0.2.1", 5060), Hop(UDP, "192.0.2.9", 5060)


async def addresses(server: str, *found: Hop, **changes: str) -> TrunkAddresses:
    """Return what is known of one trunk after one look, which fails if nothing is to be found."""

    async def locate(uri: Uri) -> list[Hop]:
        if not found:
            raise NotLocated("Nobody answers.")
        return list(found)

    made = TrunkAddresses([trunk("pbx", server=Uri.parse(server), **changes)], locate)
    await made.look_up()
    return made


async def test_a_trunk_is_reserved_by_its_address() -> None:
    known = await addresses("sip:carrier.example", HERE)
    assert known.is_reserved(HERE) and known.is_reserved(Hop(Transport.TCP, HERE.host, 5070, "else.example"))
    assert not known.is_reserved(ELSEWHERE)


@pytest.mark.parametrize("server", ["sip:Carrier.Example.", "sip:sbc.example;maddr=carrier.example"])
@pytest.mark.parametrize("found", [(), (HERE,)], ids=["not found", "elsewhere"])
async def test_a_trunk_is_reserved_by_its_name(
    server: str, found: tuple[Hop, ...], expected_log: Any
) -> None:
    if not found:
        expected_log("core.service.gateway.numbers.trunk_addresses", "is not found")
    known = await addresses(server, *found)
    assert known.is_reserved(Hop(UDP, ELSEWHERE.host, 5060, "carrier.example"))
    assert not known.is_reserved(Hop(UDP, ELSEWHERE.host, 5060, "carrier.example.org"))
    assert not known.is_reserved(ELSEWHERE)


async def test_a_trunk_that_is_not_found_at_the_start_is_looked_for_again_soon(
    expected_log: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(trunk_addresses, "FIRST_PAUSE", 0.01)
    expected_log("core.service.gateway.numbers.trunk_addresses", "is not found")
    looks, is_found = 0, asyncio.Event()

    async def locate(uri: Uri) -> list[Hop]:
        nonlocal looks
        looks += 1
        if looks < 4:
            raise NotLocated("Nobody answers.")
        asyncio.get_running_loop().call_soon(is_found.set)
        return [HERE]

    made = TrunkAddresses([trunk("pbx")], locate)
    await made.start()
    try:
        assert made.trunk_at(HERE) is None
        async with asyncio.timeout(PATIENCE):
            await is_found.wait()
        assert made.trunk_at(HERE) is not None
        assert sum("is not found" in each.getMessage() for each in caplog.records) == 1, "said once"
    finally:
        await made.stop()


def test_pauses_between_looks_grow_and_are_of_random_length() -> None:
    chance = random.Random(1).uniform
    for failures, longest in (
        (1, 4.0),
        (2, 8.0),
        (3, 16.0),
        (7, 256.0),
        (8, 300.0),
        (10_000, 300.0),
        (0, 300.0),
    ):
        found = [pause(failures, chance) for _ in range(50)]
        assert longest / 2 <= min(found) < max(found) <= longest and len(set(found)) > 40


async def test_a_trunk_with_a_password_is_reserved_for_nobody() -> None:
    known = await addresses("sip:carrier.example", HERE, user="4711", password="secret")
    assert not known.is_reserved(HERE) and not known.is_reserved(
        Hop(UDP, "192.0.2.9", 5060, "carrier.example")
    )


async def test_a_stranger_cannot_point_us_at_a_trunk(exchange: Exchange) -> None:
    carrier = await exchange.far(host="127.0.0.2")
    server = Uri.parse(f"sip:127.0.0.2:{carrier.port};transport=udp")
    alice = await exchange.connect(trunk("main", server=server))
    stranger = await exchange.wire()
    call = alice.call(f"sip:bob@127.0.0.1:{stranger.port}")
    invite, hop = await stranger.next("INVITE")
    contact = f"<sip:{MELLOW}@127.0.0.2:{carrier.port}>"
    stranger.accept(invite, hop, contact)
    await stranger.next("ACK")
    await alice.event(InviteAccepted)
    alice.do(call.bye)
    await stranger.next("BYE")
    assert not carrier.heard
