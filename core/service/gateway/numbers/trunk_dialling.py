"""Calling a number: by one trunk after the other, until somebody decides.

The next trunk is tried when one cannot be reached, is full or has failed; never once the number has rung or
media has come, and never when the number is busy, unknown or does not want the call. A number that forwards
calls to another one (302) is followed through the dial plan, since whoever owns it must not choose what our
users may call; an address that is no number is not followed.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from core.service.gateway.calls.dialling import Dialling, Way
from core.service.gateway.calls.refusals import NOT_IN_TIME, Refusal
from core.service.gateway.media.bridge import SipMedia, encryption_named
from core.service.gateway.numbers.lines import Order, TelephoneLines
from core.service.gateway.numbers.trunk_words import provider_of, target_at, who_calls
from core.service.gateway.sides.outside import Outside, OutsideLeg
from core.service.numbers.config import Trunk
from core.service.numbers.dial_plan import NumberRefused
from core.service.numbers.remaining import Remainder
from core.service.numbers.spending import LINES_FULL, PhoneCall
from core.sip.agent.events import AgentEvent, InviteAccepted, InviteProgress
from core.sip.agent.invite_session import InviteSession
from core.sip.callers import number_text
from core.sip.messages import NameAddr, Reason, Request
from core.sip.transports.hops import Hop

log = logging.getLogger(__name__)

MAX_FORWARDINGS = 3
_NOT_FORWARDED = "This number forwards calls to one that is not called from here."
_OUR_FAULT = frozenset({401, 407})
"""The trunk does not know our password: another one may."""


class TrunkDialling:
    """One call to a number until somebody accepts; see ``Dialling``, in whose place it stands.

    ``cut`` ends the call when nothing is left to pay it with; ``tell`` says how long that is.
    """

    def __init__(
        self,
        outside: Outside,
        lines: TelephoneLines,
        invite: Request,
        *,
        headers: list[tuple[str, str]],
        max_forwards: int,
        offer: Callable[[OutsideLeg, Way], Awaitable[str]],
        on_leg: Callable[[OutsideLeg, str], None],
        on_event: Callable[[OutsideLeg, AgentEvent], None],
        cut: Callable[[], None],
        tell: Callable[[Remainder], None],
    ) -> None:
        self._outside = outside
        self._lines = lines
        self._invite = invite
        self._headers = headers
        self._max_forwards = max_forwards
        self._offer = offer
        self._on_leg = on_leg
        self._on_event = on_event
        self._cut = cut
        self._tell = tell
        self._call: PhoneCall | None = None
        self._trunk: Trunk | None = None
        self._current: Dialling | None = None
        self._forwardings = 0
        self._has_given_up = False
        self._has_rung = False
        self._has_spoken = False

    @property
    def session(self) -> InviteSession | None:
        """The session that counts."""
        return self._current.session if self._current is not None else None

    def media(self, leg: OutsideLeg, way: Way) -> SipMedia:
        """Return how media is had with the trunk: its codecs, and no pictures."""
        peer = leg.peer(way.encryption)
        return replace(peer, codecs=self._trunk.codecs, allows_video=False) if self._trunk else peer

    async def run(self) -> Refusal | None:
        """Return why the number is not to be had, or None: accepted, or given up."""
        if self._has_given_up:
            return None
        try:
            order = self._lines.order(self._invite)
            trunks = self._lines.trunks(order)
            self._call = self._lines.begin(order)
            return await self._run(order, trunks)
        except NumberRefused as error:
            return Refusal(error.status, sentence=error.sentence)

    def give_up(self, reason: Reason | None) -> None:
        """The caller does not want to wait any longer."""
        self._has_given_up = True
        if self._current is not None:
            self._current.give_up(reason)

    def lost(self, hop: Hop, reason: str) -> None:
        """Take it that ``hop`` cannot be sent to, for this reason."""
        if self._current is not None:
            self._current.lost(hop, reason)

    def over(self) -> None:
        """The call is over: it costs nothing any more. Idempotent."""
        if self._call is not None:
            self._lines.ended(self._call)

    # --- inside ---------------------------------------------------------------------------------------

    async def _run(self, order: Order, trunks: tuple[Trunk, ...]) -> Refusal | None:
        refusal: Refusal | None = None
        for number, trunk in enumerate(trunks, start=1):
            if self._has_given_up:
                return None
            assert self._call is not None
            if not self._lines.take_line(self._call, trunk):
                refusal = refusal or Refusal(503, sentence=LINES_FULL)
                continue
            refusal = await self._try(order, trunk, is_last=number == len(trunks))
            if refusal is None or not self._goes_on(refusal):
                break
            log.info("trunk %s: %d %s", trunk.name, refusal.status, refusal.words)
        if refusal is not None and refusal.is_far and 300 <= refusal.status < 400:
            return await self._forwarded(order)
        return refusal

    async def _try(self, order: Order, trunk: Trunk, *, is_last: bool) -> Refusal | None:
        caller, said = who_calls(trunk, order)
        self._trunk = trunk
        self._current = Dialling(
            self._outside,
            target_at(trunk, order.dialled),
            caller,
            headers=[*said, *self._headers],
            max_forwards=self._max_forwards,
            encryption=encryption_named(trunk.encryption),
            offer=self._offer,
            on_leg=self._on_leg,
            on_event=self._heard,
            provider=provider_of(trunk),
            hurries=not is_last,
        )
        return await self._current.run()

    def _goes_on(self, refusal: Refusal) -> bool:
        """Whether another trunk may do better."""
        if self._has_rung or self._has_spoken:
            return False
        return 500 <= refusal.status < 600 or refusal.status in (NOT_IN_TIME, *_OUR_FAULT)

    async def _forwarded(self, order: Order) -> Refusal | None:
        """Call the number that the called one sends its calls to, if that may be called."""
        contacts = self._current.contacts if self._current is not None else ()
        self._forwardings += 1
        if self._has_spoken or self._forwardings > MAX_FORWARDINGS:
            return Refusal(480, sentence=_NOT_FORWARDED)
        for contact in contacts:
            found = self._forwarding(order, contact)
            if found is not None:
                log.info("a number forwards its calls to another one")
                self._has_rung = False
                return await self._run(*found)
        return Refusal(403, sentence=_NOT_FORWARDED)

    def _forwarding(self, order: Order, contact: NameAddr) -> tuple[Order, tuple[Trunk, ...]] | None:
        try:
            dialled = self._lines.plan.read(number_text(contact.uri))
            if dialled.number is None:
                return None
            onward = replace(order, dialled=dialled)
            return onward, self._lines.trunks(onward)
        except NumberRefused:
            return None

    def _heard(self, leg: OutsideLeg, event: AgentEvent) -> None:
        match event:
            case InviteProgress(body=body):
                self._has_rung = True
                self._has_spoken = self._has_spoken or bool(body)
            case InviteAccepted() if self._call is not None:
                self._lines.answered(self._call, self._cut, self._tell)
        self._on_event(leg, event)
