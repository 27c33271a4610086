"""One agent against a scripted far end: methods, refusals, dialogs, forks."""

from __future__ import annotations

import pytest

from core.sip.agent.calls.session_states import SessionState
from core.sip.agent.events import (
    CredentialsRequired,
    EndedHow,
    InviteAccepted,
    InviteProgress,
    NotifyReceived,
    ReinviteFailed,
    RequestAnswered,
    SessionEnded,
)
from core.sip.agent.incoming_requests import MAX_SESSIONS
from core.sip.messages import NameAddr, Uri, response_to
from tests.sip.far_end import BOB, Far
from tests.sip.pairs import ANSWER, OFFER


@pytest.fixture
def far() -> Far:
    return Far()


def test_options(far: Far):
    answer = far.ask("OPTIONS")
    assert answer.status == 200 and answer.to.tag and "INVITE" in answer.tokens("allow")
    assert answer.headers.get("accept") == "application/sdp" and answer.headers.get("server") == "Ahoy"


@pytest.mark.parametrize(
    ("method", "changes", "status"),
    [
        ("FLY", {}, 405),
        ("SUBSCRIBE", {}, 489),
        ("SUBSCRIBE", {"Event": "refer"}, 489),
        ("REFER", {"Refer_To": "<sip:carol@example.org>"}, 403),
        ("PUBLISH", {}, 405),
        ("BYE", {}, 481),
        ("INFO", {}, 481),
        ("NOTIFY", {}, 481),
        ("PRACK", {}, 481),
        ("UPDATE", {}, 481),
        ("OPTIONS", {"Require": "nothingSupportsThis"}, 420),
        ("INVITE", {"Require": "100rel"}, 420),
        ("INVITE", {"Content_Type": "application/unknownformat"}, 415),
        ("INVITE", {"Content_Type": None}, 415),
        ("INVITE", {"Content_Encoding": "gzip"}, 415),
        ("INVITE", {"Accept": "text/nobodyKnowsThis"}, 406),
        ("INVITE", {"Accept": ";;"}, 400),
        ("INVITE", {"To": "<sip:alice@example.org>;tag=unknown"}, 481),
        ("OPTIONS", {"CSeq": "5 BYE"}, 400),
    ],
)
def test_refusals(far: Far, method: str, changes: dict, status: int):
    body = OFFER if method == "INVITE" else b""
    kind = {"Content_Type": "application/sdp"} if method == "INVITE" else {}
    answer = far.ask(method, body=body, **{**kind, **changes})
    assert answer.status == status and answer.to.tag
    named = {405: "allow", 420: "unsupported", 415: "accept", 406: "accept"}.get(status)
    assert named is None or answer.headers.get(named)
    assert far.events() == [] and far.agent.sessions == ()


def test_acceptable_ranges(far: Far):
    assert far.invited(Accept="text/plain, application/*").remote.tag == "bob"


def test_stray_acks_and_responses_are_counted(far: Far):
    assert far.ask("ACK", "nobody") is None
    far.deliver(bytes(response_to(far.request("INVITE"), 200, to_tag="x")))
    far.deliver(b"\xff\xfe garbage")
    assert far.agent.counters["ACK without session"] == 1 and far.agent.counters["garbage"] == 1
    assert far.agent.layer.counters["response without request"] == 1 and far.events() == []


def test_merged_and_too_many_calls(far: Far):
    far.invited()
    again = far.ask("INVITE", body=OFFER, Content_Type="application/sdp", CSeq="1 INVITE")
    assert again.status == 482, "the same call by another way"
    for number in range(MAX_SESSIONS):
        far.ask("INVITE", Call_ID=f"many{number}")
    assert far.responses[-1].status == 486 and len(far.agent.sessions) == MAX_SESSIONS


def test_requests_inside_a_dialog(far: Far):
    session = far.answered()
    tag = session.local_tag
    body = b'{"type": "x"}'
    kind = {"Content_Type": "application/json", "Event": "conference"}
    assert far.ask("MESSAGE", tag, b"hi", Content_Type="text/plain").status == 200
    assert far.ask("NOTIFY", tag, body, **kind).status == 200
    assert far.ask("OPTIONS", tag).status == 200
    assert far.ask("INFO", tag).status == 200
    assert far.ask("UPDATE", tag, OFFER, Content_Type="application/sdp").status == 488
    assert far.ask("PRACK", tag, RAck="1 1 INVITE").status == 481
    assert far.ask("REFER", tag).status == 400
    assert far.ask("SUBSCRIBE", tag, Event="presence").status == 489
    assert far.ask("SUBSCRIBE", tag).status == 489
    assert far.ask("UPDATE", tag, Contact="<sip:bob@moved.invalid>").status == 200
    assert session.dialog.remote_target.host == "moved.invalid"
    notify = next(event for event in far.events() if isinstance(event, NotifyReceived))
    assert (notify.session, notify.event, notify.body) == (session, "conference", body)
    assert session.is_established


