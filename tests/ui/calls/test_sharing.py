"""Sharing a screen: what can be shared, what is said and posted, and how a shared screen is looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import CallSnapshot, ScreenSource
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels.calls.call_words import share_reason
from ui.viewmodels.calls.sharing import SharingViewModel, source_rows
from ui.viewmodels.devices.system_settings import PRIVACY_WORDS, Place, SystemSettings

SCREENS = replace(scenes.DEVICES, screens=scenes.SCREENS)
PROBLEM = "This system lets no program record the screen."


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def sharing(qtbot: QtBot, bridge: Bridge, told: list[str]) -> Any:
    made = SharingViewModel(bridge)
    made.told.connect(told.append)
    return made


def call(**changes: Any) -> CallSnapshot:
    return scenes.established(**({"can_share": True} | changes))


def test_screens_come_first_and_each_once() -> None:
    sources = (
        ScreenSource("w", "", "window", 0, 40),
        ScreenSource("s", "", "screen", 800, 600),
        ScreenSource("w", "Again", "window"),
    )
    rows = source_rows(sources)
    assert [(row.key, row.section, row.size) for row in rows] == [
        ("s", "Screens", "800 by 600"),
        ("w", "Windows", ""),
    ]
    assert [row.name for row in rows] == ["Screen", "Window without a name"]


def test_a_preview_is_never_fetched_from_elsewhere() -> None:
    small = "data:image/jpeg;base64,/9j/"
    for preview, shown in (
        (small, small),
        ("", ""),
        ("https://example.org/a.png", ""),
        ("file:///a.png", ""),
    ):
        assert source_rows((ScreenSource("s", "S", "screen", preview=preview),))[0].preview == shown


def test_choosing_and_sharing(sharing: Any, engine: FakeEngine) -> None:
    sharing.show_call(call(), SCREENS)
    assert sharing.property("chosen") == "screen-1" and sharing.property("reason") == ""
    sharing.choose("nowhere")
    sharing.choose("window-2")
    assert sharing.share()
    sharing.look()
    assert engine.commands == [commands.ShareScreen("c1", "window-2"), commands.ListScreens()]


def test_the_computer_s_sound_is_asked_for_anew_in_each_call(sharing: Any, engine: FakeEngine) -> None:
    sharing.show_call(call(), SCREENS)
    assert not sharing.property("withSound") and sharing.property("soundReason") == ""
    sharing.sendSound(True)
    sharing.show_call(call(muted=True), SCREENS)
    assert sharing.property("withSound") and sharing.share()
    assert engine.commands == [commands.ShareScreen("c1", "screen-1", with_sound=True)]
    sharing.show_call(scenes.bakery(can_share=True), SCREENS)
    assert not sharing.property("withSound")


def test_a_system_that_has_no_sound_to_send_says_why(sharing: Any, engine: FakeEngine) -> None:
    sharing.show_call(call(), SCREENS)
    sharing.sendSound(True)
    sharing.show_call(call(), replace(SCREENS, system_sound_problem="Not here."))
    assert sharing.property("soundReason") == "Not here." and not sharing.property("withSound")
    sharing.sendSound(True)
    assert sharing.share()
    assert engine.commands == [commands.ShareScreen("c1", "screen-1", with_sound=False)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"shares_sound": True}, "With this computer's sound"),
        ({"shares_sound": True, "shared_sound_problem": "Gone."}, "For now without sound"),
        ({"is_sharing": False, "shares_sound": True}, ""),
    ],
)
def test_what_becomes_of_the_sound(sharing: Any, changes: dict[str, Any], words: str) -> None:
    sharing.show_call(call(**({"is_sharing": True} | changes)), SCREENS)
    assert sharing.property("soundWords") == words


def test_a_window_that_was_closed_is_no_longer_chosen(sharing: Any) -> None:
    sharing.show_call(call(), SCREENS)
    sharing.choose("window-2")
    sharing.show_call(call(muted=True), SCREENS)
    assert sharing.property("chosen") == "window-2"
    sharing.show_call(call(), replace(SCREENS, screens=scenes.SCREENS[1:3]))
    assert sharing.property("chosen") == "screen-2"


@pytest.mark.parametrize(
    ("present", "devices"),
    [
        (None, SCREENS),
        (scenes.ended(), SCREENS),
        (call(), scenes.DEVICES),
        (call(can_share=False), SCREENS),
        (scenes.outgoing(), SCREENS),
    ],
    ids=["no call", "ended", "nothing there", "not in this call", "ringing"],
)
def test_what_cannot_be_shared_is_not(
    sharing: Any, engine: FakeEngine, present: CallSnapshot | None, devices: Any
) -> None:
    sharing.show_call(present, devices)
    assert not sharing.share()
    sharing.stop()
    sharing.exchange()
    sharing.toggleActualSize()
    assert engine.commands == [] and not sharing.property("actualSize")


@pytest.mark.parametrize(
    ("present", "problem", "expected"),
    [
        (call(), PROBLEM, ""),
        (call(can_share=False, is_sharing=True), PROBLEM, ""),
        (call(can_share=False), PROBLEM, PROBLEM),
        (call(can_share=False), "", "This call cannot show a screen."),
        (scenes.held(can_share=False), PROBLEM, "Resume the call to share your screen."),
        (scenes.outgoing(), "", "The call can show a screen once it is answered."),
    ],
)
def test_why_not(present: CallSnapshot, problem: str, expected: str) -> None:
    assert share_reason(present, problem) == expected


def test_a_refusal_leads_to_the_system_settings(qtbot: QtBot, bridge: Bridge) -> None:
    opened: list[Place] = []
    place = Place(PRIVACY_WORDS, "settings:screen")
    settings = SystemSettings("screen", find=lambda kind: place, open_it=lambda p: opened.append(p) is None)
    sharing: Any = SharingViewModel(bridge, settings=settings)
    sharing.show_call(call(), SCREENS)
    assert sharing.property("placeWords") == ""
    sharing.show_call(call(), replace(SCREENS, screens_problem=PROBLEM))
    assert sharing.property("placeWords") == PRIVACY_WORDS
    sharing.openPlace()
    assert opened == [place]


def test_the_sharer_always_knows(sharing: Any, engine: FakeEngine, told: list[str]) -> None:
    sharing.show_call(call(), SCREENS)
    sharing.show_call(call(is_sharing=True, sharing_name="Dell U2720Q"), SCREENS)
    assert sharing.property("sharingWords") == "Sharing: Dell U2720Q"
    sharing.stop()
    assert engine.commands == [commands.StopSharing("c1")]
    sharing.show_call(call(), SCREENS)
    assert sharing.property("sharingWords") == "" and told == []  # the person did it
    sharing.show_call(call(is_sharing=True), SCREENS)
    assert sharing.property("sharingWords") == "You are sharing your screen"
    sharing.show_call(call(), SCREENS)
    assert told == ["Anna Lindqvist no longer sees your screen."]


def test_looking_at_a_screen(sharing: Any, told: list[str]) -> None:
    sharing.show_call(call(), SCREENS)
    sharing.show_call(call(is_remote_sharing=True), SCREENS)
    assert told == ["Anna Lindqvist is sharing a screen."]
    assert sharing.property("picture") == "c1/screen" and sharing.property("screenLarge")
    sharing.exchange()
    sharing.show_call(call(is_remote_sharing=True, muted=True), SCREENS)
    assert not sharing.property("screenLarge")
    sharing.toggleActualSize()
    assert sharing.property("screenLarge") and sharing.property("actualSize")
    sharing.toggleActualSize()
    assert sharing.property("screenLarge") and not sharing.property("actualSize")
    sharing.toggleActualSize()
    sharing.show_call(call(), SCREENS)
    assert told[1:] == ["Anna Lindqvist no longer shares a screen."]
    sharing.show_call(call(is_remote_sharing=True), SCREENS)
    assert sharing.property("screenLarge") and not sharing.property("actualSize")


def test_another_call_on_the_screen_tells_nothing(sharing: Any, told: list[str]) -> None:
    sharing.show_call(call(is_sharing=True, is_remote_sharing=True), SCREENS)
    sharing.show_call(scenes.bakery(), SCREENS)
    sharing.show_call(call(is_remote_sharing=True), SCREENS)
    sharing.show_call(scenes.ended(), SCREENS)
    assert told == []


@pytest.mark.parametrize("who", ["is_held", "is_held_by_remote"])
def test_a_call_on_hold_shows_no_screen(sharing: Any, who: str) -> None:
    sharing.show_call(call(is_remote_sharing=True, **{who: True}), SCREENS)
    assert not sharing.property("remoteSharing") and sharing.property("picture") == ""
