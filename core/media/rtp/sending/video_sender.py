"""Sends pictures, as many and as large as the way to the other end, the encoder and the machine bear."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque

import av
from aiortc import MediaStreamTrack
from aiortc.codecs import is_rtx
from aiortc.mediastreams import MediaStreamError, convert_timebase
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.rtp import RTCP_PSFB_APP, AnyRtcpPacket, RtcpPsfbPacket, unpack_remb_fci

from core.media.codecs.video_encoders import VideoEncoder, create_video_encoder
from core.media.congestion.sending.allocation import Allocation
from core.media.congestion.sending.ladder import Content
from core.media.rooms.demand import Demand
from core.media.rtp.sending.packet_stream import PacketStream
from core.media.rtp.sending.picture_quality import PictureQuality
from core.media.rtp.sending.sender import RtpSender
from core.media.rtp.sending.video_encoder import Encoded, VideoEncoderThread
from core.media.statistics import Value
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.outgoing_packet import OVERHEAD
from core.media.video.camera import TIME_BASE, CameraTrack
from core.media.video.machine_load import MACHINE_LOAD

log = logging.getLogger(__name__)

CALM_FLOOR = 600_000
CALM_LOSS = 0.02
CALM_ROUND_TRIP = 0.15
"""A receiver's own estimate (REMB) takes its busy machine for a full line. While hardly anything is lost and
the round trip is short, it is not believed below the calm floor (bits per second)."""

USUAL_SHARE = 0.9
"""Of what pictures take on the wire, the share that is not headers, before it is measured."""

SHARE_WEIGHT = 0.2
LEAST_MEASURED = 5_000
"""Bytes of which that share is measured at least."""

SCREEN_HINTS = ("detail", "text")
"""Content hints (W3C mst-content-hint) of what must stay readable."""


class VideoSender(RtpSender):
    """Sends what its encoder thread makes of the track's newest picture.

    A camera track hands its pictures straight to that thread; of any other track they are read. A track with
    a ``contentHint`` of "detail" or "text" keeps its size and gives up pictures instead.
    """

    kind = "video"
    _encoding: VideoEncoderThread | None = None
    _reader: asyncio.Task[None] | None = None

    def __init__(self, track: MediaStreamTrack | None, transport: HardenedDtlsTransport) -> None:
        self.quality = PictureQuality()
        self._share: Allocation | None = None
        self._demand = Demand()
        self._source: tuple[Content, int] | None = None
        self._payload_share = USUAL_SHARE
        self._measured = (0, 0)
        self._usable: list[RTCRtpCodecParameters] = []
        self._taken = 0
        """Pictures that the source has given."""
        self._taken_at: deque[float] = deque(maxlen=120)
        self._taken_size = (0, 0)
        super().__init__(track, transport)

    @property
    def encoder(self) -> VideoEncoder | None:
        """The encoder in use; None before the first picture."""
        return self._encoding.encoder if self._encoding is not None else None

    @property
    def is_sending(self) -> bool:
        """Whether pictures go out now."""
        is_wanted = not self._is_withheld and not self._demand.rests
        return super().is_sending and self._encoding is not None and is_wanted

    @property
    def _is_withheld(self) -> bool:
        """Whether a pause or a hold keeps the pictures back."""
        track = self._track
        return isinstance(track, CameraTrack) and (track.is_paused or track.is_held)

    @property
    def _is_calm(self) -> bool:
        return self.fraction_lost < CALM_LOSS and (self.round_trip or 0.0) < CALM_ROUND_TRIP

    def limit(self, demand: Demand) -> None:
        """Send no more than ``demand`` from now on; one that rested begins with a keyframe."""
        before, self._demand = self._demand, demand
        if demand == before or self._encoding is None:
            return
        self._source = None  # the rung is chosen anew with the next picture
        if before.rests and not demand.rests:
            self._encoding.begin_anew()
        if self._share is not None:
            self.take_share(self._share)

    def replaceTrack(self, track: MediaStreamTrack | None) -> None:
        """Send another track from now on."""
        self._unfollow()
        super().replaceTrack(track)
        self._follow()

    def _start(self, codecs: list[RTCRtpCodecParameters]) -> None:
        usable = self._usable = [codec for codec in codecs if not is_rtx(codec)]
        self._encoding = VideoEncoderThread(
            lambda number: create_video_encoder(usable[number].mimeType), self._deliver, codecs=len(usable)
        )
        self._encoding.is_blocked = self._is_blocked
        self._follow()

    async def _end(self) -> None:
        self._unfollow()
        if self._encoding is not None:
            await self._encoding.stop()

    def _follow(self) -> None:
        if self._encoding is None or self._track is None:
            return
        if isinstance(self._track, CameraTrack):
            self._track.deliver_to(self._take)
        else:
            self._reader = asyncio.create_task(self._read(self._track), name="video-reader")

    def _unfollow(self) -> None:
        track = getattr(self, "_track", None)
        if isinstance(track, CameraTrack):
            track.deliver_to(None)
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    async def _read(self, track: MediaStreamTrack) -> None:
        try:
            while True:
                frame = await track.recv()
                if isinstance(frame, av.VideoFrame):
                    self._take(_timed(frame))
        except MediaStreamError:
            log.debug("the track that was sent has ended")

    def _take(self, frame: av.VideoFrame) -> None:
        """Encode and send ``frame``, timed as a camera's, unless the other end wants none. Any thread."""
        encoding, share = self._encoding, self._share
        demand = self._demand
        if encoding is None or share is None or not self._enabled or self._is_stopped or demand.rests:
            return
        source = (self._content, demand.of_source(frame.height))
        if source != self._source:
            self._source = source
            affordable = demand.of_rate(share.pictures)
            encoding.rung = demand.of_rung(self.quality.set_source(*source, affordable, time.monotonic()))
        self._taken += 1
        self._taken_at.append(time.monotonic())
        self._taken_size = (frame.width, frame.height)
        encoding.put(frame)

    @property
    def _content(self) -> Content:
        is_screen = getattr(self._track, "contentHint", "") in SCREEN_HINTS
        return Content.SCREEN if is_screen else Content.CAMERA

    def _is_blocked(self) -> bool:
        """Whether the next picture is to be left out. Any thread."""
        share = self._share
        return share is None or not share.pictures or self._transport.sending.is_behind

    def take_share(self, share: Allocation) -> None:
        """Make pictures that fit ``share`` from now on."""
        self._share = share
        encoding, now = self._encoding, time.monotonic()
        if encoding is None:
            return
        if not share.pictures:
            self.quality.blocked(now)
            return
        self._measure_headers()
        pictures = self._demand.of_rate(share.pictures)
        encoding.target_bitrate = int(pictures * self._payload_share)
        rung = self.quality.step(
            now,
            pictures,
            seconds_per_frame=encoding.seconds_per_frame,
            machine=MACHINE_LOAD.share(now),
            is_source_known=self._source is not None,
        )
        if rung is not None:
            encoding.rung = self._demand.of_rung(rung)

    def _measure_headers(self) -> None:
        """Follow the share of the wire that is pictures: small pictures have more headers."""
        stream = self._stream
        if stream is None:
            return
        wire = stream.octets + stream.header_octets + OVERHEAD * stream.packets
        octets, total = stream.octets - self._measured[0], wire - self._measured[1]
        if total >= LEAST_MEASURED:
            self._measured = (stream.octets, wire)
            self._payload_share += SHARE_WEIGHT * (octets / total - self._payload_share)

    def _deliver(self, encoded: Encoded) -> None:
        """Send an encoded picture, unless a pause or a hold began while it was being encoded."""
        if not self._enabled or self._is_withheld or self._demand.rests:
            self._send_keyframe()  # the encoder builds on a picture that nobody gets
            return
        self._codec = self._usable[encoded.codec]
        self._send_frame(
            encoded.picture.payloads,
            encoded.timestamp,
            payload_type=self._codec.payloadType,
            captured_at=encoded.captured_at,
            is_keyframe=encoded.picture.is_keyframe,
        )

    def _send_keyframe(self) -> None:
        if self._encoding is not None:
            self._encoding.want_keyframe()

    def take_rtcp(self, packet: AnyRtcpPacket) -> None:
        """Follow what the receiver says and asks for."""
        if isinstance(packet, RtcpPsfbPacket) and packet.fmt == RTCP_PSFB_APP:
            self._handle_remb(packet)
        else:
            super().take_rtcp(packet)

    def _handle_remb(self, packet: RtcpPsfbPacket) -> None:
        bitrate, ssrcs = unpack_remb_fci(packet.fci)
        if self._ssrc in ssrcs:
            floor = CALM_FLOOR if self._is_calm else 0
            self._transport.sending.take_remb(max(bitrate, floor))

    def stats(self) -> list[dict[str, Value]]:
        """Return what every sender tells, and the ``media-source``: pictures as the camera gave them."""
        found = super().stats()
        if not self._taken:
            return found
        now, (width, height) = time.monotonic(), self._taken_size
        source: dict[str, Value] = self._describe_source() | {
            "width": width,
            "height": height,
            "frames": self._taken,
            "framesPerSecond": sum(1 for at in tuple(self._taken_at) if now - at <= 1.0),
        }
        return [source, *found]

    def _outbound(self, stream: PacketStream) -> dict[str, Value]:
        found = super()._outbound(stream) | {"pliCount": self.pli_count, "firCount": self.fir_count}
        encoding, quality = self._encoding, self.quality
        if encoding is None:
            return found
        found |= {
            "framesEncoded": encoding.frames,
            "framesSent": stream.frames,
            "keyFramesEncoded": encoding.keyframes,
            "totalEncodeTime": encoding.seconds,
            "framesPerSecond": encoding.frames_per_second,
            "qualityLimitationReason": quality.reason,
            "qualityLimitationResolutionChanges": quality.changes,
            "targetBitrate": encoding.target_bitrate,
        }
        found |= {f"qualityLimitationDurations.{name}": value for name, value in quality.durations.items()}
        if encoding.qp_sum is not None:
            found["qpSum"] = encoding.qp_sum
        if encoding.size[0]:
            found |= {"frameWidth": encoding.size[0], "frameHeight": encoding.size[1]}
        if encoding.encoder is not None:
            found["encoderImplementation"] = encoding.encoder.implementation
            found["powerEfficientEncoder"] = False
        if self._content is Content.SCREEN:
            found["contentType"] = "screenshare"
        return found


def _timed(frame: av.VideoFrame) -> av.VideoFrame:
    """Return ``frame`` with its time in 1/90000 s, as a camera's pictures have it; None stays None."""
    if frame.pts is not None and frame.time_base is not None and frame.time_base != TIME_BASE:
        frame.pts = convert_timebase(frame.pts, frame.time_base, TIME_BASE)
        frame.time_base = TIME_BASE
    elif frame.time_base is None:
        frame.pts = None
    return frame
