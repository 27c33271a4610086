"""An echo is found at every delay, also below a near voice; none is found where nothing comes back."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from core.media.audio.loop_check import check_sound
from core.media.audio.pipeline.echo_path import (
    LONGEST_BLOCKS,
    EchoDetector,
    EchoPath,
    coarse,
)
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from tests.bench.acoustics import room, speech, talk

Samples = NDArray[np.float64]
SECONDS = 6.0


@cache
def far_voice() -> Samples:
    """Return what the speaker plays, at -17 dBFS."""
    return speech.spoken(speech.FAR, "en-us", SECONDS) * 3


@cache
def echo(delay: float, decibels: float, seed: int) -> Samples:
    """Return the far voice as the microphone hears it, that much softer than it is played."""
    rng = np.random.default_rng(seed)
    response = room.impulse_response(room.somewhere(rng), rng)
    heard = room.delayed(room.convolved(far_voice(), response), round(delay * SAMPLE_RATE))
    return heard * 10 ** (decibels / 20) * np.sqrt(np.mean(far_voice() ** 2) / np.mean(heard**2))


def hiss(seed: int, level: float = 0.0005) -> Samples:
    return np.random.default_rng(seed).standard_normal(round(SECONDS * SAMPLE_RATE)) * level


def near_voice(seed: int) -> Samples:
    return np.roll(speech.spoken(speech.NEAR, "en-gb+f3", SECONDS), seed * 31_013)


def watch(detector: EchoDetector, near: Samples, far: Samples) -> list[tuple[EchoPath, int]]:
    """Return what the detector believed after each block."""
    believed = []
    for heard, played in zip(talk.as_blocks(near), talk.as_blocks(far), strict=True):
        detector.feed(coarse(heard), coarse(played))
        believed.append((detector.path, detector.delay))
    return believed


def since(believed: list[tuple[EchoPath, int]], path: EchoPath) -> float:
    """Return the second at which ``path`` was believed first."""
    return [one for one, _ in believed].index(path) / 100


def test_coarse_is_a_sixth_of_the_samples() -> None:
    block: Block = np.arange(BLOCK_SAMPLES).astype(np.int16)
    assert coarse(block).dtype == np.float32
    assert coarse(block).tolist() == [2.5 + 6 * n for n in range(80)]


@pytest.mark.parametrize("delay", [0.0, 0.08, 0.3, 0.45])
@pytest.mark.parametrize(("decibels", "seed"), [(0, 1), (-20, 2)])
def test_an_echo_is_found_and_its_delay(delay: float, decibels: float, seed: int) -> None:
    believed = watch(EchoDetector(), echo(delay, decibels, seed) + hiss(seed), far_voice())
    assert since(believed, EchoPath.PRESENT) < delay + 0.5
    assert EchoPath.ABSENT not in [path for path, _ in believed]
    assert believed[-1][1] == pytest.approx(delay * 100, abs=1.5)


@pytest.mark.parametrize("seed", range(3))
def test_an_echo_is_found_below_a_near_voice(seed: int) -> None:
    near = echo(0.08, -20, seed) + near_voice(seed) + hiss(seed)
    believed = watch(EchoDetector(), near, far_voice())
    assert since(believed, EchoPath.PRESENT) < 1.0 and believed[-1] == (EchoPath.PRESENT, 8)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("is_talking", [True, False])
def test_a_headset_has_no_echo(seed: int, is_talking: bool) -> None:
    near = hiss(seed) + is_talking * near_voice(seed)
    believed = watch(EchoDetector(), near, far_voice())
    assert since(believed, EchoPath.ABSENT) < 1.5
    assert EchoPath.PRESENT not in [path for path, _ in believed]


def test_who_pulls_the_plug_of_the_headset_has_an_echo_within_a_fraction_of_a_second() -> None:
    half = np.arange(round(SECONDS * SAMPLE_RATE)) >= 3 * SAMPLE_RATE
    near = echo(0.08, -6, 4) * half + near_voice(1) + hiss(1)
    believed = watch(EchoDetector(), near, far_voice())
    assert believed[299][0] is EchoPath.ABSENT
    assert since(believed, EchoPath.PRESENT) < 3.7


def test_who_plugs_a_headset_in_has_none_after_some_seconds() -> None:
    half = np.arange(round(SECONDS * SAMPLE_RATE)) < 2 * SAMPLE_RATE
    believed = watch(EchoDetector(), echo(0.08, -6, 4) * half + hiss(1), far_voice())
    assert believed[199][0] is EchoPath.PRESENT and believed[-1][0] is EchoPath.ABSENT


def test_while_nobody_speaks_at_the_other_end_nothing_is_concluded() -> None:
    believed = watch(EchoDetector(), near_voice(1), 0 * far_voice())
    assert {path for path, _ in believed} == {EchoPath.UNKNOWN}


def test_a_microphone_that_delivers_nothing_proves_nothing() -> None:
    believed = watch(EchoDetector(), 0 * far_voice(), far_voice())
    assert {path for path, _ in believed} == {EchoPath.UNKNOWN}


def test_another_device_is_another_question() -> None:
    detector = EchoDetector()
    assert watch(detector, hiss(1), far_voice())[-1][0] is EchoPath.ABSENT
    detector.reset()
    assert detector.path is EchoPath.UNKNOWN
    assert since(watch(detector, echo(0.08, -6, 1), far_voice()), EchoPath.PRESENT) < 0.6


@pytest.mark.parametrize("level", [1.0, 50.0])
def test_full_scale_and_clipping_do_no_harm(level: float) -> None:
    loud = far_voice() * level
    believed = watch(EchoDetector(), np.roll(loud, 4800), loud)
    path, delay = believed[-1]
    assert path is EchoPath.PRESENT and 0 <= delay < LONGEST_BLOCKS


@pytest.mark.parametrize(("decibels", "path"), [(None, EchoPath.ABSENT), (-20.0, EchoPath.PRESENT)])
def test_the_check_before_a_call_is_enough_to_know(decibels: float | None, path: EchoPath) -> None:
    """With a headset not even the first words of the first call are taken for an echo then."""
    sound = check_sound() / 32_768
    played = sound[: len(sound) // BLOCK_SAMPLES * BLOCK_SAMPLES]
    heard = hiss(1)[: len(played)]
    if decibels is not None:
        heard = heard + room.delayed(played, 4_000) * 10 ** (decibels / 20)
    assert watch(EchoDetector(), heard, played)[-1][0] is path
