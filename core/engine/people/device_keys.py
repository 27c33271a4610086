"""Whether the device of somebody nearby is one that this person has talked to before.

The address of somebody nearby holds the hash of their device's key (``user@<52 letters>.ahoy.invalid``), and
the connection proved that key: to know the address is to know the key.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.snapshots import HistorySnapshot
from core.trust.hops import Proof

NEARBY = ".ahoy.invalid"


def proof_of(address: str, name: str, history: Sequence[HistorySnapshot]) -> Proof:
    """Return what earlier calls say of the key of who is at ``address`` and calls themselves ``name``."""
    user, _, host = address.lower().rpartition("@")
    if not user or not host.endswith(NEARBY):
        return Proof.NONE
    talked = [entry for entry in history if entry.duration_ms > 0]
    if any(entry.address.lower() == address.lower() for entry in talked):
        return Proof.KNOWN_KEY
    is_known_otherwise = any(_is_namesake(entry, user, name) for entry in talked)
    return Proof.OTHER_KEY if is_known_otherwise else Proof.NEW_KEY


def _is_namesake(entry: HistorySnapshot, user: str, name: str) -> bool:
    """Whether an earlier call was with somebody nearby of this very name and user, on another device."""
    who, _, host = entry.address.lower().rpartition("@")
    return host.endswith(NEARBY) and who == user and entry.name == name
