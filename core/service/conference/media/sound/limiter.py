"""Keeps a mix below overload: the whole of it softer for a moment, so that nothing is cut off. Pure."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from core.media.audio.mixer import KNEE, soft_clip
from core.ports import SAMPLE_RATE

ATTACK_SAMPLES = SAMPLE_RATE // 200
HELD_FRAMES = 15
"""For so long nothing louder comes before a reduction is taken back: within a word it stays the same."""

RELEASE_SECONDS = 0.6
"""In which two thirds of it are then taken back: quicker would be heard as pumping."""

UNTOUCHED = 0.999
_ATTACK: NDArray[np.float32] = np.linspace(0, 1, ATTACK_SAMPLES, dtype=np.float32)


class Limiter:
    """One mix, frame by frame."""

    def __init__(self) -> None:
        self.gain = 1.0
        self._wanted: deque[float] = deque(maxlen=HELD_FRAMES)

    def limit(self, mix: NDArray[np.int32]) -> NDArray[np.int16]:
        """Return the next frame as 16 bit samples."""
        peak = max(int(mix.max()), -int(mix.min()))
        if self.gain >= UNTOUCHED and peak <= KNEE:
            self.gain = 1.0
            self._wanted.clear()
            return mix.astype(np.int16)
        self._wanted.append(min(1.0, KNEE / peak) if peak else 1.0)
        wanted = min(self._wanted)
        if wanted < self.gain:
            return self._attack(mix, wanted)
        released = self.gain + (wanted - self.gain) * min(1.0, len(mix) / (RELEASE_SECONDS * SAMPLE_RATE))
        return self._follow(mix, np.linspace(self.gain, released, len(mix), dtype=np.float32), released)

    def _attack(self, mix: NDArray[np.int32], wanted: float) -> NDArray[np.int16]:
        gains = np.full(len(mix), wanted, np.float32)
        gains[:ATTACK_SAMPLES] = self.gain + (wanted - self.gain) * _ATTACK[: len(mix)]
        return self._follow(mix, gains, wanted)

    def _follow(self, mix: NDArray[np.int32], gains: NDArray[np.float32], gain: float) -> NDArray[np.int16]:
        self.gain = gain
        return soft_clip(np.rint(mix * gains).astype(np.int32))
