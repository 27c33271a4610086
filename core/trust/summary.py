"""What the window is shown of a call's way, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.trust.badge import badge
from core.trust.hops import Hop
from core.trust.words import badge_words, decrypters, hop_lines


@dataclass(frozen=True, slots=True)
class TrustSummary:
    """``level``: open, unknown, half or closed; ``lines`` has a sentence for each hop, ``levels`` its own."""

    level: str = "unknown"
    sentence: str = ""
    decrypters: str = ""
    """Who can decrypt the call, as a sentence."""
    lines: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


def summary(hops: Sequence[Hop]) -> TrustSummary:
    """Sum up all hops from this app to the other end."""
    found = badge(hops)
    return TrustSummary(
        found.level.name.lower(),
        badge_words(found),
        decrypters(hops),
        hop_lines(hops),
        tuple(level.name.lower() for level in found.levels),
    )
