"""What earlier calls say of the key of somebody nearby."""

from __future__ import annotations

import pytest

from core.engine.people.device_keys import proof_of
from core.snapshots import HistorySnapshot
from core.trust.hops import Proof

ANNA = f"anna@{'a' * 52}.ahoy.invalid"
OTHER = f"anna@{'b' * 52}.ahoy.invalid"


def entry(address: str, *, name: str = "Anna", seconds: int = 60) -> HistorySnapshot:
    return HistorySnapshot("c", name, address, "outbound", False, 0.0, seconds * 1000, "HUNG_UP", "", False)


@pytest.mark.parametrize(
    ("history", "proof"),
    [
        ([], Proof.NEW_KEY),
        ([entry(ANNA)], Proof.KNOWN_KEY),
        ([entry(ANNA.upper())], Proof.KNOWN_KEY),
        ([entry(ANNA, seconds=0)], Proof.NEW_KEY),
        ([entry(OTHER)], Proof.OTHER_KEY),
        ([entry(OTHER, seconds=0)], Proof.NEW_KEY),
        ([entry(OTHER, name="Anna B.")], Proof.NEW_KEY),
        ([entry(f"bob@{'b' * 52}.ahoy.invalid")], Proof.NEW_KEY),
        ([entry("anna@example.org")], Proof.NEW_KEY),
        ([entry(OTHER), entry(ANNA)], Proof.KNOWN_KEY),
    ],
)
def test_a_key_is_known_from_a_call_that_was_talked_in(history, proof):
    assert proof_of(ANNA, "Anna", history) is proof


@pytest.mark.parametrize("address", ["anna", "anna@example.org", "", f"{'a' * 52}.ahoy.invalid"])
def test_elsewhere_a_key_proves_nothing(address):
    assert proof_of(address, "Anna", [entry(address)]) is Proof.NONE
