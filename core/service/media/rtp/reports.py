"""Sender and receiver reports, read and written (RFC 3550 section 6.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.media.rtp.receiving.reception_statistics import ReceptionStatistics
from core.media.transport.compound import HEADER
from core.service.media.rtp.feedback import RR, SR

_SENDER = struct.Struct("!LQLLL")
_BLOCK = struct.Struct("!LLLLLL")
_BEGIN = {SR: 28, RR: 8}
"""Where the blocks begin."""


class SenderTold(NamedTuple):
    """What a sender says of its time: NTP and RTP of one moment."""

    source: int
    ntp: int
    rtp: int


class ReportBlock(NamedTuple):
    """What somebody says of one source that it gets."""

    source: int
    lost: int
    """In 256ths since the last report, in the upper 8 bits; below packets in all."""
    highest: int
    jitter: int
    last: int
    """The middle of the NTP time of the last report of the source; 0: there was none."""
    delay: int
    """Since then, in 65536ths of a second."""

    @property
    def fraction_lost(self) -> int:
        """The share that was lost since the last report, in 256ths."""
        return self.lost >> 24


def sender_told(piece: bytes) -> SenderTold | None:
    """Return what a piece of RTCP says of its sender's time; None if it is no whole sender report."""
    if len(piece) < _BEGIN[SR] or piece[1] != SR:
        return None
    source, ntp, rtp, _, _ = _SENDER.unpack_from(piece, 4)
    return SenderTold(source, ntp, rtp)


def report_blocks(piece: bytes) -> Iterator[ReportBlock]:
    """Yield the blocks of a report, as many as are whole; none of what is no report."""
    begin = _BEGIN.get(piece[1])
    if begin is not None:
        end = min(begin + 24 * (piece[0] & 0x1F), len(piece) - 23)
        for place in range(begin, end, 24):
            yield ReportBlock(*_BLOCK.unpack_from(piece, place))


def report(
    ssrc: int, moment: tuple[int, int] | None, packets: int, octets: int, blocks: Sequence[bytes]
) -> bytes:
    """Return a report of ``ssrc``: a sender's if there is a ``moment``, NTP and RTP time of now."""
    count, told = len(blocks), b"".join(blocks)
    if moment is None:
        return HEADER.pack(0x80 | count, RR, 1 + 6 * count) + struct.pack("!L", ssrc) + told
    info = _SENDER.pack(ssrc, *moment, packets & 0xFFFFFFFF, octets & 0xFFFFFFFF)
    return HEADER.pack(0x80 | count, SR, 6 + 6 * count) + info + told


def block_of(
    source: int, seen: ReceptionStatistics, ntp: int | None, since: float, least_lost: int = 0
) -> bytes:
    """Return a block on what came of ``source``.

    ``ntp`` is what its last report said, ``since`` seconds ago; None: there was none. ``least_lost`` is a
    share in 256ths that is told even if less was lost.
    """
    lost = max(seen.fraction_lost(), least_lost) << 24 | seen.packets_lost & 0xFFFFFF
    last = ntp >> 16 & 0xFFFFFFFF if ntp is not None else 0
    delay = min(0xFFFFFFFF, int(since * 65536)) if last else 0
    return _BLOCK.pack(source, lost, seen.highest_sequence, seen.jitter_ticks, last, delay)
