"""One member's sound: what comes is heard, whatever else comes with it."""

from __future__ import annotations

import random
import struct

import numpy as np
from numpy.typing import NDArray

from core.media.audio.levels import rms
from core.media.codecs.libopus import LibopusEncoder
from core.media.sync.sender_clock import ntp_of
from core.service.conference.media.sound.mixer import RoomMixer
from core.service.conference.media.sound.source import SoundSource
from core.service.media.rtp.packet import HEADER
from core.service.media.sdp.codecs import Codec
from tests.bench.network.ends.speech import computed_speech

OPUS, PCMA = Codec(111, "opus", 48_000, 2), Codec(8, "pcma", 8000)
EVENT, NOISE = Codec(126, "telephone-event", 8000), Codec(13, "cn", 8000)
TAKES = {one.number: one for one in (OPUS, PCMA, EVENT, NOISE)}
LEVEL_ID = 2


class Mouth:
    """Speech in packets, and the time that goes with it."""

    def __init__(self, says: NDArray[np.int16] | None = None) -> None:
        self.now = 100.0
        self.source = SoundSource(lambda: self.now)
        self.source.configure(TAKES)
        encoder, speech = LibopusEncoder(), computed_speech(1.0) if says is None else says
        self._payloads = [encoder.encode(speech[at : at + 960]) for at in range(0, 47_000, 960)]
        self.number = 0

    def packet(self, ssrc: int = 7, level: int | None = None) -> bytes:
        payload = self._payloads[self.number % len(self._payloads)]
        self.number += 1
        first, block = 0x80, b""
        if level is not None:
            first, block = 0x90, struct.pack("!HHBBH", 0xBEDE, 1, LEVEL_ID << 4, -level, 0)
        return HEADER.pack(first, 111, self.number & 0xFFFF, 960 * self.number, ssrc) + block + payload

    def run(self, frames: int, ssrc: int = 7) -> float:
        """Say some frames; return how loud what came out was."""
        heard = []
        for _ in range(frames):
            self.source.take(self.packet(ssrc), self.now)
            for _ in range(2):
                block = self.source.next_block()
                heard.append(np.zeros(480, np.int16) if block is None else block)
                self.now += 0.01
        return rms(np.concatenate(heard))


def test_speech_is_heard() -> None:
    assert Mouth().run(50) > 0.02


def talking_of(mouth: Mouth, frames: int) -> list[tuple[str, bool]]:
    """Return what a room finds of who talks, while the loudest is claimed with each packet."""
    found: list[tuple[str, bool]] = []
    mixer = RoomMixer(
        lambda action: action(), lambda made: None, lambda member, talks: found.append((member, talks))
    )
    mixer.set_sources({"m": mouth.source})
    for _ in range(frames):
        mouth.source.take(mouth.packet(level=0), mouth.now)
        for _ in range(2):
            mixer.step()
            mouth.now += 0.01
    return found


def test_who_is_silent_and_claims_to_be_loud_does_not_talk() -> None:
    assert talking_of(Mouth(np.zeros(48_000, np.int16)), 50) == []
    assert talking_of(Mouth(), 50) == [("m", True)]


def test_who_is_muted_goes_on_unheard() -> None:
    mouth = Mouth()
    mouth.source.is_muted = True
    assert mouth.run(30) == 0
    mouth.source.is_muted = False
    assert mouth.run(30) > 0.02


def test_another_source_is_heard_at_once() -> None:
    mouth = Mouth()
    mouth.run(20)
    assert mouth.run(30, ssrc=8) > 0.02
    assert mouth.source.source == 8


def test_a_clock_says_when_what_is_heard_was_captured() -> None:
    mouth = Mouth()
    mouth.run(20)
    assert mouth.source.clock_offset() is None
    captured, wall = 960 * mouth.number, 5000.0
    mouth.source.sender_clock.report(ntp_of(wall), captured)
    mouth.run(10)
    offset = mouth.source.clock_offset()
    assert offset is not None
    sent_at = mouth.now - 10 * 0.02 - wall
    assert 0 < offset + (wall + 2_208_988_800) - wall - sent_at < 0.3


def test_noise_keys_and_nonsense_do_no_harm() -> None:
    mouth = Mouth()
    rng = random.Random(1)
    for number in range(400):
        kind = rng.choice([111, 8, 13, 126, 99])
        data = HEADER.pack(rng.choice([0x80, 0x90, 0xB0, 0x8F]), kind, number, 960 * number, 7)
        mouth.source.take(data + rng.randbytes(rng.randint(0, 200)), mouth.now)
        mouth.source.next_block()
        mouth.now += 0.01
    assert mouth.source.malformed > 50
    assert mouth.run(50, ssrc=9) > 0.02


def test_what_was_shut_is_heard_no_more_until_it_is_configured_again() -> None:
    mouth = Mouth()
    mouth.run(20)
    mouth.source.shut()
    mouth.run(20)
    assert mouth.run(10) == 0
    mouth.source.configure(TAKES)
    assert mouth.run(50) > 0.01
