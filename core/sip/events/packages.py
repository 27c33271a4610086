"""Event packages as a state agent needs them: what may be published, and what several devices come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from core.sip.bodies import pidf
from core.sip.bodies.pidf import Presence, compose

Document = TypeVar("Document")


class EventPackage(Protocol[Document]):
    """One package: its name, its media type, and its documents."""

    @property
    def name(self) -> str:
        """The name as it stands in Event."""

    @property
    def content_type(self) -> str:
        """The one media type that is published and notified."""

    def read(self, body: bytes) -> Document:
        """Return the document ``body``; ParseError if it is none."""

    def write(self, entity: str, documents: Iterable[Document]) -> bytes:
        """Return what watchers of ``entity`` are told."""


class PresencePackage:
    """``Event: presence`` (RFC 3856) with PIDF bodies."""

    name = "presence"
    content_type = pidf.CONTENT_TYPE

    def read(self, body: bytes) -> Presence:
        """Return the presence document ``body``; ParseError if it is none."""
        return Presence.parse(body)

    def write(self, entity: str, documents: Iterable[Presence]) -> bytes:
        """Return one document of all devices; with none of them, nobody can be reached."""
        return bytes(compose(entity, documents))
