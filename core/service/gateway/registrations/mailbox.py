"""The mailbox behind a registration: it is asked to tell how many messages wait (RFC 3842).

Servers that tell without being asked, as many do, are heard as well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from core.service.gateway.sides.outside import OutsideLeg
from core.sip.agent.events import AgentEvent, SubscriptionEnded, SubscriptionNotified
from core.sip.agent.subscriptions.subscription import Subscription
from core.sip.bodies.message_summary import MESSAGE_SUMMARY, MessageSummary, parse_message_summary
from core.sip.messages import NameAddr, ParseError, Request

log = logging.getLogger(__name__)

EVENT = "message-summary"
_LIFETIME = 3600


class Mailbox:
    """Follows one mailbox over whatever end its registration has just now.

    ``on_leg`` is told the end that requests of a Call-ID belong to, None for no end any more.
    """

    def __init__(
        self,
        address: NameAddr,
        on_leg: Callable[[OutsideLeg | None, str], None],
        on_summary: Callable[[MessageSummary], None],
    ) -> None:
        self._address = address
        self._on_leg = on_leg
        self._on_summary = on_summary
        self._leg: OutsideLeg | None = None
        self._subscription: Subscription | None = None
        self._call_id = ""

    def follow(self, leg: OutsideLeg) -> None:
        """Ask by ``leg``, which the server knows us on, unless that was done already."""
        if leg is self._leg:
            return
        self._forget()
        self._leg = leg
        one = leg.agent.subscribe(self._address, EVENT, (MESSAGE_SUMMARY,), _LIFETIME, leg.line.now())
        self._subscription, self._call_id = one, one.call_id
        self._on_leg(leg, one.call_id)
        leg.line.pump()

    def leave(self) -> None:
        """Tell the server that nobody listens any more."""
        leg, one = self._leg, self._subscription
        if leg is not None and one is not None and not one.is_ended:
            one.end(leg.line.now())
            leg.line.pump()

    def stop(self) -> None:
        """Be silent. Idempotent."""
        self._forget()

    def heard(self, event: AgentEvent) -> None:
        """Take what the end's agent says."""
        match event:
            case SubscriptionNotified(subscription=one, body=body) if one is self._subscription:
                self._read(body)
            case SubscriptionEnded(subscription=one, status=status) if one is self._subscription and status:
                log.info("%s does not tell of messages: %d", self._address.uri, status)

    def told_unasked(self, request: Request) -> int:
        """Take a NOTIFY outside of any subscription; return the status that answers it."""
        event = (request.headers.get("event") or "").partition(";")[0].strip().lower()
        if event != EVENT:
            return 489
        kind = request.content_type
        if request.body and (kind is None or kind.essence != MESSAGE_SUMMARY):
            return 415
        return 200 if not request.body or self._read(request.body) else 400

    def _read(self, body: bytes) -> bool:
        try:
            summary = parse_message_summary(body)
        except ParseError as error:
            log.info("what %s says of messages cannot be read: %s", self._address.uri, error)
            return False
        self._on_summary(summary)
        return True

    def _forget(self) -> None:
        if self._call_id:
            self._on_leg(None, self._call_id)
        self._leg, self._subscription, self._call_id = None, None, ""
