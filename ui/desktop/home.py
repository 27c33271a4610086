"""Ahoy at home on one desktop: tray, card, notifications, a screen that stays on, what a closed window means.

GUI thread. ``follow`` is called with every snapshot; what takes time is an errand on the GUI's loop.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QRect, QSize, QTimer, Slot
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtQuick import QQuickWindow

from core import commands
from core.desktop.autostart import Autostart, AutostartError, StartEntry, refreshed, system_autostart
from core.desktop.call_notifications import ANSWER, DECLINE
from core.desktop.idleness import IdleGuard, open_idle_guard
from core.desktop.notifications import Chosen, Notification, Notifier, OnChosen, Urgency, open_notifier
from core.desktop.own_program import window_entry
from core.instance.link import Link, LinkKind
from core.snapshots import AppSnapshot
from ui.bridge import Bridge
from ui.desktop import attention as words
from ui.desktop.attention import Attention, Surroundings, attention
from ui.desktop.errands import Errands
from ui.desktop.placing import card_place
from ui.desktop.remote import Front
from ui.desktop.tray import Tray, tray_available
from ui.desktop.tray_menu import TrayAction, is_quiet, tip_words, tray_menu
from ui.language.speech import speech, told
from ui.viewmodels.app import AppViewModel
from ui.viewmodels.calls.call_desk import CallDesk

log = logging.getLogger(__name__)

CARD = QSize(380, 150)
CARDS_ON = ("xcb", "windows", "cocoa")
"""Qt's platforms on which a program may put a window where it wants, above the others."""
TRAY_LOOKS = 20
TRAY_LOOK_MS = 500
"""At login the tray may come after the programs: so often, and so far apart, it is looked for."""
LEAVE_LIMIT = 1.0


class Living(Protocol):
    """The window, as far as it is needed here."""

    @property
    def app(self) -> AppViewModel:
        """Its root view-model."""

    @property
    def bridge(self) -> Bridge:
        """The way to the core."""

    @property
    def view(self) -> QQuickWindow:
        """The Qt Quick window."""


@dataclass(frozen=True, slots=True)
class DesktopPorts:
    """The desktop's own ways, which tests replace."""

    open_notifier: Callable[[OnChosen], Awaitable[Notifier | None]]
    open_idle_guard: Callable[[], Awaitable[IdleGuard | None]]
    autostart: Autostart
    entry: StartEntry
    tray_available: Callable[[], bool] = tray_available
    make_tray: Callable[[], Tray] = Tray
    can_card: Callable[[], bool] = lambda: QGuiApplication.platformName() in CARDS_ON


