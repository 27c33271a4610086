"""RTCP of one stream: what is read of it, and the reports that take its place (RFC 3550, RFC 4585, RFC 5104).

Numbers change on the way, so reports end here and new ones are written. What asks for something (a keyframe,
a packet again) is handed on by whoever reads it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from core.media.sync.sender_clock import ntp_of
from core.media.transport.compound import sdes_cname, split_compound
from core.service.gateway.media.streams.rewriter import Rewriter
from core.service.media.rtp.feedback import FIR, NACK, PLI, PSFB, RTPFB, lost_numbers, meant_sources
from core.service.media.rtp.reports import block_of, report_blocks, sender_told
from core.service.media.rtp.reports import report as report_of

FAR_SECONDS = 15.0
"""How long what the far end says of loss is believed."""


@dataclass(slots=True)
class Clock:
    """What a sender said of its time: NTP and RTP of one moment, and when we heard it."""

    ntp: int
    rtp: int
    at: float


@dataclass(slots=True)
class Asked:
    """What one datagram of reports asks for."""

    keyframe: bool = False
    again: tuple[int, ...] = ()
    """Numbers of packets that were lost."""


class ReportReader:
    """Reads what comes from one side about one stream: of its own packets, and of those that it gets."""

    def __init__(self) -> None:
        self.clock: Clock | None = None
        self.clock_source: int | None = None
        self.packets = 0
        self.malformed = 0
        self._fraction_lost = 0
        self._told_at = -FAR_SECONDS

    def take(self, data: bytes, our_ssrc: int, source: int | None, now: float) -> Asked:
        """Read a datagram of reports about what we send as ``our_ssrc``, and what they send as ``source``.

        What is about another stream is left alone. Never raises; what is no RTCP asks for nothing.
        """
        pieces = split_compound(data)
        self.packets += bool(pieces)
        self.malformed += not pieces
        asked = Asked()
        for piece in pieces:
            self._read(piece, our_ssrc, source, now, asked)
        return asked

    def fraction_lost(self, now: float) -> int:
        """Return the share in 256ths of our packets that the other end has lost, 0 if it says nothing."""
        return self._fraction_lost if now - self._told_at < FAR_SECONDS else 0

    def _read(self, piece: bytes, our_ssrc: int, source: int | None, now: float, asked: Asked) -> None:
        kind, count = piece[1], piece[0] & 0x1F
        told = sender_told(piece)
        if told is not None and told.source == source:
            self.clock, self.clock_source = Clock(told.ntp, told.rtp, now), source
        for block in report_blocks(piece):
            if block.source == our_ssrc:
                self._fraction_lost, self._told_at = block.fraction_lost, now
        if kind == PSFB and count in (PLI, FIR):
            asked.keyframe = asked.keyframe or our_ssrc in meant_sources(piece)
        elif kind == RTPFB and count == NACK and our_ssrc in meant_sources(piece):
            asked.again = tuple(lost_numbers(piece))


def report(
    out: Rewriter,
    origin: ReportReader,
    incoming: Rewriter,
    reader: ReportReader,
    far: ReportReader,
    now: float,
    wall: float,
    cname: str,
) -> bytes:
    """Return what one side is told: of what leaves to it (``out``), and of what comes from it.

    ``origin`` has read the reports of who made what leaves, whose clock is passed on so that sound and
    pictures stay together; ``reader`` those of this side; ``far`` those of whoever gets what comes from this
    side: loss on the way there is told here, for only its sender can do anything about it.
    """
    moment = _moment(out, origin, now, wall) if out.sent_packets else None
    blocks = _blocks(incoming, reader, far, now)
    piece = report_of(out.ssrc, moment, out.sent_packets, out.sent_octets, blocks)
    return piece + sdes_cname(struct.pack("!L", out.ssrc), cname)


def _moment(out: Rewriter, origin: ReportReader, now: float, wall: float) -> tuple[int, int]:
    """Return NTP and RTP time of this moment."""
    clock = origin.clock
    rate = out.clock_rate or 8000
    leaving = out.leaving_time(clock.rtp) if clock is not None else None
    if clock is not None and leaving is not None and origin.clock_source == out.source:
        passed = now - clock.at
        ntp = (clock.ntp + int(passed * (1 << 32))) & 0xFFFFFFFFFFFFFFFF
        return ntp, (leaving + round(passed * rate)) & 0xFFFFFFFF
    return ntp_of(wall), (out.out_timestamp + round((now - out.out_at) * rate)) & 0xFFFFFFFF


def _blocks(incoming: Rewriter, reader: ReportReader, far: ReportReader, now: float) -> list[bytes]:
    if incoming.source is None:
        return []
    clock = reader.clock if reader.clock_source == incoming.source else None
    ntp, since = (clock.ntp, now - clock.at) if clock is not None else (None, 0.0)
    return [block_of(incoming.source, incoming.reception, ntp, since, far.fraction_lost(now))]
