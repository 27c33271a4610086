"""Which of the calls is on the screen, which one rings, and which one has just ended: a pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.snapshots import CallSnapshot

_NOT_ANSWERED = ("initiating", "progressing", "ringing")


@dataclass(frozen=True, slots=True)
class CallDesk:
    """The calls by their place in the window; the summary stays after the core has forgotten the call."""

    active: CallSnapshot | None = None
    incoming: CallSnapshot | None = None
    summary: CallSnapshot | None = None


def is_ringing_here(call: CallSnapshot) -> bool:
    """Whether the call waits for this person to answer."""
    return call.direction == "inbound" and call.state in _NOT_ANSWERED


def arrange(before: CallDesk, calls: Sequence[CallSnapshot], dismissed: frozenset[str]) -> CallDesk:
    """Put each call in its place. ``dismissed`` holds ids whose summary the person has closed."""
    alive = [call for call in calls if call.state != "ended"]
    active = _pick([call for call in alive if not is_ringing_here(call)], before.active)
    incoming = _pick([call for call in alive if is_ringing_here(call)], before.incoming)
    if active:
        return CallDesk(active, incoming, None)
    return CallDesk(None, incoming, _summary(before, calls, dismissed))


def _pick(calls: Sequence[CallSnapshot], before: CallSnapshot | None) -> CallSnapshot | None:
    """Keep the call that was there; a second one waits its turn."""
    if before is not None:
        same = next((call for call in calls if call.call_id == before.call_id), None)
        if same is not None:
            return same
    return calls[0] if calls else None


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
