"""Our own push service over HTTP (RFC 8030), and what woken devices say.

===========================  ============================================================================
``POST /push/subscribe``     with a user's token: opens a subscription. 201, ``Location`` is where it is read,
                             ``Link`` with ``rel="urn:ietf:params:push"`` where it is sent to. A body
                             ``{"vapid": KEY}`` lets only that sender in (RFC 8292 section 4)
``GET`` its location         server-sent events: ``hello`` (``keepAlive``: seconds between signs of life) and
                             ``message``, with its id, ``data`` (base64url), ``urgency`` and ``topic``
``DELETE`` its location      ends it
``POST /push/m/ID``          a message to it: ``TTL``, ``Urgency``, ``Topic``; 201
``DELETE /push/d/ID``        acknowledges a message (section 6.2); without that it comes again
``POST /push/calls/TOKEN``   ``{"state": "ringing"}``, ``"declined"`` or ``"busy"``, of a device about a call
===========================  ============================================================================

RFC 8030 hands messages over by HTTP/2 server push, which clients and servers have given up since; a stream of
events is what is left of it over any HTTP, and a device that is asleep costs one idle connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import math
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from aiohttp import web

from core.identity.tokens import TokenClaims
from core.push.encryption import LARGEST_BODY
from core.push.endpoints import origin_of
from core.push.errors import PushError
from core.push.keys import public_key_at
from core.push.texts import from_text, to_text
from core.push.vapid import read_authorization
from core.service.admission.rates import RateLimit
from core.service.config import Limits
from core.service.push.desk import PushDesk
from core.service.push.mailboxes import Delivery, Mailbox, Mailboxes, Message, PushRefused
from core.service.push.sender import ENDPOINT_PATH
from core.service.push.wakes import DeviceWord
from core.service.routing.endpoints import Account
from core.service.web.answers import refused

log = logging.getLogger(__name__)

Authorised = Callable[[web.Request], TokenClaims | web.Response]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_NO_STORE = {"Cache-Control": "no-store"}
_WAITING = 64
"""Messages that wait until a reader's connection takes them; beyond, it must come again."""
_SUBSCRIPTIONS_PER_MINUTE = 30
_FULL_SECONDS = 60.0
_WORDS_PER_MINUTE = 60
"""Of one device about one call."""


