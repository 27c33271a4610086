"""The sections of one member's description, each at its place for as long as the member stays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.media.sdp.description import Section
from core.media.sdp.directions import receives, sends
from core.media.sdp.roles import SLIDES as CONTENT_SLIDES
from core.service.conference.media.ports import PICTURES, SLIDES
from core.service.conference.media.sdp.agreement import (
    NO_PICTURE,
    OwnAgreed,
    Picture,
    ShownAgreed,
    SoundAgreed,
)
from core.service.conference.media.sdp.numbering import copies_of, ids_of
from core.service.media.sdp.codecs import NOISE, Codec, codecs_of, media_of, shared

MOST_PLACES = 40
"""Sections at most: what more of them say is too long for some, our own client included."""


class Use(Enum):
    """What a section is for."""

    SOUND = "sound"
    OWN = "own"
    """A picture that the member sends."""
    SHOWN = "shown"
    """A picture of another member."""
    NONE = "none"
    """Port 0; one of pictures can be used again."""


@dataclass(frozen=True, slots=True)
class Place:
    """``picture`` is what is shown; of a picture that the member sends only its ``what`` counts."""

    section: Section
    """As the other end wrote it last, or as we did where it has not."""
    use: Use
    picture: Picture = NO_PICTURE
    said: tuple[Codec, ...] = ()
    """What we wrote."""
    copies: tuple[Codec, ...] = ()
    extensions: tuple[tuple[int, str], ...] = ()
    direction: str = "inactive"
    """As we wrote it."""
    ssrc: int = 0
    copies_ssrc: int = 0

    @property
    def mid(self) -> str:
        """Its name."""
        return self.section.value("mid")

    @property
    def ssrcs(self) -> tuple[int, ...]:
        """The sources that the other end names in it."""
        found = dict.fromkeys(int(value.split(" ")[0]) for value in self.section.values("ssrc"))
        return tuple(one for one in found if one < 1 << 32)[:4]

    @property
    def comes(self) -> bool:
        """Whether anything may come in it."""
        return receives(self.direction) and sends(self.section.direction)

    @property
    def leaves(self) -> bool:
        """Whether anything may be sent in it."""
        return sends(self.direction) and receives(self.section.direction)

    def takes(self) -> dict[int, Codec]:
        """Return what may come by payload type: under our numbers, and under those that they wrote."""
        said = {codec.key for codec in self.said}
        theirs = {one.number: one for one in codecs_of(self.section) if one.key in said}
        return theirs | {codec.number: codec for codec in self.said}


def fresh_use(section: Section, taken: set[tuple[Use, str]]) -> tuple[Use, Picture]:
    """Return what a section is for that the member has added."""
    if section.kind == "audio":
        return (Use.SOUND if (Use.SOUND, "") not in taken else Use.NONE), NO_PICTURE
    is_slides = CONTENT_SLIDES in section.value("content").split(",")
    what = SLIDES if is_slides or (Use.OWN, PICTURES) in taken else PICTURES
    if section.kind != "video" or (Use.OWN, what) in taken:
        return Use.NONE, NO_PICTURE
    return Use.OWN, Picture("", what)


def sound_of(place: Place) -> SoundAgreed | None:
    """Return what was agreed upon of sound; None if both ends share no codec."""
    takes = place.takes()
    theirs = shared(codecs_of(place.section), place.said)
    if not media_of(theirs):
        return None
    return SoundAgreed(
        place.mid,
        takes,
        media_of(theirs)[0],
        next((codec for codec in theirs if codec.name == NOISE), None),
        place.comes,
        place.leaves,
        ids_of(place.section, place.extensions),
    )


def own_of(place: Place) -> OwnAgreed | None:
    """Return what was agreed upon of a picture of the member's own; None if both ends share no codec."""
    takes = place.takes()
    if not media_of(shared(codecs_of(place.section), place.said)):
        return None
    told = {value.partition(" ")[2] for value in place.section.values("rtcp-fb")}
    copies = {number: apt for number, apt in copies_of(place.section).items() if apt in takes}
    ours = {codec.number: int(codec.parameters[4:]) for codec in place.copies}
    return OwnAgreed(
        place.mid,
        takes,
        (copies | ours) if copies and ours else {},
        place.comes,
        "nack" in told,
        "nack pli" in told,
        "ccm fir" in told,
        ids_of(place.section, place.extensions),
        place.ssrcs,
    )


def shown_of(place: Place) -> ShownAgreed | None:
    """Return what was agreed upon of another member's picture; None if no codec is left."""
    theirs = media_of(shared(codecs_of(place.section), place.said))
    if not theirs:
        return None
    types = {codec.key: codec.number for codec in theirs}
    numbers = set(types.values())
    copies = {apt: number for number, apt in copies_of(place.section).items() if apt in numbers}
    return ShownAgreed(
        place.picture,
        place.mid,
        place.ssrc,
        place.copies_ssrc,
        types,
        copies if place.copies else {},
        place.leaves,
        ids_of(place.section, place.extensions),
    )
