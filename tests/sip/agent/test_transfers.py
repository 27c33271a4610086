"""REFER and Replaces: asking for a call, being asked, hearing how it goes, taking a call's place."""

from __future__ import annotations

import pytest

from core.sip.agent.calls.received_referral import NEWS_LIFETIME, REFER_PATIENCE
from core.sip.agent.events import (
    InviteReceived,
    ReferAnswered,
    ReferProgress,
    ReferReceived,
    SessionEnded,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.auth import DigestCredentials
from core.sip.dialogs.replaces import Replaces
from core.sip.messages import NameAddr, Uri
from tests.sip.far_end import BOB, Far
from tests.sip.pairs import ANSWER, OFFER, Pair

CAROL = NameAddr.parse('"Carol" <sip:carol@example.org>')


@pytest.fixture
def far() -> Far:
    return Far()


def agreed() -> tuple[Pair, InviteSession, InviteSession]:
    """Alice asked Bob to call Carol, and he agreed."""
    pair = Pair()
    outgoing, incoming = pair.established()
    outgoing.refer(CAROL, pair.now)
    pair.run()
    assert incoming.accept_refer(pair.now)
    pair.run()
    return pair, outgoing, incoming


def progress(pair: Pair, who: int) -> list[tuple[int, bool]]:
    return [(event.status, event.is_final) for event in pair.take(who, ReferProgress)]


def test_who_takes_no_referrals_says_so_and_refuses():
    pair = Pair(takes_referrals=False)
    outgoing, _ = pair.established()
    dialog = outgoing.dialog
    assert dialog is not None and dialog.remote_methods is not None
    assert {"REFER", "SUBSCRIBE"}.isdisjoint(dialog.remote_methods) and "INFO" in dialog.remote_methods
    outgoing.refer(CAROL, pair.now)
    pair.run()
    assert [event.status for event in pair.take(0, ReferAnswered)] == [405]
    assert pair.take(1, ReferReceived) == []


# --- two agents --------------------------------------------------------------------------------------


def test_a_referral_from_question_to_success():
    pair = Pair()
    outgoing, incoming = pair.established()
    assert outgoing.refer(CAROL, pair.now)
    pair.run()
    (asked,) = pair.take(1, ReferReceived)
    assert asked.session is incoming and asked.refer_to == CAROL and asked.replaces is None
    assert asked.referred_by is not None and asked.referred_by.uri.user == "alice"
    assert incoming.accept_refer(pair.now) and not incoming.accept_refer(pair.now)
    pair.run()
    assert [event.status for event in pair.take(0, ReferAnswered)] == [202]
    assert incoming.notify_refer(180, "Ringing", pair.now) and incoming.notify_refer(200, "OK", pair.now)
    pair.run()
    assert progress(pair, 0) == [(100, False), (180, False), (200, True)]
    assert not incoming.notify_refer(200, "OK", pair.now), "the last word was said"
    assert outgoing.is_established and incoming.is_established
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_either_side_refers_and_again_after_a_failure():
    pair = Pair()
    outgoing, incoming = pair.established()
    for status in (486, 200):
        assert incoming.refer(CAROL, pair.now)
        pair.run()
        assert outgoing.accept_refer(pair.now) and outgoing.notify_refer(status, "", pair.now)
        pair.run()
    assert progress(pair, 1) == [(100, False), (486, True), (100, False), (200, True)]
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_a_referral_refused():
    pair = Pair()
    outgoing, incoming = pair.established()
    outgoing.refer(CAROL, pair.now)
    pair.run()
    assert not incoming.reject_refer(200, pair.now) and incoming.reject_refer(603, pair.now)
    assert not incoming.reject_refer(603, pair.now) and not incoming.accept_refer(pair.now)
    pair.run()
    assert [event.status for event in pair.take(0, ReferAnswered)] == [603] and progress(pair, 0) == []
    assert outgoing.is_established
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_only_an_established_call_refers():
    pair = Pair()
    outgoing, incoming = pair.ringing()
    assert not outgoing.refer(CAROL, pair.now) and not incoming.refer(CAROL, pair.now)
    for session in (outgoing, incoming):
        assert not session.accept_refer(pair.now) and not session.reject_refer(603, pair.now)
        assert not session.notify_refer(200, "OK", pair.now)
    outgoing.cancel(pair.now)
    pair.assert_at_rest()
    assert not outgoing.refer(CAROL, pair.now)


@pytest.mark.parametrize("is_accepted", [True, False])
def test_an_owner_who_thinks_long_answers_later(is_accepted: bool):
    pair = Pair()
    outgoing, incoming = pair.established()
    outgoing.refer(CAROL, pair.now)
    pair.run(REFER_PATIENCE + 1)
    assert [event.status for event in pair.take(0, ReferAnswered)] == [202]
    assert progress(pair, 0) == [(100, False)]
    if is_accepted:
        assert incoming.accept_refer(pair.now) and incoming.notify_refer(200, "OK", pair.now)
    else:
        assert incoming.reject_refer(603, pair.now)
    pair.run()
    assert progress(pair, 0)[-1] == ((200 if is_accepted else 603), True)
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_news_that_nobody_finishes_end():
    pair, outgoing, incoming = agreed()
    incoming.notify_refer(183, "Session Progress", pair.now)
    pair.run(NEWS_LIFETIME + 1)
    assert progress(pair, 0)[-1] == (183, True) and not incoming.notify_refer(200, "OK", pair.now)
    outgoing.bye(pair.now)
    pair.assert_at_rest()


def test_news_go_on_after_the_call_without_a_word_to_the_owner():
    """The one who transferred hangs up at once: the rest is answered, not told (RFC 5057)."""
    pair, outgoing, incoming = agreed()
    outgoing.bye(pair.now)
    pair.run()
    assert incoming.is_ended and incoming.notify_refer(200, "OK", pair.now)
    pair.run()
    assert [line for line in pair.link.messages(0) if line.startswith("SIP/2.0 4")] == []
    assert pair.names(0)[-1] == "SessionEnded" and progress(pair, 0) == [(100, False)]
    pair.assert_at_rest()


def test_a_lost_flow_leaves_nothing_behind():
    pair, outgoing, incoming = agreed()
    pair.bob.flow_lost(pair.now)
    incoming.notify_refer(180, "Ringing", pair.now)
    pair.bob.flow_opened(pair.now)
    assert not incoming.notify_refer(200, "OK", pair.now), "news could not be sent: they are over"
    pair.run(700)
    assert progress(pair, 0)[-1] == (100, True)
    outgoing.bye(pair.now)
    pair.assert_at_rest()


# --- a far end that says anything --------------------------------------------------------------------


def refer(far: Far, session, **changes: str | None):
    return far.ask("REFER", session.local_tag, **{"Refer_To": "<sip:carol@example.org>", **changes})


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Refer_To": None}, 400),
        ({"Refer_To": "<sip:carol@example.org>, <sip:dave@example.org>"}, 400),
        ({"r": "<sip:dave@example.org>"}, 400),
        ({"Refer_To": "carol"}, 400),
        ({"Refer_To": "<sip:carol@x?Replaces=nonsense>"}, 400),
        ({"Refer_To": "<https://example.org/>"}, 416),
        ({"Refer_To": "<sip:carol@x;method=BYE>"}, 603),
        ({"Require": "unknown"}, 420),
    ],
)
def test_bad_referrals_are_refused(far: Far, changes: dict, status: int):
    session = far.answered()
    assert refer(far, session, **changes).status == status
    assert far.events() == [] and session.is_established


