"""Initials, durations, times and states in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshots import ServiceSnapshot, ServiceState
from ui.viewmodels import words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Lindqvist", "AL"),
        ("anna", "A"),
        ("Bakery on the corner", "BC"),
        ("weekly-crew", "WC"),
        ("  ", "?"),
        ("", "?"),
        ("+4930123", "#"),
        ("“quoted” Name", "N"),
        ("李 小龙", "李小"),
        ("ß", "SS"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert words.initials(name) == expected


@given(st.text(max_size=40))
def test_initials_never_fail_and_stay_short(name: str) -> None:
    assert 1 <= len(words.initials(name)) <= 6


@given(st.text(max_size=60))
def test_colour_is_stable_and_in_the_palette(address: str) -> None:
    assert words.colour_index(address) == words.colour_index(address)
    assert 0 <= words.colour_index(address) < words.AVATAR_COLOURS


def test_addresses_of_people_nearby_are_not_shown() -> None:
    address = "alice@m4yiq2vwu4h24r4ymybjq2pva7.ahoy.invalid"
    assert words.address_words(address) == "On this network, not seen now"
    assert words.address_words(address, "attic") == "On this network, attic"
    assert words.address_words("sip:joaquim@example.org") == "sip:joaquim@example.org"
    assert words.is_same_address(f"sip:{address}", address.upper())
    assert not words.is_same_address("alice", "bob")


def test_colour_does_not_depend_on_case() -> None:
    assert words.colour_index("Anna Lindqvist ") == words.colour_index("anna lindqvist")


@pytest.mark.parametrize(
    ("milliseconds", "text", "expected"),
    [
        (42_000, "The call has ended.", ("Call ended after 42 s", "")),
        (42_000, "Anna hung up.", ("Call ended after 42 s", "Anna hung up.")),
        (0, "Anna did not answer.", ("Anna did not answer.", "")),
        (0, "", ("The call has ended.", "")),
    ],
)
def test_the_end_of_a_call_says_nothing_twice(
    milliseconds: int, text: str, expected: tuple[str, str]
) -> None:
    assert words.end_lines(milliseconds, text) == expected


@pytest.mark.parametrize(
    ("milliseconds", "expected"),
    [
        (-5, "0:00"),
        (0, "0:00"),
        (999, "0:00"),
        (61_000, "1:01"),
        (3_600_000, "1:00:00"),
        (36_061_000, "10:01:01"),
    ],
)
def test_clock(milliseconds: int, expected: str) -> None:
    assert words.clock(milliseconds) == expected


@pytest.mark.parametrize(
    ("milliseconds", "expected"),
    [
        (0, "0 s"),
        (42_400, "42 s"),
        (59_700, "1 min"),
        (187_000, "3 min 7 s"),
        (3_600_000, "1 h"),
        (4_361_000, "1 h 12 min"),
    ],
)
def test_duration(milliseconds: int, expected: str) -> None:
    assert words.duration(milliseconds) == expected


def test_when_grows_coarser_with_distance() -> None:
    now = dt.datetime(2026, 11, 23, 14, 5)

    def when(**ago: int) -> str:
        return words.when((now - dt.timedelta(**ago)).timestamp(), now.timestamp())

    assert when(minutes=5) == "14:00"
    assert when(days=1) == "Yesterday"
    assert when(days=3) == "Friday"
    assert when(days=12) == "11 Nov"
    assert when(days=400) == "19 Oct 2025"


def test_when_of_a_call_in_the_future_is_its_time() -> None:
    now = dt.datetime(2026, 11, 23, 14, 5).timestamp()
    assert words.when(now + 60, now) == "14:06"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("initiating", "Calling…"),
        ("progressing", "Calling…"),
        ("ringing", "Ringing…"),
        ("answered", "Connecting…"),
        ("established", ""),
        ("ended", ""),
    ],
)
def test_call_states(state: str, expected: str) -> None:
    assert words.call_state(state) == expected


def test_every_service_state_has_words() -> None:
    assert all(words.service_state(ServiceSnapshot(state)) for state in ServiceState)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("   ", ""),
        ("anna", "User"),
        ("+49 30", "Phone number"),
        ("conf:crew", "Conference room"),
        ("sip:a@b", "SIP address"),
        ("SIPS:a@b", "SIP address"),
        ("a@b", "SIP address"),
    ],
)
def test_dial_kind(text: str, expected: str) -> None:
    assert words.dial_kind(text) == expected
