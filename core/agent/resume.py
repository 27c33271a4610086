"""Tells when the machine has woken up: at once where logind says so, else by a clock that has jumped."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable

log = logging.getLogger(__name__)


async def follow_resume(on_resume: Callable[[], None]) -> None:
    """Call ``on_resume`` after each sleep, until cancelled; returns where nobody tells (not on Linux)."""
    if sys.platform != "linux":
        return
    from jeepney import DBusAddress

    from core.desktop.freedesktop.session_bus import BusError, open_system_bus

    login = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")
    try:
        bus = await open_system_bus()
    except BusError as error:
        log.info("nobody tells when the machine wakes up: %s", error)
        return
    try:
        async for name, body in await bus.signals(login, from_owner=True):
            if name == "PrepareForSleep" and body and body[0] is False:
                log.info("the machine has woken up")
                on_resume()
    except BusError as error:
        log.info("nobody tells when the machine wakes up: %s", error)
    finally:
        await asyncio.shield(bus.close())
