"""A picture that comes: ordered, kept once, asked for again, and never upset by what it holds."""

from __future__ import annotations

import itertools
import random
import struct
from dataclasses import replace

from aiortc.rtp import RtcpPacket, RtcpPsfbPacket, RtcpRtpfbPacket

from core.service.conference.media.pictures.forwarding import Showing
from core.service.conference.media.pictures.missing import MOST_MISSING
from core.service.conference.media.pictures.source import KEPT, KEYFRAME_SPACING
from core.service.media.rtp.feedback import lost_numbers
from core.service.media.rtp.packet import HEADER
from tests.service.conference.media.pictures.film import OWN, RTX, RTX_SSRC, Film


def asked_again(film: Film) -> list[int]:
    """Return the numbers that the room has asked for, all together."""
    found: list[int] = []
    for data in film.told:
        for piece in RtcpPacket.parse(data):
            if isinstance(piece, RtcpRtpfbPacket):
                found += piece.lost
    return found


def keyframes_asked(film: Film) -> int:
    return sum(isinstance(piece, RtcpPsfbPacket) for data in film.told for piece in RtcpPacket.parse(data))


def copy_of(data: bytes, number: int = 1) -> bytes:
    first, second, sequence, timestamp, _ = HEADER.unpack_from(data)
    head = HEADER.pack(first, second & 0x80 | RTX, number, timestamp, RTX_SSRC)
    return head + struct.pack("!H", sequence) + data[12:]


def test_what_is_lost_is_asked_for_and_takes_its_place() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(is_key=True)
    first, lost, last = film.packets()
    film.source.take(first, film.now)
    film.source.take(last, film.now)
    assert asked_again(film) == [HEADER.unpack_from(lost)[2]]
    film.source.take(copy_of(lost), film.now)
    film.run()
    sequences = film.out.sequences()
    assert sorted(sequences, key=lambda one: (one - sequences[0]) & 0xFFFF) != sequences
    steps = {(one - sequences[0]) & 0xFFFF for one in sequences}
    assert steps == set(range(len(sequences)))
    assert len(film.source.missing) == 0


def test_what_does_not_come_is_asked_for_some_times_and_then_for_a_keyframe() -> None:
    film = Film()
    film.run(is_key=True)
    first, lost, last = film.packets()
    film.source.take(first, film.now)
    film.source.take(last, film.now)
    film.run(40)
    asked = asked_again(film)
    assert 3 <= len(asked) <= 6 and set(asked) == {HEADER.unpack_from(lost)[2]}
    assert keyframes_asked(film) == 1 and film.source.missing.given_up == 1


