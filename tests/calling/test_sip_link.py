"""Two full clients over real user agents, in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.calling import Call, CallEndCause, CallState, CallTimeouts, SinchClient
from core.calling.signalling import sip_link
from core.calling.signalling.sip_leg import SipLeg
from core.sip.ids import SeededIds
from core.sip.messages import Request, Response, Uri, parse_message
from tests.calling.fakes import Heard, World
from tests.calling.memory_service import MemoryService


class SipPair:
    """Alice and Bob over SIP."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.service = MemoryService()

    async def start(self, seed: int) -> SipPair:
        self.alice, self.hears_alice = await self._started("alice", seed)
        self.bob, self.hears_bob = await self._started("bob", seed + 1)
        return self

    async def _started(self, user_id: str, seed: int) -> tuple[SinchClient, Heard]:
        return await self.world.started(user_id, link_factory=self.service.make_link, ids=SeededIds(seed))

    async def ring(self, *, video: bool = False) -> Call:
        call = await (self.alice.callClient.callUserVideo if video else self.alice.callClient.callUser)(
            "bob", {"ü": "é"}
        )
        call.addListener(self.hears_alice)
        await self.hears_bob.hears("incoming")
        await self.hears_alice.hears("ringing")
        return call

    async def talk(self) -> Call:
        call = await self.ring(video=True)
        await self.hears_bob.calls[0].answer()
        await self.hears_alice.hears("established")
        await self.hears_bob.hears("established")
        return call

    def requests(self, method: str) -> list[Request]:
        found = [parse_message(data) for data in self.service.wire]
        return [message for message in found if isinstance(message, Request) and message.method == method]


@pytest.fixture
async def pair(world: World, seed: int) -> AsyncIterator[SipPair]:
    yield await SipPair(world).start(seed)


async def test_a_call(pair: SipPair) -> None:
    pair.alice.displayName = 'Ål "ice" <x>'
    call = await pair.talk()
    incoming = pair.hears_bob.calls[0]
    assert incoming.callId == call.callId
    assert (incoming.remoteUserId, incoming.remoteUserDisplayName) == ("alice", 'Ål "ice" <x>')
    assert incoming.headers == {"ü": "é"}
    assert incoming.details.requestedVideo and not incoming.isUnverified
    call.hangup()
    await pair.hears_bob.hears("ended")
    assert pair.hears_alice.call_story == ["ringing", "answered", "established", "ended"]
    assert pair.hears_bob.call_story == ["incoming", "answered", "established", "ended"]
    assert len(pair.requests("ACK")) == len(pair.requests("BYE")) == 1


async def test_the_one_called_gives_its_name_with_the_ringing(pair: SipPair) -> None:
    pair.bob.displayName = 'Bob "B" Ünal\r\nVia: x' + "y" * 200
    call = await pair.ring()
    assert call.remoteUserDisplayName.startswith('Bob "B" ÜnalVia: xyy')
    assert len(call.remoteUserDisplayName) == 100
    pair.hears_bob.calls[0].hangup()
    await pair.hears_alice.hears("ended")
    assert call.remoteUserDisplayName.startswith("Bob")


async def test_one_called_without_a_name_has_none(pair: SipPair) -> None:
    assert (await pair.talk()).remoteUserDisplayName == ""


async def test_180_carries_nothing(pair: SipPair) -> None:
    await pair.ring()
    ringing = [data for data in pair.service.wire if data.startswith(b"SIP/2.0 180")]
    assert ringing and all(data.endswith(b"\r\n\r\n") for data in ringing)
    assert not any(b"c=IN" in data or b"a=candidate" in data for data in ringing)


async def test_decline(pair: SipPair) -> None:
    call = await pair.ring()
    pair.hears_bob.calls[0].hangup()
    await pair.hears_alice.hears("ended")
    assert call.details.endCause is CallEndCause.DENIED


async def test_cancel(pair: SipPair) -> None:
    call = await pair.ring()
    call.hangup()
    await pair.hears_bob.hears("ended")
    assert pair.hears_bob.calls[0].details.endCause is CallEndCause.CANCELED
    assert call.details.endCause is CallEndCause.CANCELED


async def test_ring_timeout_is_no_answer_on_both_ends(world: World, seed: int) -> None:
    world.timeouts = CallTimeouts(ring=0.05)
    pair = await SipPair(world).start(seed)
    call = await pair.ring()
    await pair.hears_bob.hears("ended")
    assert call.details.endCause is pair.hears_bob.calls[0].details.endCause is CallEndCause.NO_ANSWER
    assert "cause=408" in (pair.requests("CANCEL")[0].headers.get("reason") or "")


async def test_callee_hangs_up_before_the_ack(pair: SipPair) -> None:
    await pair.ring()
    await pair.hears_bob.calls[0].answer()
    pair.hears_bob.calls[0].hangup()
    await pair.hears_alice.hears("ended")
    assert len(pair.requests("BYE")) == 1


async def test_media_state_goes_as_info(pair: SipPair) -> None:
    call = await pair.talk()
    call.mute()
    await pair.hears_bob.hears("remote muted")
    call.pauseVideo()
    await pair.hears_bob.hears("remote paused")
    info = pair.requests("INFO")[0]
    assert info.headers.get("info-package") == "ahoy-media"
    assert info.headers.get("content-type") == "application/vnd.ahoy.media-state+json"


