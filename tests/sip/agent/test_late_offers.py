"""Calls and changes that begin without an offer: the 2xx makes it, the ACK answers it (RFC 3261 13.2.1)."""

from __future__ import annotations

import pytest

from core.sip.agent.calls.acknowledgements import LATE_ANSWER_LIMIT
from core.sip.agent.events import (
    AckReceived,
    EndedHow,
    InviteAccepted,
    InviteReceived,
    ReinviteAnswered,
    ReinviteReceived,
    SessionEnded,
)
from core.sip.auth import DigestCredentials
from core.sip.messages import Uri
from tests.sip.far_end import BOB, Far
from tests.sip.pairs import ANSWER, OFFER, Pair

BOB_URI = Uri.parse("sip:bob@example.org")


@pytest.fixture
def far() -> Far:
    return Far()


def accepted_without_offer(pair: Pair):
    outgoing = pair.alice.invite(pair.bob.address_of_record.uri, b"", pair.now)
    pair.run()
    incoming = pair.take(1, InviteReceived)[-1].session
    assert incoming.request.body == b"" and incoming.request.content_type is None
    assert incoming.accept(OFFER, pair.now)
    pair.run()
    assert pair.take(0, InviteAccepted)[-1].body == OFFER
    return outgoing, incoming


def test_a_call_without_an_offer():
    pair = Pair()
    outgoing, incoming = accepted_without_offer(pair)
    assert outgoing.owes_ack and not incoming.is_established
    pair.run(5)
    assert "ACK" not in [line.split()[0] for line in pair.link.messages(0)], "the answer is not there yet"
    assert outgoing.answer_late_offer(ANSWER, pair.now) and not outgoing.answer_late_offer(ANSWER, pair.now)
    pair.run()
    assert [event.body for event in pair.take(1, AckReceived)] == [ANSWER]
    assert outgoing.is_established and incoming.is_established and not outgoing.owes_ack
    outgoing.bye(pair.now)
    pair.assert_at_rest()


@pytest.mark.parametrize("who", [0, 1])
def test_a_change_without_an_offer(who: int):
    pair = Pair()
    sessions = pair.established()
    asking, asked = sessions[who], sessions[1 - who]
    assert asking.reinvite(b"", pair.now)
    pair.run()
    assert pair.take(1 - who, ReinviteReceived)[-1].body == b""
    assert asked.answer_reinvite(OFFER, pair.now)
    pair.run()
    assert pair.take(who, ReinviteAnswered)[-1].body == OFFER and asking.owes_ack
    assert asking.reinvite(OFFER, pair.now), "waits for the ACK of the one before"
    assert asking.answer_late_offer(ANSWER, pair.now)
    pair.run()
    assert pair.take(1 - who, AckReceived)[-1].body == ANSWER
    assert pair.take(1 - who, ReinviteReceived)[-1].body == OFFER
    asked.answer_reinvite(ANSWER, pair.now)
    pair.run()
    assert not asking.owes_ack and not asking.answer_late_offer(ANSWER, pair.now)
    asking.bye(pair.now)
    pair.assert_at_rest()


def test_an_owner_without_an_answer_ends_the_call():
    pair = Pair()
    outgoing, incoming = accepted_without_offer(pair)
    pair.run(LATE_ANSWER_LIMIT + 1)
    assert [event.how for event in pair.take(0, SessionEnded)] == [EndedHow.TIMEOUT]
    assert [line.split()[0] for line in pair.link.messages(0)] == ["INVITE", "ACK", "BYE"]
    assert incoming.is_ended and not outgoing.answer_late_offer(ANSWER, pair.now)
    pair.assert_at_rest()


@pytest.mark.parametrize("who", [0, 1])
def test_hanging_up_before_the_answer(who: int):
    pair = Pair()
    sessions = accepted_without_offer(pair)
    sessions[who].bye(pair.now)
    if who == 1:
        pair.run()
        assert not sessions[0].is_ended, "its BYE waits for the ACK"
        assert sessions[0].answer_late_offer(ANSWER, pair.now)
    pair.run()
    assert sessions[0].is_ended and sessions[1].is_ended
    pair.assert_at_rest()


def test_a_2xx_without_any_body_is_acknowledged_at_once(far: Far):
    session = far.agent.invite(BOB_URI, b"", far.now)
    far.answer(200, to_tag="bob", headers=(BOB,))
    assert far.requests[-1].method == "ACK" and not session.owes_ack
    session.reinvite(b"", far.now)
    far.answer(200)
    assert far.requests[-1].method == "ACK" and not session.owes_ack and session.is_established


def test_no_offer_is_invited_into_a_provisional(far: Far):
    """RFC 3262 5: an offer in a reliable provisional is answered by its PRACK, long before the call is."""
    far.agent.invite(BOB_URI, b"", far.now)
    far.agent.invite(BOB_URI, OFFER, far.now)
    far.pump()
    without, with_offer = (set(request.tokens("supported")) for request in far.requests)
    assert with_offer - without == {"100rel"}


def test_repeated_2xx_and_forks_meanwhile(far: Far):
    session = far.agent.invite(BOB_URI, b"", far.now)
    for _ in range(3):
        far.answer(200, far.requests[0] if far.requests else None, to_tag="bob", headers=(BOB,), body=OFFER)
    assert [request.method for request in far.requests] == ["INVITE"]
    far.answer(200, far.requests[0], to_tag="other", headers=(BOB,), body=OFFER)
    assert [request.method for request in far.requests] == ["INVITE", "ACK", "BYE"]
    session.answer_late_offer(ANSWER, far.now)
    far.pump()
    ack = far.requests[-1]
    assert (ack.to.tag, ack.body, ack.headers.get("content-type")) == ("bob", ANSWER, "application/sdp")
    far.answer(200, far.requests[0], to_tag="bob", headers=(BOB,), body=OFFER)
    assert far.requests[-1].body == ANSWER and far.requests[-1].cseq == ack.cseq
    assert len([event for event in far.events() if isinstance(event, InviteAccepted)]) == 1


def test_their_change_waits_until_ours_is_answered(far: Far):
    session = far.talking()
    session.reinvite(b"", far.now)
    far.answer(200, body=OFFER)
    assert session.owes_ack
    offer = {"body": OFFER, "Content_Type": "application/sdp", "Call_ID": session.call_id}
    assert far.ask("INVITE", session.local_tag, **offer).status == 491
    session.answer_late_offer(ANSWER, far.now)
    assert far.ask("INVITE", session.local_tag, **offer) is None


def test_the_ack_carries_the_credentials_of_its_invite(far: Far):
    """RFC 3261 22.1: nobody can challenge an ACK."""
    far.agent.register(far.now, credentials=DigestCredentials("alice", "secret"))
    far.pump()
    far.agent.invite(BOB_URI, OFFER, far.now)
    far.answer(407, headers=(("Proxy-Authenticate", 'Digest realm="r", nonce="n", qop="auth"'),))
    invite = far.requests[-1]
    far.answer(200, invite, to_tag="bob", headers=(BOB,), body=ANSWER)
    ack = far.requests[-1]
    assert ack.method == "ACK" and ack.cseq.number == invite.cseq.number
    assert ack.headers.get("proxy-authorization") == invite.headers.get("proxy-authorization") is not None
