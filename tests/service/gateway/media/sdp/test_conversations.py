"""Long conversations of two sides over one bridge, sensible and not: what holds whatever is said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.sdp.description import parse_description
from core.service.gateway.media.bridge import MediaRefused, SipMedia
from core.service.gateway.media.sdp.negotiation import Negotiation
from core.service.gateway.media.sdp.sip_description import parse_sip
from tests.service.gateway.media.sdp.sides import (
    TRANSPORT,
    client_says,
    lines,
    negotiation,
    phone_says,
    ports_of,
)

KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz"
DIRECTIONS = st.sampled_from(["sendrecv", "sendonly", "recvonly", "inactive"])
SOUNDS = st.sampled_from(["opus pcma events", "pcma", "opus", "g722 pcmu", "pcmu events", "cn pcma"])
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
    st.tuples(st.just("taken back"), st.just("")),
)


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
        case "phone answers late":
            bridge.take_late_answer(text)
        case _:
            bridge.roll_back()
    return "", ""


@settings(max_examples=25)
@given(st.lists(STEPS, max_size=14))
def test_whatever_is_said_what_is_told_is_whole(steps: list[tuple[str, str]]) -> None:
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


@settings(max_examples=25)
@given(st.lists(STEPS, max_size=10))
def test_what_is_agreed_upon_can_be_carried_out(steps: list[tuple[str, str]]) -> None:
    bridge = negotiation(SipMedia("192.0.2.1"))
    for what, text in steps:
        try:
            take(bridge, what, text)
        except MediaRefused:
            continue
        for stream in bridge.agreed.values():
            assert any(codec.is_media for codec in stream.client.takes)
            assert any(codec.is_media for codec in stream.sip.takes)
            assert all(0 <= codec.number < 128 for codec in (*stream.client.sends, *stream.sip.sends))
            assert stream.target.address or not stream.to_sip
            assert (stream.target.our_key is None) == (stream.target.their_key is None)
