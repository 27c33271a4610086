"""A backend on loopback that does what a test wants, and keeps what it was sent."""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from core.service.callbacks.backends import Backend
from core.service.callbacks.signing import SignatureError, Verifier
from tests.service.bench import KEY, SECRET

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PATIENCE = 10.0


class ScriptedBackend:
    """``answer`` takes the event and returns what is sent back: JSON, bytes, or a response."""

    def __init__(self, *, key: str = KEY, secret: str = SECRET) -> None:
        self.key, self.secret = key, secret
        self.events: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Callable[[dict[str, Any]], Any] = lambda event: {"action": {"name": "connectMxp"}}
        self.held = asyncio.Event()
        self.held.set()
        self._came = asyncio.Event()
        self._verifier = Verifier(lambda key: [self.secret] if key == self.key else [])
        self._runner: web.AppRunner | None = None

    async def start(self, context: ssl.SSLContext | None = None) -> ScriptedBackend:
        app = web.Application()
        app.router.add_post("/callbacks", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=context).start()
        self.scheme = "http" if context is None else "https"
        self.port = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        self.held.set()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/callbacks"

    def at(self, *, fallback: str = "") -> Backend:
        return Backend(self.key, self.secret, self.url, fallback)

    async def came(self, *names: str) -> list[dict[str, Any]]:
        """Wait until these events have come, and return all of those names."""
        async with asyncio.timeout(PATIENCE):
            while not set(names) <= {event["event"] for event in self.events}:
                self._came.clear()
                await self._came.wait()
        return [event for event in self.events if event["event"] in names]

    async def has(self, count: int) -> None:
        """Wait until so many events have come."""
        async with asyncio.timeout(PATIENCE):
            while len(self.events) < count:
                self._came.clear()
                await self._came.wait()

    async def _take(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        try:
            self._verifier.verify(request.method, request.path, request.headers, body, time.time())
        except SignatureError as error:
            return web.json_response({"error": error.problem.value}, status=401)
        event = json.loads(body)
        self.events.append(event)
        self.headers.append(dict(request.headers))
        self._came.set()
        await self.held.wait()
        answer = self.answer(event)
        if isinstance(answer, web.StreamResponse):
            return answer
        if isinstance(answer, bytes):
            return web.Response(body=answer, content_type="application/json")
        return web.json_response(answer)
