"""Between the session descriptions of the world and those that aiortc understands.

Nothing of a remote description reaches aiortc as it came: sections are taken apart, each attribute is
checked, and what aiortc gets is written anew. Sections that cannot be used (port 0, unknown kinds, no
common codec, no encryption) are kept away from it and answered with port 0 (RFC 3264 section 6).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from core.media.sdp.comparison import changes_only_direction
from core.media.sdp.description import (
    TRANSPORT,
    Description,
    NothingAcceptable,
    SdpError,
    Section,
    parse_description,
)
from core.media.sdp.local_text import finish, split_text, with_bundle, without_mid
from core.media.sdp.roles import AUDIO, KIND_OF, MEMBER, ROLES, roles_of
from core.media.sdp.sections import refusal, rejected, write_section


@dataclass(frozen=True, slots=True)
class Presented:
    """A section that aiortc knows: where it was first, its mid there, what it said last, what it is for."""

    index: int
    mid: str
    section: Section
    role: str = AUDIO


@dataclass(slots=True)
class SectionLedger:
    """Remembers, over all offers and answers of one session, which sections aiortc knows.

    aiortc can neither forget a section nor see one rejected, so a rejected section that it knows is
    presented as inactive, and one that it does not know is not presented at all. Sections are presented
    in the order in which they were first used, whatever was re-used or inserted later.
    Of the sections for one role one is used.
    """

    presented: list[Presented] = field(default_factory=list)
    live: dict[int, int] = field(default_factory=dict)
    """Index in the last remote description -> index in what aiortc knows."""
    remote: Description | None = None
    members: set[int] = field(default_factory=set)
    """Indices of sections that carry the members of a room: neither aiortc nor any other role has them."""

    def copy(self) -> SectionLedger:
        """Return what is known now, to go back to."""
        return SectionLedger(list(self.presented), dict(self.live), self.remote, set(self.members))

    def notice_members(self, description: Description) -> dict[int, Section]:
        """Return the sections of a room's offer that are for its members: those with a label (RFC 4574).

        What aiortc knows already stays what it is.
        """
        known = self.known_places()
        for index, section in enumerate(description.sections):
            is_pictures = section.kind == KIND_OF[MEMBER]
            if is_pictures and index not in known and section.value("label"):
                self.members.add(index)
        self.members = {index for index in self.members if index < len(description.sections)}
        return {index: description.sections[index] for index in sorted(self.members)}

    def take_offer(self, text: str, *, roles: Collection[str] = ROLES) -> str:
        """Return the remote offer ``text`` as aiortc is to see it.

        ``roles`` are those that this end wants. Raises SdpError on garbage and NothingAcceptable when
        no section is left.
        """
        description = parse_description(text)
        mids = self._mids(description)
        meant = self.roles(description)
        usable = self._usable(description, mids, meant, roles)
        if not usable:
            raise NothingAcceptable("no section of the offer can be used")
        for entry, index in product(self.presented, usable):
            is_same = (entry.index, entry.section.kind) == (index, description.sections[index].kind)
            if entry.mid == mids[index] and not is_same:
                raise SdpError("a mid has moved to another section, which stays at its place (RFC 3264 8)")
        self._present(description, mids, meant, usable)
        self.remote = description
        return self._write(description, role="")

    def take_answer(self, text: str, offer: str, *, added: int = 0) -> str:
        """Return the remote answer ``text`` to our ``offer`` as aiortc is to see it.

        aiortc knows all sections of the first offer, in their order, and of a later one those that it knew
        before, and the last ones, as many as it ``added``. Raises SdpError when the answer does not fit the
        offer, and then forgets it.
        """
        description, ours = parse_description(text), parse_description(offer)
        mids = check_fit(description, ours)
        roles = self.roles(ours)
        usable = self._usable(description, mids, roles, ROLES)
        if not usable:
            raise NothingAcceptable("the other end rejected every section")
        dtls_roles = {description.sections[index].value("setup") or "active" for index in usable}
        if "actpass" in dtls_roles:
            raise SdpError("the answer leaves the DTLS role open")
        if any(ours.sections[index].port == 0 for index in usable):
            raise SdpError("the answer takes up a section that was not offered")
        fresh = range(len(mids) - added if self.presented else 0, len(mids))
        new = (Presented(i, mids[i], ours.sections[i], roles[i]) for i in fresh)
        self.presented = [*self.presented, *new]
        places = self.known_places()
        self.remote = description
        self.live = {index: places[index] for index in usable}
        for index, place in self.live.items():
            self.presented[place] = replace(self.presented[place], section=description.sections[index])
        return self._write(description, role=dtls_roles.pop())

    def repeats(self, text: str, ours: str, roles: Collection[str]) -> bool:
        """Take the remote description ``text`` if it changes nothing but directions; False if it does more.

        ``ours`` is this end's last description. aiortc need not hear of such a change.
        Raises SdpError on garbage.
        """
        description = parse_description(text)
        usable = self._usable(description, self._mids(description), self.roles(description), roles)
        spoken = parse_description(ours).sections
        if set(usable) != set(self.live) or len(spoken) > len(description.sections):
            return False
        for index, place in self.live.items():
            known, new = self.presented[place].section, description.sections[index]
            if not changes_only_direction(known, new, spoken[index]):
                return False
        self.remote = description
        return True

    def known_places(self) -> dict[int, int]:
        """Return for each index of a description the place of the section that aiortc knows there."""
        return {entry.index: place for place, entry in enumerate(self.presented)} | self.live

    def roles(self, description: Description) -> list[str]:
        """Return what each section of ``description`` is for, as far as known by what was said before."""
        known = {index: self.presented[place].role for index, place in self.known_places().items()}
        known |= dict.fromkeys(self.members, MEMBER)
        return roles_of(description.sections, known)

    def index_of(self, role: str) -> int | None:
        """Return where in the last descriptions the section for ``role`` is; None if none is in use."""
        return next((index for index, place in self.live.items() if self.presented[place].role == role), None)

    def mid_of(self, role: str) -> str | None:
        """Return under which mid aiortc knows the section for ``role`` in use; None if none is."""
        index = self.index_of(role)
        return None if index is None else self.presented[self.live[index]].mid

    def complete_answer(self, text: str) -> str:
        """Return aiortc's answer ``text`` with one section for each of the offer, rejected ones at port 0."""
        assert self.remote is not None
        head, sections = split_text(text)
        out: list[str] = []
        mids: list[str] = []
        for index, section in enumerate(self.remote.sections):
            place = self.live.get(index)
            if place is None:
                out.append(rejected(section))
                continue
            written = sections[place]
            if section.value("mid"):
                mids.append(section.value("mid"))
            else:
                written = without_mid(written)
            out.append(written)
        return finish(with_bundle(head, mids) + "".join(out))

    def accepted_roles(self) -> set[str]:
        """Return the roles of the sections in use after the last offer or answer."""
        return {self.presented[place].role for place in self.live.values()}

    def direction(self, role: str) -> str:
        """Return the other end's direction for ``role`` in its last description; inactive if rejected."""
        index = self.index_of(role)
        if self.remote is None or index is None:
            return "inactive"
        return self.remote.sections[index].direction

    def _mids(self, description: Description) -> list[str]:
        """Return one mid per section: its own, else the one known at its place, else one made up."""
        entries = {entry.index: entry for entry in self.presented}
        entries |= {index: self.presented[place] for index, place in self.live.items()}
        kinds = [section.kind for section in description.sections]
        known = {
            index: entry.mid
            for index, entry in entries.items()
            if index >= len(kinds) or kinds[index] == entry.section.kind
        }
        given = [section.value("mid") for section in description.sections]
        used = set(given) | {entry.mid for entry in self.presented}
        mids: list[str] = []
        for index, mid in enumerate(given):
            if not mid and known.get(index) not in (None, *mids):
                mid = known[index]
            elif not mid or mid in mids:
                number = index
                while (mid := f"s{number}") in used:
                    number += 1
                used.add(mid)
            mids.append(mid)
        return mids

    def _usable(
        self, description: Description, mids: list[str], roles: Sequence[str], wanted: Collection[str]
    ) -> list[int]:
        found: list[int] = []
        taken: set[str] = set()
        for index, (section, role) in enumerate(zip(description.sections, roles, strict=True)):
            bundled = not found or mids[index] in description.bundled
            shares = bool(found) and _shares_transport(section, description.sections[found[0]])
            if role not in wanted or refusal(section) or not (bundled or shares):
                continue
            if role not in taken:
                taken.add(role)
                found.append(index)
        return found

    def _present(
        self, description: Description, mids: list[str], roles: Sequence[str], usable: list[int]
    ) -> None:
        known = {(entry.index, entry.mid): place for place, entry in enumerate(self.presented)}
        self.live = {}
        fresh = {index: description.sections[index] for index in usable}
        self.presented = [
            replace(entry, section=fresh[entry.index])
            if entry.index in fresh and mids[entry.index] == entry.mid
            else entry
            for entry in self.presented
        ]
        for index in usable:
            place = known.get((index, mids[index]))
            if place is None:
                place = len(self.presented)
                self.presented.append(Presented(index, mids[index], fresh[index], roles[index]))
            self.live[index] = place

    def _write(self, description: Description, role: str) -> str:
        used = set(self.live.values())
        live = description.sections[next(iter(self.live))]
        head = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
        head += "a=ice-lite\r\n" if description.is_ice_lite else ""
        head += "a=group:BUNDLE " + " ".join(entry.mid for entry in self.presented) + "\r\n"
        head += "a=msid-semantic:WMS *\r\n"
        for place, entry in enumerate(self.presented):
            direction = "" if place in used else "inactive"
            head += write_section(_on_transport(entry.section, live), entry.mid, direction, role)
        return head


def check_fit(answer: Description, offer: Description) -> list[str]:
    """Return the offer's mids. Raises SdpError when the sections of ``answer`` are not those of ``offer``."""
    if len(answer.sections) != len(offer.sections):
        raise SdpError("the answer has another number of sections than the offer")
    for theirs, mine in zip(answer.sections, offer.sections, strict=True):
        if theirs.kind != mine.kind or theirs.value("mid") not in ("", mine.value("mid")):
            raise SdpError("the sections of the answer are not those of the offer")
    return [section.value("mid") for section in offer.sections]


def _shares_transport(section: Section, other: Section) -> bool:
    return section.value("ice-ufrag") == other.value("ice-ufrag") and section.value("ice-pwd") == other.value(
        "ice-pwd"
    )


def _on_transport(section: Section, live: Section) -> Section:
    """Return ``section`` with ICE, DTLS and candidates of ``live``: bundled, there is one transport.

    aiortc takes the candidates of whichever section comes last.
    """
    own = [pair for pair in section.attributes if pair[0] not in TRANSPORT]
    transport = [pair for pair in live.attributes if pair[0] in TRANSPORT]
    return replace(section, attributes=(*own, *transport))