class PushFront:
    """Handlers; ``authorised`` returns who asks, or a refusal."""

    def __init__(
        self,
        mailboxes: Mailboxes,
        desk: PushDesk,
        limits: Limits,
        authorised: Authorised,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._mailboxes = mailboxes
        self._desk = desk
        self._limits = limits
        self._authorised = authorised
        self._wall = wall
        self._streams: dict[str, asyncio.Queue[Message | None]] = {}
        self._subscribing = RateLimit(_SUBSCRIPTIONS_PER_MINUTE)
        self._sending = RateLimit(limits.push_messages_per_minute, keys=limits.push_subscriptions)
        self._saying = RateLimit(_WORDS_PER_MINUTE, keys=limits.push_wakes)

    def add_routes(self, app: web.Application) -> None:
        """Add the handlers to ``app``."""
        app.router.add_post("/push/subscribe", _answered(self._subscribe))
        app.router.add_get("/push/s/{id}", _answered(self._read))
        app.router.add_delete("/push/s/{id}", _answered(self._unsubscribe))
        app.router.add_post(ENDPOINT_PATH + "{id}", _answered(self._send))
        app.router.add_delete("/push/d/{id}", _answered(self._acknowledge))
        app.router.add_post("/push/calls/{token}", _answered(self._say))
        app.on_shutdown.append(self._end_streams)

    async def _subscribe(self, request: web.Request) -> web.StreamResponse:
        claims = self._authorised(request)
        if isinstance(claims, web.Response):
            return claims
        owner = Account(claims.application_key, claims.user_id)
        _count(self._subscribing, owner, "Too many subscriptions of this user in a minute.")
        base, key = _base(request), await _sender_key(request)
        box = self._mailboxes.subscribe(owner, key, self._wall(), _origin(base))
        link = f'<{base}{ENDPOINT_PATH}{box.endpoint_id}>; rel="urn:ietf:params:push"'
        headers = {"Location": f"{base}/push/s/{box.mailbox_id}", "Link": link, **_NO_STORE}
        return web.Response(status=201, headers=headers)

    async def _unsubscribe(self, request: web.Request) -> web.StreamResponse:
        box = self._mailboxes.get(request.match_info["id"])
        self._mailboxes.remove(box)
        self._end(box.mailbox_id)
        return web.Response(status=204)

    async def _send(self, request: web.Request) -> web.StreamResponse:
        box = self._mailboxes.by_endpoint(request.match_info["id"])
        if box is None:
            raise PushRefused(410, "gone", "There is no such subscription any more.")
        _count(self._sending, box.endpoint_id, "Too many messages to this subscription in a minute.")
        self._check_sender(request, box)
        ttl = request.headers.get("TTL", "")
        if not (ttl.isascii() and ttl.isdigit() and len(ttl) <= 10):
            raise PushRefused(400, "ttl", "Say in TTL how many seconds the message is good for.")
        body = await request.content.read(LARGEST_BODY + 1)
        while len(body) <= LARGEST_BODY and (more := await request.content.read(LARGEST_BODY + 1)):
            body += more
        urgency, topic = request.headers.get("Urgency", "normal"), request.headers.get("Topic", "")
        message = self._mailboxes.push(box, Delivery(body, int(ttl), urgency, topic), self._wall())
        lifetime = str(max(0, round(message.expires_at - self._wall())))
        location = f"{_base(request)}/push/d/{message.message_id}"
        return web.Response(status=201, headers={"Location": location, "TTL": lifetime, **_NO_STORE})

    def _check_sender(self, request: web.Request, box: Mailbox) -> None:
        if not box.sender_key:
            return
        # Not the name that the sender calls us by: a token for another service would be taken under its name.
        origin = box.origin or _origin(_base(request))
        try:
            header = request.headers.get("Authorization", "")
            key = read_authorization(header, frozenset({origin}), self._wall())
        except PushError as error:
            raise PushRefused(401, "vapid", f"{str(error).capitalize()}.") from None
        if key != box.sender_key:
            raise PushRefused(403, "sender", "This subscription takes messages of another sender only.")

    async def _acknowledge(self, request: web.Request) -> web.StreamResponse:
        self._mailboxes.acknowledge(request.match_info["id"])
        return web.Response(status=204)

    async def _say(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        # Of each call by itself: behind a proxy all come from one address, and strangers would use it up.
        if self._desk.waits_for(token):
            _count(self._saying, token, "Too many words about this call in a minute.")
        value = await _object_in(request)
        try:
            word = DeviceWord(value.get("state", ""))
        except ValueError:
            raise PushRefused(400, "state", 'Send {"state": "ringing"}, or "declined", or "busy".') from None
        if not self._desk.said(token, word):
            raise PushRefused(410, "gone", "This call does not wait for this device any more.")
        return web.Response(status=204)

    # --- streams --------------------------------------------------------------------------------------

    async def _read(self, request: web.Request) -> web.StreamResponse:
        box = self._mailboxes.get(request.match_info["id"])
        if box.mailbox_id not in self._streams and len(self._streams) >= self._limits.push_streams:
            raise PushRefused(503, "full", "Too many open streams.", retry_after=_FULL_SECONDS)
        self._end(box.mailbox_id)  # the same reader, on a connection that is gone without a word
        queue: asyncio.Queue[Message | None] = asyncio.Queue(_WAITING)
        self._streams[box.mailbox_id] = queue
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **_NO_STORE})
        try:
            await response.prepare(request)
            hello = json.dumps({"keepAlive": self._limits.push_keep_alive})
            await response.write(f"event: hello\ndata: {hello}\n\n".encode())
            for message in self._mailboxes.read(box, lambda each: self._queue(box, each), self._wall()):
                await response.write(_event(message))
            await self._stream(response, queue)
        except ConnectionError:
            log.debug("a stream of pushes was closed by its reader")
        finally:
            if self._streams.get(box.mailbox_id) is queue:
                del self._streams[box.mailbox_id]
                if box in self._mailboxes:
                    self._mailboxes.read(box, None, self._wall())
        return response

    async def _stream(self, response: web.StreamResponse, queue: asyncio.Queue[Message | None]) -> None:
        while True:
            try:
                async with asyncio.timeout(self._limits.push_keep_alive):
                    message = await queue.get()
            except TimeoutError:
                await response.write(b": alive\n\n")
                continue
            if message is None:
                return
            if message.expires_at >= self._wall() - 1.0:
                await response.write(_event(message))

    def _queue(self, box: Mailbox, message: Message) -> None:
        queue = self._streams.get(box.mailbox_id)
        if queue is None:
            return
        if queue.full():
            self._end(box.mailbox_id)
        else:
            queue.put_nowait(message)

    def _end(self, mailbox_id: str) -> None:
        """End a stream; what was not acknowledged comes on the next one."""
        queue = self._streams.pop(mailbox_id, None)
        if queue is not None:
            with contextlib.suppress(asyncio.QueueFull):
                if queue.full():
                    queue.get_nowait()
                queue.put_nowait(None)

    async def _end_streams(self, app: web.Application) -> None:
        for mailbox_id in tuple(self._streams):
            self._end(mailbox_id)


def _answered(handler: Handler) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except PushRefused as error:
            wait = {"Retry-After": str(math.ceil(error.retry_after))} if error.retry_after else None
            return refused(error.status, error.code, str(error), wait)

    return handle


def _count(rate: RateLimit, key: Hashable, sentence: str) -> None:
    now = time.monotonic()
    if not rate.allow(key, now):
        raise PushRefused(429, "rate", sentence, retry_after=rate.seconds_until_room(key, now))


async def _object_in(request: web.Request) -> dict[str, Any]:
    try:
        value = json.loads(await request.text())
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise PushRefused(400, "body", "Send a JSON object.")
    return value


async def _sender_key(request: web.Request) -> str:
    """Return the one sender's key that a subscription is restricted to; empty for none."""
    if not request.can_read_body:
        return ""
    key = (await _object_in(request)).get("vapid", "")
    if key == "":
        return ""
    try:
        if not isinstance(key, str):
            raise PushError("a public key must be text")
        point = from_text(key)
        public_key_at(point)
    except PushError as error:
        raise PushRefused(400, "vapid", f"{str(error).capitalize()}.") from None
    return to_text(point)


def _base(request: web.Request) -> str:
    """Return the address by which the client knows this service."""
    is_secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
    return f"{'https' if is_secure else 'http'}://{request.host}"


def _origin(base: str) -> str:
    try:
        return origin_of(base)
    except PushError:
        raise PushRefused(400, "host", "The Host header names no host.") from None


def _event(message: Message) -> bytes:
    value = {"urgency": message.urgency, "topic": message.topic, "data": to_text(message.body)}
    return f"id: {message.message_id}\ndata: {json.dumps(value)}\n\n".encode()
