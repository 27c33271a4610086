"""Reports: what is written reads as RTCP elsewhere, what is read may be anything."""

from __future__ import annotations

import os
import random

from aiortc.rtp import RtcpPacket, RtcpRrPacket, RtcpSrPacket

from core.media.rtp.receiving.reception_statistics import ReceptionStatistics
from core.media.transport.compound import HEADER
from core.service.media.rtp.feedback import RR, SR
from core.service.media.rtp.reports import block_of, report, report_blocks, sender_told

NTP = 0x1122334455667788


def some_loss() -> ReceptionStatistics:
    seen = ReceptionStatistics(48_000)
    for number in (1, 2, 3, 5):
        seen.add(number, 960 * number, 0.02 * number)
    return seen


def test_a_senders_report_with_a_block_reads_elsewhere_and_here() -> None:
    block = block_of(7, some_loss(), NTP, 1.5)
    data = report(5, (NTP, 99), 1 << 32, 3, [block])
    (read,) = RtcpPacket.parse(data)
    assert isinstance(read, RtcpSrPacket)
    info, (told,) = read.sender_info, read.reports
    assert (read.ssrc, info.ntp_timestamp, info.rtp_timestamp) == (5, NTP, 99)
    assert (info.packet_count, info.octet_count) == (0, 3), "counts begin anew at 32 bits"
    assert (told.ssrc, told.packets_lost, told.fraction_lost) == (7, 1, 51)
    assert (told.lsr, told.dlsr) == (0x33445566, 3 << 15)
    sender = sender_told(data)
    assert sender is not None and sender == (5, NTP, 99)
    (here,) = report_blocks(data)
    assert (here.source, here.fraction_lost, here.last, here.delay) == (7, 51, 0x33445566, 3 << 15)


def test_who_sends_nothing_reports_what_came_and_of_no_report() -> None:
    data = report(5, None, 0, 0, [block_of(7, some_loss(), None, 0.0, least_lost=200)])
    (read,) = RtcpPacket.parse(data)
    assert isinstance(read, RtcpRrPacket) and sender_told(data) is None
    (told,) = read.reports
    assert (told.fraction_lost, told.lsr, told.dlsr) == (200, 0, 0)


def test_nothing_that_comes_raises_or_promises_more_than_is_there() -> None:
    rng = random.Random(4)
    for kind in (SR, RR, 202, 206):
        for length in range(4, 120):
            piece = HEADER.pack(0x80 | rng.getrandbits(5), kind, 0) + os.urandom(length - 4)
            assert len(list(report_blocks(piece))) <= max(0, length - 8) // 24
            assert (sender_told(piece) is not None) == (kind == SR and length >= 28)
