"""Candidates that are told after offer and answer: fragments of session descriptions (RFC 8840 section 9)."""

from __future__ import annotations

from dataclasses import dataclass, field

from aioice import Candidate

from core.media.sdp.description import SdpError, parse_description
from core.media.sdp.ice_lines import ice_of

CONTENT_TYPE = "application/trickle-ice-sdpfrag"
MAX_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class Fragment:
    """More candidates of the ICE session with these credentials; after ``is_last`` no more come."""

    username: str
    password: str = field(repr=False)
    mid: str = "0"
    candidates: tuple[Candidate, ...] = ()
    is_last: bool = False

    def __str__(self) -> str:
        lines = [
            f"a=ice-ufrag:{self.username}",
            f"a=ice-pwd:{self.password}",
            "m=audio 9 RTP/AVP 0",
            f"a=mid:{self.mid}",
            *(f"a=candidate:{candidate.to_sdp()}" for candidate in self.candidates),
            *(["a=end-of-candidates"] if self.is_last else []),
        ]
        return "\r\n".join(lines) + "\r\n"

    @classmethod
    def parse(cls, text: str) -> Fragment:
        """Understand a fragment; candidates that cannot be used are left out. Raises SdpError."""
        if len(text) > MAX_BYTES:
            raise SdpError(f"a fragment longer than {MAX_BYTES} characters")
        section = parse_description("v=0\r\n" + text).sections[0]
        told = ice_of(section)
        if not told.username or not told.password:
            raise SdpError("a fragment without ICE credentials")
        return cls(
            told.username,
            told.password,
            section.value("mid"),
            told.candidates,
            section.has("end-of-candidates"),
        )
