"""The bytes of transport-wide feedback: the draft's own forms, what we write, and nonsense."""

from __future__ import annotations

import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.congestion.feedback.wire import (
    MAX_STATUSES,
    Feedback,
    FeedbackError,
    build,
    is_feedback,
    parse,
    sequence_value,
)


def feedback(*arrivals: int | None, base: int = 10, reference: int = 3, count: int = 7) -> Feedback:
    return Feedback(0x11111111, 0x22222222, base, reference, count, arrivals)


def packet(body: bytes, count: int, *, flags: int = 0x80, words: int | None = None) -> bytes:
    """Return a packet with a sound header and this body."""
    length = (20 + len(body)) // 4 - 1 if words is None else words
    return struct.pack("!BBHLLHH", flags | 15, 205, length, 1, 2, 5, count) + b"\0\0\3\1" + body


def test_the_header_extension_carries_sixteen_bits() -> None:
    assert sequence_value(0x1234) == b"\x12\x34" and sequence_value(0x1FFFF) == b"\xff\xff"


def test_what_is_written_is_read_back() -> None:
    sent = feedback(0, 4, None, None, 90, 1000, 980, None, 2000)
    assert parse(build(sent)) == sent
    assert is_feedback(build(sent)) and len(build(sent)) % 4 == 0


def test_a_run_of_arrivals_is_one_chunk() -> None:
    data = build(feedback(*range(0, 400, 4)))
    assert data[20:22] == struct.pack("!H", 0x2000 | 100)
    assert len(data) == 20 + 2 + 100 + 2


def test_chunks_of_the_draft_are_understood() -> None:
    # The draft's examples: a run of 221 packets that did not arrive, and both kinds of vector.
    assert parse(packet(struct.pack("!H", 221) + bytes(2), 221)).arrivals == (None,) * 221
    one_bit = parse(packet(struct.pack("!H", 0b10_01111100011100) + bytes(range(1, 9)) + bytes(2), 14))
    arrived = [arrival is not None for arrival in one_bit.arrivals]
    assert arrived == [False, *[True] * 5, *[False] * 3, *[True] * 3, False, False]
    two_bit = parse(packet(struct.pack("!H", 0b11_00_10_01_01_01_00_00) + bytes([1, 0, 2, 3, 4, 0]), 7))
    assert two_bit.arrivals == (None, 256, 258, 261, 265, None, None)


def test_times_may_go_back_and_jump_up_to_eight_seconds() -> None:
    sent = feedback(32767, 0, 255, 511, None, 33278)
    assert parse(build(sent)) == sent
    with pytest.raises(ValueError, match="16 bits"):
        build(feedback(0, 32768))
    with pytest.raises(ValueError, match="16 bits"):
        build(feedback(32767, -2))


def test_numbers_wrap() -> None:
    found = parse(build(feedback(0, 1, base=0x1FFFF, reference=-1, count=256)))
    assert (found.base, found.reference, found.count) == (0xFFFF, 0xFFFFFF, 0)


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 2000)), min_size=1, max_size=300),
    st.integers(0, 0xFFFF),
    st.integers(0, 0xFFFFFF),
)
def test_any_feedback_survives(arrivals: list[int | None], base: int, reference: int) -> None:
    sent = Feedback(1, 2, base, reference, 255, tuple(arrivals))
    assert parse(build(sent)) == sent


@pytest.mark.parametrize("number", [0, MAX_STATUSES + 1])
def test_too_few_and_too_many_packets_do_not_fit(number: int) -> None:
    with pytest.raises(ValueError, match="packets"):
        build(feedback(*[None] * number))


HOSTILE = {
    "nothing": b"",
    "another format": b"\x81" + packet(b"\x20\x01\x00\x00", 1)[1:],
    "another type": packet(b"\x20\x01\x00\x00", 1)[:1] + b"\xce" + packet(b"\x20\x01\x00\x00", 1)[2:],
    "another version": packet(b"\x20\x01\x00\x00", 1, flags=0x40),
    "cut off": packet(b"\x20\x01\x00\x00", 1)[:18],
    "longer than it is": packet(b"\x20\x01\x00\x00", 1, words=100),
    "shorter than its header": packet(b"\x20\x01\x00\x00", 1, words=2),
    "no packets": packet(b"\x20\x01\x00\x00", 0),
    "too many packets": packet(struct.pack("!H", 0x1FFF) * 4, 4 * 0x1FFF),
    "an empty run": packet(b"\x20\x00\x20\x00", 2),
    "statuses missing": packet(b"\x20\x01\x20\x01", 30),
    "deltas missing": packet(b"\x20\x09\x01\x02", 9),
    "half a delta": packet(b"\x20\x01\x40\x01\x01\x02\x00\x03", 3, flags=0xA0),
    "reserved status": packet(b"\x60\x01\x00\x00", 1),
    "padding without end": packet(b"\x20\x01\x00\xff", 1, flags=0xA0),
    "padding of nothing": packet(b"\x20\x01\x00\x00", 1, flags=0xA0),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nonsense_is_refused(name: str) -> None:
    with pytest.raises(FeedbackError):
        parse(HOSTILE[name])


@given(st.binary(max_size=200), st.integers(0, 0xFFFF))
def test_random_bodies_are_read_or_refused(body: bytes, count: int) -> None:
    body += bytes(-len(body) % 4)
    try:
        found = parse(packet(body, count))
    except FeedbackError:
        return
    assert len(found.arrivals) == count <= MAX_STATUSES


def test_damaged_feedback_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    sound = build(feedback(*[n if n % 5 else None for n in range(0, 900, 3)]))
    for _ in range(3000):
        damaged = bytearray(sound[: chance.randrange(len(sound) + 1)])
        for _ in range(chance.randrange(4)):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            assert len(parse(bytes(damaged)).arrivals) <= MAX_STATUSES
        except FeedbackError:
            continue
