"""What a call is and was: its state, direction, end cause, times and durations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from core.calling.errors import SinchError


class CallState(StrEnum):
    """How far a call has come.

    ::

        out:  initiating -> progressing -> ringing -> answered -> established -> ended
        in:   initiating -------------------------> answered -> established -> ended

    States may be left out on the way; ``ended`` may follow any of them and comes exactly once.
    """

    INITIATING = "initiating"
    """The call exists and the other side has not been told, or has not answered."""
    PROGRESSING = "progressing"
    """Outgoing only: the other side is being notified."""
    RINGING = "ringing"
    """Outgoing only: the other side is ringing."""
    ANSWERED = "answered"
    """The callee accepted; media is being connected."""
    ESTABLISHED = "established"
    """Media flows."""
    ENDED = "ended"
    """It is over; ``CallDetails.endCause`` says why."""


class CallDirection(StrEnum):
    """Who called."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class CallEndCause(IntEnum):
    """Why a call ended; ``str()`` gives the name the calling API prints, for example ``HungUp``."""

    NONE = 0
    """It has not ended."""
    TIMEOUT = 1
    """The callee was not reached in time."""
    DENIED = 2
    """The callee declined or is busy."""
    NO_ANSWER = 3
    """It rang and nobody answered."""
    FAILURE = 4
    """Something broke: see ``CallDetails.error``."""
    HUNG_UP = 5
    """Either side hung up after the answer."""
    CANCELED = 6
    """The caller gave up before the answer."""
    OTHER_DEVICE_ANSWERED = 7
    """Another device of the same user took the call."""
    INACTIVE = 8
    """The media was lost and the call ended by itself."""

    def __str__(self) -> str:
        return "".join(word.capitalize() for word in self.name.split("_"))


@dataclass(frozen=True, slots=True)
class CallDetails:
    """One call's times, durations and end, at the moment of asking. Times are in UTC, None until reached."""

    startedTime: datetime | None = None
    progressedTime: datetime | None = None
    rungTime: datetime | None = None
    answeredTime: datetime | None = None
    establishedTime: datetime | None = None
    endedTime: datetime | None = None
    duration: int = 0
    """Milliseconds from established to ended; 0 until ended."""
    setupDuration: int = 0
    """Milliseconds from the start to progressing; 0 inbound, or if it never progressed."""
    notifyingDuration: int = 0
    """Milliseconds from progressing to ringing; 0 inbound, or if it never rang."""
    ringingDuration: int = 0
    """Milliseconds of ringing, to the answer or the end (inbound: counted from the call's arrival)."""
    requestedAudio: bool = True
    """Whether the caller asked for audio: always, in this implementation."""
    requestedVideo: bool = False
    """Whether the caller asked for video."""
    hadAudioStream: bool = False
    """Whether a stream of sound was made, in either direction."""
    hadVideoStream: bool = False
    """Whether a stream of pictures was made, in either direction."""
    endCause: CallEndCause = CallEndCause.NONE
    wasBusy: bool = False
    """Beside ``DENIED``: the callee was busy (SIP 486, 600) and nobody there decided about this call."""
    error: SinchError | None = None
    """Set only when the end cause is ``FAILURE``."""
    replacedBy: str = ""
    """The id of the call that took this one's place; such a call is never a missed one."""
