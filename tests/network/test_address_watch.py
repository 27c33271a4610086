"""Hearing of changed addresses: by looking, by the system's word, and after sleep."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys

import pytest

from core.network import address_watch
from core.network.address_watch import AddressWatch
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_task_left")

HOME = frozenset({"192.0.2.1"})
CAFE = frozenset({"198.51.100.7", "2001:db8::7"})

Change = tuple[frozenset[str], frozenset[str]]


class Machine:
    """A machine whose addresses and clock the test sets."""

    def __init__(self) -> None:
        self.addresses: frozenset[str] | OSError = HOME
        self.time = 1000.0
        self.changes: list[Change] = []

    def look(self) -> frozenset[str]:
        if isinstance(self.addresses, OSError):
            raise self.addresses
        return self.addresses

    def watch(self) -> AddressWatch:
        return AddressWatch(
            lambda *change: self.changes.append(change), look=self.look, wall=lambda: self.time
        )


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_watch, "LOOK_SECONDS", 0.01)


async def test_a_change_is_told_once_with_before_and_after() -> None:
    machine = Machine()
    watch = machine.watch()
    machine.addresses = CAFE
    await eventually(lambda: bool(machine.changes))
    await asyncio.sleep(0.05)
    assert machine.changes == [(HOME, CAFE)]
    assert watch.addresses == CAFE
    watch.close()


async def test_nothing_is_told_while_nothing_changes_or_after_the_end() -> None:
    machine = Machine()
    watch = machine.watch()
    await asyncio.sleep(0.05)
    watch.close()
    watch.close()
    machine.addresses = CAFE
    await asyncio.sleep(0.05)
    assert machine.changes == []


async def test_waking_up_with_the_same_addresses_is_a_change() -> None:
    machine = Machine()
    watch = machine.watch()
    machine.time += 3600
    await eventually(lambda: bool(machine.changes))
    assert machine.changes == [(HOME, HOME)]
    watch.close()


async def test_addresses_that_cannot_be_read_are_looked_for_again() -> None:
    machine = Machine()
    watch = machine.watch()
    machine.addresses = OSError("nothing to see")
    await asyncio.sleep(0.05)
    machine.addresses = CAFE
    await eventually(lambda: machine.changes == [(HOME, CAFE)])
    watch.close()


async def test_without_netlink_looking_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_watch, "_open_netlink", lambda: None)
    machine = Machine()
    watch = machine.watch()
    machine.addresses = CAFE
    await eventually(lambda: bool(machine.changes))
    watch.close()


@pytest.mark.skipif(sys.platform != "linux", reason="rtnetlink is Linux's")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root for an address")
@pytest.mark.skipif(shutil.which("ip") is None, reason="no ip command on this machine")
async def test_the_system_says_at_once_that_an_address_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_watch, "LOOK_SECONDS", 60.0)
    machine = Machine()
    watch = machine.watch()
    machine.addresses = CAFE
    try:
        change_loopback("add")
        await eventually(lambda: bool(machine.changes), 3, "the word of the system")
    finally:
        change_loopback("del")
        watch.close()


def change_loopback(action: str) -> None:
    """Add an unused loopback address to this machine, or remove it."""
    subprocess.run(["ip", "address", action, "127.9.8.7/32", "dev", "lo"], check=True)
