"""Takes the session descriptions of the world apart, with bounds; keeps what is well-formed (RFC 8866)."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_BYTES = 64 * 1024
MAX_SECTIONS = 64
MAX_LINES = 2000

_MEDIA_LINE = re.compile(r"m=([a-z0-9!#$%&'*+.^_`{|}~-]+) (\d{1,5})(?:/\d+)? ([A-Za-z0-9/]+)((?: \S+)*)\s*")
_TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,64}"
_LAYERS = r"[A-Za-z0-9_~;,-]{1,200}"
_ATTRIBUTES = {
    "mid": re.compile(rf"{_TOKEN}"),
    "ice-ufrag": re.compile(r"[A-Za-z0-9+/=_-]{4,256}"),
    "ice-pwd": re.compile(r"[A-Za-z0-9+/=_-]{22,256}"),
    "fingerprint": re.compile(r"[A-Za-z0-9-]{3,20} [0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){15,63}"),
    "ice-options": re.compile(rf"{_TOKEN}(?: {_TOKEN})*"),
    "setup": re.compile(r"actpass|active|passive"),
    "extmap": re.compile(r"(?:[1-9]|1[0-4])(?:/(?:sendrecv|sendonly|recvonly|inactive))? \S+"),
    "rtpmap": re.compile(r"\d{1,3} [A-Za-z0-9.-]+/\d{1,6}(?:/\d{1,2})?"),
    "maxptime": re.compile(r"\d{1,5}"),
    "fmtp": re.compile(r"\d{1,3} [\x20-\x7e]{1,500}"),
    "rtcp-fb": re.compile(rf"(?:\*|\d{{1,3}}) {_TOKEN}(?: {_TOKEN})?"),
    "ssrc": re.compile(r"\d{1,10} [a-z-]+:[\x20-\x7e]{0,255}"),
    "ssrc-group": re.compile(r"FID \d{1,10} \d{1,10}"),
    "msid": re.compile(rf"{_TOKEN}(?: {_TOKEN})?"),
    "simulcast": re.compile(
        r"(?:send|recv) [A-Za-z0-9_~;,-]{1,200}(?: (?:send|recv) [A-Za-z0-9_~;,-]{1,200})?"
    ),
    "label": re.compile(rf"{_LABEL}"),
    "content": re.compile(rf"{_TOKEN}(?:,{_TOKEN}){{0,7}}"),
}
_CANDIDATE = re.compile(
    r"[A-Za-z0-9+/]{1,32} 1 udp (\d{1,10}) ([0-9a-fA-F:.]{2,45}) (\d{1,5}) typ (?:host|srflx|relay|prflx)"
    r"( raddr [0-9a-fA-F:.]{2,45} rport \d{1,5})?(?: \S+ \S+)*",
    re.IGNORECASE,
)
DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
TRANSPORT = ("ice-ufrag", "ice-pwd", "ice-options", "fingerprint", "setup", "candidate", "end-of-candidates")
_SESSION_LEVEL = (*TRANSPORT, "ice-lite", "group", *DIRECTIONS)


class SdpError(ValueError):
    """A session description cannot be used: the other end's fault. ``reason`` says why, for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NothingAcceptable(SdpError):
    """An offer is well-formed, but has no section that can be answered (SIP: 488)."""


class Glare(SdpError):
    """An offer came while one of ours is open (SIP: 491)."""


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
        return next((key for key, _ in self.attributes if key in DIRECTIONS), "sendrecv")

    def values(self, name: str) -> list[str]:
        """Return all values of attribute ``name``."""
        return [value for key, value in self.attributes if key == name]


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
    has_direction = any(name in own for name in DIRECTIONS)
    usable = [
        (name, value)
        for name, value in inherited
        if name not in own and not (has_direction and name in DIRECTIONS)
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
    return name in ("rtcp-mux", "end-of-candidates", "bundle-only", *DIRECTIONS) and not value


def _is_usable_candidate(value: str) -> bool:
    match = _CANDIDATE.fullmatch(value)
    return match is not None and int(match[1]) < 2**32 and 0 < int(match[3]) < 65536
