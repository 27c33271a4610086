"""One call's two media legs as signalling sees them: descriptions of one side in, of the other side out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Its libraries take seconds to load.
    from core.service.gateway.media.announcements.playback import Piece


class Encryption(Enum):
    """How the packets of the SIP side are protected."""

    NONE = "none"
    SDES = "sdes"
    """Keys in the description (RFC 4568): only as secret as the signalling."""
    DTLS = "dtls"
    """Keys agreed upon in the media path (RFC 5764)."""


def encryption_named(text: str) -> Encryption | None:
    """Return what an administrator calls so; None for ``auto``, where the call decides. Raises ValueError."""
    return None if text == "auto" else Encryption(text)


@dataclass(frozen=True, slots=True)
class SipMedia:
    """How media is had with one SIP peer.

    ``address`` is this machine's towards it, to which sockets are bound; ``advertised`` is the one to be
    told where that is another (behind NAT); ``stun`` is a server (``host[:port]``) that knows better
    for each port, or empty. ``encryption`` is what our offers ask for; an offer of the peer's is answered as
    it asks. ``codecs`` are those to be offered, best first.
    """

    address: str
    advertised: str = ""
    encryption: Encryption = Encryption.NONE
    codecs: tuple[str, ...] = ("opus", "g722", "pcma", "pcmu")
    allows_video: bool = True
    stun: str = ""
    silence_limit: float = 60.0
    """Seconds without any packet of a peer that owes some, after which the call is over."""


class MediaBridge(Protocol):
    """The media of one call between a client and a SIP peer. Core thread; never blocks.

    An offer changes nothing that runs until its answer is known. Of two offers that cross, signalling lets
    one through. Every method that takes a description raises MediaRefused if that cannot be used.
    """

    on_ended: Callable[[str], None]
    """Called once when media cannot go on, with a sentence. Not after ``close``."""

    async def offer_to_sip(self, client_offer: str) -> str:
        """Return the offer for the SIP side that a client's offer, the first or a later one, becomes."""

    async def offer_to_sip_again(self) -> str:
        """Return an offer for the SIP side of what is agreed upon: it was offered other media meanwhile.

        ``take_late_answer`` takes the answer. The client hears nothing of this.
        """

    async def answer_to_client(self, sip_answer: str | None, *, is_early: bool = False) -> str:
        """Return the answer to that offer for the client.

        None: the SIP side has said nothing yet, and the service itself is heard until it does.

        May be called again while the call is not answered, with what other branches answer: media then goes
        to and comes from the newest, and the client's answer, once given, stays as it is.
        """

    async def offer_to_client(self, sip_offer: str | None) -> str:
        """Return the offer for the client that a SIP offer becomes; None: an INVITE came without one."""

    async def answer_to_sip(self, client_answer: str | None) -> str:
        """Return the answer for the SIP side; after an INVITE without an offer, our offer for the 200.

        None: no client has answered yet. The service itself is heard then, until ``join_client``.
        """

    async def join_client(self, client_answer: str) -> None:
        """Take the answer of the client for whom the SIP side was answered before."""

    async def play(self, pieces: Iterable[Piece], *, to_client: bool, repeats: bool = False) -> None:
        """Play to one side in the place of what the other one says; return when it is over.

        Raises MediaRefused, also when another announcement takes its place; cancelled, it stops.
        """

    async def ring(self, *, to_client: bool) -> None:
        """Let one side hear that somebody rings, until something else is played, or cancelled."""

    async def warn(self, *, to_client: bool) -> None:
        """Let one side hear that the call will soon be ended; nothing where nothing can be played."""

    def listen(self, on_key: Callable[[str], None] | None, *, to_client: bool) -> None:
        """Tell each key that one side presses in its sound from now on; None: no longer."""

    async def take_late_answer(self, sip_answer: str) -> None:
        """Take the answer to an offer of which no client waits for the answer: one that came with an ACK."""

    async def take_candidates(self, fragment: str) -> None:
        """Take candidates that the client tells late (RFC 8840); what cannot be read is dropped."""

    def roll_back(self) -> None:
        """Forget the offer that was refused or never answered; what was agreed before goes on."""

    @property
    def peer(self) -> SipMedia:
        """How media is had with the SIP peer, as it was asked for."""

    @property
    def encryption(self) -> Encryption:
        """How the SIP side is protected now."""

    async def close(self) -> None:
        """End it: sockets closed, tasks ended. Idempotent."""


class MediaBridges(Protocol):
    """Makes bridges. Core thread."""

    def bridge(self, peer: SipMedia) -> MediaBridge:
        """Return the media of one new call with ``peer``; nothing is opened before its first description."""

    async def close(self) -> None:
        """End all that are left."""
