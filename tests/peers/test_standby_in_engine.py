"""The choice to ring while the window is closed, from the window's command to a service of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.commands import SetDesktop
from core.snapshots import DesktopChoices, ServiceState
from tests.engine.account.test_standby import FakeLauncher
from tests.engine.served import ServedService, joined


@pytest.mark.timeout(120)
def test_the_choice_reaches_the_service_and_is_taken_back(tmp_path: Path) -> None:
    with ServedService(tmp_path / "service") as service, joined(tmp_path / "ada", "Ada", service) as ada:
        parts = ada.engine._desk._parts  # type: ignore[attr-defined]
        launcher = FakeLauncher()
        parts.account.standby._launcher = launcher
        parts.account.standby.store._launcher = launcher
        ada.post(SetDesktop(DesktopChoices(rings_when_closed=True)))
        ada.wait(lambda s: s.desktop.rings_when_closed and "start" in launcher.done)
        ada.wait(lambda s: s.service.state is ServiceState.ONLINE)
        ada.post(SetDesktop(DesktopChoices()))
        ada.wait(lambda s: not s.desktop.rings_when_closed and "stop" in launcher.done)
        ada.wait(lambda s: s.service.state is ServiceState.ONLINE)
