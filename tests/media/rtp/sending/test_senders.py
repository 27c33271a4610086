"""Senders without a connection: what they put on the wire, and what they make of RTCP."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from fractions import Fraction
from typing import Any, cast

import av
import numpy as np
import pytest
from aiortc import MediaStreamTrack
from aiortc.codecs import CODECS
from aiortc.mediastreams import MediaStreamError
from aiortc.rtcrtpparameters import RTCRtcpParameters, RTCRtpCodecParameters, RTCRtpSendParameters
from aiortc.rtp import (
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpByePacket,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    RtpPacket,
    is_rtcp,
)

from core.media.codecs.opus_adaptation import OpusWishes
from core.media.congestion.sending.allocation import Allocation
from core.media.rtp.sending import sender as sender_module
from core.media.rtp.sending.audio_sender import AudioSender
from core.media.rtp.sending.packet_stream import RESEND_SPACING
from core.media.rtp.sending.sender import KEPT_REPORTS, RtpSender
from core.media.rtp.sending.video_sender import VideoSender
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.paced_sending import PacedSending
from core.media.video.camera import CameraSource
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


def stats_of(sender: RtpSender, type_: str) -> dict[str, Any]:
    """Return what ``sender`` tells of that type."""
    return next(one for one in sender.stats() if one["type"] == type_)


class Wire:
    """Takes the place of a DTLS transport."""

    state = "connected"

    def __init__(self) -> None:
        self.sending = PacedSending(self.send_packet)
        self.rtp: list[RtpPacket] = []
        self.rtcp: list[Any] = []
        self.senders: list[object] = []
        self.is_cut = False

    def send_packet(self, data: bytes) -> None:
        if self.is_cut:
            raise ConnectionError("cut")
        if is_rtcp(data):
            self.rtcp += RtcpPacket.parse(data)
        else:
            self.rtp.append(RtpPacket.parse(data))

    def _register_rtp_sender(self, sender: object, _parameters: object) -> None:
        self.senders.append(sender)

    def _unregister_rtp_sender(self, sender: object) -> None:
        self.senders.remove(sender)

    def rtcp_of(self, kind: type) -> list[Any]:
        return [packet for packet in self.rtcp if isinstance(packet, kind)]


class Frames(MediaStreamTrack):
    """A track that is no camera: it has the frames it was given, and then ends."""

    def __init__(self, kind: str, frames: list[Any]) -> None:
        super().__init__()
        self.kind = kind
        self._frames = frames

    async def recv(self) -> Any:
        await asyncio.sleep(0)
        if not self._frames:
            raise MediaStreamError
        return self._frames.pop(0)


def codecs(kind: str, name: str) -> list[RTCRtpCodecParameters]:
    first = next(codec for codec in CODECS[kind] if codec.name == name)
    copies = [codec for codec in CODECS[kind] if codec.parameters.get("apt") == first.payloadType]
    return [first, *copies]


@asynccontextmanager
async def sending(sender: RtpSender, name: str) -> AsyncIterator[None]:
    parameters = RTCRtpSendParameters(
        codecs=codecs(sender.kind, name), rtcp=RTCRtcpParameters(cname="me"), muxId="0"
    )
    try:
        await sender.send(parameters)
        await sender.send(parameters)
        yield
    finally:
        await sender.stop()
        await sender.stop()


def as_transport(wire: Wire) -> HardenedDtlsTransport:
    return cast(HardenedDtlsTransport, wire)


def picture() -> av.VideoFrame:
    frame = av.VideoFrame(320, 240, "yuv420p")
    frame.pts, frame.time_base = time.monotonic_ns() * 9 // 100_000, Fraction(1, 90_000)
    return frame


def sound(number: int, samples: int = 960) -> av.AudioFrame:
    frame = av.AudioFrame(format="s16", layout="mono", samples=samples)
    frame.planes[0].update(np.full(samples, 500, np.int16).tobytes())
    frame.sample_rate, frame.time_base, frame.pts = 48_000, Fraction(1, 48_000), number * samples
    return frame


async def test_camera_pictures_go_out_until_the_sender_stops() -> None:
    wire, camera = Wire(), CameraSource()
    track = camera.open_track()
    sender = VideoSender(track, as_transport(wire))
    async with sending(sender, "H264"):
        assert wire.senders == [sender]
        camera.put(picture())
        await eventually(lambda: bool(wire.rtp) and bool(wire.rtp[-1].marker), what="a picture")
        assert {packet.ssrc for packet in wire.rtp} == {sender._ssrc}
        sender._enabled = False
        before = len(wire.rtp)
        camera.put(picture())
        await asyncio.sleep(0.05)
        assert len(wire.rtp) == before, "the other end wants none"
    assert wire.senders == [] and track.readyState == "ended"
    assert [packet.sources for packet in wire.rtcp_of(RtcpByePacket)] == [[sender._ssrc]]
    outbound = stats_of(sender, "outbound-rtp")
    assert outbound["framesEncoded"] == 1 and outbound["packetsSent"] == before


async def test_any_track_can_be_sent_and_replaced() -> None:
    wire = Wire()
    sender = VideoSender(Frames("video", [picture(), "no picture", picture()]), as_transport(wire))
    async with sending(sender, "H264"):
        await eventually(lambda: bool(wire.rtp), what="a picture that was read")
        camera = CameraSource()
        sender.replaceTrack(camera.open_track())
        before = len(wire.rtp)
        camera.put(picture())
        await eventually(lambda: len(wire.rtp) > before, what="a picture of the new track")


async def test_sound_is_marked_once_and_bad_frames_are_passed_over() -> None:
    wire = Wire()
    frames = [sound(0), av.AudioFrame(format="flt", layout="mono", samples=960), *map(sound, range(1, 8))]
    sender = AudioSender(Frames("audio", frames), as_transport(wire))
    async with sending(sender, "opus"):
        await eventually(lambda: not frames and len(wire.rtp) >= 7, what="sound")
    assert sender.bad_frames == 1
    assert [packet.marker for packet in wire.rtp] == [1] + [0] * (len(wire.rtp) - 1)
    numbers = [packet.sequence_number for packet in wire.rtp]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


async def test_sound_follows_the_rate_the_loss_and_the_other_end(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = Wire()
    frames = [sound(number) for number in range(60)]
    sender = AudioSender(Frames("audio", frames), as_transport(wire))
    sender.take_wishes(OpusWishes(most_packet_ms=40))
    async with sending(sender, "opus"):
        monkeypatch.setattr(wire.sending, "_share", lambda *_arguments: None)
        sender.take_share(Allocation(8_000, 60, 17_333, 0, 0))
        await eventually(lambda: not frames and len(wire.rtp) >= 30, what="sound")
        stamps = [packet.timestamp for packet in wire.rtp]
        assert {after - before for before, after in itertools.pairwise(stamps)} == {2 * 960}
        assert sum(len(packet.payload) for packet in wire.rtp) * 8 / 1.2 < 9_000
        report = RtcpReceiverInfo(sender._ssrc, 128, 3, 0, 900, 0, 0)
        await sender._handle_rtcp_packet(RtcpRrPacket(ssrc=1, reports=[report]))
        assert sender._adaptation.settings.expected_loss == 30
        sender.take_share(Allocation(0, 20, 0, 0, 0))
        assert sender._adaptation.settings.bit_rate == 8_000, "nothing was decided"


async def test_lost_packets_are_sent_again_and_pictures_asked_for_come() -> None:
    wire, camera = Wire(), CameraSource()
    sender = VideoSender(camera.open_track(), as_transport(wire))
    async with sending(sender, "H264"):
        camera.put(picture())
        await eventually(lambda: bool(wire.rtp), what="a picture")
        lost = wire.rtp[0]
        nack = RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=1, media_ssrc=sender._ssrc)
        nack.lost = [lost.sequence_number, lost.sequence_number, (lost.sequence_number + 999) & 0xFFFF]
        await sender._handle_rtcp_packet(nack)
        await eventually(
            lambda: [packet.ssrc for packet in wire.rtp].count(sender._rtx_ssrc) == 1, what="the copy"
        )
        assert sender.nack_count == 1 and stats_of(sender, "outbound-rtp")["retransmittedPacketsSent"] == 1
        await sender._handle_rtcp_packet(RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=1, media_ssrc=sender._ssrc))
        assert sender.pli_count == 1

        def keyframes() -> int:
            camera.put(picture())
            return int(stats_of(sender, "outbound-rtp")["keyFramesEncoded"])

        await eventually(lambda: keyframes() == 2, what="a second keyframe")


async def test_two_copies_of_a_packet_leave_only_where_they_may_get_lost_and_leave_room_for_others() -> None:
    wire, camera = Wire(), CameraSource()
    sender = VideoSender(camera.open_track(), as_transport(wire))
    async with sending(sender, "H264"):
        camera.put(picture())
        await eventually(lambda: bool(wire.rtp), what="a picture")
        nack = RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=1, media_ssrc=sender._ssrc)
        nack.lost = [wire.rtp[0].sequence_number]
        sender.round_trip = 10.0
        for loss, has_room, copies in ((0.0, True, 1), (0.05, False, 1), (0.05, True, 2)):
            wire.sending.take_report(loss, None)
            await asyncio.sleep(RESEND_SPACING + 0.01)
            sender._copy_bits, sender._copies_at = (1e6 if has_room else 2_000.0), time.monotonic()
            await sender._handle_rtcp_packet(nack)
            await eventually(lambda: wire.sending.control.is_idle, what="an empty pacer")
            assert stats_of(sender, "outbound-rtp")["retransmittedPacketsSent"] == copies, loss


async def test_reports_tell_loss_and_round_trip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_module, "REPORT_SECONDS", 0.02)
    wire, camera = Wire(), CameraSource()
    sender = VideoSender(camera.open_track(), as_transport(wire))
    async with sending(sender, "H264"):
        await asyncio.sleep(0.1)
        assert not wire.rtcp_of(RtcpSrPacket), "there is nothing to report yet"
        camera.put(picture())
        await eventually(lambda: bool(wire.rtp) and bool(wire.rtp[-1].marker), what="a whole picture")

        def told() -> list[int]:
            return [report.sender_info.packet_count for report in wire.rtcp_of(RtcpSrPacket)]

        await eventually(lambda: len(wire.rtp) in told(), what="a sender report on all of it")
        info = wire.rtcp_of(RtcpSrPacket)[-1].sender_info
        since = (info.rtp_timestamp - wire.rtp[-1].timestamp) & 0xFFFFFFFF
        assert since < 5 * 90_000, "the clock of the pictures goes on after the last one"
        lsr, at = next(iter(sender._reports.items()))
        sender._reports[lsr] = at - 1.0
        report = RtcpReceiverInfo(sender._ssrc, 64, 3, 0, 900, lsr, 65536 // 2)
        await sender._handle_rtcp_packet(RtcpRrPacket(ssrc=1, reports=[report]))
        assert sender.fraction_lost == 0.25
        assert sender.round_trip is not None and 0.45 < sender.round_trip < 1.5
        assert len(sender._reports) <= KEPT_REPORTS
        remote = stats_of(sender, "remote-inbound-rtp")
        assert remote["packetsLost"] == 3 and remote["jitter"] == 0.01
        foreign = RtcpReceiverInfo(sender._ssrc ^ 1, 255, 9, 0, 0, 0, 0)
        await sender._handle_rtcp_packet(RtcpRrPacket(ssrc=1, reports=[foreign]))
        assert sender.fraction_lost == 0.25


async def test_a_cut_wire_ends_nothing() -> None:
    wire, camera = Wire(), CameraSource()
    sender = VideoSender(camera.open_track(), as_transport(wire))
    async with sending(sender, "H264"):
        camera.put(picture())
        await eventually(lambda: bool(wire.rtp), what="a picture")
        wire.is_cut = True

        def is_encoded() -> bool:
            camera.put(picture())
            return int(stats_of(sender, "outbound-rtp")["framesEncoded"]) >= 2

        await eventually(is_encoded, what="a picture for nobody")
        nack = RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=1, media_ssrc=sender._ssrc)
        nack.lost = [wire.rtp[0].sequence_number]
        await sender._handle_rtcp_packet(nack)
        wire.is_cut, before = False, len(wire.rtp)

        def has_come() -> bool:
            camera.put(picture())
            return len(wire.rtp) > before

        await eventually(has_come, what="pictures again")
