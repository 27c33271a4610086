"""Clients, real SIP, real WebSockets and the real call service on loopback; media is faked."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from core.calling import CallEndCause, CallState, ConnectionState, Sinch, SinchClient, sign_locally
from core.identity import sign_token
from core.service.config import EchoConfig, ServiceConfig
from core.service.service import CallService, ServiceEndpoint
from tests.calling.fakes import Heard, World
from tests.service.web.certificates import server_context, write_certificate


class Bureau:
    """A call service that can be stopped and started again on the same port and folder."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.service: CallService | None = None
        self.port = 0

    async def open(self) -> ServiceEndpoint:
        config = ServiceConfig(self.folder, listen_port=self.port, echo=EchoConfig(enabled=False))
        self.service = CallService(config)
        self.endpoint = await self.service.start()
        self.port = self.endpoint.port
        return self.endpoint

    async def shut(self) -> None:
        service, self.service = self.service, None
        if service is not None:
            await service.stop(0.5)

    def client(self, user_id: str, *, url: str = "", key: str = "") -> tuple[SinchClient, Heard]:
        application = self.endpoint.application
        runtime = self.world.runtime(link_factory=None, fetches_ice_servers=True, retry_base=0.02)
        builder = Sinch.getSinchClientBuilder().applicationKey(key or application.key).userId(user_id)
        client = builder.environmentHost(url or f"http://127.0.0.1:{self.port}").runtime(runtime).build()
        heard = Heard()
        sign = sign_locally(application.key, application.secret)
        heard.tokens = [sign(user_id) for _ in range(20)]
        client.addListener(heard)
        client.callClient.addListener(heard)
        self.world.clients.append(client)
        return client, heard

    async def started(self, user_id: str) -> tuple[SinchClient, Heard]:
        client, heard = self.client(user_id)
        await client.start()
        await heard.hears("started")
        return client, heard


@pytest.fixture
async def bureau(world: World, tmp_path: Path) -> AsyncIterator[Bureau]:
    bureau = Bureau(world, tmp_path / "service")
    await bureau.open()
    yield bureau
    await world.close()
    await bureau.shut()


