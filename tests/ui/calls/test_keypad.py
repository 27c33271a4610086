"""Telephone keys from buttons, keyboard and clipboard; nonsense sends nothing and says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core import commands
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels.calls.keypad import KEYS, PAD, WIDE_PAD, KeypadViewModel, clean_keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1234,,56#", "1234,,56#"),
        (" 12 34-56 (7).8/9\n", "123456789"),
        ("+", ""),
        ("abcd", "ABCD"),
        ("12p34", "12,34"),
        ("1\u00a02\u20113", "123"),
        ("*" * 64, "*" * 64),
        ("*" * 65, ""),
        ("", ""),
        (" - ", ""),
        ("12e4", ""),
        ("\uff11\uff12", ""),
        ("1\x002", ""),
        ("\N{PILE OF POO}", ""),
    ],
)
def test_what_is_pasted(text: str, keys: str) -> None:
    found, problem = clean_keys(text)
    assert found == keys
    assert bool(problem) is (keys == "")


@given(st.text(max_size=100))
def test_only_keys_come_out(text: str) -> None:
    keys, problem = clean_keys(text)
    assert set(keys) <= KEYS and len(keys) <= 64
    assert bool(keys) is not bool(problem)
    assert problem.isprintable()


def test_the_pad_has_every_key_once() -> None:
    assert sorted(key[0] for key in PAD) == sorted("0123456789*#")
    assert {key[0] for key in WIDE_PAD} == KEYS and len(WIDE_PAD) == len(KEYS)


@pytest.fixture
def keypad(qtbot: QtBot, bridge: Bridge) -> KeypadViewModel:
    return KeypadViewModel(bridge)


def test_keys_go_to_the_call(keypad: KeypadViewModel, engine: FakeEngine) -> None:
    keypad.press("1")
    assert engine.commands == []  # there is no call
    keypad.show_call(scenes.bakery(keys_sent="1", keys_way="info"))
    keypad.press("2")
    assert keypad.typed("3") and not keypad.typed("\r") and not keypad.typed("") and not keypad.typed(" ")
    assert engine.commands == [commands.SendDtmf("c3", "2"), commands.SendDtmf("c3", "3")]
    assert keypad.property("sent") == "1" and "SIP INFO" in keypad.property("way")


def test_nonsense_is_told_until_the_next_key(keypad: KeypadViewModel, engine: FakeEngine) -> None:
    keypad.show_call(scenes.bakery())
    assert keypad.typed("x")
    assert "“X” is not a key" in keypad.property("problem")
    keypad.press("5")
    assert keypad.property("problem") == ""
    assert engine.commands == [commands.SendDtmf("c3", "5")]


def test_pasted_keys(keypad: KeypadViewModel, engine: FakeEngine) -> None:
    keypad.show_call(scenes.bakery())
    QGuiApplication.clipboard().setText("1234,, 56-#")
    keypad.paste()
    assert engine.commands == [commands.SendDtmf("c3", "1234,,56#")]
    QGuiApplication.clipboard().setText("9" * 100_000)
    keypad.paste()
    assert "At most 64 keys" in keypad.property("problem") and len(engine.commands) == 1


def test_a_pause_waits_for_the_key_after_it(keypad: KeypadViewModel, engine: FakeEngine) -> None:
    keypad.show_call(scenes.bakery(keys_sent="1"))
    keypad.press(",")
    keypad.typed(",")
    assert engine.commands == [] and keypad.property("sent") == "1,,"
    keypad.press("x")
    assert engine.commands == []
    keypad.press("2")
    keypad.press("3")
    assert engine.commands == [commands.SendDtmf("c3", ",,2"), commands.SendDtmf("c3", "3")]
    keypad.press("," * 64)
    keypad.press("4")
    assert engine.commands[-1] == commands.SendDtmf("c3", "," * 63 + "4")
    keypad.press(",")
    keypad.show_call(scenes.established(keys_sent=""))
    assert keypad.property("sent") == ""  # a pause belongs to its call


def test_keys_that_cannot_be_sent_are_not(keypad: KeypadViewModel, engine: FakeEngine) -> None:
    keypad.show_call(scenes.held())
    keypad.press("1")
    assert engine.commands == [] and keypad.property("reason") == "Resume the call to send keys."


def test_a_problem_belongs_to_its_call(keypad: KeypadViewModel) -> None:
    keypad.show_call(scenes.bakery())
    keypad.press("x")
    keypad.show_call(scenes.bakery(keys_sent="1"))
    assert keypad.property("problem")
    keypad.show_call(scenes.established())
    assert keypad.property("problem") == ""
