"""Reports: what a member is told reads as RTCP, what it tells is believed within bounds."""

from __future__ import annotations

import random
import struct
import time
from typing import cast

import pytest
from aiortc.rtp import RtcpPacket, RtcpRrPacket, RtcpSdesPacket, RtcpSrPacket

from core.media.sync.sender_clock import ntp_of
from core.media.transport.compound import HEADER as RTCP
from core.media.transport.compound import split_compound
from core.media.transport.paced_sending import PacedSending
from core.service.conference.media.pictures.forwarding import Forward, Showing
from core.service.conference.media.pictures.gallery import KEYFRAME_TOKENS, Gallery
from core.service.conference.media.ports import PICTURES
from core.service.conference.media.reports import MOST_BYTES, MemberReports
from core.service.conference.media.sdp.agreement import ExtensionIds, Picture, SoundAgreed
from core.service.conference.media.sound.mixer import Encoded
from core.service.conference.media.sound.outlet import MixClock, SoundOutlet
from core.service.conference.media.sound.source import SoundSource
from core.service.media.rtp.feedback import again_request, full_intra_request, keyframe_request
from core.service.media.sdp.codecs import Codec
from tests.service.conference.media.pictures.film import ANNA, OUT_SSRC, SHOWN, Film

OPUS = Codec(111, "opus", 48_000, 2)
WALL = 1_000_000_000.0


class Desk:
    """A member that hears a mix, sends a picture and is shown another."""

    def __init__(self) -> None:
        self.now = 50.0
        self.left: list[bytes] = []
        self.sending = PacedSending(self.left.append)
        self.sending.control.allow(10_000_000, 12_000_000, time.monotonic())
        self.film, self.own = Film(), Film()
        self.gallery = Gallery(self.sending, lambda: True, random.Random(1), lambda: self.now)
        self.gallery.configure({ANNA: (SHOWN, self.film.source)})
        self.outlet = SoundOutlet(66, random.Random(2))
        agreed = SoundAgreed("a", {111: OPUS}, OPUS, None, True, True, ExtensionIds(mid=1))
        self.outlet.configure(agreed)
        self.sound = SoundSource(lambda: self.now)
        self.clock = MixClock()
        self.reports = MemberReports(
            self.outlet, self.sound, {PICTURES: self.own.source}, self.gallery, self.sending, "room"
        )

    @property
    def forward(self) -> Forward:
        return self.gallery.forwards[ANNA]

    def take(self, data: bytes) -> None:
        self.reports.take(data, self.now, WALL)

    def told(self, offsets: dict[str, float | None] | None = None) -> list[bytes]:
        return self.reports.datagrams(self.clock, offsets or {}, self.now, WALL)

    def hear(self) -> None:
        for position in range(0, 4800, 960):
            assert self.outlet.packet(Encoded(("m",), OPUS.key, b"sound", False, position))
            self.clock.note(position, self.now)
            self.now += 0.02

    def close(self) -> None:
        self.sending.close()


@pytest.fixture
async def desk() -> Desk:
    return Desk()


async def test_before_anything_was_sent_a_member_is_told_what_came(desk: Desk) -> None:
    desk.own.run(3, is_key=True)
    desk.own.packets()
    desk.own.run(1)
    (data,) = desk.told()
    receiver, name = RtcpPacket.parse(data)
    assert isinstance(receiver, RtcpRrPacket) and isinstance(name, RtcpSdesPacket)
    (block,) = receiver.reports
    assert block.ssrc == desk.own.ssrc and block.packets_lost == 3


async def test_the_mix_and_each_picture_are_reported_with_one_clock(desk: Desk) -> None:
    desk.hear()
    desk.film.now = desk.now
    desk.film.run(3, is_key=True)
    desk.film.source.sender_clock.report(ntp_of(7000.0), desk.film.timestamp)
    desk.now = desk.film.now
    (data,) = desk.told({ANNA.member: desk.now - (7000.0 + 2_208_988_800)})
    reports = [one for one in RtcpPacket.parse(data) if isinstance(one, RtcpSrPacket)]
    assert [one.ssrc for one in reports] == [66, OUT_SSRC]
    assert reports[0].sender_info.ntp_timestamp == reports[1].sender_info.ntp_timestamp == ntp_of(WALL)
    assert reports[0].sender_info.packet_count == 5 and reports[0].sender_info.octet_count == 25
    assert reports[1].sender_info.packet_count == desk.forward.sent.packets
    desk.close()


