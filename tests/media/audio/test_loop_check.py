"""The verdict on a room, in words: simulated rooms, headsets, deaf microphones, loud speakers, nonsense."""

from __future__ import annotations

import numpy as np
import pytest

from core.media.audio.loop_check import Room, check_sound, judge
from core.ports import SAMPLE_RATE
from tests.bench.acoustics import room

LEAD = SAMPLE_RATE // 5


def heard(delay: float = 0.08, echo: float = 0.5, noise: float = 0.001, seed: int = 5) -> np.ndarray:
    """Return what a microphone in the simulated room hears of the check, full scale 32768."""
    rng = np.random.default_rng(seed)
    played = np.concatenate((check_sound() / 32_768, np.zeros(SAMPLE_RATE // 3)))
    sound = room.convolved(played, room.impulse_response(room.BEFORE, rng)) * echo
    sound = np.concatenate((np.zeros(LEAD + round(delay * SAMPLE_RATE)), sound))
    sound += room.fan_noise(len(sound), rng) * noise
    return np.clip(sound * 32_768, -32_768, 32_767).astype(np.int16)


@pytest.mark.parametrize("delay", [0.0, 0.08, 0.3])
@pytest.mark.parametrize("echo", [0.05, 0.5])
def test_a_usual_room_is_fine_and_its_delay_is_found(delay: float, echo: float) -> None:
    report = judge(heard(delay, echo), LEAD)
    assert report.room is Room.FINE and report.is_fine
    assert report.delay == pytest.approx(delay, abs=0.01)
    assert report.echo is not None and -60 < report.echo < -27
    assert report.noise == pytest.approx(-60, abs=3)


@pytest.mark.parametrize("echo", [1.0, 2.5])
def test_a_loud_speaker_asks_for_a_headset(echo: float) -> None:
    report = judge(heard(echo=echo), LEAD)
    assert report.room is Room.LOUD_ECHO and "headset" in report.sentence and not report.is_fine


def test_an_overloaded_microphone_is_too_loud() -> None:
    report = judge(heard(echo=25), LEAD)
    assert report.room is Room.TOO_LOUD and "turn it down" in report.sentence


def test_a_headset_gives_no_echo() -> None:
    report = judge(heard(echo=0.0), LEAD)
    assert report.room is Room.HEADSET and report.is_fine and report.delay is None


@pytest.mark.parametrize("echo", [0.0, 0.5])
def test_a_noisy_room_is_called_so(echo: float) -> None:
    report = judge(heard(echo=echo, noise=0.03), LEAD)
    assert report.room is Room.NOISY and not report.is_fine


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(200_000), np.ones(5)])
def test_silence_and_nothing_are_a_deaf_microphone(samples: np.ndarray) -> None:
    report = judge(samples.astype(np.int16), LEAD)
    assert report.room is Room.DEAF and "hears nothing" in report.sentence


def test_a_knock_in_the_silence_does_not_make_a_noisy_room() -> None:
    samples = heard()
    samples[20_000:21_000] = 20_000
    assert judge(samples, LEAD).room is Room.FINE


def test_any_sound_gives_some_verdict() -> None:
    rng = np.random.default_rng(1)
    for length in (1, 40_000, 120_000):
        for level in (1, 300, 32_767):
            samples = (rng.standard_normal(length) * level).clip(-32_768, 32_767).astype(np.int16)
            assert judge(samples, rng.integers(0, length)).sentence


def test_what_is_played_is_not_loud() -> None:
    sound = check_sound()
    assert np.abs(sound.astype(int)).max() < 0.2 * 32_768
    assert len(sound) < 3 * SAMPLE_RATE
