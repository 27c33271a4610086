"""Keeps down what the canceller leaves of an echo, while nobody speaks at this end.

How loud the echo is at the microphone is learnt from the blocks that the canceller itself takes for echo.
What exceeds it by far is a near voice; so is what the canceller lets through once it has learnt the room.
Anything else while the other end talks is an echo that it has not learnt yet, or left over.
"""

from __future__ import annotations

import math
from collections import deque

import numpy as np

from core.media.audio.pipeline.echo_path import LONGEST_BLOCKS, Floats
from core.ports import Block

DEPTH_AT_FIRST, DEPTH = 18.0, 10.0
"""dB by which the echo is lowered beside what the canceller does: until it has learnt the room, and then."""

CLOSING = 3.0
"""dB per block. It opens at once, before the first syllable is over."""

HOLD = 10
"""Blocks for which it stays open after a near voice: the soft ends of words."""

AROUND = range(6)
"""Blocks about the delay in which what is heard was played: a speaker that ran dry is 30 ms late at once."""

REVERBERATION = 0.76
"""Share of the power that the room keeps from block to block: 60 dB in half a second."""

SURELY_NEAR = 5.0
"""Power at the microphone, against the expected echo, that no echo has: 7 dB."""

PASSES = 2
"""Blocks in a row that the canceller must let through for a near voice: an echo slips through one by one."""

LEFT = 0.12
"""Power behind the canceller, against the expected echo, that a canceller which knows the room leaves in one
of a hundred blocks: -9 dB."""

CANCELLED = 0.1
"""Share of the microphone's power behind the canceller below which a block counts as echo: -10 dB."""

LEARNT_OVER, LEARNS_WITHIN, DOUBTS_WITHIN = 0.9, 250, 100
"""How well the room is known, from 0 to 1, for the canceller to be trusted; blocks well cancelled that it
takes from nothing to all, and blocks badly cancelled back. In the first 2.5 seconds the library suppresses
whatever may be an echo, which proves nothing, and then lets go."""

ABOVE_NOISE = 2.0
"""Expected echo against the noise of the room from which it can be heard."""

NOISE_RISE = 1.007
"""Per block: 3 dB a second."""

LEAST_POWER = 1.0
"""Of a block that is no more than rounding."""

COUPLING_BLOCKS = 100
"""Blocks of echo over which its loudness is averaged."""


def power(samples: Floats) -> float:
    """Return the mean square of the differences: rumble counts little, consonants count."""
    steps = samples[1:] - samples[:-1]
    return float(np.add.reduce(steps * steps)) / len(steps) + LEAST_POWER


class EchoGate:
    """Decides for each block how far to open. Audio thread; blocks as ``coarse`` returns them."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the room."""
        self.is_open = True
        """Whether what is heard may be a near voice."""
        self._gain = 0.0
        self._hold = 0
        self._noise = math.inf
        self._near_before = LEAST_POWER
        self._played = deque([LEAST_POWER] * (LONGEST_BLOCKS + 3), maxlen=LONGEST_BLOCKS + 3)
        self._sounding = LEAST_POWER
        self._coupling = 0.0
        self._echoes = 0
        self._cancelled = 0.0
        self._passed = 0

    @property
    def _is_learnt(self) -> bool:
        return self._cancelled > LEARNT_OVER

    def look(self, near: Floats, far: Floats, clean: Floats, delay: int | None) -> None:
        """Take the microphone, the reference and what the canceller made of them; ``delay`` None: no echo."""
        heard, left = power(near), power(clean)
        self._played.append(power(far))
        self._noise = min(heard, self._noise * NOISE_RISE)
        loudest, self._near_before = max(heard, self._near_before), heard
        if delay is None:
            self.is_open = True
            return
        played = max(self._played[-1 - max(0, min(delay + one, LONGEST_BLOCKS + 2))] for one in AROUND)
        self._sounding = max(self._sounding * REVERBERATION, played)
        if left < CANCELLED * loudest and heard > ABOVE_NOISE * self._noise:
            self._learn(heard / self._sounding)
        self._decide(loudest, left)

    def apply(self, block: Block) -> Block:
        """Return ``block``, lowered as far as the gate is closed."""
        before = self._gain
        depth = DEPTH if self._is_learnt else DEPTH_AT_FIRST
        self._gain = 0.0 if self.is_open else max(-depth, before - CLOSING)
        if before == self._gain == 0.0:
            return block
        ramp = np.linspace(10 ** (before / 20), 10 ** (self._gain / 20), len(block), dtype=np.float32)
        result: Block = np.rint(block * ramp).astype(np.int16)
        return result

    def _learn(self, ratio: float) -> None:
        """Average in decibels, so that one loud block does not count for many."""
        self._echoes = min(self._echoes + 1, COUPLING_BLOCKS)
        if self._echoes == 1:
            self._coupling = ratio
        self._coupling *= (ratio / self._coupling) ** (1 / self._echoes)

    def _decide(self, loudest: float, left: float) -> None:
        expected = self._coupling * self._sounding
        if expected < ABOVE_NOISE * self._noise:
            self._hold -= 1
            self.is_open = True
            return
        is_near = loudest > SURELY_NEAR * expected
        if not is_near:
            is_cancelled = left < LEFT * expected
            step = 1 / LEARNS_WITHIN if is_cancelled else -1 / DOUBTS_WITHIN
            self._cancelled = max(0.0, min(1.0, self._cancelled + step))
            self._passed = 0 if is_cancelled else self._passed + 1
            is_near = self._is_learnt and self._passed >= PASSES
        self._hold = HOLD if is_near else self._hold - 1
        self.is_open = self._hold > 0
