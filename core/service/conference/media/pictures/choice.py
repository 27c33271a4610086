"""Who gets which pictures of what its way bears, and how much of each picture is wanted at all. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.service.conference.media.load import MANY
from core.service.conference.media.pictures.forwarding import Showing
from core.service.conference.media.ports import SLIDES
from core.service.conference.media.sdp.agreement import Picture

WHOLE = 1080
"""The height of a picture of which nobody has said how large it is shown."""

KBPS = ((90, 120), (180, 300), (270, 450), (360, 800), (540, 1400), (720, 2200), (1080, 4000))
"""What pictures of a height can use; between two of them it is in between."""

LEAST_KBPS = 60
UNKNOWN_RATE = 500_000
"""What a picture is taken to cost that has not come yet, in bits per second."""

STILLS_RATE = 30_000
ENTER = 1.15
"""A picture that is added must fit with so much to spare."""

PATIENCE = 0.6
"""Seconds for which the pictures may be too much before one of them goes: an estimate has its moments."""

FAR_TOO_MUCH = 1.3
"""From so many times the rate on none of them waits, once the way shows that it is full."""

TRIAL_FACTOR = 2.0
"""So many times the rate may be tried while the way is calm: what flows tells more of it than any probe."""

TRIAL_SECONDS = 1.0
"""Between two pictures that are tried."""

TRIED_SECONDS = 3.0
"""So long the rate has to follow what is tried."""

FULL_PAUSE, MOST_FULL_PAUSE = 20.0, 160.0
"""Seconds without a trial after the way was full; doubled each time."""

FIRST_PAUSE, MOST_PAUSE = 3.0, 30.0
"""Seconds that a picture stays away that had to go; doubled each time, so that nothing flickers."""

CALM_SECONDS = 60.0
"""After so long without having to go, the pause is the first one again."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One picture for one viewer; ``rate`` in bits per second, 0 if unknown; ``height`` 0: not shown."""

    picture: Picture
    rate: int
    height: int
    is_speaker: bool = False


def kbps_for(height: int) -> int:
    """Return what a picture of this height can use."""
    if height <= 0:
        return 0
    below = (0, 0)
    for at, kbps in KBPS:
        if height <= at:
            share = (height - below[0]) / (at - below[0])
            return max(LEAST_KBPS, round(below[1] + share * (kbps - below[1])))
        below = (at, kbps)
    return below[1]


def ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return them, most important first: screens, who speaks, large before small."""
    return sorted(
        candidates,
        key=lambda one: (one.picture.what != SLIDES, not one.is_speaker, -one.height, one.picture),
    )


class _Standing:
    __slots__ = ("away_until", "pause", "showing")

    def __init__(self) -> None:
        self.showing = Showing.NOTHING
        self.away_until = float("-inf")
        self.pause = FIRST_PAUSE


class ViewerChoice:
    """One viewer's pictures, chosen anew several times in a second."""

    def __init__(self) -> None:
        self._standings: dict[Picture, _Standing] = {}
        self._too_much_since: float | None = None
        self._no_trial_before = float("-inf")
        self._full_pause = FULL_PAUSE

    def choose(
        self,
        candidates: Sequence[Candidate],
        budget: int,
        now: float,
        *,
        is_calm: bool = True,
        most: int = MANY,
    ) -> dict[Picture, Showing]:
        """Return how much of each is shown; ``budget`` is what all pictures together may take.

        ``is_calm``: nothing shows that the way is full, neither delay nor losses. ``most`` are shown whole.
        """
        standings = {one.picture: self._standings.get(one.picture) or _Standing() for one in candidates}
        self._standings = standings
        must_go = self._must_go(candidates, budget, now, is_calm=is_calm)
        left = float(budget)
        found: dict[Picture, Showing] = {}
        for one in ranked(candidates):
            standing = standings[one.picture]
            cost = one.rate or UNKNOWN_RATE
            if one.height <= 0:
                showing = Showing.NOTHING
            elif not most:
                showing = Showing.STILLS
            elif self._fits(standing, cost, left, now, must_go=must_go) or (
                is_calm and not must_go and self._may_try(standing, budget - left + cost, budget, now)
            ):
                showing = Showing.ALL
                left -= cost
                most -= 1
            else:
                showing = Showing.STILLS
                left -= STILLS_RATE
            self._note(standing, showing, one.height, now)
            found[one.picture] = showing
        return found

    def _must_go(self, candidates: Sequence[Candidate], budget: int, now: float, *, is_calm: bool) -> bool:
        """Whether what is shown is too much, for long or by far."""
        shown = sum(
            one.rate
            for one in candidates
            if one.height > 0 and self._standings[one.picture].showing is Showing.ALL
        )
        if shown <= budget:
            self._too_much_since = None
            return False
        if self._too_much_since is None:
            self._too_much_since = now
        lasts = now - self._too_much_since
        if is_calm:
            if lasts >= TRIED_SECONDS:
                self._no_trial_before = now + FIRST_PAUSE
            return lasts >= TRIED_SECONDS
        must_go = shown > FAR_TOO_MUCH * budget or lasts >= PATIENCE
        if must_go and now >= self._no_trial_before:
            self._no_trial_before = now + self._full_pause
            self._full_pause = min(MOST_FULL_PAUSE, 2 * self._full_pause)
        return must_go

    def _may_try(self, standing: _Standing, total: float, budget: int, now: float) -> bool:
        """Whether a picture may come that does not fit by what is known."""
        if standing.showing is Showing.ALL:
            return False
        if now < max(self._no_trial_before, standing.away_until) or total > TRIAL_FACTOR * budget:
            return False
        self._no_trial_before = now + TRIAL_SECONDS
        return True

    def _fits(self, standing: _Standing, cost: int, left: float, now: float, *, must_go: bool) -> bool:
        if standing.showing is Showing.ALL:
            return cost <= left or not must_go
        return now >= standing.away_until and cost * ENTER <= left

    def _note(self, standing: _Standing, showing: Showing, height: int, now: float) -> None:
        if showing is Showing.ALL and standing.showing is not Showing.ALL:
            if now - standing.away_until > CALM_SECONDS:
                standing.pause = FIRST_PAUSE
        elif standing.showing is Showing.ALL and showing is Showing.STILLS and height > 0:
            standing.away_until = now + standing.pause
            standing.pause = min(MOST_PAUSE, 2 * standing.pause)
        standing.showing = showing


def affordable(candidates: Sequence[Candidate], budget: int) -> dict[Picture, int]:
    """Return how many kbit/s of each picture a viewer can use, by its size and by what the way bears.

    Where all together are too much each gets its share; the least important ones get nothing before all
    would be too poor.
    """
    wanted = {one.picture: kbps_for(one.height) for one in candidates}
    left = budget / 1000
    found = dict.fromkeys(wanted, 0)
    kept = [one for one in ranked(candidates) if wanted[one.picture]]
    while kept and len(kept) * LEAST_KBPS > left:
        kept.pop()
    total = sum(wanted[one.picture] for one in kept)
    share = min(1.0, left / total) if total else 0.0
    for one in kept:
        found[one.picture] = max(LEAST_KBPS, round(share * wanted[one.picture]))
    return found


@dataclass(frozen=True, slots=True)
class Demand:
    """What viewers of a picture can use."""

    height: int
    kbps: int

    def or_more(self, other: Demand) -> Demand:
        """Return what is enough for both: one slow viewer makes nobody's picture worse for others."""
        return Demand(max(self.height, other.height), max(self.kbps, other.kbps))


NO_DEMAND = Demand(0, 0)
