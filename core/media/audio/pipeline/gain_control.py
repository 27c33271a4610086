"""Brings a voice to the loudness of other voices: slowly, within bounds, and only if it needs it.

The library's own gain control begins with 15 dB whatever is said, takes an echo for a voice and ends at -15
dBFS. Its limiter rounds the peaks here; it is made for 1 dB too much, and more is taken away before it.
"""

from __future__ import annotations

import math

import numpy as np

from core.media.audio.levels import FULL_SCALE, rms
from core.ports import SAMPLE_RATE, Block

TARGET = -20.0
"""dBFS, RMS while somebody speaks."""

TOLERANCE, ARRIVED = 2.0, 0.3
"""dB off the target that nobody minds, where the gain stays as it is; and where a change ends."""

LOWEST, HIGHEST = -9.0, 24.0
"""dB. More would bring up the next room together with a quiet voice."""

RISE, FALL = 0.03, 0.06
"""dB per block of speech: 3 and 6 dB a second."""

LOUDEST_NOISE = -52.0
"""dBFS to which the noise between the words may be raised."""

AUDIBLE = -56.0
"""dBFS: what is softer is no voice."""

ABOVE_NOISE = 12.0
"""dB by which speech exceeds the noise between the words."""

BELOW_VOICE = 15.0
"""dB below the level of the voice that still belong to it: P.56 counts what is 15.9 below."""

HEADROOM, RECOVERY = 0.5, 0.5
"""dB over full scale that the limiter still rounds; dB per block by which the gain is back after a shout."""

LEAST, MOST = np.float32(-32_768), np.float32(32_767)

RAMP = 96
"""Samples over which one gain goes over into another: 2 ms."""

FIRST_BLOCKS, MOST_BLOCKS = 50, 300
"""Blocks of speech that must have been heard before anything is changed, and those that the level lasts."""

FORGETTING = 0.995
"""Of the level of the voice per block that is too soft to belong to it: 2 dB a second."""

QUIET_ROOM, NOISE_RISE = -60.0, 0.03
"""dBFS of the noise until it was heard; dB per block by which the estimate creeps up between two pauses."""


class GainControl:
    """Follows the level of the near voice, and what gain it needs. Audio thread.

    Raises ImportError where the library of the limiter is not there.
    """

    def __init__(self) -> None:
        from pywebrtc_audio import GainController

        self._limiter = GainController(SAMPLE_RATE, 1, adaptive_digital=False)
        self._given = 0.0
        self._reset()

    @property
    def gain(self) -> float:
        """The gain now, dB."""
        return self._gain

    def reset(self) -> None:
        """Forget the voice: another microphone."""
        self._limiter.reset()
        self._reset()

    def process(self, block: Block, may_learn: bool = True) -> Block:
        """Return ``block`` at the loudness of a voice. ``may_learn``: it may hold one, and no echo."""
        if may_learn:
            self._learn(20 * math.log10(rms(block) + 1e-6))
        before = self._given
        after = self._possible(block)
        self._given = after
        # Floats have room above full scale for the limiter to work in.
        factors = np.full(len(block), _factor(after), np.float32)
        if before != after:
            factors[:RAMP] = np.linspace(_factor(before), _factor(after), RAMP)
        limited = self._limiter.process(block * factors)
        samples = np.minimum(np.maximum(limited * np.float32(FULL_SCALE), LEAST), MOST)
        result: Block = np.rint(samples).astype(np.int16)
        return result

    def _possible(self, block: Block) -> float:
        """Return the gain that ``block`` can be given, dB: less for a shout, and back again gently."""
        peak = max(1, int(np.maximum.reduce(block)), -int(np.minimum.reduce(block)))
        most = 20 * math.log10(FULL_SCALE / peak) + HEADROOM
        return min(self._gain, max(0.0, most), self._given + RECOVERY)

    def _reset(self) -> None:
        self._gain = 0.0
        self._given = 0.0
        self._noise = QUIET_ROOM
        self._power = 0.0
        self._heard = 0
        self._is_moving = False

    def _learn(self, level: float) -> None:
        self._noise = min(level, self._noise + NOISE_RISE)
        if level < max(AUDIBLE, self._noise + ABOVE_NOISE):
            return
        if self._heard and level < 10 * math.log10(self._power) - BELOW_VOICE:
            # Too soft for the voice, but perhaps somebody softer: the level comes down to meet it.
            self._power *= FORGETTING
            return
        self._heard = min(self._heard + 1, MOST_BLOCKS)
        self._power += (10 ** (level / 10) - self._power) / self._heard
        if self._heard >= FIRST_BLOCKS:
            self._approach(TARGET - 10 * math.log10(self._power))

    def _approach(self, wanted: float) -> None:
        wanted = max(LOWEST, min(wanted, HIGHEST, max(0.0, LOUDEST_NOISE - self._noise)))
        error = wanted - self._gain
        self._is_moving = abs(error) > (ARRIVED if self._is_moving else TOLERANCE)
        if self._is_moving:
            self._gain += max(-FALL, min(RISE, error))


def _factor(decibels: float) -> float:
    """Return what samples of 16 bits are multiplied with: the limiter takes full scale as 1."""
    return float(10 ** (decibels / 20)) / FULL_SCALE
