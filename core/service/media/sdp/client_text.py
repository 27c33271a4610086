"""Descriptions for a client: one transport with ICE and DTLS, as WebRTC has it (RFC 8829)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.media.congestion.feedback.wire import URI as NUMBERS
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
    """What this gateway's end towards the client says of itself."""

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
    setup: str
    feedback: tuple[str, ...] = ()
    ptime: int = 0
    number_id: int = 0
    """The id of the header extension that numbers packets; 0: there is none."""

    def text(self, transport: ClientTransport) -> str:
        """Return it as text."""
        numbers = " ".join(str(codec.number) for codec in self.codecs)
        lines = [
            f"m={self.kind} 9 UDP/TLS/RTP/SAVPF {numbers}",
            "c=IN IP4 0.0.0.0",
            f"a={self.direction}",
            *([f"a=mid:{self.mid}"] if self.mid else []),
            f"a=msid:{transport.cname} {self.kind}",
            "a=rtcp:9 IN IP4 0.0.0.0",
            "a=rtcp-mux",
            *codec_lines(self.codecs),
            *feedback_lines(self.codecs, self.feedback),
            *([f"a=extmap:{self.number_id} {NUMBERS}"] if self.number_id else []),
            *feedback_lines(self.codecs, (ARRIVALS,) if self.number_id else ()),
            *([f"a=ptime:{self.ptime}"] if self.ptime else []),
            f"a=ssrc:{self.ssrc} cname:{transport.cname}",
            *(f"a=fingerprint:{fingerprint}" for fingerprint in transport.fingerprints),
            f"a=setup:{self.setup}",
        ]
        return with_ice("\r\n".join(lines) + "\r\n", transport.ice)


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
