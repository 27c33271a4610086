"""Call headers on the wire: one SIP header that carries them all, exactly.

``X-Ahoy-Headers`` holds a JSON object in url-safe base64 without padding. SIP header names are
case-insensitive tokens and values are folded and trimmed on the way; call headers are none of that, so they
travel as data and not as SIP headers of their own.
"""

from __future__ import annotations

import base64
import binascii
import json
import logging
from collections.abc import Mapping

from core.calling.arguments import call_headers
from core.calling.errors import ArgumentError

log = logging.getLogger(__name__)

FIELD = "X-Ahoy-Headers"
_WIRE_LIMIT = 8192
"""Characters; 1024 bytes of one-letter names and empty values stay below it."""


def encode_headers(headers: Mapping[str, str]) -> str:
    """Return the value of ``FIELD`` for ``headers``; empty when there are none."""
    if not headers:
        return ""
    data = json.dumps(dict(headers), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode_headers(value: str | None) -> dict[str, str]:
    """Return the headers in ``value``; anything that is not what ``encode_headers`` makes gives none."""
    if not value:
        return {}
    try:
        if len(value) > _WIRE_LIMIT:
            raise ValueError("too long")
        data = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        return call_headers(json.loads(data))
    except (ArgumentError, ValueError, binascii.Error, RecursionError) as error:
        log.info("call headers of the other side are not readable: %s", error)
        return {}
