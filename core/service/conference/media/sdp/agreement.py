"""What a room and one of its members have agreed upon, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from core.service.media.sdp.codecs import Codec

CodecKey = tuple[str, int, str]


class Picture(NamedTuple):
    """What a member shows: ``what`` is PICTURES or SLIDES."""

    member: str
    what: str


NO_PICTURE = Picture("", "")


@dataclass(frozen=True, slots=True)
class ExtensionIds:
    """Ids of header extensions (RFC 8285) as both ends use them in one section; 0: not used."""

    mid: int = 0
    send_time: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class SoundAgreed:
    """The mix to the member, and its sound to the room."""

    mid: str
    takes: Mapping[int, Codec]
    """What may come, by payload type, events and noise included."""
    sends: Codec
    """What the mix is encoded with, under the member's number."""
    noise: Codec | None
    comes: bool
    """Whether the member's sound is expected."""
    leaves: bool
    """Whether the member takes the mix."""
    extensions: ExtensionIds


@dataclass(frozen=True, slots=True)
class OwnAgreed:
    """A picture that comes from the member."""

    mid: str
    takes: Mapping[int, Codec]
    copies: Mapping[int, int]
    """Payload types of packets that are sent again (RFC 4588), and that of what they hold."""
    comes: bool
    takes_nack: bool
    takes_pli: bool
    takes_fir: bool
    extensions: ExtensionIds
    ssrcs: tuple[int, ...] = ()
    """Sources that the member has named for it."""


@dataclass(frozen=True, slots=True)
class ShownAgreed:
    """Another member's picture, on its way to this one."""

    picture: Picture
    mid: str
    ssrc: int
    copies_ssrc: int
    types: Mapping[CodecKey, int]
    """Payload types of the codecs that the member takes."""
    copies: Mapping[int, int]
    """By these, the types of packets that are sent again."""
    leaves: bool
    """Whether the member takes it now: a section can be inactive."""
    extensions: ExtensionIds


@dataclass(frozen=True, slots=True)
class Agreed:
    """Everything. ``own`` is by what it shows, PICTURES or SLIDES."""

    sound: SoundAgreed | None = None
    own: Mapping[str, OwnAgreed] = field(default_factory=dict)
    shown: tuple[ShownAgreed, ...] = ()
