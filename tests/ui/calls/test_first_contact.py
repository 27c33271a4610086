"""Somebody calls from an address that nobody called from before: told as such, and blocked while it rings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core import commands
from tests.ui import scenes
from tests.ui.screen import SIZES
from tests.ui.test_screens import OpenScreen
from ui.viewmodels.calls.call_words import waiting_words


@SIZES
def test_a_stranger_is_told_as_one_and_blocked(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.incoming(is_first_contact=True)), size=size)
    screen.item("firstContactBadge")
    screen.settled("blockCallerButton")
    screen.click("blockCallerButton")
    call = screen.app.snapshot.calls[0]
    screen.wait_for_command(commands.HangUp(call.call_id))
    assert screen.posted[-2:] == [
        commands.SetBlocked(call.remote_address, True),
        commands.HangUp(call.call_id),
    ]


def test_somebody_known_is_not(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.incoming()))
    screen.item("declineButton")
    assert screen.find("firstContactBadge") is None and screen.find("blockCallerButton") is None


@pytest.mark.parametrize(
    ("is_first", "is_unverified", "words"),
    [
        (False, False, "Video call for you"),
        (True, False, "Video call for you \u00b7 first call from this address"),
        (True, True, "Video call for you \u00b7 first call from this address \u00b7 not verified"),
        (False, True, "Video call for you \u00b7 not verified"),
    ],
)
def test_during_a_call(is_first: bool, is_unverified: bool, words: str) -> None:
    call = replace(scenes.incoming(), is_first_contact=is_first, is_unverified=is_unverified)
    assert waiting_words(call) == words
