"""Presence documents: PIDF (RFC 3863) with the person of RFC 4479 and the activities of RFC 4480."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from xml.etree.ElementTree import Element, SubElement, tostring

from core.sip.bodies.xml_reader import kept_text, read_xml, writable_text
from core.sip.messages import IllegalValue, ParseError

CONTENT_TYPE = "application/pidf+xml"

PIDF = "urn:ietf:params:xml:ns:pidf"
DATA_MODEL = "urn:ietf:params:xml:ns:pidf:data-model"
RPID = "urn:ietf:params:xml:ns:pidf:rpid"

MAX_TUPLES = 16
"""Devices of one document; those beyond are passed over."""

MAX_TEXT = 128
"""Characters kept of a note, a contact or an id: a document of all devices must fit into one message."""

ON_THE_PHONE = "on-the-phone"
BUSY = "busy"
MEANT_AS_BUSY = frozenset({BUSY, "meeting", "presentation", "performance", "worship", "sleeping"})
"""Activities during which nobody wants to be called."""


class PresenceState(StrEnum):
    """What a person wants to know of another before calling."""

    OFFLINE = "offline"
    ONLINE = "online"
    IN_CALL = "in-call"
    DO_NOT_DISTURB = "do-not-disturb"


@dataclass(frozen=True, slots=True)
class PresenceTuple:
    """One device or service of a person."""

    id: str
    is_open: bool
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """What one document says of one person; ``activities`` are element names of RFC 4480."""

    entity: str
    tuples: tuple[PresenceTuple, ...] = ()
    activities: frozenset[str] = frozenset()
    note: str = ""

    @classmethod
    def of_state(cls, entity: str, state: PresenceState, tuple_id: str = "device") -> Presence:
        """Make the document of one device that is in ``state``."""
        device = PresenceTuple(tuple_id, state is not PresenceState.OFFLINE)
        activities = {PresenceState.IN_CALL: ON_THE_PHONE, PresenceState.DO_NOT_DISTURB: BUSY}
        activity = activities.get(state)
        return cls(entity, (device,), frozenset() if activity is None else frozenset({activity}))

    @property
    def is_open(self) -> bool:
        """Whether any device can be reached."""
        return any(one.is_open for one in self.tuples)

    @property
    def state(self) -> PresenceState:
        """The one word for it all: not to be disturbed wins over a call, both need an open device."""
        if not self.is_open:
            return PresenceState.OFFLINE
        if self.activities & MEANT_AS_BUSY:
            return PresenceState.DO_NOT_DISTURB
        return PresenceState.IN_CALL if ON_THE_PHONE in self.activities else PresenceState.ONLINE

    @classmethod
    def parse(cls, body: bytes) -> Presence:
        """Return what ``body`` says; ParseError for what is no presence document, or is hostile."""
        root = read_xml(body)
        if root.tag != f"{{{PIDF}}}presence":
            raise ParseError("no presence document")
        entity = root.get("entity", "")
        if not entity:
            raise ParseError("a presence document of nobody")
        tuples = [_read_tuple(one) for one in root.iterfind(f"{{{PIDF}}}tuple")]
        return cls(entity, tuple(tuples[:MAX_TUPLES]), _read_activities(root), _read_note(root))

    def __bytes__(self) -> bytes:
        root = Element("presence", _attributes(self.entity))
        for one in self.tuples:
            _write_tuple(root, one)
        if self.note:
            SubElement(root, "note").text = writable_text(self.note)
        if self.activities:
            person = SubElement(root, "dm:person", {"id": "person"})
            activities = SubElement(person, "rpid:activities")
            for name in sorted(self.activities):
                SubElement(activities, f"rpid:{_name(name)}")
        document: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
        return document


def compose(entity: str, documents: Iterable[Presence]) -> Presence:
    """Return one document of what several devices published of the same person (RFC 3903 6, step 7).

    Every device keeps its own tuple; an activity counts only from a document with an open device.
    """
    tuples: list[PresenceTuple] = []
    activities: frozenset[str] = frozenset()
    note = ""
    for number, document in enumerate(documents):
        tuples += [PresenceTuple(f"d{number}-{one.id}", one.is_open, one.contact) for one in document.tuples]
        if document.is_open:
            activities |= document.activities
        note = document.note or note
    return Presence(entity, tuple(tuples[:MAX_TUPLES]), activities, note)


def _read_tuple(element: Element) -> PresenceTuple:
    basic = element.findtext(f"{{{PIDF}}}status/{{{PIDF}}}basic", "").strip().lower()
    contact = element.findtext(f"{{{PIDF}}}contact", "").strip()
    return PresenceTuple(_kept(element.get("id", "")), basic == "open", _kept(contact))


def _read_activities(root: Element) -> frozenset[str]:
    """Of the person, and of tuples too: some programs write them there, as RPID's drafts did."""
    prefix = f"{{{RPID}}}"
    found = [
        child.tag.removeprefix(prefix)
        for activities in root.iter(f"{prefix}activities")
        for child in activities
        if isinstance(child.tag, str) and child.tag.startswith(prefix)
    ]
    return frozenset(name for name in found[:MAX_TUPLES] if name != "unknown" and _is_name(name))


def _read_note(root: Element) -> str:
    found = next(root.iter(f"{{{PIDF}}}note"), None)
    return "" if found is None else _kept((found.text or "").strip())


def _kept(text: str) -> str:
    return kept_text(text, MAX_TEXT)


def _attributes(entity: str) -> dict[str, str]:
    return {
        "xmlns": PIDF,
        "xmlns:dm": DATA_MODEL,
        "xmlns:rpid": RPID,
        "entity": writable_text(entity),
    }


def _write_tuple(root: Element, one: PresenceTuple) -> None:
    element = SubElement(root, "tuple", {"id": writable_text(one.id)})
    status = SubElement(element, "status")
    SubElement(status, "basic").text = "open" if one.is_open else "closed"
    if one.contact:
        SubElement(element, "contact").text = writable_text(one.contact)


def _is_name(text: str) -> bool:
    return text.isascii() and text.replace("-", "").isalnum() and text[0].isalpha() and len(text) <= 64


def _name(text: str) -> str:
    if not text or not _is_name(text):
        raise IllegalValue(f"{text!r} is no activity")
    return text
