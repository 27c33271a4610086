"""Notifications by the Desktop Notifications Specification (org.freedesktop.Notifications, version 1.3)."""

from __future__ import annotations

import asyncio
import html
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from jeepney import DBusAddress

from core.desktop.flatpak import desktop_name
from core.desktop.freedesktop.session_bus import BusError, SessionBus, open_session_bus
from core.desktop.notifications import (
    LONGEST_BODY,
    LONGEST_TITLE,
    OPENED,
    Chosen,
    Notification,
    OnChosen,
    Urgency,
    one_line,
)

log = logging.getLogger(__name__)

APPLICATION = "Ahoy"
KEPT = 64
"""Notifications whose buttons are still listened to; of older ones they do nothing."""
_STAYS, _AS_USUAL = 0, -1
_SERVER = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)


class FreedesktopNotifier:
    """``Notifier`` over a session bus, which it closes with itself."""

    def __init__(self, bus: SessionBus, capabilities: frozenset[str], on_chosen: OnChosen) -> None:
        self._bus = bus
        self._capabilities = capabilities
        self._on_chosen = on_chosen
        self._ids: dict[str, int] = {}
        self._activations: dict[int, str] = {}
        # One after the other: what is withdrawn at once must not come back with the answer to its showing.
        self._turn = asyncio.Lock()
        self._listening: asyncio.Task[None] | None = None

    @property
    def has_buttons(self) -> bool:
        """Whether this desktop shows buttons."""
        return "actions" in self._capabilities

    def listen(self, signals: AsyncIterator[tuple[str, tuple[Any, ...]]]) -> None:
        """Follow what the person does, until ``close``."""
        self._listening = asyncio.ensure_future(self._follow(signals))

    async def show(self, notification: Notification) -> bool:
        """Show it; False when the desktop does not."""
        async with self._turn:
            known = self._ids.pop(notification.key, 0)
            try:
                answer = await self._bus.call(
                    _SERVER, "Notify", "susssasa{sv}i", *self._words(notification, known)
                )
            except BusError as error:
                log.info("no notification: %s", error)
                return False
            if not answer or not isinstance(answer[0], int):
                return False
            self._ids[notification.key] = answer[0]
            while len(self._ids) > KEPT:
                self._ids.pop(next(iter(self._ids)))
            return True

    async def withdraw(self, key: str) -> None:
        """Take it away, if it is there."""
        async with self._turn:
            number = self._ids.pop(key, 0)
            if number:
                with suppress(BusError):  # the person may have closed it
                    await self._bus.call(_SERVER, "CloseNotification", "u", number)

    async def close(self) -> None:
        """Take those of calls away and leave the bus."""
        for key in list(self._ids):
            await self.withdraw(key)
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        await self._bus.close()

    def _words(self, shown: Notification, replaced: int) -> tuple[Any, ...]:
        is_call = shown.urgency is Urgency.CALL
        body = one_line(shown.body, LONGEST_BODY)
        buttons = shown.buttons if self.has_buttons else ()
        actions = [OPENED, APPLICATION, *(word for b in buttons for word in (b.action, b.text))]
        hints = {
            "urgency": ("y", 2 if is_call else 1),
            "category": ("s", "call.incoming" if is_call else "call.unanswered"),
            "desktop-entry": ("s", desktop_name()),
            **_sound(shown),
        }
        return (
            *(APPLICATION, replaced, desktop_name(), one_line(shown.title, LONGEST_TITLE)),
            html.escape(body, quote=False) if "body-markup" in self._capabilities else body,
            *(actions if self.has_buttons else [], hints, _STAYS if is_call else _AS_USUAL),
        )

    async def _follow(self, signals: AsyncIterator[tuple[str, tuple[Any, ...]]]) -> None:
        async for name, body in signals:
            match name, body:
                case "ActionInvoked", (int(number), str(action)):
                    self._tell(number, action)
                case "ActivationToken", (int(number), str(token)) if number in self._ids.values():
                    self._activations = {number: token[:256]}
                case "NotificationClosed", (int(number), *_):
                    self._ids = {key: known for key, known in self._ids.items() if known != number}

    def _tell(self, number: int, action: str) -> None:
        key = next((key for key, known in self._ids.items() if known == number), None)
        if key is not None:  # every program hears of every notification
            self._on_chosen(Chosen(key, action, self._activations.pop(number, "")))


def _sound(shown: Notification) -> dict[str, tuple[str, Any]]:
    """Return the hint about sound: the window rings by itself."""
    if shown.rings:
        return {"sound-name": ("s", "phone-incoming-call")}
    return {"suppress-sound": ("b", True)}


async def open_freedesktop_notifier(on_chosen: OnChosen) -> FreedesktopNotifier | None:
    """Return the desktop's notifications, or None where nobody shows any."""
    try:
        bus = await open_session_bus()
    except BusError as error:
        log.info("no notifications: %s", error)
        return None
    try:
        answer = await bus.call(_SERVER, "GetCapabilities")
        known = (
            frozenset(str(each) for each in answer[0])
            if answer and isinstance(answer[0], list)
            else frozenset()
        )
        notifier = FreedesktopNotifier(bus, known, on_chosen)
        notifier.listen(await bus.signals(_SERVER))
    except BusError as error:
        log.info("no notifications: %s", error)
        await bus.close()
        return None
    return notifier
