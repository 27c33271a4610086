"""Strategies for what an attacker may send: from noise to what is right but for one thing."""

from __future__ import annotations

import struct

from hypothesis import strategies as st

COOKIE = 0x2112A442

BYTE = st.integers(0, 255)
WORD = st.integers(0, 2**16 - 1)
LONG = st.integers(0, 2**32 - 1)

ATTRIBUTE_TYPES = st.sampled_from(
    [
        1,
        3,
        6,
        8,
        9,
        0x0C,
        0x0D,
        0x12,
        0x13,
        0x14,
        0x15,
        0x19,
        0x20,
        0x24,
        0x25,
        0x8022,
        0x8028,
        0x8029,
        0x802A,
    ]
)


def padded(data: bytes, to: int = 4) -> bytes:
    """Return ``data`` with zeros up to a whole number of ``to`` bytes."""
    return data + bytes(-len(data) % to)


def _attribute(kind: int, value: bytes, wrong: int) -> bytes:
    return struct.pack("!HH", kind, (len(value) + wrong) & 0xFFFF) + padded(value)


def _stun(first: int, attributes: list[bytes], wrong: int, cookie: int, transaction: bytes) -> bytes:
    body = b"".join(attributes)
    length = (len(body) + wrong) & 0xFFFF
    return struct.pack("!HHL", first, length, cookie) + transaction + body


MOSTLY_RIGHT = st.just(0) | st.just(0) | st.integers(-8, 8)
"""By how much a length is wrong."""

STUN = st.builds(
    _stun,
    st.sampled_from([0x0001, 0x0101, 0x0111, 0x0011, 0x0003, 0x0017]) | st.integers(0, 0x3FFF),
    st.lists(st.builds(_attribute, ATTRIBUTE_TYPES, st.binary(max_size=24), MOSTLY_RIGHT), max_size=6),
    MOSTLY_RIGHT,
    st.just(COOKIE) | LONG,
    st.binary(min_size=12, max_size=12),
)

DTLS = st.builds(
    lambda kind, version, epoch, sequence, body, wrong: (
        struct.pack("!BHHHLH", kind, version, epoch, 0, sequence, (len(body) + wrong) & 0xFFFF) + body
    ),
    st.integers(20, 63),
    st.sampled_from([0xFEFF, 0xFEFD, 0xFEFC]) | WORD,
    st.integers(0, 2),
    LONG,
    # A fatal alert, a hello, the end of the association, anything.
    st.sampled_from([b"\x02\x28", b"\x01\x00", b"\x01" + bytes(40)]) | st.binary(max_size=80),
    MOSTLY_RIGHT,
)


def _extension(profile: int, words: int, block: bytes) -> bytes:
    return struct.pack("!HH", profile, words) + padded(block)


EXTENSIONS = st.none() | st.builds(
    lambda profile, block, wrong: _extension(profile, max(0, (len(block) + 3) // 4 + wrong), block),
    st.sampled_from([0xBEDE, 0x1000]) | WORD,
    st.binary(max_size=24),
    MOSTLY_RIGHT,
)


def _rtp(
    marked: bool, kind: int, sequence: int, timestamp: int, ssrc: int, block: bytes | None, payload: bytes,
    bits: int,
) -> bytes:  # fmt: skip
    first = 0x80 | (0x10 if block is not None else 0) | bits
    head = struct.pack("!BBHLL", first, (0x80 if marked else 0) | kind, sequence, timestamp, ssrc)
    return head + (block or b"") + payload


def rtp(sources: tuple[int, ...], kinds: st.SearchStrategy[int]) -> st.SearchStrategy[bytes]:
    """Return a strategy for RTP of one of ``sources`` or a foreign one, with payload types of ``kinds``."""
    return st.builds(
        _rtp,
        st.booleans(),
        kinds,
        WORD,
        LONG,
        st.sampled_from(sources) | LONG,
        EXTENSIONS,
        st.binary(max_size=60) | PAYLOADS,
        # Padding, and contributing sources that are not there.
        st.sampled_from([0, 0, 0, 0x20, 0x01, 0x0F, 0x2F]),
    )


PAYLOADS = st.sampled_from(
    [
        b"",
        b"\x7c\x85\xff",  # H264: the start of a fragmented keyframe
        b"\x7c\x45\xff",  # its end
        b"\x78\x00\xff\x67",  # an aggregate that is cut off
        b"\x67\x42\xe0\x1f\xff",  # parameters of a picture
        b"\x10\x00\x00\x9d\x01\x2a\xff\x3f\xff\x3f",  # VP8: a keyframe of 16383 x 16383
        b"\xff\xff\x00\x01",  # Opus with a length that is not there
        b"\x0b\x8a\xff\xff",  # a telephone event
    ]
)

RTCP_TYPES = st.sampled_from([200, 201, 202, 203, 204, 205, 206, 207]) | st.integers(192, 223)


def _rtcp(kind: int, form: int, body: bytes, wrong: int) -> bytes:
    body = padded(body)
    return struct.pack("!BBH", 0x80 | form, kind, max(0, len(body) // 4 + wrong)) + body


def rtcp(sources: tuple[int, ...]) -> st.SearchStrategy[bytes]:
    """Return a strategy for RTCP about one of ``sources`` or another, alone or several packets in one."""
    words = st.lists(st.sampled_from(sources) | LONG, max_size=12)
    about = words.map(lambda found: struct.pack(f"!{len(found)}L", *found))
    single = st.builds(_rtcp, RTCP_TYPES, st.integers(0, 31), about | st.binary(max_size=60), MOSTLY_RIGHT)
    whole = single.filter(lambda packet: len(packet) >= 8)
    return st.lists(whole, min_size=1, max_size=4).map(b"".join)
