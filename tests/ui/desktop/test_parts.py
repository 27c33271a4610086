"""The pure parts: how a call is told of, what the tray's menu holds, where the card goes; the icon."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from core.snapshots import CallNotice, ProfileSnapshot, ServiceSnapshot, ServiceState
from tests.conftest import Expectation
from tests.ui import scenes
from ui.desktop.attention import Attention, Surroundings, attention, call_notification, newly_missed
from ui.desktop.errands import WAITING, Errands
from ui.desktop.placing import card_place
from ui.desktop.tray import SIZES, Tray, badge_icon
from ui.desktop.tray_menu import TrayAction, state_words, tip_words, tray_menu
from ui.viewmodels.calls.call_desk import CallDesk

RINGS = CallDesk(incoming=scenes.incoming())
TALKS = CallDesk(active=scenes.established())
CARD, NOTE, BOTH, NONE = (
    Attention(card=True),
    Attention(notification=True),
    Attention(True, True),
    Attention(),
)


@pytest.mark.parametrize(
    ("notice", "can_card", "can_notify", "wanted"),
    [
        (CallNotice.AUTOMATIC, True, True, CARD),
        (CallNotice.AUTOMATIC, False, True, NOTE),
        (CallNotice.AUTOMATIC, True, False, CARD),
        (CallNotice.AUTOMATIC, False, False, NONE),
        (CallNotice.CARD, True, True, CARD),
        (CallNotice.CARD, False, True, NOTE),
        (CallNotice.NOTIFICATION, True, True, NOTE),
        (CallNotice.NOTIFICATION, True, False, CARD),
        (CallNotice.BOTH, True, True, BOTH),
        (CallNotice.BOTH, False, True, NOTE),
        (CallNotice.BOTH, True, False, CARD),
    ],
)
def test_how_a_call_is_told_of(
    notice: CallNotice, can_card: bool, can_notify: bool, wanted: Attention
) -> None:
    around = Surroundings(can_card=can_card, can_notify=can_notify)
    assert attention(RINGS, around, notice) == wanted
    assert attention(RINGS, replace(around, window_active=True), notice) == NONE
    assert attention(TALKS, around, notice) == NONE


def test_a_stranger_is_told_as_one() -> None:
    told = call_notification(replace(scenes.incoming(), is_unverified=True, account="anna@example.org"))
    assert "for anna@example.org" in told.body and "Not verified" in told.body


def test_nothing_is_newly_missed_on_the_first_look() -> None:
    home = scenes.home()
    assert newly_missed(replace(home, is_ready=False), home) == []


def test_the_menu_when_nothing_goes_on() -> None:
    entries = tray_menu(scenes.home(), CallDesk(), is_shown=False)
    assert [e.text for e in entries if e.text] == ["Online", "Show Ahoy", "Do not disturb", "Quit Ahoy"]
    assert entries[0].action is TrayAction.NOTHING


def test_the_menu_in_a_call_that_somebody_else_rings_into() -> None:
    desk = CallDesk(replace(scenes.established(), muted=True), scenes.incoming())
    entries = tray_menu(scenes.home(), desk, is_shown=True)
    actions = [entry.action for entry in entries if entry.action]
    assert actions[:4] == [TrayAction.ANSWER, TrayAction.DECLINE, TrayAction.MUTE, TrayAction.HANG_UP]
    assert next(entry for entry in entries if entry.action is TrayAction.MUTE).checked is True


@pytest.mark.parametrize(
    ("state", "profile", "quiet", "until", "words"),
    [
        (ServiceState.ONLINE, False, False, "", "Online"),
        (ServiceState.FAILED, False, False, "", "Offline"),
        (ServiceState.RECONNECTING, True, True, "07:00", "Connecting again, do not disturb"),
        (ServiceState.ONLINE, False, True, "07:00", "Online, quiet until 07:00"),
        (ServiceState.ONLINE, False, True, "", "Online, quiet"),
    ],
)
def test_how_things_stand(state: ServiceState, profile: bool, quiet: bool, until: str, words: str) -> None:
    snapshot = replace(
        scenes.home(),
        service=ServiceSnapshot(state),
        profile=ProfileSnapshot("Anna", do_not_disturb=profile),
        is_quiet=quiet,
        quiet_until=until,
    )
    assert state_words(snapshot) == words


def test_what_the_icon_says() -> None:
    told = tip_words(
        replace(scenes.home(), missed_calls=2), CallDesk(scenes.established(), scenes.incoming())
    )
    assert told.splitlines()[0] == "Ahoy: Online" and "is calling" in told and "2 new missed calls" in told


@pytest.mark.parametrize(
    ("cursor", "place"),
    [
        ((10, 10), (1920 - 380 - 16, 30 + 16)),
        ((2000, 500), (1920 + 1280 - 380 - 16, 16)),
        ((-50, 5), (-380 - 16, 16)),
        ((9000, 9000), (1920 - 380 - 16, 30 + 16)),
    ],
)
def test_the_card_is_where_the_pointer_is(cursor: tuple[int, int], place: tuple[int, int]) -> None:
    main = (QRect(0, 0, 1920, 1080), QRect(0, 30, 1920, 1050))
    right = (QRect(1920, 0, 1280, 1024), QRect(1920, 0, 1280, 1024))
    left = (QRect(-800, 0, 800, 600), QRect(-800, 0, 800, 600))
    assert card_place(QPoint(*cursor), (main, right, left), QSize(380, 150)) == QPoint(*place)


def test_a_card_larger_than_the_screen_begins_at_its_corner() -> None:
    small = QRect(0, 0, 300, 100)
    assert card_place(QPoint(5, 5), [(small, small)], QSize(380, 150)) == QPoint(0, 0)
    assert card_place(QPoint(5, 5), [], QSize(380, 150)) == QPoint(16, 16)


def test_missed_calls_are_painted_on_the_icon(qapp: QApplication) -> None:
    plain, missed, quiet = badge_icon(0, quiet=False), badge_icon(3, quiet=True), badge_icon(0, quiet=True)
    for size in SIZES:
        spot = (round(size * 0.5), round(size * 0.71))  # on the badge, beside the number
        colours = [icon.pixmap(QSize(size, size)).toImage().pixelColor(*spot) for icon in (missed, quiet)]
        assert colours[0].red() > 150 and colours[0].green() < 100, colours
        assert colours[0] != colours[1]
        assert not plain.pixmap(QSize(size, size)).isNull()
    assert badge_icon(12, quiet=False).pixmap(QSize(64, 64)).toImage().pixelColor(45, 30) == QColor("#cd3640")


def test_the_menu_of_the_icon(qapp: QApplication) -> None:
    tray = Tray()
    picked: list[str] = []
    tray.chosen.connect(picked.append)
    named = replace(scenes.established(), remote_name="Tom & Co", muted=True)
    tray.show_menu(tray_menu(scenes.home(), CallDesk(named), is_shown=True))
    texts = [action.text() for action in tray.menu.actions()]
    assert "In a call with Tom && Co" in texts
    mute = next(action for action in tray.menu.actions() if action.text() == "Mute")
    assert mute.isCheckable() and mute.isChecked()
    mute.trigger()
    same = tray.menu.actions()
    tray.show_menu(tray_menu(scenes.home(), CallDesk(named), is_shown=True))
    assert tray.menu.actions() == same and picked == ["mute"]
    tray.close()


async def test_an_errand_that_fails_does_not_keep_the_others(expected_log: type[Expectation]) -> None:
    done: list[str] = []
    worked = asyncio.Event()

    async def fail() -> None:
        raise ValueError("no")

    async def work() -> None:
        done.append("done")
        worked.set()

    expected_log("ui.desktop.errands", "failed")  # type: ignore[call-arg]
    errands = Errands()
    errands.put(fail)
    errands.put(work)
    running = asyncio.ensure_future(errands.run())
    await worked.wait()
    running.cancel()
    for _ in range(WAITING + 9):
        errands.put(work)
    await errands.finish(60)  # nothing in it waits for anything
    assert len(done) == 1 + WAITING


async def test_an_errand_that_hangs_is_not_waited_for() -> None:
    errands = Errands()
    errands.put(lambda: asyncio.Event().wait())
    await errands.finish(0.01)