async def test_a_call(bureau: Bureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    _, hears_bob = await bureau.started("bob")
    alice.displayName = "Alice"
    call = await alice.callClient.callUserVideo("bob", {"topic": "tea"})
    call.addListener(hears_alice)
    await hears_alice.hears("ringing")
    incoming = hears_bob.calls[0]
    assert (incoming.remoteUserId, incoming.remoteUserDisplayName) == ("alice", "Alice")
    assert incoming.headers == {"topic": "tea"} and not incoming.isUnverified
    assert incoming.callId == call.callId
    await incoming.answer()
    await hears_alice.hears("established")
    await hears_bob.hears("established")
    call.mute()
    await hears_bob.hears("remote muted")
    incoming.hangup()
    await hears_alice.hears("ended")
    assert call.details.endCause is incoming.details.endCause is CallEndCause.HUNG_UP


async def test_decline_cancel_and_unknown(bureau: Bureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    _, hears_bob = await bureau.started("bob")
    declined = await alice.callClient.callUser("bob")
    declined.addListener(hears_alice)
    await hears_bob.hears("incoming")
    hears_bob.calls[0].hangup()
    await hears_alice.hears("ended", 1)
    cancelled = await alice.callClient.callUser("bob")
    cancelled.addListener(hears_alice)
    await hears_bob.hears("incoming", 2)
    await hears_alice.hears("ringing", 2)
    cancelled.hangup()
    await hears_bob.hears("ended", 2)
    unknown = await alice.callClient.callUser("nobody")
    unknown.addListener(hears_alice)
    await hears_alice.hears("ended", 3)
    assert declined.details.endCause is CallEndCause.DENIED
    assert hears_bob.calls[1].details.endCause is CallEndCause.CANCELED
    assert unknown.details.error is not None and unknown.details.error.code == 404


async def test_the_first_device_to_answer_wins(bureau: Bureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    _, desk = await bureau.started("bob")
    _, laptop = await bureau.started("bob")
    call = await alice.callClient.callUser("bob")
    call.addListener(hears_alice)
    await desk.hears("incoming")
    await laptop.hears("incoming")
    await laptop.calls[0].answer()
    await desk.hears("ended")
    assert desk.calls[0].details.endCause is CallEndCause.OTHER_DEVICE_ANSWERED
    await hears_alice.hears("established")
    second = await bureau.world.clients[1].callClient.callUser("alice")
    second.hangup()
    call.hangup()
    await laptop.hears("ended")


async def test_a_decline_on_one_device_stops_the_others(bureau: Bureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    _, desk = await bureau.started("bob")
    _, laptop = await bureau.started("bob")
    call = await alice.callClient.callUser("bob")
    call.addListener(hears_alice)
    await desk.hears("incoming")
    await laptop.hears("incoming")
    desk.calls[0].hangup()
    await laptop.hears("ended")
    await hears_alice.hears("ended")
    assert laptop.calls[0].details.endCause is CallEndCause.DENIED
    assert call.details.endCause is CallEndCause.DENIED


async def test_a_call_survives_a_restarted_service(bureau: Bureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    _, hears_bob = await bureau.started("bob")
    call = await alice.callClient.callUser("bob")
    call.addListener(hears_alice)
    await hears_bob.hears("incoming")
    await hears_bob.calls[0].answer()
    await hears_alice.hears("established")
    await hears_bob.hears("established")
    await bureau.shut()
    await hears_alice.hears("reconnecting")
    await hears_bob.hears("reconnecting")
    assert call.state is CallState.ESTABLISHED and call.isReconnecting
    await bureau.open()
    await hears_alice.hears("online", 2)
    await hears_bob.hears("online", 2)
    call.hangup()
    await hears_bob.hears("ended")
    assert hears_bob.calls[0].details.endCause is CallEndCause.HUNG_UP


async def test_tokens_that_are_refused(bureau: Bureau) -> None:
    application = bureau.endpoint.application
    now, nonce = time.time(), uuid.uuid4().hex
    wrong = "AAECAwQFBgcICQoLDA0ODw=="
    stranger = "22222222-2222-4333-8444-555555555555"
    for token, words in (
        ("not.a.token", "no registration token"),
        (sign_token(application.key, wrong, "alice", now=now, nonce=nonce), "secret is wrong"),
        (sign_token(stranger, application.secret, "alice", now=now, nonce=nonce), "not known here"),
        (sign_token(application.key, application.secret, "alice", now=now - 1000, nonce=nonce), "expired"),
        (sign_token(application.key, application.secret, "bob", now=now, nonce=nonce), ""),
    ):
        client, heard = bureau.client("alice")
        heard.tokens = [token]
        await client.start()
        await heard.hears("failed")
        assert heard.errors[0].isFatal
        assert words in heard.errors[0].message
        assert heard.asked == 1
        assert not client.isStarted()


async def test_a_host_that_is_no_call_service(bureau: Bureau) -> None:
    runner = web.AppRunner(web.Application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    client, heard = bureau.client("alice", url=f"http://127.0.0.1:{port}")
    await client.start()
    await heard.hears("failed")
    assert heard.errors[0].isFatal and "no call service" in heard.errors[0].message
    await runner.cleanup()


async def test_nobody_at_the_port(bureau: Bureau) -> None:
    client, heard = bureau.client("alice", url="http://127.0.0.1:1")
    await client.start()
    await heard.hears("failed")
    assert not heard.errors[0].isFatal and "cannot be reached" in heard.errors[0].message
    assert client.connection.state is ConnectionState.CONNECTING


async def test_a_certificate_nobody_vouches_for(bureau: Bureau, tmp_path: Path) -> None:
    runner = web.AppRunner(web.Application())
    await runner.setup()
    context = server_context(*write_certificate(tmp_path, "self-signed"))
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    client, heard = bureau.client("alice", url=f"https://127.0.0.1:{runner.addresses[0][1]}")
    await client.start()
    await heard.hears("failed")
    assert heard.errors[0].isFatal and "certificate" in heard.errors[0].message
    await runner.cleanup()


async def test_garbage_from_the_service_harms_no_call(bureau: Bureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    _, hears_bob = await bureau.started("bob")
    call = await alice.callClient.callUser("bob")
    call.addListener(hears_alice)
    await hears_bob.hears("incoming")
    await hears_bob.calls[0].answer()
    await hears_alice.hears("established")
    driver = alice.link._driver  # type: ignore[attr-defined]
    for garbage in (b"", b"\x00" * 50, b"SIP/2.0 200", b"BYE sip:x SIP/2.0\r\n\r\n", b"\xff" * 3000):
        driver._receive(garbage)
    await asyncio.sleep(0.01)
    assert call.state is CallState.ESTABLISHED
