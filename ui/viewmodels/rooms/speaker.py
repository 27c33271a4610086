"""Whom the speaker view shows: a pure state that is told who talks, with the time as an argument.

Somebody takes over after ``WARM_UP`` seconds of talking, so never by a cough, and only when whoever is shown
has fallen silent and has been there for ``HOLD`` seconds. Whoever is shown stays when nobody talks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HOLD = 2.0
WARM_UP = 0.8
BREATH = 0.4
"""Seconds of silence that do not end somebody's talking."""


@dataclass(frozen=True, slots=True)
class Talker:
    """Somebody who talks, or did until a breath ago. ``silent_at`` is None while sound comes."""

    member_id: str
    began_at: float
    silent_at: float | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is shown (empty: nobody) and since when, and who talks, in the order in which they began."""

    member_id: str = ""
    since: float = 0.0
    talkers: tuple[Talker, ...] = ()
    due_at: float | None = None
    """When to ask again although nothing has changed; None: not before something does."""


def step(before: Speaker, now: float, present: Sequence[str], talking: frozenset[str]) -> Speaker:
    """Return who is shown now. ``present``: all who may be, in their order; others are not looked at."""
    talkers = _talkers(before.talkers, now, present, talking)
    shown, since = before.member_id, before.since
    if shown not in present:
        shown, since = _successor(present, talkers), now
    elif not any(talker.member_id == shown for talker in talkers) and now >= since + HOLD:
        ready = next((t for t in talkers if t.silent_at is None and now >= t.began_at + WARM_UP), None)
        if ready is not None:
            shown, since = ready.member_id, now
    return Speaker(shown, since, talkers, _due(shown, since, talkers, now))


def _talkers(
    before: Sequence[Talker], now: float, present: Sequence[str], talking: frozenset[str]
) -> tuple[Talker, ...]:
    """Carry on who talks: a breath is bridged, a longer silence ends it."""
    kept: dict[str, Talker] = {}
    for talker in before:
        name = talker.member_id
        if name not in present:
            continue
        if name in talking:
            kept[name] = Talker(name, talker.began_at)
        elif talker.silent_at is None:
            kept[name] = Talker(name, talker.began_at, now)
        elif now < talker.silent_at + BREATH:
            kept[name] = talker
    for name in present:
        if name in talking:
            kept.setdefault(name, Talker(name, now))
    return tuple(kept.values())


def _successor(present: Sequence[str], talkers: Sequence[Talker]) -> str:
    """Return who is shown when whoever was has left: who has talked longest, else the first."""
    if talkers:
        return talkers[0].member_id
    return present[0] if present else ""


def _due(shown: str, since: float, talkers: Sequence[Talker], now: float) -> float | None:
    """Return the next moment at which time alone may change something."""
    moments = [talker.silent_at + BREATH for talker in talkers if talker.silent_at is not None]
    others = [t for t in talkers if t.member_id != shown and t.silent_at is None]
    moments += [max(since + HOLD, talker.began_at + WARM_UP) for talker in others]
    later = [moment for moment in moments if moment > now]
    return min(later) if later else None
