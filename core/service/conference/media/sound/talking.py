"""Whether somebody talks, by how loud they are. Pure."""

from __future__ import annotations

FRAME_SECONDS = 0.02
LOUD_ABOVE = 9.0
"""Decibels above the noise of a room from which on it is speech."""

LEAST_LEVEL = -52.0
"""Decibels below overload under which nothing counts as speech, however quiet the room is."""

NOISE_RISE = 3.0
"""Decibels per second by which the noise is believed to rise; it falls at once."""

FIRST_NOISE = -50.0
"""A room is taken for a noisy one until a quieter frame has come."""

MOST_NOISE = -38.0
"""Somebody who talks without a pause is not taken for noise."""

BEGINS_AFTER, LOUD_WINDOW = 4, 6
"""So many loud frames of the last so many: a click is no word, and the gap in one does not matter."""

ENDS_AFTER = 0.8
"""Seconds without a loud frame: longer than between words."""


class TalkDetector:
    """Takes the level of each 20 ms."""

    def __init__(self) -> None:
        self.is_talking = False
        self._noise = FIRST_NOISE
        self._recent = 0
        """A bit for each of the last frames: whether it was loud."""
        self._quiet = 0.0

    def feed(self, level: float) -> bool:
        """Take a level in decibels relative to overload (-127 to 0); return whether that changed anything."""
        is_loud = level > max(LEAST_LEVEL, self._noise + LOUD_ABOVE)
        self._noise = min(level, self._noise + NOISE_RISE * FRAME_SECONDS, MOST_NOISE)
        self._recent = (self._recent << 1 | is_loud) & ((1 << LOUD_WINDOW) - 1)
        self._quiet = 0.0 if is_loud else self._quiet + FRAME_SECONDS
        before = self.is_talking
        if not before:
            self.is_talking = self._recent.bit_count() >= BEGINS_AFTER
        elif self._quiet > ENDS_AFTER:
            self.is_talking = False
        return self.is_talking is not before

    def fall_silent(self) -> bool:
        """Take that nothing is to be heard of them any more; return whether that changed anything."""
        before, self.is_talking = self.is_talking, False
        self._recent, self._quiet = 0, 0.0
        return before
