"""Judgement about a device that says it works: is it alive, is its buffer large enough. No Qt, no clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

# A null sink of PulseAudio needs 1.2 s for its first sample, a laptop's camera up to 2 s for its first frame.
FIRST_PATIENCE = 4.0
FORGIVENESS = 10.0


@dataclass(slots=True)
class SoundCounters:
    """What went wrong so far in the sound thread."""

    slips: int = 0
    """Moments at which a speaker had nothing left to play."""


class Verdict(Enum):
    """What to do with a device now."""

    WAIT = auto()
    REOPEN = auto()
    GIVE_UP = auto()


class Watchdog:
    """Notices a device that is open and delivers (or takes) nothing, which no backend reports by itself.

    ``patience`` is in seconds. The first silence asks for a reopening, a second one without ``FORGIVENESS``
    seconds of life in between for giving up.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._has_reopened = False
        self._opened_at = 0.0
        self._alive_at: float | None = None

    def opened(self, now: float) -> None:
        """Start to wait for the first sign of life."""
        self._opened_at = now
        self._alive_at = None

    def alive(self, now: float) -> None:
        """Note a sign of life: a block, a frame."""
        self._alive_at = now
        if self._has_reopened and now - self._opened_at > FORGIVENESS:
            self._has_reopened = False

    def check(self, now: float) -> Verdict:
        """Judge the silence since the last sign of life."""
        if self._alive_at is None:
            is_silent = now - self._opened_at > max(FIRST_PATIENCE, self._patience)
        else:
            is_silent = now - self._alive_at > self._patience
        if not is_silent:
            return Verdict.WAIT
        if self._has_reopened:
            return Verdict.GIVE_UP
        self._has_reopened = True
        return Verdict.REOPEN


class SinkBuffer:
    """The size of the speaker's buffer in frames: small for delay, grown when the speaker runs dry.

    It grows by 10 ms, up to 60 ms, at a second dry moment within ten seconds, or where that ``is_cheap`` (the
    device can be changed as it runs) at each. There a close shave counts too: two within ten seconds let it
    grow, up to 40 ms, before anything is heard. Twenty seconds in which less would have done give 10 ms back;
    each time that was too early the next one has to be twice as long.
    """

    FIRST, STEP, LAST = 960, 480, 2880
    LAST_BY_SHAVES = 1920
    WINDOW = 10.0
    CALM = 20.0
    SHAVE = 120
    """Frames left to play from which on it was close."""

    def __init__(self, *, is_cheap: bool = False) -> None:
        self.frames = self.FIRST
        self._is_cheap = is_cheap
        self._dry_at: deque[float] = deque(maxlen=2)
        self._close_at: deque[float] = deque(maxlen=2)
        self._calm_since: float | None = None
        self._calm = self.CALM
        self._has_shrunk = False

    def ran_dry(self, now: float, missing: int = 0) -> bool:
        """Note a dry moment; return whether the larger ``frames`` must be used from now on.

        ``missing`` are the frames that were not there in time: where one step is not enough, two are made.
        """
        self._calm_since = now
        self._dry_at.append(now)
        is_enough = self._is_cheap or self._are_near(self._dry_at, now)
        return is_enough and self._grow(now, self.LAST, 2 if self._is_cheap and missing > self.STEP else 1)

    def had_left(self, frames: int, now: float) -> bool:
        """Note what was left to play when more came; return whether larger ``frames`` must be used."""
        # Of a smaller buffer half a step would be missing here, and half where the server keeps its part.
        if self._calm_since is not None and frames < self.SHAVE + self.STEP // 2:
            self._calm_since = now
        if frames >= self.SHAVE:
            return False
        self._close_at.append(now)
        return self._are_near(self._close_at, now) and self._grow(now, self.LAST_BY_SHAVES)

    def stayed_wet(self, now: float) -> bool:
        """Note that nothing ran dry until now; return whether the smaller ``frames`` are to be used."""
        if self._calm_since is None or self.frames <= self.FIRST or now - self._calm_since < self._calm:
            return False
        self.frames -= self.STEP
        self._calm_since, self._has_shrunk = now, True
        return True

    def _are_near(self, moments: deque[float], now: float) -> bool:
        return len(moments) == 2 and now - moments[0] <= self.WINDOW

    def _grow(self, now: float, last: int, steps: int = 1) -> bool:
        if self.frames >= last:
            return False
        self.frames = min(last, self.frames + steps * self.STEP)
        self._calm_since = now
        self._dry_at.clear()
        self._close_at.clear()
        if self._has_shrunk:
            self._has_shrunk = False
            self._calm *= 2
        return True
