"""Notifications of Windows and macOS, by the package desktop-notifier."""

from __future__ import annotations

import logging
from typing import Any

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


class NativeNotifier:
    """``Notifier`` over a ``DesktopNotifier``. ``package`` is the module that has the values it takes."""

    has_buttons = True

    def __init__(self, desktop: Any, package: Any, on_chosen: OnChosen) -> None:
        self._desktop = desktop
        self._package = package
        self._on_chosen = on_chosen
        self._ids: dict[str, str] = {}

    async def show(self, notification: Notification) -> bool:
        """Show it; False when the system does not, for example because the person does not allow it."""
        await self.withdraw(notification.key)
        key, urgency = notification.key, self._package.Urgency
        try:
            self._ids[key] = await self._desktop.send(
                title=one_line(notification.title, LONGEST_TITLE),
                message=one_line(notification.body, LONGEST_BODY),
                urgency=urgency.Critical if notification.urgency is Urgency.CALL else urgency.Normal,
                buttons=[
                    self._package.Button(button.text, lambda action=button.action: self._tell(key, action))
                    for button in notification.buttons
                ],
                on_clicked=lambda: self._tell(key, OPENED),
                timeout=-1,
            )
        except Exception:
            # The systems' own errors come through as whatever their bindings raise.
            log.info("no notification", exc_info=True)
            return False
        return True

    async def withdraw(self, key: str) -> None:
        """Take it away, if it is there."""
        if number := self._ids.pop(key, ""):
            try:
                await self._desktop.clear(number)
            except Exception:
                log.info("a notification could not be taken away", exc_info=True)

    async def close(self) -> None:
        """Take all away."""
        for key in list(self._ids):
            await self.withdraw(key)

    def _tell(self, key: str, action: str) -> None:
        self._on_chosen(Chosen(key, action))


def open_native_notifier(on_chosen: OnChosen) -> NativeNotifier | None:
    """Return the system's notifications, or None where they cannot be used."""
    try:
        import desktop_notifier
    except ImportError as error:
        log.info("no notifications: %s", error)
        return None
    try:
        return NativeNotifier(desktop_notifier.DesktopNotifier(app_name="Ahoy"), desktop_notifier, on_chosen)
    except Exception:
        log.info("no notifications", exc_info=True)
        return None