def test_a_referral_loses_what_a_stranger_may_not_set(far: Far):
    session = far.answered()
    target = (
        "<sip:carol@x;method=INVITE;user=phone?Replaces=a%3Bto-tag%3D1%3Bfrom-tag%3D2&Route=%3Csip%3Aevil%3E>"
    )
    assert refer(far, session, Refer_To=target, b='"Boss" <sip:boss@example.org>;cid=x') is None
    (event,) = far.events()
    assert str(event.refer_to) == "<sip:carol@x;user=phone>" and event.replaces == Replaces("a", "1", "2")
    assert event.referred_by.display_name == "Boss"
    assert refer(far, session).status == 491, "one at a time"
    session.accept_refer(far.now)
    far.pump()
    notify = far.requests[-1]
    assert far.responses[-1].status == 202 and far.responses[-1].contact is not None
    assert notify.method == "NOTIFY" and notify.headers.get("event") == f"refer;id={far.count - 1}"
    assert notify.headers.get("subscription-state") == f"active;expires={NEWS_LIFETIME}"
    assert notify.body == b"SIP/2.0 100 Trying\r\n" and notify.content_type.essence == "message/sipfrag"


def test_without_a_subscription(far: Far):
    """RFC 4488: the other side wants no news."""
    session = far.answered()
    refer(far, session, Refer_Sub="false", Require="norefersub")
    assert session.accept_refer(far.now)
    far.pump()
    assert far.responses[-1].status == 202 and far.responses[-1].headers.get("refer-sub") == "false"
    assert not session.notify_refer(200, "OK", far.now) and far.requests == []
    assert refer(far, session) is None, "and the next may come"


