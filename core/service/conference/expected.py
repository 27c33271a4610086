"""How calls join that a backend has sent into a room: with which music, and what becomes of their keys."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from core.service.callbacks.svaml.actions import ConferenceDtmf, ConnectConf

MOST = 1_000
"""Calls that are expected or in a room; beyond, the oldest joins as any other."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What was said of one call."""

    action: ConnectConf
    on_key: Callable[[str], None]


class ExpectedCalls:
    """See ``core.service.callbacks.conferences.Conferences``."""

    features = frozenset({"moh", "conferenceDtmfOptions"})

    def __init__(self) -> None:
        self._calls: OrderedDict[str, Expected] = OrderedDict()
        self.on_forward: Callable[[str, str], None] = lambda call_id, key: None
        """Called with a key that the others of the room are to have."""

    def expect(self, call_id: str, action: ConnectConf, on_key: Callable[[str], None]) -> None:
        """Take it that the call with this Call-ID is about to join, and how."""
        self._calls[call_id] = Expected(action, on_key)
        while len(self._calls) > MOST:
            self._calls.popitem(last=False)

    def forget(self, call_id: str) -> None:
        """Take it that it is over."""
        self._calls.pop(call_id, None)

    def of(self, call_id: str) -> Expected | None:
        """Return what was said of a call."""
        return self._calls.get(call_id)

    def pressed(self, call_id: str, key: str) -> None:
        """Take a key that was pressed in a call, whoever heard it."""
        found = self._calls.get(call_id)
        if found is not None and found.action.dtmf is ConferenceDtmf.DETECT:
            found.on_key(key)
        elif found is not None and found.action.dtmf is ConferenceDtmf.FORWARD:
            self.on_forward(call_id, key)
