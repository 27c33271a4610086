"""A member without devices: sends pre-encoded packets and counts what comes, over real ICE and DTLS."""

from __future__ import annotations

import asyncio
import random
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from aiortc.rtcdtlstransport import RTCCertificate

from core.media.codecs.libopus import LibopusEncoder
from core.media.sdp.description import parse_description
from core.media.transport.compound import split_compound
from core.service.media.legs.client_leg import ClientLeg
from core.service.media.rtp.feedback import (
    NACK,
    PLI,
    PSFB,
    RTPFB,
    again_request,
    keyframe_request,
    lost_numbers,
)
from core.service.media.rtp.packet import HEADER, payload_of
from core.service.media.sdp.client_way import way_of
from tests.bench.network.ends.speech import computed_speech
from tests.service.conference.media.sdp.far_end import FarEnd

VP8, OPUS, RTX = 97, 96, 98
NUMBER_ID = 4
STAMP = struct.Struct("!LBBd")
"""Number of the frame, number and count of its packets, and when it was sent (monotonic)."""

PACKET_BYTES = 1100
QUIET = [b"\xf8\xff\xfe"]
"""Silence as Opus."""


def speech_payloads(seconds: float = 2.0) -> list[bytes]:
    """Return speech as Opus, 20 ms each."""
    encoder, speech = LibopusEncoder(), computed_speech(seconds)
    return [encoder.encode(speech[at : at + 960]) for at in range(0, len(speech) - 959, 960)]


