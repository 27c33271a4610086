"""Keeps the screen of a Linux desktop awake: org.freedesktop.ScreenSaver, GNOME's session, or the portal."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress

from core.desktop.freedesktop.session_bus import BusError, SessionBus, open_session_bus

log = logging.getLogger(__name__)

APPLICATION = "ahoy"
_IDLE = 8
"""The flag of "do not become idle", of GNOME's session manager and of the portal."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to ask. ``words`` makes the body of the call; what it answers is given back in ``end``."""

    to: DBusAddress
    method: str
    signature: str
    words: Callable[[str], tuple[Any, ...]]
    end: str
    end_signature: str


_PORTAL = DBusAddress(
    "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Inhibit"
)
_WAYS = (
    _Way(
        DBusAddress(
            "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver"
        ),
        *("Inhibit", "ss", lambda reason: (APPLICATION, reason), "UnInhibit", "u"),
    ),
    _Way(
        DBusAddress("/org/gnome/SessionManager", "org.gnome.SessionManager", "org.gnome.SessionManager"),
        *("Inhibit", "susu", lambda reason: (APPLICATION, 0, reason, _IDLE), "Uninhibit", "u"),
    ),
    _Way(
        _PORTAL,
        *("Inhibit", "sua{sv}", lambda reason: ("", _IDLE, {"reason": ("s", reason)}), "", ""),
    ),
)


class FreedesktopIdleGuard:
    """``IdleGuard`` over a session bus. What is held ends with the connection, even of a killed process."""

    def __init__(self, bus: SessionBus) -> None:
        self._bus = bus
        self._held: tuple[_Way, Any] | None = None

    async def hold(self, reason: str) -> bool:
        """Ask the first who answers."""
        if self._held is not None:
            return True
        for way in _WAYS:
            try:
                answer = await self._bus.call(way.to, way.method, way.signature, *way.words(reason))
            except BusError as error:
                log.debug("%s", error)
                continue
            self._held = (way, answer[0] if answer else None)
            log.info("the screen stays on by %s", way.to.interface)
            return True
        log.info("nobody on the session bus keeps the screen on")
        return False

    async def let_go(self) -> None:
        """Give it back."""
        held, self._held = self._held, None
        if held is None:
            return
        way, cookie = held
        try:
            if way.end:
                await self._bus.call(way.to, way.end, way.end_signature, cookie)
            else:
                request = DBusAddress(str(cookie), way.to.bus_name, "org.freedesktop.portal.Request")
                await self._bus.call(request, "Close")
        except BusError as error:
            log.info("%s", error)

    async def close(self) -> None:
        """Let go and leave the bus."""
        await self.let_go()
        await self._bus.close()


async def open_freedesktop_guard() -> FreedesktopIdleGuard | None:
    """Return the guard, or None without a session bus."""
    try:
        return FreedesktopIdleGuard(await open_session_bus())
    except BusError as error:
        log.info("the screen is not kept on: %s", error)
        return None
