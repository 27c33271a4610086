"""Two agents in memory: the ways a call can go."""

from __future__ import annotations

import pytest

from core.sip.agent.calls.ringing import RINGING_LIMIT
from core.sip.agent.calls.session_states import SESSION_TABLE, SessionInput, SessionState
from core.sip.agent.events import (
    AckReceived,
    EndedHow,
    InfoReceived,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    MessageReceived,
    ReinviteAnswered,
    ReinviteFailed,
    ReinviteReceived,
    RequestAnswered,
    SessionEnded,
)
from core.sip.messages import Reason, parse_message
from tests.sip.pairs import ANSWER, OFFER, Pair


def endings(pair: Pair) -> list[list[EndedHow]]:
    return [[event.how for event in pair.take(who, SessionEnded)] for who in (0, 1)]


def test_every_state_can_end_and_nothing_leaves_the_end():
    for state in SessionState:
        assert ((state, SessionInput.END) in SESSION_TABLE) is (state is not SessionState.ENDED)
        assert (SessionState.ENDED, SessionInput.END) not in SESSION_TABLE


def test_call_from_invite_to_bye():
    pair = Pair()
    outgoing, incoming = pair.established()
    assert incoming.request.body == OFFER and pair.take(0, InviteAccepted)[0].body == ANSWER
    assert incoming.remote.display_name == "Alice" and outgoing.call_id == incoming.call_id
    assert (outgoing.local_tag, outgoing.remote_tag) == (incoming.remote_tag, incoming.local_tag)
    outgoing.bye(pair.now, Reason("Q.850", 16, "Normal"))
    pair.run()
    assert endings(pair) == [[EndedHow.LOCAL_BYE], [EndedHow.REMOTE_BYE]]
    assert pair.take(1, SessionEnded)[0].reason_header == Reason("Q.850", 16, "Normal")
    assert pair.names(0) == ["InviteProgress", "InviteAccepted", "SessionEnded"]
    assert pair.names(1) == ["InviteReceived", "AckReceived", "SessionEnded"]
    assert not outgoing.bye(pair.now) and not incoming.bye(pair.now)
    pair.assert_at_rest()


def test_progress_and_repeated_ringing():
    pair = Pair()
    outgoing = pair.call()
    pair.run(1)
    incoming = pair.take(1, InviteReceived)[0].session
    for status in (181, 182, 183):
        assert incoming.progress(status, pair.now, b"early" if status == 183 else b"")
    assert not incoming.progress(200, pair.now) and not incoming.progress(100, pair.now)
    incoming.ring(pair.now)
    pair.run(150)
    progress = [(event.status, event.body) for event in pair.take(0, InviteProgress)]
    assert progress[:4] == [(181, b""), (182, b""), (183, b"early"), (180, b"")]
    assert progress[4:] == [(180, b""), (180, b"")], "once a minute (RFC 3261 13.3.1.1)"
    assert pair.link.messages(1)[0] == "SIP/2.0 100 Trying"
    outgoing.cancel(pair.now)
    pair.assert_at_rest()


def test_rejected():
    pair = Pair()
    outgoing, incoming = pair.ringing()
    headers = [("Reason", Reason("SIP", 600, "no"))]
    assert incoming.reject(486, pair.now, "I am busy", headers) and not incoming.accept(ANSWER, pair.now)
    pair.run()
    (event,) = pair.take(0, InviteRejected)
    assert (event.status, event.reason, event.reason_header) == (486, "I am busy", Reason("SIP", 600, "no"))
    assert pair.names(0)[-2:] == ["InviteRejected", "SessionEnded"]
    assert endings(pair) == [[EndedHow.REMOTE_REJECT], [EndedHow.LOCAL_REJECT]]
    assert not outgoing.cancel(pair.now) and not outgoing.reject(486, pair.now)
    pair.assert_at_rest()


def test_cancelled_while_ringing():
    pair = Pair()
    outgoing, incoming = pair.ringing()
    assert outgoing.cancel(pair.now, Reason("SIP", 200, "Call completed elsewhere"))
    pair.run()
    assert endings(pair) == [[EndedHow.LOCAL_CANCEL], [EndedHow.REMOTE_CANCEL]]
    assert pair.take(1, SessionEnded)[0].reason_header == Reason("SIP", 200, "Call completed elsewhere")
    assert not incoming.accept(ANSWER, pair.now) and not incoming.ring(pair.now)
    assert "SIP/2.0 487 Request Terminated" in pair.link.messages(1)
    pair.assert_at_rest()


