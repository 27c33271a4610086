"""The client of a call hears how the side beyond the gateway is protected, and again when that changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.service.gateway.calls.path_news import path_beyond
from core.service.gateway.media.bridge import Encryption
from core.sip.agent.events import AckReceived, InfoReceived, InviteAccepted, InviteReceived, ReinviteReceived
from core.sip.transports.hops import Hop, Transport
from core.trust.hops import Party, Protection, Signalling
from core.trust.path_header import CONTENT_TYPE, HEADER, INFO_PACKAGE, Path
from tests.service.gateway.conftest import Town
from tests.service.gateway.far_phone import FarPhone
from tests.service.phones import Phone

PACKAGES = (INFO_PACKAGE,)


async def told(phone: Phone) -> Path:
    info = await phone.event(InfoReceived)
    assert (info.package, info.content_type) == (INFO_PACKAGE, CONTENT_TYPE)
    return Path.parse(info.headers.get(HEADER) or "")


async def talking(town: Town, *, packages: tuple[str, ...] = PACKAGES) -> tuple[Phone, FarPhone, Any]:
    """Let alice call a far phone, which answers; return both, and the far session."""
    await town.serve()
    alice, far = await town.phone(info_packages=packages), await town.far()
    alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    far.do(incoming.accept, b"answer")
    answer = await alice.event(InviteAccepted)
    assert answer.headers.get(HEADER) == "gateway"
    await far.event(AckReceived)
    return alice, far, incoming


async def test_a_caller_hears_of_the_far_side(town: Town) -> None:
    alice, _, _ = await talking(town)
    path = await told(alice)
    assert path.party is Party.GATEWAY and path.far is not None
    assert (path.far.to, path.far.media) == (Party.SIP, Protection.CLEAR)
    assert path.far.name == "127.0.0.1"


async def test_a_caller_hears_when_the_far_side_changes(town: Town) -> None:
    alice, far, incoming = await talking(town)
    assert (await told(alice)).far is not None
    bridge = town.media.last
    bridge.peer = replace(bridge.peer, encryption=Encryption.SDES)
    far.do(incoming.reinvite, b"offer with keys")
    session = (await alice.event(ReinviteReceived)).session
    alice.do(session.answer_reinvite, b"yes")
    assert (await told(alice)).far.media is Protection.SDES


async def test_a_callee_hears_of_the_far_side(town: Town) -> None:
    await town.serve(listens=("udp",))
    alice, far = await town.phone(info_packages=PACKAGES), await town.far()
    await far.call(f"sip:alice@127.0.0.1:{town.port(Transport.UDP)}", b"offer")
    invited = (await alice.event(InviteReceived)).session
    assert invited.request.headers.get(HEADER) == "gateway"
    alice.do(invited.accept, b"yes")
    assert (await told(alice)).far.to is Party.SIP


async def test_who_takes_no_such_news_hears_none(town: Town) -> None:
    alice, far, incoming = await talking(town, packages=("trickle-ice",))
    far.do(incoming.reinvite, b"offer")
    event = await alice.event(ReinviteReceived | InfoReceived)
    assert isinstance(event, ReinviteReceived)


@pytest.mark.parametrize(
    ("transport", "host", "signalling"),
    [
        (Transport.UDP, "192.0.2.1", Signalling.CLEAR),
        (Transport.TCP, "192.0.2.1", Signalling.CLEAR),
        (Transport.TLS, "192.0.2.1", Signalling.PROTECTED),
        (Transport.UDP, "127.0.0.1", Signalling.PROTECTED),
        (Transport.UDP, "::1", Signalling.PROTECTED),
    ],
)
def test_signalling_is_protected_by_tls_or_stays_here(transport, host, signalling):
    far = path_beyond(Hop(transport, host, 5060), Encryption.SDES, is_trunk=False).far
    assert far is not None and (far.signalling, far.name) == (signalling, host)


def test_each_encryption_has_its_word():
    words = [path_beyond(Hop(Transport.TLS, "h", 1), each, is_trunk=True).far for each in Encryption]
    assert [far.media for far in words if far] == [Protection.CLEAR, Protection.SDES, Protection.DTLS]
    assert {far.to for far in words if far} == {Party.PROVIDER}


def test_before_it_is_agreed_nothing_is_told():
    assert path_beyond(None, Encryption.DTLS, is_trunk=False).far is None
    assert path_beyond(Hop(Transport.TLS, "h", 1), None, is_trunk=False).far is None
