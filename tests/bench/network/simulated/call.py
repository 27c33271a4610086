"""A call in simulated time, of the senders, receivers and transports that a real one is made of.

Left out are ICE, DTLS, SRTP and decoding; encoding takes no time. Sound is packets of the size of speech,
whose playout is taken to wait for nearly all of them. A minute with a model of an encoder takes two seconds.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch

from aiortc import RTCCertificate
from aiortc.codecs import CODECS
from aiortc.rtcdtlstransport import State
from aiortc.rtcicetransport import RTCIceGatherer, RTCIceTransport
from aiortc.rtcrtpparameters import (
    RTCRtcpParameters,
    RTCRtpDecodingParameters,
    RTCRtpHeaderExtensionParameters,
    RTCRtpReceiveParameters,
    RTCRtpRtxParameters,
    RTCRtpSendParameters,
)
from aiortc.rtp import is_rtcp

from core.media.codecs.video_encoders import EncodedPicture
from core.media.congestion.feedback.wire import URI as TRANSPORT_NUMBER
from core.media.congestion.sending.allocation import Allocation
from core.media.congestion.sending.ladder import Rung, scaled
from core.media.congestion.sending.pacer import Priority
from core.media.pictures import PictureSlot
from core.media.rtp.header_extensions import HeaderExtensions
from core.media.rtp.receiving import video_receiver
from core.media.rtp.receiving.frame_assembler import AssembledFrame
from core.media.rtp.receiving.video_decoder import VideoDecoderThread
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.rtp.sending import video_encoder, video_sender
from core.media.rtp.sending.packet_stream import PacketStream
from core.media.rtp.sending.video_encoder import VideoEncoderThread
from core.media.rtp.sending.video_sender import VideoSender
from core.media.sync.lip_sync import LipSync
from core.media.sync.sender_clock import NTP_OFFSET
from core.media.transport.compound import as_compound
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.incoming_packet import IncomingPacket
from core.media.transport.outgoing_packet import OutgoingPacket
from core.media.video.camera import TIME_BASE, CameraSource
from tests.bench.measurement import percentile
from tests.bench.network.line.impairment import Schedule
from tests.bench.network.line.simulation import Line
from tests.bench.network.scoring.seeing import Freeze, freezes
from tests.bench.network.simulated.clock import WALL_CLOCK, SimulatedLoop, run_simulated

PROTECTION = 10
"""Bytes that SRTP adds to a packet."""

SOUND_TYPE, SOUND_SECONDS = 111, 0.02
EXTENSIONS = [RTCRtpHeaderExtensionParameters(id=3, uri=TRANSPORT_NUMBER)]
SAMPLE_SECONDS = 0.1
CLOCKS_KNOWN = 2.0
"""By when reports have told what the two streams of the sender have in common."""

PLAYOUT_SECONDS = 0.03
"""Sound is played that much later than nearly all of its packets have come."""

RATE = 30
KEYFRAME_BITS = ((180, 28_000), (270, 41_000), (360, 58_000), (540, 66_000), (720, 75_000))
"""What the first picture of each height takes, as x264 has it of a webcam's picture."""

SLOW_TO_FALL = (1.0, 0.75, 0.6, 0.3)
"""By how much of the way back the next pictures still exceed a target that has fallen, as x264 does."""


