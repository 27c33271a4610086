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
    status: EndpointStatus = EndpointStatus.CONNECTED
    labels: tuple[tuple[str, str], ...] = ()


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
    """One document. In a partial one, users that are not named are as before."""

    entity: str
    users: tuple[ConferenceUser, ...] = ()
    subject: str = ""
    locked: bool = False
    version: int = 0
    state: InfoState = InfoState.FULL

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
        return cls(
            entity,
            tuple(one for one in users if one.entity)[:MAX_USERS],
            _text(root, "conference-description", "subject"),
            _text(root, "conference-state", "locked").lower() in ("true", "1"),
            _version(root.get("version", "0")),
            _state(root),
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
        SubElement(conference, "locked").text = str(self.locked).lower()
        users = SubElement(root, "users", {"state": self.state})
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
        users = {user.entity: user for user in self.users}
        for user in news.users:
            if user.state is InfoState.DELETED:
                users.pop(user.entity, None)
            else:
                users[user.entity] = user
        kept = tuple(users.values())[:MAX_USERS]
        return replace(news, users=kept, subject=news.subject or self.subject, state=InfoState.FULL)


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
    status = _text(element, "status")
    labels = [(_text(one, "type"), _text(one, "label")) for one in element.iterfind(_tag("media"))]
    known = next((each for each in EndpointStatus if each == status), EndpointStatus.CONNECTED)
    kept = tuple(pair for pair in labels if pair[1])[:MAX_ENDPOINTS]
    return ConferenceEndpoint(_kept(element.get("entity", "")), known, kept)


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
        part = SubElement(element, "endpoint", {"entity": writable_text(endpoint.entity)})
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
