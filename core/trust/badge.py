"""The badge of a call: who can decrypt it, and what may be said of that. Pure; never more than was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from core.trust.hops import PEOPLE, Hop, Party, Proof, Protection, Signalling


class Level(IntEnum):
    """What is drawn, worst first. More hops never make it better."""

    OPEN = 0
    """Somewhere on the way anybody can listen."""
    UNKNOWN = 1
    """Not known, or not yet."""
    HALF = 2
    """Encrypted on every hop that is known, but somebody between the two ends has it in clear."""
    CLOSED = 3
    """Only the two ends have the keys."""


class Claim(StrEnum):
    """What is said in one sentence, about the party in ``Badge.about``."""

    ONLY = "only"
    """Encrypted to that person only."""
    ONLY_NEW = "only-new"
    """Likewise, on a device that was not met before."""
    TO_SERVER = "to-server"
    """Encrypted to that server, which decrypts."""
    AS_FAR_AS = "as-far-as"
    """Encrypted on each hop as far as that server; those between decrypt, too."""
    UNPROVEN = "unproven"
    """Encrypted, but nothing proves to whom."""
    OTHER_KEY = "other-key"
    """Encrypted to a device with another key than the one known."""
    CLEAR = "clear"
    """In clear from this machine on."""
    CLEAR_BEYOND = "clear-beyond"
    """In clear beyond that server."""
    UNKNOWN_BEYOND = "unknown-beyond"
    """Encrypted as far as that server; beyond it nothing is known."""
    UNKNOWN = "unknown"
    """Not known, or not yet."""


@dataclass(frozen=True, slots=True)
class Badge:
    """What may be said of a call as a whole. ``levels`` has one for each hop, by itself."""

    level: Level
    claim: Claim
    about: Hop
    levels: tuple[Level, ...] = ()


def badge(hops: Sequence[Hop]) -> Badge:
    """Judge a call by all hops from this app to the other end; none: nothing is known yet."""
    if not hops:
        return Badge(Level.UNKNOWN, Claim.UNKNOWN, Hop())
    levels = tuple(hop_level(hop) for hop in hops)
    level = min(levels)
    if len(hops) > 1:
        level = min(level, Level.HALF)
    claim, about = _claim(hops, levels, level)
    return Badge(level, claim, about, levels)


def hop_level(hop: Hop) -> Level:
    """Judge one hop by itself."""
    if hop.media is Protection.CLEAR or _is_key_readable(hop):
        return Level.OPEN
    if Protection.UNKNOWN is hop.media or Signalling.UNKNOWN is hop.signalling or hop.to is Party.UNKNOWN:
        return Level.UNKNOWN
    return Level.CLOSED if is_between_two(hop) else Level.HALF


def is_between_two(hop: Hop) -> bool:
    """Whether the two ends of ``hop`` are people's apps, and have agreed on keys that nobody else has."""
    is_agreed = hop.media is Protection.DTLS and hop.signalling is Signalling.PROTECTED
    return is_agreed and hop.to in PEOPLE and hop.proof not in (Proof.OTHER_KEY, Proof.NONE)


def _is_key_readable(hop: Hop) -> bool:
    """Whether the key travelled where anybody could read it."""
    return hop.media is Protection.SDES and hop.signalling is Signalling.CLEAR


def _claim(hops: Sequence[Hop], levels: Sequence[Level], level: Level) -> tuple[Claim, Hop]:
    first = next((index for index, each in enumerate(levels) if each is level), len(hops) - 1)
    match level:
        case Level.CLOSED:
            return (Claim.ONLY_NEW if hops[0].proof is Proof.NEW_KEY else Claim.ONLY), hops[0]
        case Level.OPEN:
            return (Claim.CLEAR, hops[0]) if first == 0 else (Claim.CLEAR_BEYOND, hops[first - 1])
        case Level.UNKNOWN:
            return (Claim.UNKNOWN, hops[0]) if first == 0 else (Claim.UNKNOWN_BEYOND, hops[first - 1])
    return _half(hops)


def _half(hops: Sequence[Hop]) -> tuple[Claim, Hop]:
    """Say why a call whose every hop is encrypted is not between two alone."""
    server = next((hop for hop in reversed(hops) if hop.to not in PEOPLE), None)
    if server is not None:
        return (Claim.TO_SERVER if server is hops[0] else Claim.AS_FAR_AS), server
    unproven = next((hop for hop in hops if not is_between_two(hop)), hops[0])
    return (Claim.OTHER_KEY if unproven.proof is Proof.OTHER_KEY else Claim.UNPROVEN), unproven
