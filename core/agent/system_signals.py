"""What the system says that makes connecting anew worthwhile: it is awake, or the network lets us through.

logind tells of the first, NetworkManager of the second: a network that wanted a sign-in changes no address
when it has got that. Where nobody tells, a clock that has jumped and the back-off do.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.desktop.freedesktop.session_bus import SessionBus

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SystemSignal:
    """A signal on the machine's bus; ``value`` is the first of its values that means something."""

    path: str
    bus_name: str
    interface: str
    name: str
    value: object
    words: str


AWAKE = SystemSignal(
    "/org/freedesktop/login1",
    "org.freedesktop.login1",
    "org.freedesktop.login1.Manager",
    "PrepareForSleep",
    False,
    "the machine has woken up",
)
CONNECTED = SystemSignal(
    "/org/freedesktop/NetworkManager",
    "org.freedesktop.NetworkManager",
    "org.freedesktop.NetworkManager",
    "StateChanged",
    70,  # NM_STATE_CONNECTED_GLOBAL: the internet is there; 60 is a network that leads nowhere yet
    "the network lets us through",
)


async def follow_system(told: Mapping[SystemSignal, Callable[[], None]]) -> None:
    """Do at each signal what is given for it, until cancelled; returns where nobody tells (not on Linux)."""
    if sys.platform != "linux":
        return
    from core.desktop.freedesktop.session_bus import BusError, open_system_bus

    try:
        bus = await open_system_bus()
    except BusError as error:
        log.info("the system tells nothing: %s", error)
        return
    try:
        await asyncio.gather(*(_follow(bus, wanted, act) for wanted, act in told.items()))
    finally:
        await asyncio.shield(bus.close())


async def _follow(bus: SessionBus, wanted: SystemSignal, act: Callable[[], None]) -> None:
    from jeepney import DBusAddress

    from core.desktop.freedesktop.session_bus import BusError

    try:
        of = DBusAddress(wanted.path, wanted.bus_name, wanted.interface)
        async for name, body in await bus.signals(of, from_owner=True):
            if name == wanted.name and _is(body, wanted.value):
                log.info("%s", wanted.words)
                act()
    except BusError as error:
        log.info("nobody tells when %s: %s", wanted.words, error)


def _is(body: tuple[Any, ...], value: object) -> bool:
    return bool(body) and type(body[0]) is type(value) and body[0] == value
