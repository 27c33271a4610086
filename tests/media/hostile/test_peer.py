"""Whatever the authenticated peer itself sends, right keys and all, costs that packet and no more."""

from __future__ import annotations

import asyncio
import random
import struct
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.rtp.sending.sender import COPY_BURST_SECONDS, COPY_SHARE, LEAST_COPY_RATE
from core.media.rtp.sending.video_encoder import KEYFRAME_SPACING
from core.media.statistics import Stats
from core.media.transport.bundle_router import MAX_SOURCES
from tests.media.hostile.datagrams import rtcp, rtp
from tests.media.hostile.running_call import RunningCall, running_call, transport_of

pytestmark = pytest.mark.usefixtures("no_thread_left")


def payload_types(call: RunningCall) -> list[int]:
    """Return the payload types that the victim takes."""
    return sorted(call.transport._rtp_router.payload_type_table)


def test_rtp_of_the_peer_ends_no_call_and_nothing_grows() -> None:
    with running_call() as call:
        kinds = st.sampled_from(payload_types(call)) | st.integers(0, 127)
        packets = rtp(call.sources, kinds).filter(lambda packet: not 192 <= packet[1] < 224)

        @settings(max_examples=40)
        @given(st.lists(packets, min_size=1, max_size=40))
        def throw(volley: list[bytes]) -> None:
            call.rtp_by_the_peer(volley)

        throw()
        call.check()
        assert len(call.transport._rtp_router.ssrc_table) <= MAX_SOURCES


def test_rtcp_of_the_peer_ends_no_call_and_nothing_grows() -> None:
    with running_call() as call:
        senders = call.victim.session._connection.getSenders()
        sources = (*call.sources, *(one._ssrc for one in senders))

        @settings(max_examples=40)
        @given(st.lists(rtcp(sources), min_size=1, max_size=40))
        def throw(volley: list[bytes]) -> None:
            call.rtcp_by_the_peer(volley)

        throw()
        call.check()
        assert call.transport.dropped_rtcp > 0


def test_sources_that_come_and_go_leave_no_end_deaf_or_blind() -> None:
    """Music on hold and each leg of a transfer have a source of their own: a long call has many."""
    with running_call() as call:
        [sound] = call.transport._rtp_router.mid_table["0"]._codecs.keys() & {96}
        for ssrc in range(3 * MAX_SOURCES):
            packet = struct.pack("!BBHLL", 0x80, sound, 1, 1, ssrc) + b"\xf8\xff\xfe"
            call.rtp_by_the_peer([packet])
        call.check()
        call.run(_anew(call, "audio"))
        call.run(_anew(call, "video"))
        call.check()
        assert len(call.transport._rtp_router.ssrc_table) <= MAX_SOURCES


async def _anew(call: RunningCall, kind: str) -> None:
    """Have the peer's sender of ``kind`` go on as another source."""
    sender: Any = next(one for one in call.peer.session._connection.getSenders() if one.kind == kind)
    sender._stream._ssrc = sender._ssrc = random.getrandbits(32)
    sender._send_keyframe()


async def _flood(call: RunningCall, pieces: list[bytes], seconds: float) -> tuple[Stats, Stats, float]:
    """Have the peer send ``pieces`` again and again; return what the victim tells before and after."""
    before, began = (await call.victim.session.stats()).track("video", "outbound-rtp"), time.monotonic()
    while time.monotonic() - began < seconds:
        for piece in pieces:
            transport_of(call.peer).send_packet(piece)
        await asyncio.sleep(0.02)
    after = (await call.victim.session.stats()).track("video", "outbound-rtp")
    return before, after, time.monotonic() - began


def test_who_asks_for_everything_again_gets_no_more_than_its_share() -> None:
    with running_call() as call:
        victim = next(one for one in call.victim.session._connection.getSenders() if one.kind == "video")
        found: list[tuple[Stats, Stats, float]] = []
        top = 0.0

        async def ask() -> None:
            nonlocal top
            newest = victim._stream._sequence
            numbers = [newest - 17 * step for step in range(1, 60)]
            asked = b"".join(struct.pack("!HH", number & 0xFFFF, 0xFFFF) for number in numbers)
            nack = struct.pack("!BBHLL", 0x81, 205, 2 + len(numbers), 1, victim._ssrc) + asked
            found.append(await _flood(call, [nack], 1.0))
            top = max(call.transport.sending.bitrate, call.transport.sending.allocation.copies)

        call.run(ask())
        before, after, seconds = found[0]
        again = int(after["retransmittedBytesSent"]) - int(before["retransmittedBytesSent"])
        share = max(LEAST_COPY_RATE, COPY_SHARE * top, call.transport.sending.allocation.copies)
        assert 0 < 8 * again <= 1.5 * (COPY_BURST_SECONDS + seconds) * share
        call.check()


def test_who_asks_for_keyframes_all_the_time_gets_few() -> None:
    with running_call() as call:
        victim = next(one for one in call.victim.session._connection.getSenders() if one.kind == "video")
        pli = struct.pack("!BBHLL", 0x81, 206, 2, 1, victim._ssrc)
        found: list[tuple[Stats, Stats, float]] = []

        async def ask() -> None:
            fir = [struct.pack("!BBHLLLBxxx", 0x84, 206, 4, 1, 0, victim._ssrc, n) for n in range(20)]
            found.append(await _flood(call, [pli, *fir], 1.5))

        call.run(ask())
        before, after, seconds = found[0]
        made = int(after["keyFramesEncoded"]) - int(before["keyFramesEncoded"])
        assert int(after["pliCount"]) - int(before["pliCount"]) > 5
        assert 0 < made <= 1 + seconds / KEYFRAME_SPACING
        call.check()
