"""Being reachable while the window is closed: what the choice starts, ends and tells the service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from core.agent.launch import LOCK, agent_entry
from core.agent.systemd import AgentAutostart, SystemdUnits
from core.desktop.autostart import DesktopEntries, StartState
from core.engine.account import account as module
from core.engine.account.account import Account
from core.engine.account.standby import Standby
from core.engine.people.remembered import Remembered, ServiceSettings
from core.engine.tasks import TaskGroup
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.ports import MemoryVault
from core.service.config import EchoConfig, ServiceConfig
from core.service.service import CallService
from core.snapshots import DesktopChoices, ProfileSnapshot, ServiceState
from tests.agent.test_systemd import Manager
from tests.service.gateway.conftest import until


@dataclass
class FakeLauncher:
    """Remembers what was asked."""

    done: list[str] = field(default_factory=list)
    error: OSError | None = None

    def start(self, profile: Path) -> None:
        if self.error is not None:
            raise self.error
        self.done.append("start")

    def stop(self, profile: Path) -> None:
        self.done.append("stop")

    def tell_changed(self, profile: Path) -> None:
        self.done.append("tell")


def by_entries(folder: Path) -> AgentAutostart:
    return AgentAutostart(DesktopEntries(folder / "autostart"), None)


async def test_the_choice_starts_and_ends_an_agent(tmp_path: Path) -> None:
    launcher, entries = FakeLauncher(), DesktopEntries(tmp_path / "autostart")
    standby = Standby(tmp_path, MemoryVault(), launcher, AgentAutostart(entries, None))
    assert await standby.set(False) == "" and launcher.done == [], "there is nothing to take back"
    assert await standby.set(True) == "" and await standby.set(True) == ""
    assert launcher.done == ["start"] and entries.state(agent_entry(tmp_path)) is StartState.ON
    assert await standby.set(False) == ""
    assert launcher.done == ["start", "stop"] and entries.state(agent_entry(tmp_path)) is StartState.OFF


async def test_an_agent_of_an_earlier_run_is_ended(tmp_path: Path) -> None:
    launcher = FakeLauncher()
    (tmp_path / LOCK).parent.mkdir()
    (tmp_path / LOCK).touch()
    standby = Standby(tmp_path, MemoryVault(), launcher, by_entries(tmp_path))
    assert await standby.set(False) == "" and launcher.done == ["stop"]


async def test_one_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    launcher = FakeLauncher(error=OSError("no such program"))
    standby = Standby(tmp_path, MemoryVault(), launcher, by_entries(tmp_path))
    assert "no such program" in await standby.set(True)
    launcher.error = None
    assert await standby.set(True) == "" and launcher.done == ["start"]


@pytest.mark.parametrize("works", [True, False])
async def test_what_systemd_has_started_is_not_started_twice(tmp_path: Path, works: bool) -> None:
    launcher = FakeLauncher()
    units = SystemdUnits(tmp_path / "user", Manager(works=works))
    autostart = AgentAutostart(DesktopEntries(tmp_path / "autostart"), units)
    standby = Standby(tmp_path, MemoryVault(), launcher, autostart)
    assert await standby.set(True) == "" and launcher.done == ([] if works else ["start"])
    assert await standby.set(False) == "" and launcher.done[-1] == "stop"


class Bureau:
    """A service of its own, and accounts at it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.service = CallService(ServiceConfig(folder / "data", echo=EchoConfig(enabled=False)))
        self.launcher = FakeLauncher()
        self.tasks = TaskGroup()
        self.media = LocalMedia(FakeDevices())
        self.problems: list[str] = []

    async def start(self) -> Bureau:
        endpoint = await self.service.start()
        application = endpoint.application
        settings = ServiceSettings(f"http://127.0.0.1:{endpoint.port}", "ada", application.key)
        self.remembered = Remembered(
            profile=ProfileSnapshot("Ada", "ada"),
            service=settings,
            desktop=DesktopChoices(rings_when_closed=True),
            instance_id="urn:uuid:ada00000-0000-4000-8000-000000000000",
        )
        vault = MemoryVault()
        vault.write(module.vault_name(settings), application.secret)
        self.account = Account(self.folder, vault, self.tasks, self.problems.append, lan=False)
        self.account.standby = Standby(self.folder, vault, self.launcher, by_entries(self.folder))
        return self

    async def online(self, remembered: Remembered) -> None:
        await self.account.close_client(for_good=self.account.leaves(remembered))
        await self.account.open(remembered, self.media)
        await until(lambda: self.account.snapshot.state is ServiceState.ONLINE)

    @property
    def woken(self) -> int:
        """How many devices the service wakes."""
        assert self.service.parts.push is not None
        return len(self.service.parts.push.devices)

    async def close(self) -> None:
        await self.tasks.cancel_all()
        await self.account.close()
        self.media.close()
        await self.service.stop()


@pytest.fixture
async def bureau(tmp_path: Path) -> AsyncIterator[Bureau]:
    made = await Bureau(tmp_path).start()
    yield made
    await made.close()


async def test_closing_the_window_leaves_the_person_reachable(bureau: Bureau) -> None:
    await bureau.online(bureau.remembered)
    assert bureau.woken == 1 and sorted(bureau.launcher.done) == ["start", "tell"]
    await bureau.account.close_client()
    assert bureau.woken == 1 and bureau.account.standby.store.read() is not None


Change = Callable[[Remembered], Remembered]


@pytest.mark.parametrize(
    "change",
    [
        lambda r: replace(r, desktop=DesktopChoices()),
        lambda r: replace(
            r, profile=replace(r.profile, user_id="eve"), service=replace(r.service, user_id="eve")
        ),
    ],
    ids=["switched off", "another person"],
)
async def test_who_leaves_for_good_is_woken_no_more(bureau: Bureau, change: Change) -> None:
    await bureau.online(bureau.remembered)
    changed = change(bureau.remembered)
    assert bureau.account.leaves(changed) and not bureau.account.leaves(bureau.remembered)
    await bureau.account.close_client(for_good=True)
    assert bureau.woken == 0 and bureau.account.standby.store.read() is None
    await bureau.online(changed)
    assert bureau.woken == changed.desktop.rings_when_closed
    assert ("stop" in bureau.launcher.done) is not changed.desktop.rings_when_closed


async def test_the_apps_own_service_wakes_nobody(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    there = await bureau.account._way_in(bureau.remembered.service)

    async def embedded() -> object:
        return there

    monkeypatch.setattr(bureau.account, "_embedded", embedded)
    await bureau.online(replace(bureau.remembered, service=ServiceSettings()))
    assert bureau.woken == 0 and bureau.launcher.done == []
    assert bureau.account.standby.store.read() is None
