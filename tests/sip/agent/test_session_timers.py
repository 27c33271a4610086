"""Session timers: calls that live for hours, and calls whose other side is gone (RFC 4028)."""

from __future__ import annotations

import pytest

from core.sip.agent.events import EndedHow, InviteAccepted, ReinviteAnswered, ReinviteReceived, SessionEnded
from core.sip.messages import Uri
from tests.sip.far_end import BOB, Far
from tests.sip.pairs import ANSWER, OFFER, Pair

UPDATES = ("Allow", "INVITE, ACK, BYE, UPDATE")
BOB_URI = Uri.parse("sip:bob@example.org")
SDP = {"body": OFFER, "Content_Type": "application/sdp"}


@pytest.fixture
def far() -> Far:
    return Far()


def ends(pair: Pair) -> list[list[EndedHow]]:
    return [[event.how for event in pair.take(who, SessionEnded)] for who in (0, 1)]


def test_a_call_lives_for_hours_and_nobody_is_told():
    pair = Pair()
    outgoing, incoming = pair.established()
    assert outgoing.timer.is_on and outgoing.timer.is_ours
    assert incoming.timer.is_on and not incoming.timer.is_ours
    before = [pair.names(0), pair.names(1)]
    pair.run(4 * 3600 + 60)
    updates = [line for line in pair.link.messages(0) if line.startswith("UPDATE")]
    assert len(updates) == 16 and [pair.names(0), pair.names(1)] == before
    assert outgoing.is_established and incoming.is_established
    outgoing.bye(pair.now)
    pair.assert_at_rest()
    assert pair.alice.next_timer() is None and pair.bob.next_timer() is None


def test_a_dead_line_ends_the_call_at_both_ends():
    pair = Pair()
    pair.established()
    pair.link.rule = lambda sender, data: []
    pair.run(1760)
    assert ends(pair) == [[], []]
    pair.run(10)
    assert ends(pair) == [[EndedHow.TIMEOUT], [EndedHow.TIMEOUT]]
    assert "BYE" in [line.split()[0] for line in pair.link.messages(1)]
    pair.assert_at_rest()


def test_a_lost_refresh_is_tried_again():
    pair = Pair()
    outgoing, incoming = pair.established()
    pair.link.rule = lambda sender, data: []
    pair.run(1000)
    pair.link.rule = lambda sender, data: [0.01]
    pair.run(3600)
    assert outgoing.is_established and incoming.is_established


def test_an_end_without_a_flow_waits_for_it():
    """What two people say to each other goes another way than signalling."""
    pair = Pair()
    outgoing, incoming = pair.established()
    for peer in (pair.alice, pair.bob):
        peer.flow_lost(pair.now)
    pair.run(3600)
    assert outgoing.is_established and incoming.is_established
    for peer in (pair.alice, pair.bob):
        peer.flow_opened(pair.now)
    pair.run(3600)
    assert outgoing.is_established and incoming.is_established


def test_a_change_by_the_owner_refreshes_too():
    pair = Pair()
    outgoing, incoming = pair.established()
    for _ in range(6):
        pair.run(800)
        incoming.reinvite(OFFER, pair.now)
        pair.run()
        outgoing.answer_reinvite(ANSWER, pair.now)
        pair.run()
    assert not [line for line in pair.link.messages(0) if line.startswith("UPDATE")]
    assert outgoing.timer.is_ours and not incoming.timer.is_ours, "who refreshes stays the same"


def test_what_an_invite_says(far: Far):
    _, invite = far.calling()
    assert invite.headers.get("session-expires") == "1800" and "min-se" not in invite.headers
    assert "timer" in invite.tokens("supported")


def test_a_longer_interval_is_taken(far: Far):
    session, invite = far.calling()
    far.answer(422, invite, headers=(("Min-SE", "3600"),))
    again = far.requests[-1]
    assert (again.method, again.call_id, again.from_) == ("INVITE", invite.call_id, invite.from_)
    assert again.cseq.number == invite.cseq.number + 1 and again.body == OFFER
    assert again.headers.getall("session-expires") == ["3600"] and again.headers.getall("min-se") == ["3600"]
    far.answer(422, again, headers=(("Min-SE", "3600"),))
    assert session.is_ended, "the same once more helps nobody"


@pytest.mark.parametrize("value", ["", "x", "10", "-1", "99999999999"])
def test_an_interval_without_sense_is_a_refusal(far: Far, value: str):
    session, invite = far.calling()
    far.answer(422, invite, headers=(("Min-SE", value),))
    assert session.is_ended and [one.method for one in far.requests] == ["INVITE", "ACK"]


@pytest.mark.parametrize("expires", [None, "nonsense", "90;refresher"])
def test_without_an_interval_there_is_none(far: Far, expires: str | None):
    headers = () if expires is None else (("Session-Expires", expires),)
    session = far.talking(headers=headers)
    assert session.timer.is_on is (expires == "90;refresher")
    if expires != "90;refresher":
        far.wait(100_000)
        assert session.is_established and far.events() == []


def test_they_refresh(far: Far):
    session = far.talking(headers=(("Session-Expires", "100;refresher=uas"), UPDATES))
    options = {"Call_ID": session.call_id, "Supported": "timer"}
    far.wait(60)
    answer = far.ask("UPDATE", session.local_tag, Session_Expires="100;refresher=uac", **options)
    assert answer.status == 200 and answer.headers.get("session-expires") == "100;refresher=uac"
    assert answer.tokens("require") == ("timer",)
    far.wait(60)
    far.ask("INVITE", session.local_tag, Session_Expires="100;refresher=uac", **options, **SDP)
    session.answer_reinvite(ANSWER, far.now)
    far.pump()
    answer = far.responses[-1]
    assert answer.headers.get("session-expires") == "100;refresher=uac"
    far.deliver(bytes(far.request("ACK", session.local_tag, CSeq=f"{answer.cseq.number} ACK", **options)))
    far.wait(60)
    assert session.is_established and far.requests[-1].method == "ACK"
    far.wait(10)
    assert far.events()[-1].how is EndedHow.TIMEOUT and far.requests[-1].method == "BYE"


@pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
@pytest.mark.parametrize(("value", "status"), [("60", 422), ("0", 422), ("x", 400), ("90;a=1;a=2", 400)])
def test_refused_intervals(far: Far, method: str, value: str, status: int):
    session = far.answered()
    options = SDP if method == "INVITE" else {}
    answer = far.ask(method, session.local_tag, Session_Expires=value, **options)
    assert answer.status == status and session.is_established
    assert (answer.headers.get("min-se") == "90") is (status == 422)
    if method == "INVITE":
        assert far.ask("INVITE", Call_ID="new", Session_Expires=value, **SDP).status == status
    assert far.events() == []


def accepted(far: Far, **changes: str):
    session = far.invited(**changes)
    session.accept(ANSWER, far.now)
    far.pump()
    far.deliver(bytes(far.request("ACK", session.local_tag, CSeq=f"{far.count} ACK")))
    return session, [one for one in far.responses if one.status == 200][-1]


@pytest.mark.parametrize(
    ("changes", "said", "is_ours"),
    [
        ({}, None, False),
        ({"Supported": "timer"}, "1800;refresher=uac", False),
        ({"Supported": "timer", "x": "120"}, "120;refresher=uac", False),
        ({"Supported": "timer", "x": "120;refresher=uas"}, "120;refresher=uas", True),
        ({"x": "120"}, "120;refresher=uas", True),
        ({"x": "120;refresher=uac"}, "120;refresher=uas", True),
        ({"Require": "timer", "x": "9999999"}, "86400;refresher=uac", False),
    ],
)
def test_what_a_2xx_says(far: Far, changes: dict, said: str | None, is_ours: bool):
    session, answer = accepted(far, **changes)
    assert answer.headers.get("session-expires") == said
    assert (
        session.timer.is_on is (said is not None)
        and (session.timer.is_on and session.timer.is_ours) is is_ours
    )
    required = said is not None and said.endswith("uac")
    assert ("timer" in answer.tokens("require")) is required


def test_one_without_update_is_refreshed_by_the_same_description(far: Far):
    session, _ = accepted(far, Session_Expires="100", Allow="INVITE, ACK, BYE")
    far.events()
    for _ in range(5):
        refresh = far.wait_for_request(60)
        assert (refresh.method, refresh.body) == ("INVITE", ANSWER)
        assert refresh.headers.get("session-expires") == "100;refresher=uac"
        far.answer(200, refresh, headers=(("Session-Expires", "100;refresher=uac"),), body=OFFER)
        assert far.requests[-1].method == "ACK"
    assert session.is_established and far.events() == [], "the owner has nothing to do with it"


def test_an_update_that_is_not_known_is_not_tried_again(far: Far):
    session = far.talking(headers=(("Session-Expires", "100;refresher=uac"), UPDATES))
    assert far.wait_for_request(60).method == "UPDATE"
    far.answer(405)
    refresh = far.wait_for_request(1)
    assert (refresh.method, refresh.body) == ("INVITE", OFFER)
    far.answer(200, refresh, headers=(("Session-Expires", "100;refresher=uac"),), body=ANSWER)
    assert far.wait_for_request(60).method == "INVITE" and session.is_established
    assert ReinviteAnswered not in map(type, far.events())


def test_a_refresh_that_wants_a_longer_interval(far: Far):
    session = far.talking(headers=(("Session-Expires", "100;refresher=uac"), UPDATES))
    far.wait_for_request(60)
    far.answer(422, headers=(("Min-SE", "200"),))
    again = far.wait_for_request(1)
    assert (
        again.headers.get("session-expires") == "200;refresher=uac" and again.headers.get("min-se") == "200"
    )
    far.answer(200, again, headers=(("Session-Expires", "200;refresher=uac"),))
    far.wait(90)
    assert far.requests[-1] is again and session.is_established


def test_refused_refreshes(far: Far):
    session = far.talking(headers=(("Session-Expires", "100;refresher=uac"), UPDATES))
    far.wait_for_request(60)
    far.answer(500)
    far.wait_for_request(20)
    far.answer(481)
    assert session.is_ended and far.events()[-1].how is EndedHow.FAILED
    session = far.talking(headers=(("Session-Expires", "100;refresher=uac"), UPDATES))
    far.wait_for_request(60)
    far.answer(500)
    far.wait(100)
    assert session.is_ended and far.events()[-1].how is EndedHow.TIMEOUT


def test_a_description_that_nobody_has_cannot_be_repeated(far: Far):
    session = far.agent.invite(BOB_URI, b"", far.now)
    far.answer(200, to_tag="bob", headers=(BOB, ("Session-Expires", "100;refresher=uac")))
    assert InviteAccepted in map(type, far.events()) and session.timer.is_on
    far.wait(500)
    assert session.is_established and not session.timer.is_on, "better no timer than an end for nothing"


def test_a_refresh_gives_way_to_a_change(far: Far):
    session = far.talking(headers=(("Session-Expires", "100;refresher=uac"),))
    offer = {"Call_ID": session.call_id, **SDP}
    far.wait(30)
    far.ask("INVITE", session.local_tag, **offer)
    assert ReinviteReceived in map(type, far.events())
    far.wait(21)
    assert [one.method for one in far.requests].count("INVITE") == 1
    session.answer_reinvite(ANSWER, far.now)
    far.pump()
    assert not session.timer.is_on, "their INVITE knows of no timer"
