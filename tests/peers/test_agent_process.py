"""The agent as a process that is killed, started again and told of changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.agent import launch
from core.agent.systemd import SystemdUnits
from core.desktop.autostart import StartEntry
from tests.agent.bobs_home import Home, bobs, calling
from tests.agent.test_systemd import Manager
from tests.calling.conftest import world
from tests.peers.conftest import need
from tests.service.gateway.conftest import until

__all__ = ["bobs", "world"]


@pytest.mark.timeout(120)
async def test_killed_and_started_again(bobs: Home) -> None:
    agent = await bobs.agent()
    pid = int((bobs.profile / launch.PID).read_text())
    assert launch.is_running(bobs.profile)
    os.kill(pid, signal.SIGKILL)
    await until(lambda: not launch.is_running(bobs.profile))
    _, heard, call = await calling(bobs)
    await heard.hears("progressing")
    again = await bobs.agent()
    await bobs.hears(again, shown=call.callId)
    await heard.hears("ringing")
    third = await bobs.agent(waits=False)
    assert not (await bobs.hears(third, ran=False))["ran"], "one for each profile"
    call.hangup()
    await bobs.hears(again, shown="missed")
    os.kill(int((bobs.profile / launch.PID).read_text()), signal.SIGTERM)
    assert (await bobs.hears(again, ran=True))["ran"]
    assert not launch.is_running(bobs.profile) and not (bobs.profile / launch.PID).exists()
    assert agent is not again


@pytest.mark.timeout(120)
async def test_a_service_that_was_away_and_a_new_subscription(bobs: Home) -> None:
    agent = await bobs.agent()
    await bobs.bureau.shut()
    await bobs.hears(agent, open=False)
    await bobs.bureau.open()
    await bobs.hears(agent, open=True)
    mailboxes = bobs.bureau.service.parts.push.mailboxes  # type: ignore[union-attr]
    mailboxes.remove(next(iter(mailboxes)))
    before = bobs.bureau.store.read()
    bob, _ = await bobs.bureau.bob()  # the window finds that its subscription is gone
    await until(lambda: bob.isWokenByPush and bobs.bureau.store.read() != before)
    await bob.terminateGracefully()
    launch.tell_changed(bobs.profile)
    await bobs.hears(agent, open=True)
    _, heard, call = await calling(bobs)
    await bobs.hears(agent, shown=call.callId)
    call.hangup()
    await heard.hears("ended")


def test_systemd_itself_understands_the_unit(tmp_path: Path) -> None:
    program = need("systemd-analyze")
    entry = StartEntry("ahoy-agent", "Ahoy agent", (sys.executable, "100% of $HOME", "agent"))
    SystemdUnits(tmp_path, Manager()).set(entry, True)
    unit = tmp_path / "ahoy-agent.service"
    assert "ahoy-agent" not in verified(program, unit)
    unit.write_text(unit.read_text().replace("ExecStart=", "ExecStrat="))
    assert "ExecStrat" in verified(program, unit), "otherwise nothing is verified here"


def verified(program: str, unit: Path) -> str:
    done = subprocess.run(
        [program, "--user", "verify", str(unit)],
        env=os.environ | {"XDG_RUNTIME_DIR": str(unit.parent)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    return done.stderr
