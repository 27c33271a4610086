"""Which running calls can become one room, and what is said of it: pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from core.sentences import sentence
from core.snapshots import CallSnapshot, Feature, ServiceSnapshot
from ui.viewmodels.calls import call_words
from ui.viewmodels.service import reason_against


def can_join(call: CallSnapshot) -> bool:
    """Whether ``call`` is a room already, or its other end can be sent into one."""
    if call.state != "established" or call.transfer:
        return False
    return call.room is not None or call.can_transfer


def mergeable(
    calls: Sequence[CallSnapshot], present: CallSnapshot | None, service: ServiceSnapshot
) -> tuple[str, ...]:
    """Return the ids of the calls that merge, a room first, else ``present``; empty if they do not."""
    if reason_against(service, Feature.CONFERENCES):
        return ()
    able = [call for call in calls if can_join(call)]
    if len(able) < 2 or sum(call.room is not None for call in able) > 1:
        return ()
    here = present.call_id if present is not None else ""
    able.sort(key=lambda call: (call.room is None, call.call_id != here))
    return tuple(call.call_id for call in able)


def merge_words(calls: Sequence[CallSnapshot], ids: Sequence[str]) -> str:
    """Say what merging does; empty when nothing can be merged."""
    if not ids:
        return ""
    merging = [call for call in calls if call.call_id in ids]
    guests = [call_words.name_of(call) for call in merging if call.room is None]
    if len(guests) < len(merging):
        return (
            sentence("Bring {name} into the room", name=guests[0])
            if len(guests) == 1
            else sentence("Bring everybody into the room")
        )
    return sentence("Merge the two calls") if len(guests) == 2 else sentence("Merge all calls")


def can_widen(call: CallSnapshot | None, service: ServiceSnapshot) -> bool:
    """Whether others can be brought into ``call``, which becomes a room then."""
    if call is None or call.room is not None or reason_against(service, Feature.CONFERENCES):
        return False
    return can_join(call)
