"""A screen reader can name every control, and the words are readable: contrast of the palette."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine
from pytestqt.qtbot import QtBot

from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.screen import SIZES, Screen
from ui.app import QML
from ui.viewmodels.settings.catalogue import PAGES

SCREENS: dict[str, Callable[[], AppSnapshot]] = {
    "first start": scenes.first_start,
    "home": scenes.home,
    "failed": scenes.service_failed,
    "outgoing": lambda: scenes.in_call(scenes.outgoing()),
    "incoming": lambda: scenes.in_call(scenes.incoming()),
    "call": lambda: scenes.in_call(scenes.established(), scenes.incoming()),
    "two calls": scenes.two_calls,
    "three calls": scenes.three_calls,
    "on hold": lambda: scenes.in_call(scenes.held()),
    "sharing": scenes.sharing,
    "watching": scenes.watching,
    "hint": scenes.hinted,
    "favourites": scenes.sociable,
    "foreign": scenes.foreign,
}


pytestmark = pytest.mark.usefixtures("screen_reader")


@SIZES
@pytest.mark.parametrize("name", SCREENS)
def test_every_control_has_a_name(
    open_screen: Callable[..., Screen], name: str, size: tuple[int, int]
) -> None:
    screen = open_screen(SCREENS[name](), size=size)
    screen.at_rest()
    assert screen.unnamed_controls() == []


@pytest.mark.parametrize("page", [page.key for page in PAGES])
def test_every_control_of_the_settings_has_a_name(open_screen: Callable[..., Screen], page: str) -> None:
    screen = open_screen(scenes.home())
    screen.open_settings(page)
    if page == "account":
        own = next(i for i in screen.items() if i.property("text") == "Your own")
        own.clicked.emit()  # type: ignore[attr-defined]
        screen.item("serviceUse")
    assert screen.unnamed_controls() == []


def test_the_check_itself_sees_controls(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    button = screen.accessible(screen.item("settingsButton"))
    assert button is not None
    assert button.role() is QAccessible.Role.Button
    assert button.text(QAccessible.Text.Name) == "Settings"
    assert button.text(QAccessible.Text.Description) == "Ctrl+,"


def test_the_mute_button_tells_its_state(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.in_call(scenes.established(muted=True)))
    mute = screen.accessible(screen.item("muteButton"))
    assert mute is not None
    assert mute.text(QAccessible.Text.Name) == "Unmute the microphone"


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    (ink, paper)
    for ink in ("text", "subtle", "faint", "accent", "bad", "warn")
    for paper in ("window", "rail", "card", "field")
] + [
    ("text", "hover"),
    ("text", "selected"),
    ("subtle", "selected"),
    ("subtle", "hover"),
    ("warn", "warnBack"),
    ("bad", "badBack"),
    ("good", "goodBack"),
    ("good", "card"),
    ("strongInk", "sharing"),
    ("accentInk", "accent"),
    ("accentInk", "accentHover"),
    ("strongInk", "danger"),
    ("strongInk", "answer"),
    ("stageText", "stageButton"),
    ("stageSubtle", "stage"),
    ("stageGood", "stageCard"),
    ("stageText", "stageHover"),
    ("stageText", "stageTile"),
    ("stageSubtle", "stageTile"),
    ("stageBad", "stageTile"),
    ("stageGood", "stage"),
    ("stageHandInk", "stageHand"),
    ("strongInk", "toastGood"),
    ("strongInk", "toastBad"),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_stand_out(qtbot: QtBot, dark: bool) -> None:
    """WCAG 2.1, 1.4.3: 4.5 to 1 for text."""
    qml = QQmlEngine()
    component = QQmlComponent(qml, str(QML / "theme" / "Theme.qml"))
    source = f'import QtQuick\nimport "file://{QML}/theme"\nQtObject {{ readonly property var theme: Theme }}'
    component.setData(source.encode(), "")
    holder = component.create()
    theme = holder.property("theme")
    theme.setProperty("dark", dark)
    pairs = {pair: contrast(theme.property(pair[0]), theme.property(pair[1])) for pair in PAIRS}
    white = QColor("#ffffff")
    pairs |= {("white", str(c.name())): contrast(white, c) for c in theme.property("avatars")}
    theme.setProperty("dark", False)
    assert {pair: round(ratio, 2) for pair, ratio in pairs.items() if ratio < 4.5} == {}
