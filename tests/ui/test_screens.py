"""The screens, clicked through as a person does, over the fake engine."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from core import commands
from core.snapshots import AppSnapshot, CheckSnapshot, NoticeSnapshot, ScreenSource
from tests.ui import scenes
from tests.ui.screen import SIZES, Screen
from tests.ui.test_pictures import picture
from ui.pictures import PictureSource

OpenScreen = Callable[..., Screen]


def test_dial_ring_talk_hang_up(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home(), scripted=True)
    screen.click("dialField")
    screen.type("echo test")
    screen.wait_for_words("Enter calls")
    screen.click("dialVideo")
    screen.wait_for_command(commands.PlaceCall("echo", True, "Echo test"))
    screen.wait_for_words("Ringing…")
    screen.qtbot.waitUntil(lambda: screen.player.played == ["ringback"])
    screen.engine.publish(scenes.in_call(scenes.established(screen.engine.snapshot.calls[0])))
    screen.qtbot.waitUntil(lambda: screen.find("muteButton") is not None)
    assert screen.player.played == ["ringback", "silence"]
    screen.click("muteButton")
    screen.wait_for_command(commands.SetMuted("own-1", True))
    screen.click("videoButton")
    screen.wait_for_command(commands.SetVideoPaused("own-1", True))
    screen.click("hangUpButton")
    screen.wait_for_words("The call has ended.")
    assert screen.player.played[-1] == "ended"
    screen.click("summaryClose")
    screen.qtbot.waitUntil(lambda: screen.find("summaryClose") is None)
    assert screen.app.property("page") == "home"


def test_cancel_while_ringing(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.outgoing()))
    screen.wait_for_words("Ringing…")
    assert screen.find("muteButton") is None
    screen.click("hangUpButton")
    screen.wait_for_command(commands.HangUp("c1"))


@pytest.mark.parametrize(
    ("button", "command"),
    [
        ("answerVideoButton", commands.AnswerCall("c2", True)),
        ("answerVoiceButton", commands.AnswerCall("c2", False)),
        ("declineButton", commands.HangUp("c2")),
    ],
)
def test_an_incoming_call(open_screen: OpenScreen, button: str, command: commands.Command) -> None:
    screen = open_screen(scenes.home())
    screen.show(scenes.in_call(scenes.incoming()))
    screen.wait_for_words("Mira Okafor")
    screen.item("unverifiedBadge")
    screen.qtbot.waitUntil(lambda: screen.player.played == ["ringtone"])
    screen.at_rest()
    screen.click(button)
    screen.wait_for_command(command)
    screen.show(scenes.home())
    screen.qtbot.waitUntil(lambda: screen.find(button) is None)
    assert screen.player.played[-1] == "silence"


def test_an_incoming_call_lies_over_the_settings(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.click("settingsButton")
    screen.item("settingsBack")
    screen.show(scenes.in_call(scenes.incoming()))
    screen.wait_for_words("Incoming video call")
    screen.at_rest()
    screen.click("declineButton")
    screen.wait_for_command(commands.HangUp("c2"))


def test_a_verified_caller_has_no_badge(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(replace(scenes.incoming(), is_unverified=False, video=False)))
    screen.wait_for_words("Incoming call")
    assert screen.find("unverifiedBadge") is None


def test_a_second_caller_gets_a_card(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.second_caller())
    screen.qtbot.waitUntil(lambda: "second-call" in screen.player.played)
    assert screen.find("declineButton") is None
    screen.click("waitingAnswer")
    screen.wait_for_command(commands.AnswerCall("c2", True))
    screen.click("waitingAnswerInstead")
    screen.wait_for_command(commands.AnswerCall("c2", True, end_others=True))


def test_a_second_caller_ignored_rings_on_unheard(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.second_caller())
    screen.qtbot.waitUntil(lambda: screen.player.played == ["second-call"])
    screen.click("waitingIgnore")
    screen.qtbot.waitUntil(lambda: screen.find("waitingIgnore") is None)
    screen.item("rowAnswer")
    assert screen.posted == []
    screen.show(scenes.in_call(scenes.ended(), scenes.incoming()))
    screen.item("declineButton")


def test_a_second_caller_declined(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established(), scenes.incoming()))
    screen.click("waitingDecline")
    screen.wait_for_command(commands.HangUp("c2"))
    assert commands.HangUp("c1") not in screen.posted


def test_what_the_other_end_does_is_said(open_screen: OpenScreen) -> None:
    call = scenes.established(remote_muted=True, remote_video_paused=True, connection="Reconnecting")
    screen = open_screen(scenes.in_call(call))
    for text in ("Anna Lindqvist is muted", "Anna Lindqvist has paused the video", "Reconnecting"):
        screen.wait_for_words(text)
    clock = screen.item("callClock").property("text")
    assert re.fullmatch(r"[3-9]:[0-5]\d", clock), clock  # it runs on however slowly the window comes


def test_what_is_missing_here_is_said(open_screen: OpenScreen) -> None:
    call = scenes.established(without_microphone=True, without_camera=True, has_outgoing_video=False)
    screen = open_screen(scenes.in_call(call))
    screen.wait_for_words("No microphone: others cannot hear you")
    screen.wait_for_words("No camera: others cannot see you")
    assert not screen.item("muteButton").isEnabled()
    assert screen.find("selfView") is None


@pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion")
def test_pictures_of_a_call_are_drawn_even_without_opengl(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    remote = screen.item("remotePicture")
    screen.qtbot.waitUntil(lambda: bool(remote.property("painted")))
    screen.engine.picture("c1/incoming").put(picture(640, 360, luma=160))
    screen.qtbot.waitUntil(lambda: bool(remote.property("hasPicture")))
    screen.show(scenes.in_call(scenes.established(remote_video_paused=True)))
    screen.qtbot.waitUntil(lambda: not remote.property("hasPicture"))
    screen.wait_for_words("Anna Lindqvist has paused the video")


@pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion")
def test_a_frozen_picture_is_told(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    remote = screen.item("remotePicture")
    source = next(child for child in remote.findChildren(PictureSource))
    source._patience.setInterval(50)
    screen.engine.picture("c1/incoming").put(picture(640, 360, luma=160))
    screen.wait_for_words("The picture of Anna Lindqvist has stopped")
    screen.show(scenes.in_call(scenes.established(connection="Reconnecting")))
    screen.qtbot.waitUntil(lambda: screen.find("stalledBadge") is None)


@pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion")
def test_a_mute_by_keyboard_shows(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established(muted=True)))
    assert "You are muted" not in screen.words()
    item = screen.item("callScreen")
    item.setProperty("patience", 50)
    screen.engine.picture("c1/incoming").put(picture(640, 360, luma=160))
    screen.wait_for_words("You are muted")


@pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion")
def test_the_controls_hide_over_a_picture_and_come_back(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.item("callScreen").setProperty("patience", 50)
    screen.qtbot.wait(150)
    assert screen.find("hangUpButton") is not None  # nothing to see behind them yet
    screen.engine.picture("c1/incoming").put(picture(640, 360))
    screen.qtbot.waitUntil(lambda: screen.find("hangUpButton") is None)
    screen.item("callScreen").setProperty("patience", 60_000)
    screen.press(Qt.Key.Key_Tab)
    screen.qtbot.waitUntil(lambda: screen.find("hangUpButton") is not None)


def test_a_device_that_fails_during_the_call_is_told(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    devices = replace(scenes.DEVICES, microphone_problem="The microphone was unplugged.")
    screen.show(replace(scenes.in_call(scenes.established(without_microphone=True)), devices=devices))
    screen.wait_for_words("The microphone was unplugged.")


def test_the_device_menu_works_during_the_call(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.click("devicesButton")
    boxes = [item for item in _of_class(screen, "ChoiceField") if item.property("count") == 3]
    assert len(boxes) == 3
    boxes[0].forceActiveFocus()
    screen.press(Qt.Key.Key_Down)
    screen.wait_for_command(commands.SelectDevice(scenes.MICROPHONES[1].kind, "mic-2"))


def _of_class(screen: Screen, name: str) -> list[QQuickItem]:
    return [item for item in screen.items() if name in item.metaObject().className()]


def test_the_self_view_snaps_to_the_corner_the_arrows_choose(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    inset = screen.item("selfView")
    screen.qtbot.waitUntil(lambda: inset.x() > screen.window.view.width() / 2)
    inset.forceActiveFocus()
    screen.press(Qt.Key.Key_Left)
    screen.press(Qt.Key.Key_Up)
    screen.qtbot.waitUntil(lambda: inset.x() == 16 and inset.y() < 130)


def test_the_summary_says_what_was_wrong_with_the_connection(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    lossy = "On the way to you 9% was lost for 40 s."
    screen.show(scenes.in_call(scenes.ended(verdict=lossy)))
    screen.wait_for_words(lossy)


def test_the_summary_tells_how_long_and_why(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.show(scenes.in_call(scenes.ended()))
    screen.wait_for_words("Call ended after 3 min 7 s")
    screen.wait_for_words("Anna Lindqvist hung up.")
    screen.click("summaryAgain")
    screen.wait_for_command(commands.PlaceCall("anna-lindqvist", True, "Anna Lindqvist"))


def test_a_failed_service_can_be_retried(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.service_failed())
    screen.wait_for_words("refused the application secret")
    screen.wait_for_words("For trying out only")
    retry = next(item for item in screen.items() if item.property("text") == "Retry")
    retry.clicked.emit()  # type: ignore[attr-defined]
    assert screen.posted == [commands.RetryService()]


def test_recent_calls_call_again(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    option = next(item for item in screen.items() if item.property("text") == "Calls")
    option.clicked.emit()  # type: ignore[attr-defined]
    screen.wait_for_words("42 s")
    assert "Video call Echo test again" not in screen.words()
    screen.point_at(screen.saying("Echo test"))
    screen.wait_for_words("Video call Echo test again")
    screen.saying("Video call Echo test again").clicked.emit()  # type: ignore[attr-defined]
    assert screen.posted == [commands.PlaceCall("echo", True, "Echo test")]


def test_a_finger_calls_again_by_the_sign_of_a_call(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.saying("Calls").clicked.emit()  # type: ignore[attr-defined]
    sign = screen.item("rowCalls")
    finger = QTest.createTouchDevice()
    spot = sign.mapToScene(QPointF(sign.width() / 2, sign.height() / 2)).toPoint()
    QTest.touchEvent(screen.window.view, finger).press(0, spot).commit()
    QTest.touchEvent(screen.window.view, finger).release(0, spot).commit()
    assert screen.posted == [commands.PlaceCall("anna-lindqvist", True, "Anna Lindqvist")]


def test_the_mouse_brings_the_tools_of_a_person(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    assert "Call Bakery on the corner" not in screen.words()
    screen.point_at(screen.saying("Bakery on the corner"))
    screen.wait_for_words("Call Bakery on the corner")
    screen.saying("Call Bakery on the corner").clicked.emit()  # type: ignore[attr-defined]
    assert screen.posted == [commands.PlaceCall("+493012345678", False, "Bakery on the corner")]


def test_history_is_forgotten_only_after_asking(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    next(i for i in screen.items() if i.property("text") == "Calls").clicked.emit()  # type: ignore[attr-defined]
    screen.click("clearHistoryButton")
    screen.wait_for_words("take this back")
    assert screen.posted == []
    next(i for i in screen.items() if i.property("text") == "Forget").clicked.emit()  # type: ignore[attr-defined]
    assert screen.posted == [commands.ClearHistory()]


def test_adding_a_contact(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.click("addContactButton")
    screen.item("contactSave")
    screen.at_rest()
    screen.click("contactSave")
    screen.wait_for_words("Give an address")
    screen.click("contactName")
    screen.type("Bob")
    screen.click("contactAddress")
    screen.type("bob")
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.SaveContact("Bob", "bob"))


def test_settings(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.open_settings("sound")
    screen.wait_for_command(commands.StartPreview())
    screen.item("testDevicesToggle").forceActiveFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait_for_command(commands.SetTestDevices(True))
    screen.app.settings.open("appearance")
    screen.wait_for_command(commands.StopPreview())
    dark = next(item for item in screen.items() if item.property("text") == "Dark")
    dark.clicked.emit()  # type: ignore[attr-defined]
    assert screen.window.appearance.property("dark")
    screen.app.settings.open("privacy")
    screen.item("visibleToggle").forceActiveFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait_for_command(commands.SetVisibleNearby(False))
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("settingsBack") is None)


def test_nonsense_in_the_service_form_is_told_and_kept(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.open_settings("account")
    own = next(item for item in screen.items() if item.property("text") == "Your own")
    own.clicked.emit()  # type: ignore[attr-defined]
    screen.item("serviceUrl").setProperty("text", "not a url")
    screen.item("serviceUse").clicked.emit()  # type: ignore[attr-defined]
    screen.wait_for_words("starts with https://")
    assert screen.item("serviceUrl").property("text") == "not a url"
    assert not any(isinstance(command, commands.UseService) for command in screen.posted)


@pytest.mark.parametrize("size", [(360, 560), (760, 560), (1100, 720)])
def test_no_button_cuts_its_words(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.home(), size=size)
    for snapshot in (
        scenes.sociable(),
        scenes.second_caller(),
        scenes.in_call(scenes.held()),
        scenes.sharing(),
        scenes.hinted(scenes.SILENT_HINT),
    ):
        screen.show(snapshot)
        screen.at_rest()
        buttons = _of_class(screen, "PushButton")
        labels = [item for button in buttons for item in screen.items(button) if item.property("truncated")]
        assert [label.property("text") for label in labels] == []
    screen.show(scenes.home())
    screen.app.select("anna-lindqvist")
    screen.at_rest()
    assert all(b.width() > 60 for b in _of_class(screen, "PushButton"))


def test_a_notice_appears(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.show(replace(scenes.home(), notice=NoticeSnapshot(1, "The disk is full.", is_error=True)))
    screen.wait_for_words("The disk is full.")


HOSTILE = "<b>x</b>\u202e" + "W" * 300


def hostile() -> AppSnapshot:
    contact = replace(scenes.CONTACTS[1], name=HOSTILE, address=HOSTILE)
    nearby = replace(scenes.NEARBY[0], name=HOSTILE, host=HOSTILE, warning=HOSTILE)
    call = scenes.incoming(remote_name=HOSTILE, remote_address=HOSTILE)
    return replace(scenes.home(), contacts=(contact,), nearby=(nearby,), calls=(call,))


def test_hostile_names_are_shown_as_plain_text_and_break_nothing(open_screen: OpenScreen) -> None:
    screen = open_screen(hostile(), size=(900, 600))
    screen.wait_for_words("Incoming video call")
    screen.app.select(HOSTILE)
    width = screen.window.view.width()
    for item in screen.items():
        if item.property("text") == HOSTILE and item.inherits("QQuickText"):
            assert item.mapToScene(item.boundingRect().topRight()).x() <= width + 1, item


def hostile_screens() -> AppSnapshot:
    call = scenes.established(is_sharing=True, sharing_name=HOSTILE, hints=(HOSTILE,), remote_name=HOSTILE)
    source = ScreenSource(HOSTILE, HOSTILE, HOSTILE, -5, 1 << 40, preview="data:image/png;base64,no")
    return scenes.with_devices(
        scenes.in_call(replace(call, is_remote_sharing=True, can_share=True)),
        screens=(source,),
        screens_problem=HOSTILE,
        microphone_problem=HOSTILE,
        ringtones=(HOSTILE,),
        check=CheckSnapshot(microphone=HOSTILE, speaker=HOSTILE, room=HOSTILE),
    )


@SIZES
@pytest.mark.qt_log_ignore("Error decoding")
def test_hostile_names_of_screens_and_devices_break_nothing(
    open_screen: OpenScreen, size: tuple[int, int]
) -> None:
    screen = open_screen(hostile_screens(), size=size)
    screen.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    screen.wait_for_command(commands.StopSharing("c1"))
    for name in ("shareDialog", "checkDialog"):
        dialog: Any = screen.window.view.findChild(QObject, name)
        dialog.open()
    screen.settled("checkStart")
    for name in ("sharingBar", "hintCard", "checkStart", "shareStart", "stopSharing", "hintAction"):
        item = screen.item(name)
        assert item.mapToScene(item.boundingRect().topRight()).x() <= size[0], name
        assert item.mapToScene(item.boundingRect().topLeft()).x() >= 0, name


@pytest.mark.parametrize("size", [(760, 560), (900, 600), (1280, 800), (2200, 1300)])
def test_no_size_makes_qml_complain(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.home(), size=size)
    for snapshot in (
        scenes.in_call(scenes.outgoing()),
        scenes.in_call(scenes.established(), scenes.incoming()),
        scenes.watching(),
        scenes.sharing(is_remote_sharing=True, hints=(scenes.SILENT_HINT,)),
        scenes.in_call(scenes.ended()),
        scenes.home(),
        scenes.first_start(),
    ):
        screen.show(snapshot)
        screen.at_rest()
