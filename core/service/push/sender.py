"""Sends pushes, encrypted and signed, to our own mailboxes and to push services elsewhere (RFC 8030, 8291).

A push service of our own is never asked over the network. Others are chosen by whoever registers a device:
only https, only public addresses (``core.service.outward``), no redirects, little time, nothing read.
"""

from __future__ import annotations

import asyncio
import logging
import os
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from core.push.encryption import encrypt
from core.push.errors import PushError
from core.push.keys import new_private_key
from core.push.subscription import PushSubscription
from core.push.vapid import Sender
from core.service.outward import CheckedResolver, Outward
from core.service.push.mailboxes import Delivery, Mailbox, Mailboxes, PushRefused
from core.service.routing.endpoints import Account

log = logging.getLogger(__name__)

SECONDS = 10.0
"""A push service has for its answer."""
AT_ONCE = 64
"""Requests to push services; others wait for their turn."""
ENDPOINT_PATH = "/push/m/"


class PushOutcome(StrEnum):
    """What became of a push."""

    TAKEN = "taken"
    GONE = "gone"
    """There is no such subscription any more (404, 410)."""
    REFUSED = "refused"
    BUSY = "busy"
    """The push service has no time, or is in trouble (429, 5xx)."""
    UNREACHABLE = "unreachable"
    UNANSWERED = "unanswered"
    """It may have it, and has not said so."""


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """What became of a push. ``retry_after``: seconds after which the push service will hear it again."""

    outcome: PushOutcome
    retry_after: float | None = None

    @property
    def may_be_repeated(self) -> bool:
        """Whether the same push may fare better later."""
        return self.outcome in (PushOutcome.BUSY, PushOutcome.UNREACHABLE, PushOutcome.UNANSWERED)


class NetworkRefused(OSError):
    """A name leads where nobody is asked."""


_BUSY = (406, 408, 425, 429)
"""With 5xx. 406 is how Windows' push service says that it throttles."""


class PushSender:
    """All pushes of one service; ``outward`` says which addresses may be asked."""

    def __init__(
        self,
        sender: Sender,
        mailboxes: Mailboxes,
        outward: Outward,
        *,
        wall: Callable[[], float] = time.time,
        resolver: AbstractResolver | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._sender = sender
        self._mailboxes = mailboxes
        self._outward = outward
        self._wall = wall
        self._resolver = resolver
        self._context = context
        self._room = asyncio.Semaphore(AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    @property
    def public_key(self) -> str:
        """What pushes are signed with."""
        return self._sender.public_key

    def accepts(self, endpoint: str, owner: Account) -> bool:
        """Whether a push may be sent there, as far as can be told without looking its name up."""
        return self._own(endpoint, owner) is not None or self._may_ask(endpoint)

    async def send(
        self,
        subscription: PushSubscription,
        owner: Account,
        message: bytes,
        *,
        ttl: int,
        urgency: str,
        topic: str,
    ) -> PushAnswer:
        """Encrypt and send ``message``; never raises for what the other side does."""
        try:
            body = encrypt(
                message,
                subscription.point,
                subscription.secret,
                salt=os.urandom(16),
                ephemeral=new_private_key(),
            )
        except PushError as error:
            log.info("a push cannot be encrypted: %s", error)
            return PushAnswer(PushOutcome.REFUSED)
        if (box := self._own(subscription.endpoint, owner)) is not None:
            return PushAnswer(self._deliver(box, Delivery(body, ttl, urgency, topic)))
        if not self._may_ask(subscription.endpoint):
            return PushAnswer(PushOutcome.GONE)  # it was ours, or was allowed once
        headers = {
            "TTL": str(ttl),
            "Urgency": urgency,
            "Topic": topic,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Authorization": self._sender.authorization(subscription.endpoint, self._wall()),
        }
        return await self._post(subscription.endpoint, body, headers)

    async def close(self) -> None:
        """Close the connections to push services. Idempotent."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _own(self, endpoint: str, owner: Account) -> Mailbox | None:
        """Return our mailbox behind an endpoint, whatever name of ours stands in it; only its owner's."""
        path = urlsplit(endpoint).path
        box = self._mailboxes.by_endpoint(path.removeprefix(ENDPOINT_PATH))
        return box if box is not None and path.startswith(ENDPOINT_PATH) and box.owner == owner else None

    def _deliver(self, box: Mailbox, delivery: Delivery) -> PushOutcome:
        try:
            self._mailboxes.push(box, delivery, self._wall())
        except PushRefused as error:
            log.info("our own push service refuses a push: %s", error)
            return PushOutcome.REFUSED
        return PushOutcome.TAKEN

    def _may_ask(self, endpoint: str) -> bool:
        parts = urlsplit(endpoint)
        try:
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            return False
        if not host or parts.username is not None or parts.password is not None:
            return False
        # Without TLS only what an operator has named: a network of their own.
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and self._outward.is_named(host))
        return is_safe and self._outward.may_name(host)

    async def _post(self, endpoint: str, body: bytes, headers: dict[str, str]) -> PushAnswer:
        host = urlsplit(endpoint).hostname
        try:
            async with self._room, asyncio.timeout(SECONDS):
                request = self._opened().post(
                    endpoint, data=body, headers=headers, allow_redirects=False, ssl=self._context or True
                )
                async with request as response:
                    status, after = response.status, response.headers.get("Retry-After", "")
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            log.info("the push service at %s cannot be asked: %s", host, type(error).__name__)
            return PushAnswer(_outcome_of(error))
        if status in (404, 410):
            return PushAnswer(PushOutcome.GONE)
        if status >= 500 or status in _BUSY:
            log.info("the push service at %s has no time: %d", host, status)
            return PushAnswer(PushOutcome.BUSY, retry_after_in(after, self._wall()))
        if not 200 <= status < 300:
            log.info("the push service at %s refuses a push: %d", host, status)
            return PushAnswer(PushOutcome.REFUSED)
        return PushAnswer(PushOutcome.TAKEN)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            resolver = CheckedResolver(self._outward, _refused, self._resolver)
            connector = aiohttp.TCPConnector(resolver=resolver, limit=AT_ONCE)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self._session


def retry_after_in(text: str, now: float) -> float | None:
    """Return how many seconds a Retry-After header means, a number or a date (RFC 9110 section 10.2.3).

    None for what is neither. ``now`` is a Unix second.
    """
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def _outcome_of(error: Exception) -> PushOutcome:
    if isinstance(getattr(error, "os_error", error), NetworkRefused):
        return PushOutcome.REFUSED
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.InvalidURL | ValueError):
        return PushOutcome.UNREACHABLE
    return PushOutcome.UNANSWERED


def _refused(host: str) -> Exception:
    return NetworkRefused(f"{host} leads into a network that is not asked")
