"""Whatever the authenticated peer itself sends, right keys and all, costs that packet and no more."""

from __future__ import annotations

import random
import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.transport.bundle_router import MAX_SOURCES
from tests.media.hostile.datagrams import rtcp, rtp
from tests.media.hostile.running_call import RunningCall, running_call

pytestmark = pytest.mark.usefixtures("no_thread_left")


def payload_types(call: RunningCall) -> list[int]:
    """Return the payload types that the victim takes."""
    return sorted(call.transport._rtp_router.payload_type_table)


def test_rtp_of_the_peer_ends_no_call_and_nothing_grows() -> None:
    with running_call() as call:
        kinds = st.sampled_from(payload_types(call)) | st.integers(0, 127)
        packets = rtp(call.sources, kinds).filter(lambda packet: not 192 <= packet[1] < 224)

        @settings(max_examples=60)
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

        @settings(max_examples=60)
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
