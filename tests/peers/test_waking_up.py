"""Whose signals on the machine's bus are believed: those of who owns the name, and of its next owner."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest
from jeepney import DBusAddress, HeaderFields, message_bus, new_signal
from jeepney.io.asyncio import DBusRouter, open_dbus_router

from core.agent.system_signals import AWAKE, CONNECTED, SystemSignal, follow_system
from core.desktop.freedesktop.session_bus import SessionBus, open_system_bus
from tests.peers.conftest import need

LOGIN = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")


@pytest.fixture
async def bus(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SessionBus]:
    """A member of a bus that stands in for the machine's."""
    command = (need("dbus-daemon"), "--session", "--nofork", "--print-address=1")
    daemon = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert daemon.stdout is not None
    address = (await daemon.stdout.readline()).decode().strip()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    member = await open_system_bus()
    yield member
    await member.close()
    daemon.kill()
    await daemon.wait()


async def say(router: DBusRouter, who: str, to: str | None = None) -> None:
    """Send a signal of logind's, to all or to one, and return when the bus has passed it on."""
    signal = new_signal(LOGIN, "Said", "s", (who,))
    if to is not None:
        signal.header.fields[HeaderFields.destination] = to
    await router.send(signal)
    await router.send_and_get_reply(message_bus.GetId())


async def test_strangers_are_not_believed(bus: SessionBus) -> None:
    signals = await bus.signals(LOGIN, from_owner=True)
    for run in ("first run", "second run"):
        async with open_dbus_router("SYSTEM") as stranger, open_dbus_router("SYSTEM") as logind:
            await say(stranger, "a stranger, nobody is there", bus._connection.unique_name)
            await logind.send_and_get_reply(message_bus.RequestName(LOGIN.bus_name))
            await say(stranger, "a stranger")
            await say(stranger, "a stranger, to us", bus._connection.unique_name)
            await say(logind, run)
            async with asyncio.timeout(5):
                assert await anext(signals) == ("Said", (run,))
    await signals.aclose()  # type: ignore[attr-defined]


async def test_what_the_agent_hears(bus: SessionBus) -> None:
    heard: asyncio.Queue[SystemSignal] = asyncio.Queue()
    told = {each: partial(heard.put_nowait, each) for each in (AWAKE, CONNECTED)}
    following = asyncio.create_task(follow_system(told))
    async with open_dbus_router("SYSTEM") as system:
        for each, others in ((AWAKE, ("b", (True,))), (CONNECTED, ("u", (60,)))):
            of = DBusAddress(each.path, each.bus_name, each.interface)
            await system.send_and_get_reply(message_bus.RequestName(each.bus_name))
            async with asyncio.timeout(10):
                while heard.empty():  # until it listens
                    await system.send(new_signal(of, each.name, *others))
                    await system.send(new_signal(of, "Other", others[0], (each.value,)))
                    await system.send(new_signal(of, each.name, others[0], (each.value,)))
                    await asyncio.sleep(0.02)
            while not heard.empty():
                assert heard.get_nowait() is each
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)


async def test_where_all_are_trusted_anybody_is_heard(bus: SessionBus) -> None:
    signals = await bus.signals(LOGIN)
    async with open_dbus_router("SYSTEM") as somebody:
        await say(somebody, "somebody")
        async with asyncio.timeout(5):
            assert await anext(signals) == ("Said", ("somebody",))
    await signals.aclose()  # type: ignore[attr-defined]
