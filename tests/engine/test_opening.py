"""How an engine opens: what is remembered at once, devices and calls later, nothing lost in between."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from core.commands import HangUp, RemoveContact, SaveContact, SetDisplayName
from core.engine.desk import EARLY_COMMANDS
from core.engine.engine import Engine
from core.engine.options import EngineOptions
from core.media.devices.composite import CompositeDevices
from core.ports import MemoryVault
from core.snapshots import AppSnapshot, ServiceState
from tests.engine.engines import LIMIT


class Watched:
    """An engine that was only made, and the newest snapshot that it published."""

    def __init__(self, profile: Path) -> None:
        self.engine = Engine(profile, MemoryVault(), options=EngineOptions(fake_devices_only=True, lan=False))
        self.newest = AppSnapshot()
        self._came = threading.Condition()
        self.engine.on_snapshot = self._take

    def wait(self, is_so: Callable[[AppSnapshot], object]) -> AppSnapshot:
        """Return the newest snapshot once it is so."""
        with self._came:
            assert self._came.wait_for(lambda: is_so(self.newest), LIMIT), self.newest
            return self.newest

    def _take(self, snapshot: AppSnapshot) -> None:
        with self._came:
            self.newest = snapshot
            self._came.notify_all()


def test_what_is_remembered_is_shown_before_there_are_devices(tmp_path: Path) -> None:
    ada = Watched(tmp_path)
    ada.engine.start()
    shown = ada.wait(lambda s: s.is_ready)
    assert [contact.name for contact in shown.contacts] == ["Echo test"]
    assert not shown.devices.is_known and shown.service.state is ServiceState.STARTING
    assert ada.engine.levels().microphone == 0.0 and ada.engine.picture("preview").take() is None
    assert ada.engine.call_report("none").result(LIMIT) == {}
    ada.engine.stop()


def test_contacts_are_kept_before_there_are_devices(tmp_path: Path) -> None:
    ada = Watched(tmp_path)
    ada.engine.start()
    ada.engine.post(SaveContact("Zoe", "zoe"))
    ada.engine.post(SaveContact("Ann", "ann"))
    ada.wait(lambda s: s.is_ready)
    ada.engine.post(RemoveContact("ann"))
    ada.engine.post(SaveContact("Zoë of Sparta", "zoe"))
    kept = ada.wait(lambda s: [c.name for c in s.contacts] == ["Echo test", "Zoë of Sparta"])
    assert not kept.devices.is_known
    ada.engine.stop()


@pytest.mark.parametrize("first", ["commands", "devices"])
def test_commands_wait_for_the_devices_and_keep_their_order(tmp_path: Path, first: str) -> None:
    ada = Watched(tmp_path)
    ada.engine.start()
    if first == "devices":
        ada.engine.go_online(CompositeDevices([]))
    ada.engine.post(SetDisplayName("Ada"))
    ada.engine.post(SetDisplayName("Ada Byron"))
    if first == "commands":
        assert ada.wait(lambda s: s.is_ready).profile.display_name == ""
        ada.engine.go_online(CompositeDevices([]))
    profile = ada.wait(lambda s: s.profile.display_name == "Ada Byron").profile
    assert profile.user_id == "ada"
    ada.engine.stop()


def test_more_early_commands_than_are_kept_lose_the_oldest_only(tmp_path: Path) -> None:
    ada = Watched(tmp_path)
    ada.engine.start()
    ada.wait(lambda s: s.is_ready)
    for name in ("Lost", "Ada"):
        ada.engine.post(SetDisplayName(name))
    for _ in range(EARLY_COMMANDS - 1):
        ada.engine.post(HangUp("no call"))
    ada.engine.go_online(CompositeDevices([]))
    assert ada.wait(lambda s: s.profile.display_name).profile.user_id == "ada"
    ada.engine.stop()


@pytest.mark.parametrize("goes_online", [False, True])
def test_an_engine_that_is_stopped_while_it_opens_ends_without_a_word(
    tmp_path: Path, goes_online: bool, caplog: pytest.LogCaptureFixture
) -> None:
    ada = Watched(tmp_path)
    ada.engine.start()
    if goes_online:
        ada.engine.go_online(CompositeDevices([]))
    ada.engine.stop()
    ada.engine.stop()
    ada.engine.go_online(CompositeDevices([]))
    ada.engine.post(SetDisplayName("Ada"))
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert not any(thread.name == "core" for thread in threading.enumerate())
