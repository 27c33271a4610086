"""HTTP/1.1 over h11, as little of it as the agent needs: aiohttp alone would be a third of its memory."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import h11

from core.network.loopback import is_loopback

CONNECT_SECONDS = 15.0
ANSWER_SECONDS = 10.0
_CHUNK = 16_384


class WebError(Exception):
    """There is no answer; the message holds no address, in which there are secrets."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads."""

    host: str
    port: int
    target: str
    is_secure: bool

    @classmethod
    def of(cls, url: str) -> Place:
        """Read an address: https, or http on this machine. Raises ``WebError``."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise WebError("this is no web address") from None
        is_secure = parts.scheme == "https"
        if not host or not (is_secure or (parts.scheme == "http" and is_loopback(host))):
            raise WebError("only https is spoken, or http on this machine")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if not target.isascii() or not target.isprintable() or " " in target:
            raise WebError("this is no web address")
        return cls(host, port or (443 if is_secure else 80), target, is_secure)

    @property
    def authority(self) -> str:
        """What the Host header says."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == (443 if self.is_secure else 80) else f"{shown}:{self.port}"


class WebConnection:
    """One request and its answer on a connection of its own. ``async with`` closes it."""

    def __init__(self, place: Place, context: ssl.SSLContext | None = None) -> None:
        self._place = place
        self._context = context
        self._http = h11.Connection(h11.CLIENT)
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self.patience = ANSWER_SECONDS
        """Seconds within which each next piece of a body comes."""

    async def __aenter__(self) -> WebConnection:
        return self

    async def __aexit__(self, *error: object) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    async def ask(self, method: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> int:
        """Send the request and return the status of the answer. Raises ``WebError``."""
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                self._reader, self._writer = await asyncio.open_connection(
                    self._place.host, self._place.port, ssl=self._tls()
                )
                self._send(method, headers, body)
                await self._writer.drain()
            async with asyncio.timeout(ANSWER_SECONDS):
                while True:
                    event = await self._event()
                    if isinstance(event, h11.Response):
                        return event.status_code
        except (TimeoutError, OSError, ssl.SSLError) as error:
            raise WebError(str(error)[:100] or "no answer in time") from error

    async def body(self) -> AsyncIterator[bytes]:
        """Return the body piece by piece. Raises ``WebError``."""
        while True:
            try:
                async with asyncio.timeout(self.patience):
                    event = await self._event()
            except (TimeoutError, OSError) as error:
                raise WebError(str(error)[:100] or "nothing came for too long") from error
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
                return

    def _send(self, method: str, headers: Sequence[tuple[str, str]], body: bytes) -> None:
        assert self._writer is not None
        standard = [("Host", self._place.authority), ("Content-Length", str(len(body))), *headers]
        request = h11.Request(method=method, target=self._place.target, headers=standard)
        for event in (request, h11.Data(data=body), h11.EndOfMessage()):
            self._writer.write(self._http.send(event) or b"")

    async def _event(self) -> h11.Event:
        assert self._reader is not None
        try:
            while True:
                event = self._http.next_event()
                if event is h11.NEED_DATA:
                    self._http.receive_data(await self._reader.read(_CHUNK))
                elif event is h11.PAUSED:
                    return h11.ConnectionClosed()
                else:
                    assert isinstance(event, h11.Event)
                    return event
        except h11.RemoteProtocolError as error:
            raise WebError("the answer is no HTTP") from error

    def _tls(self) -> ssl.SSLContext | None:
        if not self._place.is_secure:
            return None
        return self._context or ssl.create_default_context()


async def ask_once(
    method: str,
    url: str,
    headers: Sequence[tuple[str, str]] = (),
    body: bytes = b"",
    *,
    context: ssl.SSLContext | None = None,
) -> int:
    """Return the status of the answer to one request; its body is not read. Raises ``WebError``."""
    async with WebConnection(Place.of(url), context) as connection:
        return await connection.ask(method, headers, body)
