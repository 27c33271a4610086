"""All that a room and one member have said to each other: what is offered, answered, due and agreed upon."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from core.media.sdp.description import Description, NothingAcceptable, SdpError, Section, parse_description
from core.media.sdp.directions import agreed as agreed_direction
from core.media.sdp.local_text import Origin
from core.media.sdp.sections import rejected, transport_refusal
from core.service.conference.media.ports import PICTURES
from core.service.conference.media.sdp.agreement import Agreed, OwnAgreed, Picture
from core.service.conference.media.sdp.numbering import Numbering
from core.service.conference.media.sdp.owners import owner_lines
from core.service.conference.media.sdp.places import (
    MOST_PLACES,
    Place,
    Use,
    fresh_use,
    own_of,
    shown_of,
    sound_of,
)
from core.service.media.sdp.client_text import (
    ARRIVALS,
    FEEDBACK,
    ClientSection,
    ClientTransport,
    client_description,
    feedback_for,
    new_section,
)
from core.service.media.sdp.client_way import ClientWay, way_of
from core.service.media.sdp.codecs import (
    EVENT,
    NOISE,
    SOUND,
    Codec,
    codecs_of,
    events,
    media_of,
    shared,
    sound,
)
from core.service.media.sdp.codecs import (
    PICTURES as PICTURE_CODECS,
)

H264_PARAMETERS = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"
USUAL_PICTURES = (Codec(-1, "vp8", 90_000), Codec(-1, "h264", 90_000, 1, H264_PARAMETERS))
"""What a member is taken to show until it says what it can."""

DIRECTIONS = {Use.SOUND: "sendrecv", Use.OWN: "recvonly", Use.SHOWN: "sendonly"}


@dataclass(frozen=True, slots=True)
class _Heard:
    """An offer of the member that waits for its answer."""

    places: tuple[Place, ...]
    bundled: tuple[str, ...]
    """Names of the sections that may share a transport; an answer bundles no others (RFC 9143 7.3.1)."""
    way: ClientWay


class MemberSections:
    """One member's side. ``takes_pictures`` is False for a member that is never offered any, as a phone.

    ``preferred`` is the name of the codec that the room's pictures have, empty while any will do.
    """

    def __init__(self, rng: random.Random, *, takes_pictures: bool = True) -> None:
        self.agreed = Agreed()
        self.way: ClientWay | None = None
        self.preferred = ""
        self._rng = rng
        self._takes_pictures = takes_pictures
        self._numbering = Numbering()
        self._origin = Origin()
        self._places: tuple[Place, ...] = ()
        self._offered: tuple[Place, ...] | None = None
        self._heard: _Heard | None = None
        self._refused: set[Picture] = set()
        self._pictures: tuple[Codec, ...] = ()
        """The codecs that the member has named for pictures."""
        self._sound_ssrc = rng.getrandbits(32)

    @property
    def is_open(self) -> bool:
        """Whether an offer of ours waits for its answer."""
        return self._offered is not None

    @property
    def ssrc(self) -> int:
        """The source of the mix, in whose name reports leave."""
        return self._sound_ssrc

    @property
    def picture_codecs(self) -> tuple[Codec, ...]:
        """What the member can show, best first; empty while it has not spoken of pictures."""
        return self._pictures

    # --- the member offers ----------------------------------------------------------------------------

    def hear_offer(self, text: str) -> None:
        """Take an offer; nothing changes until it is answered. Raises SdpError."""
        description = parse_description(text)
        if len(description.sections) < len(self._places):
            raise SdpError("the offer leaves out sections of earlier ones (RFC 3264 section 8)")
        if len(description.sections) > MOST_PLACES:
            raise SdpError(f"more than {MOST_PLACES} sections")
        first: Section | None = None
        places: list[Place] = []
        taken: set[tuple[Use, str]] = {
            (place.use, place.picture.what)
            for place, section in zip(self._places, description.sections, strict=False)
            if place.use in (Use.SOUND, Use.OWN) and section.port
        }
        for index, section in enumerate(description.sections):
            known = self._places[index] if index < len(self._places) else None
            if known is not None and known.section.kind != section.kind:
                raise SdpError(f"section {index} has become one of another kind")
            place = _heard_place(known, section, taken)
            if place.use is not Use.NONE and not _is_usable(section, first, description):
                place = Place(section, Use.NONE)
            if place.use is not Use.NONE:
                first = first or section
                taken.add((place.use, place.picture.what))
            places.append(place)
        if first is None or all(place.use is not Use.SOUND for place in places):
            raise NothingAcceptable("the offer has no sound that can be used")
        self._heard = _Heard(tuple(places), description.bundled, way_of(first, description))

    @property
    def heard_way(self) -> ClientWay:
        """How the member is reached that has offered."""
        assert self._heard is not None
        return self._heard.way

    @property
    def heard_codecs(self) -> tuple[Codec, ...]:
        """What the member has named for pictures, with the offer that was heard."""
        sections = [one.section for one in self._heard.places] if self._heard is not None else []
        named = [media_of(codecs_of(one)) for one in sections if one.kind == "video"]
        return self._pictures or next((codecs for codecs in named if codecs), ())

    def answer(self, available: Collection[Picture], transport: ClientTransport, setup: str) -> str:
        """Return the answer to the offer that was heard; it is agreed upon with that."""
        heard, self._heard = self._heard, None
        assert heard is not None
        for place in heard.places:
            if place.use is not Use.NONE:
                self._learn(place.section)
        places = tuple(self._answered(place, available) for place in heard.places)
        text = self._write(places, transport, setup, bundled=heard.bundled)
        self._refuse(heard.places, self._places)
        self._settle(places, heard.way)
        return text

    def _answered(self, place: Place, available: Collection[Picture]) -> Place:
        section = place.section
        if place.use is Use.NONE or (place.use is Use.SHOWN and place.picture not in available):
            return Place(section, Use.NONE)
        codecs = self._answer_codecs(place)
        if not media_of(codecs):
            return Place(section, Use.NONE)
        return replace(
            place,
            said=codecs,
            copies=self._answer_copies(section, codecs),
            extensions=self._numbering.extensions(section.kind, section),
            direction=agreed_direction(DIRECTIONS[place.use], section.direction),
        )

    def _answer_codecs(self, place: Place) -> tuple[Codec, ...]:
        offered = codecs_of(place.section)
        if place.use is Use.SOUND:
            best = next(iter(one for one in media_of(offered) if one.name in SOUND), None)
            if best is None:
                return ()
            clocks = {best.clock_rate, 8000}
            beside = [one for one in offered if one.name == EVENT and one.clock_rate in clocks]
            return (best, *beside, *(one for one in offered if one.name == NOISE))
        if place.use is Use.OWN:
            wanted = tuple(one for one in media_of(offered) if one.name == self.preferred)
            return wanted or media_of(offered)
        return shared(media_of(offered), place.said) or media_of(offered)

    def _answer_copies(self, section: Section, codecs: Sequence[Codec]) -> tuple[Codec, ...]:
        numbers = {codec.number for codec in codecs}
        told = {f"apt={codec.number}" for codec in codecs}
        copies = self._numbering.copies(codecs) if section.kind == "video" else ()
        listed = set(section.formats)
        return tuple(
            one
            for one in copies
            if one.parameters in told and str(one.number) in listed and one.number not in numbers
        )

    # --- the room offers ------------------------------------------------------------------------------

    def offer(self, available: Collection[Picture], transport: ClientTransport) -> str:
        """Return an offer with the sections that are due; it is open until answered or rolled back."""
        assert self._offered is None
        places = self._due(available)
        offered = tuple(self._offered_place(place) for place in places)
        text = self._write(offered, transport, "actpass")
        self._offered = offered
        return text

    def _due(self, available: Collection[Picture]) -> list[Place]:
        """Return the places that there should be: who left goes, who came takes a free one or a new one."""
        places = [
            Place(place.section, Use.NONE)
            if place.use is Use.SHOWN and place.picture not in available
            else place
            for place in self._places
        ] or self._first_places()
        free = self._free()
        for picture in self._missing(available):
            if free:
                index = free.pop(0)
                places[index] = self._shown_place(places[index].section, picture)
            elif len(places) < MOST_PLACES:
                places.append(self._shown_place(new_section("video", _mids(places)), picture))
        return places

    def _missing(self, available: Collection[Picture]) -> list[Picture]:
        shown = {place.picture for place in self._places if place.use is Use.SHOWN}
        is_wanted = self._takes_pictures
        return [one for one in available if is_wanted and one not in shown and one not in self._refused]

    def is_due(self, available: Collection[Picture]) -> bool:
        """Whether the sections agreed upon are not those that there should be."""
        if not self._places:
            return False
        gone = any(place.use is Use.SHOWN and place.picture not in available for place in self._places)
        return gone or self._can_add(available) or any(self._is_other_codec(place) for place in self._places)

    def _can_add(self, available: Collection[Picture]) -> bool:
        if not self._missing(available):
            return False
        return bool(self._free()) or len(self._places) < MOST_PLACES

    def _free(self) -> list[int]:
        """Return which places can be used again; one without a name cannot, as bundles go by names."""
        return [
            index
            for index, place in enumerate(self._places)
            if place.use is Use.NONE and place.section.kind == "video" and place.mid
        ]

    def _is_other_codec(self, place: Place) -> bool:
        """Whether the member sends a picture with another codec than the room's, which it has, too."""
        if place.use is not Use.OWN or not self.preferred:
            return False
        can = any(one.name == self.preferred for one in self._pictures)
        return can and bool(place.said) and place.said[0].name != self.preferred

    def _first_places(self) -> list[Place]:
        places = [Place(new_section("audio", ()), Use.SOUND)]
        if self._takes_pictures:
            section = new_section("video", _mids(places))
            places.append(Place(section, Use.OWN, Picture("", PICTURES)))
        return places

    def _shown_place(self, section: Section, picture: Picture) -> Place:
        ssrc, copies = self._rng.getrandbits(32), self._rng.getrandbits(32)
        return Place(section, Use.SHOWN, picture, ssrc=ssrc, copies_ssrc=copies)

    def _offered_place(self, place: Place) -> Place:
        if place.use is Use.NONE:
            return place
        kind = place.section.kind
        codecs = self._numbering.codecs(kind, self._offer_codecs(place))
        return replace(
            place,
            said=codecs,
            copies=self._numbering.copies(codecs) if kind == "video" else (),
            extensions=self._numbering.extensions(kind),
            direction=DIRECTIONS[place.use],
        )

    def _offer_codecs(self, place: Place) -> tuple[Codec, ...]:
        if place.use is Use.SOUND:
            return place.said or (*map(sound, SOUND), events(48_000), events(8000))
        known = self._pictures or USUAL_PICTURES
        if place.use is Use.OWN and self.preferred:
            return tuple(one for one in known if one.name == self.preferred) or known
        return known

    def take_answer(self, text: str) -> None:
        """Take the answer to our offer. Raises SdpError when it does not fit; the offer stays open then."""
        if self._offered is None:
            raise SdpError("an answer came, and no offer was made")
        description = parse_description(text)
        if len(description.sections) != len(self._offered):
            raise SdpError("the answer has another number of sections than the offer")
        places, first = [], None
        for offered, section in zip(self._offered, description.sections, strict=True):
            place = _answered_place(offered, section)
            if place.use is not Use.NONE and not _is_usable(section, first, description):
                raise SdpError("the answer has a section that cannot be reached")
            first = first or (section if place.use is not Use.NONE else None)
            places.append(place)
        if first is None or all(one.use is not Use.SOUND for one in places):
            raise NothingAcceptable("the answer has no sound that can be used")
        way = way_of(first, description)
        if way.setup == "actpass":
            raise SdpError("the answer leaves the DTLS role open")
        for place in places:
            if place.use is not Use.NONE:
                self._learn(place.section)
        self._refuse(places, self._offered)
        self._offered = None
        self._settle(tuple(places), way)

    def roll_back(self) -> None:
        """Forget the offer that is open; what was agreed before goes on."""
        self._offered = None

    # --- what both share ------------------------------------------------------------------------------

    def _learn(self, section: Section) -> None:
        self._numbering.learn(section)
        named = media_of(codecs_of(section)) if section.kind == "video" else ()
        have = {codec.key for codec in self._pictures}
        self._pictures += tuple(one for one in named if one.key not in have and one.name in PICTURE_CODECS)

    def _refuse(self, after: Sequence[Place], before: Sequence[Place]) -> None:
        """Remember what the member does not want to be offered again."""
        for new, old in zip(after, before, strict=False):
            if old.use is Use.SHOWN and new.use is Use.NONE:
                self._refused.add(old.picture)

    def _settle(self, places: tuple[Place, ...], way: ClientWay) -> None:
        self._places, self.way = places, way
        own: dict[str, OwnAgreed] = {}
        found_sound, shown = None, []
        for place in places:
            if place.use is Use.SOUND:
                found_sound = sound_of(place)
            elif place.use is Use.OWN and (one := own_of(place)) is not None:
                own[place.picture.what] = one
            elif place.use is Use.SHOWN and (other := shown_of(place)) is not None:
                shown.append(other)
        self.agreed = Agreed(found_sound, own, tuple(shown))

    def forget(self, member: str) -> None:
        """Remember no longer what was refused of a member who has left."""
        self._refused = {picture for picture in self._refused if picture.member != member}

    def _write(
        self,
        places: Sequence[Place],
        transport: ClientTransport,
        setup: str,
        *,
        bundled: Sequence[str] | None = None,
    ) -> str:
        """Return the description; ``bundled`` is what an answer may bundle, None makes it an offer."""
        sections: list[str] = []
        mids: list[str] = []
        for place in places:
            if place.use is Use.NONE:
                sections.append(rejected(place.section))
                continue
            text = self._text(place, transport.cname, setup, is_answer=bundled is not None)
            # Without a bundle each section is a way of its own; only the first one is used then.
            sections.append(text.text(transport, has_candidates=not mids))
            mids.append(place.mid)
        shared_by = [mid for mid in mids if mid and (bundled is None or mid in bundled)]
        return self._origin.stamp(client_description(sections, shared_by))

    def _text(self, place: Place, cname: str, setup: str, *, is_answer: bool) -> ClientSection:
        section, is_video = place.section, place.section.kind == "video"
        told = section.values("rtcp-fb")
        is_numbered = any(ARRIVALS in value.split() for value in told) if is_answer else True
        feedback = () if not is_video else feedback_for(told) if is_answer else FEEDBACK
        return ClientSection(
            section.kind,
            place.mid,
            place.said,
            place.direction,
            {Use.SOUND: self._sound_ssrc, Use.SHOWN: place.ssrc}.get(place.use, 0),
            setup,
            owner_lines(place.picture if place.use is Use.SHOWN else None, cname, section.kind),
            feedback,
            copies=place.copies,
            copies_ssrc=place.copies_ssrc,
            extensions=place.extensions,
            is_numbered=is_numbered,
        )


