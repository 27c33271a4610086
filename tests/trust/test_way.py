"""The hops of a call, from what its app knows and what its service tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.trust.badge import Level, badge
from core.trust.hops import Hop, Party, Proof, Protection, Signalling
from core.trust.path_header import LONGEST, Path
from core.trust.way import Way

SIP_PHONE = Hop(Party.SIP, Protection.SDES, Signalling.PROTECTED, name="example.org")


def way(path: Path | None, **known) -> Way:
    return Way(path, **({"is_encrypted": True, "is_protected": True} | known))


@pytest.mark.parametrize(
    "path",
    [
        Path(Party.PERSON, "bob"),
        Path(Party.PERSON, "bøb;=% 1"),
        Path(Party.NEARBY),
        Path(Party.ROOM),
        Path(Party.ECHO),
        Path(Party.GATEWAY),
        Path(Party.GATEWAY, far=SIP_PHONE),
        Path(Party.GATEWAY, far=Hop(Party.PROVIDER, Protection.CLEAR, Signalling.CLEAR, name="2001:db8::1")),
        Path(Party.GATEWAY, far=Hop(Party.SIP, Protection.DTLS, Signalling.UNKNOWN)),
    ],
)
def test_what_a_service_tells_is_read_as_it_was_meant(path):
    assert Path.parse(str(path)) == path


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "nobody",
        "PERSON",
        "unknown",
        "telephone",
        "sip;far=sip",
        "person" * 200,
        "person;" + "a" * LONGEST,
    ],
)
def test_what_is_no_path_tells_nothing(text):
    assert Path.parse(text) == Path()


@pytest.mark.parametrize("far", ["", "far=gateway", "far=person;media=dtls", "media=dtls"])
def test_a_far_side_that_is_none_is_not_known(far):
    assert Path.parse(f"gateway;{far}") == Path(Party.GATEWAY)


def test_what_is_missing_of_a_far_side_is_unknown():
    assert Path.parse("gateway;far=sip;media=rot13").far == Hop(Party.SIP)


@given(st.text(max_size=200))
def test_nonsense_is_never_more_than_its_first_word(text):
    assert Path.parse(text).party in Party
    assert len(Path.parse(f"person;user={text}").user) <= 100


def test_before_keys_are_agreed_nothing_is_known():
    assert way(Path(Party.PERSON), is_encrypted=False).hops("Anna") == ()


def test_a_person_is_the_only_one():
    (hop,) = way(Path(Party.PERSON, "anna"), user="anna").hops("Anna")
    assert hop == Hop(Party.PERSON, Protection.DTLS, Signalling.PROTECTED, name="Anna")
    assert badge([hop]).level is Level.CLOSED


def test_who_answers_for_somebody_else_is_named():
    (hop,) = way(Path(Party.PERSON, "bob"), user="anna").hops("Anna")
    assert hop.name == "bob"


def test_a_service_that_does_not_keep_its_word_to_itself_is_not_believed():
    (hop,) = way(None, user="anna").hops("Anna")
    assert hop.to is Party.UNKNOWN and badge([hop]).level is Level.UNKNOWN


def test_the_key_of_a_device_nearby_counts():
    for proof, level in ((Proof.KNOWN_KEY, Level.CLOSED), (Proof.OTHER_KEY, Level.HALF)):
        found = badge(way(Path(Party.NEARBY)).hops("Anna", proof))
        assert found.level is level
    (hop,) = way(Path(Party.PERSON)).hops("Anna", Proof.OTHER_KEY)
    assert hop.proof is Proof.SERVICE


def test_beyond_a_gateway_nothing_is_known_until_it_tells():
    first, beyond = way(Path(Party.GATEWAY)).hops("Anna")
    assert first.to is Party.GATEWAY and beyond == Hop()
    assert badge([first, beyond]).level is Level.UNKNOWN


def test_a_sip_phone_is_one_hop_further():
    assert way(Path(Party.GATEWAY, far=SIP_PHONE)).hops("Anna")[1:] == (SIP_PHONE,)


@pytest.mark.parametrize("media", list(Protection))
@pytest.mark.parametrize("far", [Party.SIP, Party.PROVIDER, None])
def test_a_number_ends_in_clear_however_it_is_reached(media, far):
    path = Path(Party.GATEWAY, far=None if far is None else Hop(far, media, Signalling.PROTECTED))
    hops = way(path, is_number=True).hops("+49 30 1")
    assert hops[-1].to is Party.TELEPHONE and badge(hops).level is Level.OPEN


def test_a_trunk_ends_in_clear_though_no_number_was_dialled():
    path = Path(Party.GATEWAY, far=Hop(Party.PROVIDER, Protection.DTLS, Signalling.PROTECTED))
    assert badge(way(path).hops("Anna")).level is Level.OPEN


def test_a_way_to_the_service_in_clear_proves_nobody():
    found = badge(way(Path(Party.PERSON), is_protected=False).hops("Anna"))
    assert found.level is Level.HALF
