"""Ways of calls, as the window is told of them."""

from __future__ import annotations

from core.trust.hops import Hop, Party, Proof, Protection, Signalling
from core.trust.summary import TrustSummary, summary

GATEWAY = Hop(Party.GATEWAY, Protection.DTLS, Signalling.PROTECTED)


def direct(name: str, proof: Proof = Proof.SERVICE) -> TrustSummary:
    """A call between two apps."""
    party = Party.PERSON if proof is Proof.SERVICE else Party.NEARBY
    return summary([Hop(party, Protection.DTLS, Signalling.PROTECTED, proof, name)])


def by_telephone() -> TrustSummary:
    """A call to a number, over a trunk in clear."""
    trunk = Hop(Party.PROVIDER, Protection.CLEAR, Signalling.CLEAR, name="carrier.example")
    return summary([GATEWAY, trunk, Hop(Party.TELEPHONE, Protection.CLEAR, Signalling.CLEAR)])


def by_sip(media: Protection = Protection.SDES) -> TrustSummary:
    """A call to a phone of classic SIP, signalled by TLS."""
    return summary([GATEWAY, Hop(Party.SIP, media, Signalling.PROTECTED, name="example.org")])


def in_room() -> TrustSummary:
    """A call in a conference room."""
    return summary([Hop(Party.ROOM, Protection.DTLS, Signalling.PROTECTED)])


def untold() -> TrustSummary:
    """A call at a service that says nothing of its way."""
    return summary([Hop(Party.UNKNOWN, Protection.DTLS, Signalling.PROTECTED)])