def test_cancel_waits_for_the_first_provisional():
    pair = Pair()
    outgoing = pair.call()
    assert outgoing.cancel(pair.now)
    assert [line.split()[0] for line in pair.link.messages(0)] == []
    pair.run(0.1)
    assert [line.split()[0] for line in pair.link.messages(0)] == ["INVITE"]
    pair.run(1)
    assert [line.split()[0] for line in pair.link.messages(0)] == ["INVITE", "CANCEL", "ACK"]
    assert endings(pair) == [[EndedHow.LOCAL_CANCEL], [EndedHow.REMOTE_CANCEL]]
    pair.assert_at_rest()


def test_cancel_crossing_200_gets_ack_then_bye():
    pair = Pair()
    outgoing, incoming = pair.ringing()
    incoming.accept(ANSWER, pair.now)
    outgoing.cancel(pair.now)
    pair.run(1)
    sent = [line.split()[0] for line in pair.link.messages(0)]
    assert sent == ["INVITE", "CANCEL", "ACK", "BYE"]
    assert endings(pair) == [[EndedHow.LOCAL_CANCEL], [EndedHow.REMOTE_BYE]]
    assert pair.take(0, InviteAccepted) == []
    pair.assert_at_rest()


def test_both_hang_up_at_once():
    pair = Pair()
    outgoing, incoming = pair.established()
    outgoing.bye(pair.now)
    incoming.bye(pair.now)
    pair.run()
    assert endings(pair) == [[EndedHow.LOCAL_BYE], [EndedHow.LOCAL_BYE]]
    assert pair.link.messages().count("SIP/2.0 200 OK") >= 3, "each BYE is answered"
    pair.assert_at_rest()


def test_bye_on_a_ringing_call_declines_or_cancels():
    pair = Pair()
    _, incoming = pair.ringing()
    incoming.bye(pair.now, Reason("SIP", 603))
    pair.run()
    assert pair.take(0, InviteRejected)[0].status == 603
    again, _ = pair.ringing()
    again.bye(pair.now)
    pair.run()
    assert endings(pair)[0][-1] is EndedHow.LOCAL_CANCEL
    pair.assert_at_rest()


def drop_first(word: bytes, times: int = 1):
    """A rule that loses the first messages that begin with ``word``."""
    left = [times]

    def rule(sender: int, data: bytes) -> list[float]:
        if data.startswith(word) and left[0]:
            left[0] -= 1
            return []
        return [0.01]

    return rule


def test_lost_200_is_sent_again_and_acknowledged():
    pair = Pair(drop_first(b"SIP/2.0 200 OK", 2))
    outgoing, incoming = pair.ringing()
    incoming.accept(ANSWER, pair.now)
    pair.run(5)
    assert outgoing.is_established and incoming.is_established
    assert pair.link.messages(1).count("SIP/2.0 200 OK") == 3
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_lost_ack_is_sent_again():
    pair = Pair(drop_first(b"ACK"))
    outgoing, incoming = pair.ringing()
    incoming.accept(ANSWER, pair.now)
    pair.run(2)
    assert incoming.is_established
    assert len(pair.take(0, InviteAccepted)) == 1 and len(pair.take(1, AckReceived)) == 1
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_no_ack_at_all_ends_with_bye():
    pair = Pair(drop_first(b"ACK", 1000))
    _, incoming = pair.ringing()
    incoming.accept(ANSWER, pair.now)
    pair.run(60)
    assert endings(pair) == [[EndedHow.REMOTE_BYE], [EndedHow.TIMEOUT]]
    pair.assert_at_rest()


def test_late_ack_lets_a_held_bye_go():
    delays = {b"ACK": 3.0}
    pair = Pair(lambda sender, data: [delays.get(data[:3], 0.01)])
    _, incoming = pair.ringing()
    incoming.accept(ANSWER, pair.now)
    pair.run(0.1)
    assert incoming.state is SessionState.ANSWERED and incoming.bye(pair.now)
    pair.run(1)
    assert "BYE" not in " ".join(pair.link.messages(1)), "not before the ACK (RFC 3261 15)"
    pair.run(5)
    assert "BYE" in " ".join(pair.link.messages(1))
    assert endings(pair) == [[EndedHow.REMOTE_BYE], [EndedHow.LOCAL_BYE]]
    pair.assert_at_rest()