async def test_a_call_survives_its_connection_and_hangs_up_after(pair: SipPair) -> None:
    call = await pair.talk()
    pair.service.drop("alice")
    await pair.hears_alice.hears("online", 2)
    assert call.state is CallState.ESTABLISHED
    call.mute()
    await pair.hears_bob.hears("remote muted")
    call.hangup()
    await pair.hears_bob.hears("ended")
    assert pair.hears_bob.calls[0].details.endCause is CallEndCause.HUNG_UP


async def test_hangup_while_away_is_delivered_later(pair: SipPair) -> None:
    call = await pair.talk()
    pair.service.drop("alice")
    call.hangup()
    assert call.state is CallState.ENDED
    assert pair.requests("BYE") == []
    await pair.hears_bob.hears("ended")
    assert pair.hears_bob.calls[0].details.endCause is CallEndCause.HUNG_UP


async def test_hangup_that_cannot_be_delivered_is_dropped(
    pair: SipPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sip_link, "BYE_PATIENCE", 0.0)
    call = await pair.talk()
    link = pair.alice.link
    assert isinstance(link, sip_link.SipLink)
    pair.service.drop("alice")
    call.hangup()
    link._pay_owed()
    assert call.state is CallState.ENDED and link._owed == []


async def test_a_call_in_set_up_ends_with_its_connection(pair: SipPair) -> None:
    call = await pair.ring()
    pair.service.drop("alice")
    await pair.hears_alice.hears("ended")
    assert call.details.endCause is CallEndCause.FAILURE
    pair.service.drop("bob")
    await pair.hears_bob.hears("ended")


async def test_token_refused_in_mid_life(pair: SipPair) -> None:
    pair.service.refused_tokens = {"token-alice-1"}
    pair.service.drop("alice")
    await pair.hears_alice.hears("online", 2)
    assert pair.hears_alice.asked == 2
    pair.service.refused_tokens = {"token-alice-2", "token-alice-3"}
    pair.service.drop("alice")
    await pair.hears_alice.hears("failed")
    assert pair.hears_alice.asked == 3


async def test_token_that_cannot_stand_in_a_header(world: World, seed: int) -> None:
    service = MemoryService()
    client, heard = world.client("alice", link_factory=service.make_link)
    heard.tokens = ["bad\r\nRoute: <sip:evil>"]
    await client.start()
    await heard.hears("failed")
    assert not any(b"evil" in data for data in service.wire)


async def test_invite_without_an_offer_rings_and_is_answered_with_ours(pair: SipPair) -> None:
    link = pair.alice.link
    assert isinstance(link, sip_link.SipLink) and link._agent is not None
    session = link._agent.invite(Uri.parse("sip:bob@example.org"), b"", link.now())
    link.pump()
    await pair.hears_bob.hears("incoming")
    [incoming] = pair.hears_bob.calls
    assert incoming.media is None
    await incoming.answer()
    for _ in range(20):
        await asyncio.sleep(0)
    assert session.owes_ack
    session.answer_late_offer(b"a=sendrecv\r\nby 0", link.now())
    link.pump()
    await pair.hears_bob.hears("established")


async def test_leaving(pair: SipPair) -> None:
    await pair.alice.terminateGracefully()
    assert pair.requests("REGISTER")[-1].expires == 0


async def test_who_asks_for_a_conference_that_is_none_keeps_presence(pair: SipPair) -> None:
    call = await pair.talk()
    leg = call.life.leg
    assert leg is not None and not leg.is_focus and leg.takes_info("ahoy-room") and not leg.takes_info("x")
    assert leg.address_of("sip:room-plaza@example.org") == "conf:plaza"
    assert leg.address_of("sip:carol@example.org") == "carol" and leg.address_of("nonsense") == ""
    leg.follow_conference()
    await pair.hears_alice.until(lambda: pair.requests("SUBSCRIBE") or call.unmute())
    [asked] = [one for one in pair.requests("SUBSCRIBE") if one.headers.get("event") == "conference"]
    assert asked.headers.get("accept") == "application/conference-info+xml"
    call.hangup()
    await pair.hears_bob.hears("ended")
    assert "presence" in pair.alice.features


async def test_messages_and_notifications_inside_a_call_are_answered(pair: SipPair) -> None:
    call = await pair.talk()
    leg = pair.hears_bob.calls[0].life.leg
    assert isinstance(leg, SipLeg)
    now = pair.world.runtime().clock()
    leg.session.message("application/x-asterisk-confbridge-event+json", b"{", now)
    leg.session.message("text/plain", b"hello", now)
    dialog = leg.session.dialog
    assert dialog is not None
    leg.session.requests.send(
        dialog, "NOTIFY", now, [("Event", "conference"), ("Subscription-State", "active")]
    )
    leg._wire.pump()
    for _ in range(50):
        await asyncio.sleep(0)
    responses = [parse_message(data) for data in pair.service.wire]
    statuses = {
        (message.cseq.method, message.status)
        for message in responses
        if isinstance(message, Response) and message.cseq.method in ("MESSAGE", "NOTIFY")
    }
    assert statuses == {("MESSAGE", 200), ("NOTIFY", 200)}
    assert call.state is CallState.ESTABLISHED
