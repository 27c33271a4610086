"""The badge in sentences for a person."""

from __future__ import annotations

from collections.abc import Sequence

from core.trust.badge import Badge, Claim
from core.trust.hops import Hop, Party, Proof, Protection, Signalling

_PARTIES = {
    Party.PERSON: "the other person",
    Party.NEARBY: "the other person",
    Party.ROOM: "the conference server",
    Party.ECHO: "the echo test",
    Party.GATEWAY: "the phone gateway",
    Party.SIP: "the other SIP server",
    Party.PROVIDER: "the telephone provider",
    Party.TELEPHONE: "the telephone network",
    Party.UNKNOWN: "the other end",
}
_CLAIMS = {
    Claim.ONLY: "Encrypted to {0} only",
    Claim.ONLY_NEW: "Encrypted to {0} only, on a device that is new to you",
    Claim.TO_SERVER: "Encrypted to {0}",
    Claim.AS_FAR_AS: "Encrypted hop by hop, as far as {0}",
    Claim.UNPROVEN: "Encrypted, but nothing proves that it is {0}",
    Claim.OTHER_KEY: "Encrypted, but {0} has another key than before",
    Claim.CLEAR: "In clear",
    Claim.CLEAR_BEYOND: "In clear beyond {0}",
    Claim.UNKNOWN_BEYOND: "Encrypted to {0}, not known beyond it",
    Claim.UNKNOWN: "Not known yet who can listen",
}
_PROOFS = {
    Proof.SERVICE: "The call service vouches for who that is.",
    Proof.KNOWN_KEY: "The device has the key that you know from earlier calls.",
    Proof.NEW_KEY: "You have not talked to this device before: its key is new to you.",
    Proof.OTHER_KEY: "Somebody of this name was met before, with another key. Ask them about it.",
    Proof.NONE: "Nothing proves who that is.",
}


def party_words(hop: Hop) -> str:
    """Return what the far end of ``hop`` is called within a sentence."""
    if hop.to in (Party.PERSON, Party.NEARBY, Party.SIP) and hop.name:
        return hop.name
    return _PARTIES[hop.to]


def badge_words(found: Badge) -> str:
    """Return the one sentence."""
    return _CLAIMS[found.claim].format(party_words(found.about))


def hop_lines(hops: Sequence[Hop]) -> tuple[str, ...]:
    """Return what is to be said of each hop: how it is protected, and what proves who is at its end."""
    ends = ["this computer", *(party_words(hop) for hop in hops)]
    return tuple(_hop_words(hop, ends[index]) for index, hop in enumerate(hops))


def _hop_words(hop: Hop, begin: str) -> str:
    way = f"From {begin} to {party_words(hop)}: {_protection_words(hop)}"
    proof = f" {_PROOFS[hop.proof]}" if _is_proof_told(hop) else ""
    return f"{way}{proof}"


def _is_proof_told(hop: Hop) -> bool:
    return hop.to in (Party.PERSON, Party.NEARBY) and hop.media is not Protection.UNKNOWN


def _protection_words(hop: Hop) -> str:
    match hop.media:
        case Protection.CLEAR:
            return "in clear."
        case Protection.UNKNOWN:
            return "not known."
        case Protection.SDES if hop.signalling is Signalling.CLEAR:
            return "encrypted (SDES), but the key was sent in clear."
        case Protection.SDES:
            return "encrypted (SDES); the servers that passed the key on can decrypt it, too."
    if hop.signalling is Signalling.CLEAR:
        return "encrypted (DTLS-SRTP), but set up in clear: somebody on the way could have taken its place."
    return "encrypted (DTLS-SRTP)."


def decrypters(hops: Sequence[Hop]) -> str:
    """Say who can decrypt the call."""
    if not hops or any(hop.media is Protection.UNKNOWN for hop in hops):
        return "Not known."
    if any(hop.media is Protection.CLEAR for hop in hops):
        return "Anybody on a part of the way."
    names = list(dict.fromkeys(party_words(hop) for hop in hops))
    return f"You and {' and '.join(names)}."
