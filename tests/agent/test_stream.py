"""The stream of pushes, against the call service and against one that misbehaves."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from core.agent import stream as stream_module
from core.agent.stream import PushStream
from core.agent.web import Place, WebError, ask_once
from core.push.encryption import encrypt
from core.push.keys import ReceiverKeys, new_private_key
from core.push.notification import CallNotification
from core.push.subscription import HeldSubscription
from core.push.texts import from_text, to_text
from tests.service.gateway.conftest import until
from tests.service.web.certificates import server_context, write_certificate

KEYS = ReceiverKeys(new_private_key(), os.urandom(16))


def sealed(call_id: str = "c-1", keys: ReceiverKeys = KEYS) -> str:
    told = CallNotification(call_id, "alice", expires_at=time.time() + 30)
    return to_text(
        encrypt(
            told.to_payload(),
            from_text(keys.p256dh),
            keys.auth,
            salt=os.urandom(16),
            ephemeral=new_private_key(),
        )
    )


def event(call_id: str = "c-1", message_id: str = "m1", **changes: Any) -> bytes:
    value = {"data": sealed(call_id), "urgency": "high", "topic": ""} | changes
    return f"id: {message_id}\ndata: {json.dumps(value)}\n\n".encode()


HELLO = b'event: hello\ndata: {"keepAlive": 290}\n\n'


class Pusher:
    """A push service that says what it is told to."""

    def __init__(self) -> None:
        self.status = 200
        self.connections = 0
        self.acknowledged: list[str] = []
        self.lines: list[bytes] = [HELLO]
        self.lets_go = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []
        self.taken: list[CallNotification] = []
        self.held: HeldSubscription | None = None
        self.looks = 0

    async def start(self, ssl: Any = None) -> Pusher:
        app = web.Application()
        app.router.add_get("/push/s/1", self._stream)
        app.router.add_delete("/push/d/{id}", self._acknowledge)
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0, ssl_context=ssl).start()
        self.port = self.runner.addresses[0][1]
        self.url = f"{'https' if ssl else 'http'}://127.0.0.1:{self.port}"
        self.held = HeldSubscription(f"{self.url}/push/subscribe", f"{self.url}/push/s/1", self.url, KEYS)
        return self

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        self.connections += 1
        response = web.StreamResponse(status=self.status)
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            for line in self.lines:
                await response.write(line)
            if self.status == 200:
                await self.lets_go.wait()
        return response

    async def _acknowledge(self, request: web.Request) -> web.Response:
        self.acknowledged.append(request.match_info["id"])
        return web.Response(status=204)

    async def subscription(self) -> HeldSubscription | None:
        self.looks += 1
        return self.held

    async def take(self, told: CallNotification) -> None:
        self.taken.append(told)

    def follow(self, **terms: Any) -> PushStream:
        made = PushStream(self.subscription, self.take, wall=time.time, spread=random.Random(1), **terms)
        self.tasks.append(asyncio.create_task(made.run()))
        return made

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.lets_go.set()
        await self.runner.cleanup()


@pytest.fixture
async def pusher(no_task_left: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pusher]:
    monkeypatch.setattr(stream_module, "FIRST_RETRY", 0.01)
    made = await Pusher().start()
    yield made
    await made.stop()


async def test_what_comes_is_taken_and_acknowledged(pusher: Pusher) -> None:
    pusher.lines = [HELLO, event("c-1", "m1"), b": alive\n\n", event("c-2", "m2")]
    stream = pusher.follow()
    await until(lambda: pusher.acknowledged == ["m1", "m2"])
    assert [told.call_id for told in pusher.taken] == ["c-1", "c-2"]
    assert stream.service_url == f"{pusher.url}/push/subscribe"


@pytest.mark.parametrize(
    "line",
    [
        event(data="AAAA"),
        event(data=5),
        event(data=sealed(keys=ReceiverKeys(new_private_key(), os.urandom(16)))),
        b"id: m1\ndata: {}\n\n",
        b"id: m1\ndata: [1]\n\n",
        b"id: m1\ndata: " + b"[" * 3000 + b"\n\n",
        b"id: m1\ndata: null\n\n",
    ],
)
async def test_nonsense_is_dropped_and_does_not_come_again(pusher: Pusher, line: bytes) -> None:
    pusher.lines = [HELLO, line, event("c-2", "m2")]
    pusher.follow()
    await until(lambda: pusher.acknowledged == ["m1", "m2"])
    assert [told.call_id for told in pusher.taken] == ["c-2"]


async def test_an_id_that_is_an_address_of_something_else(pusher: Pusher) -> None:
    pusher.lines = [HELLO, event("c-1", "../../accounts/x"), event("c-2", "m2")]
    pusher.follow()
    await until(lambda: pusher.acknowledged == ["m2"])
    assert len(pusher.taken) == 2


async def test_a_stream_that_ends_is_opened_again(pusher: Pusher) -> None:
    pusher.lets_go.set()
    pusher.follow()
    await until(lambda: pusher.connections >= 3)


async def test_a_service_that_is_away_comes_back(pusher: Pusher) -> None:
    pusher.status = 503
    pusher.follow()
    await until(lambda: pusher.connections >= 2)
    pusher.status, pusher.lines = 200, [HELLO, event()]
    await until(lambda: pusher.acknowledged == ["m1"])


async def test_a_line_without_end_costs_the_connection_only(pusher: Pusher) -> None:
    pusher.lines = [HELLO, b"data: " + b"x" * 50_000]
    pusher.follow()
    await until(lambda: pusher.connections >= 2)
    assert pusher.taken == []


async def test_silence_is_noticed(pusher: Pusher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "SLACK", 0.05)
    pusher.lines = [b'event: hello\ndata: {"keepAlive": 0.05}\n\n']
    pusher.follow()
    await until(lambda: pusher.connections >= 2)


@pytest.mark.parametrize("said", ['{"keepAlive": 0}', '{"keepAlive": true}', '{"keepAlive": 1e9}', "[", "{}"])
async def test_signs_of_life_that_cannot_be(pusher: Pusher, said: str) -> None:
    pusher.lines = [f"event: hello\ndata: {said}\n\n".encode(), event()]
    pusher.follow()
    await until(lambda: pusher.acknowledged == ["m1"])
    assert pusher.connections == 1


@pytest.mark.parametrize("status", [404, 410, 401, 403])
async def test_a_subscription_that_is_gone_waits_for_another(pusher: Pusher, status: int) -> None:
    pusher.status = status
    stream = pusher.follow()
    await until(lambda: pusher.connections == 1)
    await asyncio.sleep(0.05)
    assert pusher.connections == 1, "asking again is no use before there is another one"
    pusher.status, pusher.lines = 200, [HELLO, event()]
    stream.nudge()
    await until(lambda: pusher.acknowledged == ["m1"])


async def test_none_yet(pusher: Pusher) -> None:
    held, pusher.held = pusher.held, None
    stream = pusher.follow()
    await until(lambda: pusher.looks == 1)
    pusher.held = held
    stream.nudge()
    await until(lambda: pusher.connections == 1)


async def test_a_nudge_opens_the_stream_anew(pusher: Pusher) -> None:
    opened: list[bool] = []
    stream = pusher.follow()
    stream.on_open = opened.append
    await until(lambda: opened == [True])
    stream.nudge()
    await until(lambda: opened == [True, False, True] and pusher.connections == 2)


async def test_who_waits_is_hurried_and_who_reads_is_left_alone(
    pusher: Pusher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_module, "FIRST_RETRY", 100.0)
    opened: list[bool] = []
    pusher.status = 503
    stream = pusher.follow()
    stream.on_open = opened.append
    await until(lambda: opened == [False])
    pusher.status, pusher.lines = 200, [HELLO]
    stream.hurry()
    await until(lambda: opened == [False, True])
    stream.hurry()
    await asyncio.sleep(0.05)
    assert opened == [False, True] and pusher.connections == 2


class SlowTaker:
    """Takes a push when it is let: before, it is half taken."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.taken: list[str] = []
        self.may_end = asyncio.Event()

    async def take(self, told: CallNotification) -> None:
        self.begun.append(told.call_id)
        await self.may_end.wait()
        self.taken.append(told.call_id)


