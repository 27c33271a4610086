"""The badge in sentences for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.sentences import joined, sentence
from core.trust.badge import Badge, Claim
from core.trust.hops import PEOPLE, Hop, Party, Proof, Protection, Signalling

_PARTIES = {
    Party.PERSON: sentence("the other person"),
    Party.NEARBY: sentence("the other person"),
    Party.ROOM: sentence("the conference server"),
    Party.ECHO: sentence("the echo test"),
    Party.GATEWAY: sentence("the phone gateway"),
    Party.SIP: sentence("the other SIP server"),
    Party.PROVIDER: sentence("the telephone provider"),
    Party.TELEPHONE: sentence("the telephone network"),
    Party.UNKNOWN: sentence("the other end"),
}
_PROOFS = {
    Proof.SERVICE: sentence("The call service vouches for who that is."),
    Proof.KNOWN_KEY: sentence("The device has the key that you know from earlier calls."),
    Proof.NEW_KEY: sentence("You have not talked to this device before: its key is new to you."),
    Proof.OTHER_KEY: sentence("Somebody of this name was met before, with another key. Ask them about it."),
    Proof.NONE: sentence("Nothing proves who that is."),
}


def party_words(hop: Hop) -> str:
    """Return what the far end of ``hop`` is called within a sentence."""
    if hop.to in (*PEOPLE, Party.SIP) and hop.name:
        return hop.name
    return _PARTIES[hop.to]


def badge_words(found: Badge) -> str:
    """Return the one sentence."""
    party = party_words(found.about)
    match found.claim:
        case Claim.ONLY:
            return sentence("Encrypted to {party} only", party=party)
        case Claim.ONLY_NEW:
            return sentence("Encrypted to {party} only, on a device that is new to you", party=party)
        case Claim.TO_SERVER:
            return sentence("Encrypted to {party}", party=party)
        case Claim.AS_FAR_AS:
            return sentence("Encrypted hop by hop, as far as {party}", party=party)
        case Claim.UNPROVEN:
            return sentence("Encrypted, but nothing proves that it is {party}", party=party)
        case Claim.OTHER_KEY:
            return sentence("Encrypted, but {party} has another key than before", party=party)
        case Claim.CLEAR:
            return sentence("In clear")
        case Claim.CLEAR_BEYOND:
            return sentence("In clear beyond {party}", party=party)
        case Claim.UNKNOWN_BEYOND:
            return sentence("Encrypted to {party}, not known beyond it", party=party)
        case Claim.UNKNOWN:
            return sentence("Not known yet who can listen")


def hop_lines(hops: Sequence[Hop]) -> tuple[str, ...]:
    """Return what is to be said of each hop: how it is protected, and what proves who is at its end."""
    ends = [sentence("this computer"), *(party_words(hop) for hop in hops)]
    return tuple(_hop_words(hop, ends[index]) for index, hop in enumerate(hops))


def _hop_words(hop: Hop, begin: str) -> str:
    way = _way_words(hop, {"begin": begin, "party": party_words(hop)})
    is_told = hop.to in PEOPLE and hop.media is not Protection.UNKNOWN
    return joined((way, _PROOFS[hop.proof]), " ") if is_told else way


def _way_words(hop: Hop, ends: dict[str, Any]) -> str:
    is_open = hop.signalling is Signalling.CLEAR
    match hop.media:
        case Protection.CLEAR:
            return sentence("From {begin} to {party}: in clear.", **ends)
        case Protection.UNKNOWN:
            return sentence("From {begin} to {party}: not known.", **ends)
        case Protection.SDES if is_open:
            return sentence(
                "From {begin} to {party}: encrypted (SDES), but the key was sent in clear.", **ends
            )
        case Protection.SDES:
            return sentence(
                "From {begin} to {party}: encrypted (SDES); "
                "the servers that passed the key on can decrypt it, too.",
                **ends,
            )
        case Protection.DTLS if is_open:
            return sentence(
                "From {begin} to {party}: encrypted (DTLS-SRTP), but set up in clear: "
                "somebody on the way could have taken its place.",
                **ends,
            )
        case Protection.DTLS:
            return sentence("From {begin} to {party}: encrypted (DTLS-SRTP).", **ends)


def decrypters(hops: Sequence[Hop]) -> str:
    """Say who can decrypt the call."""
    if not hops or any(hop.media is Protection.UNKNOWN for hop in hops):
        return sentence("Not known.")
    if any(hop.media is Protection.CLEAR for hop in hops):
        return sentence("Anybody on a part of the way.")
    names = tuple(dict.fromkeys(party_words(hop) for hop in hops))
    return sentence("You and {others}.", others=joined(names, sentence(" and ")))
