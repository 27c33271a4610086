"""Ending without breaking a call: what goes on, what is refused, who is sent away, and a second wish."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from core.service.admin.access import read_access
from core.service.admin.remote import RemoteDesk
from core.service.config import EchoConfig, ServiceConfig
from core.service.data.application_keys import ApplicationKey, read_application_key
from core.service.process.launcher import own_command
from core.service.service import CallService, ServiceEndpoint
from core.sip.agent.events import (
    FlowLost,
    InfoReceived,
    InviteAccepted,
    InviteReceived,
    InviteRejected,
    RegistrationFailed,
    SessionEnded,
)
from tests.service.phones import Phone

BOB = "sip:bob@ahoy.invalid"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class Draining:
    """A service with a call between alice and bob, and carol who only listens."""

    def __init__(self, folder: Path) -> None:
        self.service = CallService(ServiceConfig(folder, echo=EchoConfig(enabled=False)))

    async def start(self) -> Draining:
        self.endpoint: ServiceEndpoint = await self.service.start()
        self.alice, self.bob, self.carol = [await self.online(name) for name in ("alice", "bob", "carol")]
        self.session = self.alice.call(BOB)
        self.theirs = (await self.bob.event(InviteReceived)).session
        self.bob.do(self.theirs.accept, b"v=0\r\n")
        await self.alice.event(InviteAccepted)
        return self

    async def online(self, name: str) -> Phone:
        return await Phone(name, self.endpoint.url, self.endpoint.application).online()

    async def close(self) -> None:
        for phone in (self.alice, self.bob, self.carol):
            await phone.close()
        await self.service.stop()


@pytest.fixture
async def draining(tmp_path: Path, no_task_left: None) -> AsyncIterator[Draining]:
    made = await Draining(tmp_path / "data").start()
    yield made
    await made.close()


async def test_the_last_call_is_waited_for(draining: Draining) -> None:
    ending = asyncio.create_task(draining.service.drain(20))
    await draining.carol.event(FlowLost)  # idle: sent away at once
    draining.alice.do(draining.session.info, "text/plain", b"still here")
    assert (await draining.bob.event(InfoReceived)).body == b"still here"
    assert not ending.done()
    draining.bob.do(draining.theirs.bye)
    await draining.alice.event(SessionEnded)
    assert await ending is True
    await draining.alice.event(FlowLost)
    await draining.bob.event(FlowLost)


async def test_nothing_new_is_taken_and_what_is_there_is_renewed(draining: Draining) -> None:
    draining.service.parts.router.is_draining = True
    draining.alice.call("sip:carol@ahoy.invalid")
    assert (await draining.alice.event(InviteRejected)).status == 503
    refused = await draining.carol.register()
    assert isinstance(refused, RegistrationFailed) and refused.status == 503
    from core.sip.agent.events import Registered

    assert isinstance(await draining.bob.register(), Registered)  # in a call: it must be able to end it
    http = draining.endpoint.url.replace("ws:", "http:").removesuffix("/sip")
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(draining.endpoint.url, protocols=("sip",))
        assert caught.value.status == 503 and caught.value.headers is not None
        assert "Retry-After" in caught.value.headers
        async with session.get(f"{http}/health") as response:
            said = await response.json()
        assert (said["status"], said["live"], said["ready"]) == ("draining", True, False)
        async with session.get(f"{http}/health/ready") as response:
            assert response.status == 503
        async with session.get(f"{http}/health/live") as response:
            assert response.status == 200


async def test_the_limit_ends_it_though_a_call_goes_on(draining: Draining) -> None:
    assert await draining.service.drain(0.3) is False
    draining.alice.do(draining.session.info, "text/plain", b"on")
    assert (await draining.bob.event(InfoReceived)).body == b"on"


async def test_clients_are_sent_away_with_the_code_for_a_restart(tmp_path: Path) -> None:
    service = CallService(ServiceConfig(tmp_path, echo=EchoConfig(enabled=False)))
    endpoint = await service.start()
    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(endpoint.url, protocols=("sip",)) for _ in range(5)]
        ending = asyncio.create_task(service.drain(10))
        assert {(await socket.receive()).data for socket in sockets} == {1012}
        assert await ending is True
    await service.stop()


async def served(folder: Path) -> tuple[asyncio.subprocess.Process, str]:
    child = await asyncio.create_subprocess_exec(
        *own_command(), "serve", "--data", str(folder), "--listen", "127.0.0.1:0",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout is not None
    return child, (await child.stdout.readline()).decode().split()[-1]


async def calling(url: str, folder: Path) -> tuple[Phone, Phone]:
    key = read_application_key(folder)
    assert key is not None
    application = ApplicationKey(key.key, key.secret)
    alice = await Phone("alice", url, application).online()
    bob = await Phone("bob", url, application).online()
    alice.call(BOB)
    bob.do((await bob.event(InviteReceived)).session.accept, b"v=0\r\n")
    await alice.event(InviteAccepted)
    return alice, bob


@POSIX
async def test_sigterm_waits_for_the_call_and_a_second_one_does_not(tmp_path: Path) -> None:
    async with asyncio.timeout(50):
        child, url = await served(tmp_path)
        alice, bob = await calling(url, tmp_path)
        idle = await Phone("carol", url, alice.application).online()
        child.send_signal(signal.SIGTERM)
        await idle.event(FlowLost)
        assert child.returncode is None  # the call is waited for
        child.send_signal(signal.SIGTERM)
        _, err = await child.communicate()
        assert (child.returncode, err) == (0, b"")
        for phone in (alice, bob, idle):
            await phone.close()


@POSIX
async def test_an_operator_drains_it(tmp_path: Path) -> None:
    async with asyncio.timeout(50):
        child, url = await served(tmp_path)
        alice, bob = await calling(url, tmp_path)
        access = read_access(tmp_path)
        assert access is not None
        desk = RemoteDesk(access)
        await asyncio.to_thread(desk.drain, 40.0)
        assert (await asyncio.to_thread(desk.status))["calls"] == 1
        (call,) = (await asyncio.to_thread(desk.calls))["calls"]
        await asyncio.to_thread(desk.end_call, call["call"])
        _, err = await child.communicate()
        assert (child.returncode, err) == (0, b"")
        for phone in (alice, bob):
            await phone.close()