def test_nobody_answers():
    pair = Pair(lambda sender, data: [])
    pair.call()
    pair.run(40)
    (event,) = pair.take(0, SessionEnded)
    assert (event.how, event.status) == (EndedHow.TIMEOUT, 408)
    assert pair.take(0, InviteRejected) == []
    pair.assert_at_rest()


def test_an_owner_who_never_answers():
    pair = Pair()
    pair.ringing()
    pair.run(RINGING_LIMIT + 1)
    assert pair.take(0, InviteRejected)[0].status == 480
    assert endings(pair) == [[EndedHow.REMOTE_REJECT], [EndedHow.TIMEOUT]]
    pair.assert_at_rest()


def test_reinvite_both_ways():
    pair = Pair()
    outgoing, incoming = pair.established()
    for who, other, sender, receiver in ((outgoing, incoming, 0, 1), (incoming, outgoing, 1, 0)):
        assert who.reinvite(b"offer 2", pair.now)
        pair.run()
        assert pair.take(receiver, ReinviteReceived)[-1].body == b"offer 2"
        assert other.answer_reinvite(b"answer 2", pair.now)
        assert not other.answer_reinvite(b"twice", pair.now)
        pair.run()
        assert pair.take(sender, ReinviteAnswered)[-1].body == b"answer 2"
        assert not other.awaits_ack
        assert who.reinvite(b"offer 3", pair.now)
        pair.run()
        other.reject_reinvite(488, pair.now)
        pair.run()
        assert pair.take(sender, ReinviteFailed)[-1].status == 488
    assert outgoing.is_established and incoming.is_established
    outgoing.bye(pair.now)
    assert not outgoing.reinvite(b"late", pair.now)
    pair.assert_at_rest()


def test_reinvite_without_an_offer_gets_the_answer_in_ack():
    pair = Pair()
    outgoing, incoming = pair.established()
    outgoing.reinvite(b"", pair.now)
    pair.run()
    assert pair.take(1, ReinviteReceived)[0].body == b""
    incoming.answer_reinvite(b"our offer", pair.now)
    pair.run()
    assert pair.take(0, ReinviteAnswered)[0].body == b"our offer"
    incoming.bye(pair.now)
    pair.assert_at_rest()


@pytest.mark.parametrize("seed", range(8))
def test_glare_is_resolved(seed: int):
    print("seed", seed)
    pair = Pair(seed=seed)
    outgoing, incoming = pair.established()
    outgoing.reinvite(b"from alice", pair.now)
    incoming.reinvite(b"from bob", pair.now)
    start = pair.now
    for _ in range(300):
        pair.run(0.05)
        outgoing.answer_reinvite(b"answer", pair.now)
        incoming.answer_reinvite(b"answer", pair.now)
    assert pair.link.messages().count("SIP/2.0 491 Request Pending") >= 2
    assert len(pair.take(0, ReinviteAnswered)) == len(pair.take(1, ReinviteAnswered)) == 1
    again = [
        (when - start, sender)
        for when, sender, data in pair.link.sent
        if data.startswith(b"INVITE") and when > start + 0.01
    ]
    assert all(2.1 <= when <= 4.2 for when, sender in again if sender == 0), "the owner of the Call-ID"
    assert any(when <= 2.1 for when, sender in again if sender == 1)
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_a_second_reinvite_waits_and_the_last_offer_wins():
    pair = Pair()
    outgoing, incoming = pair.established()
    for body in (b"one", b"two", b"three"):
        outgoing.reinvite(body, pair.now)
    for _ in range(5):
        pair.run()
        incoming.answer_reinvite(b"yes", pair.now)
    assert [event.body for event in pair.take(1, ReinviteReceived)] == [b"one", b"three"]
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_hanging_up_during_a_reinvite():
    pair = Pair()
    outgoing, incoming = pair.established()
    outgoing.reinvite(b"x", pair.now)
    pair.run()
    incoming.bye(pair.now)
    pair.run()
    assert endings(pair) == [[EndedHow.REMOTE_BYE], [EndedHow.LOCAL_BYE]]
    assert not incoming.answer_reinvite(b"late", pair.now)
    assert pair.take(0, ReinviteAnswered) == []
    pair.assert_at_rest()


