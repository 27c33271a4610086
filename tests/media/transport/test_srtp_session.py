"""SRTP one way at a time: the same on the wire as pylibsrtp's own session, and as strict."""

from __future__ import annotations

import os
import struct

import pylibsrtp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylibsrtp import Policy, Session

from core.media.transport.srtp_session import MOST_BYTES, TAG_BYTES, SrtpSession

KEY = bytes(range(30))
SSRC = 7


def session(kind: int, key: bytes = KEY) -> Session:
    return Session(Policy(key=key, ssrc_type=kind))


def sender() -> SrtpSession:
    return SrtpSession(session(Policy.SSRC_ANY_OUTBOUND))


def receiver() -> SrtpSession:
    return SrtpSession(session(Policy.SSRC_ANY_INBOUND))


def rtp(sequence: int, payload: bytes = b"sound") -> bytes:
    return struct.pack("!BBHLL", 0x80, 96, sequence, 160 * sequence, SSRC) + payload


def rtcp() -> bytes:
    return struct.pack("!BBHL", 0x80, 201, 1, SSRC)


def test_what_it_protects_is_what_pylibsrtp_makes_and_the_other_way_round() -> None:
    ours, theirs = sender(), session(Policy.SSRC_ANY_OUTBOUND)
    opener, their_opener = receiver(), session(Policy.SSRC_ANY_INBOUND)
    for number in range(3):
        packet = rtp(number, os.urandom(50 * number + 1))
        sealed = ours.protect(packet)
        assert sealed == theirs.protect(packet) and packet not in sealed
        assert opener.unprotect(sealed) == packet == their_opener.unprotect(sealed)
        told = ours.protect_rtcp(rtcp())
        assert told == theirs.protect_rtcp(rtcp())
        assert opener.unprotect_rtcp(told) == rtcp() == their_opener.unprotect_rtcp(told)


def test_a_packet_that_is_still_a_bytearray_is_left_as_it_is() -> None:
    packet = bytearray(rtp(1))
    assert receiver().unprotect(sender().protect(packet)) == packet == rtp(1)


def test_packets_do_not_show_through_each_other() -> None:
    ours, opener = sender(), receiver()
    long, short = ours.protect(rtp(1, bytes(1000))), ours.protect(rtp(2))
    first = opener.unprotect(long)
    assert opener.unprotect(short) == rtp(2) and first == rtp(1, bytes(1000))


def test_the_same_packet_twice_a_foreign_one_and_a_long_one_are_refused() -> None:
    ours, opener = sender(), receiver()
    sealed = ours.protect(rtp(1))
    assert opener.unprotect(sealed) == rtp(1)
    with pytest.raises(pylibsrtp.Error, match="replay"):
        opener.unprotect(sealed)
    foreign = SrtpSession(session(Policy.SSRC_ANY_OUTBOUND, bytes(30))).protect(rtp(2))
    with pytest.raises(pylibsrtp.Error, match="authentication"):
        opener.unprotect(foreign)
    for too_long in (rtp(3, bytes(MOST_BYTES - TAG_BYTES)), bytes(70_000)):
        with pytest.raises(ValueError, match="too long"):
            ours.protect(too_long)
    with pytest.raises(ValueError, match="too long"):
        opener.unprotect(bytes(MOST_BYTES + 1))
    assert opener.unprotect(ours.protect(rtp(4))) == rtp(4), "and it goes on"


@given(st.binary(max_size=120))
def test_whatever_comes_is_refused_or_opened_and_nothing_else(data: bytes) -> None:
    opener = receiver()
    for opened in (opener.unprotect, opener.unprotect_rtcp):
        with pytest.raises(pylibsrtp.Error):
            opened(data)
