"""Between the session descriptions of the world and those that aiortc understands.

Nothing of a remote description reaches aiortc as it came: sections are taken apart, each attribute is
checked, and what aiortc gets is written anew. Sections that cannot be used (port 0, unknown kinds, no
common codec, no encryption) are kept away from it and answered with port 0 (RFC 3264 section 6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from aiortc.codecs import CODECS
from aiortc.rtcpeerconnection import find_common_codecs
from aiortc.sdp import MediaDescription, SessionDescription

MAX_BYTES = 64 * 1024
MAX_SECTIONS = 64
MAX_LINES = 2000
MAX_CANDIDATES = 64
USED_PER_KIND = 1
"""Sections of one kind that are used; a call between two people has one of each."""

_MEDIA_LINE = re.compile(r"m=([a-z0-9!#$%&'*+.^_`{|}~-]+) (\d{1,5})(?:/\d+)? ([A-Za-z0-9/]+)((?: \S+)*)\s*")
_TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`{|}~-]+"
_ATTRIBUTES = {
    "mid": re.compile(rf"{_TOKEN}"),
    "ice-ufrag": re.compile(r"[A-Za-z0-9+/=_-]{4,256}"),
    "ice-pwd": re.compile(r"[A-Za-z0-9+/=_-]{22,256}"),
    "fingerprint": re.compile(r"[A-Za-z0-9-]{3,20} [0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){15,63}"),
    "setup": re.compile(r"actpass|active|passive"),
    "extmap": re.compile(r"(?:[1-9]|1[0-4])(?:/(?:sendrecv|sendonly|recvonly|inactive))? \S+"),
    "rtpmap": re.compile(r"\d{1,3} [A-Za-z0-9.-]+/\d{1,6}(?:/\d{1,2})?"),
    "fmtp": re.compile(r"\d{1,3} [\x20-\x7e]{1,500}"),
    "rtcp-fb": re.compile(rf"(?:\*|\d{{1,3}}) {_TOKEN}(?: {_TOKEN})?"),
    "ssrc": re.compile(r"\d{1,10} [a-z-]+:[\x20-\x7e]{0,255}"),
    "ssrc-group": re.compile(r"FID \d{1,10} \d{1,10}"),
    "msid": re.compile(rf"{_TOKEN}(?: {_TOKEN})?"),
}
_CANDIDATE = re.compile(
    r"[A-Za-z0-9+/]{1,32} 1 udp (\d{1,10}) ([0-9a-fA-F:.]{2,45}) (\d{1,5}) typ (?:host|srflx|relay|prflx)"
    r"( raddr [0-9a-fA-F:.]{2,45} rport \d{1,5})?(?: \S+ \S+)*",
    re.IGNORECASE,
)
_DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
_SECURE_PROFILES = ("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF")
_TRANSPORT = ("ice-ufrag", "ice-pwd", "fingerprint", "setup", "candidate", "end-of-candidates")
_SESSION_LEVEL = (*_TRANSPORT, "ice-lite", "group", *_DIRECTIONS)
_DYNAMIC_ONLY = range(64, 96)
"""Payload types that collide with RTCP (RFC 5761 section 4)."""

OPUS_PARAMETERS = "minptime=10;useinbandfec=1"


class SdpError(ValueError):
    """A session description cannot be used: the other end's fault. ``reason`` says why, for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NothingAcceptable(SdpError):
    """An offer is well-formed, but has no section that can be answered (SIP: 488)."""


class NotTheOfferer(RuntimeError):
    """This end did not make the first offer, so it must ask the other end to offer again. Ours."""


@dataclass(frozen=True, slots=True)
class Section:
    """One media section as it came; ``attributes`` are (name, value) pairs, value empty for a flag."""

    kind: str
    port: int
    profile: str
    formats: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """Return the first value of attribute ``name``, empty if there is none."""
        return next((value for key, value in self.attributes if key == name), "")

    def has(self, name: str) -> bool:
        """Whether there is an attribute ``name``."""
        return any(key == name for key, _ in self.attributes)

    @property
    def direction(self) -> str:
        """The direction, sendrecv unless said otherwise (RFC 8866 section 6.7)."""
        return next((key for key, _ in self.attributes if key in _DIRECTIONS), "sendrecv")


@dataclass(frozen=True, slots=True)
class Description:
    """A remote description taken apart; ``bundled`` are the mids of its BUNDLE group, in order."""

    sections: tuple[Section, ...]
    bundled: tuple[str, ...]
    is_ice_lite: bool


