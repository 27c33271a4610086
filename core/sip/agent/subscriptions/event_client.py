"""All that a user agent publishes and subscribes to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.sip.agent.subscriptions.publication import Publication, checked_event
from core.sip.agent.subscriptions.subscription import Subscription
from core.sip.messages import MediaType, NameAddr, Request

if TYPE_CHECKING:
    from core.sip.agent.core import AgentCore


class EventClient:
    """The publications by their event, the subscriptions in the order they were made."""

    def __init__(self, agent: AgentCore) -> None:
        self._agent = agent
        self._publications: dict[str, Publication] = {}
        self._subscriptions: list[Subscription] = []

    @property
    def subscriptions(self) -> tuple[Subscription, ...]:
        """Every subscription that is not finished."""
        return tuple(self._subscriptions)

    def publish(self, event: str, content_type: str, body: bytes, expires: int, now: float) -> None:
        """Publish, or replace what is published for ``event``."""
        name = checked_event(event)
        MediaType.parse(content_type)
        one = self._publications.setdefault(name, Publication(self._agent, name))
        one.publish(content_type, body, expires, now)

    def unpublish(self, event: str, now: float) -> None:
        """Take back what is published for ``event``; nothing happens if nothing is."""
        one = self._publications.get(event.lower())
        if one is not None:
            one.remove(now)

    def subscribe(
        self, target: NameAddr, event: str, accept: Iterable[str], expires: int, now: float
    ) -> Subscription:
        """Subscribe to ``event`` of ``target``."""
        kinds = [MediaType.parse(kind).essence for kind in accept]
        one = Subscription(self._agent, target, checked_event(event), kinds, expires)
        self._subscriptions.append(one)
        one.start(now)
        return one

    def find(self, request: Request) -> Subscription | None:
        """Return the subscription a NOTIFY belongs to, or None."""
        call_id, tag = request.call_id, request.to.tag
        named = (one for one in self._subscriptions if one.call_id == call_id and one.local_tag == tag)
        return next(named, None)

    def _all(self) -> list[Publication | Subscription]:
        return [*self._publications.values(), *self._subscriptions]

    def flow_lost(self) -> None:
        """Wait for the next flow."""
        for one in self._all():
            one.flow_lost()

    def resume(self, now: float) -> None:
        """Renew everything on a new flow."""
        for one in self._all():
            one.resume(now)

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        times = [one.next_timer() for one in self._all()]
        return min((at for at in times if at is not None), default=None)

    def handle_timer(self, now: float) -> None:
        """Act on what is due."""
        for one in self._all():
            one.handle_timer(now)

    def forget_finished(self) -> None:
        """Drop what is over."""
        self._subscriptions = [one for one in self._subscriptions if not one.is_over]
        for event in [event for event, one in self._publications.items() if one.is_over]:
            del self._publications[event]
