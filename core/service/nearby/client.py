"""What the app asks its own service about people on the same network, over HTTP with a bearer token.

Nothing here stays open between calls but ``watch_nearby``; the token is any valid registration token of the
local user (one already used for REGISTER serves too).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

_TIMEOUT = aiohttp.ClientTimeout(total=10)
_LINE_LIMIT = 262_144


@dataclass(frozen=True, slots=True)
class NearbyPerson:
    """Someone on the same network; ``warning`` is a sentence when their key is not the one known before."""

    name: str
    address: str
    user: str
    host: str
    device_id: str
    warning: str = ""


class NearbyRefused(Exception):
    """The service answered ``status`` instead of what was asked."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def get_nearby(url: str, token: str) -> tuple[NearbyPerson, ...]:
    """Return the people nearby now. ``url`` is the service's ws(s) or http(s) address, with any path."""
    async with _session(token) as session, session.get(_nearby_url(url)) as response:
        return _people(await _checked(response))


async def set_visibility(url: str, token: str, *, visible: bool, name: str) -> None:
    """Announce the token's user as ``name`` on the network, or stop doing so."""
    body = {"visible": visible, "name": name}
    async with _session(token) as session, session.put(_nearby_url(url), json=body) as response:
        await _checked(response)


async def watch_nearby(url: str, token: str) -> AsyncIterator[tuple[NearbyPerson, ...]]:
    """Yield the people nearby at once and after every change, until the service ends the stream.

    The service sends at most two changes a second, the newest state only. Raises ``NearbyRefused`` and
    ``aiohttp.ClientError``.
    """
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=60)
    async with (
        aiohttp.ClientSession(headers=headers, timeout=timeout, read_bufsize=_LINE_LIMIT) as session,
        session.get(_nearby_url(url)) as response,
    ):
        if response.status != 200:
            await _checked(response)
        async for line in response.content:
            if line.startswith(b"data:"):
                yield _people(json.loads(line[5:]))


def _session(token: str) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}, timeout=_TIMEOUT)


def _nearby_url(url: str) -> URL:
    parsed = URL(url)
    scheme = {"ws": "http", "wss": "https"}.get(parsed.scheme, parsed.scheme)
    return parsed.with_scheme(scheme).with_path("/nearby").with_query(None)


async def _checked(response: aiohttp.ClientResponse) -> Any:
    body = await response.json(content_type=None)
    if response.status != 200:
        message = body.get("message", "") if isinstance(body, dict) else ""
        raise NearbyRefused(response.status, message or f"The call service answered {response.status}.")
    return body


def _people(body: Any) -> tuple[NearbyPerson, ...]:
    return tuple(
        NearbyPerson(
            name=entry["name"],
            address=entry["address"],
            user=entry["user"],
            host=entry["host"],
            device_id=entry["device_id"],
            warning=entry["warning"],
        )
        for entry in body["people"]
    )
