"""What happens to a conference room, and what is to be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from core.service.conference.state.room import Member
from core.sip.bodies.room_events import EndReason, Picture, RosterKind

# --- what happens -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody's call stands. ``claims_host``: they were the host before the service was started anew."""

    member: Member
    claims_host: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """The room calls somebody on behalf of a member."""

    member: Member


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody is gone for good, or a call of the room's was not answered."""

    id: str
    text: str = ""
    """A sentence for all, where there is more to say than that they left."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The way to somebody is dead; they may come back."""

    id: str


@dataclass(frozen=True, slots=True)
class HostLate:
    """The host has been away for too long to be host any more."""

    id: str


@dataclass(frozen=True, slots=True)
class HandRaised:
    """A hand goes up or down."""

    id: str
    raised: bool


@dataclass(frozen=True, slots=True)
class MediaTold:
    """What a member says of its own microphone and camera."""

    id: str
    muted: bool
    picture: Picture


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a member may send by what was agreed upon."""

    id: str
    has_picture: bool
    shows_screen: bool
    holds: bool = False
    """It takes nothing that is said."""


@dataclass(frozen=True, slots=True)
class Talks:
    """Somebody begins or stops talking."""

    id: str
    talks: bool


@dataclass(frozen=True, slots=True)
class Silenced:
    """A member is muted at the room, or no longer. With an empty id, all but the host are."""

    id: str
    silenced: bool = True


@dataclass(frozen=True, slots=True)
class PutOnHold:
    """The application puts a member on hold, or lets it back."""

    id: str
    held: bool


@dataclass(frozen=True, slots=True)
class LockSet:
    """The door is locked or opened."""

    locked: bool


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The host makes another the host."""

    id: str


@dataclass(frozen=True, slots=True)
class Removed:
    """The host or the application sends somebody out."""

    id: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The room ends for all."""

    reason: EndReason = EndReason.ENDED


Event = (
    Joined
    | Called
    | Left
    | Lost
    | HostLate
    | HandRaised
    | MediaTold
    | Agreed
    | Talks
    | Silenced
    | PutOnHold
    | LockSet
    | HandedOver
    | Removed
    | Closed
)


# --- what is to be done -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell all of one member: as it is now, or as it was if it is gone."""

    kind: RosterKind
    member: Member


@dataclass(frozen=True, slots=True)
class TellState:
    """Tell all how everything is."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Show all a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Leave a member's sound out of the mix, or take it in again."""

    id: str
    silenced: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """Let a member hear nothing of the others, or again."""

    id: str
    held: bool


@dataclass(frozen=True, slots=True)
class Dismiss:
    """End a member's call, and say why."""

    id: str
    reason: EndReason
    text: str


@dataclass(frozen=True, slots=True)
class Close:
    """Nobody is left: forget the room."""


Effect = Tell | TellState | Notice | Silence | Hold | Dismiss | Close
