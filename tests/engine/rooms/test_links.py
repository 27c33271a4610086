"""Links into rooms, and what the dial field makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.dial_target import DialTarget, TargetKind, parse_target
from core.engine.rooms.links import room_link, room_of_link


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=64))
def test_a_link_leads_back_to_its_room(room: str) -> None:
    assert room_of_link(room_link(room)) == room


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("ahoy:room/plaza", "plaza"),
        ("AHOY:Room/Plaza", "Plaza"),
        ("ahoy://room/plaza/", "plaza"),
        ("ahoy:room/plaza?from=mail#top", "plaza"),
        ("ahoy:room/Kaffee%20%26%20Kuchen", "Kaffee & Kuchen"),
        ("ahoy:room/", ""),
    ],
)
def test_links(text: str, room: str) -> None:
    assert room_of_link(text) == room
    assert parse_target(f" {text} ") == DialTarget(TargetKind.CONFERENCE, room)


@pytest.mark.parametrize(
    "text", ["ahoy:bob", "room/plaza", "conf:plaza", "", "https://example.org/ahoy:room/x"]
)
def test_what_is_no_link_into_a_room(text: str) -> None:
    assert room_of_link(text) is None


def test_a_room_without_an_id_has_no_link() -> None:
    assert room_link("") == ""