async def test_many_pictures_are_reported_in_several_datagrams(desk: Desk) -> None:
    films = [Film() for _ in range(60)]
    shown = {}
    for number, film in enumerate(films):
        picture = Picture(f"{number:012x}", PICTURES)
        agreed = SHOWN.__class__(picture, "5", 1000 + number, 0, SHOWN.types, {}, True, SHOWN.extensions)
        shown[picture] = (agreed, film.source)
    desk.gallery.configure(shown)
    for film, forward in zip(films, desk.gallery.forwards.values(), strict=True):
        forward.show(Showing.ALL, film.now)
        film.run(1, is_key=True)
        film.source.sender_clock.report(ntp_of(7000.0), film.timestamp)
        film.source.report_offset = 0.0
        forward.sent.add(1)
    made = desk.told()
    assert len(made) > 1 and all(len(data) <= MOST_BYTES + 40 for data in made)
    ssrcs = {one.ssrc for data in made for one in RtcpPacket.parse(data) if isinstance(one, RtcpSrPacket)}
    assert ssrcs >= {1000 + number for number in range(60)}
    assert all(isinstance(RtcpPacket.parse(data)[-1], RtcpSdesPacket) for data in made)
    desk.close()


async def test_a_members_clock_is_learnt_and_answered(desk: Desk) -> None:
    desk.own.run(2, is_key=True)
    info = struct.pack("!LQLLL", desk.own.ssrc, ntp_of(9000.0), desk.own.timestamp, 1, 1)
    desk.take(RTCP.pack(0x80, 200, 6) + info)
    assert desk.own.source.sender_clock.is_known and desk.own.source.report_offset is not None
    desk.now += 0.5
    (data,) = desk.told()
    receiver = cast(RtcpRrPacket, RtcpPacket.parse(data)[0])
    block = receiver.reports[0]
    assert block.lsr == ntp_of(9000.0) >> 16 & 0xFFFFFFFF
    assert block.dlsr == pytest.approx(0.5 * 65536, abs=2)


async def test_keyframes_are_asked_for_within_bounds(desk: Desk) -> None:
    desk.film.run(1, is_key=True)
    desk.gallery.choose()
    for number in range(200):
        desk.now += 0.01
        desk.film.now = desk.now
        ask = (
            keyframe_request
            if number % 2
            else (lambda ours, ssrc, name: full_intra_request(ours, ssrc, 1, name))
        )
        desk.take(ask(5, OUT_SSRC, "far"))
        desk.take(keyframe_request(5, 12345, "far"))
    assert desk.gallery.refused_requests >= 200 - KEYFRAME_TOKENS - 2
    assert desk.film.source.keyframes_asked <= 6
    desk.close()


async def test_lost_packets_are_sent_again_within_bounds(desk: Desk) -> None:
    desk.film.now = desk.now
    desk.gallery.choose()
    desk.film.run(3, is_key=True)
    first = int.from_bytes(desk.left[0][2:4], "big")
    before = len(desk.left)
    desk.take(again_request(5, OUT_SSRC, [first, first + 1], "far"))
    assert len(desk.left) == before + 2 and desk.forward.resent == 2
    for _ in range(300):
        desk.now += 0.001
        desk.take(again_request(5, OUT_SSRC, range(first, first + 9), "far"))
    assert desk.forward.resent < 200
    desk.close()


async def test_reports_of_loss_and_estimates_are_followed(desk: Desk) -> None:
    before = desk.sending.bitrate
    block = struct.pack("!LLLLLL", OUT_SSRC, 128 << 24, 0, 0, 0, 0)
    for _ in range(8):
        desk.take(RTCP.pack(0x81, 201, 7) + struct.pack("!L", 5) + block)
    assert desk.sending.bitrate <= before
    remb = struct.pack("!LL4sBBHL", 5, 0, b"REMB", 1, 1 << 2, 50_000, OUT_SSRC)
    desk.take(RTCP.pack(0x8F, 206, len(remb) // 4) + remb)
    assert desk.sending.bitrate <= 100_000
    desk.close()


async def test_nonsense_does_no_harm(desk: Desk) -> None:
    rng = random.Random(9)
    desk.film.run(2, is_key=True)
    desk.own.run(2, is_key=True)
    for _ in range(4000):
        head = RTCP.pack(
            0x80 | rng.getrandbits(6),
            rng.choice([200, 201, 202, 203, 204, 205, 206, 207]),
            rng.randint(0, 12),
        )
        body = rng.randbytes(rng.randint(0, 60))
        if rng.random() < 0.5:
            body = struct.pack("!LL", 5, rng.choice([OUT_SSRC, desk.own.ssrc])) + body
        desk.take(head + body)
        desk.now += 0.001
    assert desk.reports.malformed > 100
    assert all(split_compound(data) for data in desk.told())
    desk.close()
