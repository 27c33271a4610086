"""One section of a room's description as text (RFC 8866, RFC 8829), in the shape that ConfBridge gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.media.sdp.ice_lines import with_ice
from core.media.sdp.roles import SLIDES as CONTENT_SLIDES
from core.service.conference.media.ports import SLIDES
from core.service.conference.media.sdp.agreement import Picture
from core.service.media.sdp.client_text import (
    ARRIVALS,
    FEEDBACK,
    ClientTransport,
    codec_lines,
    feedback_lines,
)
from core.service.media.sdp.codecs import Codec


@dataclass(frozen=True, slots=True)
class SectionText:
    """What is to be written. ``picture`` is whose picture it brings, None for all else.

    ``copies_ssrc`` is 0 where nothing leaves; ``feedback`` goes with each codec but copies.
    """

    kind: str
    mid: str
    codecs: tuple[Codec, ...]
    direction: str
    setup: str
    ssrc: int
    copies_ssrc: int = 0
    copies: tuple[Codec, ...] = ()
    picture: Picture | None = None
    extensions: tuple[tuple[int, str], ...] = ()
    is_numbered: bool = False
    feedback: tuple[str, ...] = ()

    def text(self, transport: ClientTransport, *, has_candidates: bool) -> str:
        """Return it; the candidates stand in the first section of a bundle alone."""
        numbers = " ".join(str(codec.number) for codec in (*self.codecs, *self.copies))
        lines = [
            f"m={self.kind} 9 UDP/TLS/RTP/SAVPF {numbers}",
            "c=IN IP4 0.0.0.0",
            f"a={self.direction}",
            *([f"a=mid:{self.mid}"] if self.mid else []),
            *self._owner(transport),
            "a=rtcp:9 IN IP4 0.0.0.0",
            "a=rtcp-mux",
            *codec_lines((*self.codecs, *self.copies)),
            *feedback_lines(self.codecs, self.feedback),
            *feedback_lines(self.codecs, (ARRIVALS,) if self.is_numbered else ()),
            *(f"a=extmap:{number} {uri}" for number, uri in self.extensions),
            *self._sources(transport.cname),
            *(f"a=fingerprint:{fingerprint}" for fingerprint in transport.fingerprints),
            f"a=setup:{self.setup}",
        ]
        ice = transport.ice if has_candidates else replace(transport.ice, candidates=())
        return with_ice("\r\n".join(lines) + "\r\n", ice)

    def _owner(self, transport: ClientTransport) -> list[str]:
        if self.picture is None:
            return [f"a=msid:{transport.cname} {transport.cname}-{self.kind}"]
        member, what = self.picture
        lines = [f"a=label:{member}", f"a=msid:{member} {member}-{what}"]
        return [*lines, f"a=content:{CONTENT_SLIDES}"] if what == SLIDES else lines

    def _sources(self, cname: str) -> list[str]:
        lines = [f"a=ssrc:{self.ssrc} cname:{cname}"] if self.ssrc else []
        if self.copies_ssrc and self.copies:
            lines.insert(0, f"a=ssrc-group:FID {self.ssrc} {self.copies_ssrc}")
            lines.append(f"a=ssrc:{self.copies_ssrc} cname:{cname}")
        return lines


def feedback_for(told: Sequence[str]) -> tuple[str, ...]:
    """Return the feedback to answer with, of the values of ``a=rtcp-fb`` that were offered."""
    words = {value.partition(" ")[2] for value in told}
    return tuple(word for word in FEEDBACK if word in words)
