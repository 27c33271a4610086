"""What the two sides of a bridge have agreed upon, stream by stream."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.media.sdp.description import Section
from core.service.gateway.media.sdp.crypto import Crypto
from core.service.gateway.media.sdp.sip_description import SipSection
from core.service.media.sdp.codecs import Codec, shared


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one side and this gateway speak: ``takes`` is what it takes, under its numbers, best first."""

    takes: tuple[Codec, ...]
    sends: tuple[Codec, ...]
    """The same under the numbers that it may send with."""

    @classmethod
    def of(cls, theirs: Iterable[Codec], ours: Iterable[Codec]) -> Spoken:
        """Return what both descriptions of one side have."""
        theirs, ours = tuple(theirs), tuple(ours)
        takes, said = shared(theirs, ours), shared(ours, theirs)
        numbers = {codec.number for codec in said}
        return cls(takes, (*said, *(codec for codec in takes if codec.number not in numbers)))


@dataclass(frozen=True, slots=True)
class SipTarget:
    """Where and how packets go to the SIP side; ``address`` is empty when nothing is to be sent there."""

    address: str
    port: int
    rtcp: tuple[str, int]
    is_muxed: bool
    ptime: int = 0
    our_key: Crypto | None = field(default=None, repr=False)
    their_key: Crypto | None = field(default=None, repr=False)
    fingerprints: tuple[str, ...] = ()
    setup: str = ""
    """This gateway's DTLS role."""
    takes_nack: bool = False


@dataclass(frozen=True, slots=True)
class AgreedStream:
    """One stream: who sends what to whom."""

    role: str
    client: Spoken
    sip: Spoken
    to_client: bool
    to_sip: bool
    target: SipTarget
    client_takes_nack: bool = False
    number_id: int = 0
    """The id of the extension with which the client numbers packets that it wants to hear of; 0: none."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one side says of one stream, and where in its description."""

    index: int
    codecs: tuple[Codec, ...]
    direction: str
    section: Section
    sip: SipSection | None = None

    def takes_nack(self) -> bool:
        """Whether it takes requests to send packets again (RFC 4585)."""
        return any(value.split(" ")[1:] == ["nack"] for value in self.section.values("rtcp-fb"))
