"""A talk with a headset: both speak, and nothing comes back. What became of the voice, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.media.audio.pipeline.high_pass import HighPass
from core.media.audio.pipeline.processing import SoundProcessor
from core.ports import SAMPLE_RATE
from tests.bench.acoustics import speech, talk
from tests.bench.network.scoring.hearing import delays, lost_share

Samples = NDArray[np.float64]
Sound = NDArray[np.int16]

VOICES = ((speech.NEAR, "en-gb+f3"), (speech.FAR, "en-us+f3"), (speech.FAR, "en-us"))


@dataclass(frozen=True)
class Received:
    """What became of a voice: share of it that is missing, and how much louder it is, dB."""

    lost: float
    gain: float


def hiss(level: float, seconds: float, seed: int = 1) -> Samples:
    """Return the noise of a microphone; ``level`` in sample values, RMS."""
    return np.random.default_rng(seed).standard_normal(round(seconds * SAMPLE_RATE)) * level / 32_768


def say(processor: SoundProcessor, near: Samples, far: Samples) -> Sound:
    """Return what ``processor`` makes of a voice while the other end says ``far``."""
    high_pass = HighPass()
    blocks = zip(talk.as_blocks(near), talk.as_blocks(far), strict=True)
    return np.concatenate([processor.process(high_pass.process(mine), theirs) for mine, theirs in blocks])


def other_voice(text: str, seconds: float) -> Samples:
    """Return what the other end says meanwhile, all the time, at -20 dBFS."""
    return speech.spoken(speech.NEAR if text == speech.FAR else speech.FAR, "de", seconds) * 2


def said_and_heard(said: Samples, heard: Sound, start: float = 0.0) -> tuple[Sound, Sound]:
    """Return both from ``start`` (seconds) on, as samples of 16 bits."""
    begin = round(start * SAMPLE_RATE)
    return np.concatenate(talk.as_blocks(said))[begin:], heard[begin:]


def received(said: Samples, heard: Sound, start: float = 0.0) -> Received:
    """Compare what was said with what was heard, from ``start`` (seconds) on."""
    voice, came = said_and_heard(said, heard, start)
    lost = lost_share(voice, came, delays(voice, came))
    loudness = [float(np.mean(sound.astype(np.float64) ** 2)) for sound in (came, voice)]
    return Received(1.0 if lost is None else lost, 10 * float(np.log10(loudness[0] / loudness[1])))
