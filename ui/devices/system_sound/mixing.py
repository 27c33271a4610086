"""What several programs play, summed into blocks. No clock: the sound that comes is the clock."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.media.audio.mixer import soft_clip
from core.ports import BLOCK_SAMPLES, Block

LONGEST_WAIT = 4 * BLOCK_SAMPLES
"""Samples of one program that wait for another one's; then that one counts as silent."""

MOST = 20 * BLOCK_SAMPLES
"""Samples kept of a program; the oldest go first."""


class ProgramMix:
    """Sums programs, each known by a number of its own. One thread.

    All of them are read at the speaker's clock, so that whoever plays comes at the same pace.
    """

    def __init__(self, deliver: Callable[[Block], None]) -> None:
        self._deliver = deliver
        self._waiting: dict[int, Block] = {}
        self._playing: set[int] = set()

    def feed(self, program: int, samples: Block) -> None:
        """Take what a program plays, and deliver the blocks that are complete with it."""
        before = self._waiting.get(program)
        joined = samples if before is None else np.concatenate((before, samples))
        self._waiting[program] = joined[-MOST:]
        self._playing.add(program)
        while self._is_ready():
            self._deliver(self._take())

    def remove(self, program: int) -> None:
        """Wait for a program no more: it has ended."""
        self._waiting.pop(program, None)
        self._playing.discard(program)
        while self._is_ready():
            self._deliver(self._take())

    def _is_ready(self) -> bool:
        lengths = {program: len(samples) for program, samples in self._waiting.items()}
        longest = max(lengths.values(), default=0)
        if longest < BLOCK_SAMPLES:
            return False
        late = {program for program in self._playing if lengths[program] < BLOCK_SAMPLES}
        if late and longest >= LONGEST_WAIT:
            self._playing -= late
            late.clear()
        return not late

    def _take(self) -> Block:
        total = np.zeros(BLOCK_SAMPLES, np.int32)
        for program, samples in self._waiting.items():
            piece = samples[:BLOCK_SAMPLES]
            total[: len(piece)] += piece
            self._waiting[program] = samples[BLOCK_SAMPLES:]
        return soft_clip(total)
