"""What a call knows of who takes its media: from its service, its keys, and the way to the service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path as File

import pytest

from core.calling import Call
from core.calling.signalling.service_directory import ServiceDirectory
from core.calling.targets import TargetKind
from core.trust.hops import Hop, Party, Protection, Signalling
from core.trust.path_header import CONTENT_TYPE, FEATURE, HEADER, INFO_PACKAGE, Path
from tests.calling.fakes import World
from tests.calling.memory_service import MemoryService
from tests.calling.pair import Pair
from tests.calling.test_sip_link import SipPair
from tests.calling.test_with_service import Bureau

FAR = Path(Party.GATEWAY, far=Hop(Party.SIP, Protection.SDES, Signalling.PROTECTED, name="example.org"))


async def test_keys_that_are_not_agreed_are_not_claimed(world: World) -> None:
    pair = await (await Pair(world).start()).talk()
    assert pair.out.way.hops("Bob") == ()
    pair.out.life.media.session.srtp_profile = "SRTP_AEAD_AES_128_GCM"
    pair.out.life.leg.path = Path(Party.PERSON, "bob")
    (hop,) = pair.out.way.hops("Bob")
    assert hop == Hop(Party.PERSON, Protection.DTLS, Signalling.PROTECTED, name="Bob")
    pair.out.life.leg.is_protected = False
    assert pair.out.way.hops("Bob")[0].signalling is Signalling.CLEAR


@pytest.mark.parametrize("user", ["+4930123456", "+4930123456@carrier.example"])
async def test_a_number_is_one_however_it_was_dialled(world: World, user: str) -> None:
    pair = await (await Pair(world).start()).talk()
    terms = pair.out.life.terms
    assert not pair.out.way.is_number
    pair.out._terms = replace(terms, remote_user_id=user)
    assert pair.out.way.is_number
    pair.out._terms = replace(terms, kind=TargetKind.PHONE)
    assert pair.out.way.is_number


@pytest.fixture
async def bureau(world: World, tmp_path: File) -> AsyncIterator[Bureau]:
    bureau = Bureau(world, tmp_path / "service")
    await bureau.open()
    yield bureau
    await world.close()
    await bureau.shut()


async def test_our_service_tells_both_ends_of_each_other(bureau: Bureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    _, hears_bob = await bureau.started("bob")
    call = await alice.callClient.callUser("bob")
    call.addListener(hears_alice)
    await hears_alice.hears("ringing")
    await hears_bob.calls[0].answer()
    await hears_alice.hears("established")
    assert call.way.path == Path(Party.PERSON, "bob")
    assert hears_bob.calls[0].way.path == Path(Party.PERSON, "alice")
    assert call.way.is_protected
    call.hangup()
    await hears_alice.hears("ended")


class Hears:
    """Knows whether more of the way was told."""

    def __init__(self) -> None:
        self.was_told = asyncio.Event()

    def onPathChanged(self, call: Call) -> None:
        self.was_told.set()


async def told(world: World, *features: str) -> Call:
    """Let a call at a service hear by INFO of what lies beyond the gateway."""
    pair = await SipPair(world).start(1)
    for client in (pair.alice, pair.bob):
        client.link._directory = ServiceDirectory(
            "example.org", "wss://example.org/sip", "", frozenset(features)
        )
    call = await pair.talk()
    hears = Hears()
    call.addListener(hears)
    leg = pair.hears_bob.calls[0].life.leg
    leg.inform(CONTENT_TYPE, b"", {"Info-Package": INFO_PACKAGE, HEADER: str(FAR)})
    async with asyncio.timeout(5):
        await hears.was_told.wait()
    return call


async def test_more_is_told_during_a_call(world: World) -> None:
    call = await told(world, FEATURE)
    assert call.way.path == FAR


async def test_a_service_that_does_not_say_so_is_not_believed(world: World) -> None:
    call = await told(world)
    assert call.way.path is None and call.way.hops("Bob") == ()
    call.life.media.session.srtp_profile = "SRTP_AES128_CM_SHA1_80"
    assert call.way.hops("Bob")[0].to is Party.UNKNOWN


@pytest.mark.parametrize(
    ("url", "is_protected"),
    [("wss://example.org/sip", True), ("ws://127.0.0.1:1/sip", True), ("ws://example.org/sip", False)],
)
async def test_a_way_to_the_service_is_protected_by_tls_or_stays_here(
    world: World, url: str, is_protected: bool
) -> None:
    pair = await SipPair(world).start(1)
    link = pair.alice.link
    link._directory = ServiceDirectory("example.org", url, "")
    assert link.is_protected is is_protected and not link.tells_path
    assert isinstance(pair.service, MemoryService)
