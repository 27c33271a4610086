"""What a media session tells its call. Delivered on the core thread, in the order in which it happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MediaFailure(StrEnum):
    """Why there is no media, or no more."""

    TIMEOUT = "timeout"
    """No path to the other end was found in time: the network's fault."""
    REFUSED = "refused"
    """The other end's keys do not match its offer or answer, or it broke the handshake off."""
    LOST = "lost"
    """The path was there and is gone."""


@dataclass(frozen=True, slots=True)
class MediaConnected:
    """ICE and DTLS are up: media can flow, encrypted."""


@dataclass(frozen=True, slots=True)
class MediaFlowing:
    """Connected, and the first packet has come, or none is owed. At most once per session."""


@dataclass(frozen=True, slots=True)
class MediaFailed:
    """Media could not be set up, or broke. At most once per session; the session still wants ``close``."""

    reason: MediaFailure
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RemoteVideoPaused:
    """No picture has come for a while although the connection lives."""


@dataclass(frozen=True, slots=True)
class RemoteVideoResumed:
    """Pictures come again after a pause."""


@dataclass(frozen=True, slots=True)
class PathSilent:
    """Nothing at all has come from the other end for a while: its program or its network may be gone."""


@dataclass(frozen=True, slots=True)
class PathRestored:
    """Something comes again."""


@dataclass(frozen=True, slots=True)
class LocalCandidates:
    """More ways to reach this end were found: ``fragment`` (RFC 8840) is to be sent to the other end."""

    fragment: str


@dataclass(frozen=True, slots=True)
class RemotePictureStarted:
    """The first picture of the other end is in ``incoming_picture``. At most once per session."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class RemoteHeld:
    """The other end holds the call, or has taken it up again."""

    held: bool


@dataclass(frozen=True, slots=True)
class RemoteSharing:
    """The other end shows a screen, or shows it no more."""

    is_sharing: bool


@dataclass(frozen=True, slots=True)
class MemberPicturesChanged:
    """A conference room has pictures of other members than before."""


@dataclass(frozen=True, slots=True)
class SharingDeclined:
    """The other end has answered that it shows no screens; this end shows it no more."""


@dataclass(frozen=True, slots=True)
class SharingEnded:
    """What was shown cannot be captured any more: ``reason`` is a sentence. An offer should follow."""

    reason: str


@dataclass(frozen=True, slots=True)
class SharedSoundChanged:
    """The sound that goes with the shown screen is not sent for the moment, or is again."""


@dataclass(frozen=True, slots=True)
class DtmfReceived:
    """The other end has pressed a key (0 to 9, ``*``, ``#``, A to D) for ``duration`` seconds."""

    key: str
    duration: float


MediaEvent = (
    MediaConnected
    | MediaFlowing
    | MediaFailed
    | RemoteVideoPaused
    | RemoteVideoResumed
    | PathSilent
    | PathRestored
    | LocalCandidates
    | RemotePictureStarted
    | RemoteHeld
    | RemoteSharing
    | MemberPicturesChanged
    | SharingDeclined
    | SharingEnded
    | SharedSoundChanged
    | DtmfReceived
)
