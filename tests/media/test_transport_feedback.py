"""Transport-wide feedback in calls: both ends number, tell and follow; hostile feedback changes little."""

from __future__ import annotations

import asyncio
import re
import struct
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.media.congestion.estimation.controller import LEAST, MOST
from core.media.congestion.feedback.wire import URI, Feedback, build
from core.media.transport.compound import intra_requests
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.outgoing_packet import OutgoingPacket
from core.media.transport.paced_sending import START_TOLD, PacedSending, Priority
from tests.media.call_pair import End, call_pair, eventually

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


def transport(end: End) -> HardenedDtlsTransport:
    dtls = end.session._connection.dtls
    assert dtls is not None
    return dtls


async def test_both_ends_are_told_of_every_packet_and_find_out_what_the_way_bears() -> None:
    async with call_pair() as ends:
        for end in ends:
            await eventually(
                lambda end=end: transport(end).sending.estimate.has_feedback, what="feedback on what is sent"
            )
            await eventually(
                lambda end=end: transport(end).sending.bitrate > 1.5 * START_TOLD,
                what="a probe to find more",
            )
            estimate = transport(end).sending.estimate
            assert 0 < estimate.round_trip < 0.3 and estimate.loss < 0.05
        for end in ends:
            dtls = transport(end)
            assert dtls.dropped_rtcp == dtls.dropped_datagrams == dtls.sending.control.bad_feedback == 0
            report = (await end.session.stats()).transport
            assert dtls.arrivals.sent < int(report["packetsReceived"]) / 2


async def test_descriptions_offer_it_for_sound_and_pictures() -> None:
    async with call_pair(is_connected=False) as (caller, callee):
        offer = await caller.session.create_offer()
        answer = await callee.session.accept_offer(offer)
        for text in (offer, answer):
            sections = text.split("m=")[1:]
            assert len(sections) == 2
            ids = {match[1] for one in sections if (match := re.search(rf"a=extmap:(\d+) {URI}\r", one))}
            assert len(ids) == 1, "one id on one transport"
            assert all(re.search(r"a=rtcp-fb:\d+ transport-cc\r", one) for one in sections)
            assert re.search(r"a=rtcp-fb:\d+ ccm fir\r", sections[1])
        await caller.session.accept_answer(answer)


async def test_a_peer_without_it_is_sent_to_all_the_same() -> None:
    async with call_pair(is_connected=False) as (caller, callee):
        offer = await caller.session.create_offer()
        plain = re.sub(rf"a=extmap:\d+ {URI}\r\n|a=rtcp-fb:\d+ transport-cc\r\n", "", offer)
        await caller.session.accept_answer(await callee.session.accept_offer(plain))
        await eventually(lambda: callee.session.incoming_picture.frames > 10, what="pictures")
        await eventually(lambda: caller.session.incoming_picture.frames > 10, what="pictures back")
        for end in (caller, callee):
            assert not transport(end).sending.estimate.has_feedback and not transport(end).arrivals.sent


def as_told(feedback: Feedback) -> bytes:
    """Return ``feedback`` as bytes; steps that do not fit into it are cut."""
    arrivals, last = list[int | None](), 0
    for ticks in feedback.arrivals:
        last = last if ticks is None else max(last - 0x8000, min(last + 0x7FFF, ticks))
        arrivals.append(None if ticks is None else last)
    return build(replace(feedback, arrivals=tuple(arrivals)))


def padding(size: int = 300) -> OutgoingPacket:
    return OutgoingPacket(bytearray(size), number_at=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            Feedback,
            st.integers(0, 2**32 - 1),
            st.integers(0, 2**32 - 1),
            st.integers(0, 2**16 - 1),
            st.integers(0, 2**24 - 1),
            st.integers(0, 255),
            st.lists(st.none() | st.integers(-30_000, 30_000), min_size=1, max_size=60).map(tuple),
        ),
        max_size=30,
    )
)
async def test_nonsense_from_the_authenticated_peer_never_raises_and_keeps_the_rate_in_bounds(
    nonsense: list[Feedback],
) -> None:
    sent: list[bytes] = []
    sending = PacedSending(sent.append)
    try:
        for feedback in nonsense:
            sending.send([padding()], Priority.AUDIO)
            assert sending.take_rtcp(as_told(feedback))
            sending.take_report(1.5, -1.0)
            assert LEAST <= sending.bitrate <= MOST
        assert len(sent) == len(nonsense), "sound is never held back"
    finally:
        sending.close()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=120), st.integers(0, 31), st.sampled_from([205, 206]))
