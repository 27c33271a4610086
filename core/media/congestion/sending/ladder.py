"""How large and how many the pictures are: a ladder that is climbed slowly and left quickly.

A few bits make a better small picture than a large one. What limits may be the way, the encoder or the
machine. Text on a shared screen must stay readable: there the size stays and the rate gives way.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

log = logging.getLogger(__name__)

UP_SECONDS = 3.0
"""How long everything must have been good enough for the next rung."""

MOST_UP_SECONDS = 30.0
"""That time doubles with each climb that did not last, up to this."""

START_SECONDS = 10.0
"""At the start nothing is known, and what probes find is soon known: until then a first climb takes little
time, and reaches whatever the bitrate bears."""

START_UP_SECONDS = 0.3
LASTED_SECONDS = 10.0
"""A climb that holds for this long was right."""

DOWN_SECONDS = 0.7

FAR_TOO_MUCH = 0.5
"""Share of what its rung needs below which pictures become smaller at once: an encoder takes several of them
to follow a steep fall, and the way has no room for those."""

PLENTY, PLENTY_UP_SECONDS = 2.0, 1.0
"""With that many times the bitrate that the next rung wants, a climb takes that little time."""

DIP_SECONDS, DIP_SHARE, DIP_UP_SECONDS = 5.0, 0.8, 0.5
"""A fall was but a dip if within that time that share of the rate is back: then a climb takes little time."""

UP_FACTOR = 1.25
"""A rung is climbed to with that many times the bitrate with which it is left."""

ENCODER_FULL = 0.85
"""Share of the time between two pictures that encoding one takes."""

MACHINE_FULL, MACHINE_EASY = 0.95, 0.75
"""Share of all processors in use."""

EFFORT = 1.8
"""How much more a rung may cost the encoder than the one below, at most."""


class Content(Enum):
    """What the pictures show."""

    CAMERA = "camera"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Rung:
    """Pictures of at most ``height`` lines, ``rate`` per second, from ``bitrate`` (bits per second) on."""

    height: int
    rate: int
    bitrate: int


CAMERA_RUNGS = (
    Rung(180, 10, 0),
    Rung(180, 15, 90_000),
    Rung(270, 20, 170_000),
    Rung(360, 30, 320_000),
    Rung(540, 30, 700_000),
    Rung(720, 30, 1_200_000),
    Rung(1080, 30, 2_800_000),
)
NO_LIMIT = 10_000
MOST_RATE = 30
SCREEN_RUNGS = (
    Rung(NO_LIMIT, 2, 0),
    Rung(NO_LIMIT, 5, 200_000),
    Rung(NO_LIMIT, 10, 500_000),
    Rung(NO_LIMIT, 15, 900_000),
    Rung(NO_LIMIT, 30, 2_000_000),
)


def scaled(width: int, height: int, rung: Rung) -> tuple[int, int]:
    """Return the size of a picture on ``rung``: never larger than it is, its shape kept, both sides even."""
    if height <= rung.height:
        return max(2, width & ~1), max(2, height & ~1)
    return max(2, round(width * rung.height / height) & ~1), max(2, rung.height & ~1)


class Ladder:
    """Chooses the rung for one track. Times in seconds, passed in."""

    def __init__(
        self,
        content: Content = Content.CAMERA,
        *,
        bitrate: int,
        source_height: int = 720,
        starts_at: float | None = None,
    ) -> None:
        self._content = content
        self._source_height = source_height
        self._index = self._affordable(bitrate, 1.0)
        self._last_bitrate = bitrate
        self._good_since: float | None = None
        self._bad_since: float | None = None
        self._patience = UP_SECONDS
        self._climbed_at: float | None = None
        self._starts_at = starts_at
        """When a call began that climbs quickly at its start; None once that is over."""
        self._borne = bitrate
        """The bitrate when the rung was last borne."""
        self._fall: tuple[float, int] | None = None
        """When it fell steeply, and from which bitrate."""

    @property
    def is_highest(self) -> bool:
        """Whether no rung is above."""
        return self._index + 1 >= len(self._rungs)

    def is_held_by_effort(self, encoder: float, machine: float) -> bool:
        """Whether the encoder or the machine stand against a higher rung that the bitrate would bear."""
        if self.is_highest or self._last_bitrate < UP_FACTOR * self._rungs[self._index + 1].bitrate:
            return False
        return not self._could_be_more(self._last_bitrate, encoder, machine)

    @property
    def rung(self) -> Rung:
        """The rung in use."""
        return self._rungs[self._index]

    def set_source(self, content: Content, height: int, bitrate: int) -> None:
        """Take another source, of ``height`` lines; its rung is chosen at once."""
        if (content, height) != (self._content, self._source_height):
            self._content, self._source_height = content, height
            self._index = self._affordable(bitrate, 1.0)
            self._good_since = self._bad_since = self._climbed_at = None
            self._patience = UP_SECONDS

    def step(self, now: float, bitrate: int, *, encoder: float, machine: float) -> Rung:
        """Return the rung for ``bitrate`` bits per second.

        ``encoder`` is the share of the time between pictures that encoding takes, ``machine`` the share of
        all processors in use, both 0 to 1 and more.
        """
        self._last_bitrate = bitrate
        if self._starts_at is not None and now - self._starts_at > START_SECONDS:
            self._starts_at = None
        if self._climbed_at is not None and now - self._climbed_at > LASTED_SECONDS:
            self._climbed_at, self._patience = None, UP_SECONDS
        if self._is_too_much(bitrate, encoder, machine):
            self._good_since = None
            self._bad_since = now if self._bad_since is None else self._bad_since
            is_steep = bitrate < FAR_TOO_MUCH * self.rung.bitrate
            if is_steep:
                self._fall = self._fall or (now, self._borne)
            if is_steep or now - self._bad_since >= DOWN_SECONDS:
                self._descend(now, bitrate)
            return self.rung
        self._borne = bitrate
        if self._could_be_more(bitrate, encoder, machine):
            self._bad_since = None
            self._good_since = now if self._good_since is None else self._good_since
            if now - self._good_since >= self._patience_for(now, bitrate):
                self._climb(now, bitrate, encoder)
        else:
            self._good_since = self._bad_since = None
        return self.rung

    @property
    def _rungs(self) -> Sequence[Rung]:
        """The rungs that differ for the source: above its height there is one at most."""
        if self._content is Content.SCREEN:
            return SCREEN_RUNGS
        lower = [rung for rung in CAMERA_RUNGS if rung.height < self._source_height]
        own = next((rung for rung in CAMERA_RUNGS if rung.height >= self._source_height), CAMERA_RUNGS[-1])
        if own.rate < MOST_RATE:
            # A small picture with bits to spare is shown as often as it is taken.
            return [*lower, own, Rung(own.height, MOST_RATE, int(own.bitrate * MOST_RATE / own.rate))]
        return [*lower, own]

    def _patience_for(self, now: float, bitrate: int) -> float:
        """Return how many seconds everything must have been good enough for the next rung."""
        if self._starts_at is not None:
            return START_UP_SECONDS
        if self._fall is not None and now - self._fall[0] > DIP_SECONDS:
            self._fall = None
        if self._fall is not None and bitrate >= DIP_SHARE * self._fall[1]:
            return DIP_UP_SECONDS
        if bitrate >= PLENTY * UP_FACTOR * self._rungs[self._index + 1].bitrate:
            return PLENTY_UP_SECONDS
        return self._patience

    def _affordable(self, bitrate: int, factor: float) -> int:
        return max(index for index, rung in enumerate(self._rungs) if factor * rung.bitrate <= bitrate)

    def _is_too_much(self, bitrate: int, encoder: float, machine: float) -> bool:
        return self._index > 0 and (
            bitrate < self.rung.bitrate or encoder > ENCODER_FULL or machine > MACHINE_FULL
        )

    def _could_be_more(self, bitrate: int, encoder: float, machine: float) -> bool:
        if self._index + 1 >= len(self._rungs):
            return False
        wanted = UP_FACTOR * self._rungs[self._index + 1].bitrate
        return bitrate >= wanted and encoder * EFFORT < ENCODER_FULL and machine < MACHINE_EASY

    def _descend(self, now: float, bitrate: int) -> None:
        """Go down at once to what the bitrate bears, one rung if something else is the limit."""
        self._starts_at = None
        if self._climbed_at is not None:
            self._patience = min(MOST_UP_SECONDS, 2 * self._patience)
        self._set(min(self._index - 1, max(0, self._affordable(bitrate, 1.0))))
        self._bad_since = self._climbed_at = None

    def _climb(self, now: float, bitrate: int, encoder: float) -> None:
        """Go up to what the bitrate has borne all the time, and the encoder will bear by what it does now."""
        index = self._index + 1
        while (
            index < self._affordable(bitrate, UP_FACTOR)
            and encoder * EFFORT ** (index + 1 - self._index) < ENCODER_FULL
        ):
            index += 1
        self._set(index)
        self._good_since, self._climbed_at = None, now

    def _set(self, index: int) -> None:
        before, self._index = self.rung, index
        log.debug("pictures: %d lines %d/s -> %d lines %d/s", before.height, before.rate, *self._size())

    def _size(self) -> tuple[int, int]:
        return self.rung.height, self.rung.rate
