"""Which media sections can be used, and how they are written for aiortc."""

from __future__ import annotations

from aiortc.codecs import CODECS
from aiortc.rtcpeerconnection import find_common_codecs
from aiortc.sdp import MediaDescription, SessionDescription

from core.media.sdp.description import Section

MAX_CANDIDATES = 64
_SECURE_PROFILES = ("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF")
_DYNAMIC_ONLY = range(64, 96)
"""Payload types that collide with RTCP (RFC 5761 section 4)."""


def refusal(section: Section) -> str:
    """Return why ``section`` cannot be used, empty if it can."""
    return transport_refusal(section) or ("" if _has_common_codec(section) else "no common codec")


def transport_refusal(section: Section) -> str:
    """Return why nothing can travel in ``section``, whatever its codecs; empty if it can."""
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
    return ""


def _has_common_codec(section: Section) -> bool:
    """Ask aiortc's own matching, on a description that holds nothing but this section's formats."""
    media = read_media(section)
    if media is None:
        return False
    common = find_common_codecs(CODECS[section.kind], media.rtp.codecs)
    return any(codec.name.lower() != "rtx" for codec in common)


def read_media(section: Section) -> MediaDescription | None:
    """Return ``section`` as aiortc reads it; None if it cannot."""
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
        value = maps.get(number) or (f"{number} {STATIC_CODECS[number]}" if number in STATIC_CODECS else "")
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
STATIC_CODECS = {"0": "PCMU/8000", "8": "PCMA/8000", "9": "G722/8000"}


def _formats(section: Section) -> list[str]:
    return [
        number
        for number in dict.fromkeys(section.formats)
        if number.isdecimal() and int(number) < 128 and int(number) not in _DYNAMIC_ONLY
    ]


def rejected(section: Section) -> str:
    """Return ``section`` as it is offered or answered with port 0 (RFC 3264 section 6)."""
    formats = " ".join(section.formats) or "0"
    lines = [f"m={section.kind} 0 {section.profile} {formats}", "c=IN IP4 0.0.0.0", "a=inactive"]
    if section.value("mid"):
        lines.append(f"a=mid:{section.value('mid')}")
    return "\r\n".join(lines) + "\r\n"
