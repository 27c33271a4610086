"""Whether the microphone hears the speaker at all, and how late: a headset has no echo to be cancelled.

What was played is searched for in what the microphone hears, at 8 kHz, ten times a second: a correlation in
which every frequency counts the same (GCC-PHAT; Knapp and Carter 1976), over all delays up to 0.5 s and
averaged over some looks. Where the speaker is heard it stands out as a peak, also below a near voice; where
it is not, the highest of all values stays below nine times their spread.
"""

from __future__ import annotations

import logging
import math
from collections import deque
from collections.abc import Iterator
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from core.ports import BLOCK_SAMPLES, Block

log = logging.getLogger(__name__)

Floats = NDArray[np.float32]

STEP = 6
COARSE = BLOCK_SAMPLES // STEP
"""Samples of a block at 8 kHz."""

NEAR_BLOCKS = 26
"""Blocks of the microphone that are searched for: a quarter of a second."""

FAR_BLOCKS = 77
"""Blocks of the speaker in which they are searched for."""

SIZE = 6160
"""Of the transform: ``FAR_BLOCKS`` whole, a product of small primes."""

LONGEST_BLOCKS = FAR_BLOCKS - NEAR_BLOCKS
"""The longest delay that is found, in blocks."""

LOOK_EVERY = 10
"""Blocks between two looks; each is spread over several blocks, so that none of them takes long."""

NEWEST = 0.3
"""Share of the newest look in the average."""

STANDS_OUT, STANDS_OUT_AT_ONCE = 11.0, 18.0
"""Peak against spread: in the average, twice at the same delay, and in one look."""

FAINT = 9.0
"""Up to here no echo is seen."""

LOOKS_TO_TRUST, LOOKS_TO_FORGET = 8, 20
"""Looks without an echo while the speaker talks until there is none: at first, and after there was one."""

NOWHERE = -10
"""No delay, and not beside one."""

AUDIBLE = 40.0
"""Level of the speaker (sample values, RMS of the differences at 8 kHz) from which its echo is looked for."""

SPOKEN = 0.03
"""Share of the loudest quarter of a second; softer ones count as silence."""

LEVEL_BELOW, LEVEL_FALL = 0.25, 0.98
"""A look in which the speaker is softer than that share of its usual loudness proves nothing."""


_STARTS = np.arange(0, BLOCK_SAMPLES, STEP)


class EchoPath(Enum):
    """What is known of the way from the speaker to the microphone."""

    UNKNOWN = "unknown"
    PRESENT = "present"
    ABSENT = "absent"


def coarse(block: Block) -> Floats:
    """Return ``block`` at 8 kHz. 480 numbers: NumPy keeps the interpreter for so few."""
    sums: Floats = np.add.reduceat(block, _STARTS, dtype=np.float32)
    return sums / np.float32(STEP)


class EchoDetector:
    """Watches microphone and speaker, block by block. Audio thread."""

    def __init__(self) -> None:
        self._window = np.hanning(NEAR_BLOCKS * COARSE).astype(np.float32)
        self.reset()

    def reset(self, path: EchoPath = EchoPath.UNKNOWN) -> None:
        """Forget everything: another device. ``path`` is what it is thought to be until it shows."""
        self.path = path
        self.delay = 0
        """How many blocks after the reference its echo comes, where there is one."""
        silence: Floats = np.zeros(COARSE, np.float32)
        self._near = deque([silence] * NEAR_BLOCKS, maxlen=NEAR_BLOCKS)
        self._far = deque([silence] * FAR_BLOCKS, maxlen=FAR_BLOCKS)
        self._loudness = deque([0.0] * NEAR_BLOCKS, maxlen=NEAR_BLOCKS)
        self._average: Floats = np.zeros(LONGEST_BLOCKS * COARSE, np.float32)
        self._seen = NOWHERE
        self._usual = 0.0
        self._without = self._blocks = 0
        self._look: Iterator[None] = iter(())

    def feed(self, near: Floats, far: Floats) -> None:
        """Take a block of each, as ``coarse`` returns them."""
        self._near.append(near)
        self._far.append(far)
        steps = far[1:] - far[:-1]
        self._loudness.append(float(np.add.reduce(steps * steps)) / len(steps))
        self._blocks += 1
        next(self._look, None)
        if self._blocks % LOOK_EVERY == 0:
            self._look = self._looking()

    def _looking(self) -> Iterator[None]:
        """Look once; each step is a block's share of the work."""
        loudness = math.sqrt(sum(self._loudness) / NEAR_BLOCKS)
        self._usual = max(loudness, self._usual * LEVEL_FALL)
        if loudness < max(AUDIBLE, self._usual * LEVEL_BELOW):
            return
        far = _differences(self._far)
        near = _differences(self._near) * self._window
        yield
        spectrum = np.fft.rfft(far, SIZE)
        yield
        spectrum *= np.conj(np.fft.rfft(near, SIZE))
        yield
        size = np.abs(spectrum)
        spectrum /= size + np.float32(0.01) * size.mean() + np.float32(1e-9)
        yield
        # The beginning of ``near`` fits to ``far`` at the longest delay less the delay.
        found = np.fft.irfft(spectrum, SIZE)[1 : len(self._average) + 1][::-1]
        yield
        spoken: Floats = np.asarray(found * self._spoken(far), np.float32)
        spread = _spread(spoken)
        if spread > 0.0:
            self._judge(spoken / np.float32(spread))

    def _spoken(self, far: Floats) -> NDArray[np.bool_]:
        """Return at which delays the speaker said something: where it was silent, nothing can be found."""
        energy = np.cumsum(np.add.reduce(np.square(far).reshape(FAR_BLOCKS, COARSE), axis=1))
        inside = (energy[NEAR_BLOCKS:] - energy[:-NEAR_BLOCKS])[::-1]
        return np.repeat(inside > SPOKEN * inside.max(), COARSE)

    def _judge(self, found: Floats) -> None:
        self._average += np.float32(NEWEST) * (found - self._average)
        height = np.abs(self._average)
        peak = float(height.max()) / (_spread(self._average) + 1e-9)
        delay = int(np.argmax(height)) // COARSE
        is_seen = peak >= STANDS_OUT
        is_again, self._seen = is_seen and abs(delay - self._seen) <= 1, delay if is_seen else NOWHERE
        if is_again or float(np.abs(found).max()) >= STANDS_OUT_AT_ONCE:
            self._without, self.delay = 0, delay
            self._set_path(EchoPath.PRESENT)
        elif peak < FAINT:
            self._without += 1
            needed = LOOKS_TO_TRUST if self.path is EchoPath.UNKNOWN else LOOKS_TO_FORGET
            if self._without >= needed:
                self._set_path(EchoPath.ABSENT)

    def _set_path(self, path: EchoPath) -> None:
        if path is not self.path:
            log.info("echo path: %s -> %s", self.path.value, path.value)
            self.path = path


def _spread(values: Floats) -> float:
    """Return the RMS of what is not exactly 0."""
    return float(np.sqrt(np.sum(values * values) / max(1, np.count_nonzero(values))))


def _differences(blocks: deque[Floats]) -> Floats:
    """Return what a microphone of even loudness over the frequencies would hear: speech is not even."""
    return np.asarray(np.diff(np.concatenate(blocks), prepend=np.float32(0)), np.float32)
