"""The screen stays awake during calls: whom it is asked of on Linux, and the ways of the other systems."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any, cast

import pytest
from jeepney import DBusAddress

from core.desktop.freedesktop.idle_guard import FreedesktopIdleGuard, open_freedesktop_guard
from core.desktop.freedesktop.session_bus import BusError, SessionBus
from core.desktop.idleness import CaffeinateGuard, FakeIdleGuard, WindowsIdleGuard


class FakeBus:
    """A bus on which only some answer."""

    def __init__(self, *present: str) -> None:
        self.present = present
        self.calls: list[tuple[str, str, tuple[Any, ...]]] = []
        self.is_closed = False

    async def call(self, to: DBusAddress, method: str, signature: str = "", *body: Any) -> tuple[Any, ...]:
        name = str(to.bus_name)
        if name not in self.present:
            raise BusError("nobody")
        self.calls.append((name, method, body))
        return ("/request/1",) if "portal" in name else (7,)

    async def close(self) -> None:
        self.is_closed = True


def guard_on(*present: str) -> tuple[FakeBus, FreedesktopIdleGuard]:
    bus = FakeBus(*present)
    return bus, FreedesktopIdleGuard(cast(SessionBus, bus))


@pytest.mark.parametrize(
    ("present", "ends"),
    [
        ("org.freedesktop.ScreenSaver", ("UnInhibit", (7,))),
        ("org.gnome.SessionManager", ("Uninhibit", (7,))),
        ("org.freedesktop.portal.Desktop", ("Close", ())),
    ],
)
async def test_the_first_who_answers_holds_and_lets_go(present: str, ends: tuple[str, Any]) -> None:
    bus, guard = guard_on(present)
    assert await guard.hold("A call with Bob")
    assert await guard.hold("A call with Bob")
    await guard.let_go()
    await guard.let_go()
    assert [method for _, method, _ in bus.calls] == ["Inhibit", ends[0]]
    assert bus.calls[1][2] == ends[1]
    await guard.close()
    assert bus.is_closed


async def test_with_nobody_to_ask_it_says_no() -> None:
    bus, guard = guard_on()
    assert not await guard.hold("A call")
    await guard.let_go()
    assert bus.calls == []


async def test_one_who_goes_away_meanwhile_is_no_trouble() -> None:
    bus, guard = guard_on("org.freedesktop.ScreenSaver")
    await guard.hold("A call")
    bus.present = ()
    await guard.let_go()


async def test_without_a_bus_there_is_no_guard() -> None:
    assert await open_freedesktop_guard() is None


async def test_windows_is_told_and_told_again() -> None:
    states: list[int] = []
    guard = WindowsIdleGuard(lambda state: states.append(state) or 1)  # type: ignore[func-returns-value]
    assert await guard.hold("A call")
    await guard.let_go()
    await guard.close()
    assert states == [0x80000003, 0x80000000, 0x80000000]


async def test_macos_own_program_runs_as_long_as_it_is_held(tmp_path: Path) -> None:
    program = tmp_path / "caffeinate"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    guard = CaffeinateGuard(str(program))
    assert await guard.hold("A call") and await guard.hold("A call")
    process = guard._process
    assert process is not None
    await guard.close()
    assert process.returncode is not None


async def test_without_the_program_it_says_no(tmp_path: Path) -> None:
    assert not await CaffeinateGuard(str(tmp_path / "none")).hold("A call")


async def test_the_fake_behaves_as_one() -> None:
    fake = FakeIdleGuard()
    await fake.hold("A call")
    assert fake.is_held
    await fake.close()
    assert not fake.is_held
