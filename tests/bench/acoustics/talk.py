"""A talk in the simulated room, through the pipeline of the program, block by block, and what came out."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.media.audio.pipeline import SoundPipeline
from core.media.audio.pipeline.processing import SoundSettings
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from tests.bench.acoustics import room, speech

Samples = NDArray[np.float64]

SPEAKER_BUFFER = 960
"""Samples that the speaker's own buffer holds: what is played is heard that much after it was asked for."""

FIRST = (0.5, 2.0)
CONVERGED = (4.0, 6.0)
DOUBLE_TALK = (6.0, 10.0)
AFTER_DOUBLE_TALK = (10.2, 12.0)
PATH_CHANGE = 12.0
AFTER_PATH_CHANGE = (13.5, 16.0)
END = 16.0
"""Seconds of the far voice alone, both voices, the far voice again, and after the microphone was moved."""

NOISE_DB = -35.0
"""Against the near voice."""


@dataclass(frozen=True)
class Case:
    """One talk. ``delay`` in seconds beside the speaker's buffer, ``drift`` of its clock in millionths.

    ``slips`` are times (seconds) at which the speaker runs dry and plays 30 ms of silence nobody wrote.
    ``echo`` is the level of the echo against the near voice, dB; with ``is_anywhere`` speaker and microphone
    stand where the seed puts them.
    """

    delay: float = 0.08
    drift: float = 0.0
    slips: tuple[float, ...] = ()
    seed: int = 7
    echo: float = -6.0
    is_anywhere: bool = False


@dataclass(frozen=True)
class Scene:
    """What sounds in the room, at full scale 1.0: at the microphone, and the near voice alone."""

    far: Samples
    echo: Samples
    near: Samples
    noise: Samples


SLIP_BLOCKS = 3


def played_blocks(case: Case, count: int) -> NDArray[np.int64]:
    """Return for each 10 ms of the speaker which block of the far voice it plays; -1 for silence."""
    blocks = np.zeros(count, np.int64)
    number = 0
    silent_until = -1
    slips = {round(at * 100) for at in case.slips}
    for tick in range(count):
        if tick in slips:
            silent_until = tick + SLIP_BLOCKS
        if tick < silent_until:
            blocks[tick] = -1
        else:
            blocks[tick] = number
            number += 1
    return blocks


def make_scene(case: Case, seconds: float = END) -> Scene:
    """Return the sounds of a case, or of its beginning; the same every time."""
    rng = np.random.default_rng(case.seed)
    count = round(seconds * SAMPLE_RATE)
    far = speech.spoken(speech.FAR, "en-us", seconds)
    near = speech.spoken(speech.NEAR, "en-gb+f3", seconds).copy()
    inside = np.arange(count) / SAMPLE_RATE
    near[(inside < DOUBLE_TALK[0]) | (inside >= DOUBLE_TALK[1])] = 0
    played = _played(case, far)
    sound = room.loudspeaker(room.clocked(played, case.drift) * 8) / 8
    sound = room.delayed(sound, SPEAKER_BUFFER + round(case.delay * SAMPLE_RATE))
    places = room.somewhere(rng) if case.is_anywhere else room.BEFORE
    before = room.convolved(sound, room.impulse_response(places, rng))
    after = room.convolved(sound, room.impulse_response(room.AFTER, rng))
    echo = np.where(inside < PATH_CHANGE, before, after)
    loudness = 0.05
    echo *= loudness * 10 ** (case.echo / 20) / _active_rms(echo)
    noise = room.fan_noise(count, rng) * loudness * 10 ** (NOISE_DB / 20)
    return Scene(far, echo, near, noise)


def _played(case: Case, far: Samples) -> Samples:
    blocks = far.reshape(-1, BLOCK_SAMPLES)
    played = np.zeros_like(blocks)
    for tick, number in enumerate(played_blocks(case, len(blocks))):
        if number >= 0:
            played[tick] = blocks[number]
    return played.reshape(-1)