def test_news_go_one_by_one_and_the_newest_last(far: Far):
    session = far.answered()
    refer(far, session)
    session.accept_refer(far.now)
    for status in (180, 183, 200):
        session.notify_refer(status, "", far.now)
    far.pump()
    assert len(far.requests) == 1
    far.answer(200)
    far.answer(200)
    bodies = [request.body.split(b" ")[1] for request in far.requests]
    assert bodies == [b"100", b"200"]
    assert far.requests[-1].headers.get("subscription-state") == "terminated;reason=noresource"


def test_the_last_news_go_before_a_bye(far: Far):
    """Whoever sent us takes a BYE before the final NOTIFY for a transfer that failed."""
    session = far.answered()
    refer(far, session)
    session.accept_refer(far.now)
    session.notify_refer(200, "", far.now)
    session.bye(far.now)
    far.pump()
    assert [request.method for request in far.requests] == ["NOTIFY", "NOTIFY", "BYE"]
    assert b" 200 " in far.requests[1].body


@pytest.mark.parametrize("status", [481, 489, 500])
def test_news_that_are_refused_stop_and_the_call_goes_on(far: Far, status: int):
    session = far.answered()
    refer(far, session)
    session.accept_refer(far.now)
    far.answer(status)
    assert not session.notify_refer(200, "OK", far.now) and session.is_established


def test_the_subscription_can_be_refreshed_and_ended(far: Far):
    session = far.answered()
    refer(far, session)
    assert far.ask("SUBSCRIBE", session.local_tag, Event="refer").status == 481, "not accepted yet"
    session.accept_refer(far.now)
    far.answer(200)
    event = far.requests[-1].headers.get("event")
    assert far.ask("SUBSCRIBE", session.local_tag, Event="refer;id=7").status == 481
    answer = far.ask("SUBSCRIBE", session.local_tag, Event=event, Expires="60")
    assert (answer.status, answer.headers.get("expires")) == (200, "60")
    assert far.requests[-1].headers.get("subscription-state") == "active;expires=60"
    far.answer(200)
    assert far.ask("SUBSCRIBE", session.local_tag, Event=event, Expires="0").status == 200
    assert far.requests[-1].headers.get("subscription-state") == "terminated;reason=timeout"
    assert not session.notify_refer(200, "OK", far.now)


def referred(far: Far):
    session = far.talking()
    session.refer(CAROL, far.now)
    far.pump()
    return session, far.requests[-1]


def news(far: Far, session, request, **changes: str | None):
    given = {
        "Event": f"refer;id={request.cseq.number}",
        "Subscription_State": "active;expires=60",
        "Content_Type": "message/sipfrag;version=2.0",
        "Call_ID": session.call_id,
    }
    body = changes.pop("body", "SIP/2.0 180 Ringing")
    return far.ask("NOTIFY", session.local_tag, body.encode(), **{**given, **changes})


