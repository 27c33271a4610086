from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.identity import is_user_id, user_id_from_name


@pytest.mark.parametrize(
    ("name", "user_id"),
    [
        ("Alice", "alice"),
        ("  Alice   Smith ", "alice-smith"),
        ("Åsa Öberg", "asa-oberg"),
        ("A\u030asa", "asa"),
        ("Straße", "strasse"),
        ("Łukasz Żółć", "lukasz-zolc"),
        ("Ærøskøbing", "aeroskobing"),
        ("O'Brien, Pat!", "o-brien-pat"),
        ("42", "42"),
        ("李雷 Bob", "bob"),
        ("李雷", "5p2O6Zu3"),
        ("Анна 2", "0JDQvdC90LAgMg"),
        ("🎉", "8J-OiQ"),
    ],
)
def test_examples(name: str, user_id: str) -> None:
    assert user_id_from_name(name) == user_id


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_empty(name: str) -> None:
    with pytest.raises(ValueError):
        user_id_from_name(name)


@pytest.mark.parametrize("text", ["", "a b", "a.b", "ä", "a\n", "x" * 256, "²"])
def test_not_user_ids(text: str) -> None:
    assert not is_user_id(text)


def test_long_names_fit() -> None:
    assert is_user_id(user_id_from_name("a" * 5000))
    assert is_user_id(user_id_from_name("李" * 5000))
    assert is_user_id(user_id_from_name("\ud800"))


@given(st.text(min_size=1, max_size=300))
@settings(max_examples=200)
def test_every_name_gives_one_stable_id(name: str) -> None:
    if not name.split():
        return
    user_id = user_id_from_name(name)
    assert is_user_id(user_id)
    assert user_id_from_name(name) == user_id
    assert user_id_from_name(f"  {name} ") == user_id
