"""Between the session descriptions of the world and those that aiortc understands.

Nothing of a remote description reaches aiortc as it came: sections are taken apart, each attribute is
checked, and what aiortc gets is written anew. Sections that cannot be used (port 0, unknown kinds, no
common codec, no encryption) are kept away from it and answered with port 0 (RFC 3264 section 6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from core.media.sdp.comparison import changes_only_direction
from core.media.sdp.description import (
    TRANSPORT,
    Description,
    NothingAcceptable,
    SdpError,
    Section,
    parse_description,
)
from core.media.sdp.local_text import finish, split_text, with_bundle
from core.media.sdp.sections import refusal, rejected, write_section

USED_PER_KIND = 1
"""Sections of one kind that are used; a call between two people has one of each."""


@dataclass(frozen=True, slots=True)
class Presented:
    """A section that aiortc knows: where it was first, its mid there, and what it said last."""

    index: int
    mid: str
    section: Section


@dataclass(slots=True)
class SectionLedger:
    """Remembers, over all offers and answers of one session, which sections aiortc knows.

    aiortc can neither forget a section nor see one rejected, so a rejected section that it knows is
    presented as inactive, and one that it does not know is not presented at all. Sections are presented
    in the order in which they were first used, whatever was re-used or inserted later.
    """

    presented: list[Presented] = field(default_factory=list)
    live: dict[int, int] = field(default_factory=dict)
    """Index in the last remote description -> index in what aiortc knows."""
    remote: Description | None = None

    def take_offer(self, text: str, *, kinds: tuple[str, ...] = ("audio", "video")) -> str:
        """Return the remote offer ``text`` as aiortc is to see it.

        ``kinds`` are those that this end wants. Raises SdpError on garbage and NothingAcceptable when
        no section is left.
        """
        description = parse_description(text)
        mids = self._mids(description)
        usable = self._usable(description, mids, kinds)
        if not usable:
            raise NothingAcceptable("no section of the offer can be used")
        self.remote = description
        self._present(description, mids, usable)
        return self._write(description, role="")

    def take_answer(self, text: str, offer: str, *, has_added: bool = False) -> str:
        """Return the remote answer ``text`` to our ``offer`` as aiortc is to see it.

        aiortc knows all sections of the first offer, in their order, and of a later one those that it knew
        before, and the last if it ``has_added`` one. Raises SdpError when the answer does not fit the offer,
        and then forgets it.
        """
        description, ours = parse_description(text), parse_description(offer)
        mids = check_fit(description, ours)
        usable = self._usable(description, mids, ("audio", "video"), lone_bundle=not description.bundled)
        if not usable:
            raise NothingAcceptable("the other end rejected every section")
        roles = {description.sections[index].value("setup") or "active" for index in usable}
        if "actpass" in roles:
            raise SdpError("the answer leaves the DTLS role open")
        if any(ours.sections[index].port == 0 for index in usable):
            raise SdpError("the answer takes up a section that was not offered")
        fresh = range(len(mids) - has_added if self.presented else 0, len(mids))
        self.presented = [*self.presented, *(Presented(i, mids[i], ours.sections[i]) for i in fresh)]
        places = self.known_places()
        self.remote = description
        self.live = {index: places[index] for index in usable}
        for index, place in self.live.items():
            self.presented[place] = replace(self.presented[place], section=description.sections[index])
        return self._write(description, role=roles.pop())

    def repeats(self, text: str, ours: str, kinds: tuple[str, ...]) -> bool:
        """Take the remote description ``text`` if it changes nothing but directions; False if it does more.

        ``ours`` is this end's last description. aiortc need not hear of such a change.
        Raises SdpError on garbage.
        """
        description = parse_description(text)
        usable = self._usable(
            description, self._mids(description), kinds, lone_bundle=not description.bundled
        )
        spoken = parse_description(ours).sections
        if set(usable) != set(self.live) or len(spoken) != len(description.sections):
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

    def mid_of(self, kind: str) -> str | None:
        """Return under which mid aiortc knows the section of ``kind`` in use; None if none is."""
        used = (self.presented[place] for place in self.live.values())
        return next((entry.mid for entry in used if entry.section.kind == kind), None)

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
                written = re.sub(r"a=mid:[^\r\n]*\r\n", "", written)
            out.append(written)
        return finish(with_bundle(head, mids) + "".join(out))

    def accepted_kinds(self) -> set[str]:
        """Return the kinds of the sections in use after the last offer or answer."""
        assert self.remote is not None
        return {self.remote.sections[index].kind for index in self.live}

    def direction(self, kind: str) -> str:
        """Return the other end's direction for ``kind`` in its last description; inactive if rejected."""
        assert self.remote is not None
        for index in self.live:
            if self.remote.sections[index].kind == kind:
                return self.remote.sections[index].direction
        return "inactive"

    def _mids(self, description: Description) -> list[str]:
        """Return one mid per section: its own, else the one known at its place, else one made up."""
        known = {entry.index: entry.mid for entry in self.presented}
        known |= {index: self.presented[place].mid for index, place in self.live.items()}
        given = [section.value("mid") for section in description.sections]
        used = set(given) | set(known.values())
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
        self, description: Description, mids: list[str], kinds: tuple[str, ...], lone_bundle: bool = False
    ) -> list[int]:
        found: list[int] = []
        taken: dict[str, int] = {}
        for index, section in enumerate(description.sections):
            bundled = not found or mids[index] in description.bundled
            shares = bool(found) and _shares_transport(section, description.sections[found[0]])
            if section.kind not in kinds or refusal(section) or not (bundled or shares):
                continue
            if taken.get(section.kind, 0) < USED_PER_KIND:
                taken[section.kind] = taken.get(section.kind, 0) + 1
                found.append(index)
        return found

    def _present(self, description: Description, mids: list[str], usable: list[int]) -> None:
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
                self.presented.append(Presented(index, mids[index], fresh[index]))
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
