"""What members show when they come back: nobody else can make it."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from core.service.conference.state.passes import PassPress, RoomPass

KEY = bytes(range(32))
PASS = RoomPass("app", "Über uns", "anna", True, True, 1_790_000_000, 1_790_000_005, 1_790_000_060.25)
NOW = 1_790_000_100.0


def read(text: str, *, key: bytes = KEY, now: float = NOW, **other: str) -> RoomPass | None:
    names = {"application": "app", "room": "Über uns", "account": "anna"} | other
    return PassPress(key).read(text, **names, now=now)


def test_a_pass_is_read_again():
    assert read(PassPress(KEY).make(PASS)) == PASS


def test_it_is_for_one_person_in_one_room():
    text = PassPress(KEY).make(PASS)
    assert read(text, application="other") is None
    assert read(text, room="another") is None
    assert read(text, account="ben") is None
    assert read(text, key=bytes(32)) is None


def test_it_grows_old_and_does_not_come_from_the_future():
    text = PassPress(KEY).make(PASS)
    assert read(text, now=NOW + 15_000) is None
    assert read(text, now=NOW - 1_000) is None


def test_changing_any_part_of_it_spoils_it():
    data = bytearray(base64.urlsafe_b64decode(PassPress(KEY).make(replace(PASS, is_host=False)) + "=="))
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        assert read(base64.urlsafe_b64encode(changed).decode().rstrip("=")) is None


@pytest.mark.parametrize("text", ["", "x", "====", "A" * 10_000, "ü" * 40, "\0", "a b c", "-" * 64])
def test_nonsense_is_none(text: str):
    assert read(text) is None


def test_the_longest_pass_still_fits():
    longest = RoomPass("a" * 36, "日" * 64, "u" * 255, True, True, 1 << 33, 1 << 33, NOW)
    text = PassPress(KEY).make(longest)
    names = {"application": "a" * 36, "room": "日" * 64, "account": "u" * 255}
    assert read(text, **names) == longest
