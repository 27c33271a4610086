"""Where pushes are sent, as far as an address says."""

from __future__ import annotations

from urllib.parse import urlsplit

from core.push.errors import PushError


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address, as RFC 6454 writes them; raise ``PushError``."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    if not host or parts.scheme not in ("http", "https"):
        raise PushError("a push endpoint must be a web address")
    shown = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{shown}" + (f":{port}" if port not in (None, usual) else "")
