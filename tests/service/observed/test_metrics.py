"""Figures for Prometheus, read with its own parser, and who may read them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from core.service.admin.access import read_access
from core.service.config import EchoConfig, Limits, ServiceConfig
from core.service.observed.loop_lag import LoopLag
from core.service.observed.metrics import CONTENT_TYPE
from core.service.service import CallService
from core.sip.agent.events import InviteAccepted, InviteReceived, InviteRejected, SessionEnded
from tests.service.phones import Phone

BOB = "sip:bob@ahoy.invalid"
Figures = dict[tuple[str, str], float]


class Measured:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        limits = Limits(invites_per_minute_per_user=12)
        self.service = CallService(ServiceConfig(folder, echo=EchoConfig(enabled=False), limits=limits))

    async def start(self) -> Measured:
        self.endpoint = await self.service.start()
        self.url = self.endpoint.url.replace("ws:", "http:").replace("/sip", "/metrics")
        self.phones = [
            await Phone(name, self.endpoint.url, self.endpoint.application).online()
            for name in ("alice", "bob")
        ]
        return self

    async def figures(self) -> Figures:
        async with aiohttp.ClientSession() as session, session.get(self.url) as response:
            assert response.headers["Content-Type"] == CONTENT_TYPE
            text = await response.text()
        return {
            (sample.name, ",".join(f"{k}={v}" for k, v in sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }


@pytest.fixture
async def measured(tmp_path: Path, no_task_left: None) -> AsyncIterator[Measured]:
    made = await Measured(tmp_path / "data").start()
    yield made
    for phone in made.phones:
        await phone.close()
    await made.service.stop()


async def test_what_happens_is_counted(measured: Measured) -> None:
    alice, bob = measured.phones
    before = await measured.figures()
    assert before["ahoy_registrations", ""] == 2 and before["ahoy_flows", "kind=client"] == 2
    session = alice.call(BOB)
    theirs = (await bob.event(InviteReceived)).session
    assert (await measured.figures())["ahoy_calls", "state=ringing"] == 1
    bob.do(theirs.ring)
    bob.do(theirs.accept, b"v=0\r\n")
    await alice.event(InviteAccepted)
    during = await measured.figures()
    assert during["ahoy_calls", "state=established"] == 1 and during["ahoy_calls_established_total", ""] == 1
    assert during["ahoy_dial_to_ringing_seconds_count", ""] == 1
    assert 0 < during["ahoy_dial_to_ringing_seconds_sum", ""] < 5
    alice.do(session.bye)
    await bob.event(SessionEnded)
    alice.call(BOB)
    bob.do((await bob.event(InviteReceived)).session.reject, 486)
    await alice.event(InviteRejected)
    for _ in range(3):
        alice.call(BOB)
    assert (await alice.event(InviteRejected)).status == 503
    after = await measured.figures()
    assert after["ahoy_calls_failed_total", "status=486"] == 1
    assert after["ahoy_rate_refused_total", "what=INVITE"] >= 1
    assert after["ahoy_draining", ""] == 0


async def test_no_figure_names_a_person(measured: Measured) -> None:
    labels = " ".join(label for _, label in await measured.figures())
    for word in ("alice", "bob", measured.endpoint.application.key, "127.0.0.1"):
        assert word not in labels


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"])
async def test_behind_a_proxy_a_token_is_needed(measured: Measured, name: str) -> None:
    access = read_access(measured.folder)
    assert access is not None
    headers = {name: "203.0.113.5"}
    async with aiohttp.ClientSession() as session:
        async with session.get(measured.url, headers=headers) as response:
            assert response.status == 403 and (await response.json())["error"] == "not-local"
        headers["Authorization"] = f"Bearer {access.token}"
        async with session.get(measured.url, headers=headers) as response:
            assert response.status == 200


async def test_a_loop_that_is_held_up_is_seen() -> None:
    lags: asyncio.Queue[float] = asyncio.Queue()
    lag = LoopLag(lags.put_nowait)
    lag.start()
    loop = asyncio.get_running_loop()
    until = loop.time() + 0.7
    while loop.time() < until:
        pass  # nobody else gets a turn
    async with asyncio.timeout(5):
        assert await lags.get() >= 0.15
        assert await lags.get() < 0.5
    lag.stop()
    lag.stop()
