"""What the speaker played, as the echo canceller needs it: in step with the microphone.

Speaker and microphone count their samples by themselves; the difference of the two counts stands still while
both run. It jumps when the speaker runs dry (it plays silence nobody wrote) or the microphone loses
samples, and it creeps when the two have different clocks. Both are seen here by looking at the difference,
and the place from which the reference is read moves along: a jump at once, a creep sample by sample.
"""

from __future__ import annotations

import threading
from collections import deque

import numpy as np
from numpy.typing import NDArray

from core.ports import BLOCK_SAMPLES, Block

CAPACITY = 1 << 15
"""Samples kept: 0.68 s."""

RESERVE = 480
"""Samples left unread in the middle: what a late turn of the audio thread takes from.

It must stay below what the speaker's own buffer holds (960), or the reference would come after its echo.
"""

WINDOW = 24
"""Blocks looked at: their mean, without the extremes, is the difference now. A middle value would not do:
blocks are counted whole, so the difference swings between two values a block apart, and which of them is
more frequent changes with the phase of the two devices."""

LOOK_EVERY = 4
"""Blocks between two looks."""

JUMP = 288
"""Samples, 6 ms: from there on it is no creep."""

SLOWNESS = 256
"""Blocks over which creep is told from noise."""

CREEP_FROM, CREEP_TO = 72, 12
"""Samples of difference at which to begin and to end moving along."""

CREEP_EVERY = 8
"""Blocks per sample moved: 260 millionths, which the canceller does not notice."""

STOPPED_AFTER = 25
"""Blocks captured while nothing was played, after which the speaker counts as stopped."""


class Reference:
    """The samples played, from ``put`` (speaker) to ``take`` (microphone). Any two threads.

    Each block of the microphone is first announced with ``captured`` and then, at once or a little later,
    paired with what ``take`` returns. ``reserve`` below 0 reads ahead of what was put by then: ``is_short``
    says whether that has come.
    """

    def __init__(self, reserve: int = RESERVE) -> None:
        self._reserve = reserve
        self.jumps = 0
        """How often speaker and microphone lost step, and were brought together again."""
        self._lock = threading.Lock()
        self._ring: NDArray[np.int16] = np.zeros(CAPACITY, np.int16)
        self._seen: deque[int] = deque(maxlen=WINDOW)
        self._captured = self._taken = 0
        self._written = self._read = self._since_put = 0
        self._usual: float | None = None
        self._slow_error = 0.0
        self._blocks = self._creep = 0
        self._is_running = False

    def reset(self) -> None:
        """Forget everything: a device was opened or exchanged. No block may be between its two calls."""
        with self._lock:
            self._captured = self._taken = 0
            self._stop()

    @property
    def is_short(self) -> bool:
        """Whether the speaker runs, but has not yet said what belongs to the next block."""
        return self._is_running and self._written - self._read < BLOCK_SAMPLES

    def put(self, block: Block) -> None:
        """Take what is being played: 480 samples."""
        with self._lock:
            start = self._written % CAPACITY
            first = min(len(block), CAPACITY - start)
            self._ring[start : start + first] = block[:first]
            self._ring[: len(block) - first] = block[first:]
            self._written += len(block)
            self._since_put = 0
            if self._written - self._read > CAPACITY - RESERVE:
                self._begin()

    def captured(self) -> None:
        """Note that the microphone has delivered a block, and follow how far the speaker is ahead of it."""
        with self._lock:
            self._captured += BLOCK_SAMPLES
            self._since_put += 1
            if self._since_put > STOPPED_AFTER:
                self._stop()
            if not self._written:
                return
            if not self._is_running:
                self._begin()
            self._follow(self._written - self._captured)

    def take(self) -> Block:
        """Return the next 480 samples; silence for what was not played."""
        with self._lock:
            self._taken += BLOCK_SAMPLES
            if not self._is_running:
                return np.zeros(BLOCK_SAMPLES, np.int16)
            wanted = BLOCK_SAMPLES + self._step()
            samples = self._load(wanted)
            self._read += wanted
        if wanted == BLOCK_SAMPLES:
            return samples
        places = np.linspace(0, wanted - 1, BLOCK_SAMPLES)
        return np.interp(places, np.arange(wanted), samples).astype(np.int16)

    def _stop(self) -> None:
        if self._written:
            self._ring[:] = 0
        self._is_running = False
        self._written = self._read = self._since_put = 0

    def _begin(self) -> None:
        """Read the newest; where exactly shows when a window has been seen."""
        self._is_running = True
        # Before the first sample there was silence.
        self._read = self._written - BLOCK_SAMPLES - self._reserve
        self._usual = None
        self._slow_error = 0.0
        self._blocks = self._creep = 0
        self._seen.clear()

    def _follow(self, difference: int) -> None:
        self._seen.append(difference)
        self._blocks += 1
        if self._usual is not None:
            error = max(-BLOCK_SAMPLES, min(BLOCK_SAMPLES, difference - self._usual))
            self._slow_error += (error - self._slow_error) / SLOWNESS
        if self._blocks % LOOK_EVERY == 0 and len(self._seen) == WINDOW:
            self._look()

    def _look(self) -> None:
        seen = list(self._seen)
        older, newer = _mean(seen[: WINDOW // 2]), _mean(seen[WINDOW // 2 :])
        if abs(newer - older) >= JUMP:  # still on its way
            return
        now = (older + newer) / 2
        if self._usual is None:
            self._usual = now
            self._read = self._taken + round(now) - self._reserve
        elif abs(now - self._usual) >= JUMP:
            self.jumps += 1
            self._read += round(now - self._usual)
            self._usual = now
            self._slow_error = 0.0
            self._seen.clear()
        self._creep = self._creep_now()

    def _creep_now(self) -> int:
        size = abs(self._slow_error)
        if size >= CREEP_FROM:
            return 1 if self._slow_error > 0 else -1
        return 0 if size <= CREEP_TO else self._creep

    def _step(self) -> int:
        """Return by how many samples to move along with this block: mostly none."""
        if not self._creep or self._usual is None or self._blocks % CREEP_EVERY:
            return 0
        self._usual += self._creep
        self._slow_error -= self._creep
        return self._creep

    def _load(self, count: int) -> Block:
        samples: Block = np.zeros(count, np.int16)
        known = max(0, min(count, self._written - self._read))
        samples[:known] = self._ring[np.arange(self._read, self._read + known) % CAPACITY]
        return samples


def _mean(differences: list[int]) -> float:
    """Return the mean without the smallest and the largest: one late turn of a thread says nothing."""
    return (sum(differences) - min(differences) - max(differences)) / (len(differences) - 2)