async def test_a_nudge_takes_no_call_away(pusher: Pusher, monkeypatch: pytest.MonkeyPatch) -> None:
    taker = SlowTaker()
    monkeypatch.setattr(pusher, "take", taker.take)
    pusher.lines = [HELLO, event("c-1", "m1")]
    stream = pusher.follow()
    await until(lambda: taker.begun == ["c-1"])
    pusher.lines = [HELLO, event("c-2", "m2")]
    stream.nudge()
    await until(lambda: pusher.connections == 2)
    await asyncio.sleep(0.05)
    assert taker.begun == ["c-1"] and pusher.acknowledged == [], "one after the other"
    taker.may_end.set()
    await until(lambda: pusher.acknowledged == ["m2"])
    assert taker.taken == ["c-1", "c-2"]


async def test_the_end_waits_for_no_push(pusher: Pusher, monkeypatch: pytest.MonkeyPatch) -> None:
    taker = SlowTaker()
    monkeypatch.setattr(pusher, "take", taker.take)
    pusher.lines = [HELLO, event()]
    pusher.follow().nudge()
    await until(lambda: taker.begun == ["c-1"])
    await pusher.stop()
    assert taker.taken == [] and asyncio.all_tasks() == {asyncio.current_task()}


async def test_over_tls(tmp_path: Path, no_task_left: None) -> None:
    certificate, key = write_certificate(tmp_path, "here")
    pusher = await Pusher().start(server_context(certificate, key))
    import ssl

    pusher.lines = [HELLO, event()]
    try:
        pusher.follow(context=ssl.create_default_context(cafile=str(certificate)))
        await until(lambda: pusher.acknowledged == ["m1"])
        with pytest.raises(WebError):
            await ask_once("GET", f"{pusher.url}/push/s/1")  # nobody we trust has signed that
    finally:
        await pusher.stop()


@pytest.mark.parametrize(
    "url",
    ["", "push.example.net", "http://push.example.net/", "ftp://127.0.0.1/", "https://[::1", "https://a:b/"],
)
async def test_addresses_that_are_not_asked(url: str) -> None:
    with pytest.raises(WebError):
        await ask_once("GET", url)


def test_where_an_address_leads() -> None:
    place = Place.of("https://push.example.net/s/1?x=1#y")
    assert (place.host, place.port, place.target) == ("push.example.net", 443, "/s/1?x=1")
    assert place.authority == "push.example.net" and Place.of("http://[::1]:8080").authority == "[::1]:8080"
    with pytest.raises(WebError):
        Place.of("https://push.example.net/a b")


Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.mark.parametrize("answer", [b"", b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"\x00" * 100_000])
async def test_what_answers_no_http(answer: bytes, no_task_left: None) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        with pytest.raises(WebError) as caught:
            await ask_once("GET", f"http://127.0.0.1:{port}/secret")
    assert "secret" not in str(caught.value)
    with pytest.raises(WebError):
        await ask_once("GET", f"http://127.0.0.1:{port}/")