class DesktopHome(QObject):
    """``end`` ends the app; ``starts_hidden``: the window waits in the tray, if there is one."""

    def __init__(
        self,
        window: Living,
        front: Front,
        ports: DesktopPorts,
        end: Callable[[], None],
        *,
        starts_hidden: bool,
    ) -> None:
        super().__init__()
        self._window = window
        self._front = front
        self._ports = ports
        self._end = end
        self._desktop = window.app.desktop_shown
        self._errands = Errands()
        self._notifier: Notifier | None = None
        self._guard: IdleGuard | None = None
        self._tray: Tray | None = None
        self._snapshot = AppSnapshot()
        self._desk = CallDesk()
        self._shown = Attention()
        self._ringing = ""
        self._awake = ""
        self._badge = 0
        self._told: set[str] = set()
        self._looks = TRAY_LOOKS
        self._waits_hidden = starts_hidden
        self._is_leaving = False
        self._connect()
        self._look_for_tray()
        self._read_autostart()

    def _connect(self) -> None:
        window, desktop = self._window, self._desktop
        window.app.calls_shown.deskChanged.connect(self.follow)
        window.view.activeChanged.connect(self._show_ringing)
        window.view.visibleChanged.connect(self._visible_changed)
        desktop.loginWanted.connect(self._set_autostart)
        desktop.answerWanted.connect(self._answer)
        desktop.showWanted.connect(self._show_window)
        desktop.quitWanted.connect(self._end)

    # What runs beside.

    async def run(self) -> None:
        """Join the desktop and do errands until cancelled; then take leave of it."""
        try:
            notifier = await self._ports.open_notifier(self.chosen)
            self.join(notifier, await self._ports.open_idle_guard())
            await self._errands.run()
        finally:
            await self._take_leave()

    def join(self, notifier: Notifier | None, guard: IdleGuard | None) -> None:
        """Use what the desktop has."""
        self._notifier, self._guard = notifier, guard
        self._desktop.show_facts(has_notifications=notifier is not None)
        self.follow()

    async def finish_errands(self) -> None:
        """Do what still waits to be done on the desktop, for a second at most."""
        await self._errands.finish(LEAVE_LIMIT)

    async def _take_leave(self) -> None:
        await self.finish_errands()
        for each in (self._notifier, self._guard):
            if each is not None:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LEAVE_LIMIT):
                        await each.close()
        self._notifier = self._guard = None

    def close(self) -> None:
        """Leave the tray; the window is closed for good from now on."""
        self._is_leaving = True
        if self._tray is not None:
            self._tray.close()
            self._tray = None

    # What the calls want.

    @Slot()
    def follow(self) -> None:
        """Show the desktop the newest snapshot."""
        before, self._snapshot = self._snapshot, self._window.app.snapshot
        self._desk = self._window.app.desk
        self._show_ringing()
        self._tell_missed(before)
        self._keep_awake()
        self._show_tray()

    @Slot()
    def _show_ringing(self) -> None:
        around = Surroundings(
            window_active=self._window.view.isActive() and self._window.view.isVisible(),
            can_card=self._ports.can_card(),
            can_notify=self._notifier is not None,
        )
        before, now = self._shown, attention(self._desk, around, self._desktop.choices.call_notice)
        self._shown = now
        if now.card != before.card or now.is_outside != before.is_outside:
            place = card_place(QCursor.pos(), _screens(), CARD)
            self._desktop.show_ringing(card=now.card, outside=now.is_outside, place=place)
        self._notify_ringing(now)

    def _notify_ringing(self, now: Attention) -> None:
        incoming = self._desk.incoming
        ringing = incoming.call_id if incoming is not None and now.notification else ""
        if ringing == self._ringing:
            return
        if self._ringing:
            self._withdraw(words.call_key(self._ringing))
        self._ringing = ringing
        if incoming is not None and ringing:
            self._notify(words.call_notification(incoming))

    def _tell_missed(self, before: AppSnapshot) -> None:
        if self._desktop.choices.tells_missed:
            for entry in words.newly_missed(before, self._snapshot):
                self._told.add(entry.call_id)
                self._notify(words.missed_notification(entry))
        if self._snapshot.missed_calls == 0:
            for call_id in self._told:
                self._withdraw(words.missed_key(call_id))
            self._told.clear()
        if self._snapshot.missed_calls != self._badge:
            self._badge = self._snapshot.missed_calls
            _show_badge(self._badge)

    def _keep_awake(self) -> None:
        reason = words.wakeful_reason(self._desk)
        if bool(reason) == bool(self._awake) or self._guard is None:
            return
        self._awake = told(reason)
        guard = self._guard
        self._errands.put(partial(guard.hold, self._awake) if reason else guard.let_go)

    # The tray.

    def _look_for_tray(self) -> None:
        if self._is_leaving:
            return
        if self._tray is None and self._ports.tray_available():
            self._tray = self._ports.make_tray()
            self._tray.chosen.connect(self._picked)
            self._show_tray()
            self._tray.show()
            self._desktop.show_facts(has_tray=True)
        elif self._tray is None and self._looks > 0:
            self._looks -= 1
            QTimer.singleShot(TRAY_LOOK_MS, self, self._look_for_tray)
        elif self._tray is None and self._waits_hidden and not self._window.view.isVisible():
            # A window that nobody can get back would be no program: it stands among the others, made small.
            self._waits_hidden = False
            self._window.view.showMinimized()

    def _show_tray(self) -> None:
        if self._tray is not None:
            snapshot, desk = self._snapshot, self._desk
            self._tray.show_menu(tray_menu(snapshot, desk, is_shown=self._window.view.isVisible()))
            face = {"quiet": is_quiet(snapshot), "tip": tip_words(snapshot, desk)}
            self._tray.show_face(snapshot.missed_calls, **face)  # type: ignore[arg-type]

    @Slot(str)
    def _picked(self, name: str) -> None:
        match TrayAction(name):
            case TrayAction.SHOW:
                self._show_window()
            case TrayAction.HIDE:
                self._window.view.close()
            case TrayAction.MISSED:
                self._show_window()
                self._window.app.show_recent()
            case TrayAction.DO_NOT_DISTURB:
                on = not self._snapshot.profile.do_not_disturb
                self._window.bridge.post(commands.SetDoNotDisturb(on))
            case TrayAction.QUIT:
                self._end()
            case action:
                self._picked_for_call(action)

    def _picked_for_call(self, action: TrayAction) -> None:
        active, incoming = self._desk.active, self._desk.incoming
        match action:
            case TrayAction.ANSWER if incoming is not None:
                self._answer(incoming.video)
            case TrayAction.DECLINE if incoming is not None:
                self._window.bridge.post(commands.HangUp(incoming.call_id))
            case TrayAction.MUTE if active is not None:
                self._window.bridge.post(commands.SetMuted(active.call_id, not active.muted))
            case TrayAction.HANG_UP if active is not None:
                self._window.bridge.post(commands.HangUp(active.call_id))

    # The window.

    @Slot()
    def _visible_changed(self) -> None:
        self._waits_hidden = False
        if self._is_leaving:
            return
        if self._window.view.isVisible():
            self._show_tray()
        elif self._stays():
            self._say_it_stays()
            self._show_tray()
        else:
            self._end()

    def _stays(self) -> bool:
        return self._tray is not None and self._desktop.choices.keeps_running and self._ports.tray_available()

    def _say_it_stays(self) -> None:
        active = self._desk.active
        if active is None and self._desktop.choices.told_of_tray:
            return
        said = words.tray_notification(active.remote_name if active is not None else "")
        if active is None:
            self._desktop.choose(told_of_tray=True)
        self._notify(said)

    @Slot()
    def _show_window(self) -> None:
        self._front.present("")

    @Slot(bool)
    def _answer(self, video: bool) -> None:
        if self._desk.incoming is not None:
            self._window.bridge.post(commands.AnswerCall(self._desk.incoming.call_id, video))
            self._front.present("")

    # Notifications.

    def _notify(self, notification: Notification) -> None:
        self._errands.put(partial(self._do_notify, notification.told(speech())))

    def _withdraw(self, key: str) -> None:
        self._errands.put(partial(self._do_withdraw, key))

    # What is told before the desktop was joined is shown then.
    async def _do_notify(self, notification: Notification) -> None:
        if self._notifier is not None:
            await self._notifier.show(notification)
        elif self._tray is not None and notification.urgency is not Urgency.CALL:
            self._tray.say(notification.title, notification.body)

    async def _do_withdraw(self, key: str) -> None:
        if self._notifier is not None:
            await self._notifier.withdraw(key)

    def chosen(self, chosen: Chosen) -> None:
        """Do what the person chose in a notification; it may be of a call that is gone meanwhile."""
        incoming = self._desk.incoming
        if chosen.key.startswith("call "):
            if incoming is None or chosen.key != words.call_key(incoming.call_id):
                return
            if chosen.action == DECLINE:
                self._window.bridge.post(commands.HangUp(incoming.call_id))
                return
            if chosen.action == ANSWER:
                self._window.bridge.post(commands.AnswerCall(incoming.call_id, incoming.video))
        self._front.present(chosen.activation)
        if chosen.action == words.CALL_BACK:
            self._call_back(chosen.key)
        elif chosen.key.startswith("missed "):
            self._window.app.show_recent()

    def _call_back(self, key: str) -> None:
        """Fill the caller in. No more: a button that is hit by mistake must not ring at somebody's."""
        found = next((e for e in self._snapshot.history if words.missed_key(e.call_id) == key), None)
        if found is not None:
            self._front.open_link(Link(LinkKind.DIAL, found.address))

    # Start at login.

    def _read_autostart(self) -> None:
        try:
            self._desktop.show_facts(starts_at_login=refreshed(self._ports.autostart, self._ports.entry))
        except AutostartError as error:
            log.info("start at login: %s", error)

    @Slot(bool)
    def _set_autostart(self, on: bool) -> None:
        problem = ""
        try:
            self._ports.autostart.set(self._ports.entry, on)
        except AutostartError as error:
            on, problem = not on, str(error)
        self._desktop.show_facts(starts_at_login=on, login_problem=problem)


def _show_badge(number: int) -> None:
    """Have the desktop's own list of programs show a number, where it has one."""
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        app.setBadgeNumber(number)


def system_ports(profile: Path) -> DesktopPorts:
    """Return the ways of the desktop that there is, for the profile in a folder."""
    return DesktopPorts(open_notifier, open_idle_guard, system_autostart(), window_entry(profile))


def _screens() -> list[tuple[QRect, QRect]]:
    main = QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not main)
    return [(screen.geometry(), screen.availableGeometry()) for screen in screens]
