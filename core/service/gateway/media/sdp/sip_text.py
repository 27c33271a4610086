"""Descriptions for a SIP peer: each section with its own port, and nothing that old phones stumble over."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from core.service.gateway.media.bridge import SipMedia
from core.service.gateway.media.sdp.crypto import Crypto
from core.service.media.sdp.client_text import codec_lines, feedback_lines
from core.service.media.sdp.codecs import Codec


@dataclass(frozen=True, slots=True)
class SipPart:
    """One section to write."""

    kind: str
    port: int
    profile: str
    codecs: tuple[Codec, ...]
    direction: str
    mid: str = ""
    cryptos: tuple[Crypto, ...] = field(default=(), repr=False)
    fingerprints: tuple[str, ...] = ()
    setup: str = ""
    is_muxed: bool = False
    ptime: int = 0
    feedback: tuple[str, ...] = ()

    def text(self) -> str:
        """Return it as text."""
        numbers = " ".join(str(codec.number) for codec in self.codecs)
        lines = [
            f"m={self.kind} {self.port} {self.profile} {numbers}",
            *codec_lines(self.codecs),
            *feedback_lines(self.codecs, self.feedback),
            *([f"a=ptime:{self.ptime}"] if self.ptime else []),
            *([f"a=mid:{self.mid}"] if self.mid else []),
            *(f"a=crypto:{crypto}" for crypto in self.cryptos),
            *(f"a=fingerprint:{fingerprint}" for fingerprint in self.fingerprints),
            *([f"a=setup:{self.setup}"] if self.setup else []),
            *(["a=rtcp-mux"] if self.is_muxed else []),
            f"a={self.direction}",
        ]
        return "\r\n".join(lines) + "\r\n"


def rejected_part(kind: str, profile: str, formats: Sequence[str], mid: str = "") -> str:
    """Return a section with port 0."""
    line = f"m={kind} 0 {profile} {' '.join(formats) or '0'}\r\n"
    return line + (f"a=mid:{mid}\r\n" if mid else "")


def sip_description(media: SipMedia, sections: Sequence[str]) -> str:
    """Return a whole description without its ``o=``."""
    return f"v=0\r\ns=-\r\nc={connection(media)}\r\nt=0 0\r\n" + "".join(sections)


def connection(media: SipMedia) -> str:
    """Return where media of ours is expected as descriptions write it: an address, or a name that has one."""
    version = ipaddress.ip_address(media.address).version
    told = media.advertised or media.address
    with suppress(ValueError):
        version = ipaddress.ip_address(told).version
    return f"IN IP{version} {told}"
