"""Descriptions and candidates of a hostile peer during a call: refused or answered, and nothing is lost."""

from __future__ import annotations

import pytest
from aioice import Candidate
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.sdp.description import SdpError
from core.media.transport.ice.agent import MAX_REMOTE_CANDIDATES, CallIceConnection
from core.media.transport.ice.servers import Servers
from tests.media.call_pair import End
from tests.media.hostile.running_call import RunningCall, running_call

pytestmark = pytest.mark.usefixtures("no_thread_left")

NASTY = st.sampled_from(
    [
        "m=audio 9 UDP/TLS/RTP/SAVPF 0",
        "m=video 0 UDP/TLS/RTP/SAVPF 96",
        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
        "a=inactive",
        "a=sendonly",
        "a=mid:0",
        "a=mid:1",
        "a=mid:screen",
        "a=content:slides",
        "a=group:BUNDLE 1 0",
        "a=setup:passive",
        "a=ice-lite",
        "a=rtpmap:96 PCMU/8000",
        "a=fmtp:96 useinbandfec=1;maxaveragebitrate=1",
        "a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid",
        "a=candidate:1 1 udp 1 10.255.255.1 9 typ host",
        "a=end-of-candidates",
        "a=ssrc:1 cname:x",
        "a=ssrc-group:FID 1 2",
        "a=simulcast:send 1;2;3",
    ]
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "cut", "junk", "insert"]),
        st.floats(0, 0.999),
        NASTY | st.text(max_size=12),
    ),
    min_size=1,
    max_size=5,
)


def changed(sdp: str, changes: list[tuple[str, float, str]]) -> str:
    """Return ``sdp`` with ``changes`` in lines anywhere."""
    lines = sdp.split("\r\n")
    for kind, place, text in changes:
        at = int(place * len(lines))
        if kind == "drop" and len(lines) > 1:
            del lines[at]
        elif kind == "double":
            lines.insert(at, lines[at])
        elif kind == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2]
        elif kind == "junk":
            lines[at] += text
        else:
            lines.insert(at, text)
    return "\r\n".join(lines)


async def _offer_nonsense(
    call: RunningCall, changes: list[tuple[str, float, str]], refused: list[str]
) -> None:
    offer = await call.peer.session.create_offer()
    await call.peer.session.roll_back_offer()
    try:
        await call.victim.session.accept_offer(changed(offer, changes))
    except SdpError as error:
        refused.append(error.reason)


async def _answer_nonsense(
    call: RunningCall, changes: list[tuple[str, float, str]], refused: list[str]
) -> None:
    offer = await call.victim.session.create_offer()
    answer = await call.peer.session.accept_offer(offer)
    try:
        await call.victim.session.accept_answer(changed(answer, changes))
    except SdpError as error:
        refused.append(error.reason)
        await call.victim.session.accept_answer(answer)


async def _agree(offerer: End, answerer: End) -> None:
    offer = await offerer.session.create_offer()
    await offerer.session.accept_answer(await answerer.session.accept_offer(offer))


def test_any_later_offer_is_answered_or_refused_and_a_sound_one_brings_all_back() -> None:
    refused = list[str]()
    with running_call() as call:

        @settings(max_examples=25)
        @given(CHANGES)
        def throw(changes: list[tuple[str, float, str]]) -> None:
            call.run(_offer_nonsense(call, changes, refused))
            call.measure()

        throw()
        assert refused
        call.run(_agree(call.peer, call.victim))
        call.check()


def test_any_answer_is_taken_or_refused_and_a_sound_one_brings_all_back() -> None:
    refused = list[str]()
    with running_call() as call:

        @settings(max_examples=25)
        @given(CHANGES)
        def throw(changes: list[tuple[str, float, str]]) -> None:
            call.run(_answer_nonsense(call, changes, refused))
            call.measure()

        throw()
        assert refused
        call.run(_agree(call.victim, call.peer))
        call.check()


async def test_candidates_without_end_are_left_out() -> None:
    told = [Candidate(f"{n}", 1, "udp", n + 1, f"10.255.{n >> 8}.{n & 255}", 9, "host") for n in range(500)]
    connection = CallIceConnection(Servers())
    for candidate in told:
        await connection.add_remote_candidate(candidate)
    assert len(connection._remote_candidates) == MAX_REMOTE_CANDIDATES
    assert len(connection._check_list) <= MAX_REMOTE_CANDIDATES
    await connection.add_remote_candidate(None)
    await connection.close()
