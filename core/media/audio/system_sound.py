"""What other programs play, on its way beside the microphone: two clocks, brought into step."""

from __future__ import annotations

import threading

import numpy as np

from core.ports import Block

CAPACITY = 1 << 14
"""Samples kept: 0.34 s."""

FILL = 2_400
"""Samples that wait before any is taken, and on average from then on: 50 ms, since a sound server hands them
out in pieces of 20. A picture of the screen is later than that."""

MOST = 9_600
"""Samples waiting, 200 ms, above which the oldest are left out: the taker stood still."""

PATIENCE = 3
"""Takes after the last push at which less than ``FILL`` is taken, too: a sound so short is all there is."""

SLOWNESS = 100
"""Takes, 2 s, over which the number of waiting samples is averaged."""

CREEP_FROM, CREEP_TO = 480, 48
"""Distance of that average from ``FILL`` at which to begin and to end moving towards it."""


class SystemSoundLine:
    """A short queue of samples. ``push`` belongs to the host's thread, ``take`` to the core's.

    The speaker's clock fills it, the microphone's empties it. What they differ is made up for by one sample
    more or less in a take, stretched over all of it: no more than a thousandth, which nobody hears.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ring: Block = np.zeros(CAPACITY, np.int16)
        self._written = self._read = 0
        self._is_flowing = False
        self._takes_since_push = 0
        self._average = float(FILL)
        self._creep = 0

    @property
    def waiting(self) -> int:
        """Samples that wait."""
        return self._written - self._read

    @property
    def is_flowing(self) -> bool:
        """Whether something is played, and taken."""
        return self._is_flowing

    def push(self, block: Block) -> None:
        """Take a block."""
        with self._lock:
            places = np.arange(self._written, self._written + len(block)) % CAPACITY
            self._ring[places] = block
            self._written += len(block)
            self._takes_since_push = 0
            if self.waiting > MOST:
                self._read = self._written - FILL

    def take(self, count: int) -> Block | None:
        """Return the next ``count`` samples; None while nothing is played, or has just begun to be."""
        with self._lock:
            self._takes_since_push += 1
            if not self._is_flowing:
                is_all = self.waiting and self._takes_since_push > PATIENCE
                if self.waiting < FILL and not is_all:
                    return None
                self._is_flowing = True
            wanted = count + self._step()
            if self.waiting < wanted:
                return self._rest(count)
            samples = self._ring[np.arange(self._read, self._read + wanted) % CAPACITY]
            self._read += wanted
        if wanted == count:
            return samples
        places = np.linspace(0, wanted - 1, count)
        return np.interp(places, np.arange(wanted), samples).astype(np.int16)

    def clear(self) -> None:
        """Forget what waits."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        self._read = self._written
        self._is_flowing = False
        self._average, self._creep = float(FILL), 0

    def _rest(self, count: int) -> Block | None:
        """Return what there still is, fading out: the music has ended."""
        left = self.waiting
        samples: Block = np.zeros(count, np.int16)
        rest = self._ring[np.arange(self._read, self._written) % CAPACITY]
        samples[:left] = rest * np.linspace(1, 0, left)
        self._stop()
        return samples if left else None

    def _step(self) -> int:
        self._average += (self.waiting - self._average) / SLOWNESS
        error = self._average - FILL
        if abs(error) >= CREEP_FROM:
            self._creep = 1 if error > 0 else -1
        elif abs(error) <= CREEP_TO:
            self._creep = 0
        return self._creep
