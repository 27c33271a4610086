"""What the window asks of a conference room; see ``core/commands.py``. All name the call that is in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RaiseHand:
    """Raise one's hand, or take it down."""

    call_id: str
    raised: bool


@dataclass(frozen=True, slots=True)
class ViewMembers:
    """Say how high (pixels) each picture is drawn, by ``MEMBER`` or ``MEMBER/screen``; 0: it is not seen.

    Names that are left out are not seen either. Not decoded is what is not seen.
    """

    call_id: str
    heights: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class MuteMember:
    """As host: mute one member, or all but oneself if ``member_id`` is empty."""

    call_id: str
    member_id: str = ""


@dataclass(frozen=True, slots=True)
class RemoveMember:
    """As host: send a member out."""

    call_id: str
    member_id: str


@dataclass(frozen=True, slots=True)
class LockRoom:
    """As host: let nobody else in, or let them in again."""

    call_id: str
    locked: bool


@dataclass(frozen=True, slots=True)
class EndRoom:
    """As host: end the room for all."""

    call_id: str


@dataclass(frozen=True, slots=True)
class HandOverRoom:
    """As host: make another member the host."""

    call_id: str
    member_id: str


@dataclass(frozen=True, slots=True)
class InviteToRoom:
    """Have the room call somebody: a user id, ``+E164`` or ``sip:user@host``."""

    call_id: str
    target: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class MergeCalls:
    """Bring these calls into one room, without hanging up; one call alone becomes a room, too.

    ``invite``: whom that room, once it stands, is to call as well, as ``InviteToRoom`` has it. If there will
    be no room, nobody is called.
    """

    call_ids: tuple[str, ...]
    invite: str = ""
    invite_name: str = ""


InRoom = (
    RaiseHand | ViewMembers | MuteMember | RemoveMember | LockRoom | EndRoom | HandOverRoom | InviteToRoom
)
"""What is asked of a room that is there."""
