"""What is looked up in RTP packets, and that nonsense in them does no harm."""

from __future__ import annotations

import random
import struct

import pytest
from aiortc.rtp import pack_header_extensions

from core.service.media.rtp.packet import HEADER, extension_value, payload_of


def packet(extensions: list[tuple[int, bytes]], payload: bytes = b"sound", first: int = 0x90) -> bytes:
    profile, body = pack_header_extensions(extensions)
    block = struct.pack("!HH", profile, len(body) // 4) + body
    return HEADER.pack(first, 96, 7, 8, 9) + block + payload


@pytest.mark.parametrize("other", [b"x", b"a longer one than sixteen bytes"])
def test_an_extension_is_found_in_headers_of_both_kinds(other: bytes) -> None:
    data = packet([(1, other), (5, b"\x07"), (6, b"ab")])
    assert extension_value(data, 5) == b"\x07"
    assert extension_value(data, 6) == b"ab"
    assert extension_value(data, 1) == other
    assert extension_value(data, 9) == b""
    assert payload_of(data) == b"sound"


def test_a_packet_without_extensions_has_none() -> None:
    data = HEADER.pack(0x80, 96, 7, 8, 9) + b"sound"
    assert extension_value(data, 1) == b"" and payload_of(data) == b"sound"
    sources = HEADER.pack(0x82, 96, 7, 8, 9) + bytes(8) + b"sound"
    assert payload_of(sources) == b"sound"
    padded = HEADER.pack(0xA0, 96, 7, 8, 9) + b"sound" + b"\0\0\3"
    assert payload_of(padded) == b"sound"


def test_what_is_cut_off_is_no_payload() -> None:
    whole = packet([(1, b"abc")], b"")
    assert payload_of(whole[:14]) is None
    assert payload_of(HEADER.pack(0xA0, 96, 7, 8, 9) + b"\xff") is None


def test_any_bytes_do_no_harm() -> None:
    rng = random.Random(5)
    for _ in range(3000):
        data = bytes([rng.getrandbits(6) | 0x80]) + rng.randbytes(rng.randint(11, 40))
        if rng.random() < 0.5 and len(data) > 16:
            data = data[:12] + b"\xbe\xde" + data[14:]
        found = payload_of(data)
        assert found is None or len(found) <= len(data)
        assert len(extension_value(data, rng.randrange(16))) <= len(data)