def picture_payloads(frame: int, size: int, *, is_key: bool, now: float) -> list[bytes]:
    """Return a made-up VP8 frame of ``size`` bytes that says of itself what it is."""
    count = max(1, -(-size // PACKET_BYTES))
    payloads = []
    for number in range(count):
        head = bytes([0x90 if not number else 0x80, 0x80, 0x80 | frame >> 8 & 0x7F, frame & 0xFF])
        body = bytes([0x10 if is_key else 0x11]) + STAMP.pack(frame, number, count, now)
        payloads.append(head + body + bytes(max(0, size // count - len(head) - len(body))))
    return payloads


class Described(Protocol):
    """A member's end in the room, as far as descriptions go."""

    async def take_offer(self, sdp: str) -> str: ...
    async def offer(self) -> str: ...
    async def take_answer(self, sdp: str) -> None: ...


@dataclass
class Seen:
    """What has come of one stream."""

    label: str = ""
    packets: int = 0
    frames: int = 0
    """Whole ones."""
    keyframes: int = 0
    broken: int = 0
    """Frames that were not whole when the next one began."""
    bad_beginnings: int = 0
    """How often it began with anything but a keyframe."""
    resent: int = 0
    delays: list[float] = field(default_factory=list)
    first_at: float = 0.0
    last_at: float = 0.0
    longest_gap: float = 0.0
    missing: int = 0
    """Numbers that were left out, whether they came later or not."""
    jumps: int = 0
    """How often the time of sound went on by more or less than its numbers did: something was left out."""
    highest: int | None = None
    payload_types: set[int] = field(default_factory=set)
    picture_ids: list[int] = field(default_factory=list)
    _frame: int = -1
    _timestamp: int = 0
    _parts: set[int] = field(default_factory=set)

    def take(self, sequence: int, payload: bytes, now: float) -> list[int]:
        """Take a packet of pictures; return the numbers that are missing before it."""
        missing = self._count(sequence, now)
        number, part, count, sent_at = STAMP.unpack_from(payload, 5)
        if number != self._frame:
            if self._parts:
                self.broken += 1
            self._frame, self._parts = number, set()
            is_key = not payload[4] & 1
            self.bad_beginnings += not self.picture_ids and not is_key
            self.keyframes += is_key
            self.picture_ids.append((payload[2] & 0x7F) << 8 | payload[3])
        self._parts.add(part)
        if len(self._parts) == count:
            self.frames += 1
            self._parts = set()
            self.delays.append(now - sent_at)
        return missing

    def hear(self, sequence: int, timestamp: int, now: float) -> None:
        """Take a packet of 20 ms of sound."""
        before = self.highest
        self._count(sequence, now)
        if before is not None and self.highest != before:
            step = (self.highest - before) & 0xFFFF
            self.jumps += (timestamp - self._timestamp) & 0xFFFFFFFF != 960 * step
        self._timestamp = timestamp

    def _count(self, sequence: int, now: float) -> list[int]:
        missing: list[int] = []
        if self.highest is None:
            self.first_at, self.highest = now, sequence
        else:
            self.longest_gap = max(self.longest_gap, now - self.last_at)
            step = (sequence - self.highest) & 0xFFFF
            if 0 < step < 0x8000:
                missing = [(self.highest + one) & 0xFFFF for one in range(1, min(step, 64))]
                self.missing += len(missing)
                self.highest = sequence
        self.packets += 1
        self.last_at = now
        return missing


class Headless:
    """One member. ``media`` is its end in the room, ``frame_bytes`` the size of its pictures."""

    def __init__(
        self,
        name: str,
        *,
        has_video: bool = True,
        frame_bytes: int = 2500,
        key_bytes: int = 12_000,
        seed: int = 1,
        certificate: RTCCertificate | None = None,
    ) -> None:
        self.name = name
        self.rng = random.Random(f"{name}{seed}")
        self.certificate = certificate or RTCCertificate.generateCertificate()
        self.far = FarEnd(has_video=has_video)
        self.ssrcs = {"a": self.rng.getrandbits(32), "v": self.rng.getrandbits(32)}
        self.copies_ssrc = self.rng.getrandbits(32)
        self.far.ssrcs = {"a": (self.ssrcs["a"],), "v": (self.ssrcs["v"], self.copies_ssrc)}
        self.failures: list[str] = []
        self.sound = Seen()
        self.seen: dict[str, Seen] = {}
        """Pictures by label."""
        self.wants_key = True
        self.keyframes_asked = 0
        self.again_asked = 0
        self.reports = 0
        self.drop = 0.0
        """The share of packets that get lost on the way to the room, and on the way here."""
        self.asks_again = True
        self.frame_bytes, self.key_bytes = frame_bytes, key_bytes
        self._labels: dict[int, str] = {}
        self._copies: dict[int, int] = {}
        self._numbers = {"a": self.rng.getrandbits(16), "v": self.rng.getrandbits(16)}
        self._transport_number = 0
        self._frame = 0
        self._sent: dict[int, bytes] = {}
        self._sound_at = 0
        self._speech: Sequence[bytes] = ()
        self.leg = ClientLeg((), self.certificate, self._rtp_came, self._rtcp_came, self.failures.append)

    # --- descriptions ---------------------------------------------------------------------------------

    async def prepare(self) -> str:
        """Gather, and return an offer."""
        ice = await self.leg.describe(is_offerer=True)
        self.far.fingerprint = next(
            f"{one.algorithm} {one.value}" for one in self.certificate.getFingerprints()
        )
        candidates = tuple(one.to_sdp() for one in ice.candidates if one.host == "127.0.0.1")
        self.far.ice = ice.username, ice.password, candidates
        return self.far.offer()

    def take_answer(self, answer: str) -> None:
        """Take the room's answer and connect."""
        self.far.take_answer(answer)
        description = parse_description(answer)
        self.leg.connect(way_of(description.sections[0], description))
        self.leg.expect_pictures(True, NUMBER_ID, self.ssrcs["a"])

    def take_offer(self, offer: str) -> str:
        """Take an offer of the room and return the answer."""
        answer = self.far.take_offer(offer)
        self._labels.clear()
        for section, ours in zip(parse_description(offer).sections, self.far.sections, strict=True):
            numbers = [int(value.split(" ")[0]) for value in section.values("ssrc")]
            if section.port and ours.label and numbers:
                self._labels[numbers[0]] = ours.label
                self._copies |= {numbers[1]: numbers[0]} if len(numbers) > 1 else {}
        return answer

    async def join(self, media: Described) -> None:
        """Join at a room in this process."""
        self.take_answer(await media.take_offer(await self.prepare()))
        async with asyncio.timeout(25):
            await self.leg.connected()

    async def renew(self, media: Described) -> None:
        """Take what the room offers."""
        await media.take_answer(self.take_offer(await media.offer()))

    async def close(self) -> None:
        """Leave."""
        await self.leg.close()

    # --- what leaves ----------------------------------------------------------------------------------

    def say(self, payloads: Sequence[bytes]) -> None:
        """Send 20 ms of sound, and claim that it is as loud as can be."""
        payload = payloads[self._sound_at % len(payloads)]
        self._sound_at += 1
        extension = struct.pack("!HHBBBBBB", 0xBEDE, 2, 0x20, 0, NUMBER_ID << 4 | 1, 0, 0, 0)
        extension = bytearray(extension + bytes(2))
        self._send("a", OPUS, 960 * self._sound_at, extension[:12], payload, marker=False)

    def show(self) -> None:
        """Send a frame."""
        is_key, self.wants_key = self.wants_key, False
        self._frame += 1
        size = self.key_bytes if is_key else self.frame_bytes
        payloads = picture_payloads(self._frame, size, is_key=is_key, now=time.monotonic())
        for number, payload in enumerate(payloads):
            extension = bytearray(struct.pack("!HHBBBB", 0xBEDE, 1, NUMBER_ID << 4 | 1, 0, 0, 0))
            self._send("v", VP8, 3000 * self._frame, extension, payload, marker=number == len(payloads) - 1)

    def _send(
        self, mid: str, kind: int, timestamp: int, extension: bytearray, payload: bytes, *, marker: bool
    ) -> None:
        self._numbers[mid] = (self._numbers[mid] + 1) & 0xFFFF
        self._transport_number = (self._transport_number + 1) & 0xFFFF
        at = 7 if mid == "a" else 5
        struct.pack_into("!H", extension, at, self._transport_number)
        second = kind | (0x80 if marker else 0)
        head = HEADER.pack(0x90, second, self._numbers[mid], timestamp & 0xFFFFFFFF, self.ssrcs[mid])
        data = head + extension + payload
        if mid == "v":
            self._sent[self._numbers[mid]] = data
            if len(self._sent) > 2000:
                del self._sent[next(iter(self._sent))]
        if self.rng.random() >= self.drop:
            self.leg.send_rtp(data)

    # --- what comes -----------------------------------------------------------------------------------

    def _rtp_came(self, data: bytes, now: float) -> None:
        if self.drop and self.rng.random() < self.drop:
            return
        _, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
        payload = payload_of(data)
        assert payload is not None
        main = self._copies.get(ssrc)
        if main is not None:
            if len(payload) < 20:
                return
            sequence, payload, ssrc = payload[0] << 8 | payload[1], payload[2:], main
        label = self._labels.get(ssrc)
        if label is None:
            if second & 0x7F == OPUS:
                self.sound.hear(sequence, timestamp, now)
            return
        seen = self.seen.setdefault(label, Seen(label))
        seen.payload_types.add(second & 0x7F)
        if main is not None:
            seen.resent += 1
        missing = seen.take(sequence, payload, now)
        if missing and self.asks_again:
            self.leg.send_rtcp(again_request(self.ssrcs["a"], ssrc, missing, "far"))

    def ask_for_keyframe(self, label: str) -> None:
        """Ask the room for a keyframe."""
        self.leg.send_rtcp(keyframe_request(self.ssrcs["a"], self._source_of(label), "far"))

    def requests(self, label: str) -> tuple[bytes, bytes]:
        """Return requests for a keyframe, and for the 64 packets that came last, for whoever sends many."""
        own, source = self.ssrcs["a"], self._source_of(label)
        newest = self.seen[label].highest or 0
        numbers = [(newest - behind) & 0xFFFF for behind in range(64, 0, -1)]
        return keyframe_request(own, source, "far"), again_request(own, source, numbers, "far")

    def _source_of(self, label: str) -> int:
        return next(ssrc for ssrc, known in self._labels.items() if known == label)

    def _rtcp_came(self, data: bytes, now: float) -> None:
        for piece in split_compound(data):
            kind, count = piece[1], piece[0] & 0x1F
            self.reports += kind in (200, 201)
            if kind == PSFB and count == PLI:
                self.wants_key = True
                self.keyframes_asked += 1
            elif kind == RTPFB and count == NACK:
                self._send_again(lost_numbers(piece))

    def _send_again(self, numbers: list[int]) -> None:
        for number in numbers:
            self.again_asked += 1
            data = self._sent.get(number)
            if data is not None:
                payload = payload_of(data)
                assert payload is not None
                head = HEADER.pack(
                    0x80, RTX | data[1] & 0x80, number, HEADER.unpack_from(data)[3], self.copies_ssrc
                )
                self.leg.send_rtp(head + number.to_bytes(2, "big") + payload)
