"""Asks backends over HTTP: signed, bounded in time and size, and no application in the way of another."""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from collections.abc import Callable
from enum import StrEnum

import aiohttp
from yarl import URL

from core.service.admission.complaints import Complaints
from core.service.callbacks.backends import Backend
from core.service.callbacks.events import CallbackEvent, written
from core.service.callbacks.signing import signed_headers
from core.service.config import Limits

log = logging.getLogger(__name__)

BODY_LIMIT = 65_536
"""Bytes of an answer."""
CONTENT_TYPE = "application/json; charset=utf-8"
_CHUNK = 8192
_DNS_SECONDS = 60
_KEPT_SECONDS = 4.0
"""How long an idle connection is kept: common servers close theirs after five."""
_TICK = 2e-6
_BURST = 1.0


class BackendProblem(StrEnum):
    """Why there is no answer."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    STATUS = "status"
    REDIRECT = "redirect"
    TOO_LARGE = "too-large"
    BUSY = "busy"
    """Too many questions to this application's backend are open already."""


class BackendError(Exception):
    """A backend has not answered."""

    def __init__(self, problem: BackendProblem, message: str) -> None:
        super().__init__(message)
        self.problem = problem


class Lane:
    """Requests of one kind to one application's backend: some at once, some wait for a while, no others."""

    def __init__(self, limits: Limits) -> None:
        at_once = max(limits.callbacks_at_once, 1)
        self._room = asyncio.Semaphore(at_once)
        self._most = at_once + limits.callbacks_waiting
        self._patience = limits.callback_seconds
        self.open = 0

    async def __aenter__(self) -> None:
        if self.open >= self._most:
            raise BackendError(BackendProblem.BUSY, "too many requests to the backend are open")
        self.open += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._room.acquire()
        except BaseException as error:
            self.open -= 1
            if isinstance(error, TimeoutError):
                raise BackendError(BackendProblem.BUSY, "requests before it take too long") from None
            raise

    async def __aexit__(self, *error: object) -> None:
        self._room.release()
        self.open -= 1


class BackendClient:
    """All requests of one service to backends. On one running loop.

    Calls wait for ICE, ACE and PIE; DiCE and Notify have room of their own and never stand in their way.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        wall: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._wall = wall
        self._clock = clock
        self._context = context
        self._signed_at = 0.0
        self._is_closed = False
        self._session: aiohttp.ClientSession | None = None
        self._lanes: dict[tuple[str, bool], Lane] = {}
        self._complaints = Complaints(log)
        self.on_done: Callable[[str, str, float], None] = lambda event, outcome, seconds: None
        """Called after each request with the event's name, ``ok`` or the problem, and how long it took."""

    async def ask(self, backend: Backend, event: CallbackEvent) -> bytes:
        """Return the body of the answer to ``event``; raise ``BackendError``.

        The primary address has its time, and the fallback, if there is one, the same time again.
        """
        began = self._clock()
        if self._is_closed:
            raise BackendError(BackendProblem.UNREACHABLE, "the service is stopping")
        try:
            async with self._lane(backend.application, event):
                body = await self._ask_each(backend, event)
        except BackendError as error:
            self.on_done(event.name, error.problem.value, self._clock() - began)
            self._complain(backend, event, error)
            raise
        self.on_done(event.name, "ok", self._clock() - began)
        return body

    def open_requests(self, application: str = "") -> int:
        """Return how many requests to an application's backend, or to all of them, are open or wait."""
        return sum(lane.open for (key, _), lane in self._lanes.items() if application in ("", key))

    async def close(self) -> None:
        """Close the connections, and ask nobody any more. Idempotent."""
        self._is_closed = True
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _lane(self, application: str, event: CallbackEvent) -> Lane:
        is_news = event.name in ("dice", "notify")
        lane = self._lanes.get((application, is_news))
        if lane is None:
            lane = self._lanes[application, is_news] = Lane(self._limits)
        return lane

    async def _ask_each(self, backend: Backend, event: CallbackEvent) -> bytes:
        body, failed = written(event), BackendError(BackendProblem.UNREACHABLE, "no address is known")
        for url in backend.urls:
            try:
                async with asyncio.timeout(self._limits.callback_seconds):
                    return await self._posted(URL(url), backend, body)
            except TimeoutError:
                failed = BackendError(BackendProblem.TIMEOUT, "it did not answer in time")
            except (aiohttp.ClientConnectorCertificateError, ssl.SSLError) as error:
                failed = BackendError(BackendProblem.CERTIFICATE, f"its certificate is not valid: {error}")
            except (aiohttp.ClientError, OSError, ValueError) as error:
                failed = BackendError(BackendProblem.UNREACHABLE, f"it cannot be reached: {error}")
            except BackendError as error:
                failed = error
        raise failed

    async def _posted(self, url: URL, backend: Backend, body: bytes) -> bytes:
        try:
            return await self._post(url, backend, body)
        except aiohttp.ServerDisconnectedError:
            # A connection that was kept, and closed by the backend in this very moment: on a new one, then.
            return await self._post(url, backend, body)

    async def _post(self, url: URL, backend: Backend, body: bytes) -> bytes:
        headers = signed_headers(
            "POST",
            url.raw_path,
            body,
            key=backend.application,
            secret=backend.secret,
            content_type=CONTENT_TYPE,
            now=self._signing_time(),
        )
        # Neither compressed answers, which may grow without bound, nor redirects, which nobody signed for.
        headers |= {"Accept": "application/json", "Accept-Encoding": "identity"}
        request = self._opened().post(
            url, data=body, headers=headers, allow_redirects=False, ssl=self._context or True
        )
        async with request as response:
            if 300 <= response.status < 400:
                raise BackendError(BackendProblem.REDIRECT, f"it redirects ({response.status})")
            if not 200 <= response.status < 300:
                raise BackendError(BackendProblem.STATUS, f"it answered {response.status}")
            return await _body(response)

    def _signing_time(self) -> float:
        """Return a time no request has: two of the same words must not look like one that is replayed."""
        now = self._wall()
        was_just_now = 0 <= self._signed_at - now < _BURST  # else the clock was set back
        self._signed_at = self._signed_at + _TICK if was_just_now else now
        return self._signed_at

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            # The lanes bound the connections: one bound over all would let one application hold up others.
            connector = aiohttp.TCPConnector(
                limit=0, ttl_dns_cache=_DNS_SECONDS, keepalive_timeout=_KEPT_SECONDS
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),
                auto_decompress=False,
                trust_env=False,
            )
        return self._session

    def _complain(self, backend: Backend, event: CallbackEvent, error: BackendError) -> None:
        self._complaints.say(
            "callback.failed",
            (backend.application, error.problem),
            self._clock(),
            application=backend.application,
            callback=event.name,
            problem=error.problem.value,
            detail=str(error),
        )


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > BODY_LIMIT:
            response.close()
            raise BackendError(BackendProblem.TOO_LARGE, f"it answered with more than {BODY_LIMIT} bytes")
    return bytes(body)
