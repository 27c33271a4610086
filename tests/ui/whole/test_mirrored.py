"""From right to left every named item is on the other side, but for what has its place in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from core.languages import ENGLISH, MIRRORED
from tests.ui.screen import NARROW, Screen
from tests.ui.whole.test_compact import place
from tests.ui.whole.test_same_controls import SCREENS, controls

OpenScreen = Callable[..., Screen]
ON_THE_STAGE = ("callClock", "trustBadge", "selfView")
"""What lies on the pictures of a call, which are not mirrored, keeps its corner."""
CLEARLY = 0.25
"""The share of a window by which the middle of an item is off the window's."""


def stays(name: str) -> bool:
    """Whether it has one place in every language."""
    return name.startswith("pad") or name in ON_THE_STAGE


def off_the_middle(screen: Screen) -> dict[str, float]:
    """Return how far items of names of their own are off the middle: -1 at the left edge, 1 at the right."""
    width = screen.window.view.width()
    named: dict[str, QQuickItem] = {}
    counted: Counter[str] = Counter()
    for item in screen.items():
        if item.objectName():
            counted[item.objectName()] += 1
            named[item.objectName()] = item
    where: dict[str, QRectF] = {name: place(item) for name, item in named.items() if counted[name] == 1}
    return {name: (box.center().x() - width / 2) / (width / 2) for name, box in where.items()}


@pytest.mark.parametrize("size", [(1440, 900), NARROW], ids=["large", "narrow"])
@pytest.mark.parametrize("name", SCREENS)
def test_what_is_at_one_side_is_at_the_other(
    open_screen: OpenScreen, name: str, size: tuple[int, int]
) -> None:
    build, act = SCREENS[name]
    screen = open_screen(build(), size=size)
    act(screen)
    sides = {}
    for language in (MIRRORED, ENGLISH):
        screen.window.language.choose(language)
        controls(screen)
        sides[language] = off_the_middle(screen)
    left = {
        one: (round(off, 2), round(sides[MIRRORED][one], 2))
        for one, off in sides[ENGLISH].items()
        if abs(off) > CLEARLY and off * sides[MIRRORED].get(one, -off) > 0 and not stays(one)
    }
    assert left == {}
