"""What a SIP peer says, taken apart: beside what all descriptions have, each section's address and keys."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field, replace

from core.media.sdp.description import MAX_LINES, SdpError, Section, parse_description
from core.media.sdp.directions import direction_of, sends
from core.service.gateway.media.sdp.crypto import Crypto, read_all
from core.service.media.sdp.codecs import Codec, codecs_of

MOST_CRYPTOS = 16
PROFILES = {
    "RTP/AVP",
    "RTP/AVPF",
    "RTP/SAVP",
    "RTP/SAVPF",
    "UDP/TLS/RTP/SAVP",
    "UDP/TLS/RTP/SAVPF",
}

_CONNECTION = re.compile(r"c=IN IP([46]) ([0-9A-Za-z.:_-]{1,100})(?:/\d+){0,2}\s*")
_RTCP = re.compile(r"(\d{1,5})(?: IN IP[46] ([0-9A-Fa-f.:]{2,45}))?")
_PTIME = re.compile(r"(\d{1,3})(?:\.\d+)?")
_OWN = ("crypto", "rtcp", "ptime")


@dataclass(frozen=True, slots=True)
class SipSection:
    """One media section; ``address`` is empty when it says that nothing is to be sent there.

    ``ptime`` is in ms, 0 unless said. ``direction`` is inactive or sendonly too for what is held by an
    address of zeros (RFC 2543 appendix B.5).
    """

    section: Section
    codecs: tuple[Codec, ...] = ()
    address: str = ""
    rtcp: tuple[str, int] = ("", 0)
    direction: str = "sendrecv"
    cryptos: tuple[Crypto, ...] = field(default=(), repr=False)
    ptime: int = 0

    @property
    def is_rejected(self) -> bool:
        """Whether its port is 0 (RFC 3264 section 6)."""
        return self.section.port == 0

    @property
    def is_secure(self) -> bool:
        """Whether its profile allows nothing unprotected."""
        return "SAVP" in self.section.profile

    @property
    def has_dtls(self) -> bool:
        """Whether keys are to be agreed upon by DTLS."""
        return self.section.has("fingerprint") and not self.cryptos


def parse_sip(text: str) -> tuple[SipSection, ...]:
    """Take a description of classic SIP apart. Raises SdpError when it is none, or too large."""
    text = _tidied(text)
    sections = parse_description(text).sections
    head, *bodies = re.split(r"(?m)^(?=m=)", text)
    told = _lines(head)
    return tuple(_read(section, told, _lines(body)) for section, body in zip(sections, bodies, strict=True))


def _tidied(text: str) -> str:
    """Return ``text`` with what phones get wrong about white space put right."""
    if text.count("\n") > MAX_LINES:
        raise SdpError(f"more than {MAX_LINES} lines")
    lines = re.split(r"\r\n|\n|\r", text.lstrip("\r\n\ufeff "))
    return "\n".join(re.sub(r"[ \t]+", " ", line).rstrip() for line in lines)


@dataclass(slots=True)
class _Told:
    address: str | None = None
    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")


def _lines(text: str) -> _Told:
    told = _Told()
    for line in text.split("\n"):
        if line.startswith("c=") and told.address is None:
            match = _CONNECTION.fullmatch(line)
            told.address = match[2] if match else ""
        name, _, value = line[2:].partition(":")
        if line.startswith("a=") and name in _OWN:
            told.values.setdefault(name, []).append(value.strip())
    return told


def _read(section: Section, session: _Told, own: _Told) -> SipSection:
    if section.port == 0 or section.kind not in ("audio", "video"):
        return SipSection(replace(section, port=0) if section.kind not in ("audio", "video") else section)
    address = own.address if own.address is not None else session.address
    if address is None:
        raise SdpError("a media section without an address")
    usable = _usable_address(address)
    direction = section.direction if usable else direction_of(sends(section.direction), False)
    ptime = _PTIME.fullmatch(own.first("ptime") or session.first("ptime"))
    return SipSection(
        section,
        codecs_of(section),
        usable,
        _rtcp(own.first("rtcp"), usable, section.port),
        direction,
        read_all((own.values.get("crypto") or session.values.get("crypto") or [])[:MOST_CRYPTOS]),
        int(ptime[1]) if ptime else 0,
    )


def _usable_address(text: str) -> str:
    """Return an address to send to, empty for one of zeros. Raises SdpError for anything else."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        raise SdpError(f"{text[:60]!r} is no address that media can be sent to") from None
    if address.is_unspecified:
        return ""
    if address.is_multicast or text == "255.255.255.255":
        raise SdpError(f"media is not sent to everybody at {text}")
    return str(address)


def _rtcp(told: str, address: str, port: int) -> tuple[str, int]:
    """Return where RTCP goes (RFC 3605): the next port unless said otherwise.

    To another machine than that of the media it is not sent.
    """
    match = _RTCP.fullmatch(told)
    if match is not None and 0 < int(match[1]) <= 65535 and match[2] in (None, address):
        return address, int(match[1])
    return address, port + 1 if port < 65535 else port