def test_our_refer_says_all_that_is_needed(far: Far):
    session, request = referred(far)
    assert request.method == "REFER" and request.headers.get("refer-to") == str(CAROL)
    assert request.headers.get("referred-by") == '"Alice" <sip:alice@example.org>'
    assert request.contact is not None and {"replaces", "norefersub"} <= set(request.tokens("supported"))
    assert {"REFER", "SUBSCRIBE", "NOTIFY"} <= set(request.tokens("allow"))
    far.answer(202, to_tag="bob")
    session.refer(CAROL, far.now, referred_by=NameAddr.parse("<sip:boss@example.org>"))
    far.pump()
    assert far.requests[-1].headers.get("referred-by") == "<sip:boss@example.org>"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Subscription_State": None}, 400),
        ({"Subscription_State": ";;"}, 400),
        ({"Subscription_State": "active;expires=" + "9" * 40}, 400),
        ({"body": "INVITE sip:x SIP/2.0"}, 400),
        ({"body": "SIP/2.0 999 No"}, 400),
        ({"Content_Type": None}, 415),
        ({"Content_Type": "text/plain"}, 415),
        ({"Event": "refer;id=99"}, 481),
        ({"Event": "refer;id=x"}, 481),
        ({"Event": "refer;id=²"}, 489),
        ({"Event": None}, 489),
    ],
)
def test_bad_news_are_refused_and_change_nothing(far: Far, changes: dict, status: int):
    session, request = referred(far)
    far.answer(202, request, to_tag="bob")
    far.events()
    assert news(far, session, request, **changes).status == status
    assert far.events() == [] and session.is_established
    assert news(far, session, request).status == 200
    assert [(event.status, event.is_final) for event in far.events()] == [(180, False)]


def test_news_that_overtake_the_answer(far: Far):
    session, request = referred(far)
    assert news(far, session, request, Event="refer").status == 200
    assert news(far, session, request, body="SIP/2.0 200 OK").status == 200
    far.answer(202, request, to_tag="bob")
    assert [type(event) for event in far.events()] == [ReferProgress, ReferProgress, ReferAnswered]
    assert news(far, session, request).status == 481, "nothing is waited for any more"


def test_an_end_without_a_result_is_told_as_such(far: Far):
    session, request = referred(far)
    far.answer(202, request, to_tag="bob")
    news(far, session, request, body="", Content_Type=None, Subscription_State="terminated;reason=giveup")
    assert [(event.status, event.is_final) for event in far.events()[1:]] == [(100, True)]


def test_no_news_at_all(far: Far):
    session, request = referred(far)
    far.answer(202, request, to_tag="bob")
    far.events()
    far.wait(33)
    assert [(event.status, event.is_final) for event in far.events()] == [(100, True)]
    session.refer(CAROL, far.now)
    far.answer(202, to_tag="bob", headers=(("Refer-Sub", "false"),))
    assert [type(event) for event in far.events()] == [ReferAnswered]
    far.wait(700)
    assert far.events() == [] and session.sent_referrals.is_idle


def test_refusals_of_our_refer(far: Far):
    session, request = referred(far)
    far.answer(405, request, to_tag="bob")
    session.refer(CAROL, far.now)
    far.pump()
    far.wait(40)
    assert [event.status for event in far.events()] == [405, 408] and session.is_established
    session.refer(CAROL, far.now)
    far.answer(481, to_tag="bob")
    assert [type(event) for event in far.events()] == [ReferAnswered, SessionEnded]


def test_a_challenged_refer_has_another_number(far: Far):
    far.agent.register(far.now, credentials=DigestCredentials("alice", "secret"))
    far.pump()
    session, request = referred(far)
    far.answer(407, request, headers=(("Proxy-Authenticate", 'Digest realm="r", nonce="n", qop="auth"'),))
    again = far.requests[-1]
    assert again.method == "REFER" and again.cseq.number == request.cseq.number + 1
    assert news(far, session, again).status == 200, "before its answer, too"
    far.answer(202, again, to_tag="bob")
    assert news(far, session, again, body="SIP/2.0 603 Decline").status == 200
    kinds = [type(event) for event in far.events()]
    assert kinds == [ReferProgress, ReferAnswered, ReferProgress]


def test_too_many_referrals_are_not_sent(far: Far):
    session = far.talking()
    sent = [session.refer(CAROL, far.now) for _ in range(12)]
    assert sent.count(True) == 8


