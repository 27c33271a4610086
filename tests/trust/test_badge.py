"""What the badge may say: of every hop, of every two kinds of hops, and of more at random."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.trust.badge import Badge, Claim, Level, badge, hop_level
from core.trust.hops import PEOPLE, Hop, Party, Proof, Protection, Signalling
from core.trust.words import badge_words, decrypters, hop_lines

HOPS = tuple(
    Hop(to, media, signalling, proof, name="Anna" if to in PEOPLE else "")
    for to, media, signalling, proof in itertools.product(Party, Protection, Signalling, Proof)
)
"""All that can be said of one hop."""
KINDS = tuple(
    hop
    for hop in HOPS
    if hop.to in (Party.PERSON, Party.NEARBY, Party.GATEWAY, Party.SIP, Party.UNKNOWN)
    and hop.proof in (Proof.SERVICE, Proof.OTHER_KEY)
)
"""One of each kind: servers are alike, and so are good proofs and bad ones."""
SAFE = tuple(hop for hop in HOPS if hop.media is Protection.DTLS and hop.signalling is Signalling.PROTECTED)
hops = st.lists(st.sampled_from(HOPS), max_size=4)


def is_open(hop: Hop) -> bool:
    """Whether anybody on the way can listen, said again in other words than the code under test."""
    if hop.media is Protection.SDES:
        return hop.signalling is Signalling.CLEAR
    return hop.media is Protection.CLEAR


def check(way: tuple[Hop, ...], found: Badge) -> None:
    """Check all that must hold of any badge."""
    words = badge_words(found)
    assert (found.level is Level.CLOSED) == (found.claim in (Claim.ONLY, Claim.ONLY_NEW))
    assert (" only" in words) == (found.level is Level.CLOSED), words
    if any(is_open(hop) for hop in way):
        assert found.level is Level.OPEN and words.startswith("In clear"), (way, words)
    else:
        assert found.level is not Level.OPEN and "clear" not in words
    if any(hop.to not in PEOPLE for hop in way) or len(way) != 1:
        assert found.level is not Level.CLOSED
    if any(Protection.UNKNOWN is hop.media or hop.to is Party.UNKNOWN for hop in way):
        assert found.level <= Level.UNKNOWN
        assert not words.startswith("Encrypted to") or "not known" in words
    if found.level is Level.CLOSED:
        (hop,) = way
        assert hop in SAFE and hop.proof not in (Proof.NONE, Proof.OTHER_KEY)
    if found.level is Level.UNKNOWN:
        assert "not known" in words.lower()
    assert len(found.levels) == len(way) == len(hop_lines(way))


def test_nothing_known_is_unknown():
    found = badge(())
    assert found.level is Level.UNKNOWN and badge_words(found) == "Not known yet who can listen"
    assert decrypters(()) == "Not known."


def test_every_single_hop():
    for hop in HOPS:
        check((hop,), badge((hop,)))
        assert badge((hop,)).level is hop_level(hop)


def test_servers_are_alike():
    for hop in HOPS:
        if hop.to not in PEOPLE and hop.to is not Party.UNKNOWN:
            assert hop_level(hop) is hop_level(replace(hop, to=Party.GATEWAY))


def test_every_second_hop_after_every_first_one():
    for first in KINDS:
        before = badge((first,))
        for second in KINDS:
            found = badge((first, second))
            assert found.level <= before.level and found.level <= Level.HALF
            assert found.level <= hop_level(second)
            if is_open(first) or is_open(second):
                assert found.level is Level.OPEN


@settings(max_examples=100, deadline=None)
@given(hops, st.sampled_from(HOPS))
def test_a_further_hop_never_makes_it_better(way, further):
    found = badge(way)
    check(tuple(way), found)
    longer = badge([*way, further])
    check((*way, further), longer)
    if way:
        assert longer.level <= found.level
    assert badge([further, *way]).level <= hop_level(further)


def test_what_is_better_agreed_is_never_drawn_worse():
    order = {Protection.CLEAR: 0, Protection.UNKNOWN: 1, Protection.SDES: 2, Protection.DTLS: 3}
    for to, signalling, proof in itertools.product(Party, Signalling, Proof):
        levels = [hop_level(Hop(to, media, signalling, proof)) for media in sorted(Protection, key=order.get)]
        known = [level for media, level in zip(sorted(order, key=order.get), levels, strict=True)
                 if media is not Protection.UNKNOWN]  # fmt: skip
        assert known == sorted(known) or signalling is Signalling.CLEAR or known[0] is Level.OPEN


@pytest.mark.parametrize(
    ("way", "level", "words"),
    [
        ([Hop(Party.PERSON, *SAFE_WAY)], Level.CLOSED, "Encrypted to Anna only")
        for SAFE_WAY in [(Protection.DTLS, Signalling.PROTECTED, Proof.SERVICE, "Anna")]
    ]
    + [
        (
            [Hop(Party.NEARBY, Protection.DTLS, Signalling.PROTECTED, Proof.NEW_KEY, "Anna")],
            Level.CLOSED,
            "Encrypted to Anna only, on a device that is new to you",
        ),
        (
            [Hop(Party.NEARBY, Protection.DTLS, Signalling.PROTECTED, Proof.OTHER_KEY, "Anna")],
            Level.HALF,
            "Encrypted, but Anna has another key than before",
        ),
        (
            [Hop(Party.PERSON, Protection.DTLS, Signalling.CLEAR, name="Anna")],
            Level.HALF,
            "Encrypted, but nothing proves that it is Anna",
        ),
        (
            [Hop(Party.ROOM, Protection.DTLS, Signalling.PROTECTED)],
            Level.HALF,
            "Encrypted to the conference server",
        ),
        (
            [Hop(Party.ECHO, Protection.DTLS, Signalling.PROTECTED)],
            Level.HALF,
            "Encrypted to the echo test",
        ),
        (
            [
                Hop(Party.GATEWAY, Protection.DTLS, Signalling.PROTECTED),
                Hop(Party.PROVIDER, Protection.CLEAR, Signalling.CLEAR),
                Hop(Party.TELEPHONE, Protection.CLEAR, Signalling.CLEAR),
            ],
            Level.OPEN,
            "In clear beyond the phone gateway",
        ),
        (
            [
                Hop(Party.GATEWAY, Protection.DTLS, Signalling.PROTECTED),
                Hop(Party.PROVIDER, Protection.SDES, Signalling.PROTECTED),
                Hop(Party.TELEPHONE, Protection.CLEAR, Signalling.UNKNOWN),
            ],
            Level.OPEN,
            "In clear beyond the telephone provider",
        ),
        (
            [
                Hop(Party.GATEWAY, Protection.DTLS, Signalling.PROTECTED),
                Hop(Party.SIP, Protection.SDES, Signalling.CLEAR, name="example.org"),
            ],
            Level.OPEN,
            "In clear beyond the phone gateway",
        ),
        (
            [
                Hop(Party.GATEWAY, Protection.DTLS, Signalling.PROTECTED),
                Hop(Party.SIP, Protection.SDES, Signalling.PROTECTED, name="example.org"),
            ],
            Level.HALF,
            "Encrypted hop by hop, as far as example.org",
        ),
        (
            [Hop(Party.GATEWAY, Protection.DTLS, Signalling.PROTECTED), Hop()],
            Level.UNKNOWN,
            "Encrypted to the phone gateway, not known beyond it",
        ),
        ([Hop(Party.PERSON)], Level.UNKNOWN, "Not known yet who can listen"),
        ([Hop(Party.PERSON, Protection.CLEAR)], Level.OPEN, "In clear"),
    ],
)
def test_what_people_read(way, level, words):
    found = badge(way)
    assert (found.level, badge_words(found)) == (level, words)


def test_who_can_decrypt_names_everybody_who_does():
    gateway = Hop(Party.GATEWAY, Protection.DTLS, Signalling.PROTECTED)
    anna = Hop(Party.PERSON, Protection.DTLS, Signalling.PROTECTED, name="Anna")
    far = Hop(Party.SIP, Protection.DTLS, Signalling.PROTECTED, name="example.org")
    assert decrypters([anna]) == "You and Anna."
    assert decrypters([gateway, far]) == "You and the phone gateway and example.org."
    assert decrypters([gateway, Hop(Party.SIP, Protection.CLEAR)]) == "Anybody on a part of the way."
    assert decrypters([gateway, Hop()]) == "Not known."


def test_each_hop_says_how_it_is_protected_and_what_proves_the_other_end():
    anna = Hop(Party.NEARBY, Protection.DTLS, Signalling.PROTECTED, Proof.KNOWN_KEY, "Anna")
    assert hop_lines([anna]) == (
        "From this computer to Anna: encrypted (DTLS-SRTP). "
        "The device has the key that you know from earlier calls.",
    )
    lines = hop_lines(
        [
            Hop(Party.GATEWAY, Protection.DTLS, Signalling.CLEAR),
            Hop(Party.SIP, Protection.SDES, Signalling.CLEAR, name="example.org"),
            Hop(Party.SIP, Protection.SDES, Signalling.PROTECTED, name="example.net"),
            Hop(Party.TELEPHONE, Protection.CLEAR),
            Hop(),
        ]
    )
    assert lines[0].startswith("From this computer to the phone gateway: encrypted (DTLS-SRTP), but set up")
    assert (
        lines[1] == "From the phone gateway to example.org: encrypted (SDES), but the key was sent in clear."
    )
    assert "can decrypt it, too" in lines[2]
    assert lines[3] == "From example.net to the telephone network: in clear."
    assert lines[4] == "From the telephone network to the other end: not known."
