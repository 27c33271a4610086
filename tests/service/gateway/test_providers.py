"""Calls through a provider: its server, its Route, and the password that it asks for at every turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from core.service.gateway.calls.dialling import Dialling
from core.service.gateway.media.bridge import Encryption
from core.service.gateway.sides.provider import Provider
from core.sip.agent.events import (
    InviteAccepted,
    InviteReceived,
    ReinviteAnswered,
    ReinviteReceived,
    SessionEnded,
)
from core.sip.auth import DigestCredentials
from core.sip.messages import NameAddr, Uri
from core.sip.transports.hops import Transport
from tests.service.gateway.conftest import Town
from tests.service.gateway.far_phone import FarPhone
from tests.service.gateway.gate import Gate
from tests.service.phones import PATIENCE
from tests.stun_server import StunServer

ALICE = NameAddr(Uri.parse("sip:alice@pbx.example"), "Alice")


class Dialled:
    """A call that is dialled through a provider; ``events`` are what the leg that counts says."""

    def __init__(self, town: Town, target: str, provider: Provider) -> None:
        self.events: asyncio.Queue[Any] = asyncio.Queue()
        self.leg: Any = None
        outside = town.gateway._outside
        self.dialling = Dialling(
            outside,
            Uri.parse(target),
            ALICE,
            headers=[],
            max_forwards=70,
            encryption=Encryption.NONE,
            offer=self._offer,
            on_leg=town.gateway._calls.add_leg,
            on_event=self._heard,
            provider=provider,
        )

    async def _offer(self, leg: Any, way: Any) -> str:
        self.leg = leg
        return "v=0 offer\r\n"

    def _heard(self, leg: Any, event: Any) -> None:
        self.events.put_nowait(event)

    async def event(self, kind: Any) -> Any:
        async with asyncio.timeout(PATIENCE):
            while not isinstance(event := await self.events.get(), kind):
                pass
            return event

    def do(self, action: Callable[..., Any], *values: Any) -> None:
        action(*values, self.leg.line.now())
        self.leg.line.pump()


def provider_at(far: FarPhone, password: str = "secret", **more: Any) -> Provider:
    server = Uri.parse(f"sip:127.0.0.1:{far.port};transport={far.transport.value}")
    return Provider(server, DigestCredentials("alice", password), **more)


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256", "SHA-512-256"])
@pytest.mark.parametrize("is_proxy", [False, True])
async def test_a_password_is_shown_for_the_call_its_changes_and_its_end(
    town: Town, algorithm: str, is_proxy: bool
):
    await town.serve()
    gate = Gate(algorithms=(algorithm,), is_proxy=is_proxy)
    far = await town.far(gate=gate)
    call = Dialled(town, "sip:12@pbx.example", provider_at(far, contact_user="k7"))
    dialled = asyncio.ensure_future(call.dialling.run())
    session = (await far.event(InviteReceived)).session
    assert str(session.request.uri) == "sip:12@pbx.example", "located at the provider, whatever its domain"
    assert session.request.contact.uri.user == "k7" and session.request.from_.uri.host == "pbx.example"
    assert session.request.headers.get("route") is None
    far.do(session.accept, b"answer")
    ours = (await call.event(InviteAccepted)).session
    assert await dialled is None
    call.do(ours.reinvite, b"again")
    await far.event(ReinviteReceived)
    gate.forget()
    far.do(session.answer_reinvite, b"answer 2")
    await call.event(ReinviteAnswered)
    call.do(ours.bye)
    await far.event(SessionEnded)
    assert [proof.get("algorithm") for proof in gate.used] == [algorithm] * 3
    # What a far end asked for is not shown at another address before that asks too.
    counts = [1, 2, 1] if is_proxy else [1, 1, 1]
    assert [int(proof.get("nc") or "", 16) for proof in gate.used] == counts


@pytest.mark.parametrize(("transport", "asked"), [(Transport.UDP, 1), (Transport.TCP, 0)])
async def test_a_stun_server_is_asked_by_calls_whose_messages_are_datagrams(
    town: Town, transport: Transport, asked: int
):
    """Of a stream it could only find out whether the server is of use, and the call would wait for that."""
    await town.serve()
    stun = await StunServer().open()
    far = await town.far(transport)
    call = Dialled(town, "sip:12@pbx.example", provider_at(far, stun=stun.text))
    dialled = asyncio.ensure_future(call.dialling.run())
    try:
        session = (await far.event(InviteReceived)).session
        assert len(stun.asked) == asked
        far.do(session.reject, 486)
        assert (await dialled).status == 486
    finally:
        await stun.close()


async def test_a_wrong_password_is_shown_once(town: Town):
    await town.serve()
    gate = Gate()
    far = await town.far(gate=gate)
    call = Dialled(town, "sip:12@pbx.example", provider_at(far, "wrong"))
    refusal = await call.dialling.run()
    assert refusal is not None and refusal.status == 401 and refusal.is_far
    assert gate.asked == 2 and not gate.used


async def test_an_outbound_proxy_stands_in_a_route_and_no_password_follows_a_redirection(town: Town):
    await town.serve()
    far, other = await town.far(Transport.TCP, gate=Gate()), await town.far()
    call = Dialled(town, "sip:12@pbx.example", provider_at(far, stands_in_route=True))
    dialled = asyncio.ensure_future(call.dialling.run())
    session = (await far.event(InviteReceived)).session
    assert session.request.headers.get("route") == f"<sip:127.0.0.1:{far.port};transport=tcp;lr>"
    moved = [("Contact", f"<{other.uri}>")]
    far.do(lambda now: session.reject(302, now, "Moved", moved))
    second = (await far.event(InviteReceived)).session
    assert second.request.uri.port == other.port, "the new target, by the same provider"
    far.do(second.reject, 486)
    refusal = await dialled
    assert refusal is not None and refusal.status == 486
    assert not other.heard


async def test_an_address_with_numbers_is_not_called_past_the_provider(town: Town):
    await town.serve()
    far, other = await town.far(), await town.far()
    call = Dialled(town, other.uri, provider_at(far))
    dialled = asyncio.ensure_future(call.dialling.run())
    far.do((await far.event(InviteReceived)).session.reject, 404)
    assert (await dialled).status == 404 and not other.heard  # type: ignore[union-attr]
