"""RTCP between a room and one member: what it reports and asks for, and what it is told."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from core.media.sync.sender_clock import SenderClock, ntp_of
from core.media.transport.compound import intra_requests, sdes_cname, split_compound
from core.media.transport.paced_sending import PacedSending
from core.service.conference.media.pictures.gallery import Gallery
from core.service.conference.media.pictures.source import PictureSource
from core.service.conference.media.sound.outlet import MixClock, SoundOutlet
from core.service.conference.media.sound.source import SoundSource
from core.service.media.rtp.feedback import FIR, NACK, PLI, PSFB, RR, RTPFB, SR, lost_numbers
from core.service.media.rtp.reports import SenderTold, block_of, report, report_blocks, sender_told

ARRIVALS, REMB = 15, 15
"""Formats of transport-wide feedback, and of a receiver's own estimate."""

MOST_PIECES = 64
MOST_BYTES = 1150
"""Of one datagram of reports."""

MOST_INTRA_ENTRIES = 32
LONGEST_ROUND_TRIP = 5.0


class MemberReports:
    """Core thread. ``take`` never raises, whatever comes."""

    def __init__(
        self,
        outlet: SoundOutlet,
        sound: SoundSource,
        pictures: Mapping[str, PictureSource],
        gallery: Gallery,
        sending: PacedSending,
        cname: str,
    ) -> None:
        self.malformed = 0
        self._outlet, self._sound, self._pictures = outlet, sound, pictures
        self._gallery, self._sending = gallery, sending
        self._cname = cname
        self._heard: dict[int, tuple[int, float]] = {}
        """The NTP time of each source's last report, and when it came."""

    # --- what comes -----------------------------------------------------------------------------------

    def take(self, data: bytes, now: float, wall: float) -> None:
        """Take a datagram of reports."""
        pieces = split_compound(data)
        if not pieces or sum(map(len, pieces)) != len(data):
            self.malformed += 1
        for piece in pieces[:MOST_PIECES]:
            kind, count = piece[1], piece[0] & 0x1F
            if kind == RTPFB and count == ARRIVALS:
                self._sending.take_rtcp(piece)
            elif kind in (SR, RR):
                if (told := sender_told(piece)) is not None:
                    self._take_sender(told, now)
                self._take_blocks(piece, wall)
            elif kind == RTPFB and count == NACK and len(piece) >= 16:
                source = int.from_bytes(piece[8:12], "big")
                self._gallery.send_again(source, tuple(lost_numbers(piece)), now)
            elif kind == PSFB:
                self._take_picture_feedback(piece, count, now)

    def _take_picture_feedback(self, piece: bytes, count: int, now: float) -> None:
        if count == PLI and len(piece) >= 12:
            self._gallery.want_keyframe_of(int.from_bytes(piece[8:12], "big"), now)
        elif count == FIR:
            for source, _ in intra_requests(piece)[:MOST_INTRA_ENTRIES]:
                self._gallery.want_keyframe_of(source, now)
        elif count == REMB and len(piece) >= 20 and piece[12:16] == b"REMB":
            self._sending.take_remb(
                float((piece[17] & 3) << 16 | piece[18] << 8 | piece[19]) * 2.0 ** (piece[17] >> 2)
            )

    def _take_sender(self, told: SenderTold, now: float) -> None:
        sender, ntp, rtp = told
        clock = self._clock_of(sender)
        if clock is None:
            return
        clock.report(ntp, rtp)
        self._heard[sender] = (ntp, now)
        while len(self._heard) > 8:
            del self._heard[next(iter(self._heard))]
        for picture in self._pictures.values():
            if picture.source == sender:
                behind = now - ntp / (1 << 32)
                least = picture.report_offset
                picture.report_offset = (
                    behind if least is None or abs(behind - least) > 5 else min(least, behind)
                )

    def _clock_of(self, sender: int) -> SenderClock | None:
        if sender == self._sound.source:
            return self._sound.sender_clock
        for picture in self._pictures.values():
            if picture.source == sender:
                return picture.sender_clock
        return None

    def _take_blocks(self, piece: bytes, wall: float) -> None:
        ours = self._gallery.by_source
        worst: float | None = None
        round_trip: float | None = None
        middle = ntp_of(wall) >> 16
        for block in report_blocks(piece):
            is_picture = block.source in ours
            if is_picture:
                worst = max(worst or 0.0, block.fraction_lost / 256)
            if block.last and (is_picture or block.source == self._outlet.ssrc):
                seconds = ((middle - block.last - block.delay) & 0xFFFFFFFF) / 65536
                round_trip = seconds if seconds < LONGEST_ROUND_TRIP else round_trip
        if worst is not None:
            self._sending.take_report(worst, round_trip)

    # --- what leaves ----------------------------------------------------------------------------------

    def datagrams(
        self, clock: MixClock, offsets: Mapping[str, float | None], now: float, wall: float
    ) -> list[bytes]:
        """Return what the member is told now: of what it was sent, and of what came from it.

        ``offsets`` are those of the members whose pictures it is shown: see ``Forward.moment``.
        """
        own = struct.pack("!L", self._outlet.ssrc)
        sent, moment = self._outlet.sent, self._outlet.moment(clock, now, wall)
        pieces = [report(self._outlet.ssrc, moment, sent.packets, sent.octets, self._blocks(now))]
        for ssrc, forward in self._gallery.by_source.items():
            told = forward.moment(offsets.get(forward.source.picture.member), now, wall)
            if told is not None:
                pieces.append(report(ssrc, told, forward.sent.packets, forward.sent.octets, ()))
        return self._packed(pieces, own)

    def _packed(self, pieces: list[bytes], own: bytes) -> list[bytes]:
        """Return pieces as compounds that fit a datagram; each begins with a report and has a name in it."""
        made: list[bytes] = []
        current = b""
        name = sdes_cname(own, self._cname)
        for piece in pieces:
            if current and len(current) + len(piece) + len(name) > MOST_BYTES:
                made.append(current + name)
                current = b""
            current += piece
        return [*made, current + name]

    def _blocks(self, now: float) -> list[bytes]:
        came = [(self._sound.source, self._sound.reception)]
        came += [(one.source, one.reception) for one in self._pictures.values()]
        return [
            block_of(source, seen, *self._told_of(source, now)) for source, seen in came if source is not None
        ]

    def _told_of(self, source: int, now: float) -> tuple[int | None, float]:
        """Return the NTP time that a source last told, and how long ago that was."""
        heard = self._heard.get(source)
        return (None, 0.0) if heard is None else (heard[0], now - heard[1])
