"""Packets find their stream, and what belongs to none is counted and dropped."""

from __future__ import annotations

import random
import struct

from core.service.conference.media.intake import MOST_SOURCES, Intake
from core.service.conference.media.pictures.source import PictureSource
from core.service.conference.media.ports import PICTURES, SLIDES
from core.service.conference.media.sdp.agreement import (
    Agreed,
    ExtensionIds,
    OwnAgreed,
    Picture,
    SoundAgreed,
)
from core.service.conference.media.sound.source import SoundSource
from core.service.media.rtp.packet import HEADER
from core.service.media.sdp.codecs import Codec

OPUS, VP8 = Codec(111, "opus", 48_000, 2), Codec(96, "vp8", 90_000)
SOUND = SoundAgreed("a", {111: OPUS}, OPUS, None, True, True, ExtensionIds(mid=1))
A_KEYFRAME = b"\x90\x80\x80\x01\x10" + bytes(30)


def own(mid: str, *ssrcs: int) -> OwnAgreed:
    return OwnAgreed(mid, {96: VP8}, {97: 96}, True, True, True, True, ExtensionIds(mid=1), ssrcs)


def packet(kind: int, ssrc: int, mid: str = "", sequence: int = 1) -> bytes:
    if not mid:
        return HEADER.pack(0x80, kind, sequence, 3000, ssrc) + A_KEYFRAME
    block = struct.pack("!HHB", 0xBEDE, 1, 0x10 | len(mid) - 1) + mid.encode() + bytes(3 - len(mid))
    return HEADER.pack(0x90, kind, sequence, 3000, ssrc) + block + A_KEYFRAME


class Door:
    """An intake with sound, a picture and a screen behind it."""

    def __init__(self, *whats: str, **ssrcs: tuple[int, ...]) -> None:
        self.sound = SoundSource()
        self.pictures = {
            what: PictureSource(Picture("m", what), lambda data: None, 1, "room") for what in whats
        }
        self.intake = Intake(self.sound, self.pictures)
        self.agreed = Agreed(SOUND, {what: own(what[0], *ssrcs.get(what, ())) for what in whats})
        self.sound.configure(SOUND.takes)
        for what, source in self.pictures.items():
            source.configure(self.agreed.own[what])
        self.intake.configure(self.agreed)

    def came(self, what: str) -> int:
        return self.pictures[what].reception.packets_received


def test_sections_are_told_apart_by_name() -> None:
    door = Door(PICTURES, SLIDES)
    door.intake.take(packet(96, 5, "v"), 1.0)
    door.intake.take(packet(96, 6, "s"), 1.0)
    door.intake.take(packet(96, 5, sequence=2), 1.0)
    assert (door.came(PICTURES), door.came(SLIDES)) == (2, 1)


def test_sections_are_told_apart_by_what_was_declared() -> None:
    door = Door(PICTURES, SLIDES, video=(5,), slides=(6, 7))
    for ssrc in (5, 6, 7):
        door.intake.take(packet(96, ssrc), 1.0)
    assert (door.came(PICTURES), door.came(SLIDES)) == (1, 1)
    assert door.pictures[SLIDES].source == 7 and not door.intake.malformed


def test_one_picture_needs_no_name_and_of_two_one_without_is_nobodys() -> None:
    door = Door(PICTURES)
    door.intake.take(packet(96, 5), 1.0)
    assert door.came(PICTURES) == 1
    door = Door(PICTURES, SLIDES)
    door.intake.take(packet(96, 5), 1.0)
    assert door.intake.malformed == 1


def test_sound_goes_where_it_belongs_whatever_its_source() -> None:
    door = Door(PICTURES)
    for ssrc in range(40):
        door.intake.take(packet(111, ssrc), 1.0)
    assert door.sound.source == 39 and not door.intake.malformed


def test_what_is_none_of_it_is_counted() -> None:
    door = Door(PICTURES)
    rng = random.Random(1)
    bad = [b"", b"\x80", bytes(12), b"\x40" + bytes(40), packet(50, 5), bytes([0x80]) + bytes(2000)]
    for data in bad:
        door.intake.take(data, 1.0)
    assert door.intake.malformed == len(bad)
    for _ in range(2000):
        data = bytes([0x80 | rng.getrandbits(6)]) + rng.randbytes(rng.randint(0, 60))
        door.intake.take(data, 1.0)
    assert len(door.intake._by_source) <= MOST_SOURCES
    before = door.came(PICTURES)
    door.intake.take(packet(96, 77, "v"), 2.0)
    assert door.pictures[PICTURES].source == 77 and door.came(PICTURES) >= min(1, before)


def test_a_flood_of_sources_is_bounded() -> None:
    door = Door(PICTURES)
    for ssrc in range(500):
        door.intake.take(packet(96, ssrc), 1.0)
    assert len(door.intake._by_source) == MOST_SOURCES


def test_what_was_taken_away_takes_nothing() -> None:
    door = Door(PICTURES)
    door.intake.take(packet(96, 5), 1.0)
    door.intake.configure(Agreed())
    door.intake.take(packet(96, 5), 1.0)
    door.intake.take(packet(111, 6), 1.0)
    assert door.intake.malformed == 2
