"""Server-sent events of what changes: the newest state only, at most two a second."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any, Protocol

from aiohttp import web

log = logging.getLogger(__name__)

_LOOK = 1.0
_PAUSE = 0.5
_KEEP_ALIVE = 15.0


class Feed(Protocol):
    """Something that changes, as one reader sees it."""

    @property
    def changes(self) -> int:
        """A number that is another after every change."""

    @property
    def is_stopped(self) -> bool:
        """Whether there will be no more changes."""

    def body(self) -> dict[str, Any]:
        """Return the present state, to be sent as JSON."""

    async def wait_for_change(self, seen: int) -> None:
        """Return once ``changes`` is not ``seen``."""


def wants_stream(request: web.Request) -> bool:
    """Whether a reader asks for events instead of the state as it is."""
    return "text/event-stream" in request.headers.get("Accept", "")


async def stream(request: web.Request, feed: Feed) -> web.StreamResponse:
    """Send the state, and every other one that follows, until the feed stops or the reader has gone."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    try:
        await response.prepare(request)  # raises, too, when the reader has already hung up
        while not feed.is_stopped:
            seen = feed.changes
            body = json.dumps(feed.body(), ensure_ascii=True)
            await response.write(f"data: {body}\n\n".encode())
            await asyncio.sleep(_PAUSE)
            await _wait_for_change(request, response, feed, seen)
    except ConnectionError:
        log.debug("a stream of events was closed by its reader")
    return response


async def _wait_for_change(request: web.Request, response: web.StreamResponse, feed: Feed, seen: int) -> None:
    """Return once something changed; raise ``ConnectionError`` soon after the reader has gone."""
    quiet = 0.0
    while feed.changes == seen and not feed.is_stopped:
        try:
            async with asyncio.timeout(_LOOK):
                await feed.wait_for_change(seen)
        except TimeoutError:
            # Nothing is written meanwhile, so that the reader's end would otherwise go unnoticed and hold
            # one of the few places.
            if request.transport is None or request.transport.is_closing():
                raise ConnectionResetError("the reader has gone") from None
            quiet += _LOOK
        if quiet >= _KEEP_ALIVE:
            quiet = 0.0
            await response.write(b": alive\n\n")