def parse_description(text: str) -> Description:
    """Take ``text`` apart. Raises SdpError if it is no session description or too large."""
    if len(text) > MAX_BYTES:
        raise SdpError(f"longer than {MAX_BYTES} characters")
    lines = text.replace("\r\n", "\n").split("\n")
    if not lines or lines[0].strip() != "v=0":
        raise SdpError("does not begin with v=0")
    if len(lines) > MAX_LINES:
        raise SdpError(f"more than {MAX_LINES} lines")
    session: list[tuple[str, str]] = []
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for line in lines:
        if line.startswith("m="):
            groups.append((line, []))
        elif line.startswith("a="):
            name, _, value = line[2:].strip().partition(":")
            (groups[-1][1] if groups else session).append((name, value.strip()))
    if not groups:
        raise SdpError("has no media section")
    if len(groups) > MAX_SECTIONS:
        raise SdpError(f"more than {MAX_SECTIONS} media sections")
    bundle = next((v for n, v in session if n == "group" and v.startswith("BUNDLE")), "")
    inherited = [pair for pair in session if pair[0] in _SESSION_LEVEL]
    return Description(
        sections=tuple(_section(line, attributes, inherited) for line, attributes in groups),
        bundled=tuple(bundle.split()[1:]),
        is_ice_lite=any(name == "ice-lite" for name, _ in session),
    )


def _section(line: str, attributes: list[tuple[str, str]], inherited: list[tuple[str, str]]) -> Section:
    match = _MEDIA_LINE.fullmatch(line)
    if match is None or int(match[2]) > 65535:
        raise SdpError(f"malformed media line {line[:80]!r}")
    own = {name for name, _ in attributes}
    has_direction = any(name in own for name in _DIRECTIONS)
    usable = [
        (name, value)
        for name, value in inherited
        if name not in own and not (has_direction and name in _DIRECTIONS)
    ]
    kept = [pair for pair in (*attributes, *usable) if _is_sound(*pair)]
    return Section(match[1], int(match[2]), match[3].upper(), tuple(match[4].split()), tuple(kept))


def _is_sound(name: str, value: str) -> bool:
    """Whether an attribute is known and well-formed; others are left out."""
    pattern = _ATTRIBUTES.get(name)
    if pattern is not None:
        return pattern.fullmatch(value) is not None
    if name == "candidate":
        return _is_usable_candidate(value)
    return name in ("rtcp-mux", "end-of-candidates", "bundle-only", *_DIRECTIONS) and not value


def _is_usable_candidate(value: str) -> bool:
    match = _CANDIDATE.fullmatch(value)
    return match is not None and int(match[1]) < 2**32 and 0 < int(match[3]) < 65536


def refusal(section: Section) -> str:
    """Return why ``section`` cannot be used, empty if it can."""
    if section.kind not in ("audio", "video"):
        return f"kind {section.kind}"
    if section.port == 0 and not section.has("bundle-only"):
        return "port 0"
    if section.profile not in _SECURE_PROFILES:
        return f"profile {section.profile} is not encrypted"
    if not section.has("rtcp-mux"):
        return "no rtcp-mux"
    if not section.value("ice-ufrag") or not section.value("ice-pwd"):
        return "no ICE credentials"
    if not section.has("fingerprint"):
        return "no fingerprint"
    if not _has_common_codec(section):
        return "no common codec"
    return ""


def _has_common_codec(section: Section) -> bool:
    """Ask aiortc's own matching, on a description that holds nothing but this section's formats."""
    media = _media(section)
    if media is None:
        return False
    common = find_common_codecs(CODECS[section.kind], media.rtp.codecs)
    return any(codec.name.lower() != "rtx" for codec in common)


def _media(section: Section) -> MediaDescription | None:
    text = "v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n" + write_section(section, "0", "")
    try:
        return SessionDescription.parse(text).media[0]
    except (ValueError, KeyError, AssertionError, StopIteration, IndexError):
        return None


def write_section(section: Section, mid: str, direction: str, role: str = "") -> str:
    """Return ``section`` as aiortc reads it, under ``mid``; ``direction`` and ``role`` override its own."""
    formats = _formats(section)
    lines = [f"m={section.kind} 9 UDP/TLS/RTP/SAVPF {' '.join(formats)}", "c=IN IP4 0.0.0.0"]
    lines += [f"a={direction or section.direction}", f"a=mid:{mid}", "a=rtcp-mux"]
    lines.append(f"a=setup:{role or section.value('setup') or 'actpass'}")
    maps = {v.split(" ")[0]: v for n, v in section.attributes if n == "rtpmap"}
    for number in formats:
        value = maps.get(number) or (f"{number} {_STATIC[number]}" if number in _STATIC else "")
        lines += [f"a=rtpmap:{value}"] if value else []
    candidates = [f"a=candidate:{value}" for name, value in section.attributes if name == "candidate"]
    lines += candidates[:MAX_CANDIDATES]
    for name, value in section.attributes:
        is_stray = name == "fmtp" and (value.split(" ")[0] not in formats or value.split(" ")[0] not in maps)
        if name in _WRITTEN and not is_stray:
            lines.append(f"a={name}:{value}" if value else f"a={name}")
    return "\r\n".join(lines) + "\r\n"


