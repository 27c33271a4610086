"""What was published, by whom it is and until when: the event state compositor's store (RFC 3903 6)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.sip.events.alarms import Alarms
from core.sip.events.packages import EventPackage
from core.sip.ids import Ids
from core.sip.messages import MediaType, ParseError, Request, Response, response_to

Document = TypeVar("Document")

DEFAULT_EXPIRES = 3_600
SHORTEST_EXPIRES = 30
"""Seconds below which 423 is answered: a device that publishes more often than that is broken."""

LONGEST_EXPIRES = 3_600
MAX_PER_ENTITY = 16
"""Publications of one person: devices, and those whose end nobody told. The oldest gives way."""

MAX_ENTITIES = 20_000


@dataclass(slots=True)
class PublishedState(Generic[Document]):
    """One publication."""

    entity: str
    document: Document


class PublishedStates(Generic[Document]):
    """The publications by their entity tags."""

    def __init__(
        self, package: EventPackage[Document], ids: Ids, on_change: Callable[[str, float], None]
    ) -> None:
        self._package = package
        self._ids = ids
        self._on_change = on_change
        self._by_entity: dict[str, dict[str, PublishedState[Document]]] = {}
        self._known: dict[str, dict[str, Document]] = {}
        self._alarms = Alarms()

    def documents_of(self, entity: str) -> list[Document]:
        """Return what is known of ``entity``: what it published, then what the server knows by itself."""
        published = [one.document for one in self._by_entity.get(entity, {}).values()]
        return [*published, *self._known.get(entity, {}).values()]

    def set_known(self, entity: str, source: str, document: Document | None, now: float) -> None:
        """Remember, or forget with None, what the server itself knows of ``entity`` from ``source``."""
        known = self._known.setdefault(entity, {})
        if document is None:
            known.pop(source, None)
        else:
            known[source] = document
        if not known:
            del self._known[entity]
        self._on_change(entity, now)

    def forget(self, entity: str, now: float) -> None:
        """Drop everything of ``entity``."""
        for tag in self._by_entity.pop(entity, {}):
            self._alarms.cancel((entity, tag))
        self._known.pop(entity, None)
        self._on_change(entity, now)

    def restore(self, entity: str, tag: str, body: bytes, until: float) -> None:
        """Put back a publication that outlived a restart; tells nobody. ParseError for nonsense."""
        self._keep(entity, tag, PublishedState(entity, self._package.read(body)), until)

    def receive(self, request: Request, entity: str, now: float) -> Response:
        """Take a PUBLISH of ``entity`` whose Event was checked, and return its answer. Does not raise."""
        try:
            return self._publish(request, entity, now)
        except ParseError as error:
            return response_to(
                request, error.status, error.reason, to_tag=self._ids.tag(), headers=error.extra_headers
            )

    def _publish(self, request: Request, entity: str, now: float) -> Response:
        old_tag = self._condition(request, entity)
        expires = granted_expires(request)
        states = self._by_entity.get(entity, {})
        if request.body:
            state = PublishedState(entity, self._read(request))
        elif old_tag is None:
            raise ParseError("nothing is published")
        else:
            state = states[old_tag]
        if old_tag is None and entity not in self._by_entity and len(self._by_entity) >= MAX_ENTITIES:
            raise ParseError("Service Unavailable", status=503, extra_headers=(("Retry-After", "60"),))
        if old_tag is not None:
            self._drop(entity, old_tag)
        tag = self._ids.tag()
        if expires > 0:
            self._keep(entity, tag, state, now + expires)
        if request.body or expires == 0:
            self._on_change(entity, now)
        headers = (("SIP-ETag", tag), ("Expires", str(expires)))
        return response_to(request, 200, to_tag=self._ids.tag(), headers=headers)

    def _condition(self, request: Request, entity: str) -> str | None:
        """Return the tag the request builds upon, or None; 412 if there is no such state."""
        tags = request.headers.getall("sip-if-match")
        if len(tags) > 1:
            raise ParseError("more than one SIP-If-Match")
        if not tags:
            return None
        if tags[0].strip() not in self._by_entity.get(entity, {}):
            raise ParseError("Conditional Request Failed", status=412)
        return tags[0].strip()

    def _read(self, request: Request) -> Document:
        kind = request.content_type
        if kind is None or kind.essence != self._package.content_type:
            accept = (("Accept", self._package.content_type),)
            raise ParseError("Unsupported Media Type", status=415, extra_headers=accept)
        return self._package.read(request.body)

    def _keep(self, entity: str, tag: str, state: PublishedState[Document], until: float) -> None:
        states = self._by_entity.setdefault(entity, {})
        while len(states) >= MAX_PER_ENTITY:
            self._drop(entity, next(iter(states)))
            states = self._by_entity.setdefault(entity, {})
        states[tag] = state
        self._alarms.set((entity, tag), until)

    def _drop(self, entity: str, tag: str) -> None:
        states = self._by_entity.get(entity, {})
        states.pop(tag, None)
        self._alarms.cancel((entity, tag))
        if not states:
            self._by_entity.pop(entity, None)

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        return self._alarms.next()

    def handle_timer(self, now: float) -> None:
        """Drop what nobody renewed."""
        for key in self._alarms.take_due(now):
            entity, tag = _names(key)
            self._drop(entity, tag)
            self._on_change(entity, now)


def _names(key: Hashable) -> tuple[str, str]:
    assert isinstance(key, tuple)
    entity, tag = key
    return entity, tag


def granted_expires(request: Request) -> int:
    """Return the seconds to grant; ParseError (423) for too few, 0 stays 0."""
    wanted = request.expires
    if wanted is None:
        return DEFAULT_EXPIRES
    if 0 < wanted < SHORTEST_EXPIRES:
        least = (("Min-Expires", str(SHORTEST_EXPIRES)),)
        raise ParseError("Interval Too Brief", status=423, extra_headers=least)
    return min(wanted, LONGEST_EXPIRES)


def media_range_covers(request: Request, content_type: str) -> bool:
    """Whether the Accept of ``request`` takes ``content_type``; one without Accept takes the default."""
    lines = request.headers.getall("accept")
    ranges = [one for line in lines for one in MediaType.parse_list(line)]
    return not lines or any(one.covers(content_type) for one in ranges)
