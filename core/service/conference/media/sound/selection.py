"""Who is mixed when many make a sound at once: the loudest, and nobody comes or goes with a click. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE

FRAME_SAMPLES = SAMPLE_RATE // 50
MOST_MIXED = 5
STAYS_BY = 6.0
"""Decibels that somebody new must be louder than whoever is heard already."""

JUST_CAME_BY, JUST_CAME_FRAMES = 12.0, 15
"""The same for 0.3 s after they came: a place does not go round."""

FALL = 0.7
"""Decibels by which a level falls in a frame at most: speech has gaps."""

RISE_SAMPLES = SAMPLE_RATE // 200
FALL_FRAMES = 3
LEAST = -127.0

_RISE: NDArray[np.float32] = np.ones(FRAME_SAMPLES, np.float32)
_RISE[:RISE_SAMPLES] = np.linspace(0, 1, RISE_SAMPLES, dtype=np.float32)
_FADE: NDArray[np.float32] = np.linspace(1, 0, FALL_FRAMES * FRAME_SAMPLES, dtype=np.float32)


class _Voice:
    __slots__ = ("faded", "frames", "is_mixed", "level", "was_left_out")

    def __init__(self) -> None:
        self.level = LEAST
        self.is_mixed = False
        self.frames = 0
        """Since it is mixed."""
        self.faded = FALL_FRAMES
        """Frames of fading that are over."""
        self.was_left_out = False
        """Whether it made a sound that was not mixed."""


class LoudestSpeakers:
    """Chooses frame by frame. A frame is 20 ms; while few make a sound all are heard as they are."""

    def __init__(self, most: int = MOST_MIXED) -> None:
        self._most = most
        self._voices: dict[str, _Voice] = {}

    def choose(self, levels: Mapping[str, float]) -> dict[str, NDArray[np.float32] | None]:
        """Return who is mixed of those who have a frame with that level, in decibels, and how.

        None: as it is; else what each sample of the frame is multiplied with. Whoever has no frame is
        forgotten: what comes after a pause is new.
        """
        voices = {member: self._voices.get(member) or _Voice() for member in levels}
        self._voices = voices
        for member, voice in voices.items():
            voice.level = max(levels[member], voice.level - FALL)
        chosen = set(voices)
        if len(voices) > self._most:
            chosen = set(sorted(voices, key=lambda one: -_score(voices[one]))[: self._most])
        return {
            member: shape
            for member, voice in voices.items()
            if (shape := _shape(voice, member in chosen)) is not _SILENT
        }


_SILENT: NDArray[np.float32] = np.zeros(0, np.float32)


def _score(voice: _Voice) -> float:
    if not voice.is_mixed:
        return voice.level
    return voice.level + (JUST_CAME_BY if voice.frames < JUST_CAME_FRAMES else STAYS_BY)


def _shape(voice: _Voice, is_chosen: bool) -> NDArray[np.float32] | None:
    """Return how a voice goes into the mix: None as it is, ``_SILENT`` not at all."""
    if is_chosen:
        comes, was_left_out = not voice.is_mixed, voice.was_left_out
        voice.frames = 0 if comes else voice.frames + 1
        voice.is_mixed, voice.was_left_out, voice.faded = True, False, 0
        return _RISE if comes and was_left_out else None
    voice.is_mixed, voice.was_left_out = False, True
    if voice.faded >= FALL_FRAMES:
        return _SILENT
    at = voice.faded * FRAME_SAMPLES
    voice.faded += 1
    return _FADE[at : at + FRAME_SAMPLES]
