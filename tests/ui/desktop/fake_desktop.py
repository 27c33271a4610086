"""A desktop made of fakes, and a window that is at home on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal

from core.desktop.autostart import DesktopEntries, StartEntry
from core.desktop.idleness import FakeIdleGuard
from core.desktop.notifications import FakeNotifier, Notifier, OnChosen
from tests.ui.screen import Screen
from ui.desktop.front import WindowFront
from ui.desktop.home import DesktopHome, DesktopPorts
from ui.desktop.tray import Tray
from ui.desktop.tray_menu import TrayEntry


class FakeTray(QObject):
    """A tray icon that remembers what it shows."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[TrayEntry, ...] = ()
        self.face: tuple[int, bool, str] = (0, False, "")
        self.said: list[str] = []
        self.is_shown = False

    def show(self) -> None:
        self.is_shown = True

    def close(self) -> None:
        self.is_shown = False

    def show_menu(self, entries: tuple[TrayEntry, ...]) -> None:
        self.entries = entries

    def show_face(self, missed: int, *, quiet: bool, tip: str) -> None:
        self.face = (missed, quiet, tip)

    def say(self, title: str, body: str) -> None:
        self.said.append(f"{title}: {body}")

    @property
    def words(self) -> list[str]:
        return [entry.text for entry in self.entries]


class FakeDesktop:
    """The desktop of one window under test: what it has can be taken away."""

    def __init__(
        self,
        screen: Screen,
        folder: Path,
        *,
        tray: bool = True,
        card: bool = True,
        notifications: bool = True,
        starts_hidden: bool = False,
    ) -> None:
        self.screen = screen
        self.has_tray = tray
        self.tray = FakeTray()
        self.notifier = FakeNotifier()
        self.guard = FakeIdleGuard()
        self.ended: list[bool] = []
        self.autostart = DesktopEntries(folder / "autostart")
        self.entry = StartEntry("ahoy", "Ahoy", ("/usr/bin/ahoy", "open", "--minimised"))
        ports = DesktopPorts(
            open_notifier=self._no_notifier,
            open_idle_guard=self._no_guard,
            autostart=self.autostart,
            entry=self.entry,
            tray_available=lambda: self.has_tray,
            make_tray=cast(Callable[[], Tray], lambda: self.tray),
            can_card=lambda: card,
        )
        window = screen.window
        self.home = DesktopHome(
            window, WindowFront(window, self.end), ports, self.end, starts_hidden=starts_hidden
        )
        self.notifier.on_chosen = self.home.chosen
        self.home.join(self.notifier if notifications else None, self.guard)

    def end(self) -> None:
        self.ended.append(True)

    def do_errands(self) -> None:
        """Have everything done that waits to be done on the desktop."""
        asyncio.run(self.home.finish_errands())

    async def _no_notifier(self, on_chosen: OnChosen) -> Notifier | None:
        return None

    async def _no_guard(self) -> None:
        return None