_WRITTEN = (
    "ice-ufrag",
    "ice-pwd",
    "fingerprint",
    "extmap",
    "rtcp-fb",
    "ssrc",
    "ssrc-group",
    "msid",
    "end-of-candidates",
    "fmtp",
)
_STATIC = {"0": "PCMU/8000", "8": "PCMA/8000", "9": "G722/8000"}


def _formats(section: Section) -> list[str]:
    return [
        number
        for number in dict.fromkeys(section.formats)
        if number.isdecimal() and int(number) < 128 and int(number) not in _DYNAMIC_ONLY
    ]


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
        mids = _mids(description)
        usable = self._usable(description, mids, kinds)
        if not usable:
            raise NothingAcceptable("no section of the offer can be used")
        self.remote = description
        self._present(description, mids, usable)
        return self._write(description, role="")

    def take_answer(self, text: str, offer: str) -> str:
        """Return the remote answer ``text`` to our ``offer`` as aiortc is to see it."""
        description = parse_description(text)
        ours = parse_description(offer)
        if len(description.sections) != len(ours.sections):
            raise SdpError("the answer has another number of sections than the offer")
        mids = [section.value("mid") for section in ours.sections]
        for theirs, mine, mid in zip(description.sections, ours.sections, mids, strict=True):
            if theirs.kind != mine.kind or theirs.value("mid") not in ("", mid):
                raise SdpError("the sections of the answer are not those of the offer")
        usable = self._usable(description, mids, ("audio", "video"), lone_bundle=not description.bundled)
        if not usable:
            raise NothingAcceptable("the other end rejected every section")
        self.remote = description
        roles = {description.sections[index].value("setup") or "active" for index in usable}
        if "actpass" in roles:
            raise SdpError("the answer leaves the DTLS role open")
        self.presented = [
            Presented(i, mid, section if i in usable else ours.sections[i])
            for i, (mid, section) in enumerate(zip(mids, description.sections, strict=True))
        ]
        self.live = {index: index for index in usable}
        return self._write(description, role=roles.pop())

    def complete_answer(self, text: str) -> str:
        """Return aiortc's answer ``text`` with one section for each of the offer, rejected ones at port 0."""
        assert self.remote is not None
        head, sections = split_text(text)
        out: list[str] = []
        mids: list[str] = []
        for index, section in enumerate(self.remote.sections):
            place = self.live.get(index)
            if place is None:
                out.append(_rejected(section))
                continue
            written = sections[place]
            if section.value("mid"):
                mids.append(section.value("mid"))
            else:
                written = re.sub(r"a=mid:[^\r\n]*\r\n", "", written)
            out.append(written)
        return finish(_with_bundle(head, mids) + "".join(out))

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


def _mids(description: Description) -> list[str]:
    """Return one mid per section, made up where the other end gave none or one twice."""
    given = [section.value("mid") for section in description.sections]
    used = set(given)
    mids: list[str] = []
    for index, mid in enumerate(given):
        if not mid or mid in mids:
            number = index
            while (mid := f"s{number}") in used:
                number += 1
            used.add(mid)
        mids.append(mid)
    return mids


def _shares_transport(section: Section, other: Section) -> bool:
    return section.value("ice-ufrag") == other.value("ice-ufrag") and section.value("ice-pwd") == other.value(
        "ice-pwd"
    )


def _on_transport(section: Section, live: Section) -> Section:
    """Return ``section`` with ICE, DTLS and candidates of ``live``: bundled, there is one transport.

    aiortc takes the candidates of whichever section comes last.
    """
    own = [pair for pair in section.attributes if pair[0] not in _TRANSPORT]
    transport = [pair for pair in live.attributes if pair[0] in _TRANSPORT]
    return replace(section, attributes=(*own, *transport))


def _rejected(section: Section) -> str:
    formats = " ".join(section.formats) or "0"
    lines = [f"m={section.kind} 0 {section.profile} {formats}", "c=IN IP4 0.0.0.0", "a=inactive"]
    if section.value("mid"):
        lines.append(f"a=mid:{section.value('mid')}")
    return "\r\n".join(lines) + "\r\n"


def split_text(text: str) -> tuple[str, list[str]]:
    """Return the session part and the media sections of a description of ours."""
    head, *sections = re.split(r"(?m)^(?=m=)", text)
    return head, sections


def _with_bundle(head: str, mids: list[str]) -> str:
    head = re.sub(r"a=group:BUNDLE[^\r\n]*\r\n", "", head)
    return head + ("a=group:BUNDLE " + " ".join(mids) + "\r\n" if mids else "")


def finish(text: str) -> str:
    """Return a description of ours as it is sent: with Opus's parameters, which aiortc cannot say."""
    match = re.search(r"a=rtpmap:(\d+) opus/48000/2\r\n", text)
    if match is None or f"a=fmtp:{match[1]} " in text:
        return text
    return text.replace(match[0], f"{match[0]}a=fmtp:{match[1]} {OPUS_PARAMETERS}\r\n", 1)
