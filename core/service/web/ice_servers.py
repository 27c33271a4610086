"""ICE servers for one user: coturn REST credentials or the configured list, nothing else."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

from core.service.config import IceServer

_TURN = ("turn:", "turns:")


def ice_servers(
    servers: Sequence[IceServer], secret: str, user: str, now: float, ttl: int
) -> list[dict[str, Any]]:
    """Return the servers as ``RTCIceServer`` objects.

    With a ``secret``, TURN servers get a user name ``<expiry>:<user>`` and the base64 of its HMAC-SHA1 as
    password (draft-uberti-behave-turn-rest-00), valid for ``ttl`` seconds.
    """
    return [_described(server, secret, f"{int(now) + ttl}:{user}") for server in servers]


def _described(server: IceServer, secret: str, name: str) -> dict[str, Any]:
    described: dict[str, Any] = {"urls": list(server.urls)}
    username, credential = server.username, server.credential
    if secret and any(url.startswith(_TURN) for url in server.urls):
        username = name
        mac = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
        credential = base64.b64encode(mac).decode()
    if username:
        described |= {"username": username, "credential": credential}
    return described