def test_numbers_out_of_order_are_500_and_change_nothing(far: Far):
    session = far.answered()
    for method in ("BYE", "INVITE", "INFO"):
        answer = far.ask(method, session.local_tag, CSeq=f"1 {method}")
        assert (answer.status, answer.headers.get("retry-after")) == (500, "1")
    assert session.is_established and far.events() == []
    assert far.agent.counters["request out of order"] == 3


def test_dialogs_of_others_are_481(far: Far):
    session = far.answered()
    for changes in ({"From": "<sip:eve@x>;tag=eve"}, {"Call_ID": "other"}, {"From": "<sip:bob@example.org>"}):
        assert far.ask("BYE", session.local_tag, **changes).status == 481
    assert session.is_established
    assert far.ask("BYE", session.local_tag).status == 200
    assert far.events()[-1].how is EndedHow.REMOTE_BYE
    assert far.ask("INFO", session.local_tag).status == 481


def test_bye_before_we_answer(far: Far):
    session = far.invited()
    session.ring(far.now)
    assert far.ask("BYE", session.local_tag).status == 487
    statuses = {(answer.cseq.method, answer.status) for answer in far.responses}
    assert {("BYE", 200), ("INVITE", 487)} <= statuses
    assert far.events()[-1].how is EndedHow.REMOTE_BYE


def test_route_set_and_target(far: Far):
    routes = (("Record-Route", "<sip:p2;lr>, <sip:p1;lr>"),)
    session = far.talking(headers=routes)
    ack = far.requests[-1]
    assert (ack.method, str(ack.uri)) == ("ACK", "sip:bob@b.invalid;transport=ws")
    assert [route.uri.host for route in ack.routes] == ["p1", "p2"] and ack.cseq.number == 1
    session.bye(far.now)
    far.pump()
    bye = far.requests[-1]
    assert [route.uri.host for route in bye.routes] == ["p1", "p2"] and bye.cseq.number == 2
    assert bye.to.tag == "bob" and bye.from_.tag == session.local_tag


def test_a_strict_router_becomes_the_request_uri(far: Far):
    session = far.talking(headers=(("Record-Route", "<sip:p2;lr>, <sip:strict>"),))
    session.bye(far.now)
    far.pump()
    bye = far.requests[-1]
    assert str(bye.uri) == "sip:strict"
    assert [str(route.uri) for route in bye.routes] == ["sip:p2;lr", "sip:bob@b.invalid;transport=ws"]


def test_the_called_side_keeps_the_route_set_too(far: Far):
    session = far.invited(Record_Route="<sip:p1;lr>, <sip:p2;lr>")
    session.accept(ANSWER, far.now)
    far.pump()
    assert [one.uri.host for one in far.responses[-1].record_routes] == ["p1", "p2"]
    far.deliver(bytes(far.request("ACK", session.local_tag, CSeq="1 ACK")))
    session.bye(far.now)
    far.pump()
    assert [route.uri.host for route in far.requests[-1].routes] == ["p1", "p2"]


def test_forks_ring_apart_and_the_second_acceptance_is_hung_up(far: Far):
    session, invite = far.calling()
    far.answer(180, invite, to_tag="one", headers=(BOB,))
    far.answer(183, invite, to_tag="two", headers=(BOB,), body=b"early")
    assert [event.status for event in far.events() if isinstance(event, InviteProgress)] == [180, 183]
    far.answer(200, invite, to_tag="two", headers=(BOB,), body=ANSWER)
    assert session.remote_tag == "two" and session.is_established
    contact = ("Contact", "<sip:third@c.invalid>")
    far.answer(200, invite, to_tag="three", headers=(contact,))
    ack, bye = far.requests[-2:]
    assert (ack.method, ack.to.tag, bye.method, bye.to.tag) == ("ACK", "three", "BYE", "three")
    assert bye.uri.host == "c.invalid"
    accepted = [event for event in far.events() if isinstance(event, InviteAccepted)]
    assert len(accepted) == 1 and session.is_established
    far.answer(200, invite, to_tag="three", headers=(contact,))
    assert far.requests[-1].method == "ACK", "its repetition is only acknowledged"


def test_a_repeated_2xx_gets_the_same_ack(far: Far):
    far.talking()
    first = far.requests[-1]
    far.answer(200, far.requests[0], to_tag="bob", headers=(BOB,), body=ANSWER)
    second = far.requests[-1]
    assert (second.method, second.cseq, second.to) == (first.method, first.cseq, first.to)
    assert far.events() == []


