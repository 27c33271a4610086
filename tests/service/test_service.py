"""A running service on loopback, with real WebSockets and user agents."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from core.service.config import EchoConfig, IceServer, Limits, ServiceConfig
from core.service.errors import ServiceError, ServiceProblem
from core.service.service import CallService, ServiceEndpoint
from core.sip.agent.events import (
    CredentialsRequired,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    Registered,
    SessionEnded,
)
from tests.service.phones import Phone

BOB = "sip:bob@ahoy.invalid"


class Running:
    """A service and the phones on it."""

    def __init__(self, config: ServiceConfig) -> None:
        self.config = config
        self.service = CallService(config)
        self.endpoint: ServiceEndpoint | None = None
        self.phones: list[Phone] = []

    async def start(self) -> Running:
        self.endpoint = await self.service.start()
        return self

    @property
    def url(self) -> str:
        assert self.endpoint is not None
        return self.endpoint.url

    @property
    def http(self) -> str:
        return self.url.replace("ws://", "http://").removesuffix("/sip")

    def phone(self, user: str) -> Phone:
        assert self.endpoint is not None
        phone = Phone(user, self.url, self.endpoint.application)
        self.phones.append(phone)
        return phone

    async def online(self, user: str) -> Phone:
        return await self.phone(user).online()

    async def restart(self) -> None:
        assert self.endpoint is not None
        await self.service.stop()
        self.config = replace(self.config, listen_port=self.endpoint.port)
        self.service = CallService(self.config)
        await self.start()

    async def stop(self) -> None:
        for phone in self.phones:
            await phone.close()
        await self.service.stop()


@pytest.fixture
async def running(tmp_path: Path, no_task_left: None) -> AsyncIterator[Running]:
    config = ServiceConfig(tmp_path / "data", echo=EchoConfig(enabled=False))
    made = await Running(config).start()
    yield made
    await made.stop()


async def test_call_between_two_users(running: Running) -> None:
    alice, bob = await running.online("alice"), await running.online("bob")
    session = alice.call(BOB)
    incoming = (await bob.event(InviteReceived)).session
    assert incoming.request.headers.get("P-Asserted-Identity") == '"Alice" <sip:alice@ahoy.invalid>'
    bob.do(incoming.ring)
    assert (await alice.event(InviteProgress)).status == 180
    bob.do(incoming.accept, b"v=0\r\nanswer")
    assert (await alice.event(InviteAccepted)).body == b"v=0\r\nanswer"
    bob.do(incoming.bye)
    assert (await alice.event(SessionEnded)).session is session


async def test_two_instances_ring_and_one_answers(running: Running) -> None:
    alice = await running.online("alice")
    one, two = await running.online("bob"), await running.online("bob")
    alice.call(BOB)
    first, second = (await one.event(InviteReceived)).session, (await two.event(InviteReceived)).session
    one.do(first.ring)
    two.do(second.ring)
    one.do(first.accept, b"v=0\r\n")
    await alice.event(InviteAccepted)
    ended = await two.event(SessionEnded)
    assert ended.reason_header is not None and ended.reason_header.cause == 200


async def test_decline_on_one_instance_ends_the_call(running: Running) -> None:
    alice = await running.online("alice")
    one, two = await running.online("bob"), await running.online("bob")
    alice.call(BOB)
    first, second = (await one.event(InviteReceived)).session, (await two.event(InviteReceived)).session
    two.do(second.ring)
    one.do(first.reject, 603)
    assert (await two.event(SessionEnded)).reason_header.cause == 603
    assert (await alice.event(InviteRejected)).status == 603


async def test_cancel_reaches_the_callee(running: Running) -> None:
    alice, bob = await running.online("alice"), await running.online("bob")
    session = alice.call(BOB)
    incoming = (await bob.event(InviteReceived)).session
    bob.do(incoming.ring)
    await alice.event(InviteProgress)
    alice.do(session.cancel)
    await bob.event(SessionEnded)
    await alice.event(SessionEnded)


async def test_unknown_user(running: Running) -> None:
    alice = await running.online("alice")
    alice.call("sip:nobody@ahoy.invalid")
    assert (await alice.event(InviteRejected)).status == 404


async def test_bad_tokens_ask_for_better_ones(running: Running) -> None:
    alice = running.phone("alice")
    await alice.driver.connect()
    good = alice.token()
    forged = good[:-4] + ("AAAA" if not good.endswith("AAAA") else "BBBB")
    for bad in (forged, alice.token(now=1_768_521_570.0), "nonsense"):
        event = await alice.register(bad)
        assert isinstance(event, CredentialsRequired) and event.error == "invalid_token"
    assert isinstance(await alice.register(good), Registered)


async def test_stolen_token_is_of_no_use(running: Running) -> None:
    alice = running.phone("alice")
    await alice.driver.connect()
    jwt = alice.token()
    assert isinstance(await alice.register(jwt), Registered)
    thief = running.phone("alice")
    await thief.driver.connect()
    assert isinstance(await thief.register(jwt), CredentialsRequired)


async def test_restart_keeps_registrations_and_calls(running: Running) -> None:
    alice, bob = await running.online("alice"), await running.online("bob")
    alice.call(BOB)
    incoming = (await bob.event(InviteReceived)).session
    bob.do(incoming.accept, b"v=0\r\n")
    await alice.event(InviteAccepted)
    await running.restart()
    await alice.reconnect(running.url)
    second = alice.call(BOB)
    await bob.reconnect(running.url)
    again = (await bob.event(InviteReceived)).session
    bob.do(again.reject, 486)
    assert (await alice.event(InviteRejected)).session is second
    bob.do(incoming.bye)
    assert (await alice.event(SessionEnded)).session is not None


async def test_stop_closes_flows_with_going_away(running: Running) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(running.url, protocols=("sip",))
        stopping = asyncio.create_task(running.service.stop())
        message = await socket.receive()
        assert message.type is aiohttp.WSMsgType.CLOSE and message.data == 1001
        await stopping


async def test_garbage_ends_its_own_flow_only(running: Running) -> None:
    alice, bob = await running.online("alice"), await running.online("bob")
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(running.url, protocols=("sip",))
        await socket.send_str("\r\n\r\n")
        assert (await socket.receive()).data == "\r\n"
        await socket.send_str(
            "OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/WSS a.invalid;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n"
            "To: <sip:x>\r\nCall-ID: 1\r\nCSeq: x OPTIONS\r\n\r\n"
        )
        assert (await socket.receive()).data.startswith("SIP/2.0 400")
        for junk in (b"\x00" * 40, b"GET / HTTP/1.1\r\n\r\n", os.urandom(99)) * 4:
            await socket.send_bytes(junk)
        message = await socket.receive()
        assert message.type is aiohttp.WSMsgType.CLOSE and message.data == 1008
    alice.call(BOB)
    await bob.event(InviteReceived)


async def test_oversize_frame_closes_the_flow(running: Running) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(running.url, protocols=("sip",))
        await socket.send_str("x" * 70_000)
        message = await socket.receive()
        assert message.type is aiohttp.WSMsgType.CLOSE and message.data == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


async def test_hostile_origin_and_missing_subprotocol_are_refused(running: Running) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(running.url, protocols=("sip",), origin="https://evil.example")
        assert caught.value.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(running.url)
        assert caught.value.status == 400
        async with session.get(
            running.url.replace("ws:", "http:"), headers={"Sec-WebSocket-Protocol": "sip"}
        ) as r:
            assert r.status == 426
        async with session.get(f"{running.http}/health", headers={"Origin": "null"}) as response:
            assert response.status == 403


async def test_flow_that_never_registers_is_closed(tmp_path: Path) -> None:
    limits = Limits(unregistered_flow=0.05)
    running = await Running(ServiceConfig(tmp_path, echo=EchoConfig(enabled=False), limits=limits)).start()
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(running.url, protocols=("sip",))
        assert (await socket.receive()).data == 1008
    await running.stop()


async def test_too_many_connections_are_refused(tmp_path: Path) -> None:
    limits = Limits(flows_per_address=1)
    running = await Running(ServiceConfig(tmp_path, echo=EchoConfig(enabled=False), limits=limits)).start()
    async with aiohttp.ClientSession() as session:
        await session.ws_connect(running.url, protocols=("sip",))
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(running.url, protocols=("sip",))
        assert caught.value.status == 503
    await running.stop()


async def test_well_known_health_and_ice_servers(tmp_path: Path) -> None:
    servers = (IceServer(("stun:stun.example",)), IceServer(("turn:turn.example:3478",)))
    config = ServiceConfig(
        tmp_path, echo=EchoConfig(enabled=False), ice_servers=servers, turn_secret="s3cret", ice_ttl=600
    )
    running = await Running(config).start()
    alice = running.phone("alice")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{running.http}/.well-known/ahoy.json") as response:
            body = await response.json()
        assert body["wss"] == [running.url] and body["domain"] == "ahoy.invalid"
        async with session.get(body["ice"]) as response:
            assert response.status == 401 and (await response.json())["error"] == "no-token"
        expired = {"Authorization": f"Bearer {alice.token(now=1_768_521_570.0)}"}
        async with session.get(body["ice"], headers=expired) as response:
            assert response.status == 401 and (await response.json())["error"] == "expired"
        async with session.get(body["ice"], headers={"Authorization": f"Bearer {alice.token()}"}) as response:
            ice = await response.json()
        assert ice["ttl"] == 600 and ice["iceServers"][0] == {"urls": ["stun:stun.example"]}
        assert ice["iceServers"][1]["username"].endswith(":alice") and ice["iceServers"][1]["credential"]
        async with session.get(f"{running.http}/health") as response:
            assert (await response.json())["status"] == "ok"
        async with session.get(
            f"{running.http}/nearby", headers={"Authorization": f"Bearer {alice.token()}"}
        ) as r:
            assert r.status == 404
    await running.stop()


async def test_port_in_use_is_a_clear_error(running: Running, tmp_path: Path) -> None:
    assert running.endpoint is not None
    config = ServiceConfig(tmp_path / "other", listen_port=running.endpoint.port)
    with pytest.raises(ServiceError, match="already in use") as caught:
        await CallService(config).start()
    assert caught.value.problem is ServiceProblem.PORT_IN_USE


async def test_second_service_on_the_same_folder_is_refused(running: Running) -> None:
    with pytest.raises(ServiceError, match="already uses the folder") as caught:
        await CallService(running.config).start()
    assert caught.value.problem is ServiceProblem.DATA_IN_USE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("application.json", b"{"),
        ("application.json", b'{"key": 5}'),
        ("application.json", b"\xff\xfe"),
        ("application.json", json.dumps({"key": "x", "secret": "y"}).encode()),
        ("device.pem", b"-----BEGIN NONSENSE-----"),
        ("routing.key", b"short"),
        ("service.sqlite3", b"this is not a database, but long enough to look like one" * 20),
    ],
)
async def test_broken_files_are_named_and_left_alone(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ServiceError) as caught:
        await CallService(ServiceConfig(tmp_path)).start()
    assert caught.value.problem is ServiceProblem.DATA_BROKEN
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


async def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ServiceError, match="cannot be written") as caught:
        await CallService(ServiceConfig(tmp_path / "file" / "data")).start()
    assert caught.value.problem is ServiceProblem.DATA_UNWRITABLE


async def test_address_of_another_machine(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="Cannot listen") as caught:
        await CallService(ServiceConfig(tmp_path, listen_host="203.0.113.9")).start()
    assert caught.value.problem is ServiceProblem.ADDRESS_UNUSABLE
