"""Whatever the authenticated peer itself sends, right keys and all, costs that packet and no more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.transport.dtls import MAX_SOURCES
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
            call.by_the_peer(volley)

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
            call.by_the_peer(volley)

        throw()
        call.check()
        assert call.transport.dropped_rtcp > 0


def test_a_source_that_changes_again_and_again_is_always_heard_and_seen() -> None:
    """Music on hold and each leg of a transfer have a source of their own: a long call has many."""
    with running_call() as call:
        sound, pictures = (one for one in call.peer.session._connection.getSenders())
        for _ in range(3):
            call.run(_change_sources(call, sound, pictures, times=30))
            call.check()