def test_reliable_provisionals_are_acknowledged_once(far: Far):
    session, invite = far.calling()
    reliable = (BOB, ("Require", "100rel"), ("RSeq", "776"))
    for _ in range(2):
        far.answer(183, invite, to_tag="bob", headers=reliable, body=b"early")
    pracks = [request for request in far.requests if request.method == "PRACK"]
    assert len(pracks) == 1 and pracks[0].headers.get("rack") == "776 1 INVITE"
    assert len(far.events()) == 1
    for number in ("x", "", "9" * 30):
        far.answer(183, invite, to_tag="bob", headers=(BOB, ("Require", "100rel"), ("RSeq", number)))
    assert len([request for request in far.requests if request.method == "PRACK"]) == 1
    far.answer(200, pracks[0])
    far.answer(200, invite, to_tag="bob", headers=(BOB,))
    assert session.is_established


def test_a_redirect_is_a_refusal(far: Far):
    session, invite = far.calling()
    far.answer(302, invite, headers=(("Contact", "<sip:elsewhere@evil.example>"),))
    assert session.is_ended and len([one for one in far.requests if one.method == "INVITE"]) == 1


def test_late_provisionals_and_refusals_after_acceptance_mean_nothing(far: Far):
    session = far.talking()
    for status in (180, 486, 600):
        far.answer(status, far.requests[0], to_tag="late")
    assert session.is_established and far.events() == []


@pytest.mark.parametrize("status", [481, 408])
def test_a_dialog_the_far_end_forgot_ends(far: Far, status: int):
    session = far.talking()
    session.info("a/b", b"", far.now)
    far.answer(status)
    answered, ended = far.events()
    assert isinstance(answered, RequestAnswered) and answered.status == status
    assert isinstance(ended, SessionEnded) and (ended.how, ended.status) == (EndedHow.FAILED, status)
    assert far.requests[-1].method == "BYE"


def test_a_failed_info_or_reinvite_ends_nothing(far: Far):
    session = far.talking()
    session.info("a/b", b"", far.now)
    far.answer(500)
    session.reinvite(OFFER, far.now)
    far.answer(500)
    session.reinvite(OFFER, far.now)
    far.pump()
    far.wait(40)
    failed = [event.status for event in far.events() if isinstance(event, ReinviteFailed)]
    assert failed == [500, 408] and session.is_established


def test_endless_glare_is_given_up(far: Far):
    session = far.talking()
    session.reinvite(OFFER, far.now)
    for _ in range(20):
        far.pump()
        if far.requests[-1].method == "INVITE":
            far.answer(491)
        far.wait(5)
    assert [event.status for event in far.events()] == [491] and session.is_established


def test_glare_and_overlap_are_refused(far: Far):
    session = far.answered()
    offer = {"body": OFFER, "Content_Type": "application/sdp"}
    session.reinvite(OFFER, far.now)
    assert far.ask("INVITE", session.local_tag, **offer).status == 491
    far.answer(488, [one for one in far.requests if one.method == "INVITE"][-1])
    far.events()
    assert far.ask("INVITE", session.local_tag, **offer) is None
    answer = far.ask("INVITE", session.local_tag, **offer)
    assert answer.status == 500 and 0 <= int(answer.headers.get("retry-after")) < 10
    assert far.ask("INVITE", session.local_tag, b"x", Content_Type="text/plain").status == 415


def test_cancel_of_a_reinvite_leaves_the_call(far: Far):
    session = far.answered()
    request = far.request("INVITE", session.local_tag, OFFER, Content_Type="application/sdp")
    far.deliver(bytes(request))
    cancel = request.copy()
    cancel.method, cancel.body = "CANCEL", b""
    cancel.headers.set("CSeq", f"{request.cseq.number} CANCEL")
    far.deliver(bytes(cancel))
    assert far.responses[-1].status == 487 and session.is_established
    assert not session.answer_reinvite(ANSWER, far.now)


def test_reinvite_before_the_ack_waits(far: Far):
    session = far.invited()
    session.accept(ANSWER, far.now)
    assert session.state is SessionState.ANSWERED and not session.reinvite(OFFER, far.now)
    assert far.ask("INVITE", session.local_tag, b"").status == 500


def test_headers_of_ours_cannot_be_broken(far: Far):
    with pytest.raises(ValueError):
        far.agent.invite(Uri.parse("sip:bob@x"), b"", far.now, headers=(("X", "a\r\nEvil: 1"),))
    assert far.agent.sessions == () and far.pump() == []
    far.agent.invite(NameAddr.parse('"B" <sip:bob@x?Subject=y>'), b"", far.now, headers=(("X", "ok"),))
    (invite,) = far.pump()
    assert invite.headers.get("x") == "ok" and invite.headers.get("content-type") is None
    assert str(invite.uri) == "sip:bob@x"


def test_a_challenge_without_credentials_is_told(far: Far):
    session, invite = far.calling()
    far.answer(407, invite, headers=(("Proxy-Authenticate", 'Bearer scope="sip"'),))
    kinds = [type(event).__name__ for event in far.events()]
    assert kinds == ["CredentialsRequired", "InviteRejected", "SessionEnded"] and session.is_ended
    assert CredentialsRequired in map(type, far.seen)
