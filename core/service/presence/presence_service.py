"""Presence of the service's users (RFC 3856, 3903, 6665): what they publish, what calls and devices tell.

Rules, kept simple on purpose. Users of one application may watch each other, and nobody else; a person who
wants to be hidden publishes "closed" and is then offline for everybody, whatever their devices do. Who has no
registered device is offline, whatever was published. Somebody who never registered can be watched: offline.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Protocol

from core.service.data.database import Publication
from core.service.routing.endpoints import Account, Instance
from core.sip.bodies import pidf
from core.sip.bodies.pidf import ON_THE_PHONE, Presence, PresenceTuple, compose
from core.sip.events.state_agent import Notify, StateAgent
from core.sip.ids import Ids
from core.sip.messages import NameAddr, ParseError, Request, Response, Uri

log = logging.getLogger(__name__)

USER = "presence"
"""The user part of the service's own address in subscriptions."""


class People(Protocol):
    """What is asked of registrar and calls."""

    def devices(self, account: Account) -> int:
        """Return how many devices of this user are registered."""

    def is_in_call(self, account: Account) -> bool:
        """Whether one of them is in a call."""


class Publications(Protocol):
    """What is asked of the database."""

    def publications(self, now: float) -> list[Publication]:
        """Return what was published and counts still."""

    def save_publication(self, made: Publication, old_tag: str) -> None:
        """Remember a publication in place of another (empty: of none)."""

    def renew_publication(self, account: Account, tag: str, expires_at: float, old_tag: str) -> None:
        """Let what was published count longer, under a new tag."""

    def delete_publication(self, account: Account, tag: str) -> None:
        """Forget one."""


class PresenceService:
    """A state agent that knows the service. Times are monotonic seconds, passed in; ``wall`` is Unix time."""

    def __init__(
        self,
        people: People,
        publications: Publications,
        *,
        ids: Ids,
        domain: str,
        own_domain: str,
        wall: Callable[[], float],
        now: float,
    ) -> None:
        self._publications = publications
        self._wall = wall
        contact = NameAddr(Uri("sip", USER, own_domain))
        self._agent = StateAgent(_Package(people, domain), ids, contact)
        for kept in publications.publications(wall()):
            try:
                until = now + kept.expires_at - wall()
                self._agent.restore(_entity(kept.account), kept.tag, kept.body, until)
            except ParseError as error:
                log.info("a stored publication cannot be read: %s", error)

    @property
    def watches(self) -> int:
        """How many subscriptions there are."""
        return self._agent.watches

    def receive(self, request: Request, account: Account, sender: Instance, now: float) -> Response:
        """Answer a PUBLISH of ``account`` or a SUBSCRIBE to it; the router has checked that it may be."""
        response = self._agent.receive(request, _entity(account), _watcher(sender), now)
        if request.method == "PUBLISH" and response.is_success:
            self._keep(request, response, account)
        return response

    def changed(self, account: Account, now: float) -> None:
        """Tell watchers what has become of ``account``: devices came or went, a call began or ended."""
        self._agent.set_known(_entity(account), "", None, now)

    def notifies(self) -> list[tuple[Instance, Notify]]:
        """Return and forget the NOTIFYs to send, and to whom."""
        return [(_instance(notify.watcher), notify) for notify in self._agent.notifies()]

    def notified(self, notify: Notify, status: int, now: float) -> None:
        """Take the answer to a NOTIFY; 503 if it could not be sent."""
        self._agent.notified(notify.key, status, now)

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` must be called next, or None."""
        return self._agent.next_timer()

    def handle_timer(self, now: float) -> None:
        """Act on what is due."""
        self._agent.handle_timer(now)

    def _keep(self, request: Request, response: Response, account: Account) -> None:
        """Let a publication outlive a restart of the service."""
        old_tag = (request.headers.get("sip-if-match") or "").strip()
        seconds = response.expires or 0
        if not seconds:
            self._publications.delete_publication(account, old_tag)
            return
        tag, until = response.headers.get("sip-etag") or "", self._wall() + seconds
        if request.body:
            self._publications.save_publication(Publication(account, tag, request.body, until), old_tag)
        else:
            self._publications.renew_publication(account, tag, until, old_tag)


class _Package:
    """The presence package with what the service itself knows mixed in."""

    name = "presence"
    content_type = pidf.CONTENT_TYPE

    def __init__(self, people: People, domain: str) -> None:
        self._people = people
        self._domain = domain

    def read(self, body: bytes) -> Presence:
        """Return what was published; ParseError for nonsense."""
        return Presence.parse(body)

    def write(self, entity: str, documents: Iterable[Presence]) -> bytes:
        """Return what watchers are told."""
        account = _account(entity)
        address = f"sip:{account.user}@{self._domain}"
        published = list(documents)
        devices = self._people.devices(account)
        told = compose(address, published)
        if not devices or (published and not told.is_open):
            return bytes(Presence(address, (PresenceTuple("person", is_open=False),)))
        activities = told.activities
        if self._people.is_in_call(account):
            activities |= {ON_THE_PHONE}
        tuples = told.tuples or tuple(PresenceTuple(f"d{n}", is_open=True) for n in range(devices))
        return bytes(Presence(address, tuples, activities, told.note))


def _entity(account: Account) -> str:
    return f"{account.application} {account.user}"


def _account(entity: str) -> Account:
    application, _, user = entity.partition(" ")
    return Account(application, user)


def _watcher(end: Instance) -> str:
    return "\0".join((end.user, end.instance, str(end.reg_id), end.application))


def _instance(watcher: str) -> Instance:
    user, instance, reg_id, application = watcher.split("\0")
    return Instance(user, instance, int(reg_id), application)
