"""Values at hand: the same object again, nothing long, nothing wrong."""

from __future__ import annotations

import pytest

from core.sip.messages import NameAddr, ParseError, Uri
from core.sip.messages.recent import LONGEST_CHARACTERS, RECENT_VALUES, remembering


def test_what_was_parsed_is_not_parsed_again_and_what_is_long_is() -> None:
    asked: list[str] = []
    parse = remembering(lambda text: asked.append(text) or len(text))  # type: ignore[func-returns-value]
    long = "x" * (LONGEST_CHARACTERS + 1)
    assert [parse("a"), parse("a"), parse(long), parse(long)] == [1, 1, len(long), len(long)]
    assert asked == ["a", long, long]


def test_only_so_many_are_kept() -> None:
    asked: list[str] = []
    parse = remembering(lambda text: asked.append(text))
    for number in [*range(RECENT_VALUES + 1), 0]:
        parse(str(number))
    assert asked.count("0") == 2


def test_errors_come_every_time() -> None:
    for _ in range(2):
        with pytest.raises(ParseError):
            Uri.parse("sip:")
        with pytest.raises(ParseError):
            NameAddr.parse("<sip:a@b")


def test_a_copy_with_a_change_leaves_the_one_at_hand_alone() -> None:
    text = "<sip:a@b.example>;tag=1"
    assert NameAddr.parse(text).having_tag("2").tag == "2"
    assert NameAddr.parse(text).tag == "1" and NameAddr.parse_list(text)[0].tag == "1"
