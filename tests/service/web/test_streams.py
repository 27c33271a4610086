"""Events for one reader: a reader who hangs up, at whatever moment, is no error of the service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from core.service.web.streams import stream


class Counter:
    """A feed that changes when told to."""

    def __init__(self) -> None:
        self.changes = 0
        self.is_stopped = False
        self._changed = asyncio.Event()

    def body(self) -> dict[str, Any]:
        return {"changes": self.changes}

    async def wait_for_change(self, seen: int) -> None:
        while self.changes == seen and not self.is_stopped:
            self._changed.clear()
            await self._changed.wait()

    def change(self) -> None:
        self.changes += 1
        self._changed.set()

    def stop(self) -> None:
        self.is_stopped = True
        self._changed.set()


class Events:
    """A service of one stream, which says when a reader is through with it."""

    def __init__(self) -> None:
        self.feed = Counter()
        self.hangs_up_first = False
        self.ended: asyncio.Queue[str] = asyncio.Queue()
        app = web.Application()
        app.router.add_get("/events", self._events)
        self._runner = web.AppRunner(app)  # not aiohttp's for tests, which cancels the handler

    @asynccontextmanager
    async def client(self) -> AsyncIterator[aiohttp.ClientSession]:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        try:
            async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
                yield session
        finally:
            await self._runner.cleanup()

    async def _events(self, request: web.Request) -> web.StreamResponse:
        if self.hangs_up_first and request.transport is not None:
            request.transport.abort()
        try:
            response = await stream(request, self.feed)
        except Exception as error:  # what aiohttp would log as an error of ours
            self.ended.put_nowait(repr(error))
            raise
        self.ended.put_nowait("in order")
        return response


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.service.web.streams._PAUSE", 0)
    monkeypatch.setattr("core.service.web.streams._LOOK", 0.01)


async def test_a_reader_sees_every_state_until_the_feed_stops() -> None:
    events = Events()
    async with events.client() as client:
        answer = await client.get("/events")
        assert await answer.content.readuntil(b"\n\n") == b'data: {"changes": 0}\n\n'
        events.feed.change()
        assert await answer.content.readuntil(b"\n\n") == b'data: {"changes": 1}\n\n'
        events.feed.stop()
        assert await answer.content.read() == b""
        assert await events.ended.get() == "in order"


async def test_a_reader_who_has_gone_before_the_first_word_is_no_error() -> None:
    events = Events()
    events.hangs_up_first = True
    async with events.client() as client:
        with pytest.raises(aiohttp.ClientConnectionError):
            await client.get("/events")
        assert await events.ended.get() == "in order"


async def test_a_reader_who_goes_while_nothing_changes_is_noticed() -> None:
    events = Events()
    async with events.client() as client:
        answer = await client.get("/events")
        await answer.content.readuntil(b"\n\n")
        answer.close()
        assert await events.ended.get() == "in order"
