"""What calls to numbers may cost: calls at once and minutes per day, of each user and of each trunk.

Seconds of a call count for the day (UTC) in which they pass. Times are monotonic seconds, days are texts such
as ``2026-01-31``; both are passed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from core.service.numbers.config import Allowance, PhoneConfig, Trunk
from core.service.numbers.dial_plan import NumberRefused
from core.service.routing.endpoints import Account

TOO_MANY_CALLS = "You have as many phone calls at once as this service allows."
NO_MINUTES = "Your minutes for phone calls are used up for today."
LINES_FULL = "All telephone lines of this service are in use: try again later."
SAVED_EVERY = 60.0
"""Seconds of running calls after which what they have cost is written down."""


@dataclass(frozen=True, slots=True)
class Purse:
    """Who pays: a user (``application`` and ``name``), or with no application a trunk."""

    application: str
    name: str


class Ledger(Protocol):
    """Where seconds are kept over restarts."""

    def phone_seconds(self, day: str) -> Iterable[tuple[str, str, float]]:
        """Return application (empty for a trunk), name and seconds of ``day``, forgetting other days."""

    def save_phone_seconds(self, day: str, application: str, name: str, seconds: float) -> None:
        """Write down what was spent on ``day``."""


@dataclass(slots=True, eq=False)
class PhoneCall:
    """A call to a number, from before it is dialled until it is over. ``since``: what is not counted yet."""

    account: Account
    is_free: bool = False
    """Whether nothing limits it: help is called."""
    trunk: Trunk | None = None
    since: float | None = None
    is_over: bool = False


class Spending:
    """All calls to numbers that there are, and what the day has cost."""

    def __init__(self, config: PhoneConfig, ledger: Ledger) -> None:
        self._config = config
        self._ledger = ledger
        self._calls: list[PhoneCall] = []
        self._sharing: Counter[Purse] | None = None
        """How many calls each purse pays for just now; None: that was not counted since it changed."""
        self._day = ""
        self._seconds: dict[Purse, float] = {}
        self._unsaved: set[Purse] = set()
        self._saved_at = 0.0

    @property
    def calls(self) -> int:
        """How many calls there are."""
        return len(self._calls)

    def begin(self, account: Account, now: float, day: str, *, is_free: bool = False) -> PhoneCall:
        """Take up a call that is to be made. Raises ``NumberRefused`` where the user has no more."""
        self.settle(now, day)
        call = PhoneCall(account, is_free)
        if not is_free:
            allowance = self._config.allowance_of(account)
            if sum(each.account == account for each in self._calls) >= allowance.calls:
                raise NumberRefused(403, TOO_MANY_CALLS)
            if self._left(_purse_of(account), allowance) <= 0:
                raise NumberRefused(403, NO_MINUTES)
        self._calls.append(call)
        return call

    def take_line(self, call: PhoneCall, trunk: Trunk, now: float, day: str) -> bool:
        """Put ``call`` on a trunk in place of the one it was on; return whether that has room for it."""
        self.settle(now, day)
        call.trunk = None
        if not call.is_free:
            in_use = sum(each.trunk is trunk for each in self._calls)
            left = self._left(Purse("", trunk.name), trunk.allowance)
            if in_use >= trunk.allowance.calls or left <= 0:
                return False
        call.trunk = trunk
        self._sharing = None
        return True

    def answered(self, call: PhoneCall, now: float, day: str) -> None:
        """From now on ``call`` costs."""
        self.settle(now, day)
        call.since, self._sharing = now, None

    def ended(self, call: PhoneCall, now: float, day: str) -> None:
        """``call`` is over. Idempotent."""
        self.settle(now, day)
        if not call.is_over:
            call.is_over, self._sharing = True, None
            self._calls.remove(call)
            self.save()

    def settle(self, now: float, day: str) -> None:
        """Count what running calls have cost until now; begin a new day's account when it is one."""
        if day != self._day:
            self._begin_day(day, now)
        for call in self._calls:
            if call.since is None or now <= call.since:
                continue
            seconds, call.since = now - call.since, now
            if not call.is_free:
                self._spend(call, seconds)
        if now - self._saved_at >= SAVED_EVERY:
            self.save()
            self._saved_at = now

    def used_up(self) -> list[PhoneCall]:
        """Return the calls that must end, for nothing is left to pay them with."""
        return [call for call in self._calls if call.since is not None and self._is_spent(call)]

    def next_look(self) -> float | None:
        """Return in how many seconds to settle and look for used up ones again; None while nothing runs."""
        running = [call for call in self._calls if call.since is not None]
        if not running:
            return None
        lefts = [left for call in running if (left := self.left(call)) is not None]
        return max(0.0, min([SAVED_EVERY, *lefts]))

    def left(self, call: PhoneCall) -> float | None:
        """Return how many seconds ``call`` can go on, if all that run do; None where nothing limits it."""
        if call.is_free:
            return None
        sharing = self._sharing = self._count() if self._sharing is None else self._sharing
        return min(
            self._left(purse, allowance) / max(1, sharing[purse])
            for purse, allowance in _payers(call, self._config)
        )

    def save(self) -> None:
        """Write down what was spent since the last time."""
        for purse in self._unsaved:
            self._ledger.save_phone_seconds(self._day, purse.application, purse.name, self._seconds[purse])
        self._unsaved.clear()

    def _count(self) -> Counter[Purse]:
        running = [each for each in self._calls if each.since is not None and not each.is_free]
        return Counter(purse for each in running for purse, _ in _payers(each, self._config))

    def _begin_day(self, day: str, now: float) -> None:
        """Close the old day: what runs over midnight is the new day's from here on."""
        if self._day:
            for call in self._calls:
                if call.since is not None and not call.is_free:
                    self._spend(call, now - call.since)
                    call.since = now
            self.save()
        self._day = day
        found = self._ledger.phone_seconds(day)
        self._seconds = {Purse(application, name): seconds for application, name, seconds in found}

    def _spend(self, call: PhoneCall, seconds: float) -> None:
        for purse, _ in _payers(call, self._config):
            self._seconds[purse] = self._seconds.get(purse, 0.0) + seconds
            self._unsaved.add(purse)

    def _is_spent(self, call: PhoneCall) -> bool:
        return not call.is_free and any(
            self._left(purse, allowance) <= 0 for purse, allowance in _payers(call, self._config)
        )

    def _left(self, purse: Purse, allowance: Allowance) -> float:
        # A thousandth of a second is what rounding leaves over.
        left = allowance.minutes_per_day * 60.0 - self._seconds.get(purse, 0.0)
        return left if left > 0.001 else 0.0


def _purse_of(account: Account) -> Purse:
    return Purse(account.application, account.user)


def _payers(call: PhoneCall, config: PhoneConfig) -> list[tuple[Purse, Allowance]]:
    payers = [(_purse_of(call.account), config.allowance_of(call.account))]
    if call.trunk is not None:
        payers.append((Purse("", call.trunk.name), call.trunk.allowance))
    return payers