def _mids(places: Sequence[Place]) -> set[str]:
    return {place.mid for place in places}


def _heard_place(known: Place | None, section: Section, taken: set[tuple[Use, str]]) -> Place:
    """Return the place of a section of an offer."""
    if not section.port and not section.has("bundle-only"):
        return Place(section, Use.NONE)
    if known is not None and known.use is not Use.NONE:
        return replace(known, section=section)
    use, picture = fresh_use(section, taken)
    return Place(section, use, picture)


def _answered_place(offered: Place, section: Section) -> Place:
    """Return the place of a section of an answer. Raises SdpError when it does not fit the offer."""
    if section.kind != offered.section.kind:
        raise SdpError("the answer has a section of another kind than the offer")
    if offered.use is Use.NONE or not section.port:
        kept = section if section.value("mid") else offered.section
        return Place(replace(kept, port=0), Use.NONE)
    if not media_of(shared(codecs_of(section), offered.said)):
        raise SdpError("the answer accepts a section with none of its codecs")
    if section.value("mid") not in ("", offered.mid):
        raise SdpError("the answer has another mid than the offer")
    return replace(offered, section=section)


def _is_usable(section: Section, first: Section | None, description: Description) -> bool:
    """Whether media can travel in a section: by itself if it is the first one, else with that."""
    if first is None:
        return not transport_refusal(section)
    if section.value("mid") in description.bundled and first.value("mid") in description.bundled:
        return "SAVP" in section.profile
    return not transport_refusal(section) and section.value("ice-ufrag") == first.value("ice-ufrag")
