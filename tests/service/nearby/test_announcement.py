"""What is said on the network, and what is believed: names are hostile until cleaned."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.service.nearby.announcement import clean_text, instance_name, properties, read_sighting

DEVICE = "a" * 52


def txt(**changes: bytes) -> dict[bytes, bytes | None]:
    made = {**properties("Ann", "ann", DEVICE), **changes}
    return {key.encode(): value for key, value in made.items()}


def test_what_is_announced_is_understood() -> None:
    seen = read_sighting(txt(), "laptop.local.", ["192.0.2.1"], 4443)
    assert seen is not None
    assert (seen.name, seen.user, seen.host, seen.port) == ("Ann", "ann", "laptop", 4443)
    assert seen.address == f"sip:ann@{DEVICE}.ahoy.invalid"


@pytest.mark.parametrize(
    "change",
    [
        {"v": b"2"},
        {"u": b""},
        {"u": b"a b"},
        {"u": b"\xff"},
        {"u": b"x" * 300},
        {"id": b"short"},
        {"id": b"\xff"},
    ],
)
def test_nonsense_is_not_shown(change: dict[str, bytes]) -> None:
    assert read_sighting(txt(**change), "h", ["192.0.2.1"], 1) is None


def test_without_port_or_address_nobody_is_shown() -> None:
    assert read_sighting(txt(), "h", [], 1) is None
    assert read_sighting(txt(), "h", ["192.0.2.1"], 0) is None
    assert read_sighting({}, "h", ["192.0.2.1"], 1) is None


def test_hostile_name_is_one_short_line() -> None:
    name = "Bank\r\n\x00\u202eevil\u200b" + "x" * 1000
    seen = read_sighting(txt(n=name.encode()), "h\x1b[2J", ["192.0.2.1"] * 99, 1)
    assert seen is not None
    assert seen.name.startswith("Bank evil") and len(seen.name) <= 64
    assert "\x1b" not in seen.host and len(seen.addresses) <= 6


def test_name_of_control_characters_becomes_the_user() -> None:
    seen = read_sighting(txt(n=b"\x00\x01"), "h", ["192.0.2.1"], 1)
    assert seen is not None and seen.name == "ann"


def test_overlong_user_cannot_be_announced() -> None:
    with pytest.raises(ValueError, match="announced"):
        properties("n", "u" * 255, DEVICE)


@settings(max_examples=30)
@given(st.text(), st.binary(max_size=300))
def test_any_name_is_cleaned_and_fits(text: str, raw: bytes) -> None:
    for shown in (clean_text(text), clean_text(raw.decode(errors="replace"))):
        assert len(shown) <= 64
        assert all(unicodedata.category(c)[0] != "C" for c in shown)
    for key, value in properties(text, "u" * 250, DEVICE).items():
        assert len(key) + 1 + len(value) <= 255
    assert len(instance_name("u" * 250, DEVICE).split(".")[0]) <= 63
