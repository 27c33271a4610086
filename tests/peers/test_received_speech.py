"""What is said at one end of a call is what is heard at the other: recorded at its sink, and compared.

Two processes call each other on one real PulseAudio server, with echo canceller, noise suppression and gain
control as everybody has them. The null sink between them is the air: one recording of it shows both mouths
and both ears on one clock.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE
from tests.bench.acoustics import speech
from tests.bench.acoustics.mouth_to_ear import SETTLE_SECONDS, Tape, air, call
from tests.bench.network.scoring.hearing import delays, lost_share
from tests.bench.network.scoring.speech_quality import quality
from tests.peers.conftest import need
from tests.peers.pulseaudio import PulseAudio

pytestmark = pytest.mark.timeout(300)

TURN, PAUSE = 8.0, 1.2
"""Seconds for which each of the two speaks, one after the other, and of silence between them."""

LEARN = 4.0
"""Seconds for which the first one speaks before: gain control and canceller learn."""

ROOM = 30.0
"""Noise at both microphones, in sample values: 30 dB below a voice. A suppressor takes a voice that is
computed for noise where nothing else is to be heard."""

SPEAKER_TO_MICROPHONE_DB = -10.0
"""How loud B's microphone hears B's speaker."""

MOST_SLIPS = 20
"""Of both speakers in one talk, nearly one a second; beyond that the machine is judged, not the program."""


@dataclass(frozen=True)
class Bounds:
    """What must hold: share of the stretches found again, share of the speech lost, predicted opinion score,
    and how far below what the other end hears whoever spoke hears himself, dB."""

    found: float
    lost: float
    quality: float
    echo: float


SMOOTH = Bounds(0.9, 0.03, 3.0, -35.0)
BUSY = Bounds(0.6, 0.15, 1.5, -15.0)
"""Where a speaker ran dry, or the microphone was spoken to with gaps: the echo of each slip is heard for some
tenths of a second."""

TOO_LOUD = "it is made too loud"

Sound = NDArray[np.int16]


@dataclass(frozen=True)
class Talk:
    """What one end said, without the noise of its room, and what came out at the other, on one clock."""

    said: Sound
    mouth: Sound
    """What came to the microphone of it."""
    heard: Sound
    echo: Sound
    """What came back to whoever spoke."""
    slips: int
    """How often a speaker of the two ran dry."""

    @property
    def broken(self) -> float | None:
        """Share of what was said that did not come to the microphone: no fault of what is behind it."""
        return lost_share(self.said, self.mouth, delays(self.said, self.mouth))

    @property
    def is_spoken_whole(self) -> bool:
        """Whether the microphone was spoken to without a gap."""
        return self.broken is not None and self.broken < 0.002

    @property
    def is_smooth(self) -> bool:
        """Whether the machine kept up: no speaker ran dry, and the microphone was spoken to without a gap."""
        return self.slips == 0 and self.is_spoken_whole


def voices() -> tuple[Sound, Sound]:
    """Return what A and B say: A first, longer by what the canceller may learn from, then B."""
    pause = np.zeros(round(PAUSE * SAMPLE_RATE))
    first = np.concatenate((speech.spoken(speech.FAR, "en-us+f3", LEARN + TURN), pause))
    second = np.concatenate((0 * first, speech.spoken(speech.NEAR, "en-gb", TURN), pause))
    return as_samples(np.concatenate((first, np.zeros(len(second) - len(first))))), as_samples(second)


def as_samples(sound: NDArray[np.float64]) -> Sound:
    return np.rint(sound * 32_767).astype(np.int16)


def converse(server: PulseAudio, seed: int) -> tuple[Talk, Talk]:
    """Have both speak in a call, in turn, and return A's turn and B's."""
    print(f"seed {seed}")
    rng, said = np.random.default_rng(seed), voices()
    spoken = [one / 32_767 + rng.standard_normal(len(one)) * ROOM / 32_767 for one in said]
    tape = Tape(server, {"say_a": spoken[0], "say_b": spoken[1]})
    try:
        with call(server) as ends:
            time.sleep(SETTLE_SECONDS)  # devices and ICE: nothing of it can be seen from here
            before = [int(str(end.ask()["slips"])) for end in ends]
            tape.speak()
            slips = sum(int(str(end.ask()["slips"])) for end in ends) - sum(before)
    finally:
        mouth_a, ear_b, mouth_b, ear_a = as_samples(tape.stop())
    turn, learnt = round(TURN * SAMPLE_RATE), round(LEARN * SAMPLE_RATE)
    begin = first_loud(mouth_a) - first_loud(said[0]) + learnt
    # The two mouths do not begin at the same sample; late in the pause nothing echoes any more.
    quiet = begin + turn + round(0.75 * PAUSE * SAMPLE_RATE)
    other, start = quiet + first_loud(mouth_b[quiet:]), first_loud(said[1])
    first, second = slice(begin, begin + turn), slice(other, other + turn)
    return (
        Talk(said[0][learnt : learnt + turn], mouth_a[first], ear_b[first], ear_a[first], slips),
        Talk(said[1][start : start + turn], mouth_b[second], ear_a[second], ear_b[second], slips),
    )


def first_loud(sound: Sound) -> int:
    return int(np.argmax(np.abs(sound.astype(np.int32)) > 10 * ROOM))


def decibels(sound: Sound) -> float:
    return float(10 * np.log10(np.mean(sound.astype(np.float64) ** 2) + 1e-9))


def failings(talk: Talk, name: str, bounds: Bounds) -> list[str]:
    """Compare what came to the microphone with what was heard: when, how much, how loud, how it sounds."""
    found = delays(talk.mouth, talk.heard)
    times = np.array([one.delay for one in found] or [np.inf])
    lost, score = lost_share(talk.mouth, talk.heard, found), quality(talk.said, talk.heard)
    gain = decibels(talk.heard) - decibels(talk.mouth)
    print(f"{name}: {len(found)} stretches found, {1000 * np.median(times):.0f} ms late at the middle, "
          f"{1000 * times.max():.0f} at most; {100 * (lost or 0):.2f} % lost, {gain:+.1f} dB, "
          f"quality {score}, {talk.slips} slips, {100 * (talk.broken or 0):.2f} % broken before")  # fmt: skip
    wrong = {
        "not every stretch is found again": len(found) < bounds.found * ((TURN - 1) * 4 - 2),
        "it is late": np.median(times) >= 0.2 or times.max() >= 0.4,
        "speech is lost": lost is None or lost >= bounds.lost,
        "a voice of -28 dBFS is not made louder": gain <= 2,
        TOO_LOUD: gain >= 12,
        "it sounds bad": score is not None and score <= bounds.quality,
    }
    return [f"{name}: {what}" for what, is_so in wrong.items() if is_so]


def all_failings(talks: tuple[Talk, Talk]) -> list[str]:
    """Return what is wrong in either direction, and with what the first one hears of himself.

    Each is held to what must be where the machine kept up, or to what must be where it did not.
    """
    first, second = talks
    bounds = [SMOOTH if talk.is_smooth else BUSY for talk in talks]
    wrong = [*failings(first, "A to B", bounds[0]), *failings(second, "B to A", bounds[1])]
    echo = decibels(first.echo) - decibels(first.heard)
    print(f"A hears itself {echo:.1f} dB below what B hears")
    return wrong if echo < bounds[0].echo else [*wrong, f"A hears itself at {echo:.1f} dB"]


def judge(folder: Path, seed: int, speaker_to_microphone: float | None = None) -> None:
    """Let both converse and hold it to what must be; where the machine disturbed much, it is not judged."""
    with air(folder, speaker_to_microphone) as server:
        talks = converse(server, seed)
    wrong = all_failings(talks)
    too_loud = [one for one in wrong if one.endswith(TOO_LOUD)]
    assert not too_loud, "whatever the machine does"
    if max(talk.slips for talk in talks) > MOST_SLIPS:
        pytest.skip("this machine is too busy for sound")
    assert not wrong


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for program in ("pulseaudio", "pactl", "pacat", "parec"):
        need(program)
    return tmp_path


def test_what_is_said_is_heard_in_both_directions(folder: Path) -> None:
    judge(folder, seed=5)


def test_over_a_loudspeaker_nobody_hears_himself(folder: Path) -> None:
    judge(folder, 6, SPEAKER_TO_MICROPHONE_DB)
