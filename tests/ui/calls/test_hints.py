"""A hint is shown once while it holds, with what helps; the same one never twice in a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core import commands
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from tests.ui.scenes import MUTED_HINT, SILENT_HINT
from ui.bridge import Bridge
from ui.viewmodels.calls.hints import LEAST_SHOWN_S, MOST_SAID, REPEAT_S, HintsViewModel


class Desk:
    """The hints with time in the test's hands; remembers what screen readers would say."""

    def __init__(self, bridge: Bridge) -> None:
        self.now = 100.0
        self.announced: list[str] = []
        self.later: list[Callable[[], None]] = []
        self.model: Any = HintsViewModel(bridge, monotonic=lambda: self.now, later=self.keep)
        self.model.announced.connect(self.announced.append)

    def keep(self, ms: int, owner: QObject, done: Callable[[], None]) -> None:
        self.later.append(done)

    def tell(self, *hints: str, muted: bool = True, after: float = 0.0, **changes: Any) -> str:
        self.now += after
        call = scenes.established(hints=hints, muted=muted, **changes)
        self.model.show_call(call, scenes.DEVICES)
        return self.text

    @property
    def text(self) -> str:
        return str(self.model.property("text"))


@pytest.fixture
def desk(qtbot: QtBot, bridge: Bridge) -> Desk:
    return Desk(bridge)


def test_muted_and_speaking(desk: Desk, engine: FakeEngine) -> None:
    assert desk.tell() == ""
    assert desk.tell(MUTED_HINT) == MUTED_HINT and desk.model.property("action") == "unmute"
    desk.model.unmute()
    assert engine.commands == [commands.SetMuted("c1", False)] and desk.text == ""
    desk.tell(MUTED_HINT, after=0.1)
    assert desk.tell(muted=False) == ""
    assert desk.announced == [MUTED_HINT]


def test_a_silent_microphone_leads_to_the_devices(desk: Desk, engine: FakeEngine) -> None:
    assert desk.tell(SILENT_HINT, muted=False) == SILENT_HINT
    assert desk.model.property("action") == "devices"
    desk.model.unmute()
    assert engine.commands == []


def test_a_hint_that_flickers_is_said_once(desk: Desk) -> None:
    for _ in range(10):
        desk.tell(MUTED_HINT, after=0.2)
        assert desk.tell(after=0.1) == MUTED_HINT  # long enough to be read
    desk.now += LEAST_SHOWN_S
    assert desk.tell() == ""
    assert desk.tell(MUTED_HINT, after=1) == ""
    assert desk.announced == [MUTED_HINT]


def test_a_hint_goes_by_itself_when_it_no_longer_holds(desk: Desk) -> None:
    desk.tell(MUTED_HINT)
    desk.tell(after=1)
    desk.now += LEAST_SHOWN_S
    desk.later[0]()
    assert desk.text == ""


def test_a_hint_that_still_holds_stays(desk: Desk) -> None:
    desk.tell(MUTED_HINT)
    desk.now += LEAST_SHOWN_S * 2
    desk.later[0]()
    assert desk.tell(MUTED_HINT, after=60) == MUTED_HINT


def test_dismissed_means_dismissed(desk: Desk) -> None:
    desk.tell(MUTED_HINT)
    desk.model.dismiss()
    assert desk.tell(MUTED_HINT, after=5) == ""
    assert desk.tell(after=5) == "" and desk.tell(MUTED_HINT, after=5) == ""


def test_muting_again_is_another_story(desk: Desk) -> None:
    desk.tell(MUTED_HINT)
    desk.model.dismiss()
    desk.tell(muted=False)
    assert desk.tell(MUTED_HINT, after=5) == MUTED_HINT
    assert desk.announced == [MUTED_HINT] * 2


def test_after_a_while_it_is_worth_saying_again(desk: Desk) -> None:
    desk.tell(MUTED_HINT)
    desk.model.dismiss()
    assert desk.tell(MUTED_HINT, after=REPEAT_S - 1) == ""
    assert desk.tell(MUTED_HINT, after=2) == MUTED_HINT


def test_two_hints_do_not_take_turns(desk: Desk) -> None:
    both = (MUTED_HINT, SILENT_HINT)
    assert desk.tell(*both) == SILENT_HINT
    desk.model.dismiss()
    assert desk.tell(*both, after=1) == MUTED_HINT
    desk.model.dismiss()
    assert desk.tell(*both, after=1) == "" and desk.announced == [SILENT_HINT, MUTED_HINT]


def test_another_call_and_another_microphone_begin_anew(desk: Desk) -> None:
    desk.tell(SILENT_HINT)
    assert desk.tell(SILENT_HINT, call_id="c9") == SILENT_HINT
    assert len(desk.announced) == 2
    desk.model.show_call(None, scenes.DEVICES)
    assert desk.text == ""


def test_a_call_that_has_ended_hints_at_nothing(desk: Desk) -> None:
    desk.tell(MUTED_HINT)
    desk.model.show_call(scenes.ended(hints=(MUTED_HINT,)), scenes.DEVICES)
    assert desk.text == ""


def test_a_flood_of_hints_is_not_remembered_for_ever(desk: Desk) -> None:
    for number in range(200):
        desk.tell(f"Hint number {number}", "", after=0.1)
    assert len(desk.model._said) == MOST_SAID
