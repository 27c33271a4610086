"""What is known of each hop that the sound and the pictures of a call take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Party(StrEnum):
    """Who takes the media at the far end of a hop, and so has it in clear."""

    PERSON = "person"
    """The app of the one who is talked to, as their call service says."""
    NEARBY = "nearby"
    """The app of somebody on the same network, whose device holds a key."""
    ROOM = "room"
    """A conference server, which mixes."""
    ECHO = "echo"
    """The echo test of the call service."""
    GATEWAY = "gateway"
    """The part of the call service that speaks with classic SIP."""
    SIP = "sip"
    """A telephone or server at a SIP address; what it does with the media nobody says."""
    PROVIDER = "provider"
    """A telephone provider's server."""
    TELEPHONE = "telephone"
    """Whoever is reached by a number, through the telephone network."""
    UNKNOWN = "unknown"


class Protection(StrEnum):
    """How the packets of one hop are protected."""

    DTLS = "dtls"
    """Keys agreed upon by the two ends in the media path (RFC 5764)."""
    SDES = "sdes"
    """Keys that were sent in the descriptions (RFC 4568)."""
    CLEAR = "clear"
    UNKNOWN = "unknown"


class Signalling(StrEnum):
    """How the descriptions of one hop travelled: fingerprints and SDES keys are in them."""

    PROTECTED = "protected"
    """By TLS, or on this machine."""
    CLEAR = "clear"
    UNKNOWN = "unknown"


class Proof(StrEnum):
    """What says that the far end of a hop is who it is taken for."""

    SERVICE = "service"
    """The call service vouches for it."""
    KNOWN_KEY = "known-key"
    """The device has the key that it had in earlier calls."""
    NEW_KEY = "new-key"
    """The device was not talked to before."""
    OTHER_KEY = "other-key"
    """Somebody of this name was met before, and had another key."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop. ``name`` is what its far end is called, for the sentences; it proves nothing."""

    to: Party = Party.UNKNOWN
    media: Protection = Protection.UNKNOWN
    signalling: Signalling = Signalling.UNKNOWN
    proof: Proof = Proof.SERVICE
    name: str = ""


PEOPLE = frozenset({Party.PERSON, Party.NEARBY})
"""Ends that are a person's own app; every other party is a server, or what nobody knows."""
