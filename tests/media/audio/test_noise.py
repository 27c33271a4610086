"""Background noise: what a packet describes (RFC 3389), what is learnt, and what is made of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.media.audio import levels
from core.media.audio.playout.noise import Background, NoiseSource, shape_of, told_shape
from core.ports import SAMPLE_RATE
from tests.media.audio.speech_line import speech


def noise(loudness: float, samples: int, seed: int = 1) -> NDArray[np.int16]:
    return np.random.default_rng(seed).normal(0, loudness, samples).astype(np.int16)


def rms(sound: NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(sound.astype(float) ** 2)))


def share_below(sound: NDArray[np.float32], hertz: float) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power[: int(hertz * len(sound) / SAMPLE_RATE)].sum() / power.sum())


@pytest.mark.parametrize("level", [20, 40, 70, 127])
def test_the_level_is_that_of_the_packet(level: int) -> None:
    shape = told_shape(bytes([level]))
    wanted = 32_768 * 10 ** (-level / 20)
    assert shape.loudness == pytest.approx(wanted, rel=0.01)
    assert rms(NoiseSource().take(SAMPLE_RATE, shape)) == pytest.approx(wanted, rel=0.1)


def test_the_envelope_is_that_of_the_packet() -> None:
    # k1 = -0.9: a one-pole low pass (in the sign of the RFC's lattice); +0.9 is its mirror.
    low, high = (
        NoiseSource().take(SAMPLE_RATE, told_shape(bytes([30, 127 + round(k * 32_768 / 258)])))
        for k in (-0.9, 0.9)
    )
    assert share_below(low, 1000) > 0.85 and share_below(high, 3000) < 0.15
    assert share_below(low, 4100) > 0.99 and share_below(high, 4100) > 0.99, "no more than its codec has"


@given(st.binary(max_size=60), st.sampled_from([8000, 16_000, 48_000]))
def test_any_packet_describes_some_noise(payload: bytes, clock_rate: int) -> None:
    if not payload:
        with pytest.raises(ValueError, match="level"):
            told_shape(payload)
        return
    shape = told_shape(payload, clock_rate)
    assert np.isfinite(shape.magnitudes).all()
    assert shape.loudness == pytest.approx(32_768 * 10 ** (-(payload[0] & 0x7F) / 20), rel=0.02)
    assert np.isfinite(NoiseSource().take(960, shape)).all()


def heed(background: Background, sound: NDArray[np.int16]) -> None:
    background.observe(sound, levels.rms(sound))


@pytest.mark.parametrize("piece", [480, 960, 2880])
def test_the_background_is_learnt_between_words(piece: int) -> None:
    background = Background()
    sound = (speech(6.0).astype(int) + noise(60, 6 * SAMPLE_RATE)).astype(np.int16)
    for start in range(0, len(sound) - piece, piece):
        heed(background, sound[start : start + piece])
    assert background.shape.loudness == pytest.approx(60, rel=0.3)
    heed(background, np.zeros(10, np.int16))


def test_loud_sound_is_no_background() -> None:
    background = Background()
    for _ in range(200):
        heed(background, noise(6000, 960))
    assert background.shape.loudness == 0.0


def test_it_is_even_and_of_one_colour() -> None:
    shape = shape_of(noise(500, 960))
    made = NoiseSource().take(SAMPLE_RATE, shape)
    levels = [rms(made[start : start + 480]) for start in range(0, SAMPLE_RATE, 480)]
    assert max(levels) < 1.5 * min(levels)
    pieces = NoiseSource()
    joined = np.concatenate([pieces.take(count, shape) for count in (1, 479, 480, 961, 10)])
    assert np.allclose(joined, NoiseSource().take(len(joined), shape))
