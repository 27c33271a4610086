"""Presence with real user agents on real sockets, over a restart of the service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.service.config import EchoConfig, ServiceConfig
from core.service.service import CallService
from core.sip.agent.events import InviteAccepted, InviteReceived, Published, SubscriptionNotified
from core.sip.bodies.pidf import CONTENT_TYPE, Presence, PresenceState
from core.sip.messages import Uri
from tests.service.phones import Phone

BOB = "sip:bob@ahoy.invalid"


class Watching:
    """A phone that watches bob."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        phone.agent.subscribe(Uri.parse(BOB), "presence", (CONTENT_TYPE,), 600, phone.now)
        phone.driver.pump()

    async def until(self, state: PresenceState) -> None:
        while True:
            event = await self.phone.event(SubscriptionNotified)
            if Presence.parse(event.body).state is state:
                return


@pytest.fixture
async def service(tmp_path: Path, no_task_left: None) -> AsyncIterator[list[CallService]]:
    config = ServiceConfig(tmp_path / "data", echo=EchoConfig(enabled=False))
    made = [CallService(config)]
    yield made
    await made[-1].stop()


def say(phone: Phone, state: PresenceState) -> None:
    body = bytes(Presence.of_state(BOB, state))
    phone.agent.publish("presence", CONTENT_TYPE, body, 600, phone.now)
    phone.driver.pump()


async def test_a_person_is_followed_through_a_day(service: list[CallService], tmp_path: Path) -> None:
    endpoint = await service[0].start()
    alice = await Phone("alice", endpoint.url, endpoint.application).online()
    watching = Watching(alice)
    await watching.until(PresenceState.OFFLINE)
    bob = await Phone("bob", endpoint.url, endpoint.application).online()
    await watching.until(PresenceState.ONLINE)
    carol = await Phone("carol", endpoint.url, endpoint.application).online()
    session = carol.call(BOB)
    theirs = (await bob.event(InviteReceived)).session
    bob.do(theirs.accept, b"v=0\r\n")
    await carol.event(InviteAccepted)
    await watching.until(PresenceState.IN_CALL)
    carol.do(session.bye)
    await watching.until(PresenceState.ONLINE)
    say(bob, PresenceState.DO_NOT_DISTURB)
    await bob.event(Published)
    await watching.until(PresenceState.DO_NOT_DISTURB)
    await service[0].stop()
    config = ServiceConfig(tmp_path / "data", echo=EchoConfig(enabled=False), listen_port=endpoint.port)
    service.append(CallService(replace(config)))
    await service[-1].start()
    # Bob is not back yet: what he asked for counts all the same.
    await alice.reconnect(endpoint.url)
    await watching.until(PresenceState.DO_NOT_DISTURB)
    for phone in (alice, bob, carol):
        await phone.close()
