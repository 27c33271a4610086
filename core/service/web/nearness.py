"""From where a request over HTTP comes."""

from __future__ import annotations

from aiohttp import web

from core.network.loopback import is_loopback

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def is_direct_and_local(request: web.Request) -> bool:
    """Whether a request is from this machine itself, not from somebody behind a proxy that runs here."""
    return is_loopback(request.remote or "") and not any(name in request.headers for name in _FORWARDED)
