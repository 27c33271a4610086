from __future__ import annotations

import random
import struct

import pytest
from aiortc.rtp import RtcpPacket, RtcpPsfbPacket, RtcpRrPacket, RtcpRtpfbPacket, RtcpSdesPacket, RtcpSrPacket
from hypothesis import given
from hypothesis import strategies as st

from core.media.sync.sender_clock import ntp_of
from core.service.gateway.media.streams.rewriter import Rewriter
from core.service.gateway.media.streams.routes import routes
from core.service.gateway.media.streams.rtcp import (
    ReportReader,
    report,
)
from core.service.media.rtp.feedback import again_request, keyframe_request
from tests.service.gateway.media.streams.packets import PCMA, rtp, spoken

OURS, THEIRS = 0xBEEF, 0xAAAA


def passing(count: int, lost: int = 0) -> Rewriter:
    made = Rewriter(OURS, random.Random(1))
    made.set_routes(routes(spoken(PCMA), spoken(PCMA)), is_open=True)
    for number in range(count + lost):
        if not 2 <= number < 2 + lost:
            made.take(rtp(number, 160 * number), 10 + number * 0.02)
    return made


def test_a_report_tells_what_was_sent_and_what_came() -> None:
    out, incoming = passing(50), passing(30, lost=10)
    data = report(out, ReportReader(), incoming, ReportReader(), ReportReader(), 11.5, 1000.0, "us")
    told, sdes = RtcpPacket.parse(data)
    assert isinstance(told, RtcpSrPacket) and isinstance(sdes, RtcpSdesPacket)
    assert (told.ssrc, told.sender_info.packet_count, told.sender_info.octet_count) == (OURS, 50, 250)
    assert told.sender_info.ntp_timestamp == ntp_of(1000.0)
    (block,) = told.reports
    assert (block.ssrc, block.packets_lost, block.fraction_lost) == (THEIRS, 10, 64)
    assert sdes.chunks[0].items == [(1, b"us")]


def test_who_has_sent_nothing_reports_as_a_receiver() -> None:
    idle = Rewriter(OURS, random.Random(1))
    nothing = ReportReader()
    told, _ = RtcpPacket.parse(report(idle, nothing, passing(3), nothing, nothing, 1.0, 1.0, "us"))
    assert isinstance(told, RtcpRrPacket) and told.ssrc == OURS and len(told.reports) == 1
    told, _ = RtcpPacket.parse(report(idle, nothing, idle, nothing, nothing, 1.0, 1.0, "us"))
    assert isinstance(told, RtcpRrPacket) and not told.reports


def sender_report(ntp: int, timestamp: int, ssrc: int = THEIRS) -> bytes:
    return struct.pack("!BBHLQLLL", 0x80, 200, 6, ssrc, ntp, timestamp, 5, 5)


def test_the_clock_of_who_speaks_is_passed_on_with_our_times() -> None:
    out, origin = passing(10), ReportReader()
    origin.take(sender_report(ntp_of(500.0), 160 * 9), OURS, THEIRS, 20.0)
    nothing = ReportReader()
    told, _ = RtcpPacket.parse(report(out, origin, passing(0), nothing, nothing, 21.0, 1000.0, "us"))
    assert isinstance(told, RtcpSrPacket)
    assert told.sender_info.ntp_timestamp == pytest.approx(ntp_of(501.0), abs=2**20)
    assert told.sender_info.rtp_timestamp == (out.out_timestamp + 8000) & 0xFFFFFFFF


def test_a_report_answers_the_last_one_of_the_other_end() -> None:
    reader = ReportReader()
    reader.take(sender_report(0x1122334455667788, 0), OURS, THEIRS, 20.0)
    reader.take(sender_report(7, 0, ssrc=1), OURS, THEIRS, 20.5)
    nothing = ReportReader()
    told, _ = RtcpPacket.parse(report(passing(1), nothing, passing(5), reader, nothing, 21.5, 1.0, "us"))
    assert isinstance(told, RtcpSrPacket)
    assert (told.reports[0].lsr, told.reports[0].dlsr) == (0x33445566, 98304)


def test_loss_on_the_far_way_is_told_to_who_can_do_something_about_it() -> None:
    far, nothing = ReportReader(), ReportReader()
    block = struct.pack("!LLLLLL", OURS, 128 << 24, 0, 0, 0, 0)
    far.take(struct.pack("!BBHL", 0x81, 201, 7, 1) + block, OURS, None, 10.0)
    assert (far.fraction_lost(11.0), far.fraction_lost(26.0)) == (128, 0)
    told, _ = RtcpPacket.parse(report(passing(1), nothing, passing(5), nothing, far, 11.0, 1.0, "us"))
    assert isinstance(told, RtcpSrPacket) and told.reports[0].fraction_lost == 128


def test_what_is_asked_for_is_read_if_it_is_meant_for_us() -> None:
    reader = ReportReader()
    assert reader.take(keyframe_request(1, OURS, "x"), OURS, None, 1.0).keyframe
    assert not reader.take(keyframe_request(1, OURS + 1, "x"), OURS, None, 1.0).keyframe
    fir = struct.pack("!BBHLLLBxxx", 0x84, 206, 4, 1, 0, OURS, 7)
    assert reader.take(fir, OURS, None, 1.0).keyframe
    assert not reader.take(fir, OURS + 1, None, 1.0).keyframe
    numbers = (65_534, 65_535, 3, 40)
    assert reader.take(again_request(1, OURS, numbers, "x"), OURS, None, 1.0).again == numbers
    assert reader.take(again_request(1, 5, numbers, "x"), OURS, None, 1.0).again == ()


def test_others_read_our_requests() -> None:
    parsed = RtcpPacket.parse(keyframe_request(OURS, THEIRS, "us"))
    assert isinstance(parsed[0], RtcpRrPacket) and isinstance(parsed[2], RtcpPsfbPacket)
    assert (parsed[2].fmt, parsed[2].media_ssrc) == (1, THEIRS)
    parsed = RtcpPacket.parse(again_request(OURS, THEIRS, [5, 6, 30], "us"))
    assert isinstance(parsed[2], RtcpRtpfbPacket) and parsed[2].lost == [5, 6, 30]


def test_endless_requests_are_cut() -> None:
    asked = ReportReader().take(again_request(1, OURS, range(0, 60_000, 17), "x"), OURS, None, 1.0)
    assert len(asked.again) == 256


@given(st.binary(max_size=200))
def test_whatever_comes_nothing_raises(data: bytes) -> None:
    reader = ReportReader()
    reader.take(data, OURS, THEIRS, 1.0)
    reader.take(b"\x81\xce" + data, OURS, THEIRS, 1.0)
    reader.take(b"\x81\xc8" + data, OURS, THEIRS, 1.0)
