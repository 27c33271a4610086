"""Everybody hears all the others and not itself; who hears the same shares an encoding."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from core.media.audio.levels import rms
from core.ports import SAMPLE_RATE, Block
from core.service.conference.media.sound.encoding import KEPT_ALIVE, TAIL_FRAMES
from core.service.conference.media.sound.mixer import OWN_FRAMES, Encoded, RoomMixer, Tone
from core.service.conference.media.sound.source import SoundSource
from core.service.media.sdp.codecs import Codec
from core.service.media.sound.decoders import create_decoders
from tests.media.call_pair import strongest_frequency

Samples = NDArray[np.int16]
OPUS = Codec(111, "opus", 48_000, 2)
PCMU, PCMA, G722 = Codec(0, "pcmu", 8000), Codec(8, "pcma", 8000), Codec(9, "g722", 8000)


class Saying(SoundSource):
    """Says what it is told, 10 ms at a time; None is nothing."""

    def __init__(self) -> None:
        super().__init__(lambda: 0.0)
        self.says: Callable[[int], Block | None] = lambda at: None
        self.at = 0

    def next_block(self) -> Block | None:
        block = self.says(self.at)
        self.at += 480
        return None if self.is_muted else block


def tone(frequency: float, amplitude: float = 8000) -> Callable[[int], Block]:
    def block(at: int) -> Block:
        time = np.arange(at, at + 480) / SAMPLE_RATE
        return (amplitude * np.sin(2 * np.pi * frequency * time)).astype(np.int16)

    return block


@dataclass
class Hall:
    """A mixer in simulated time, and what comes out of it."""

    listeners: dict[str, Codec]
    encoded: list[Encoded] = field(default_factory=list)
    talking: list[tuple[str, bool, float]] = field(default_factory=list)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.sources = {member: Saying() for member in self.listeners}
        self.mixer = RoomMixer(
            lambda action: action(),
            self.encoded.extend,
            lambda member, talks: self.talking.append((member, talks, self.now)),
        )
        self.mixer.set_sources(self.sources)
        self.mixer.set_listeners(self.listeners)

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 100)):
            self.mixer.step()
            self.now += 0.01

    def heard(self, member: str) -> Samples:
        """Return what a member has heard, pauses as silence, decoded in one go."""
        codec = self.listeners[member]
        decoder = create_decoders([codec])[codec.number]
        out: list[Samples] = []
        mine = [one for one in self.encoded if member in one.members]
        at = mine[0].position if mine else 0
        for one in mine:
            out.append(np.zeros(one.position - at, np.int16))
            samples = decoder.decode(one.payload)
            out.append(samples)
            at = one.position + len(samples)
        return np.concatenate(out) if out else np.zeros(0, np.int16)


def loudness(sound: Samples, frequency: float) -> float:
    """Return how strong a frequency is at the end of a sound."""
    part = sound[-SAMPLE_RATE // 4 :].astype(float)
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
    at = round(frequency * len(part) / SAMPLE_RATE)
    return float(spectrum[at - 2 : at + 3].max() / (len(part) / 4))


@pytest.mark.parametrize("codec", [OPUS, PCMU, G722])
def test_each_hears_the_others_and_not_itself(codec: Codec) -> None:
    hall = Hall({"a": codec, "b": OPUS, "c": codec, "d": PCMA})
    hall.sources["a"].says, hall.sources["b"].says = tone(440), tone(1010)
    hall.run(1.2)
    of_a, of_b, of_c = (hall.heard(member)[-SAMPLE_RATE // 2 :] for member in "abc")
    assert loudness(of_a, 1010) > 5000 > 100 > loudness(of_a, 440)
    assert loudness(of_b, 440) > 5000 > 100 > loudness(of_b, 1010)
    assert loudness(of_c, 440) > 5000 and loudness(of_c, 1010) > 5000


def test_who_says_nothing_shares_one_encoding_for_each_codec() -> None:
    hall = Hall({f"m{number}": OPUS if number < 6 else PCMU for number in range(8)})
    hall.sources["m0"].says = tone(300)
    hall.run(1.0)
    by_members = {one.members for one in hall.encoded if one.members != ("m0",)}
    assert by_members == {("m1", "m2", "m3", "m4", "m5"), ("m6", "m7")}
    assert hall.mixer.encoded == pytest.approx(3 * 50, abs=3)


def test_a_mix_of_ones_own_lasts_some_seconds_and_changes_without_a_click() -> None:
    hall = Hall({"a": OPUS, "b": OPUS, "c": OPUS})
    hall.sources["b"].says = tone(440, 4000)
    hall.run(1.0)
    hall.sources["a"].says = tone(1010, 4000)
    hall.run(0.5)
    hall.sources["a"].says = lambda at: None
    hall.run(0.5 + OWN_FRAMES / 50)
    groups = [one.members for one in hall.encoded if "a" in one.members]
    assert ("a",) in groups and groups[0] == groups[-1] == ("a", "c")
    assert sum(1 for one in groups if one == ("a",)) == pytest.approx(OWN_FRAMES + 25, abs=2)
    heard = hall.heard("a").astype(float)[SAMPLE_RATE // 2 :]
    # A click is a step in the second difference far beyond that of the tone itself.
    bend = np.abs(np.diff(heard, 2))
    assert bend.max() < 4 * np.percentile(bend, 99)
    assert np.percentile(np.abs(heard), 50) > 1000


def test_nobody_is_interrupted_when_others_come_and_go() -> None:
    hall = Hall({"a": OPUS, "b": OPUS})
    hall.sources["a"].says = tone(440)
    hall.run(0.5)
    for number in range(5):
        member = f"m{number}"
        hall.sources[member] = Saying()
        hall.mixer.set_sources(hall.sources)
        hall.mixer.set_listeners(hall.listeners | {member: OPUS})
        hall.run(0.2)
        del hall.sources[member]
        hall.mixer.set_sources(hall.sources)
        hall.mixer.set_listeners(hall.listeners)
        hall.run(0.2)
    positions = [one.position for one in hall.encoded if "b" in one.members]
    assert set(np.diff(positions)) == {960}
    heard = hall.heard("b")[SAMPLE_RATE // 2 :]
    levels = [rms(heard[at : at + 960]) for at in range(0, len(heard) - 959, 960)]
    assert min(levels) > 0.9 * max(levels)


def test_silence_is_hardly_sent_and_what_follows_is_marked() -> None:
    hall = Hall({"a": OPUS, "b": OPUS})
    hall.run(10.0)
    assert len(hall.encoded) == pytest.approx(500 / KEPT_ALIVE, abs=2)
    assert not any(one.begins for one in hall.encoded)
    hall.encoded.clear()
    hall.sources["a"].says = tone(440)
    hall.run(0.2)
    mine = [one for one in hall.encoded if "b" in one.members]
    assert mine[0].begins and not any(one.begins for one in mine[1:])
    hall.sources["a"].says = lambda at: None
    hall.encoded.clear()
    hall.run(1.0)
    assert len([one for one in hall.encoded if "b" in one.members]) == pytest.approx(TAIL_FRAMES + 2, abs=2)


def test_phones_without_pauses_get_silence_all_the_time() -> None:
    hall = Hall({"a": PCMU, "b": G722})
    hall.run(1.0)
    assert len([one for one in hall.encoded if "a" in one.members]) == 50
    assert len([one for one in hall.encoded if "b" in one.members]) == 50
    assert rms(hall.heard("a")) < 0.001 and rms(hall.heard("b")) < 0.001


def test_who_is_muted_is_not_heard_and_does_not_talk() -> None:
    hall = Hall({"a": OPUS, "b": OPUS})
    hall.sources["a"].says = tone(440)
    hall.run(1.0)
    (begun,) = hall.talking
    assert begun[:2] == ("a", True) and begun[2] < 0.3
    hall.sources["a"].is_muted = True
    hall.run(0.1)
    assert hall.talking[-1][:2] == ("a", False)
    hall.encoded.clear()
    hall.run(1.0)
    assert rms(hall.heard("b")[-SAMPLE_RATE // 4 :]) < 0.001


def test_a_source_that_raises_is_given_up_alone(expected_log: Callable[[str, str], None]) -> None:
    expected_log("core.service.conference.media.sound.mixer", "given up")
    hall = Hall({"a": OPUS, "b": OPUS, "c": OPUS})
    hall.sources["a"].says, hall.sources["b"].says = tone(440), tone(1010)
    hall.run(0.5)

    def fail(at: int) -> Block | None:
        raise RuntimeError("broken")

    hall.sources["a"].says = fail
    hall.run(1.0)
    assert hall.sources["a"].at == pytest.approx(0.5 * SAMPLE_RATE), "it is not asked again"
    of_c = hall.heard("c")
    assert loudness(of_c, 1010) > 5000 > 100 > loudness(of_c, 440)
    assert [one[:2] for one in hall.talking if one[0] == "a"] == [("a", True), ("a", False)]
    hall.sources["a"].says = tone(440)
    hall.mixer.set_sources(hall.sources)
    hall.run(0.5)
    assert loudness(hall.heard("c"), 440) > 5000


async def test_a_tone_is_heard_by_one_and_ends() -> None:
    hall = Hall({"a": OPUS, "b": OPUS})
    hall.sources["b"].says = tone(1010)
    over = asyncio.get_running_loop().create_future()
    bell = Tone("a", np.concatenate([tone(440)(at) for at in range(0, 24_000, 480)]), False, over)
    hall.mixer.add_tone(bell)
    hall.run(0.4)
    assert not over.done()
    hall.run(0.2)
    assert over.done()
    assert loudness(hall.heard("a"), 440) > 4000 and loudness(hall.heard("a"), 1010) > 4000
    assert loudness(hall.heard("b"), 440) < 100
    again = Tone("a", tone(700)(0), True, asyncio.get_running_loop().create_future())
    hall.mixer.add_tone(again)
    hall.encoded.clear()
    hall.run(1.0)
    assert strongest_frequency(hall.heard("a")[-24_000:]) == pytest.approx(1010, abs=400)
    hall.mixer.discard_tone(again)
    hall.run(0.1)
    assert not again.over.done()


def test_who_is_held_hears_nobody_and_then_all_again() -> None:
    hall = Hall({"a": OPUS, "b": OPUS, "c": OPUS})
    hall.sources["b"].says = tone(440)
    hall.run(1.0)
    hall.mixer.set_held(["a"])
    hall.run(1.0)
    assert loudness(hall.heard("a")[-SAMPLE_RATE // 2 :], 440) < 100
    assert loudness(hall.heard("c")[-SAMPLE_RATE // 2 :], 440) > 5000, "the others hear on"
    hall.mixer.set_held([])
    hall.run(1.0)
    assert loudness(hall.heard("a")[-SAMPLE_RATE // 2 :], 440) > 5000


def test_eight_at_full_scale_are_not_cut_off() -> None:
    hall = Hall({f"m{number}": PCMA if number else OPUS for number in range(8)})
    for number, source in enumerate(hall.sources.values()):
        source.says = tone(300 + 110 * number, 30_000)
    hall.run(1.0)
    heard = hall.heard("m7")[-SAMPLE_RATE // 2 :]
    assert np.abs(heard.astype(int)).max() < 32_767
    assert (np.abs(heard.astype(int)) > 32_000).mean() < 0.001