def test_any_bytes_are_looked_through_for_intra_requests(data: bytes, form: int, kind: int) -> None:
    piece = bytes([0x80 | form, kind]) + data
    assert all(0 <= source < 2**32 and 0 <= command < 256 for source, command in intra_requests(piece))


async def test_hostile_feedback_in_a_call_costs_nothing_but_itself() -> None:
    async with call_pair() as (caller, callee):
        hostile, victim = transport(caller), transport(callee)
        truncated = build(Feedback(1, 2, 3, 4, 5, (1, 2, None, 900)))[:-4]
        truncated = truncated[:2] + struct.pack("!H", len(truncated) // 4 - 1) + truncated[4:]
        endless = struct.pack("!BBHLLHH3sBH", 0x8F, 205, 5, 1, 2, 0, 0xFFFF, bytes(3), 0, 0x3FFF) + bytes(2)
        future = build(Feedback(1, 2, 30_000, 0xFFFFFF, 5, (1,) * 500))
        for _ in range(50):
            for piece in (truncated, endless, future):
                hostile.send_packet(piece)
        await eventually(lambda: victim.sending.control.bad_feedback >= 100, what="what was dropped")
        before = caller.session.incoming_picture.frames
        await eventually(
            lambda: caller.session.incoming_picture.frames > before + 10, what="the call going on"
        )
        assert LEAST <= victim.sending.bitrate <= MOST


async def test_a_full_intra_request_brings_a_keyframe_once_for_each_command() -> None:
    async with call_pair() as (caller, callee):
        await eventually(lambda: caller.session.incoming_picture.frames > 3, what="pictures")
        sender = next(one for one in callee.session._connection.getSenders() if one.kind == "video")

        def request(command: int) -> bytes:
            return struct.pack("!BBHLLLBxxx", 0x84, 206, 4, 1, 0, sender._ssrc, command)

        keyframes = int((await callee.session.stats()).track("video", "outbound-rtp")["keyFramesEncoded"])
        for command in (7, 7, 7):
            transport(caller).send_packet(request(command))
        await eventually(lambda: sender.fir_count == 1, what="the request")
        for _ in range(100):
            outbound = (await callee.session.stats()).track("video", "outbound-rtp")
            if int(outbound["keyFramesEncoded"]) > keyframes:
                break
            await asyncio.sleep(0.02)
        assert int(outbound["keyFramesEncoded"]) > keyframes and outbound["firCount"] == 1


async def test_packets_that_waited_in_the_queue_and_others_have_one_clock() -> None:
    """The estimator steps through each ms between two arrivals: those of another clock stopped the thread."""
    async with call_pair(is_connected=False) as (caller, callee):
        offer = await caller.session.create_offer()
        plain = re.sub(rf"a=extmap:\d+ {URI}\r\n|a=rtcp-fb:\d+ transport-cc\r\n", "", offer)
        await caller.session.accept_answer(await callee.session.accept_offer(plain))
        await eventually(lambda: callee.session.incoming_picture.frames > 3, what="pictures")
        connection = transport(callee).transport._connection
        direct, connection.on_rtp = connection.on_rtp, None  # by aiortc's queue from now on
        before = callee.session.incoming_picture.frames
        await eventually(lambda: callee.session.incoming_picture.frames > before + 3, what="by the queue")
        connection.on_rtp = direct
        before = callee.session.incoming_picture.frames
        await eventually(lambda: callee.session.incoming_picture.frames > before + 3, what="and not by it")
