"""The life of calls in the journal: who called whom, whether it was answered, how long it lasted."""

from __future__ import annotations

import logging
from typing import Any

from core.service.observed.journal import note
from core.service.routing.calls import Call
from core.service.routing.endpoints import Device, Endpoint

log = logging.getLogger(__name__)


def describe(call: Call) -> dict[str, Any]:
    """Return what may be told of a call: its people, never its bodies or addresses on the network."""
    return {
        "call": call.number,
        "caller": name_of(call.caller.endpoint),
        "callee": name_of(call.callee.endpoint) if call.callee else call.target.unescaped_user or "",
        "application": getattr(call.caller.endpoint, "application", "") or None,
    }


def name_of(endpoint: Endpoint) -> str:
    """Return the user id, or how somebody of another service is called."""
    return f"device {endpoint.device_id}" if isinstance(endpoint, Device) else endpoint.user


def call_answered(call: Call) -> None:
    """Note that a call stands."""
    note(log, "call.answered", **describe(call), after=round(call.answered_at - call.started_at, 3))


def call_ended(call: Call, status: int) -> None:
    """Note that a call is over; ``status`` is what kept it from being answered, 0 for one that was."""
    note(log, "call.failed" if status else "call.ended", **describe(call), status=status or None)