class ModelEncoder:
    """Makes pictures of the sizes that x264 gives them, of nothing."""

    implementation = "model"
    pixel_formats: tuple[str, ...] = ("yuv420p",)

    def __init__(self, seed: int) -> None:
        self.target_bitrate = 1_000_000
        self.frame_rate = float(RATE)
        self._chance = random.Random(seed)
        self._size: tuple[int, int] | None = None
        self._targets: deque[float] = deque(maxlen=len(SLOW_TO_FALL) + 1)
        self._credit = 0.0

    def encode(self, frame: Any, wants_keyframe: bool) -> EncodedPicture:
        """Return a picture of the size that is due."""
        is_key = wants_keyframe or self._size != (frame.width, frame.height)
        self._size = frame.width, frame.height
        target = self.target_bitrate / max(2.0, self.frame_rate)
        if is_key:
            self._targets.clear()
            bits = next((bits for lines, bits in KEYFRAME_BITS if frame.height <= lines), 75_000)
            self._credit = min(4 * target, bits - target)
            return EncodedPicture(_payloads(bits / 8, is_key=True), True)
        self._targets.append(target)
        bits = target
        for before, share in zip(list(self._targets)[-2::-1], SLOW_TO_FALL, strict=False):
            bits = max(bits, target + share * (before - target)) if before > target else bits
        saved = min(self._credit, 0.8 * bits)
        self._credit -= saved
        bits = max(400.0, (bits - saved) * self._chance.lognormvariate(-0.02, 0.2))
        return EncodedPicture(_payloads(bits / 8, is_key=False), False)


