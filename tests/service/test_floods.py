"""A running service with a neighbour who floods it: a call is set up in time, and nothing grows."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from core.service.config import EchoConfig, Limits, ServiceConfig
from core.service.service import CallService, ServiceEndpoint
from core.sip.agent.events import InviteAccepted, InviteReceived, SessionEnded
from tests.service.phones import Phone

BOB = "sip:bob@ahoy.invalid"
IN_TIME = 3.0
"""Seconds for a call under a flood: a person's patience, not a budget; two busy cores are shared here."""


@pytest.fixture
async def service(tmp_path: Path, no_task_left: None) -> AsyncIterator[CallService]:
    config = ServiceConfig(tmp_path / "data", echo=EchoConfig(enabled=False))
    made = CallService(config)
    made.endpoint = await made.start()  # type: ignore[attr-defined]
    yield made
    await made.stop()


def endpoint_of(service: CallService) -> ServiceEndpoint:
    found = service.endpoint  # type: ignore[attr-defined]
    assert isinstance(found, ServiceEndpoint)
    return found


REGISTER = (
    "REGISTER sip:ahoy.invalid SIP/2.0\r\nVia: SIP/2.0/WSS a.invalid;branch=z9hG4bK{n}\r\n"
    "From: <sip:eve@ahoy.invalid>;tag=1\r\nTo: <sip:eve@ahoy.invalid>\r\nCall-ID: c{n}\r\n"
    "CSeq: 1 REGISTER\r\nAuthorization: Bearer a.b.c\r\nContact: <sip:e@e.invalid>\r\n"
    "Content-Length: 0\r\n\r\n"
)


async def flood(url: str, kind: str, sent: list[int]) -> None:
    """Send as fast as the network takes it until cancelled; never read."""
    async with aiohttp.ClientSession() as session, session.ws_connect(url, protocols=("sip",)) as socket:
        while True:
            try:
                if kind == "ping":
                    await socket.ping(b"x" * 100)
                else:
                    await socket.send_str(REGISTER.format(n=sent[0]) if kind == "register" else "\r\n\r\n")
            except (ConnectionError, aiohttp.ClientError):
                return
            sent[0] += 1
            await asyncio.sleep(0)


@pytest.mark.parametrize("kind", ["register", "ping", "keep-alive"])
async def test_a_call_is_set_up_in_time_beside_a_flood(
    service: CallService, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    endpoint, sent = endpoint_of(service), [0]
    alice = await Phone("alice", endpoint.url, endpoint.application).online()
    bob = await Phone("bob", endpoint.url, endpoint.application).online()
    slowed = asyncio.Event()
    service.parts.exchange.admission.on_refused = lambda what: slowed.set()
    floods = [asyncio.create_task(flood(endpoint.url, kind, sent)) for _ in range(3)]
    await slowed.wait()
    began = time.monotonic()
    session = alice.call(BOB)
    theirs = (await bob.event(InviteReceived)).session
    bob.do(theirs.ring)
    bob.do(theirs.accept, b"v=0\r\n")
    await alice.event(InviteAccepted)
    assert time.monotonic() - began < IN_TIME
    alice.do(session.bye)
    await bob.event(SessionEnded)
    for task in floods:
        task.cancel()
    await asyncio.gather(*floods, return_exceptions=True)
    lines = [r.getMessage() for r in caplog.records if r.name.startswith("core.service.admission")]
    assert 1 <= len(lines) <= 4, lines
    for phone in (alice, bob):
        await phone.close()


async def test_a_flow_that_is_only_quiet_stays_open(tmp_path: Path) -> None:
    limits = Limits(ping_interval=0.1, unregistered_flow=30)
    service = CallService(ServiceConfig(tmp_path, echo=EchoConfig(enabled=False), limits=limits))
    endpoint = await service.start()
    async with aiohttp.ClientSession() as session, session.ws_connect(endpoint.url, protocols=("sip",)) as ws:
        await ws.ping(b"here")
        reader = asyncio.create_task(ws.receive())
        done, _ = await asyncio.wait([reader], timeout=0.8)
        assert not done and not ws.closed  # eight pings were answered
        reader.cancel()
        await asyncio.gather(reader, return_exceptions=True)
    async with aiohttp.ClientSession() as session:
        deaf = await session.ws_connect(endpoint.url, protocols=("sip",), autoping=False)
        async with asyncio.timeout(5):
            while (message := await deaf.receive()).type is aiohttp.WSMsgType.PING:
                pass  # never answered
        assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    await service.stop()


async def test_too_many_new_connections_are_told_when_to_come_again(tmp_path: Path) -> None:
    limits = Limits(connections_per_minute_per_address=4)
    service = CallService(ServiceConfig(tmp_path, echo=EchoConfig(enabled=False), limits=limits))
    endpoint = await service.start()
    async with aiohttp.ClientSession() as session:
        first = await session.ws_connect(endpoint.url, protocols=("sip",))
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(endpoint.url, protocols=("sip",))
        assert caught.value.status == 429 and caught.value.headers is not None
        assert int(caught.value.headers["Retry-After"]) > 0
        await first.close()
    await service.stop()


async def test_guessing_over_http_is_slowed_down(tmp_path: Path) -> None:
    limits = Limits(wrong_tokens_per_minute_per_address=8)
    service = CallService(ServiceConfig(tmp_path, echo=EchoConfig(enabled=False), limits=limits))
    endpoint = await service.start()
    url = endpoint.url.replace("ws:", "http:").replace("/sip", "/ice-servers")
    statuses = []
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer a.b.c"}) as session:
        for _ in range(4):
            async with session.get(url) as response:
                statuses.append(response.status)
    assert statuses == [401, 401, 429, 429]
    await service.stop()