def test_a_reinvite_the_owner_ignores_is_answered_for_them():
    pair = Pair()
    outgoing, _ = pair.established()
    outgoing.reinvite(b"x", pair.now)
    pair.run(40)
    assert pair.take(0, ReinviteFailed)[0].status == 500
    assert outgoing.is_established
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_info_and_messages():
    pair = Pair()
    outgoing, incoming = pair.established()
    assert outgoing.info("Application/DTMF-Relay ; charset=utf-8", b"Signal=5", pair.now)
    assert incoming.message("Text/Plain;charset=utf-8", "héllo".encode(), pair.now)
    call_id = pair.alice.message(pair.bob.address_of_record.uri, "text/plain", b"out of dialog", pair.now)
    options = pair.bob.options(pair.alice.address_of_record, pair.now)
    pair.run()
    (info,) = pair.take(1, InfoReceived)
    assert (info.session, info.content_type, info.body) == (incoming, "application/dtmf-relay", b"Signal=5")
    inside = pair.take(0, MessageReceived)[0]
    assert inside.session is outgoing and inside.content_type == "text/plain"
    assert inside.body.decode() == "héllo"
    outside = pair.take(1, MessageReceived)[0]
    assert outside.session is None and outside.from_.display_name == "Alice"
    answered = {(e.call_id, e.method): e.status for who in (0, 1) for e in pair.take(who, RequestAnswered)}
    assert answered == {
        (outgoing.call_id, "INFO"): 200,
        (outgoing.call_id, "MESSAGE"): 200,
        (call_id, "MESSAGE"): 200,
        (options, "OPTIONS"): 200,
    }
    outgoing.bye(pair.now)
    assert not outgoing.info("a/b", b"", pair.now)
    pair.assert_at_rest()


def test_a_lost_flow_spares_established_calls():
    pair = Pair()
    outgoing, incoming = pair.established()
    second, ringing = pair.ringing()
    third = pair.bob.invite(pair.alice.address_of_record.uri, OFFER, pair.now)
    pair.bob.flow_lost(pair.now)
    pair.collect()
    assert incoming.is_established and ringing.is_ended and third.is_ended
    assert endings(pair)[1] == [EndedHow.FLOW_LOST] * 2 or set(endings(pair)[1]) == {EndedHow.FLOW_LOST}
    assert pair.names(1).count("FlowLost") == 1
    pair.bob.flow_lost(pair.now)
    assert pair.names(1).count("FlowLost") == 1
    pair.bob.flow_opened(pair.now)
    incoming.message("text/plain", b"still here", pair.now)
    pair.run()
    assert pair.take(0, MessageReceived)[0].session is outgoing
    second.cancel(pair.now)
    incoming.bye(pair.now)
    pair.run()
    assert outgoing.is_ended
    pair.assert_at_rest()


def test_a_flow_lost_between_answer_and_ack_holds_back_no_bye():
    pair = Pair()
    outgoing, incoming = pair.ringing()
    incoming.accept(ANSWER, pair.now)
    pair.bob.data_to_send()
    pair.bob.flow_lost(pair.now)
    pair.bob.flow_opened(pair.now)
    assert incoming.bye(pair.now)
    assert [data[:3] for data in pair.bob.data_to_send()] == [b"BYE"]
    outgoing.cancel(pair.now)


def test_without_a_flow_everything_fails_at_once():
    pair = Pair()
    outgoing, _ = pair.established()
    pair.alice.flow_lost(pair.now)
    outgoing.reinvite(b"x", pair.now)
    outgoing.info("a/b", b"", pair.now)
    attempt = pair.call()
    assert attempt.is_ended and outgoing.is_established
    assert pair.take(0, ReinviteFailed)[0].status == 503
    assert pair.take(0, RequestAnswered)[0].status == 503
    assert pair.take(0, SessionEnded)[0].how is EndedHow.FLOW_LOST
    assert outgoing.bye(pair.now) and outgoing.is_ended
    assert pair.alice.data_to_send() == []


def test_contacts_are_invalid_hosts_and_never_an_address():
    pair = Pair()
    pair.established()
    invite = parse_message(pair.link.sent[0][2])
    assert invite.contact is not None and invite.contact.uri.host.endswith(".invalid")
    assert "ob" in invite.contact.uri.params and invite.via.transport == "WSS"
    assert invite.max_forwards == 70 and invite.supports("100rel")


def test_a_long_call_keeps_no_request_that_was_answered():
    pair = Pair()
    outgoing, incoming = pair.established()
    for number in range(40):
        assert incoming.message("text/plain", f"message {number}".encode(), pair.now)
        pair.run(40)
    assert len(pair.take(0, MessageReceived)) == 40
    assert len(incoming.requests._pending) <= 1
    outgoing.bye(pair.now)
    pair.assert_at_rest()
