"""Long conversations of two sides over one bridge, sensible and not: what holds whatever is said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.sdp.description import parse_description
from core.service.gateway.media.bridge import SipMedia
from core.service.gateway.media.sdp.negotiation import Negotiation
from core.service.gateway.media.sdp.sip_description import parse_sip
from core.service.media.refusal import MediaRefused
from tests.service.gateway.media.sdp.sides import (
    KEY,
    TRANSPORT,
    client_says,
    lines,
    negotiation,
    phone_says,
    ports_of,
)

DIRECTIONS = st.sampled_from(["sendrecv", "sendonly", "recvonly", "inactive"])
SOUNDS = st.sampled_from(["opus pcma events", "pcma", "opus", "g722 pcmu", "pcmu events", "cn pcma"])
SETTLED = 10
"""Exchanges that must have come to an end in the examples of a test."""

VIDEO = "m=video 4002 RTP/AVP 97\r\na=rtpmap:97 {}/90000\r\n"


@st.composite
def clients(draw: st.DrawFn, setup: str = "actpass") -> str:
    pictures = draw(st.sampled_from(["", "h264", "vp8", "h264 vp8"]))
    said = client_says(draw(SOUNDS), pictures, direction=draw(DIRECTIONS), setup=setup)
    return draw(st.sampled_from([said, said, said, "nonsense", said.replace("rtcp-mux", "x")]))


@st.composite
def phones(draw: st.DrawFn) -> str:
    formats = draw(st.sampled_from(["8 101", "0", "9 8 0", "96 101", "18", "8 13 101"]))
    video = draw(st.sampled_from(["", VIDEO.format("H264"), VIDEO.format("VP8"), "m=video 0 RTP/AVP 97\r\n"]))
    crypto = (f"crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}",) if draw(st.booleans()) else ()
    said = phone_says(
        formats,
        *crypto,
        draw(DIRECTIONS),
        profile=draw(st.sampled_from(["RTP/AVP", "RTP/AVPF", "RTP/SAVP"])),
        port=draw(st.sampled_from([0, 4000, 5000])),
        address=draw(st.sampled_from(["192.0.2.7", "0.0.0.0"])),
        more=video,
    )
    return draw(st.sampled_from([said, said, said, "", said.replace("c=IN IP4", "c=IN IPX")]))


STEPS = st.one_of(
    st.tuples(st.just("client offers"), clients()),
    st.tuples(st.just("phone answers early"), phones()),
    st.tuples(st.just("phone answers"), phones()),
    st.tuples(st.just("phone offers"), phones()),
    st.tuples(st.just("phone asks"), st.just("")),
    st.tuples(st.just("client answers"), clients(setup="active")),
    st.tuples(st.just("phone answers late"), phones()),
    st.tuples(st.just("phone is offered it again"), st.just("")),
    st.tuples(st.just("taken back"), st.just("")),
)


@st.composite
def rounds(draw: st.DrawFn, pictures: bool) -> list[tuple[str, str]]:
    """Return an offer and what answers it, after what lay open was taken back; both sides share sound."""
    client = client_says(draw(SOUNDS), "h264" if pictures else "", direction=draw(DIRECTIONS))
    video = VIDEO.format("H264") if pictures else ""
    phone = phone_says(draw(st.sampled_from(["8 101", "0", "9 8 0"])), draw(DIRECTIONS), more=video)
    accepting = client.replace("actpass", "active")
    ways = [
        [("client offers", client), ("phone answers", phone)],
        [("client offers", client), ("phone answers early", phone), ("phone answers", phone)],
        [("phone offers", phone), ("client answers", accepting)],
        [("phone asks", ""), ("client answers", accepting), ("phone answers late", phone)],
    ]
    return [("taken back", ""), *draw(st.sampled_from(ways))]


def conversations(pictures: bool) -> st.SearchStrategy[list[tuple[str, str]]]:
    part = st.one_of(rounds(pictures), rounds(pictures), STEPS.map(lambda step: [step]))
    return st.lists(part, min_size=3, max_size=7).map(lambda parts: [step for one in parts for step in one])


CONVERSATIONS = st.booleans().flatmap(conversations)


def take(bridge: Negotiation, what: str, text: str) -> tuple[str, str]:
    """Take one step; return which side is told something, and what."""
    match what:
        case "client offers":
            return "phone", bridge.offer_sip(text, ports_of)
        case "phone answers early":
            return "client", bridge.answer_client(text, TRANSPORT, "active", is_early=True)
        case "phone answers":
            return "client", bridge.answer_client(text, TRANSPORT, "active")
        case "phone offers" | "phone asks":
            return "client", bridge.offer_client(text or None, TRANSPORT)
        case "client answers":
            return "phone", bridge.answer_sip(text, ports_of)
        case "phone is offered it again":
            return "phone", bridge.offer_sip_again(ports_of)
        case "phone answers late":
            bridge.take_late_answer(text)
        case _:
            bridge.roll_back()
    return "", ""


def test_whatever_is_said_what_is_told_is_whole() -> None:
    settled = 0

    @settings(max_examples=25)
    @given(CONVERSATIONS)
    def talk(steps: list[tuple[str, str]]) -> None:
        nonlocal settled
        bridge = negotiation(SipMedia("192.0.2.1"))
        places = 0
        versions = {"client": 0, "phone": 0}
        for what, text in steps:
            before = dict(bridge.agreed)
            try:
                side, told = take(bridge, what, text)
            except MediaRefused as refused:
                assert refused.reason and refused.status in (400, 488)
                assert bridge.agreed == before
                continue
            settled += bool(bridge.agreed) and not bridge.is_open
            if not told:
                continue
            sections = parse_sip(told) if side == "phone" else parse_description(told).sections
            assert sections, "a description without sections"
            version = int(lines(told, "o=")[0].split()[2])
            assert version >= versions[side]
            versions[side] = version
            if side == "client":
                # What was said stays: no later description has fewer sections (RFC 3264 section 8).
                assert bridge.is_open or len(sections) >= places
                places = places if bridge.is_open else len(sections)
                mids = [section.value("mid") for section in parse_description(told).sections]
                assert len(set(mids)) == len(mids)

    talk()
    assert settled >= SETTLED, "too few exchanges came to an end for this to say anything"


def test_what_is_agreed_upon_can_be_carried_out() -> None:
    looked_at = 0

    @settings(max_examples=25)
    @given(CONVERSATIONS)
    def talk(steps: list[tuple[str, str]]) -> None:
        nonlocal looked_at
        bridge = negotiation(SipMedia("192.0.2.1"))
        for what, text in steps:
            try:
                take(bridge, what, text)
            except MediaRefused:
                continue
            for stream in bridge.agreed.values():
                looked_at += 1
                assert any(codec.is_media for codec in stream.client.takes)
                assert any(codec.is_media for codec in stream.sip.takes)
                assert all(0 <= codec.number < 128 for codec in (*stream.client.sends, *stream.sip.sends))
                assert stream.target.address or not stream.to_sip
                assert (stream.target.our_key is None) == (stream.target.their_key is None)

    talk()
    assert looked_at >= SETTLED
