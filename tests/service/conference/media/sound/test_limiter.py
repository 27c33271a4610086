"""A mix that is too loud becomes softer as a whole: measured distortion, peaks, and no pumping."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE
from core.service.conference.media.sound.limiter import Limiter
from tests.bench.network.ends.speech import computed_speech

FRAME = 960


def tone(frequency: float, amplitude: float, seconds: float) -> NDArray[np.int32]:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.rint(amplitude * np.sin(2 * np.pi * frequency * time)).astype(np.int32)


def limited(mix: NDArray[np.int32]) -> tuple[NDArray[np.int16], list[float]]:
    limiter, gains, frames = Limiter(), [], []
    for at in range(0, len(mix) - FRAME + 1, FRAME):
        frames.append(limiter.limit(mix[at : at + FRAME]))
        gains.append(limiter.gain)
    return np.concatenate(frames), gains


def distortion(sound: NDArray[np.int16], wanted: list[float]) -> float:
    """Return the share of the power that lies at none of the frequencies ``wanted``."""
    spectrum = (
        np.abs(np.fft.rfft(sound[: SAMPLE_RATE // 2].astype(float) * np.hanning(SAMPLE_RATE // 2))) ** 2
    )
    keep = np.zeros(len(spectrum), bool)
    for frequency in wanted:
        keep[max(0, round(frequency / 2) - 4) : round(frequency / 2) + 5] = True
    return float(spectrum[~keep].sum() / spectrum.sum())


def test_what_is_not_too_loud_stays_as_it_is() -> None:
    mix = tone(440, 20_000, 1.0)
    out, gains = limited(mix)
    assert (out == mix[: len(out)]).all() and set(gains) == {1.0}


def test_two_at_full_scale_are_not_cut_off() -> None:
    mix = tone(440, 32_000, 2.0) + tone(1010, 32_000, 2.0)
    out, gains = limited(mix)
    assert int(np.abs(out.astype(int)).max()) < 32_767
    settled = out[SAMPLE_RATE:]
    assert distortion(settled, [440, 1010]) < 1e-4  # -40 dB; cut off it would be some -15
    assert distortion(np.clip(mix, -32768, 32767).astype(np.int16), [440, 1010]) > 1e-2
    assert max(gains[50:]) - min(gains[50:]) < 0.03


def test_speech_is_not_pumped() -> None:
    speech = computed_speech(4.0).astype(np.int32)
    loud = np.rint(speech * (30_000 / np.abs(speech).max())).astype(np.int32)
    out, gains = limited(loud + np.roll(loud, 24_000) + np.roll(loud, 60_000))
    assert int(np.abs(out.astype(int)).max()) <= 32_767
    steps = np.diff(np.array(gains))
    assert steps.max() < 0.05, "the gain comes back too quickly"
    assert min(gains) > 0.25


def test_a_first_loud_sample_is_bent_and_not_wrapped() -> None:
    out = Limiter().limit(np.full(FRAME, 200_000, np.int32))
    assert out.min() > 0


@pytest.mark.parametrize("value", [0, -32_768 * 5, 32_767 * 5])
def test_any_constant_keeps_its_sign(value: int) -> None:
    out, _ = limited(np.full(10 * FRAME, value, np.int32))
    assert (np.sign(out) == np.sign(value)).all()
