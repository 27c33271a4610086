"""Messages cut from streams: in any pieces, with nonsense in them, bounded."""

from __future__ import annotations

import random

import pytest

from core.sip.transports.framing import MAX_STREAM_MESSAGE, FramingError, StreamFramer


def message(body: bytes = b"", name: bytes = b"Content-Length") -> bytes:
    return b"OPTIONS sip:a SIP/2.0\r\n%s: %d\r\nFrom: x\r\n\r\n%s" % (name, len(body), body)


def test_messages_in_one_piece_and_their_bodies():
    first, second = message(b"v=0\r\n\r\nINVITE x"), message()
    assert StreamFramer().feed(first + second) == [first, second]


@pytest.mark.parametrize("name", [b"content-LENGTH ", b"l", b"L\t", b"Content-Length"])
def test_the_names_of_the_length(name: bytes):
    assert StreamFramer().feed(message(b"body", name)) == [message(b"body", name)]


def test_a_folded_length():
    data = b"OPTIONS sip:a SIP/2.0\r\nContent-Length:\r\n  4\r\n\r\nbody"
    assert StreamFramer().feed(data) == [data]


def test_any_pieces_give_the_same_messages(seed: int):
    chance = random.Random(seed)
    messages = [message(chance.randbytes(chance.randrange(0, 300))) for _ in range(20)]
    stream = b"".join(b"\r\n" * chance.choice((0, 0, 1, 3)) + one for one in messages)
    for _ in range(20):
        framer, found, rest = StreamFramer(), [], stream
        while rest:
            size = chance.randrange(1, 80)
            found += framer.feed(rest[:size])
            rest = rest[size:]
        assert found == messages and not framer.is_within_message


def test_keep_alives_are_counted_also_in_halves():
    framer = StreamFramer()
    assert framer.feed(b"\r\n\r\n") == [] and framer.take_pings() == 1
    for half in (b"\r", b"\n\r", b"\n"):
        assert framer.feed(half) == []
        assert not framer.is_within_message
    assert framer.take_pings() == 1 and framer.take_pings() == 0
    assert framer.feed(b"\r\n") == [] and framer.feed(message()) == [message()]
    assert framer.take_pings() == 0, "one line end alone was a pong"


@pytest.mark.parametrize(
    ("stream", "problem"),
    [
        (b"OPTIONS sip:a SIP/2.0\r\nFrom: x\r\n\r\n", "missing"),
        (b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 1\r\nl: 2\r\n\r\n", "more than one"),
        (b"OPTIONS sip:a SIP/2.0\r\nContent-Length: -1\r\n\r\n", "no number"),
        (b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 1e3\r\n\r\n", "no number"),
        (b"OPTIONS sip:a SIP/2.0\r\nContent-Length:\r\n\r\n", "no number"),
        (b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 99999999999\r\n\r\n", "no number"),
        (b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 70000\r\n\r\n", "too large"),
        (b"\x16\x03\x01" + b"x" * MAX_STREAM_MESSAGE, "do not end"),
    ],
)
def test_what_cannot_be_framed_ends_the_stream(stream: bytes, problem: str):
    framer = StreamFramer()
    with pytest.raises(FramingError, match=problem):
        framer.feed(stream)


def test_what_is_held_is_bounded():
    framer, fed = StreamFramer(), 0
    with pytest.raises(FramingError):
        while fed < 10 * MAX_STREAM_MESSAGE:
            framer.feed(b"X: y\r\n" * 100)
            fed += 600
    assert fed <= MAX_STREAM_MESSAGE + 600


def test_equal_lengths_twice_are_one():
    data = b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab"
    assert StreamFramer().feed(data) == [data], "the parser refuses it, and the stream goes on"