def test_of_a_long_gap_only_a_keyframe_is_asked_for() -> None:
    film = Film()
    film.run(is_key=True)
    for _ in range(MOST_MISSING // 3 + 2):
        film.packets()
    film.run()
    assert asked_again(film) == [] and keyframes_asked(film) == 1


def test_who_takes_no_nack_is_not_asked() -> None:
    film = Film()
    film.source.configure(replace(OWN, takes_nack=False))
    film.run(is_key=True)
    film.packets()
    film.run(3)
    assert asked_again(film) == []


def test_padding_leaves_no_gap() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(is_key=True)
    for _ in range(5):
        film.sequence = (film.sequence + 1) & 0xFFFF
        padding = HEADER.pack(0xA0, 96, film.sequence, film.timestamp, film.ssrc) + bytes(99) + b"\x64"
        film.source.take(padding, film.now)
        film.source.take(HEADER.pack(0xA0, RTX, 5, film.timestamp, RTX_SSRC) + bytes(99) + b"\x64", film.now)
        film.run()
    sequences = film.out.sequences()
    assert [(b - a) & 0xFFFF for a, b in itertools.pairwise(sequences)] == [1] * (len(sequences) - 1)
    assert film.source.padding == 10


def test_a_second_copy_is_not_handed_on() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    packets = film.packets(is_key=True)
    for data in (*packets, *packets, *map(copy_of, packets)):
        film.source.take(data, film.now)
    assert len(film.out.packets) == len(packets)


def test_another_source_goes_on_in_time_after_a_keyframe() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(10, is_key=True)
    before = film.out.packets[-1]
    film.ssrc, film.sequence, film.timestamp = 4321, 12, 99
    film.run(5)
    assert film.out.packets[-1] == before, "no keyframe has come yet"
    film.run(2, is_key=True)
    after = film.out.packets[film.out.packets.index(before) + 1]
    step = (HEADER.unpack_from(after)[3] - HEADER.unpack_from(before)[3]) & 0xFFFFFFFF
    assert 6 * 3000 <= step < 8 * 3000
    assert (HEADER.unpack_from(after)[2] - HEADER.unpack_from(before)[2]) & 0xFFFF == 1


def test_keyframes_are_asked_for_once_whoever_wants_them() -> None:
    film = Film()
    film.run(is_key=True)
    for _ in range(50):
        film.source.ask_for_keyframe(film.now)
        film.now += 0.01
    assert film.source.keyframes_asked == 2 and KEYFRAME_SPACING == 0.4
    film.source.configure(replace(OWN, takes_pli=False))
    film.now += 1
    film.source.ask_for_keyframe(film.now)
    assert film.told[-1][-20:-16] == bytes([0x84, 206, 0, 4])
    film.source.configure(replace(OWN, takes_pli=False, takes_fir=False))
    told = len(film.told)
    film.now += 1
    film.source.ask_for_keyframe(film.now)
    assert len(film.told) == told


def test_a_keyframe_that_does_not_come_is_asked_for_again() -> None:
    film = Film()
    film.run(is_key=True)
    film.forward.show(Showing.ALL, film.now)
    for _ in range(50):
        film.source.look_after(film.now)
        film.now += 0.1
    assert 3 <= film.source.keyframes_asked <= 6


def test_the_rate_is_what_comes_and_nothing_when_nothing_does() -> None:
    film = Film()
    film.run(90, is_key=True)
    assert 0.9 < film.source.rate / (30 * 8 * 3036) < 1.1
    film.now += 3
    film.source.look_after(film.now)
    assert film.source.rate == 0


def test_a_picture_is_paused_when_it_came_and_comes_no_more() -> None:
    film = Film()
    assert not film.source.is_paused(film.now)
    film.run(10, is_key=True)
    assert not film.source.is_paused(film.now) and film.source.is_paused(film.now + 3)


def test_a_new_count_is_followed_when_two_agree() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(3, is_key=True)
    left = len(film.out.packets)
    stray = HEADER.pack(0x80, 96, (film.sequence + 20_000) & 0xFFFF, 5, film.ssrc) + b"\x90\x80\x80\x01\x10"
    film.source.take(stray + bytes(20), film.now)
    film.run(1)
    assert len(film.out.packets) == left + 3
    film.sequence = (film.sequence + 30_000) & 0xFFFF
    film.run(1)
    film.run(2, is_key=True)
    assert len(film.out.packets) == left + 3 + 6


def test_old_copies_begin_no_new_count() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(1, is_key=True)
    old = [packet for _ in range(2) for packet in film.packets()]
    for data in old:
        film.source.take(data, film.now)
    film.run(200)
    assert HEADER.unpack_from(old[0])[2] == (film.sequence - 605) & 0xFFFF
    left = len(film.out.packets)
    for number, data in enumerate(old[:3]):
        film.source.take(copy_of(data, number), film.now)
    film.run(2)
    assert len(film.out.packets) == left + 6, "nobody waits for a keyframe"
    assert film.source.malformed == 0


def test_what_was_shut_takes_nothing() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.source.configure(None)
    film.run(3, is_key=True)
    assert not film.out.packets and film.source.malformed == 9


def test_garbage_does_no_harm_and_memory_stays() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    rng = random.Random(7)
    for number in range(4000):
        head = HEADER.pack(
            rng.choice([0x80, 0x90, 0xA0, 0xB0, 0x8F]),
            rng.choice([96, 102, RTX, 103, 50, 96 | 0x80]),
            rng.getrandbits(16),
            rng.getrandbits(32),
            rng.choice([film.ssrc, film.ssrc, RTX_SSRC, 5]),
        )
        film.source.take(head + rng.randbytes(rng.randint(1, 60)), film.now)
        film.now += 0.001 * rng.random()
        if number % 50 == 0:
            film.source.look_after(film.now)
    assert film.source.malformed > 100
    assert len(film.source._kept) == KEPT and len(film.source.missing) <= MOST_MISSING
    film.now += 2
    left = len(film.out.packets)
    film.run(5)
    film.run(5, is_key=True)
    assert len(film.out.packets) >= left + 15
    assert all(len(lost_numbers(data[-40:])) < 200 for data in film.told)
