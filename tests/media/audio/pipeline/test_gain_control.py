"""A voice comes out as loud as other voices; slowly, within bounds, and unchanged if it was well."""

from __future__ import annotations

import numpy as np
import pytest

from core.media.audio.pipeline.gain_control import (
    FALL,
    HIGHEST,
    LOUDEST_NOISE,
    LOWEST,
    RISE,
    TARGET,
    TOLERANCE,
    GainControl,
)
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from tests.bench.acoustics import speech, talk

SECONDS = 12.0


def active_level(sound: np.ndarray) -> float:
    """Return dBFS over the blocks that are no more than 16 dB below the mean of those that are loud."""
    power = np.mean(sound.astype(np.float64).reshape(-1, BLOCK_SAMPLES) ** 2, axis=1) / 32_768**2
    level = power[power > power.max() / 30].mean()
    return float(10 * np.log10(power[power > level / 40].mean()))


def voice(level: float, noise: float = -80.0) -> list[Block]:
    """Return a voice of that many dBFS, in a room as loud as ``noise``."""
    sound = speech.spoken(speech.NEAR, "en-gb", SECONDS)
    plain = active_level(np.concatenate(talk.as_blocks(sound)))
    hiss = np.random.default_rng(2).standard_normal(len(sound)) * 10 ** (noise / 20)
    return talk.as_blocks(sound * 10 ** ((level - plain) / 20) + hiss)


def process(
    control: GainControl, blocks: list[Block], may_learn: bool = True
) -> tuple[np.ndarray, list[float]]:
    """Return what comes out, and the gain after each block."""
    out, gains = [], []
    for block in blocks:
        out.append(control.process(block, may_learn))
        gains.append(control.gain)
    return np.concatenate(out), gains


@pytest.mark.parametrize("level", [-36.0, -28.0, -14.0, -10.5])
def test_a_voice_ends_at_the_level_of_other_voices(level: float) -> None:
    out, gains = process(GainControl(), voice(level))
    assert active_level(out[len(out) // 2 // 480 * 480 :]) == pytest.approx(TARGET, abs=2.5)
    assert np.ptp(gains[-300:]) < 1.0, "it stands still there"


@pytest.mark.parametrize("level", [TARGET - TOLERANCE + 0.7, TARGET, TARGET + TOLERANCE - 0.7])
def test_a_voice_of_a_good_level_is_left_alone(level: float) -> None:
    blocks = voice(level)
    out, gains = process(GainControl(), blocks)
    assert max(map(abs, gains)) < 2.5
    assert active_level(out) == pytest.approx(level, abs=2.5)


def test_it_begins_with_no_gain_and_changes_slowly() -> None:
    _, gains = process(GainControl(), voice(-40.0))
    assert gains[0] == 0.0
    assert np.abs(np.diff(gains)).max() <= RISE + 1e-9
    _, gains = process(GainControl(), voice(-10.0))
    assert np.abs(np.diff(gains)).max() <= FALL + 1e-9


@pytest.mark.parametrize(("level", "bound"), [(-50.0, HIGHEST), (-1.0, LOWEST)])
def test_the_gain_has_bounds(level: float, bound: float) -> None:
    _, gains = process(GainControl(), voice(level) * 2)
    assert min(gains) >= LOWEST and max(gains) <= HIGHEST
    assert gains[-1] == pytest.approx(bound, abs=1.0)


def test_the_noise_between_the_words_is_not_raised_to_be_heard() -> None:
    _, gains = process(GainControl(), voice(-36.0, noise=-58.0))
    assert gains[-1] < LOUDEST_NOISE + 58.0 + 2.0


def test_what_is_no_voice_teaches_nothing() -> None:
    quiet = voice(-90.0, noise=-55.0)
    assert process(GainControl(), quiet)[1][-1] == 0.0
    assert process(GainControl(), voice(-36.0), may_learn=False)[1][-1] == 0.0


def test_a_softer_person_at_the_same_microphone_is_brought_up() -> None:
    control = GainControl()
    process(control, voice(-20.0))
    before = control.gain
    process(control, voice(-38.0) * 2)
    assert control.gain > before + 10


def test_one_loud_knock_does_not_take_the_voice_away() -> None:
    control = GainControl()
    process(control, voice(-30.0))
    before = control.gain
    knock = np.full(BLOCK_SAMPLES, 30_000, np.int16)
    process(control, [knock] * 3)
    assert control.gain > before - 1.0


def test_peaks_are_limited_and_do_not_wrap_around() -> None:
    control = GainControl()
    process(control, voice(-40.0))
    assert control.gain > 10
    times = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    out, _ = process(control, talk.as_blocks(np.sin(2 * np.pi * 300 * times)), may_learn=False)
    settled = out[SAMPLE_RATE // 10 :].astype(int)
    assert np.abs(np.diff(settled)).max() < 1500, "a sine of 300 Hz has no jumps"


def test_silence_and_another_microphone() -> None:
    control = GainControl()
    out, _ = process(control, [np.zeros(BLOCK_SAMPLES, np.int16)] * 50)
    assert not out.any()
    process(control, voice(-36.0))
    control.reset()
    assert control.gain == 0.0
