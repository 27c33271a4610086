"""A whole window at home on a desktop made of fakes: ringing, missed calls, the tray, closing, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWindow
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from core import commands
from core.desktop.autostart import StartState
from core.desktop.notifications import OPENED, Urgency
from core.snapshots import AppSnapshot, CallNotice, DesktopChoices, HistorySnapshot
from tests.ui import scenes
from tests.ui.desktop.fake_desktop import FakeDesktop
from tests.ui.screen import Screen
from ui.desktop.attention import tray_notification

RINGING = replace(scenes.home(), calls=(scenes.incoming(),))
RINGS = scenes.incoming().call_id
MISSED = HistorySnapshot(
    "missed-7", "Bob", "bob", "inbound", True, 1.0, 0, "NoAnswer", "You did not answer.", True, is_new=True
)
MakeDesktop = Callable[..., FakeDesktop]


@pytest.fixture
def desktop(open_screen: Callable[..., Screen], tmp_path: Path) -> Iterator[MakeDesktop]:
    """Return ``desktop(snapshot, **what_it_has)``: a window at home on a made-up desktop."""
    made: list[FakeDesktop] = []

    def make(snapshot: AppSnapshot = scenes.home(), **has: Any) -> FakeDesktop:  # noqa: B008
        made.append(FakeDesktop(open_screen(snapshot), tmp_path, **has))
        return made[-1]

    yield make
    for each in made:
        each.home.close()


def in_the_background(desktop: FakeDesktop) -> None:
    """Close the window; on the screen of these tests one that is open is always the one in front."""
    desktop.screen.window.view.close()
    desktop.screen.qtbot.waitUntil(lambda: not desktop.screen.window.view.isVisible())


def show(desktop: FakeDesktop, snapshot: AppSnapshot) -> None:
    """Let the core say something, and the desktop hear of it."""
    desktop.screen.engine.publish(snapshot)
    desktop.screen.qtbot.waitUntil(lambda: desktop.screen.app.snapshot == snapshot)
    desktop.do_errands()


def card_of(desktop: FakeDesktop) -> QQuickWindow:
    card = desktop.screen.window.view.findChild(QQuickWindow, "incomingCard")
    assert isinstance(card, QQuickWindow)
    return card


def middle_at_rest(desktop: FakeDesktop, card: QQuickWindow, name: str) -> QPoint:
    """Return the middle of a button of the card, once the card has laid its rows out."""
    button = next(item for item in desktop.screen.items(card.contentItem()) if item.objectName() == name)
    places: list[QPointF] = []

    def rests() -> bool:
        places.append(button.mapToScene(QPointF(button.width() / 2, button.height() / 2)))
        return button.width() > 0 and len(places) > 2 and places[-1] == places[-2] == places[-3]

    desktop.screen.qtbot.waitUntil(rests)
    return places[-1].toPoint()


def choosing(**choices: Any) -> AppSnapshot:
    """Somebody rings a person who chose this."""
    return replace(RINGING, desktop=DesktopChoices(told_of_tray=True, **choices))


class TestRinging:
    def test_a_window_in_front_needs_nothing_else(self, desktop: MakeDesktop) -> None:
        made = desktop()
        made.screen.qtbot.waitUntil(lambda: made.screen.window.view.isActive())
        show(made, RINGING)
        assert not card_of(made).isVisible() and made.notifier.shown == {}
        made.screen.item("answerVideoButton")

    def test_a_card_tells_of_it_and_the_window_stays_away(self, desktop: MakeDesktop) -> None:
        made = desktop()
        in_the_background(made)
        show(made, RINGING)
        card = card_of(made)
        made.screen.qtbot.waitUntil(card.isVisible)
        assert not made.screen.window.view.isVisible()
        flags = card.flags()
        for flag in ("WindowDoesNotAcceptFocus", "WindowStaysOnTopHint", "Tool", "FramelessWindowHint"):
            assert flags & getattr(type(flags), flag)
        assert card.transientParent() is None
        show(made, scenes.home())
        assert not card.isVisible()

    def test_where_no_card_can_be_a_notification_tells_of_it(self, desktop: MakeDesktop) -> None:
        made = desktop(card=False)
        in_the_background(made)
        show(made, RINGING)
        (shown,) = [each for key, each in made.notifier.shown.items() if key.startswith("call")]
        assert shown.urgency is Urgency.CALL and [b.action for b in shown.buttons] == ["answer", "decline"]
        assert not card_of(made).isVisible()
        show(made, scenes.home())
        assert not any(key.startswith("call") for key in made.notifier.shown)

    def test_where_neither_can_be_the_window_comes(self, desktop: MakeDesktop) -> None:
        made = desktop(card=False, notifications=False)
        in_the_background(made)
        show(made, RINGING)
        made.screen.qtbot.waitUntil(lambda: made.screen.window.view.isVisible())

    def test_both_when_both_are_wanted(self, desktop: MakeDesktop) -> None:
        made = desktop()
        in_the_background(made)
        show(made, choosing(call_notice=CallNotice.BOTH))
        assert card_of(made).isVisible() and f"call {RINGS}" in made.notifier.shown

    def test_the_card_goes_when_the_window_comes(self, desktop: MakeDesktop) -> None:
        made = desktop()
        in_the_background(made)
        show(made, choosing(call_notice=CallNotice.BOTH))
        made.screen.window.raise_window()
        made.screen.qtbot.waitUntil(lambda: not card_of(made).isVisible())
        made.do_errands()
        assert f"call {RINGS}" not in made.notifier.shown

    @pytest.mark.parametrize(
        ("name", "posted"),
        [
            ("cardDecline", commands.HangUp(RINGS)),
            ("cardBlock", commands.SetBlocked(scenes.incoming().remote_address, True)),
            ("cardAnswer", commands.AnswerCall(RINGS, False)),
            ("cardAnswerVideo", commands.AnswerCall(RINGS, True)),
        ],
    )
    def test_the_buttons_of_the_card(self, desktop: MakeDesktop, name: str, posted: commands.Command) -> None:
        made = desktop()
        in_the_background(made)
        show(made, replace(RINGING, calls=(replace(scenes.incoming(), is_first_contact=True),)))
        card = card_of(made)
        middle = middle_at_rest(made, card, name)
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        made.screen.qtbot.waitUntil(lambda: posted in made.screen.posted)
        assert made.screen.window.view.isVisible() is (name not in ("cardDecline", "cardBlock"))

    @pytest.mark.parametrize(
        ("action", "posted", "comes"),
        [
            ("answer", [commands.AnswerCall(RINGS, True)], True),
            ("decline", [commands.HangUp(RINGS)], False),
            (OPENED, [], True),
        ],
    )
    def test_the_buttons_of_the_notification(
        self, desktop: MakeDesktop, action: str, posted: list[commands.Command], comes: bool
    ) -> None:
        made = desktop(card=False)
        in_the_background(made)
        show(made, RINGING)
        made.screen.posted.clear()
        made.notifier.choose(f"call {RINGS}", action)
        verdicts = [c for c in made.screen.posted if isinstance(c, commands.AnswerCall | commands.HangUp)]
        assert verdicts == posted
        assert made.screen.window.view.isVisible() is comes

    def test_a_button_for_a_call_that_is_gone_does_nothing(self, desktop: MakeDesktop) -> None:
        made = desktop(card=False)
        in_the_background(made)
        made.notifier.choose("call gone", "answer")
        made.notifier.choose("nonsense", "decline")
        assert not any(isinstance(c, commands.AnswerCall | commands.HangUp) for c in made.screen.posted)


class TestMissedCalls:
    def test_they_are_told_once_and_taken_away_when_seen(self, desktop: MakeDesktop) -> None:
        made = desktop()
        missed = replace(scenes.home(), history=(MISSED,), missed_calls=1)
        show(made, missed)
        show(made, replace(missed, region="SE"))
        (shown,) = made.notifier.history
        assert (shown.title, shown.body) == ("Bob", "Missed video call")
        assert made.tray.face[0] == 1 and "1 new missed call" in made.tray.words
        assert made.screen.window.view.title().startswith("(1) ")
        show(made, replace(missed, history=(replace(MISSED, is_new=False),), missed_calls=0))
        assert made.notifier.shown == {} and made.tray.face[0] == 0

    def test_old_ones_are_not_told_at_the_start(self, desktop: MakeDesktop) -> None:
        made = desktop(replace(scenes.home(), history=(MISSED,), missed_calls=1))
        made.do_errands()
        assert made.notifier.history == []
        assert made.tray.face[0] == 1

    def test_many_at_once_are_told_with_measure(self, desktop: MakeDesktop) -> None:
        made = desktop()
        many = tuple(replace(MISSED, call_id=f"m{number}") for number in range(50))
        show(made, replace(scenes.home(), history=many, missed_calls=50))
        assert len(made.notifier.history) == 5

    def test_none_when_that_is_chosen(self, desktop: MakeDesktop) -> None:
        made = desktop(replace(scenes.home(), desktop=DesktopChoices(tells_missed=False)))
        choices = DesktopChoices(tells_missed=False)
        show(made, replace(scenes.home(), history=(MISSED,), missed_calls=1, desktop=choices))
        assert made.notifier.history == []

    def test_call_back_fills_in_and_calls_nobody(self, desktop: MakeDesktop) -> None:
        made = desktop()
        show(made, replace(scenes.home(), history=(MISSED,), missed_calls=1))
        made.notifier.choose("missed missed-7", "call-back")
        made.screen.qtbot.waitUntil(lambda: made.screen.item("dialField").property("text") == "bob")
        assert not any(isinstance(c, commands.PlaceCall) for c in made.screen.posted)


class TestClosing:
    def test_the_tray_keeps_it_and_that_is_said_once(self, desktop: MakeDesktop) -> None:
        made = desktop()
        for _ in range(2):
            in_the_background(made)
            made.do_errands()
            made.tray.chosen.emit("show")
            made.screen.qtbot.waitUntil(lambda: made.screen.window.view.isVisible())
            show(made, replace(scenes.home(), desktop=DesktopChoices(told_of_tray=True)))
        assert made.ended == []
        (said,) = made.notifier.history
        assert "Quit" in said.body and "Ctrl+Q" in said.body
        assert commands.SetDesktop(DesktopChoices(told_of_tray=True)) in made.screen.posted

    def test_without_notifications_the_tray_itself_says_it(self, desktop: MakeDesktop) -> None:
        made = desktop(notifications=False)
        in_the_background(made)
        made.do_errands()
        assert len(made.tray.said) == 1

    def test_a_call_goes_on_and_that_is_said_every_time(self, desktop: MakeDesktop) -> None:
        made = desktop(replace(scenes.home(), calls=(scenes.established(),)))
        in_the_background(made)
        made.do_errands()
        (said,) = made.notifier.history
        assert said.title == "You are still in a call" and made.ended == []

    def test_without_a_tray_it_ends(self, desktop: MakeDesktop) -> None:
        made = desktop(tray=False)
        in_the_background(made)
        assert made.ended == [True] and made.notifier.history == []

    def test_a_tray_that_went_away_meanwhile_keeps_nothing(self, desktop: MakeDesktop) -> None:
        made = desktop()
        made.has_tray = False
        in_the_background(made)
        assert made.ended == [True]

    def test_it_ends_when_that_is_chosen(self, desktop: MakeDesktop) -> None:
        made = desktop(replace(scenes.home(), desktop=DesktopChoices(keeps_running=False)))
        in_the_background(made)
        assert made.ended == [True]

    def test_quit(self, desktop: MakeDesktop) -> None:
        made = desktop()
        made.tray.chosen.emit("quit")
        made.screen.press(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert made.ended == [True, True]


class TestTray:
    def test_what_it_does(self, desktop: MakeDesktop) -> None:
        made = desktop(replace(RINGING, calls=(scenes.established(), scenes.incoming())))
        active = scenes.established().call_id
        for name in ("mute", "hang-up", "answer", "decline", "do-not-disturb"):
            made.tray.chosen.emit(name)
        wanted = [
            commands.SetMuted(active, True),
            commands.HangUp(active),
            commands.AnswerCall(RINGS, scenes.incoming().video),
            commands.HangUp(RINGS),
            commands.SetDoNotDisturb(True),
        ]
        assert [command for command in made.screen.posted if command in wanted] == wanted

    def test_entries_of_calls_that_are_gone_do_nothing(self, desktop: MakeDesktop) -> None:
        made = desktop()
        for name in ("mute", "hang-up", "answer", "decline", ""):
            made.tray.chosen.emit(name)
        assert not any(isinstance(c, commands.SetMuted | commands.HangUp) for c in made.screen.posted)

    def test_hide_and_show(self, desktop: MakeDesktop) -> None:
        made = desktop()
        assert "Hide Ahoy" in made.tray.words
        made.tray.chosen.emit("hide")
        made.screen.qtbot.waitUntil(lambda: "Show Ahoy" in made.tray.words)
        made.tray.chosen.emit("show")
        made.screen.qtbot.waitUntil(lambda: "Hide Ahoy" in made.tray.words)

    def test_one_that_comes_late_is_found(self, desktop: MakeDesktop) -> None:
        made = desktop(tray=False)
        assert "no icons" in made.screen.app.desktop_shown.property("trayReason")
        made.has_tray = True
        made.screen.qtbot.waitUntil(lambda: made.tray.is_shown)
        assert made.screen.app.desktop_shown.property("trayReason") == ""

    def test_missed_calls_lead_to_the_list(self, desktop: MakeDesktop) -> None:
        made = desktop(replace(scenes.home(), history=(MISSED,), missed_calls=1))
        made.tray.chosen.emit("missed")
        made.screen.qtbot.waitUntil(lambda: made.screen.item("sidebar").property("list") == "recent")

    def test_a_start_in_the_tray_without_one_is_a_small_window(
        self, desktop: MakeDesktop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ui.desktop.home.TRAY_LOOKS", 0)
        made = desktop(tray=False)
        made.home.close()  # of this one only the closed window is wanted
        in_the_background(made)
        made.screen.engine.publish(made.screen.app.snapshot)
        again = FakeDesktop(made.screen, Path("/nowhere"), tray=False, starts_hidden=True)
        view = made.screen.window.view
        made.screen.qtbot.waitUntil(lambda: view.visibility() is QWindow.Visibility.Minimized)
        again.home.close()


class TestSettings:
    def test_start_at_login(self, desktop: MakeDesktop) -> None:
        made = desktop()
        model = made.screen.app.desktop_shown
        assert model.property("startsAtLogin") is False
        model.setStartsAtLogin(True)
        assert made.autostart.state(made.entry) is StartState.ON
        assert model.property("startsAtLogin") is True
        model.setStartsAtLogin(False)
        assert made.autostart.state(made.entry) is StartState.OFF

    def test_start_at_login_that_cannot_be_written_says_why(
        self, desktop: MakeDesktop, tmp_path: Path
    ) -> None:
        made = desktop()
        (tmp_path / "autostart").write_text("in the way")
        model = made.screen.app.desktop_shown
        model.setStartsAtLogin(True)
        assert model.property("startsAtLogin") is False
        assert "cannot be written" in model.property("loginProblem")

    def test_quiet_hours(self, desktop: MakeDesktop) -> None:
        made = desktop()
        model = made.screen.app.desktop_shown
        model.setQuiet(True)
        model.toggleQuietDay(6)
        model.toggleQuietDay(9)
        model.setQuietHours("21:30", "07:00", "1")
        hours = [c for c in made.screen.posted if isinstance(c, commands.SetQuietHours)]
        assert hours == [
            commands.SetQuietHours(True, "22:00-07:00 1234567"),
            commands.SetQuietHours(False, "22:00-07:00 123457"),
            commands.SetQuietHours(False, "21:30-07:00 1"),
        ]

    def test_choices_are_kept_once(self, desktop: MakeDesktop) -> None:
        made = desktop()
        model = made.screen.app.desktop_shown
        model.setKeepsRunning(True)
        model.chooseCallNotice("nonsense")
        model.chooseCallNotice("both")
        kept = [c for c in made.screen.posted if isinstance(c, commands.SetDesktop)]
        assert kept == [commands.SetDesktop(DesktopChoices(call_notice=CallNotice.BOTH))]


def test_the_screen_stays_on_while_somebody_talks(desktop: MakeDesktop) -> None:
    made = desktop()
    show(made, RINGING)
    assert not made.guard.is_held
    show(made, replace(scenes.home(), calls=(scenes.established(),)))
    assert made.guard.is_held and made.guard.reasons[0].startswith("A call with ")
    show(made, scenes.home())
    assert not made.guard.is_held


def test_a_desktop_that_hangs_fills_no_memory(desktop: MakeDesktop) -> None:
    made = desktop()
    for number in range(200):
        made.home._notify(replace(tray_notification(), key=str(number)))
    made.do_errands()
    assert len(made.notifier.history) == 64
