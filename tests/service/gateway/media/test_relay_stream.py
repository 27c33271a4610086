"""One stream between two pretended legs: reports, and what they ask for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from aiortc.rtp import RtcpPacket, RtcpPsfbPacket, RtcpRrPacket, RtcpRtpfbPacket, RtcpSrPacket

from core.service.gateway.media import relay_stream
from core.service.gateway.media.relay_stream import KEYFRAME_SPACING, MOST_AGAIN, RelayStream
from core.service.gateway.media.sdp.agreement import AgreedStream, SipTarget
from core.service.gateway.media.streams.transcoding import Transcoder
from core.service.media.rtp.feedback import again_request, keyframe_request
from core.service.media.sdp.codecs import Codec
from tests.service.gateway.media.streams.packets import (
    G722,
    OPUS,
    PCMA,
    SIP_VP8,
    VP8,
    read,
    rtp,
    spoken,
)

TO_CLIENT, TO_SIP = 0xC1, 0x51


@dataclass
class PretendedLeg:
    packets: list[bytes] = field(default_factory=list)
    reports: list[bytes] = field(default_factory=list)
    foreign = malformed = unauthentic = 0

    def send_rtp(self, packet: bytes) -> None:
        self.packets.append(packet)

    def send_rtcp(self, data: bytes) -> None:
        self.reports.append(data)

    def set_target(self, target: SipTarget, payload_types: frozenset[int]) -> None:
        """Take no notice: packets are kept here, wherever they would go."""

    def told(self, kind: type) -> list[Any]:
        return [piece for data in self.reports for piece in RtcpPacket.parse(data) if isinstance(piece, kind)]


@dataclass
class PretendedThread:
    stepped: list[Transcoder] = field(default_factory=list)
    posted: list[Callable[[], None]] = field(default_factory=list)

    def add(self, transcoder: Transcoder) -> None:
        self.stepped.append(transcoder)

    def discard(self, transcoder: Transcoder) -> None:
        self.stepped.remove(transcoder)

    def post(self, action: Callable[[], None]) -> None:
        self.posted.append(action)

    def turn(self) -> None:
        for transcoder in self.stepped:
            transcoder.step()
        while self.posted:
            self.posted.pop(0)()


class Bench:
    """A stream with both legs pretended."""

    def __init__(self, role: str = "video", **more: Any) -> None:
        self.client, self.sip, self.thread = PretendedLeg(), PretendedLeg(), PretendedThread()
        self.stream = RelayStream(
            role,
            (TO_CLIENT, TO_SIP),
            cast(Any, self.client),
            cast(Any, self.sip),
            self.thread,
            lambda: 10.0,
            "us",
            random.Random(1),
        )
        self.agree(*((VP8, SIP_VP8) if role == "video" else (PCMA, PCMA)), **more)

    def agree(self, client: Codec, sip: Codec, **more: Any) -> None:
        words = {"to_client": True, "to_sip": True, "client_takes_nack": True, **more}
        target = SipTarget("192.0.2.1", 4000, ("", 0), True, takes_nack=words.pop("sip_takes_nack", True))
        role = self.stream.role
        self.stream.apply(AgreedStream(role, spoken(client), spoken(sip), target=target, **words))

    def from_client(
        self, sequence: int, ssrc: int = 7, now: float = 1.0, payload: bytes = b"picture"
    ) -> None:
        self.stream.to_sip.take(rtp(sequence, 0, payload, VP8.number, ssrc), now)

    def from_sip(self, sequence: int, ssrc: int = 8, now: float = 1.0) -> None:
        self.stream.to_client.take(rtp(sequence, 0, b"picture", SIP_VP8.number, ssrc), now)


def test_a_keyframe_is_asked_of_who_makes_it_but_not_too_often() -> None:
    bench = Bench()
    asked = keyframe_request(7, TO_CLIENT, "client")
    bench.stream.take_client_reports(asked, 1.0)
    assert not bench.sip.reports
    bench.from_sip(1)
    for moment in (1.0, 1.1, 1.0 + KEYFRAME_SPACING / 2, 1.01 + KEYFRAME_SPACING):
        bench.stream.take_client_reports(asked, moment)
    told = bench.sip.told(RtcpPsfbPacket)
    assert [(one.fmt, one.ssrc, one.media_ssrc) for one in told] == [(1, TO_SIP, 8)] * 2
    bench.from_client(1)
    bench.stream.take_sip_reports(keyframe_request(8, TO_SIP, "phone"), 1.0)
    assert [one.media_ssrc for one in bench.client.told(RtcpPsfbPacket)] == [7]


def test_packets_that_are_here_are_sent_again_and_others_asked_for() -> None:
    bench = Bench()
    for sequence in (100, 101, 103):
        bench.from_sip(sequence)
    first, _, last = (read(packet).sequence for packet in bench.client.packets)
    missing = (last - 1) & 0xFFFF
    bench.stream.take_client_reports(again_request(7, TO_CLIENT, (first, missing), "client"), 2.0)
    assert bench.client.packets[3] == bench.client.packets[0]
    (asked,) = bench.sip.told(RtcpRtpfbPacket)
    assert (asked.lost, asked.media_ssrc) == ([102], 8)


def test_who_does_not_send_again_is_not_asked() -> None:
    bench = Bench(sip_takes_nack=False)
    bench.from_sip(100)
    number = (read(bench.client.packets[0]).sequence + 1) & 0xFFFF
    bench.stream.take_client_reports(again_request(7, TO_CLIENT, (number,), "client"), 2.0)
    assert not bench.sip.reports


def test_what_the_client_sent_in_vain_is_asked_for_here_since_few_phones_do() -> None:
    bench = Bench()
    for sequence in (65_534, 65_535, 2):
        bench.from_client(sequence)
    (asked,) = bench.client.told(RtcpRtpfbPacket)
    assert (asked.lost, asked.media_ssrc, asked.ssrc) == ([0, 1], 7, TO_CLIENT)
    bench.from_client(1000)
    assert len(bench.client.told(RtcpRtpfbPacket)) == 1


def test_a_flood_of_requests_is_answered_in_part() -> None:
    bench = Bench()
    for sequence in range(600):
        bench.from_sip(sequence)
    numbers = [read(packet).sequence for packet in bench.client.packets][-200:]
    sent = len(bench.client.packets)
    for _ in range(50):
        bench.stream.take_client_reports(again_request(7, TO_CLIENT, numbers, "client"), 2.0)
    assert len(bench.client.packets) - sent == MOST_AGAIN
    bench.stream.send_reports(3.0, 1000.0)
    bench.stream.take_client_reports(again_request(7, TO_CLIENT, numbers[:1], "client"), 3.1)
    assert len(bench.client.packets) - sent == MOST_AGAIN + 1


def test_both_sides_are_told_of_both_ways() -> None:
    bench = Bench()
    bench.from_client(1)
    bench.from_sip(1)
    bench.stream.send_reports(2.0, 1000.0)
    for leg, ssrc, source in ((bench.client, TO_CLIENT, 7), (bench.sip, TO_SIP, 8)):
        (told,) = leg.told(RtcpSrPacket)
        assert (told.ssrc, told.reports[0].ssrc) == (ssrc, source)
    bench.stream.shut()
    bench.stream.send_reports(3.0, 1001.0)
    assert len(bench.client.reports) == 1
    bench.from_sip(2)
    assert len(bench.client.packets) == 1


def test_reports_come_before_anything_was_sent() -> None:
    bench = Bench()
    bench.stream.send_reports(2.0, 1000.0)
    assert [one.ssrc for one in bench.client.told(RtcpRrPacket)] == [TO_CLIENT]


def test_a_codec_that_cannot_be_had_costs_the_sound_and_no_more(
    monkeypatch: pytest.MonkeyPatch, expected_log: Callable[..., object]
) -> None:
    expected_log("core.service.gateway", "cannot be encoded")
    bench, asked = Bench("audio"), list[int]()

    def fail(*_: object) -> None:
        asked.append(1)
        raise RuntimeError("no libopus")

    monkeypatch.setattr(relay_stream, "Transcoder", fail)
    bench.agree(OPUS, G722)
    for sequence in range(5):
        bench.stream.to_client.take(rtp(sequence, 160 * sequence, b"\x55" * 160, 9), 1.0)
    assert len(asked) == 1 and not bench.client.packets
    bench.agree(PCMA, PCMA)
    bench.stream.to_client.take(rtp(9, 160), 1.0)
    assert len(bench.client.packets) == 1


def test_sound_is_encoded_anew_only_while_that_is_needed() -> None:
    bench = Bench("audio")
    bench.stream.to_client.take(rtp(1), 1.0)
    assert not bench.thread.stepped and len(bench.client.packets) == 1
    bench.agree(OPUS, G722)
    for sequence in range(2, 12):
        bench.stream.to_client.take(rtp(sequence, 160 * sequence, b"\x55" * 160, 9), 1.0)
    assert len(bench.thread.stepped) == 1 and bench.stream.counters().is_transcoding
    late = bench.thread.stepped[0]
    begun = time.monotonic()
    for turn in range(20):
        late.playout._clock = lambda moment=begun + turn / 100: moment  # type: ignore[misc]
        bench.thread.turn()
    one = read(bench.client.packets[1])
    assert (one.payload_type, one.ssrc, one.marker) == (OPUS.number, TO_CLIENT, True)
    assert one.sequence == read(bench.client.packets[0]).sequence + 1
    bench.agree(PCMA, PCMA)
    assert not bench.thread.stepped and not bench.stream.counters().is_transcoding
    sent = len(bench.client.packets)
    late._deliver(b"late", 960, False)
    bench.thread.turn()
    assert len(bench.client.packets) == sent
