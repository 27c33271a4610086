"""Stills leave one by one, as slowly as they are told to, and are bounded."""

from __future__ import annotations

import pytest

from core.media.transport.outgoing_packet import OutgoingPacket
from core.service.conference.media.pictures.stills import MOST_WAITING, STILL_SPACING, Stills

BITS = 8 * 1000.0


class Line:
    """What has left."""

    def __init__(self) -> None:
        self.left: list[tuple[OutgoingPacket, bool]] = []
        self.stills = Stills(lambda packet, begins: self.left.append((packet, begins)))

    def put(self, count: int) -> list[OutgoingPacket]:
        made = [OutgoingPacket(bytearray(1000 - OutgoingPacket(bytearray()).size)) for _ in range(count)]
        for number, packet in enumerate(made):
            self.stills.put(packet, begins_keyframe=not number)
        return made


def test_what_waits_leaves_in_order_and_no_faster_than_the_rate() -> None:
    line = Line()
    packets = line.put(10)
    assert packets[0].size == 1000
    line.stills.release(0.1, 5 * BITS)
    assert not line.left
    for step in range(1, 20):
        line.stills.release(0.1, 5 * BITS)
        assert len(line.left) == (step + 1) // 2
    assert [packet for packet, _ in line.left] == packets
    assert [begins for _, begins in line.left] == [True] + [False] * 9


def test_a_rest_saves_up_no_burst() -> None:
    line = Line()
    line.stills.release(60.0, 5 * BITS)
    line.put(10)
    line.stills.release(0.2, 5 * BITS)
    assert len(line.left) == 1
    for _ in range(50):
        line.stills.release(0.1, 0.0)
    assert len(line.left) == 1
    line.stills.release(0.2, 5 * BITS)
    assert len(line.left) <= 3


@pytest.mark.parametrize("how", ["release", "flush"])
def test_one_begins_when_the_last_one_is_through(how: str) -> None:
    line = Line()
    assert line.stills.may_begin(0.0)
    line.stills.begin(0.0)
    line.put(2)
    assert not line.stills.may_begin(9.0)
    line.stills.release(9.0, 9 * BITS) if how == "release" else line.stills.flush()
    assert len(line.left) == 2
    assert not line.stills.may_begin(STILL_SPACING / 2) and line.stills.may_begin(STILL_SPACING)


def test_it_does_not_grow() -> None:
    line = Line()
    line.put(MOST_WAITING + 7)
    line.stills.flush()
    assert (len(line.left), line.stills.dropped) == (MOST_WAITING, 7)
