"""Which of the calls is on the screen, which one rings, and which one has just ended: a pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.snapshots import CallSnapshot

_NOT_ANSWERED = ("initiating", "progressing", "ringing")


@dataclass(frozen=True, slots=True)
class CallDesk:
    """The calls by their place in the window; the summary stays after the core has forgotten the call.

    ``others`` are all further calls that live: on hold, being dialled, or ringing behind ``incoming``.
    """

    active: CallSnapshot | None = None
    incoming: CallSnapshot | None = None
    summary: CallSnapshot | None = None
    others: tuple[CallSnapshot, ...] = ()


def is_ringing_here(call: CallSnapshot) -> bool:
    """Whether the call waits for this person to answer."""
    return call.direction == "inbound" and call.state in _NOT_ANSWERED


def arrange(
    before: CallDesk,
    calls: Sequence[CallSnapshot],
    dismissed: frozenset[str],
    ignored: frozenset[str] = frozenset(),
) -> CallDesk:
    """Put each call in its place.

    ``dismissed`` holds ids whose summary the person has closed, ``ignored`` those of ringing calls that are
    not to be asked about while another call is going on.
    """
    alive = [call for call in calls if call.state != "ended"]
    active = _on_stage([call for call in alive if not is_ringing_here(call)], before.active)
    ringing = [c for c in alive if is_ringing_here(c) and not (active and c.call_id in ignored)]
    incoming = _same(ringing, before.incoming) or (ringing[0] if ringing else None)
    others = tuple(call for call in alive if call not in (active, incoming))
    summary = None if active else _summary(before, calls, dismissed)
    return CallDesk(active, incoming, summary, others)


def _on_stage(calls: Sequence[CallSnapshot], before: CallSnapshot | None) -> CallSnapshot | None:
    """Return the call that fills the window: the one that hears the person, else the one being set up."""
    kept = _same(calls, before)
    open_calls = [call for call in calls if not call.is_held]
    wishes = (
        next((call for call in calls if call.has_microphone), None),
        next((call for call in reversed(calls) if call.state != "established"), None),
        kept if kept in open_calls else None,
        open_calls[0] if open_calls else None,
        kept,
        calls[0] if calls else None,
    )
    return next((call for call in wishes if call is not None), None)


def _same(calls: Sequence[CallSnapshot], before: CallSnapshot | None) -> CallSnapshot | None:
    """Return the call that had the place before, as it is now."""
    if before is None:
        return None
    return next((call for call in calls if call.call_id == before.call_id), None)


def _summary(
    before: CallDesk, calls: Sequence[CallSnapshot], dismissed: frozenset[str]
) -> CallSnapshot | None:
    """Return the call whose end is to be told: the one that was on the screen."""
    told = before.active or before.summary
    if told is None:
        return _unseen_failure(calls, dismissed)
    ended = next((call for call in calls if call.call_id == told.call_id and call.state == "ended"), None)
    if ended is None and before.summary is not None:
        ended = before.summary
    return ended if ended is not None and ended.call_id not in dismissed else None


def _unseen_failure(calls: Sequence[CallSnapshot], dismissed: frozenset[str]) -> CallSnapshot | None:
    """Return an own call that failed so fast that it was never seen alive."""
    return next(
        (c for c in calls if c.state == "ended" and c.direction == "outbound" and c.call_id not in dismissed),
        None,
    )
