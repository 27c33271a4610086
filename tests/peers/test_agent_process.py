"""The agent as a process that is killed, started again and told of changes."""

from __future__ import annotations

import os
import signal

import pytest

from core.agent import launch
from tests.agent.bobs_home import Home, bobs, calling
from tests.calling.conftest import world
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
