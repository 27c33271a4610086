"""Who is in a conference, as RFC 4575 says it: whole documents, and those that tell only what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from xml.etree.ElementTree import Element, SubElement, tostring

from core.sip.bodies.xml_reader import kept_text, read_xml, writable_text
from core.sip.messages import ParseError

CONTENT_TYPE = "application/conference-info+xml"
NAMESPACE = "urn:ietf:params:xml:ns:conference-info"

MAX_USERS = 64
MAX_ENDPOINTS = 16
"""Of one user; those beyond are passed over, as users are."""
MAX_TEXT = 320
_LARGEST = 1 << 31


class InfoState(StrEnum):
    """What a document, or a part of one, tells (RFC 4575 4.2)."""

    FULL = "full"
    PARTIAL = "partial"
    DELETED = "deleted"


class EndpointStatus(StrEnum):
    """How an endpoint stands with the conference; others are read as connected."""

    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    ON_HOLD = "on-hold"
    MUTED = "muted-via-focus"
    PENDING = "pending"
    ALERTING = "alerting"
    DIALING_IN = "dialing-in"
    DIALING_OUT = "dialing-out"
    DISCONNECTING = "disconnecting"


@dataclass(frozen=True, slots=True)
class ConferenceEndpoint:
    """One device in the conference. ``labels`` are those of its streams by their type (audio, video)."""

    entity: str
    status: EndpointStatus | None = EndpointStatus.CONNECTED
    """None in news of a part that does not tell it."""
    labels: tuple[tuple[str, str], ...] = ()
    state: InfoState = InfoState.FULL


@dataclass(frozen=True, slots=True)
class ConferenceUser:
    """One person; ``entity`` is their address, and the key."""

    entity: str
    name: str = ""
    roles: tuple[str, ...] = ()
    endpoints: tuple[ConferenceEndpoint, ...] = ()
    state: InfoState = InfoState.FULL


@dataclass(frozen=True, slots=True)
class ConferenceInfo:
    """One document. In a partial one users that are not named are as before, unless ``names_all``."""

    entity: str
    users: tuple[ConferenceUser, ...] = ()
    subject: str = ""
    locked: bool | None = False
    """None in a partial document that does not tell it."""
    version: int = 0
    state: InfoState = InfoState.FULL
    names_all: bool = False
    """Whether a partial document has all users, so that who is not named has left."""

    @classmethod
    def parse(cls, body: bytes) -> ConferenceInfo:
        """Return what ``body`` says; ParseError for what is no such document, or is hostile."""
        root = read_xml(body)
        if root.tag != _tag("conference-info"):
            raise ParseError("no conference information")
        entity = _kept(root.get("entity", ""))
        if not entity:
            raise ParseError("information of no conference")
        users = [_read_user(one) for one in root.iterfind(f"{_tag('users')}/{_tag('user')}")]
        state, locked = _state(root), _text(root, "conference-state", "locked").lower()
        return cls(
            entity,
            tuple(one for one in users if one.entity)[:MAX_USERS],
            _text(root, "conference-description", "subject"),
            locked in ("true", "1") if locked or state is not InfoState.PARTIAL else None,
            _version(root.get("version", "0")),
            state,
            state is InfoState.PARTIAL and _names_all(root.find(_tag("users")), users),
        )

    def __bytes__(self) -> bytes:
        head = {"entity": writable_text(self.entity), "state": self.state, "version": str(self.version)}
        root = Element("conference-info", {"xmlns": NAMESPACE} | head)
        if self.subject:
            description = SubElement(root, "conference-description")
            SubElement(description, "subject").text = writable_text(self.subject)
        conference = SubElement(root, "conference-state")
        if self.state is InfoState.FULL:
            SubElement(conference, "user-count").text = str(len(self.users))
        if self.locked is not None:
            SubElement(conference, "locked").text = str(self.locked).lower()
        users = SubElement(root, "users", {"state": InfoState.FULL if self.names_all else self.state})
        for user in self.users:
            _write_user(users, user)
        document: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
        return document

    def since(self, before: ConferenceInfo) -> ConferenceInfo:
        """Return the partial document that makes this one of ``before``, the next in number."""
        known = {user.entity: user for user in before.users}
        changed = [user for user in self.users if known.pop(user.entity, None) != user]
        gone = [ConferenceUser(entity, state=InfoState.DELETED) for entity in known]
        version = (before.version + 1) % _LARGEST
        return replace(self, users=(*changed, *gone), version=version, state=InfoState.PARTIAL)

    def with_news(self, news: ConferenceInfo) -> ConferenceInfo | None:
        """Return what is known after ``news``; None if something between was missed (RFC 4575 4.6)."""
        if news.state is InfoState.FULL:
            return news
        if news.version != (self.version + 1) % _LARGEST or news.entity != self.entity:
            return None
        users = {} if news.names_all else {user.entity: user for user in self.users}
        for told in news.users:
            user = _user_after(users.get(told.entity), told)
            if user is None:
                users.pop(told.entity, None)
            else:
                users[user.entity] = user
        return replace(
            news,
            users=tuple(users.values())[:MAX_USERS],
            subject=news.subject or self.subject,
            locked=self.locked if news.locked is None else news.locked,
            state=InfoState.FULL,
            names_all=False,
        )


def by_person(users: Iterable[ConferenceUser]) -> tuple[ConferenceUser, ...]:
    """Return one user for each entity, with the endpoints of all."""
    found: dict[str, ConferenceUser] = {}
    for user in users:
        known = found.get(user.entity)
        if known is not None:
            roles = tuple(dict.fromkeys((*known.roles, *user.roles)))
            user = replace(known, endpoints=(*known.endpoints, *user.endpoints), roles=roles)
        found[user.entity] = user
    return tuple(found.values())


def _names_all(element: Element | None, users: Iterable[ConferenceUser]) -> bool:
    """Return whether a list of users says that it is whole, and is not itself made of parts.

    One without ``state`` is full by the schema (RFC 4575 4.4), but servers leave it away in partial documents
    that name only who has changed.
    """
    is_said = element is not None and element.get("state") == InfoState.FULL
    return is_said and all(user.state is InfoState.FULL for user in users)


def _user_after(known: ConferenceUser | None, told: ConferenceUser) -> ConferenceUser | None:
    """Return a person after news of them: of a part only, or of the whole; None for who is gone.

    Whose last device is gone is gone too: a person of no device would be taken for one who names none.
    """
    if told.state is InfoState.DELETED:
        return None
    if told.state is InfoState.FULL:
        return told
    known = known or ConferenceUser(told.entity)
    endpoints = {one.entity: one for one in known.endpoints}
    for one in told.endpoints:
        if one.state is InfoState.DELETED:
            endpoints.pop(one.entity, None)
        else:
            endpoints[one.entity] = _endpoint_after(endpoints.get(one.entity), one)
    if told.endpoints and not endpoints:
        return None
    kept = tuple(endpoints.values())[:MAX_ENDPOINTS]
    return replace(known, name=told.name or known.name, roles=told.roles or known.roles, endpoints=kept)


def _endpoint_after(known: ConferenceEndpoint | None, told: ConferenceEndpoint) -> ConferenceEndpoint:
    """Return a device after news of it; labels that are told take the place of those of their types."""
    if told.state is InfoState.FULL:
        return told
    known = known or ConferenceEndpoint(told.entity)
    types = {kind for kind, _ in told.labels}
    others = tuple(pair for pair in known.labels if pair[0] not in types)
    labels = (*others, *told.labels)[:MAX_ENDPOINTS]
    return replace(known, status=told.status or known.status, labels=labels)


def _read_user(element: Element) -> ConferenceUser:
    endpoints = [_read_endpoint(one) for one in element.iterfind(_tag("endpoint"))]
    roles = [_kept((one.text or "").strip()) for one in element.iterfind(f"{_tag('roles')}/{_tag('entry')}")]
    return ConferenceUser(
        _kept(element.get("entity", "")),
        _text(element, "display-text"),
        tuple(role for role in roles if role)[:MAX_ENDPOINTS],
        tuple(endpoints[:MAX_ENDPOINTS]),
        _state(element),
    )


def _read_endpoint(element: Element) -> ConferenceEndpoint:
    status, state = _text(element, "status"), _state(element)
    labels = [(_text(one, "type"), _text(one, "label")) for one in element.iterfind(_tag("media"))]
    untold = None if state is InfoState.PARTIAL and not status else EndpointStatus.CONNECTED
    known = next((each for each in EndpointStatus if each == status), untold)
    kept = tuple(pair for pair in labels if pair[1])[:MAX_ENDPOINTS]
    return ConferenceEndpoint(_kept(element.get("entity", "")), known, kept, state)


def _write_user(users: Element, user: ConferenceUser) -> None:
    element = SubElement(users, "user", {"entity": writable_text(user.entity), "state": user.state})
    if user.state is InfoState.DELETED:
        return
    if user.name:
        SubElement(element, "display-text").text = writable_text(user.name)
    if user.roles:
        roles = SubElement(element, "roles")
        for role in user.roles:
            SubElement(roles, "entry").text = writable_text(role)
    for endpoint in user.endpoints:
        head = {"entity": writable_text(endpoint.entity), "state": endpoint.state}
        part = SubElement(element, "endpoint", head)
        if endpoint.status is not None:
            SubElement(part, "status").text = endpoint.status
        for number, (kind, label) in enumerate(endpoint.labels, start=1):
            media = SubElement(part, "media", {"id": str(number)})
            SubElement(media, "type").text = writable_text(kind)
            SubElement(media, "label").text = writable_text(label)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _text(element: Element, *path: str) -> str:
    return _kept(element.findtext("/".join(map(_tag, path)), "").strip())


def _state(element: Element) -> InfoState:
    said = element.get("state", InfoState.FULL)
    return next((each for each in InfoState if each == said), InfoState.FULL)


def _version(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 10 or int(text) > 1 << 32:
        raise ParseError("no version")
    return int(text)


def _kept(text: str) -> str:
    return kept_text(text, MAX_TEXT)
