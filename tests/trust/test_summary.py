"""What the window is shown of a call's way."""

from __future__ import annotations

from core.trust.hops import Hop, Party, Protection, Signalling
from core.trust.summary import TrustSummary, summary


def test_before_anything_is_known():
    assert summary(()) == TrustSummary("unknown", "Not known yet who can listen", "Not known.")
    assert TrustSummary().level == "unknown"


def test_each_hop_has_a_sentence_and_a_level():
    gateway = Hop(Party.GATEWAY, Protection.DTLS, Signalling.PROTECTED)
    found = summary([gateway, Hop(Party.SIP, Protection.CLEAR, Signalling.CLEAR, name="example.org")])
    assert (found.level, found.sentence) == ("open", "In clear beyond the phone gateway")
    assert found.levels == ("half", "open") and len(found.lines) == 2
    assert found.decrypters == "Anybody on a part of the way."
