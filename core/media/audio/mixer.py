"""What the speaker plays: remote sound and tones, summed, limited and metered."""

from __future__ import annotations

import threading
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.media.audio.levels import LevelMeter
from core.ports import BLOCK_SAMPLES, Block

KNEE = 26_000
"""Above this the mix is bent gently instead of being cut off."""

DUCKED = 0.25
"""What is left of the people in a call while it rings: -12 dB."""

DUCK_STEP = 0.125
"""Change of that in a block: it takes 60 ms, and does not click."""

_RAMP: NDArray[np.float32] = np.linspace(0, 1, BLOCK_SAMPLES, dtype=np.float32)

_HEADROOM = 32_767 - KNEE


class PlayoutSource(Protocol):
    """Something that can be heard."""

    def next_block(self) -> Block | None:
        """Return the next 10 ms, or None for silence. Audio thread; within a millisecond."""


def soft_clip(mix: NDArray[np.int32]) -> Block:
    """Return ``mix`` as 16 bit samples; what is above the knee is compressed, nothing wraps around."""
    if mix.max() <= KNEE and mix.min() >= -KNEE:
        return mix.astype(np.int16)
    size = np.abs(mix)
    bent = KNEE + _HEADROOM * np.tanh((size - KNEE) / _HEADROOM)
    return (np.sign(mix) * np.where(size > KNEE, bent, size)).astype(np.int16)


class ToneHandle:
    """A tone that is being played."""

    def __init__(self, mixer: PlayoutMixer, samples: Block, loop: bool) -> None:
        self._mixer = mixer
        self._samples = samples
        self._loop = loop
        self._position = 0

    def next_block(self) -> Block | None:
        """Return the next 10 ms of the tone; None once it has ended. Audio thread."""
        start, total = self._position, len(self._samples)
        if not self._loop:
            if start >= total:
                self.stop()
                return None
            block = np.zeros(BLOCK_SAMPLES, np.int16)
            piece = self._samples[start : start + BLOCK_SAMPLES]
            block[: len(piece)] = piece
        else:
            block = np.take(self._samples, np.arange(start, start + BLOCK_SAMPLES), mode="wrap")
        self._position = start + BLOCK_SAMPLES if not self._loop else (start + BLOCK_SAMPLES) % total
        return block

    def stop(self) -> None:
        """Play it no more. Any thread; idempotent."""
        self._mixer.remove(self)

    @property
    def is_playing(self) -> bool:
        """Whether more of it is to come."""
        return self._mixer.has(self)


class PlayoutMixer:
    """Sums what is to be heard. ``next_block`` belongs to the audio thread, all else to any thread."""

    def __init__(self) -> None:
        self.meter = LevelMeter()
        self._lock = threading.Lock()
        self._sources: tuple[PlayoutSource, ...] = ()
        self._share = 1.0
        self.is_ducking = False
        """Whether everything but tones is made softer. Any thread."""

    def add(self, source: PlayoutSource) -> None:
        """Play ``source`` from the next block on."""
        with self._lock:
            if source not in self._sources:
                self._sources = (*self._sources, source)

    def remove(self, source: PlayoutSource) -> None:
        """Play ``source`` no more; one that is not there is left alone."""
        with self._lock:
            self._sources = tuple(other for other in self._sources if other is not source)

    def has(self, source: PlayoutSource) -> bool:
        """Whether ``source`` is among what is played."""
        return any(other is source for other in self._sources)

    def play_tone(self, samples: Block, loop: bool = False) -> ToneHandle:
        """Play ``samples`` (48 kHz mono, 16 bit), over and over if ``loop``, until stopped or ended.

        Raises ValueError when there is nothing to play.
        """
        if not len(samples):
            raise ValueError("a tone needs at least one sample")
        handle = ToneHandle(self, np.asarray(samples, np.int16), loop)
        self.add(handle)
        return handle

    def next_block(self) -> Block:
        """Return the next 10 ms to play."""
        before, self._share = self._share, self._next_share()
        blocks = [
            block if isinstance(source, ToneHandle) else _faded(block, before, self._share)
            for source in self._sources
            if (block := source.next_block()) is not None
        ]
        if not blocks:
            out: Block = np.zeros(BLOCK_SAMPLES, np.int16)
        elif len(blocks) == 1:
            out = blocks[0]  # what fits 16 bits needs no limit
        else:
            out = soft_clip(np.add.reduce(blocks, dtype=np.int32))
        self.meter.feed(out)
        return out

    def _next_share(self) -> float:
        if self.is_ducking:
            return max(DUCKED, self._share - DUCK_STEP)
        return min(1.0, self._share + DUCK_STEP)


def _faded(block: Block, before: float, after: float) -> Block:
    if before == after == 1.0:
        return block
    faded: Block = (block * (before + (after - before) * _RAMP)).astype(np.int16)
    return faded
