"""The session's D-Bus, as far as Ahoy speaks it: calls with a time limit, and signals in a bounded queue."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, message_bus, new_method_call
from jeepney.auth import AuthenticationError
from jeepney.io.asyncio import DBusConnection, DBusRouter, Proxy, open_dbus_connection
from jeepney.io.common import RouterClosed
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

log = logging.getLogger(__name__)

ANSWER_LIMIT = 5.0
"""Seconds that another program has for an answer."""
SIGNALS_KEPT = 64
_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")

_TROUBLE = (
    *(OSError, EOFError, TimeoutError, RuntimeError, KeyError, ValueError),
    *(AuthenticationError, RouterClosed, DBusErrorResponse),
)


class BusError(Exception):
    """There is no bus, or nobody on it who answers; the message is for the log."""


class SessionBus:
    """One connection; made by ``open_session_bus``, used on one loop."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self._router = DBusRouter(connection)

    async def call(self, to: DBusAddress, method: str, signature: str = "", *body: Any) -> tuple[Any, ...]:
        """Call a method and return what it answers. Raises ``BusError``."""
        message = new_method_call(to, method, signature or None, body)
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                reply = await self._router.send_and_get_reply(message)
            answer: tuple[Any, ...] = unwrap_msg(reply)
        except _TROUBLE as error:
            raise BusError(f"{to.interface}.{method}: {_words(error)}") from error
        return answer

    async def signals(
        self, of: DBusAddress, *, from_owner: bool = False
    ) -> AsyncIterator[tuple[str, tuple[Any, ...]]]:
        """Return an iterator over the signals of an interface: name and body, until the connection ends.

        ``from_owner``: only those of who owns the name of ``of``, where others on the bus are not trusted.
        They are listened to when this returns. Raises ``BusError``.
        """
        wanted = {"type": "signal", "interface": of.interface, "path": of.object_path}
        queue: asyncio.Queue[Message] = asyncio.Queue(SIGNALS_KEPT)
        listening = self._router.filter(MatchRule(**wanted), queue=queue)
        try:
            # The bus follows a name to its next owner; jeepney would compare the name with an address.
            asked = MatchRule(**wanted, sender=of.bus_name if from_owner else None)
            async with asyncio.timeout(ANSWER_LIMIT):
                await Proxy(message_bus, self._router).AddMatch(asked)
        except _TROUBLE as error:
            listening.close()
            raise BusError(f"{of.interface}: {_words(error)}") from error
        return self._told(listening, queue, of.bus_name if from_owner else "")

    async def _told(self, listening: Any, queue: asyncio.Queue[Message], owned: str) -> AsyncIterator[Any]:
        try:
            while True:
                message = await queue.get()
                if owned and not await self._is_from_owner(message, owned):
                    continue
                name = message.header.fields.get(HeaderFields.member)
                yield str(name), tuple(message.body)
        finally:
            listening.close()

    async def _is_from_owner(self, message: Message, name: str) -> bool:
        """Whether the owner of ``name`` sent it: what is addressed to us comes whatever rule we have."""
        try:
            (owner,) = await self.call(_BUS, "GetNameOwner", "s", name)
        except (BusError, ValueError):
            return False
        return bool(owner == message.header.fields.get(HeaderFields.sender))

    async def close(self) -> None:
        """Leave the bus; what was held there is let go."""
        try:
            await self._router.__aexit__(None, None, None)
            await self._connection.close()
        except _TROUBLE as error:
            log.info("the session bus was gone: %s", _words(error))


async def open_session_bus() -> SessionBus:
    """Join the bus of this session. Raises ``BusError``."""
    try:
        async with asyncio.timeout(ANSWER_LIMIT):
            return SessionBus(await open_dbus_connection(_address()))
    except _TROUBLE as error:
        raise BusError(f"no session bus: {_words(error)}") from error


async def open_system_bus() -> SessionBus:
    """Join the bus of the machine, on which logind speaks. Raises ``BusError``."""
    try:
        async with asyncio.timeout(ANSWER_LIMIT):
            return SessionBus(await open_dbus_connection("SYSTEM"))
    except _TROUBLE as error:
        raise BusError(f"no system bus: {_words(error)}") from error


def _address() -> str:
    """Return what jeepney takes for the session's bus, which is not always named in the environment."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        socket = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "bus"
        if not socket.exists():
            raise BusError("no session bus is named in the environment")
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={socket}"
    return "SESSION"


def _words(error: BaseException) -> str:
    return f"{type(error).__name__} {error}"[:200]
