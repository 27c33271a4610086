"""Reading RTP: as aiortc reads it, whatever comes, and header extensions in both forms (RFC 8285)."""

from __future__ import annotations

import struct

import pytest
from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters, RTCRtpParameters
from aiortc.rtp import HeaderExtensionsMap, RtpPacket
from hypothesis import given
from hypothesis import strategies as st

from core.media.congestion.feedback.wire import URI
from core.media.rtp.header_extensions import ABS_SEND_TIME, MID
from core.media.transport.incoming_packet import IncomingPacket, PacketReader

IDS = {MID: 1, ABS_SEND_TIME: 3, URI: 4}
PARAMETERS = RTCRtpParameters(
    headerExtensions=[RTCRtpHeaderExtensionParameters(number, uri) for uri, number in IDS.items()]
)
PLAIN = struct.pack("!BBHLL", 0x80, 0x80 | 97, 65_535, 0xFFFFFFFF, 7)


def reader() -> PacketReader:
    made = PacketReader()
    made.configure(PARAMETERS)
    return made


def with_block(profile: int, block: bytes, payload: bytes = b"sound") -> bytes:
    block += bytes(-len(block) % 4)
    return b"\x90" + PLAIN[1:] + struct.pack("!HH", profile, len(block) // 4) + block + payload


def one_byte(*values: tuple[int, bytes]) -> bytes:
    return with_block(0xBEDE, b"".join(bytes([n << 4 | len(v) - 1]) + v for n, v in values))


def two_byte(*values: tuple[int, bytes]) -> bytes:
    return with_block(0x1000, b"".join(bytes([n, len(v)]) + v for n, v in values))


def test_a_plain_packet() -> None:
    packet = reader().read(PLAIN + b"picture")
    assert packet == IncomingPacket(97, 1, 65_535, 0xFFFFFFFF, 7, b"picture", size=len(PLAIN) + 7)


@pytest.mark.parametrize("form", [one_byte, two_byte])
def test_extensions_of_both_forms_beside_some_that_nobody_knows(form: object) -> None:
    assert callable(form)
    packet = reader().read(form((4, b"\x12\x34"), (9, b"what?"), (3, b"\x01\x02\x03"), (1, b"video")))
    assert (packet.number, packet.send_time, packet.mid) == (0x1234, 0x010203, "video")
    assert packet.payload == b"sound"


def test_what_follows_the_reserved_id_and_other_profiles_is_passed_over() -> None:
    packet = reader().read(with_block(0xBEDE, b"\xf0\x00\x10a"))
    assert (packet.mid, packet.payload) == (None, b"sound")
    packet = reader().read(with_block(0xABCD, b"\x10a"))
    assert (packet.mid, packet.payload) == (None, b"sound")


def test_padding_and_contributing_sources_are_no_payload() -> None:
    packet = reader().read(b"\xa2" + PLAIN[1:] + bytes(8) + b"sound" + b"\x00\x00\x03")
    assert (packet.payload, packet.padding_size) == (b"sound", 3)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PLAIN[:-1],
        b"\x40" + PLAIN[1:],
        b"\x8f" + PLAIN[1:],
        b"\x90" + PLAIN[1:] + b"\xbe\xde",
        b"\x90" + PLAIN[1:] + b"\xbe\xde\x00\x02" + bytes(4),
        b"\xa0" + PLAIN[1:] + b"\x00",
        b"\xa0" + PLAIN[1:] + b"\x09\x09",
        with_block(0xBEDE, b"\x4f\x00\x00\x00", b""),
        with_block(0x1000, b"\x04\x09\x00\x00", b""),
        with_block(0x1000, b"\x00\x00\x00\x04", b""),
        one_byte((4, b"\x01")),
        one_byte((3, b"\x01")),
        one_byte((1, b"\xff\xfe")),
    ],
)
def test_nonsense_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        reader().read(data)


def test_a_copy_tells_its_original() -> None:
    copy = IncomingPacket(98, 1, 5, 900, 8, b"\x01\x02picture")
    assert copy.original(97, 7) == IncomingPacket(97, 1, 0x0102, 900, 7, b"picture")
    with pytest.raises(ValueError, match="sequence number"):
        IncomingPacket(98, 1, 5, 900, 8, b"\x01").original(97, 7)


@given(st.binary(max_size=60), st.integers(0, 0xFF), st.sampled_from([0xBEDE, 0x1000, 0x1234]))
def test_whatever_comes_is_read_as_aiortc_reads_it_or_refused(rest: bytes, flags: int, profile: int) -> None:
    data = bytes([0x80 | flags & 0x3F]) + PLAIN[1:] + struct.pack("!HH", profile, flags >> 6) + rest
    names = HeaderExtensionsMap()
    names.configure(PARAMETERS)
    try:
        packet = reader().read(data)
    except ValueError:
        return
    try:
        theirs = RtpPacket.parse(data, names)
    except (ValueError, struct.error):
        # They read on beyond the reserved id, and stumble there.
        assert profile == 0xBEDE
        return
    assert (packet.payload, packet.padding_size) == (theirs.payload, theirs.padding_size)
    assert (packet.payload_type, packet.marker) == (theirs.payload_type, theirs.marker)
    assert (packet.sequence_number, packet.timestamp, packet.ssrc) == (65_535, 0xFFFFFFFF, 7)
    if profile == 0x1000:
        known = theirs.extensions
        told = (known.mid, known.abs_send_time, known.transport_sequence_number)
        assert (packet.mid, packet.send_time, packet.number) == told
