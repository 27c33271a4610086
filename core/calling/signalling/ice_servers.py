"""The ICE servers that the call service offers its users; never anybody else's."""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.calling.signalling.fetching import FetchError, fetch_object
from core.media.session import IceServer

log = logging.getLogger(__name__)

_SERVERS_LIMIT = 8
_URLS_LIMIT = 8
_TEXT_LIMIT = 512
_SHORTEST_LIFE = 60.0
_DEFAULT_LIFE = 3600.0
_URL = re.compile(r"(stun|stuns|turn|turns):[^\s/?#@]+(\?transport=(udp|tcp))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IceServers:
    """Some servers and for how many seconds their credentials are good."""

    servers: tuple[IceServer, ...] = ()
    lifetime: float = _DEFAULT_LIFE


async def fetch_ice_servers(url: str, token: str, *, context: ssl.SSLContext | None = None) -> IceServers:
    """Ask the service at ``url``; on any failure there are none, and calls work on one network."""
    try:
        value = await fetch_object(url, headers={"Authorization": f"Bearer {token}"}, context=context)
    except FetchError as error:
        log.info("no ICE servers: %s", error)
        return IceServers(lifetime=_SHORTEST_LIFE)
    return parse_ice_servers(value)


def parse_ice_servers(value: dict[str, Any]) -> IceServers:
    """Understand ``{"iceServers": [{urls, username, credential}], "ttl": s}``; what is odd is left out."""
    entries = value.get("iceServers", value.get("ice_servers"))
    if not isinstance(entries, list):
        return IceServers()
    servers = [server for entry in entries[:_SERVERS_LIMIT] if (server := _server(entry)) is not None]
    ttl = value.get("ttl", _DEFAULT_LIFE)
    is_number = isinstance(ttl, int | float) and not isinstance(ttl, bool)
    lifetime = min(max(float(ttl), _SHORTEST_LIFE), 86_400.0) if is_number else _DEFAULT_LIFE
    return IceServers(tuple(servers), lifetime)


def _server(entry: object) -> IceServer | None:
    if not isinstance(entry, dict):
        return None
    urls = entry.get("urls")
    listed = [urls] if isinstance(urls, str) else urls if isinstance(urls, list) else []
    good = [url for url in listed[:_URLS_LIMIT] if isinstance(url, str) and _is_url(url)]
    username, credential = entry.get("username", ""), entry.get("credential", "")
    if not good or not _is_text(username) or not _is_text(credential):
        log.info("an ICE server that cannot be understood is left out")
        return None
    return IceServer(tuple(good), username, credential)


def _is_url(url: str) -> bool:
    return len(url) <= _TEXT_LIMIT and _URL.fullmatch(url) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _TEXT_LIMIT


def has_relay(servers: Iterable[IceServer]) -> bool:
    """Whether one of ``servers`` is a relay (TURN)."""
    return any(url.lower().startswith(("turn:", "turns:")) for server in servers for url in server.urls)
