"""Asking backends: slow ones, dead ones, large and redirecting ones, and who waits for whom."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import logging
import ssl
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from core.service.callbacks.backend_client import BODY_LIMIT, BackendClient, BackendError, BackendProblem
from core.service.callbacks.backends import Backend
from core.service.callbacks.events import (
    CallFacts,
    DisconnectedCall,
    EndReason,
    IncomingCall,
    Origination,
    Party,
    PartyType,
    Result,
)
from core.service.config import Limits
from tests.service.bench import KEY, SECRET, WALL
from tests.service.callbacks.scripted_backend import ScriptedBackend
from tests.service.web.certificates import server_context, write_certificate

OTHER = "22222222-2222-4333-8444-555555555555"
FACTS = CallFacts("call-1", KEY, WALL)
BOB = Party(PartyType.USERNAME, "bob")
ICE = IncomingCall(FACTS, BOB, "private", Origination.MXP)
DICE = DisconnectedCall(FACTS, EndReason.CANCEL, Result.NO_ANSWER, BOB, "alice")
QUICK = replace(Limits(), callback_seconds=0.3)


@pytest.fixture
async def backend() -> AsyncIterator[ScriptedBackend]:
    made = await ScriptedBackend().start()
    yield made
    await made.stop()


@pytest.fixture
async def spare() -> AsyncIterator[ScriptedBackend]:
    made = await ScriptedBackend().start()
    yield made
    await made.stop()


@pytest.fixture
async def client(no_task_left: None) -> AsyncIterator[BackendClient]:
    made = BackendClient(Limits())
    yield made
    await made.close()


@pytest.fixture
async def quick(no_task_left: None) -> AsyncIterator[BackendClient]:
    made = BackendClient(QUICK)
    yield made
    await made.close()


async def problem(client: BackendClient, backend: Backend) -> BackendProblem:
    with pytest.raises(BackendError) as caught:
        await client.ask(backend, ICE)
    return caught.value.problem


async def test_a_question_is_signed_and_its_answer_comes_back(
    client: BackendClient, backend: ScriptedBackend
) -> None:
    done: list[tuple[str, str]] = []
    client.on_done = lambda event, outcome, seconds: done.append((event, outcome))
    assert await client.ask(backend.at(), ICE) == b'{"action": {"name": "connectMxp"}}'
    assert backend.events[0] == ICE.json() and done == [("ice", "ok")]
    headers = backend.headers[0]
    assert headers["Authorization"].startswith(f"application {KEY}:") and headers["x-timestamp"].endswith("Z")
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["Accept-Encoding"] == "identity"


async def test_the_same_words_at_the_same_time_are_no_replay(backend: ScriptedBackend) -> None:
    now = time.time()
    client = BackendClient(Limits(), wall=lambda: now)
    assert len(await asyncio.gather(*(client.ask(backend.at(), ICE) for _ in range(5)))) == 5
    assert len({headers["Authorization"] for headers in backend.headers}) == 5
    await client.close()


async def test_a_clock_that_was_set_back_is_believed(backend: ScriptedBackend) -> None:
    now = time.time() + 86_400
    client = BackendClient(Limits(), wall=lambda: now)
    with pytest.raises(BackendError):
        await client.ask(backend.at(), ICE)
    now = time.time()
    assert await client.ask(backend.at(), ICE)
    await client.close()


async def test_the_path_is_signed_as_it_is_sent(client: BackendClient, backend: ScriptedBackend) -> None:
    spelt = replace(backend.at(), primary=backend.url.replace("callbacks", "call%62acks"))
    assert await client.ask(spelt, ICE)


async def test_slow_backends_have_their_time_and_no_more(
    quick: BackendClient, backend: ScriptedBackend
) -> None:
    backend.held.clear()
    assert await problem(quick, backend.at()) is BackendProblem.TIMEOUT
    assert quick.open_requests(KEY) == 0


async def test_an_answer_that_drips_has_no_more_time(quick: BackendClient) -> None:
    cut_off = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        try:
            while True:
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.02)
        except OSError:
            writer.close()
            cut_off.set()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    at = Backend(KEY, SECRET, f"http://127.0.0.1:{port}/")
    assert await problem(quick, at) is BackendProblem.TIMEOUT
    server.close()
    async with asyncio.timeout(5):
        await cut_off.wait()


async def test_nobody_there(client: BackendClient) -> None:
    assert await problem(client, Backend(KEY, SECRET, "http://127.0.0.1:1/x")) is BackendProblem.UNREACHABLE


async def test_something_that_is_no_web_server(client: BackendClient) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"220 mail.example ESMTP\r\n")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    at = Backend(KEY, SECRET, f"http://127.0.0.1:{port}/")
    assert await problem(client, at) is BackendProblem.UNREACHABLE
    server.close()


async def test_a_kept_connection_that_is_closed_under_a_question(client: BackendClient) -> None:
    connections: list[int] = []

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(1)
        await reader.readuntil(b'"MXP"}')
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        with contextlib.suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b'"MXP"}')
        writer.close()

    server = await asyncio.start_server(answer_once, "127.0.0.1", 0)
    at = Backend(KEY, SECRET, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    for _ in range(3):
        assert await client.ask(at, ICE) == b"{}"
    assert len(connections) == 3
    server.close()


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503])
async def test_errors_of_the_backend(client: BackendClient, backend: ScriptedBackend, status: int) -> None:
    backend.answer = lambda event: web.Response(status=status, text="{}")
    assert await problem(client, backend.at()) is BackendProblem.STATUS


async def test_redirects_are_not_followed(
    client: BackendClient, backend: ScriptedBackend, spare: ScriptedBackend
) -> None:
    for status in (301, 302, 307, 308):
        backend.answer = lambda event, s=status: web.Response(status=s, headers={"Location": spare.url})  # type: ignore[misc]
        assert await problem(client, backend.at()) is BackendProblem.REDIRECT
    assert spare.events == []


async def test_answers_that_are_too_large(client: BackendClient, backend: ScriptedBackend) -> None:
    backend.answer = lambda event: b" " * BODY_LIMIT
    assert len(await client.ask(backend.at(), ICE)) == BODY_LIMIT
    backend.answer = lambda event: b" " * (BODY_LIMIT + 1)
    assert await problem(client, backend.at()) is BackendProblem.TOO_LARGE


async def test_a_packed_answer_is_not_unpacked(client: BackendClient, backend: ScriptedBackend) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    backend.answer = lambda event: web.Response(body=bomb, headers={"Content-Encoding": "gzip"})
    assert await client.ask(backend.at(), ICE) == bomb


async def test_cookies_of_the_backend_are_not_kept(client: BackendClient, backend: ScriptedBackend) -> None:
    backend.answer = lambda event: web.Response(body=b"{}", headers={"Set-Cookie": "a=b"})
    for _ in range(2):
        await client.ask(backend.at(), ICE)
    assert all("Cookie" not in headers for headers in backend.headers)


@pytest.mark.parametrize("how", ["down", "slow", "error"])
async def test_the_fallback_is_asked_when_the_primary_fails(
    quick: BackendClient, backend: ScriptedBackend, spare: ScriptedBackend, how: str
) -> None:
    at = backend.at(fallback=spare.url)
    if how == "down":
        at = replace(at, primary="http://127.0.0.1:1/callbacks")
    elif how == "slow":
        backend.held.clear()
    else:
        backend.answer = lambda event: web.Response(status=500)
    assert await quick.ask(at, ICE)
    assert len(spare.events) == 1
    spare.answer = lambda event: web.Response(status=502)
    assert await problem(quick, at) is BackendProblem.STATUS


async def test_the_fallback_is_left_alone_otherwise(
    client: BackendClient, backend: ScriptedBackend, spare: ScriptedBackend
) -> None:
    backend.answer = lambda event: b"nonsense, but an answer"
    assert await client.ask(backend.at(fallback=spare.url), ICE) == b"nonsense, but an answer"
    assert spare.events == []


async def test_one_slow_backend_holds_up_nobody_else(backend: ScriptedBackend) -> None:
    client = BackendClient(replace(Limits(), callbacks_at_once=4, callbacks_waiting=8))
    other = await ScriptedBackend(key=OTHER).start()
    backend.held.clear()
    waiting = [asyncio.create_task(client.ask(backend.at(), ICE)) for _ in range(12)]
    try:
        await backend.has(4)
        assert await problem(client, backend.at()) is BackendProblem.BUSY
        assert await asyncio.wait_for(client.ask(other.at(), ICE), 2)
        assert (client.open_requests(KEY), client.open_requests(OTHER)) == (12, 0)
        news = asyncio.create_task(client.ask(backend.at(), DICE))
        await backend.came("dice")
        backend.held.set()
        assert all(await asyncio.gather(*waiting, news))
        assert client.open_requests(KEY) == 0
    finally:
        await client.close()
        await other.stop()


async def test_waiting_for_the_requests_before_it_has_an_end(backend: ScriptedBackend) -> None:
    client = BackendClient(replace(QUICK, callbacks_at_once=1))
    backend.held.clear()
    first = asyncio.create_task(problem(client, backend.at(fallback=backend.url)))
    await backend.has(1)
    assert await problem(client, backend.at()) is BackendProblem.BUSY
    assert await first is BackendProblem.TIMEOUT and client.open_requests(KEY) == 0
    await client.close()


async def test_who_gives_up_leaves_no_request_behind(client: BackendClient, backend: ScriptedBackend) -> None:
    backend.held.clear()
    asking = asyncio.create_task(client.ask(backend.at(), ICE))
    await backend.came("ice")
    asking.cancel()
    await asyncio.wait({asking})
    assert client.open_requests(KEY) == 0


async def test_certificates_are_checked(client: BackendClient, tmp_path: Path) -> None:
    certificate, key = write_certificate(tmp_path, "backend")
    context = server_context(certificate, key)
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    at = Backend(KEY, SECRET, f"https://127.0.0.1:{port}/callbacks")
    assert await problem(client, at) is BackendProblem.CERTIFICATE
    server.close()


async def test_over_tls(tmp_path: Path) -> None:
    certificate, key = write_certificate(tmp_path, "backend")
    context = server_context(certificate, key)
    backend = await ScriptedBackend().start(context)
    client = BackendClient(Limits(), context=ssl.create_default_context(cafile=str(certificate)))
    assert backend.url.startswith("https:") and await client.ask(backend.at(), ICE)
    await client.close()
    await backend.stop()


async def test_failures_are_logged_once_a_minute_for_each_source(
    backend: ScriptedBackend, caplog: pytest.LogCaptureFixture
) -> None:
    now = 1000.0
    client = BackendClient(Limits(), clock=lambda: now)
    backend.answer = lambda event: web.Response(status=500)
    with caplog.at_level(logging.INFO, logger="core.service.callbacks"):
        for _ in range(3):
            await problem(client, backend.at())
        await problem(client, Backend(OTHER, SECRET, "http://127.0.0.1:1/"))
        now += 61
        await problem(client, backend.at())
    lines = [record.getMessage() for record in caplog.records]
    assert [line.split()[0] for line in lines] == ["callback.failed"] * 3
    assert "more_since_last=2" in lines[-1] and SECRET not in "".join(lines)
    await client.close()
