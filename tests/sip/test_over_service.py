"""User agents over real WebSockets and a running service: transfers, late offers, presence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.service.config import EchoConfig, ServiceConfig
from core.service.service import CallService
from core.sip.agent.events import (
    AckReceived,
    EndedHow,
    InviteAccepted,
    InviteReceived,
    Published,
    ReferAnswered,
    ReferProgress,
    ReferReceived,
    ReinviteAnswered,
    ReinviteReceived,
    SessionEnded,
    SubscriptionEnded,
    SubscriptionNotified,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.bodies.pidf import CONTENT_TYPE, Presence, PresenceState
from core.sip.messages import NameAddr, Uri
from tests.service.phones import Phone

DOMAIN = "ahoy.invalid"


@pytest.fixture
async def phones(tmp_path: Path, no_task_left: None) -> AsyncIterator[list[Phone]]:
    service = CallService(ServiceConfig(tmp_path / "data", echo=EchoConfig(enabled=False)))
    endpoint = await service.start()
    names = ("alice", "bob", "carol")
    made = [await Phone(name, endpoint.url, endpoint.application).online() for name in names]
    yield made
    for phone in made:
        await phone.close()
    await service.stop()


async def call(caller: Phone, called: Phone) -> tuple[InviteSession, InviteSession]:
    session = caller.call(f"sip:{called.user}@{DOMAIN}")
    theirs = (await called.event(InviteReceived)).session
    called.do(theirs.accept, b"v=0 answer")
    await caller.event(InviteAccepted)
    await called.event(AckReceived)
    return session, theirs


async def asked_to_call(asking: Phone, session: InviteSession, asked: Phone, target: Uri) -> ReferReceived:
    asking.do(session.refer, NameAddr(target))
    request = await asked.event(ReferReceived)
    asked.do(request.session.accept_refer)
    assert (await asking.event(ReferAnswered)).status == 202
    assert (await asking.event(ReferProgress)).status == 100
    return request


async def test_an_attended_transfer(phones: list[Phone]) -> None:
    """Alice talks to Bob and to Carol, joins them, and is out of it."""
    alice, bob, carol = phones
    with_bob, at_bob = await call(alice, bob)
    with_carol, at_carol = await call(alice, carol)
    named = with_carol.as_replaced()
    assert named is not None
    request = await asked_to_call(alice, with_bob, bob, named.added_to(Uri.parse(f"sip:carol@{DOMAIN}")))
    assert request.replaces == named and request.refer_to.uri.headers == ()
    fresh = bob.agent.invite(
        request.refer_to, b"v=0", bob.now, replaces=request.replaces, referred_by=request.referred_by
    )
    bob.driver.pump()
    at_new = (await carol.event(InviteReceived)).session
    assert at_new.replaces is not None and carol.agent.session_for(at_new.replaces) is at_carol
    assert at_new.referred_by is not None and at_new.referred_by.uri.user == "alice"
    carol.do(at_new.accept, b"v=0")
    carol.do(at_carol.bye)
    await bob.event(InviteAccepted)
    assert (await alice.event(SessionEnded)).session is with_carol
    bob.do(at_bob.notify_refer, 200, "OK")
    assert (await alice.event(ReferProgress)) == ReferProgress(with_bob, 200, "OK", True)
    alice.do(with_bob.bye)
    assert (await bob.event(SessionEnded)).session is at_bob
    assert fresh.is_established
    bob.do(fresh.bye)
    while (await carol.event(SessionEnded)).session is not at_new:
        pass


async def test_a_blind_transfer_that_fails_leaves_the_call(phones: list[Phone]) -> None:
    alice, bob, _ = phones
    session, at_bob = await call(alice, bob)
    request = await asked_to_call(alice, session, bob, Uri.parse(f"sip:nobody@{DOMAIN}"))
    fresh = bob.agent.invite(request.refer_to, b"v=0", bob.now)
    bob.driver.pump()
    ended = await bob.event(SessionEnded)
    assert ended.session is fresh and ended.how is EndedHow.REMOTE_REJECT
    bob.do(at_bob.notify_refer, ended.status, ended.reason)
    told = await alice.event(ReferProgress)
    assert (told.status, told.is_final) == (404, True)
    assert session.is_established and at_bob.is_established


async def test_offers_that_come_late(phones: list[Phone]) -> None:
    alice, bob, _ = phones
    session = alice.agent.invite(Uri.parse(f"sip:bob@{DOMAIN}"), b"", alice.now)
    alice.driver.pump()
    theirs = (await bob.event(InviteReceived)).session
    assert theirs.request.body == b""
    bob.do(theirs.accept, b"v=0 offer")
    assert (await alice.event(InviteAccepted)).body == b"v=0 offer"
    alice.do(session.answer_late_offer, b"v=0 answer")
    assert (await bob.event(AckReceived)).body == b"v=0 answer"
    bob.do(theirs.reinvite, b"")
    assert (await alice.event(ReinviteReceived)).body == b""
    alice.do(session.answer_reinvite, b"v=0 new offer")
    assert (await bob.event(ReinviteAnswered)).body == b"v=0 new offer"
    bob.do(theirs.answer_late_offer, b"v=0 new answer")
    assert (await alice.event(AckReceived)).body == b"v=0 new answer"
    assert session.is_established and theirs.is_established


async def state_of(phone: Phone) -> PresenceState:
    return Presence.parse((await phone.event(SubscriptionNotified)).body).state


async def test_presence(phones: list[Phone]) -> None:
    alice, bob, _ = phones
    one = alice.agent.subscribe(Uri.parse(f"sip:bob@{DOMAIN}"), "presence", (CONTENT_TYPE,), 600, alice.now)
    alice.driver.pump()
    await state_of(alice)
    for state in (PresenceState.DO_NOT_DISTURB, PresenceState.ONLINE):
        document = bytes(Presence.of_state(f"sip:bob@{DOMAIN}", state))
        bob.agent.publish("presence", CONTENT_TYPE, document, 600, bob.now)
        bob.driver.pump()
        await bob.event(Published)
        while await state_of(alice) is not state:
            pass
    alice.do(one.end)
    assert (await alice.event(SubscriptionEnded)).subscription is one
