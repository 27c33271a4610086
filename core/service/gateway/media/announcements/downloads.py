"""Prompts on the web: bounded in time, size and number, kept for a day, and never from a network of ours.

A backend names the addresses: ``core.service.outward`` checks them.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from core.service.gateway.media.announcements.naming import PromptError
from core.service.gateway.networks import Networks
from core.service.outward import CheckedResolver, Outward

LARGEST = 1_000_000
"""Bytes of one file."""
SECONDS = 10.0
"""For one download, from looking the name up to the last byte."""
HOUR, DAY = 3600.0, 24 * 3600.0
MOST_IN_AN_HOUR, MOST_BYTES_IN_AN_HOUR = 50, 50_000_000
KEPT_BYTES = 50_000_000
AT_ONCE = 4
_CHUNK = 16_384


@dataclass(frozen=True, slots=True)
class _Kept:
    data: bytes
    at: float


class PromptDownloads:
    """All downloads of one service. ``networks`` are those that may be asked though they are not public."""

    def __init__(
        self,
        networks: Networks,
        *,
        clock: Callable[[], float] = time.monotonic,
        resolver: AbstractResolver | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._outward = Outward(networks)
        self._clock = clock
        self._resolver = resolver
        self._context = context
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._spent: deque[list[float]] = deque()
        """When each download of the last hour began, and its bytes."""
        self._under_way: dict[str, asyncio.Task[bytes]] = {}
        self._room = asyncio.Semaphore(AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, address: str) -> bytes:
        """Return the file at a web address; raise ``PromptError``. Asked for twice at once, it comes once."""
        kept = self._kept.get(address)
        if kept is not None and self._clock() - kept.at < DAY:
            self._kept.move_to_end(address)
            return kept.data
        url = self._checked(address)
        task = self._under_way.get(address)
        if task is None:
            task = self._under_way[address] = asyncio.create_task(self._fetch(address, url))
            task.add_done_callback(lambda _: self._under_way.pop(address, None))
        try:
            return await asyncio.shield(task)
        except PromptError:
            if kept is None:
                raise
            return kept.data  # of yesterday, which is better than nothing

    async def close(self) -> None:
        """Give up what is under way. Idempotent."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _checked(self, address: str) -> URL:
        """Return an address that may be asked, as far as it can be told before its name is looked up."""
        try:
            url = URL(address)
            host, _ = url.host, url.port
        except ValueError:
            host = None
        if host is None or url.scheme not in ("http", "https") or not address.isprintable():
            raise PromptError(f"{shown(address)} is no web address", is_asked_wrongly=True)
        if url.user is not None or url.password is not None:
            raise PromptError("a prompt's address must not hold a name or password", is_asked_wrongly=True)
        if not self._outward.may_name(host):
            raise _refused(host)
        return url

    def allows(self, host: str) -> bool:
        """Whether a numeric address may be asked: a public one, or one of the networks given."""
        return self._outward.allows(host)

    async def _fetch(self, address: str, url: URL) -> bytes:
        async with self._room:
            spent = self._spend()
            try:
                async with asyncio.timeout(SECONDS):
                    data = await self._get(url, spent)
            except TimeoutError:
                raise PromptError(f"{url.host} does not send a prompt in time") from None
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise PromptError(f"a prompt cannot be had from {url.host}: {_words(error)}") from error
        self._keep(address, data)
        return data

    def _spend(self) -> list[float]:
        now = self._clock()
        while self._spent and now - self._spent[0][0] > HOUR:
            self._spent.popleft()
        is_much = sum(size for _, size in self._spent) > MOST_BYTES_IN_AN_HOUR - LARGEST
        if len(self._spent) >= MOST_IN_AN_HOUR or is_much:
            raise PromptError("too many prompts were downloaded in the last hour")
        self._spent.append([now, 0.0])
        return self._spent[-1]

    async def _get(self, url: URL, spent: list[float]) -> bytes:
        headers = {"Accept": "audio/*", "Accept-Encoding": "identity"}
        request = self._opened().get(url, headers=headers, allow_redirects=False, ssl=self._context or True)
        async with request as response:
            if response.status != 200:
                raise PromptError(f"{url.host} answers {response.status} where a prompt should be")
            data = bytearray()
            async for chunk in response.content.iter_chunked(_CHUNK):
                data += chunk
                spent[1] = len(data)
                if len(data) > LARGEST:
                    raise PromptError(f"a prompt must be {LARGEST} bytes at most", is_asked_wrongly=True)
            return bytes(data)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            resolver = CheckedResolver(self._outward, _refused, self._resolver)
            connector = aiohttp.TCPConnector(resolver=resolver, force_close=True)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
            )
        return self._session

    def _keep(self, address: str, data: bytes) -> None:
        self._kept[address] = _Kept(data, self._clock())
        self._kept.move_to_end(address)
        while sum(len(one.data) for one in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)


def _refused(host: str) -> PromptError:
    return PromptError(f"prompts are not taken from {host}", is_asked_wrongly=True)


def shown(address: str) -> str:
    """Return an address for people and the log: without its query, in which there may be secrets."""
    return address.partition("?")[0].rpartition("@")[2][:80]


def _words(error: Exception) -> str:
    """Say what went wrong without the address, in which there may be secrets."""
    if isinstance(error, aiohttp.ClientResponseError):
        return " ".join(f"{error.status} {error.message}".split())[:200]
    if isinstance(error, aiohttp.InvalidURL):
        return type(error).__name__
    return str(error)[:200] or type(error).__name__
