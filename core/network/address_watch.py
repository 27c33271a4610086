"""Tells when this machine's addresses change: another Wi-Fi, a cable, a VPN, waking up elsewhere.

Linux says so at once (rtnetlink); everywhere a look every two seconds finds what nobody told.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import sys
import time
from collections.abc import Callable

from core.network.interfaces import interface_names, usable_addresses

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
SETTLE_SECONDS = 0.15
"""Changes come in bursts (link, address, route): one look after them is enough."""

ASLEEP_SECONDS = 15.0
"""A look that comes so much too late means that the machine slept."""

_RTMGRP_LINK, _RTMGRP_IPV4_IFADDR, _RTMGRP_IPV6_IFADDR = 0x1, 0x10, 0x100
_READ_BYTES = 65_536

OnChange = Callable[[frozenset[str], frozenset[str]], None]
"""Takes the usable addresses before and now; the same ones when the machine has slept."""


def _look() -> frozenset[str]:
    return usable_addresses(interface_names())


class AddressWatch:
    """Watches until ``close``. All on the loop that made it.

    ``look`` returns the usable addresses now; ``wall`` is a clock that goes on while the machine sleeps.
    ``every`` is how often it looks unasked: rarely, for a process that is to sleep.
    """

    def __init__(
        self,
        on_change: OnChange,
        *,
        look: Callable[[], frozenset[str]] = _look,
        wall: Callable[[], float] = time.time,
        every: float = LOOK_SECONDS,
    ) -> None:
        self._on_change = on_change
        self._every = every
        self._look = look
        self._wall = wall
        self._loop = asyncio.get_running_loop()
        self._known = look()
        self._looked_at = wall()
        self._socket = _open_netlink()
        if self._socket is not None:
            self._loop.add_reader(self._socket, self._told)
        self._timer = self._loop.call_later(self._every, self._check)

    @property
    def addresses(self) -> frozenset[str]:
        """The usable addresses at the last look."""
        return self._known

    def close(self) -> None:
        """Say nothing more. Idempotent."""
        self._timer.cancel()
        opened, self._socket = self._socket, None
        if opened is not None:
            self._loop.remove_reader(opened)
            opened.close()

    def _told(self) -> None:
        """Empty the socket and look soon; what the messages say in detail does not matter."""
        assert self._socket is not None
        with contextlib.suppress(OSError):
            while self._socket.recv(_READ_BYTES):
                pass
        self._timer.cancel()
        self._timer = self._loop.call_later(SETTLE_SECONDS, self._check)

    def _check(self) -> None:
        self._timer = self._loop.call_later(self._every, self._check)
        now = self._wall()
        has_slept, self._looked_at = now - self._looked_at > self._every + ASLEEP_SECONDS, now
        try:
            found = self._look()
        except OSError as error:
            log.info("this machine's addresses cannot be read: %s", error)
            return
        before, self._known = self._known, found
        if found != before or has_slept:
            log.info("addresses: %d gone, %d new", len(before - found), len(found - before))
            self._on_change(before, found)


def _open_netlink() -> socket.socket | None:
    if sys.platform != "linux":
        return None
    try:
        opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
        opened.setblocking(False)
        opened.bind((0, _RTMGRP_LINK | _RTMGRP_IPV4_IFADDR | _RTMGRP_IPV6_IFADDR))
    except OSError as error:
        log.info("changes of the network are found by looking only: %s", error)
        return None
    return opened
