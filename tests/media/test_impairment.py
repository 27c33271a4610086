"""A call over a bad line: lost packets, and cameras that deliver strange pictures."""

from __future__ import annotations

import asyncio
import random

import av
import pytest
from aiortc.rtp import RTCP_PSFB_APP, RtcpPsfbPacket, RtcpReceiverInfo, RtcpRrPacket, pack_remb_fci

from core.media.congestion.estimation.controller import CongestionController
from core.media.media_events import MediaFailed
from core.media.rtp.sending.video_sender import CALM_FLOOR, VideoSender
from tests.media.call_pair import End, ToneDevices, call_pair, eventually, strongest_frequency
from tests.media.test_session import read_numbers

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


def lose(end: End, share: float, seed: int) -> list[int]:
    """Lose ``share`` of the RTP and RTCP that comes to ``end``; return a list of what was lost."""
    dtls = end.session._connection.dtls
    assert dtls is not None
    ice = dtls.transport._connection
    take, chance, lost = ice.data_received, random.Random(seed), []

    def data_received(data: bytes, component: int) -> None:
        if data and 127 < data[0] < 192 and chance.random() < share:
            lost.append(len(data))
            return
        take(data, component)

    ice.data_received = data_received  # type: ignore[method-assign]
    return lost


async def test_lost_packets_cost_neither_picture_nor_sound(seed: int) -> None:
    async with call_pair(caller_devices=ToneDevices(800, size=(640, 360))) as (_caller, callee):
        lost = lose(callee, 0.05, seed)
        numbers = read_numbers(callee)
        await eventually(lambda: len(numbers) > 90 and len(lost) > 10, 15, "pictures over a bad line")
        report = await callee.session.stats()
        video, audio = report.track("video", "inbound-rtp"), report.track("audio", "inbound-rtp")
        assert float(video["totalFreezesDuration"]) < 1.5
        assert numbers == sorted(set(numbers))
        heard = callee.devices.heard(100)
        assert abs(strongest_frequency(heard) - 800) < 10
        assert int(audio["concealedSamples"]) > 0
        assert int(audio["concealedSamples"]) < 0.2 * int(audio["totalSamplesReceived"])
        assert not callee.has(MediaFailed)


async def test_a_line_that_dies_for_a_while_recovers(seed: int) -> None:
    async with call_pair() as (_caller, callee):
        numbers = read_numbers(callee)
        await eventually(lambda: len(numbers) > 5, what="pictures")
        dtls = callee.session._connection.dtls
        assert dtls is not None
        ice = dtls.transport._connection
        lose(callee, 1.0, seed)
        await asyncio.sleep(0.8)
        del ice.data_received
        before = len(numbers)
        await eventually(lambda: len(numbers) > before + 20, what="pictures again")


async def test_strange_pictures_are_made_fit_or_passed_over() -> None:
    async with call_pair() as (caller, callee):
        numbers = read_numbers(callee)
        await eventually(lambda: len(numbers) > 3, what="pictures")
        for width, height, pixels in (
            (321, 241, "yuv420p"),
            (160, 120, "rgb24"),
            (2, 2, "yuv420p"),
            (64, 64, "gray"),
        ):
            for _ in range(3):
                caller.local.camera.put(av.VideoFrame(width, height, pixels))
                await asyncio.sleep(0.02)
        before = len(numbers)
        await eventually(lambda: len(numbers) > before + 15, what="pictures after strange ones")


async def test_estimates_are_followed_where_they_mean_something(monkeypatch: pytest.MonkeyPatch) -> None:
    async with call_pair() as (caller, callee):
        numbers = read_numbers(callee)
        await eventually(lambda: len(numbers) > 10, what="pictures")
        sender = next(s for s in caller.session._connection.getSenders() if isinstance(s, VideoSender))
        sending = sender.transport.sending
        # As with a peer that tells nothing of single packets.
        monkeypatch.setattr(CongestionController, "has_feedback", False)

        async def estimate(bitrate: int) -> int:
            fci = pack_remb_fci(bitrate, [sender._ssrc])
            packet = RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=1, media_ssrc=0, fci=fci)
            await sender._handle_rtcp_packet(packet)
            return sending.bitrate

        assert await estimate(1_000) == CALM_FLOOR, "a calm line is not believed to be that bad"
        assert await estimate(10**7) > CALM_FLOOR
        report = RtcpReceiverInfo(sender._ssrc, 60, 9, 0, 0, 0, 0)
        await sender._handle_rtcp_packet(RtcpRrPacket(ssrc=1, reports=[report]))
        assert await estimate(1_000) < CALM_FLOOR
