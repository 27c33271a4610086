"""Descriptions for a client: one transport with ICE and DTLS, as WebRTC has it (RFC 8829)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from core.media.sdp.description import Section
from core.media.sdp.ice_lines import with_ice
from core.media.sdp.local_text import with_bundle
from core.media.transport.ice.description import IceDescription
from core.service.media.sdp.codecs import Codec

HEAD = "v=0\r\ns=-\r\nt=0 0\r\na=msid-semantic:WMS *\r\n"
FEEDBACK = ("nack", "nack pli", "ccm fir")
"""What is asked for and obeyed beside pictures."""

ARRIVALS = "transport-cc"
"""Beside that, where packets are numbered for it: the client is told when each came, and finds its rate."""


@dataclass(frozen=True, slots=True)
class ClientTransport:
    """What this service's end towards the client says of itself."""

    ice: IceDescription
    fingerprints: tuple[str, ...]
    cname: str


@dataclass(frozen=True, slots=True)
class ClientSection:
    """One section to write."""

    kind: str
    mid: str
    codecs: tuple[Codec, ...]
    direction: str
    ssrc: int
    """Our source of what leaves in it; 0: nothing does."""
    setup: str
    owner: tuple[str, ...]
    """Lines that say whose it is: ``a=msid`` and what belongs to it."""
    feedback: tuple[str, ...] = ()
    """With each codec but copies."""
    ptime: int = 0
    copies: tuple[Codec, ...] = ()
    """What packets are sent again as (RFC 4588)."""
    copies_ssrc: int = 0
    extensions: tuple[tuple[int, str], ...] = ()
    """Header extensions: id and URI."""
    is_numbered: bool = False
    """Whether the client is to be told when each numbered packet came."""

    def text(self, transport: ClientTransport, *, has_candidates: bool = True) -> str:
        """Return it as text. In a bundle the candidates may stand in the first section alone."""
        codecs = (*self.codecs, *self.copies)
        lines = [
            f"m={self.kind} 9 UDP/TLS/RTP/SAVPF {' '.join(str(codec.number) for codec in codecs)}",
            "c=IN IP4 0.0.0.0",
            f"a={self.direction}",
            *([f"a=mid:{self.mid}"] if self.mid else []),
            *self.owner,
            "a=rtcp:9 IN IP4 0.0.0.0",
            "a=rtcp-mux",
            *codec_lines(codecs),
            *feedback_lines(self.codecs, self.feedback),
            *feedback_lines(self.codecs, (ARRIVALS,) if self.is_numbered else ()),
            *(f"a=extmap:{number} {uri}" for number, uri in self.extensions),
            *([f"a=ptime:{self.ptime}"] if self.ptime else []),
            *self._sources(transport.cname),
            *(f"a=fingerprint:{fingerprint}" for fingerprint in transport.fingerprints),
            f"a=setup:{self.setup}",
        ]
        ice = transport.ice if has_candidates else replace(transport.ice, candidates=())
        return with_ice("\r\n".join(lines) + "\r\n", ice)

    def _sources(self, cname: str) -> list[str]:
        lines = [f"a=ssrc:{self.ssrc} cname:{cname}"] if self.ssrc else []
        if self.copies_ssrc and self.copies:
            lines.insert(0, f"a=ssrc-group:FID {self.ssrc} {self.copies_ssrc}")
            lines.append(f"a=ssrc:{self.copies_ssrc} cname:{cname}")
        return lines


def new_section(kind: str, mids: Collection[str]) -> Section:
    """Return a section that is added to those named ``mids``."""
    mid = next(name for number in range(len(mids) + 1) if (name := str(number)) not in mids)
    return Section(kind, 9, "UDP/TLS/RTP/SAVPF", (), (("mid", mid),))


def feedback_for(told: Iterable[str]) -> tuple[str, ...]:
    """Return the feedback to answer with, of the values of ``a=rtcp-fb`` that were offered."""
    words = {value.partition(" ")[2] for value in told}
    return tuple(word for word in FEEDBACK if word in words)


def codec_lines(codecs: Iterable[Codec]) -> list[str]:
    """Return what says which codecs these are."""
    lines = []
    for codec in codecs:
        lines.append(f"a=rtpmap:{codec.rtpmap}")
        if codec.parameters:
            lines.append(f"a=fmtp:{codec.number} {codec.parameters}")
    return lines


def feedback_lines(codecs: Sequence[Codec], feedback: Iterable[str]) -> list[str]:
    """Return what says which feedback may be sent for them."""
    return [f"a=rtcp-fb:{codec.number} {word}" for word in feedback for codec in codecs]


def client_description(sections: Sequence[str], mids: Sequence[str]) -> str:
    """Return a whole description without its ``o=``; ``mids`` are those that share the transport."""
    return with_bundle(HEAD, list(mids)) + "".join(sections)
