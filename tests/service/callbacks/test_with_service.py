"""A whole service, phones and a backend on loopback: real SIP, real HTTP, real signatures."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from core.service.config import EchoConfig, ServiceConfig, limits_from
from core.service.data.application_keys import ApplicationKey
from core.service.service import CallService
from core.sip.agent.events import InviteAccepted, InviteReceived, InviteRejected, SessionEnded
from tests.service.callbacks.scripted_backend import ScriptedBackend
from tests.service.phones import Phone

BOB = "sip:bob@ahoy.invalid"
HANG_UP = {"action": {"name": "hangup"}}


class Supervised:
    """A service whose first application has a backend."""

    def __init__(self, folder: Path, seconds: float) -> None:
        limits = limits_from([f"callback_seconds={seconds}"])
        self.service = CallService(ServiceConfig(folder, echo=EchoConfig(enabled=False), limits=limits))
        self.phones: list[Phone] = []

    async def start(self) -> Supervised:
        self.endpoint = await self.service.start()
        application = self.endpoint.application
        self.backend = await ScriptedBackend(key=application.key, secret=application.secret).start()
        self.service.parts.applications.set_backend(application.key, self.backend.url)
        return self

    async def online(self, user: str, application: ApplicationKey | None = None) -> Phone:
        phone = await Phone(user, self.endpoint.url, application or self.endpoint.application).online()
        self.phones.append(phone)
        return phone

    async def stop(self) -> None:
        self.backend.held.set()
        for phone in self.phones:
            await phone.close()
        await self.service.stop(0.5)
        await self.backend.stop()


@pytest.fixture
def seconds() -> float:
    """How long the backend has."""
    return 20.0


@pytest.fixture
async def supervised(tmp_path: Path, seconds: float, no_task_left: None) -> AsyncIterator[Supervised]:
    made = await Supervised(tmp_path / "data", seconds).start()
    yield made
    await made.stop()


async def test_a_call_with_the_backends_leave(supervised: Supervised) -> None:
    alice, bob = await supervised.online("alice"), await supervised.online("bob")
    session = alice.call(BOB)
    bob.do((await bob.event(InviteReceived)).session.accept, b"v=0\r\n")
    await alice.event(InviteAccepted)
    [ice] = supervised.backend.events
    assert (ice["event"], ice["user"], ice["callid"]) == ("ice", "alice", session.call_id)
    alice.do(session.bye)
    await bob.event(SessionEnded)
    [dice] = await supervised.backend.came("dice")
    assert (dice["callid"], dice["result"], dice["reason"]) == (session.call_id, "ANSWERED", "CALLERHANGUP")
    assert dice["duration"] in (0, 1)
    text = supervised.service.parts.metrics.text()
    assert b'ahoy_callback_seconds_count{event="ice",outcome="ok"} 1.0' in text


async def test_a_call_without_the_backends_leave(supervised: Supervised) -> None:
    alice, bob = await supervised.online("alice"), await supervised.online("bob")
    supervised.backend.answer = lambda event: HANG_UP
    alice.call(BOB)
    rejected = await alice.event(InviteRejected)
    assert rejected.status == 403 and bob.events.empty()
    [dice] = await supervised.backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("N/A", "MANAGERHANGUP")


@pytest.mark.parametrize("seconds", [0.4])
async def test_a_backend_that_does_not_answer(supervised: Supervised) -> None:
    alice, bob = await supervised.online("alice"), await supervised.online("bob")
    supervised.backend.held.clear()
    began = time.monotonic()
    alice.call(BOB)
    rejected = await alice.event(InviteRejected)
    assert rejected.status == 504 and bob.events.empty()
    assert time.monotonic() - began >= 0.4
    supervised.backend.held.set()
    [dice] = await supervised.backend.came("dice")
    assert dice["reason"] == "CALLBACKERROR"


async def test_the_caller_tires_of_a_backend_that_thinks(supervised: Supervised) -> None:
    alice, bob = await supervised.online("alice"), await supervised.online("bob")
    supervised.backend.held.clear()
    session = alice.call(BOB)
    await supervised.backend.came("ice")
    alice.do(session.cancel)
    [dice] = await supervised.backend.came("dice")
    assert dice["reason"] == "CANCEL" and bob.events.empty()


async def test_a_slow_backend_is_its_own_applications_trouble(supervised: Supervised) -> None:
    other = supervised.service.parts.applications.add(time.time())
    alice, dave, erin = (
        await supervised.online("alice"),
        await supervised.online("dave", other),
        await supervised.online("erin", other),
    )
    supervised.backend.held.clear()
    for _ in range(20):
        alice.call(BOB)
    await supervised.backend.has(20)
    assert b"ahoy_callbacks_open 20.0" in supervised.service.parts.metrics.text()
    dave.call("sip:erin@ahoy.invalid")
    assert await erin.event(InviteReceived)
    assert all(event["user"] == "alice" for event in supervised.backend.events)


async def test_nonsense_is_told_back(supervised: Supervised) -> None:
    alice = await supervised.online("alice")
    answers: dict[str, Callable[[], Any]] = {"ice": lambda: b"<html>what?</html>"}
    supervised.backend.answer = lambda event: answers.get(event["event"], dict)()
    alice.call(BOB)
    assert (await alice.event(InviteRejected)).status == 500
    [notify] = await supervised.backend.came("notify")
    assert (notify["type"], notify["errorCode"]) == ("callingerror", 40001)
    [dice] = await supervised.backend.came("dice")
    assert dice["reason"] == "INVALIDSVAMLACTION"


async def test_calls_that_wait_when_the_service_stops(supervised: Supervised) -> None:
    alice = await supervised.online("alice")
    supervised.backend.held.clear()
    alice.call(BOB)
    await supervised.backend.came("ice")
    began = time.monotonic()
    await supervised.service.stop(0.5)
    assert time.monotonic() - began < 2
