"""What was said with a client: its sections, their places and numbers over all offers and answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.media.congestion.feedback.wire import URI as NUMBERS
from core.media.sdp.comparison import extension_ids
from core.media.sdp.description import Description, SdpError, Section, parse_description
from core.media.sdp.directions import agreed
from core.media.sdp.roles import KIND_OF, VIDEO, roles_of
from core.media.sdp.sections import rejected, transport_refusal
from core.service.gateway.media.sdp.agreement import Heard
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
from core.service.media.sdp.codecs import CLIENT_NUMBERS, Codec, Numbers, codecs_of, media_of

OFFERED_ID = 3
"""The id that our offers give the extension that numbers packets; they have no other."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written of one stream."""

    codecs: tuple[Codec, ...]
    direction: str
    ptime: int = 0


@dataclass(slots=True)
class ClientSide:
    """One end of the client's offers and answers. ``ssrcs`` are the sources of what this gateway sends."""

    ssrcs: Mapping[str, int]
    heard: dict[str, Heard] = field(default_factory=dict)
    said: dict[str, tuple[Codec, ...]] = field(default_factory=dict)
    way: ClientWay | None = None
    number_id: int = 0
    """The id of the header extension with which the client numbers its pictures; 0: it does not."""
    _places: list[Section] = field(default_factory=list)
    """The sections of the last description; of ours only kind, mid and formats matter."""
    _roles: dict[int, str] = field(default_factory=dict)
    _numbers: Numbers = field(default_factory=lambda: Numbers(CLIENT_NUMBERS))

    def take_offer(self, text: str, roles: Collection[str]) -> dict[str, Heard]:
        """Return what can be used of an offer, at most one stream for each of ``roles``."""
        description = parse_description(text)
        if len(description.sections) < len(self._places):
            raise SdpError("the offer leaves out sections of earlier ones (RFC 3264 section 8)")
        self._hear(description, roles)
        return self.heard

    def take_answer(self, text: str) -> dict[str, Heard]:
        """Return what is accepted of the last offer. Raises SdpError when the answer does not fit it."""
        description = parse_description(text)
        if len(description.sections) != len(self._places):
            raise SdpError("the answer has another number of sections than the offer")
        offered = {role for index, role in self._roles.items() if self._places[index].port}
        self._hear(description, offered)
        if self.way is not None and self.way.setup == "actpass":
            raise SdpError("the answer leaves the DTLS role open")
        self.number_id = _number_id(self.heard.get(VIDEO))
        return self.heard

    def assume(self, role: str) -> dict[str, Heard]:
        """Take it, before a client has answered, that it accepts all that it was offered of one stream."""
        index = next(index for index, known in self._roles.items() if known == role)
        self.heard = {role: Heard(index, self.said[role], "sendrecv", self._places[index])}
        return self.heard

    def _hear(self, description: Description, roles: Collection[str]) -> None:
        meant = roles_of(description.sections, self._roles)
        heard: dict[str, Heard] = {}
        first: Section | None = None
        for index, (section, role) in enumerate(zip(description.sections, meant, strict=True)):
            codecs = codecs_of(section)
            if role not in roles or role in heard or not media_of(codecs) or transport_refusal(section):
                continue
            if first is not None and not _shares(section, first, description):
                continue
            first = first or section
            heard[role] = Heard(index, codecs, section.direction, section)
            self._numbers.learn(section.kind, codecs)
        self._places = list(description.sections)
        self._roles = dict(enumerate(meant))
        self.heard = heard
        if first is not None:
            self.way = way_of(first, description)

    def write_offer(self, wanted: Mapping[str, Wanted], transport: ClientTransport) -> str:
        """Return an offer of these streams, each at the place it had before."""
        for role in wanted:
            if role not in self._roles.values():
                self._add_place(role)
        sections, mids = [], []
        for index, place in enumerate(self._places):
            stream = wanted.get(self._roles[index])
            if stream is None:
                self._places[index] = replace(place, port=0)
                sections.append(rejected(place))
                continue
            codecs = self._numbers.number(place.kind, stream.codecs)
            self._places[index] = replace(place, port=9, formats=tuple(str(one.number) for one in codecs))
            self.said[self._roles[index]] = codecs
            mids.append(place.value("mid"))
            is_video = place.kind == "video"
            number_id = (self.number_id or OFFERED_ID) if is_video else 0
            feedback = FEEDBACK if is_video else ()
            sections.append(self._text(index, stream, codecs, transport, "actpass", feedback, number_id))
        return client_description(sections, mids)

    def write_answer(self, wanted: Mapping[str, Wanted], transport: ClientTransport, setup: str) -> str:
        """Return the answer to the last offer, with these streams and none else."""
        sections, mids = [], []
        for index, place in enumerate(self._places):
            role = self._roles[index]
            heard = self.heard.get(role)
            if role not in wanted or heard is None or heard.index != index:
                sections.append(rejected(place))
                continue
            offered = {codec.key: codec.number for codec in heard.codecs}
            codecs = tuple(replace(one, number=offered[one.key]) for one in wanted[role].codecs)
            self.said[role] = codecs
            if place.value("mid"):
                mids.append(place.value("mid"))
            feedback = feedback_for(place.values("rtcp-fb"))
            stream = replace(wanted[role], direction=agreed(wanted[role].direction, heard.direction))
            number_id = 0
            if role == VIDEO:
                number_id = self.number_id = _number_id(heard)
            sections.append(self._text(index, stream, codecs, transport, setup, feedback, number_id))
        return client_description(sections, mids)

    def _add_place(self, role: str) -> None:
        used = {place.value("mid") for place in self._places}
        self._roles[len(self._places)] = role
        self._places.append(new_section(KIND_OF[role], used))

    def _text(
        self,
        index: int,
        stream: Wanted,
        codecs: tuple[Codec, ...],
        transport: ClientTransport,
        setup: str,
        feedback: Sequence[str],
        number_id: int,
    ) -> str:
        place, role = self._places[index], self._roles[index]
        section = ClientSection(
            place.kind,
            place.value("mid"),
            codecs,
            stream.direction,
            self.ssrcs[role],
            setup,
            (f"a=msid:{transport.cname} {place.kind}",),
            tuple(feedback),
            stream.ptime,
            extensions=((number_id, NUMBERS),) if number_id else (),
            is_numbered=bool(number_id),
        )
        return section.text(transport)


def _number_id(heard: Heard | None) -> int:
    """Return the id with which a stream's packets can be numbered, 0 if that or what follows is not told."""
    if heard is None or all(ARRIVALS not in value.split() for value in heard.section.values("rtcp-fb")):
        return 0
    return int(extension_ids(heard.section).get(NUMBERS, 0))


def _shares(section: Section, first: Section, description: Description) -> bool:
    """Whether a section travels with the first one: bundled, or by the same credentials."""
    is_bundled = section.value("mid") in description.bundled
    return is_bundled or section.value("ice-ufrag") == first.value("ice-ufrag")
