"""The window as a request from outside, a link or the tray reaches it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent, QGuiApplication

from core.instance.link import Link, LinkKind
from core.instance.messages import RemoteCommand, Reply, Request
from core.rooms import CONFERENCE_SCHEME
from ui.viewmodels.app import AppViewModel


class Shown(Protocol):
    """The window, as far as it is needed here."""

    @property
    def app(self) -> AppViewModel:
        """Its root view-model."""

    def raise_window(self) -> None:
        """Bring it to the person."""


class WindowFront:
    """``ui.desktop.remote.Front`` of one window; ``end`` ends the app."""

    def __init__(self, window: Shown, end: Callable[[], None]) -> None:
        self._window = window
        self._end = end
        self._opening: LinkEvents | None = None

    def begin(self, answer: Callable[[Request], Reply], first: Request) -> None:
        """Do what the window was started for, and open links that the system hands over from now on."""
        if sys.platform == "darwin":  # elsewhere links are arguments; every event would pass through Python
            self._opening = LinkEvents(lambda link: answer(Request(RemoteCommand.SHOW, target=link)))
        if first == Request(RemoteCommand.SHOW, activation=first.activation):
            return
        reply = answer(first)
        if not reply.is_ok:
            self._window.app.notices_shown.say(reply.text, True)

    def present(self, activation: str) -> None:
        """Bring the window to the person; ``activation`` is the desktop's leave to do so."""
        if activation:
            # Qt's Wayland plugin takes the leave from there, and takes it away.
            os.environ["XDG_ACTIVATION_TOKEN"] = activation
        self._window.raise_window()

    def open_link(self, link: Link) -> None:
        """Fill in what a link names. Nobody is called and no room entered before the person's click."""
        match link.kind:
            case LinkKind.DIAL:
                self._window.app.fill_in(link.target)
            case LinkKind.ROOM:
                self._window.app.fill_in(CONFERENCE_SCHEME + link.target)
            case LinkKind.SHOW:
                pass

    def quit(self) -> None:
        """End the app."""
        self._end()


class LinkEvents(QObject):
    """Links that come as an event of the system, as on macOS, instead of on the command line."""

    def __init__(self, opened: Callable[[str], object]) -> None:
        super().__init__()
        self._opened = opened
        app = QGuiApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take links, leave everything else."""
        if isinstance(event, QFileOpenEvent) and event.url().isValid():
            self._opened(event.url().toString())
            return True
        return False
