"""Whom a call is placed to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TargetKind(StrEnum):
    """What a call is placed to."""

    USER = "user"
    """``address`` is a user id, or ``user@domain``."""
    PHONE = "phone"
    """``address`` is a number in E.164."""
    SIP = "sip"
    """``address`` is ``user@server``, with port and parameters if need be; ``sips:`` before it wants TLS."""
    CONFERENCE = "conference"
    """``address`` is the id of a room."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a call is placed to."""

    kind: TargetKind
    address: str