def _payloads(size: float, *, is_key: bool) -> list[bytes]:
    """Return H264 payloads of that many bytes: an IDR slice or another one, in pieces (RFC 6184 FU-A)."""
    kind = 5 if is_key else 1
    if size <= 1200:
        return [bytes([0x60 | kind]) + bytes(max(1, int(size)))]
    count = int(-(-size // 1200))
    piece = bytes(int(size / count))
    flags = [0x80, *[0] * (count - 2), 0x40]
    return [bytes([0x60 | 28, flag | kind]) + piece for flag in flags]


class InstantEncoding(VideoEncoderThread):
    """Encodes a picture while it is put."""

    def _run(self) -> None:
        self._call(self._finished.set)

    def put(self, frame: Any) -> None:
        super().put(frame)
        while not self._wakes.empty():
            self._wakes.get()
            waiting, self._waiting = self._waiting, None
            if waiting is not None:
                self._encode(waiting)


class InstantDecoding(VideoDecoderThread):
    """Shows a picture that nobody looks at."""

    def _run(self) -> None:
        self._call(self._finished.set)

    def put(self, codec: Any, frame: AssembledFrame) -> None:
        self._on_frame(
            cast(Any, SimpleNamespace(width=2, height=2, pts=frame.timestamp, key_frame=frame.is_keyframe)),
            0.0,
            frame,
        )


class SimulatedTransport(HardenedDtlsTransport):
    """Sends what it is given over a simulated line; connectivity checks know ``base_round_trip``."""

    def __init__(self, certificate: RTCCertificate, base_round_trip: float) -> None:
        super().__init__(RTCIceTransport(RTCIceGatherer()), [certificate])
        self.line: Line[bytes] | None = None
        self._base_round_trip = base_round_trip
        self._reading: set[asyncio.Task[None]] = set()
        self._state = State.CONNECTED

    @property
    def round_trip(self) -> float:
        return self._base_round_trip

    @property
    def _waited(self) -> float:
        return 0.0

    def _protect_and_send(self, data: bytes, *, is_rtp: bool = True) -> None:
        assert self.line is not None
        self.line.send(data + bytes(PROTECTION), len(data) + PROTECTION)

    def send_packet(self, data: bytes) -> None:
        self._protect_and_send(as_compound(data, "simulated"))

    def arrive(self, data: bytes) -> None:
        """Take what the line delivers."""
        data = data[:-PROTECTION]
        if is_rtcp(data):
            reading = asyncio.get_running_loop().create_task(self._handle_rtcp_data(data))
            self._reading.add(reading)
            reading.add_done_callback(self._reading.discard)
        else:
            self._route_rtp(data, int(1000 * asyncio.get_running_loop().time()))


class SimulatedSound:
    """Speech of the size that its share allows, from ``sender`` to ``receiver``."""

    kind = "audio"
    is_sending = True

    def __init__(self, loop: SimulatedLoop, transport: SimulatedTransport, sync: LipSync) -> None:
        self._loop, self._transport, self._sync = loop, transport, sync
        self._stream = PacketStream(
            7, SOUND_TYPE, HeaderExtensions(EXTENSIONS, ""), first_sequence=1, clock_origin=0
        )
        self._share = Allocation(0, 20, 0, 0, 0)
        self._next = 0.0
        self._delays: deque[float] = deque(maxlen=200)
        self.heard = 0
        transport.sending.add(self, is_numbered=True)
        loop.every(SOUND_SECONDS, self._speak)

    def take_share(self, share: Allocation) -> None:
        self._share = share

    def redundant(self, size: int) -> OutgoingPacket | None:
        return None

    def want_keyframe(self) -> None:
        """Sound has none."""

    def _speak(self) -> None:
        now = self._loop.time()
        if now < self._next - 0.001 or not self._share.sound:
            return
        seconds = self._share.sound_packet_ms / 1000
        self._next = now + seconds
        packets = self._stream.packetise(
            [bytes(int(self._share.sound * seconds / 8))], int(48_000 * now), now, captured_at=now
        )
        self._transport.sending.send(packets, Priority.AUDIO)

    def take_rtp(self, packet: IncomingPacket, arrived_ms: int) -> None:
        """Play it as soon as nearly all others like it would have come."""
        now = self._loop.time()
        self._delays.append(now - packet.timestamp / 48_000)
        self.heard += 1
        if self.heard % 5 == 0 and now > CLOCKS_KNOWN:
            ordered = sorted(self._delays)
            self._sync.heard(NTP_OFFSET + WALL_CLOCK, PLAYOUT_SECONDS + ordered[int(0.97 * len(ordered))])


@dataclass
class Call:
    """What became of a call: pictures as (taken, shown), queues as (at, seconds), all in seconds."""

    seconds: float
    pictures: list[tuple[float, float]] = field(default_factory=list)
    queues: list[tuple[float, float]] = field(default_factory=list)
    delivered: list[tuple[float, int]] = field(default_factory=list)
    counters: dict[str, float] = field(default_factory=dict)

    def freezes(self, start: float = 0.0) -> list[Freeze]:
        """Return the freezes as the W3C counts them, from ``start`` on."""
        return freezes([at for _, at in self.pictures if at >= start], start, self.seconds)

    def longest_freeze(self, start: float = 0.0) -> float:
        """Return the seconds of the longest one, 0 without any."""
        return max((one.seconds for one in self.freezes(start)), default=0.0)

    def delay(self, share: float, start: float = 0.0) -> float:
        """Return the delay from taken to shown, in seconds, that this share of the pictures keeps."""
        return percentile([shown - taken for taken, shown in self.pictures if shown >= start], share)

    def queue_long_until(self, start: float, end: float, longest: float = 0.2) -> float:
        """Return how long after ``start`` the queue was longer than that for the last time before ``end``."""
        return max(
            (at - start for at, queue in self.queues if start <= at < end and queue >= longest), default=0.0
        )

    def rate(self, start: float, end: float) -> float:
        """Return the bits per second that arrived between two seconds."""
        inside = [(at, octets) for at, octets in self.delivered if start <= at <= end]
        return 8 * (inside[-1][1] - inside[0][1]) / (inside[-1][0] - inside[0][0])


def simulate_call(
    line: Schedule,
    seconds: float,
    seed: int,
    *,
    height: int = 720,
) -> Call:
    """Make a call with pictures of ``height`` lines over ``line`` and return what became of it."""
    call = Call(seconds)
    random.seed(seed)

    async def main(loop: SimulatedLoop) -> None:
        await _Simulated(loop, line, seed, call, height).run(seconds)

    with (
        patch.object(video_sender, "VideoEncoderThread", InstantEncoding),
        patch.object(video_receiver, "VideoDecoderThread", InstantDecoding),
        patch.object(video_sender, "create_video_encoder", lambda _name: ModelEncoder(seed)),
        patch.object(video_encoder, "_as_encodable", _scaled),
    ):
        run_simulated(main)
    return call


def _scaled(frame: Any, rung: Rung | None, _reformatter: object, _formats: object) -> Any:
    width, height = (frame.width, frame.height) if rung is None else scaled(frame.width, frame.height, rung)
    return SimpleNamespace(width=width, height=height, pts=frame.pts)


class _Simulated:
    def __init__(self, loop: SimulatedLoop, line: Schedule, seed: int, call: Call, height: int) -> None:
        self._loop, self._call, self._height = loop, call, height
        certificate = RTCCertificate.generateCertificate()
        round_trip = 2 * line.at(0.0).delay
        self._here, self._there = (SimulatedTransport(certificate, round_trip) for _ in range(2))
        self._forth: Line[bytes] = Line(loop, line, seed, self._there.arrive)
        self._here.line = self._forth
        self._there.line = Line(loop, line, seed + 1, self._here.arrive)
        self._camera = CameraSource()
        self._sender = VideoSender(self._camera.open_track(), self._here)
        self._receiver = VideoReceiver(self._there)
        self._receiver._set_rtcp_ssrc(99)
        self._sync = LipSync()
        slot = PictureSlot()
        slot.on_picture = lambda: self._show(slot)
        self._receiver.show_in(slot, self._sync)

    async def run(self, seconds: float) -> None:
        await self._connect()
        sound = SimulatedSound(self._loop, self._here, self._sync)
        self._there.route_payload_types(sound, [SOUND_TYPE])
        self._loop.every(1 / RATE, self._take)
        self._loop.every(SAMPLE_SECONDS, self._sample)
        await asyncio.sleep(seconds)
        self._call.counters |= {
            "nacks": self._receiver.nack_count,
            "resent": self._sender._stream.resent if self._sender._stream else 0,
        }
        await self._sender.stop()
        await self._receiver.stop()
        for end in (self._here, self._there):
            end._set_state(State.CLOSED)

    async def _connect(self) -> None:
        first = next(codec for codec in CODECS["video"] if codec.name == "H264")
        codecs = [first, *(one for one in CODECS["video"] if one.parameters.get("apt") == first.payloadType)]
        rtcp = RTCRtcpParameters(cname="simulated")
        encoding = RTCRtpDecodingParameters(
            ssrc=self._sender._ssrc,
            payloadType=first.payloadType,
            rtx=RTCRtpRtxParameters(ssrc=self._sender._rtx_ssrc),
        )
        await self._receiver.receive(
            RTCRtpReceiveParameters(codecs, EXTENSIONS, muxId="0", rtcp=rtcp, encodings=[encoding])
        )
        self._there._rtp_header_extensions_map.configure(RTCRtpReceiveParameters(headerExtensions=EXTENSIONS))
        await self._sender.send(RTCRtpSendParameters(codecs, EXTENSIONS, muxId="0", rtcp=rtcp))

    def _take(self) -> None:
        width, height = self._height * 16 // 9, self._height
        frame = SimpleNamespace(width=width, height=height, format=SimpleNamespace(name="yuv420p"))
        self._camera.put(cast(Any, frame))

    def _show(self, slot: PictureSlot) -> None:
        frame = slot.take()
        if frame is None:
            return
        origin = self._sender._stream._clock_origin if self._sender._stream else 0
        pts = ((frame.pts or 0) - origin) % (1 << 32)
        taken = pts * float(TIME_BASE) + self._camera._start
        self._call.pictures.append((taken, self._loop.time()))

    def _sample(self) -> None:
        now, line = self._loop.time(), self._forth.impairment
        self._call.queues.append((now, line.queue_delay(now)))
        self._call.delivered.append((now, line.counters.bytes_delivered))
