"""Presence over SIP: our own by PUBLISH (RFC 3903), that of others by SUBSCRIBE (RFC 6665, 3856, 3863).

What the application wants is kept here, and asked of the service when there is a registration to ask with;
the user agent renews it, over reconnections too.
"""

from __future__ import annotations

import logging

from core.calling.ports import LinkEvent, LinkLacks, LinkPresence
from core.sip.agent.events import AgentEvent, PublishFailed, SubscriptionEnded, SubscriptionNotified
from core.sip.agent.subscriptions.subscription import Subscription
from core.sip.agent.user_agent import UserAgent
from core.sip.bodies.pidf import CONTENT_TYPE, Presence, PresenceState
from core.sip.messages import SipError, Uri

log = logging.getLogger(__name__)

EVENT = "presence"
PUBLICATION_SECONDS = 600
SUBSCRIPTION_SECONDS = 1800
FEATURE = "presence"
_UNKNOWN_THERE = (405, 489, 501)
"""Answers that trying again will not change, though the user agent does."""
_NOT_CARRIED = (403, 404, 405, 480, 481, 488, 489, 501, 503)
"""Answers to PUBLISH and SUBSCRIBE of a server that carries no presence, or has nobody who does."""


class PresenceLine:
    """What one client tells and wants to know of presence."""

    def __init__(self) -> None:
        self._agent: UserAgent | None = None
        self._domain = ""
        self._own = ""
        self._watched: dict[str, Subscription | None] = {}
        self._is_lacking = False

    def publish(self, presence: str, now: float) -> None:
        """Say ``presence`` of us, now or when there is a registration."""
        self._own = presence
        self._publish(now)

    def watch(self, user_ids: frozenset[str], now: float) -> None:
        """Follow these users and nobody else."""
        for user in set(self._watched) - user_ids:
            subscription = self._watched.pop(user)
            if subscription is not None:
                subscription.end(now)
        for user in sorted(user_ids - set(self._watched)):
            self._watched[user] = None
            self._subscribe(user, now)

    def registered(self, agent: UserAgent, domain: str, now: float) -> None:
        """Hear that ``agent`` can ask; what is under way already is renewed by the agent itself."""
        is_first = self._agent is None
        self._agent, self._domain = agent, domain
        if is_first:
            self._publish(now)
        for user, subscription in self._watched.items():
            if subscription is None or subscription.is_over:
                self._subscribe(user, now)

    def leave(self, now: float) -> None:
        """Take back what this device says of us (RFC 3903 section 4.5): it is about to sign off."""
        if self._agent is not None and self._own:
            self._agent.unpublish(EVENT, now)

    def stand_by(self, now: float) -> None:
        """Look offline until we are back: calls come all the same, by push."""
        if self._agent is not None and self._own:
            shown, self._own = self._own, PresenceState.OFFLINE.value
            self._publish(now)
            self._own = shown

    def take(self, event: AgentEvent) -> LinkEvent | None:
        """Return what the user agent's ``event`` means, if anything."""
        match event:
            case SubscriptionNotified(subscription, _, body):
                return self._notified(subscription, body)
            case SubscriptionEnded(subscription, reason, status):
                log.info("presence of %s is not told any more: %s %d", subscription.target, reason, status)
                return self._lacks(status)
            case PublishFailed(status=status, retry_after=retry_after):
                is_final = retry_after is None or status in _UNKNOWN_THERE
                return self._lacks(status) if is_final else None
        return None

    def _publish(self, now: float) -> None:
        if self._agent is None or not self._own:
            return
        entity = str(self._agent.address_of_record.uri)
        document = Presence.of_state(entity, PresenceState(self._own))
        self._agent.publish(EVENT, CONTENT_TYPE, bytes(document), PUBLICATION_SECONDS, now)

    def _subscribe(self, user: str, now: float) -> None:
        if self._agent is None:
            return
        try:
            target = Uri.for_user(user, self._domain)
            one = self._agent.subscribe(target, EVENT, (CONTENT_TYPE,), SUBSCRIPTION_SECONDS, now)
        except SipError as error:
            log.info("nobody can ask for the presence of %s: %s", user, error)
            return
        one.context = user
        self._watched[user] = one

    def _notified(self, subscription: Subscription, body: bytes) -> LinkEvent | None:
        user = subscription.context
        if not isinstance(user, str) or self._watched.get(user) is not subscription:
            return None
        if not body:
            return LinkPresence(user, PresenceState.OFFLINE.value)
        try:
            return LinkPresence(user, Presence.parse(body).state.value)
        except SipError as error:
            log.info("what is said of the presence of %s is not readable: %s", user, error)
            return None

    def _lacks(self, status: int) -> LinkEvent | None:
        if status not in _NOT_CARRIED or self._is_lacking:
            return None
        self._is_lacking = True
        return LinkLacks(FEATURE, status)
