"""The telephone lines of a service: who may call now, which calls cost, and which are cut off."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.phone_numbers.reading import e164_or_nothing
from core.service.numbers.config import PhoneConfig, Trunk
from core.service.numbers.dial_plan import Dialled, DialPlan, NumberRefused
from core.service.numbers.remaining import Remainder, RemainingTime
from core.service.numbers.spending import Ledger, PhoneCall, Spending
from core.service.routing.decisions import CALLER_HEADER
from core.service.routing.endpoints import Account
from core.sip.callers import hides_caller, number_text, preferred_number
from core.sip.messages import Request

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """A call that somebody wants: who pays, what is called, and which number is shown (E.164), or hidden."""

    account: Account
    dialled: Dialled
    caller: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Running:
    """A call that costs: what ends it, and what tells its caller how long that will be."""

    call: PhoneCall
    cut: Callable[[], None]
    tell: Callable[[Remainder], None]
    known: RemainingTime = field(default_factory=RemainingTime)


class TelephoneLines:
    """Knows every call to a number. On the running loop only; ``wall`` returns Unix seconds."""

    def __init__(self, config: PhoneConfig, ledger: Ledger, *, wall: Callable[[], float] = time.time) -> None:
        self.config = config
        self.plan = DialPlan(config)
        self._spending = Spending(config, ledger)
        self._wall = wall
        self._loop = asyncio.get_running_loop()
        self._running: dict[int, _Running] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def calls(self) -> int:
        """How many calls to numbers there are."""
        return self._spending.calls

    def order(self, invite: Request) -> Order:
        """Return what an INVITE that the router sent to the telephone network wants.

        Raises ``NumberRefused``.
        """
        application, _, user = (invite.headers.get(CALLER_HEADER) or "").partition(" ")
        if not application or not user:
            raise NumberRefused(403, "Only users of this service call phone numbers.")
        dialled = self.plan.read(number_text(invite.uri))
        caller = preferred_number(invite)
        # Whoever calls for help gets through, with a number to show or without.
        shown = e164_or_nothing(caller) if dialled.emergency else self.plan.caller(caller)
        return Order(Account(application, user), dialled, shown, hides_caller(invite))

    def trunks(self, order: Order) -> tuple[Trunk, ...]:
        """Return by which trunks to try, best first. Raises ``NumberRefused``."""
        return self.plan.trunks(order.account, order.dialled, order.caller)

    def begin(self, order: Order) -> PhoneCall:
        """Take up a call. Raises ``NumberRefused`` where its user has no more to spend."""
        call = self._spending.begin(order.account, *self._now(), is_free=bool(order.dialled.emergency))
        log.info("%s of %s calls a phone number", order.account.user, order.account.application)
        return call

    def take_line(self, call: PhoneCall, trunk: Trunk) -> bool:
        """Put a call on a trunk; return whether there is room."""
        return self._spending.take_line(call, trunk, *self._now())

    def answered(self, call: PhoneCall, cut: Callable[[], None], tell: Callable[[Remainder], None]) -> None:
        """From now on a call costs; ``cut`` ends it when nothing is left, ``tell`` says how long that is."""
        if call.is_over or call.since is not None:
            return
        self._spending.answered(call, *self._now())
        self._running[id(call)] = _Running(call, cut, tell)
        self._tell_all()
        self._look_again()

    def ended(self, call: PhoneCall) -> None:
        """A call is over. Idempotent."""
        self._spending.ended(call, *self._now())
        self._running.pop(id(call), None)
        self._tell_all()
        self._look_again()

    def close(self) -> None:
        """Write down what was spent. Idempotent."""
        if self._timer is not None:
            self._timer.cancel()
        self._spending.settle(*self._now())
        self._spending.save()

    def _now(self) -> tuple[float, str]:
        return self._loop.time(), datetime.fromtimestamp(self._wall(), UTC).date().isoformat()

    def _look_again(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        waits = [self._spending.next_look()]
        for each in self._running.values():
            left = self._spending.left(each.call)
            waits.append(each.known.next_look(left) if left is not None else None)
        due = min((wait for wait in waits if wait is not None), default=None)
        self._timer = self._loop.call_later(due, self._look) if due is not None else None

    def _look(self) -> None:
        self._spending.settle(*self._now())
        for call in self._spending.used_up():
            found = self._running.pop(id(call), None)
            if found is not None:
                log.info("a phone call of %s is cut off: the minutes are used up", call.account.user)
                found.cut()
        self._tell_all()
        self._look_again()

    def _tell_all(self) -> None:
        """Tell every caller what is new about how long their call may last."""
        now = self._loop.time()
        for each in self._running.values():
            left = self._spending.left(each.call)
            told = each.known.look(left, now) if left is not None else None
            if told is not None:
                each.tell(told)
