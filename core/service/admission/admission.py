"""Decides whether a request may be worked on at all, by who sends it and how often.

Rates are counted per address and per user, packets per connection and per address. Who sends too many
requests is told when to come again; who sends too many packets is read more slowly, which costs nothing here.
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Callable, Hashable

from core.service.admission.complaints import Complaints
from core.service.admission.rates import RateLimit
from core.service.config import Limits
from core.service.routing.flows import Flow, FlowKind

log = logging.getLogger(__name__)

_KEYS = 10_000
_BYTES_PER_MESSAGE = 4096
"""A message counts once more for every so many bytes."""
LONGEST_PAUSE = 2.0
"""Seconds for which a flow is not read at a time."""
_PRESENCE = frozenset({"SUBSCRIBE", "PUBLISH"})


class Admission:
    """All rates of one service. Times are monotonic seconds, passed in."""

    def __init__(self, limits: Limits) -> None:
        self._by_address = {
            "REGISTER": RateLimit(limits.registers_per_minute_per_address, keys=_KEYS),
            "INVITE": RateLimit(limits.invites_per_minute_per_address, keys=_KEYS),
            "MESSAGE": RateLimit(limits.messages_per_minute_per_address, keys=_KEYS),
        }
        self._by_user = {
            "REGISTER": RateLimit(limits.registers_per_minute_per_user, keys=_KEYS),
            "INVITE": RateLimit(limits.invites_per_minute_per_user, keys=_KEYS),
            "MESSAGE": RateLimit(limits.messages_per_minute_per_user, keys=_KEYS),
            "presence": RateLimit(limits.presence_per_minute_per_user, keys=_KEYS),
        }
        self._guests = RateLimit(limits.guest_requests_per_minute)
        self._connections = RateLimit(limits.connections_per_minute_per_address, keys=_KEYS)
        per_flow, per_address = limits.packets_per_second_per_flow, limits.packets_per_second_per_address
        self._packets = RateLimit(per_flow * 60, keys=limits.flows + limits.guest_flows, burst=per_flow * 4)
        self._packets_of = RateLimit(per_address * 60, keys=_KEYS, burst=per_address * 4)
        self._complaints = Complaints(log)
        self.refused: Counter[str] = Counter()
        """How often something was refused or slowed down, by what it was."""
        self.on_refused: Callable[[str], None] = lambda what: None

    def request(self, method: str, flow: Flow, now: float) -> float:
        """Count an out-of-dialog request; return 0 if it may be worked on, else the seconds to wait."""
        if flow.kind is FlowKind.INTERNAL:
            return 0.0
        if flow.kind is FlowKind.DEVICE:
            return self._count(self._guests, flow.endpoint, "guest request", flow, now)
        kind = "presence" if method in _PRESENCE else method
        for rates, key in ((self._by_address, flow.address), (self._by_user, flow.account)):
            rate = rates.get(kind)
            wait = self._count(rate, key, kind, flow, now) if rate is not None and key is not None else 0.0
            if wait:
                return wait
        return 0.0

    def connection(self, address: str, now: float) -> float:
        """Count a new connection; return 0 if it may be taken, else the seconds to wait."""
        if self._connections.allow(address, now):
            return 0.0
        self._refuse("connection", address, now)
        return self._connections.seconds_until_room(address, now)

    def pause_after(self, flow: Flow, size: int, now: float) -> float:
        """Count a packet of ``size`` bytes; return for how many seconds its flow is not to be read."""
        amount = 1 + size / _BYTES_PER_MESSAGE
        pause = max(
            self._packets.spend(flow.id, amount, now), self._packets_of.spend(flow.address, amount, now)
        )
        if pause:
            self._refuse("packets", flow.address, now)
        return min(pause, LONGEST_PAUSE)

    def _count(self, rate: RateLimit, key: Hashable, what: str, flow: Flow, now: float) -> float:
        if rate.allow(key, now):
            return 0.0
        user = flow.account.user if flow.account is not None else None
        self._refuse(what, flow.address, now, user=user)
        return math.ceil(rate.seconds_until_room(key, now))

    def _refuse(self, what: str, address: str, now: float, user: str | None = None) -> None:
        self.refused[what] += 1
        self.on_refused(what)
        self._complaints.say("rate.refused", (what, address), now, what=what, address=address, user=user)
