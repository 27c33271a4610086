"""The scores of speech, on sound whose fate is known."""

from __future__ import annotations

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from core.media.audio.playout.stretching import shorten
from core.ports import SAMPLE_RATE
from tests.bench.network.ends.speech import computed_speech
from tests.bench.network.scoring.hearing import delays, lost_share

FRAME = SAMPLE_RATE // 50
SPEECH = computed_speech(12.0)
LOUD = 300
"""Samples beyond that are somebody's words, and none of a pause."""


def late(sound: NDArray[np.int16], seconds: float) -> NDArray[np.int16]:
    return np.concatenate((np.zeros(int(seconds * SAMPLE_RATE), np.int16), sound))


def without(sound: NDArray[np.int16], share: float, seed: int, run: int = 1) -> NDArray[np.int16]:
    """Return ``sound`` with silence in place of that share of its 20 ms frames."""
    chance, out = np.random.default_rng(seed), sound.copy()
    for frame in range(0, len(out) // FRAME, run):
        if chance.random() < share:
            out[frame * FRAME : (frame + run) * FRAME] = 0
    return out


def through_opus(sound: NDArray[np.int16], bitrate: int) -> NDArray[np.int16]:
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format, encoder.bit_rate = 48_000, "mono", "s16", bitrate
    decoder = av.CodecContext.create("libopus", "r")
    decoder.sample_rate, decoder.layout = 48_000, "mono"
    out = []
    for start in range(0, len(sound) - FRAME, FRAME):
        frame = av.AudioFrame.from_ndarray(sound[None, start : start + FRAME], "s16", "mono")
        frame.sample_rate, frame.pts = 48_000, start
        for packet in encoder.encode(frame):
            out += [decoded.to_ndarray().ravel() for decoded in decoder.decode(av.Packet(bytes(packet)))]
    return np.concatenate(out).astype(np.int16)


def test_speech_never_repeats_and_is_the_same_each_time() -> None:
    assert np.array_equal(SPEECH, computed_speech(12.0))
    assert len(SPEECH) == 12 * SAMPLE_RATE and np.abs(SPEECH).max() > 8000
    again = delays(SPEECH[: 3 * SAMPLE_RATE], SPEECH[3 * SAMPLE_RATE :])
    assert again == []


@pytest.mark.parametrize("seconds", [0.0, 0.0213, 0.3, 2.5])
def test_a_delay_is_found_to_the_millisecond(seconds: float) -> None:
    found = delays(SPEECH, late(SPEECH, seconds))
    assert len(found) > 35
    assert all(delay.delay == pytest.approx(seconds, abs=0.001) for delay in found)


def test_a_delay_that_changes_is_followed() -> None:
    half = len(SPEECH) // 2
    heard = np.concatenate((late(SPEECH[:half], 0.1), late(SPEECH[half:], 0.2)))
    found = delays(SPEECH, heard)
    assert found[0].delay == pytest.approx(0.1, abs=0.001)
    assert found[-1].delay == pytest.approx(0.3, abs=0.001)


def test_nothing_is_found_in_silence_or_in_other_sound(seed: int) -> None:
    noise = np.random.default_rng(seed).integers(-3000, 3000, len(SPEECH)).astype(np.int16)
    assert delays(SPEECH, np.zeros_like(SPEECH)) == [] and delays(SPEECH, noise) == []
    assert lost_share(SPEECH, noise, []) is None
    assert lost_share(np.zeros_like(SPEECH), noise, delays(SPEECH, SPEECH)) is None


@pytest.mark.parametrize("bitrate", [16_000, 32_000, 96_000])
def test_a_codec_loses_no_speech(bitrate: int) -> None:
    heard = late(through_opus(SPEECH, bitrate), 0.05)
    found = delays(SPEECH, heard)
    assert len(found) > 35
    assert lost_share(SPEECH, heard, found) < 0.003


@pytest.mark.parametrize(("share", "run"), [(0.02, 1), (0.1, 1), (0.25, 5), (0.5, 5)])
def test_silence_in_place_of_speech_is_counted(seed: int, share: float, run: int) -> None:
    gone = without(SPEECH, share, seed, run)
    is_loud = np.abs(SPEECH) > LOUD  # which words are hit is chance: the truth is of those, not of the time
    wanted = np.mean(gone[is_loud] == 0)
    heard = late(gone, 0.08)
    assert lost_share(SPEECH, heard, delays(SPEECH, heard)) == pytest.approx(wanted, abs=0.03)


def test_sound_that_was_pressed_together_is_not_lost() -> None:
    heard, position = [np.zeros(FRAME * 10, np.int16)], 0
    while position < len(SPEECH) - 2 * FRAME:
        piece = SPEECH[position : position + 2 * FRAME]
        shorter = shorten(piece)
        heard.append(piece if shorter is None else shorter)
        heard.append(SPEECH[position + 2 * FRAME : position + 30 * FRAME])
        position += 30 * FRAME
    sound = np.concatenate(heard)
    found = delays(SPEECH, sound)
    assert found[-1].delay < found[0].delay
    assert lost_share(SPEECH, sound, found) < 0.01