def _active_rms(samples: Samples) -> float:
    blocks = np.sqrt(np.mean(samples.reshape(-1, BLOCK_SAMPLES) ** 2, axis=1))
    return float(np.sqrt(np.mean(blocks[blocks > blocks.max() * 0.1] ** 2)))


def as_blocks(samples: Samples) -> list[Block]:
    """Return samples (full scale 1.0) as blocks of 16 bits."""
    whole = np.clip(np.rint(samples * 32_767), -32_768, 32_767).astype(np.int16)
    return list(whole.reshape(-1, BLOCK_SAMPLES))


@dataclass(frozen=True)
class Outcome:
    """What the pipeline made of a scene: full scale 1.0, CPU in seconds per block, slips that it repaired."""

    clean: Samples
    cpu: float
    repaired: int


def run(case: Case, scene: Scene, settings: SoundSettings) -> Outcome:
    """Send a scene through the pipeline as a machine's audio thread would."""
    far, heard = as_blocks(scene.far), as_blocks(scene.echo + scene.near + scene.noise)
    clean: list[Block] = []
    place = 0

    def mix() -> Block:
        return far[place]

    pipeline = SoundPipeline(clean.append, mix)
    pipeline.settings = settings
    pipeline.is_acoustic = True
    spent = 0.0
    for tick, number in enumerate(played_blocks(case, len(far))):
        place = int(number)
        before = time.thread_time()
        if number >= 0:
            pipeline.playout()
        pipeline.capture(heard[tick])
        spent += time.thread_time() - before
    samples = np.concatenate(clean).astype(np.float64) / 32_767
    samples = np.concatenate((samples, np.zeros(len(scene.far) - len(samples))))
    return Outcome(samples, spent / len(heard), pipeline.reference.jumps)


def echo_reduction(scene: Scene, clean: Samples, span: tuple[float, float]) -> float:
    """Return by how many dB the sound of ``span`` is lower than at the microphone, where the echo is loud."""
    part = slice(round(span[0] * SAMPLE_RATE), round(span[1] * SAMPLE_RATE))
    echo = scene.echo[part].reshape(-1, BLOCK_SAMPLES)
    heard = (scene.echo + scene.near + scene.noise)[part].reshape(-1, BLOCK_SAMPLES)
    out = clean[part].reshape(-1, BLOCK_SAMPLES)
    energy = np.mean(echo**2, axis=1)
    is_loud = energy > energy.max() * 0.01
    return float(10 * np.log10(np.mean(heard[is_loud] ** 2) / (np.mean(out[is_loud] ** 2) + 1e-12)))


def near_level(scene: Scene, clean: Samples, span: tuple[float, float] = DOUBLE_TALK) -> float:
    """Return the level of the near voice in ``clean`` against the one that was spoken, in dB.

    Only what is coherent with the near voice counts: echo and noise do not. Delays up to 60 ms are found.
    """
    part = slice(round(span[0] * SAMPLE_RATE), round(span[1] * SAMPLE_RATE))
    near, out = scene.near[part], clean[part]
    size = 1 << (2 * len(near) - 1).bit_length()
    cross = np.fft.irfft(np.fft.rfft(out, size) * np.conj(np.fft.rfft(near, size)), size)
    lag = int(np.argmax(np.abs(cross[: SAMPLE_RATE * 60 // 1000])))
    near, out = near[: len(near) - lag], out[lag:]
    window = np.hanning(2048)
    starts = range(0, len(near) - 2048, 1024)
    a = np.array([np.fft.rfft(near[s : s + 2048] * window) for s in starts])
    b = np.array([np.fft.rfft(out[s : s + 2048] * window) for s in starts])
    spoken = np.sum(np.abs(a) ** 2, axis=0)
    coherent = np.abs(np.sum(np.conj(a) * b, axis=0)) ** 2 / (spoken + 1e-12)
    return float(10 * np.log10(coherent.sum() / spoken.sum()))
