"""The keypad of the home page: pressed, typed, pasted, and called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core import commands
from core.commands import PlayKey
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from tests.ui.screen import SIZES
from tests.ui.test_screens import OpenScreen
from ui.bridge import Bridge
from ui.viewmodels.dialling.countries import all_countries, countries_matching
from ui.viewmodels.dialling.dial_pad import DialPadViewModel


class Called:
    """Remembers whom the keypad called."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, bool]] = []

    def __call__(self, address: str, name: str, video: bool) -> bool:
        self.calls.append((address, name, video))
        return True


@pytest.fixture
def called() -> Called:
    return Called()


@pytest.fixture
def pad(qtbot: QtBot, bridge: Bridge, called: Called) -> Any:
    made = DialPadViewModel(bridge, called)
    made.look(True)
    made.show_snapshot(scenes.home())
    return made


def shown(pad: Any, *names: str) -> list[Any]:
    return [pad.property(name) for name in names]


def paste(pad: Any, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    pad.paste()


def test_keys_are_heard_and_grouped(pad: Any, engine: FakeEngine) -> None:
    for key in "03012345":
        pad.press(key)
    pad.press("x")
    assert shown(pad, "text", "line") == ["030 12345", "Phone number \u00b7 Germany"]
    assert engine.commands == [PlayKey(key) for key in "03012345"]


def test_a_plus_sign_by_holding_zero_where_a_number_begins(pad: Any, engine: FakeEngine) -> None:
    pad.hold("0")
    for key in "46812":
        pad.press(key)
    pad.hold("0")
    assert pad.property("text").replace(" ", "").replace("-", "") == "+468120"
    assert PlayKey("+") not in engine.commands and engine.commands[-1] == PlayKey("0")


def test_the_last_digit_goes_with_what_grouped_it(pad: Any) -> None:
    pad.type("030 1", True)
    pad.backspace()
    assert pad.property("text") == "030"
    for _ in range(5):
        pad.backspace()
    assert shown(pad, "text", "line", "reason") == ["", "", ""]


def test_what_is_edited_in_its_middle_is_left_alone(pad: Any) -> None:
    pad.type("0301234", True)
    pad.type("03051234", False)
    assert pad.property("text") == "03051234"


@pytest.mark.parametrize(
    ("pasted", "target"),
    [
        ("tel:+49-30-123456", "+4930123456"),
        ("+44 (0)20 7946 0958", "+44(0)2079460958"),
        ("  (030) 12 34 56\n", "tel:030123456"),
        ("0800 FLOWERS", "tel:08003569377"),
        ("Tel.: 030/123456", "tel:030123456"),
        ("tel:030-123456;phone-context=+49", "+4930123456"),
        ("\u202a+49\u00a030\u2011123456\u202c", "+4930123456"),
        ("sip:anna@example.org", "sip:anna@example.org"),
    ],
)
def test_anything_can_be_pasted(pad: Any, called: Called, pasted: str, target: str) -> None:
    paste(pad, pasted)
    assert pad.call(False)
    address = called.calls[0][0]
    plain = address if target.startswith("sip") else "".join(c for c in address if c not in " ()-/.")
    assert plain == target.replace("(", "").replace(")", "")
    assert pad.property("text") == ""


def test_an_extension_is_told_and_not_dialled(pad: Any) -> None:
    paste(pad, "+1 (800) 356-9377 ext. 42")
    assert pad.property("text").endswith("9377")
    assert pad.property("note") == "Extension 42: press these keys once somebody answers."
    pad.clear()
    assert pad.property("note") == ""


@pytest.mark.parametrize("nonsense", ["", "\x00\x01", "x" * 1000, "++", "tel:", "#*#", "\U0001f600" * 50])
def test_nonsense_calls_nobody_or_is_told(pad: Any, called: Called, nonsense: str) -> None:
    paste(pad, nonsense)
    assert len(pad.property("text")) <= 255
    if pad.property("text"):
        pad.call(False)


def test_why_a_number_cannot_be_called(pad: Any, called: Called) -> None:
    pad.type("+999123456789", True)
    assert "No country has that code" in pad.property("reason")
    assert not pad.call(False) and called.calls == []
    pad.type("030", True)
    assert pad.property("reason") == "", "more digits may put it right"


def test_a_contact_is_told_by_the_number(pad: Any, called: Called) -> None:
    pad.type("03012345678", True)
    assert pad.property("name") == "Bakery on the corner"
    pad.call(False)
    assert called.calls == [("tel:03012345678", "Bakery on the corner", False)]


def test_by_an_account_digits_go_as_they_are(pad: Any, called: Called) -> None:
    pad.show_snapshot(scenes.accounts())
    pad.type("*97", True)
    assert "alice@pbx.example.org" in pad.property("line") and pad.property("reason") == ""
    pad.call(False)
    assert called.calls == [("*97", "", False)]


def test_a_name_is_no_number(pad: Any, called: Called) -> None:
    paste(pad, "Anna Lindqvist")
    pad.call(True)
    assert called.calls == [("anna-lindqvist", "Anna Lindqvist", True)]


def test_the_country_is_found_and_chosen(pad: Any, engine: FakeEngine) -> None:
    assert shown(pad, "country", "countryCode") == ["Germany", "+49"]
    pad.searchCountry("swe")
    assert pad.countries.rows[0].key == "SE"
    pad.chooseCountry("SE")
    assert engine.commands == [commands.SetPhone("+493012340", "SE")]
    pad.show_snapshot(replace(scenes.home(), region="SE"))
    assert shown(pad, "country", "countryCode") == ["Sweden", "+46"]


@pytest.mark.parametrize(
    ("text", "first"), [("+46", "SE"), ("0046", "SE"), ("united k", "GB"), ("GERM", "DE"), ("xyzzy", None)]
)
def test_countries_by_name_and_code(text: str, first: str | None) -> None:
    found = [row.key for row in countries_matching(text)]
    assert first in found if first else found == []
    assert len(all_countries()) > 200


@SIZES
def test_dialling_by_mouse_and_keyboard(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.home(), size=size)
    screen.click("page-keypad")
    screen.item("keypadField")
    screen.type("0301")
    screen.click("pad2")
    screen.wait_for_command(PlayKey("2"))
    screen.wait_for_words("030 12")
    screen.type("345678")
    screen.wait_for_words("Bakery on the corner")
    screen.click("padCall")
    screen.wait_for_command(commands.PlaceCall("tel:03012345678", False, "Bakery on the corner"))
    screen.click("countryButton")
    screen.settled("countrySearch")
    screen.type("norw")
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.SetPhone("+493012340", "NO"))
    screen.qtbot.waitUntil(lambda: screen.find("countrySearch") is None)
    assert screen.unnamed_controls() == []
