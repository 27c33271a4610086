"""What the window is shown of a conference room: immutable values inside a ``CallSnapshot``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CONFERENCE_SCHEME = "conf:"
"""What is written before the id of a room where it could be a user's."""


class MemberKind(StrEnum):
    """By what somebody is in the room."""

    APP = "app"
    PHONE = "phone"
    SIP = "sip"


class MemberVideo(StrEnum):
    """How it stands with a member's camera."""

    NONE = "none"
    LIVE = "live"
    PAUSED = "paused"


class MemberState(StrEnum):
    """How a member stands with the room."""

    INVITED = "invited"
    """The room calls them."""
    PRESENT = "present"
    AWAY = "away"
    """Their connection was lost; they may come back."""


@dataclass(frozen=True, slots=True)
class RoomMember:
    """Somebody in the room. ``member_id`` is the room's name for this joining."""

    member_id: str
    name: str
    address: str = ""
    kind: MemberKind = MemberKind.APP
    state: MemberState = MemberState.PRESENT
    is_self: bool = False
    is_host: bool = False
    is_muted: bool = False
    is_talking: bool = False
    has_hand_raised: bool = False
    video: MemberVideo = MemberVideo.NONE
    has_picture: bool = False
    """Its camera's pictures come here now; ``CALLID/member/MEMBER`` is their slot."""
    is_sharing: bool = False
    """It shows a screen; ``CALLID/member/MEMBER/screen`` is the slot."""
    is_on_hold: bool = False
    """Nothing is heard or seen of it until it is back."""


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """Something that happened, as a sentence to show for a moment; ``serial`` grows."""

    serial: int
    text: str
    member_id: str = ""


@dataclass(frozen=True, slots=True)
class RoomSnapshot:
    """The room that a call is in, members in the order of their joining, oneself among them."""

    room_id: str
    members: tuple[RoomMember, ...] = ()
    is_host: bool = False
    is_locked: bool = False
    can_moderate: bool = True
    """False at a server that knows no host's tools: they are not offered then."""
    has_roster: bool = True
    """False where the server does not tell who is there, or sends one picture of all: it fills the window."""
    events: tuple[RoomEvent, ...] = ()
    """The newest ones, ten at most."""
    link: str = ""
    """The ``ahoy:`` link that lets others in."""
