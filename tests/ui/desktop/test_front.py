"""Links and commands as they reach a whole window: filled in, and called by nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent, QGuiApplication

from core.commands import PlaceCall
from core.instance.link import Link, LinkKind
from core.instance.messages import RemoteCommand, Reply, Request
from core.snapshots import ProfileSnapshot
from tests.ui import scenes
from tests.ui.screen import Screen
from ui.desktop.front import WindowFront
from ui.desktop.remote import Remote


def front_of(screen: Screen) -> WindowFront:
    return WindowFront(screen.window, lambda: None)


def test_a_link_is_filled_in_and_calls_nobody(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    front_of(screen).open_link(Link(LinkKind.DIAL, "+46812345"))
    field = screen.item("dialField")
    screen.qtbot.waitUntil(lambda: str(field.property("text")).replace(" ", "") == "+46812345")
    assert not any(isinstance(command, PlaceCall) for command in screen.posted)


def test_a_room_is_filled_in(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    front_of(screen).open_link(Link(LinkKind.ROOM, "stand-up"))
    screen.qtbot.waitUntil(lambda: screen.item("dialField").property("text") == "conf:stand-up")


def test_a_link_closes_the_settings(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    screen.open_settings("calls")
    front_of(screen).open_link(Link(LinkKind.DIAL, "bob"))
    screen.qtbot.waitUntil(lambda: screen.item("dialField").property("text") == "bob")


def test_a_link_during_a_call_waits_on_the_home_page(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(replace(scenes.home(), calls=(scenes.established(),)))
    front_of(screen).open_link(Link(LinkKind.DIAL, "carol"))
    screen.wait_for_words("“carol” is filled in")
    screen.engine.publish(scenes.home())
    screen.qtbot.waitUntil(lambda: screen.app.page == "home")
    screen.qtbot.waitUntil(lambda: screen.item("dialField").property("text") == "carol")


def test_a_link_before_the_first_start_is_done_waits(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(replace(scenes.home(), profile=ProfileSnapshot()))
    front_of(screen).open_link(Link(LinkKind.DIAL, "bob"))
    screen.engine.publish(scenes.home())
    screen.qtbot.waitUntil(lambda: screen.item("dialField").property("text") == "bob")


def test_a_start_with_a_bad_link_says_so(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    front = front_of(screen)
    remote = Remote(front, screen.window.bridge.post)
    front.begin(remote.answer, Request(RemoteCommand.SHOW, target="tel:nonsense"))
    screen.wait_for_words("cannot be understood")


def test_a_link_that_macos_hands_over_is_opened(
    open_screen: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.desktop.front.sys.platform", "darwin")
    asked: list[Request] = []

    def answer(request: Request) -> Reply:
        asked.append(request)
        return Reply()

    front = front_of(open_screen(scenes.home()))
    front.begin(answer, Request(RemoteCommand.SHOW))
    app = QGuiApplication.instance()
    assert app is not None
    QGuiApplication.sendEvent(app, QFileOpenEvent(QUrl("sip:bob@example.com")))
    assert [request.target for request in asked] == ["sip:bob@example.com"]
