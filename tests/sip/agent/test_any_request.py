"""Whatever is asked of an agent in a call: one answer at most, nothing raised, and the call goes on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sip.bodies.pidf import PresenceState
from tests.sip.events.test_state_agent import ALICE, Desk
from tests.sip.far_end import Far

VALUES = st.sampled_from(
    [
        "",
        ";",
        ",",
        "0",
        "1",
        "90",
        "-1",
        "99999999999",
        "x",
        '"',
        "<>",
        "refer",
        "refer;id=1",
        "presence",
        "conference;id=",
        "active",
        "active;expires=1",
        "terminated;reason=noresource",
        "terminated;reason=x;expires=",
        "<sip:carol@x>",
        "sip:carol@x?Replaces=%00",
        "<sip:a@b?Replaces=a%3Bto-tag%3D1%3Bfrom-tag%3D2>",
        "tel:+49",
        "a;to-tag=1;from-tag=2",
        "message/sipfrag",
        "application/sdp",
        "application/pidf+xml",
        "timer",
        "replaces",
        "norefersub",
        "false",
        "1800;refresher=uas",
        "90;refresher",
        "\u202e",
        "ü" * 50,
    ]
) | st.text(st.characters(min_codepoint=0x20, exclude_characters="\r\n", codec="utf-8"), max_size=30)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "Event",
            "Subscription_State",
            "Refer_To",
            "Referred_By",
            "Refer_Sub",
            "Replaces",
            "Join",
            "Require",
            "Supported",
            "Session_Expires",
            "Min_SE",
            "Expires",
            "Accept",
            "Content_Type",
            "SIP_If_Match",
            "Contact",
            "RAck",
            "Allow",
        ]
    ),
    VALUES,
    max_size=5,
)
METHODS = st.sampled_from(
    ["REFER", "NOTIFY", "SUBSCRIBE", "UPDATE", "INVITE", "INFO", "PRACK", "MESSAGE", "PUBLISH"]
)
BODIES = st.sampled_from([b"", b"SIP/2.0 200 OK", b"SIP/2.0", b"v=0", b"<presence/>", b"\0\xff"])


@settings(max_examples=300, deadline=None)
@given(METHODS, HEADERS, BODIES, st.booleans(), st.booleans())
def test_a_call_survives_any_request(
    method: str, headers: dict, body: bytes, is_inside: bool, has_referred: bool
):
    far = Far()
    session = far.answered()
    if has_referred:
        session.refer(session.remote, far.now)
        far.pump()
    before = len(far.responses)
    options = {"Call_ID": session.call_id, **headers} if is_inside else {"Call_ID": "other", **headers}
    far.ask(method, session.local_tag if is_inside else "", body, **options)
    assert len(far.responses) - before <= 1
    session.accept_refer(far.now)
    session.answer_reinvite(b"v=0", far.now)
    far.pump()
    assert session.is_established
    far.wait(4000)
    for one in far.agent.sessions:
        one.bye(far.now)
    far.wait(4000)
    assert far.agent.sessions == () and far.agent.layer.transactions == ()


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["PUBLISH", "SUBSCRIBE"]), HEADERS, BODIES, st.booleans())
def test_a_state_agent_survives_any_request(method: str, headers: dict, body: bytes, is_known: bool):
    desk = Desk()
    pair = desk.subscribe()
    desk.publish(PresenceState.ONLINE)
    names = {"Event": "presence", **headers}
    if is_known:
        names |= {"To": str(pair[1].to), "Call_ID": pair[0].call_id}
    desk.ask(desk.request(method, body=body, **names))
    desk.told()
    desk.wait(10_000)
    desk.told()
    assert desk.agent.watches == 0 and desk.agent.documents_of(ALICE) == []


@pytest.mark.parametrize("size", [60_000, 70_000])
def test_large_requests(size: int):
    far = Far()
    session = far.answered()
    answer = far.ask("NOTIFY", session.local_tag, b"x" * size, Event="refer", Content_Type="a/b")
    assert answer is not None and answer.status in {481, 513} and session.is_established
