"""Receives pictures: assembles, asks again for what is lost, decodes on a thread, shows in a slot."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

import av
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpReceiveParameters
from aiortc.rtp import (
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpPsfbPacket,
    RtcpRtpfbPacket,
)

from core.media.pictures import PictureSlot
from core.media.rtp.receiving.frame_assembler import AssembledFrame, FrameAssembler, VideoPacket
from core.media.rtp.receiving.payload_formats import PayloadFormat, format_of
from core.media.rtp.receiving.picture_playout import PicturePlayout
from core.media.rtp.receiving.picture_statistics import PictureStatistics
from core.media.rtp.receiving.receiver import RtpReceiver
from core.media.rtp.receiving.video_decoder import VideoDecoderThread
from core.media.sync.lip_sync import LipSync
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.incoming_packet import IncomingPacket

log = logging.getLogger(__name__)

TICK = 0.03
"""Seconds between two looks at what is missing while something is."""


class VideoReceiver(RtpReceiver):
    """Receives one track of pictures; each is shown at its moment by ``playout``.

    ``on_first_picture`` is called with width and height on the decoder thread."""

    kind = "video"

    def __init__(self, transport: HardenedDtlsTransport) -> None:
        super().__init__(transport)
        self.playout = PicturePlayout(PictureSlot(), LipSync())
        self.pictures = PictureStatistics()
        self.on_first_picture: Callable[[int, int], None] | None = None
        self.pli_count = 0
        self.nack_count = 0
        self._assembler = FrameAssembler()
        self._dropped_before = 0
        """What ``_dropped`` counted by assemblers and decoders that are no more."""
        self._decoder: VideoDecoderThread | None = None
        """There while pictures come and are wanted; each begins anew, with a keyframe."""
        self._resting: set[asyncio.Task[None]] = set()
        self._rtx: dict[int, int] = {}
        self._formats: dict[int, PayloadFormat] = {}
        self._shown_ssrc: int | None = None
        self._tick: asyncio.TimerHandle | None = None

    async def stop(self) -> None:
        """Receive no more; the decoder thread has ended when this returns."""
        if self._tick is not None:
            self._tick.cancel()
        await super().stop()
        self._rest()
        if self._resting:
            await asyncio.wait(set(self._resting))
        self.playout.stop()
        self.playout.slot.clear()

    def show_in(self, slot: PictureSlot, sync: LipSync) -> None:
        """Show pictures in ``slot``, in step with the sound that ``sync`` hears of. Before anything comes."""
        self.playout = PicturePlayout(slot, sync)

    def _reported(self, ssrc: int, ntp_timestamp: int, rtp_timestamp: int) -> None:
        if ssrc == self._shown_ssrc:
            self.playout.clock.report(ntp_timestamp, rtp_timestamp)

    def _switched(self, is_enabled: bool) -> None:
        self._assembler.restart()  # what was skipped meanwhile is neither lost nor asked for
        if not is_enabled:
            self.pictures.pause()
            self._rest()

    def _configure(self, parameters: RTCRtpReceiveParameters) -> None:
        self._rtx = {e.rtx.ssrc: e.ssrc for e in parameters.encodings if e.rtx}
        self._formats = {number: format_of(codec) for number, codec in self._codecs.items()}

    def _rest(self) -> None:
        """Let the decoder go: a picture that nobody sees costs nothing."""
        decoder, self._decoder = self._decoder, None
        if decoder is not None:
            self._dropped_before += decoder.dropped + decoder.errors
            task = asyncio.get_running_loop().create_task(decoder.stop(), name="video-decoder-end")
            self._resting.add(task)
            task.add_done_callback(self._resting.discard)
            self.playout.slot.clear()

    def _handle_media(self, packet: IncomingPacket, codec: RTCRtpCodecParameters, arrival_ms: int) -> None:
        self._estimate(packet)
        if packet.payload_type in self._copies:
            original = self._original(packet, codec)
            if original is None:
                return
            packet, codec = original
        elif packet.ssrc != self._shown_ssrc:
            self._shown_ssrc = packet.ssrc
            self._dropped_before += self._assembler.frames_dropped
            self._assembler = FrameAssembler()
            self.playout.restart()
        self._assemble(packet, codec)
        self._give_feedback()

    def _original(
        self, packet: IncomingPacket, codec: RTCRtpCodecParameters
    ) -> tuple[IncomingPacket, RTCRtpCodecParameters] | None:
        """Return the packet that was sent again (RFC 4588), if it makes sense.

        Where no description told whose copies these are, they are of the one source of this section.
        """
        apt = codec.parameters.get("apt")
        ssrc = self._rtx.get(packet.ssrc, self._shown_ssrc)
        original = self._codecs.get(apt) if isinstance(apt, int) else None
        if ssrc is None or original is None or not isinstance(apt, int) or len(packet.payload) < 2:
            return None
        return packet.original(apt, ssrc), original

    def _assemble(self, packet: IncomingPacket, codec: RTCRtpCodecParameters) -> None:
        payload, now, assembler = packet.payload, time.monotonic(), self._assembler
        form = self._formats[packet.payload_type]
        data = form.read(payload) if payload else b""
        is_key = form.starts_keyframe(payload)
        piece = VideoPacket(packet.timestamp, bool(packet.marker), data, is_key, now)
        refused = assembler.frames_refused
        for frame in assembler.add(packet.sequence_number, piece, now):
            self.pictures.received(now, frame.first_arrived, frame.last_arrived)
            if self._decoder is None:
                self._decoder = VideoDecoderThread(self._show, self._lose)
            self._decoder.put(codec, frame)
        self.pictures.refused(assembler.frames_refused - refused)

    def _estimate(self, packet: IncomingPacket) -> None:
        """Feed the bandwidth estimator and pass its opinion on (draft-alvestrand-rmcat-remb)."""
        if packet.send_time is None or packet.number is not None or self._rtcp_ssrc is None:
            return  # the sender that is told of every packet makes its own estimate
        told = self._transport.remote_estimate.add(
            packet.send_time,
            len(packet.payload) + packet.padding_size,
            packet.ssrc,
            time.monotonic(),
            own_ssrc=self._rtcp_ssrc,
        )
        if told is not None:
            self._send_rtcp(told)

    def _give_feedback(self) -> None:
        if not self._assembler.is_waiting:
            return
        now = time.monotonic()
        round_trip = self._transport.round_trip
        lost = self._assembler.nacks_due(now, round_trip)
        if self._rtcp_ssrc is not None and self._shown_ssrc is not None:
            if lost:
                self._send_nack(lost, self._rtcp_ssrc, self._shown_ssrc)
            if self._assembler.keyframe_due(now, round_trip):
                self.pli_count += 1
                self._send_rtcp(
                    RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=self._rtcp_ssrc, media_ssrc=self._shown_ssrc)
                )
        if self._assembler.is_waiting and self._tick is None and not self._is_stopped:
            self._tick = asyncio.get_running_loop().call_later(TICK, self._ticked)

    def _send_nack(self, lost: list[int], ssrc: int, media_ssrc: int) -> None:
        self.nack_count += 1
        packet = RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=ssrc, media_ssrc=media_ssrc)
        packet.lost = sorted(lost)
        self._send_rtcp(packet)

    def _ticked(self) -> None:
        self._tick = None
        if self._is_stopped or time.monotonic() - self.last_packet_at > 2.0:
            return  # a paused sender has nothing to send again
        self._give_feedback()

    def _show(self, frame: av.VideoFrame, seconds: float, source: AssembledFrame) -> None:
        """Show a picture that took so long to decode. Decoder thread."""
        self.pictures.decoded(
            frame.width,
            frame.height,
            time.monotonic(),
            seconds,
            is_keyframe=frame.key_frame,
            since=source.first_arrived,
        )
        self.playout.put(frame)
        if self.pictures.frames_decoded == 1 and self.on_first_picture is not None:
            self.on_first_picture(frame.width, frame.height)
        track = self.track
        if track is not None:
            track.offer(frame)

    def _lose(self) -> None:
        self._assembler.restart()

    @property
    def _dropped(self) -> int:
        """Pictures of which something came and that were never shown."""
        undecoded = 0 if self._decoder is None else self._decoder.dropped + self._decoder.errors
        return self._dropped_before + self._assembler.frames_dropped + undecoded + self.playout.dropped

    def pause(self) -> None:
        """Take note that pictures have stopped on purpose: what follows is no freeze."""
        self.pictures.pause()

    def stats(self) -> dict[str, str | int | float | bool]:
        """Return the ``inbound-rtp`` stats with what happened to pictures."""
        found = super().stats()
        if found:
            found |= self.pictures.as_stats(time.monotonic())
            found["framesDropped"] = self._dropped
            found["framesRendered"] = self.playout.shown
            found["pliCount"] = self.pli_count
            found["nackCount"] = self.nack_count
        return found