# --- Replaces ----------------------------------------------------------------------------------------


def replacing(pair: Pair, replaces: Replaces):
    """Alice calls Bob with Replaces; the answer, or the session he is told of."""
    before = len(pair.take(1, InviteReceived))
    session = pair.alice.invite(
        pair.bob.address_of_record.uri, OFFER, pair.now, replaces=replaces, referred_by=CAROL
    )
    pair.run()
    fresh = pair.take(1, InviteReceived)[before:]
    ended = [event.status for event in pair.take(0, SessionEnded) if event.session is session]
    return fresh[0].session if fresh else ended[0]


def test_a_call_takes_the_place_of_another():
    pair = Pair()
    outgoing, incoming = pair.established()
    named = outgoing.as_replaced()
    assert named is not None and pair.bob.session_for(named) is incoming
    fresh = replacing(pair, named)
    assert fresh.replaces == named and fresh.referred_by == CAROL
    assert fresh.request.tokens("require") == ("replaces",)
    assert fresh.accept(ANSWER, pair.now) and incoming.bye(pair.now)
    pair.run()
    assert fresh.is_established and outgoing.is_ended and pair.bob.session_for(named) is None
    fresh.bye(pair.now)
    pair.assert_at_rest()


def test_what_cannot_be_replaced():
    pair = Pair()
    outgoing, incoming = pair.established()
    call_id, tags = outgoing.call_id, (outgoing.remote_tag, outgoing.local_tag)
    assert replacing(pair, Replaces("unknown", *tags)) == 481
    assert replacing(pair, Replaces(call_id, tags[0], "other")) == 481
    assert replacing(pair, Replaces(call_id, "other", tags[1])) == 481
    assert replacing(pair, Replaces(call_id, *tags, early_only=True)) == 486, "it was answered already"
    pair.link.rule = lambda sender, data: [] if sender == 0 and b"CSeq: 1 BYE" in data else [0.01]
    incoming.bye(pair.now)
    assert replacing(pair, Replaces(call_id, *tags)) == 603, "it has just ended"
    pair.assert_at_rest()


def test_only_our_own_ringing_call_can_be_taken_over():
    pair = Pair()
    outgoing, _ = pair.ringing()
    named = outgoing.as_replaced(early_only=True)
    assert named is not None and replacing(pair, named) == 481, "Bob is the one who is called"
    outgoing.cancel(pair.now)
    pair.run()
    theirs = pair.bob.invite(pair.alice.address_of_record.uri, OFFER, pair.now)
    pair.run()
    pair.take(0, InviteReceived)[-1].session.ring(pair.now)
    pair.run()
    fresh = replacing(pair, Replaces(theirs.call_id, theirs.local_tag, theirs.remote_tag, early_only=True))
    assert fresh.accept(ANSWER, pair.now) and theirs.cancel(pair.now)
    pair.run()
    assert fresh.is_established and theirs.is_ended
    fresh.bye(pair.now)
    pair.assert_at_rest()


@pytest.mark.parametrize("header", ["Replaces", "Join"])
def test_two_calls_cannot_be_replaced_at_once(far: Far, header: str):
    value = "a;to-tag=1;from-tag=2"
    request = far.request("INVITE", Replaces=value)
    request.headers.add(header, value)
    far.deliver(bytes(request))
    assert far.responses[-1].status == 400
    assert far.ask("INVITE", Replaces="nonsense").status == 400 and far.agent.sessions == ()


def test_names_are_of_a_dialog(far: Far):
    session, invite = far.calling()
    assert session.as_replaced() is None
    far.answer(180, invite, to_tag="one", headers=(BOB,))
    far.answer(180, invite, to_tag="two", headers=(BOB,))
    far.answer(200, invite, to_tag="two", headers=(BOB,), body=ANSWER)
    by_fork = [Replaces(session.call_id, session.local_tag, tag) for tag in ("one", "two")]
    assert [far.agent.session_for(one) for one in by_fork] == [None, session]
    assert session.as_replaced() == Replaces(session.call_id, "two", session.local_tag)
    assert str(by_fork[1].added_to(Uri.parse("sip:bob@x"))).startswith("sip:bob@x?Replaces=")
