"""Whatever the language, the same controls are there: none hangs on the words of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from core.languages import ENGLISH, MIRRORED, NAMES
from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.screen import Screen
from tests.ui.whole.test_compact import everything, settings
from ui.viewmodels.settings.catalogue import PAGES

OpenScreen = Callable[..., Screen]
Act = Callable[[Screen], None]


def turned_to(page: str) -> Act:
    return lambda screen: screen.item("sidebar").setProperty("list", page)


SCREENS: dict[str, tuple[Callable[[], AppSnapshot], Act]] = {
    "contacts": (scenes.sociable, lambda screen: None),
    "calls": (scenes.sociable, turned_to("recent")),
    "keypad": (scenes.home, turned_to("keypad")),
    "rooms": (scenes.home, turned_to("rooms")),
    "person": (scenes.home, lambda screen: screen.app.select("anna-lindqvist")),
    "first steps": (scenes.first_start, lambda screen: None),
    "incoming": (lambda: scenes.in_call(scenes.incoming(is_first_contact=True)), lambda screen: None),
    "call": (lambda: scenes.in_call(scenes.established()), lambda screen: None),
    "two calls": (scenes.second_caller, lambda screen: None),
    **{f"settings, {page.key}": (everything, settings(page.key)) for page in PAGES},
}


def controls(screen: Screen) -> Counter[str]:
    """Return how many of each there are, once that stays for some frames."""
    return screen.lasting(lambda: Counter(item.objectName() for item in screen.items() if item.objectName()))


@pytest.mark.parametrize("name", SCREENS)
def test_every_language_has_the_controls_of_english(open_screen: OpenScreen, name: str) -> None:
    build, act = SCREENS[name]
    screen = open_screen(build(), size=(1440, 900))
    act(screen)
    found = {}
    for language in [MIRRORED, *reversed(NAMES)]:
        screen.window.language.choose(language)
        found[language] = controls(screen)
    assert sum(found[ENGLISH].values()) > 3
    missing = {language: found[ENGLISH] - there for language, there in found.items()}
    added = {language: there - found[ENGLISH] for language, there in found.items()}
    assert missing == added == {language: Counter() for language in found}
