"""Every language has the room it needs, in the smallest window and in a usual one, and with larger text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot
from translating import files

from tests.ui.drawn import Silence, items_below, settle
from tests.ui.fake_engine import FakeEngine
from tests.ui.screenshots import SCENES
from tests.ui.whole.cut import Cut, cut_texts, is_ours_in, overlapping_texts
from ui.app import Window, WindowOptions

SCREENS = (
    "first-start",
    "home",
    "home-rooms",
    "home-keypad",
    "help",
    "incoming",
    "incoming-first",
    "call",
    "call-waiting",
    "two-calls",
    "summary-long",
    "settings-calls",
    "settings-sound",
    "room-people",
)
LARGE = (
    "first-start",
    "first-start-trying",
    "first-start-reach",
    "first-start-echo",
    "home",
    "home-fresh",
    "home-failed",
    "home-person",
    "home-sociable-person",
    "home-several-addresses",
    "home-contact-change",
    "home-menu",
    "home-recent",
    "home-undo",
    "call-details",
    "home-keypad",
    "home-countries",
    "home-rooms",
    "rooms-new",
    "help",
    "crash-notice",
    "settings",
    "settings-search",
    "settings-account",
    "settings-accounts-form",
    "settings-service",
    "settings-sound-trouble",
    "settings-calls",
    "settings-quiet",
    "settings-privacy",
    "settings-desktop",
    "settings-data",
    "settings-erase",
    "settings-about",
    "settings-appearance",
    "check-ready",
    "check-poor",
    "incoming-first",
    "incoming-account",
    "outgoing",
    "call",
    "call-devices",
    "call-waiting",
    "two-calls",
    "keypad-refused",
    "transfer",
    "more",
    "share",
    "sharing-sound",
    "watching",
    "hint-muted",
    "summary-long",
    "room-lively",
    "room-people",
    "room-menu",
    "room-end",
)
SIZES = {"narrow": (360, 560), "usual": (1280, 800)}
OpenWindow = Callable[[str, tuple[int, int]], Window]


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[OpenWindow]:
    opened: list[tuple[Window, FakeEngine]] = []

    def open_one(name: str, size: tuple[int, int]) -> Window:
        build, act = SCENES[name]
        engine = FakeEngine(build())
        options = WindowOptions(version="0.1.0", size=size, single_instance=False)
        window = Window(engine, options, player=Silence())
        opened.append((window, engine))
        engine.start()
        settle(0.15)
        act(window)
        settle(0.3)
        return window

    yield open_one
    for window, engine in opened:
        window.close()
        engine.stop()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_no_word_is_cut(open_window: OpenWindow, name: str, size: tuple[int, int]) -> None:
    window = open_window(name, size)
    found: dict[str, list[Cut]] = {}
    for language in (*files.LANGUAGES, "en_XA", "ar_XB"):
        window.language.choose(language)
        settle(0.12)
        found[language] = cut_texts(window.view, is_ours_in(language))
    assert {language: cuts for language, cuts in found.items() if cuts} == {}


@pytest.mark.parametrize("name", LARGE)
def test_no_word_is_cut_at_twice_the_size(open_window: OpenWindow, name: str) -> None:
    window = open_window(name, SIZES["narrow"])
    window.appearance.setTextScale(2)
    found: dict[str, list[Cut]] = {}
    for language in (files.ENGLISH, *files.LANGUAGES):
        window.language.choose(language)
        settle(0.08)
        is_ours = is_ours_in(language)
        found[language] = cut_texts(window.view, is_ours) + overlapping_texts(window.view, is_ours)
    assert {language: cuts for language, cuts in found.items() if cuts} == {}


def test_a_mirrored_window_begins_at_the_right(open_window: OpenWindow) -> None:
    window = open_window("home", SIZES["usual"])

    def edges(name: str) -> tuple[float, float]:
        item = next(
            i for i in window.view.findChildren(type(window.view.contentItem()), name) if i.isVisible()
        )
        left = float(item.mapToScene(QPointF(0, 0)).x())
        return left, left + item.width()

    names = ("settingsButton", "dialField", "peopleList")
    before = [edges(name) for name in names]
    window.language.choose("ar_XB")
    settle(0.2)
    width = window.view.width()
    for name, (left, right) in zip(names, before, strict=True):
        assert edges(name) == pytest.approx((width - right, width - left), abs=1), name
    assert cut_texts(window.view, is_ours_in("ar_XB")) == []


def test_the_keys_of_a_telephone_are_not_mirrored(open_window: OpenWindow) -> None:
    window = open_window("home-keypad", SIZES["narrow"])
    window.language.choose("ar_XB")
    settle(0.2)
    keys = {
        item.objectName(): item.mapToScene(QPointF(0, 0)).x()
        for item in items_below(window.view.contentItem())
    }
    assert keys["pad1"] < keys["pad2"] < keys["pad3"]
