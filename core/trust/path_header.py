"""How a call service tells one of its users who takes the media, and what it agreed on beyond itself.

In INVITE and its answers the service names who is at the other end; once the call stands its gateway tells of
its far side by INFO. The service takes the header off whatever others send, so that it is the service's word;
an app believes it only of a service that lists ``FEATURE`` in its ``ahoy.json``::

    P-Ahoy-Path: person;user=bob
    P-Ahoy-Path: gateway;far=sip;host=example.org;media=sdes;signalling=protected
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote, unquote

from core.trust.hops import Hop, Party, Protection, Signalling

HEADER = "P-Ahoy-Path"
INFO_PACKAGE = "ahoy-path"
CONTENT_TYPE = "application/vnd.ahoy.path"
FEATURE = "path"
LONGEST = 1024

_TOLD = frozenset({Party.PERSON, Party.NEARBY, Party.ROOM, Party.ECHO, Party.GATEWAY})
_FAR = frozenset({Party.SIP, Party.PROVIDER})
_SAFE = ".-_~@:+!*[]"
_E = TypeVar("_E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Path:
    """What a service tells: who takes the media from the app, and of a gateway the hop beyond it."""

    party: Party = Party.UNKNOWN
    user: str = ""
    """The user id of the person at the other end, where that is one of the same service."""
    far: Hop | None = None

    @classmethod
    def parse(cls, text: str) -> Path:
        """Understand a header; what is not understood counts as not told."""
        if len(text) > LONGEST:
            return cls()
        first, *rest = text.split(";")
        fields = dict(_field(each) for each in rest)
        party = _member(Party, first.strip(), Party.UNKNOWN)
        if party not in _TOLD:
            return cls()
        return cls(party, _shown(fields.get("user", "")), _far(fields) if party is Party.GATEWAY else None)

    def __str__(self) -> str:
        parts = [self.party.value]
        if self.user:
            parts.append(f"user={quote(self.user, safe=_SAFE)}")
        if self.far is not None:
            parts += [f"far={self.far.to}", f"media={self.far.media}", f"signalling={self.far.signalling}"]
            if self.far.name:
                parts.append(f"host={quote(self.far.name, safe=_SAFE)}")
        return ";".join(parts)


def _far(fields: dict[str, str]) -> Hop | None:
    party = _member(Party, fields.get("far", ""), Party.UNKNOWN)
    if party not in _FAR:
        return None
    return Hop(
        party,
        _member(Protection, fields.get("media", ""), Protection.UNKNOWN),
        _member(Signalling, fields.get("signalling", ""), Signalling.UNKNOWN),
        name=_shown(fields.get("host", "")),
    )


def _field(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip().lower(), unquote(value.strip())


def _member(kind: type[_E], text: str, instead: _E) -> _E:
    return next((each for each in kind if each == text), instead)


def _shown(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:100]
