"""RTCP compounds: complete as they are sent, and read piece by piece as they come."""

from __future__ import annotations

import struct

import pytest
from aiortc.rtp import RtcpPacket, RtcpPsfbPacket, RtcpRrPacket, RtcpSdesPacket, RtcpSrPacket
from hypothesis import given
from hypothesis import strategies as st

from core.media.transport.compound import RTCP_SDES, as_compound, intra_requests, sdes_cname, split_compound


def test_lone_feedback_gets_a_report_and_a_name() -> None:
    for lone in (RtcpPsfbPacket(fmt=1, ssrc=7, media_ssrc=9), RtcpRrPacket(ssrc=7)):
        packets = RtcpPacket.parse(as_compound(bytes(lone), "me@here"))
        assert isinstance(packets[0], RtcpRrPacket) and packets[0].ssrc == 7
        sdes = [packet for packet in packets if isinstance(packet, RtcpSdesPacket)]
        assert [chunk.items for chunk in sdes[0].chunks] == [[(1, b"me@here")]]
        assert len(packets) == (3 if isinstance(lone, RtcpPsfbPacket) else 2)


def test_a_compound_that_is_complete_stays_as_it_is() -> None:
    report = b"\x80\xc8\x00\x06" + bytes(24)
    whole = report + sdes_cname(b"\x00\x00\x00\x07", "me")
    assert as_compound(whole, "other") == whole
    assert isinstance(RtcpPacket.parse(whole)[0], RtcpSrPacket)


@given(st.text(max_size=300))
def test_any_name_makes_a_readable_sdes(name: str) -> None:
    packet = sdes_cname(b"\x00\x00\x00\x01", name)
    assert len(packet) % 4 == 0
    assert split_compound(packet) == [packet]


@given(st.binary(max_size=300))
def test_splitting_never_raises_and_never_invents(data: bytes) -> None:
    assert data.startswith(b"".join(split_compound(data)))
    as_compound(data, "me")


def test_sdes_that_ends_oddly_does_not_cost_the_report() -> None:
    report = bytes(RtcpRrPacket(ssrc=5))
    odd = b"\x81\xca\x00\x03" + struct.pack("!L", 1) + b"\x01\x02ab\x00\x99\x77\x55"
    with pytest.raises(ValueError):
        RtcpPacket.parse(report + odd)
    assert split_compound(report + odd) == [report, odd]


def test_an_sdes_that_ends_in_a_careless_byte_costs_nothing_beside_it() -> None:
    report = b"\x80\xc8\x00\x06" + bytes(24)
    careless = b"\x81\xca\x00\x03" + struct.pack("!L", 1) + b"\x01\x02ab\x00\x99\x77\x55"
    intra = struct.pack("!BBHLLLB3x", 0x84, 206, 4, 1, 0, 7, 3)
    pieces = split_compound(report + careless + intra)
    assert [piece[1] for piece in pieces] == [200, RTCP_SDES, 206]
    assert intra_requests(pieces[2]) == [(7, 3)] and intra_requests(report) == []
