"""Call headers on the wire: one SIP header that carries them all, exactly.

``X-Ahoy-Headers`` holds a JSON object in url-safe base64 without padding. SIP header names are
case-insensitive tokens and values are folded and trimmed on the way; call headers are none of that, so they
travel as data and not as SIP headers of their own. Towards SIP servers that are not ours those whose names
begin with ``x-`` and fit travel as SIP headers, as such servers and their customers expect.
"""

from __future__ import annotations

import base64
import binascii
import json
import logging
import re
from collections.abc import Iterable, Mapping

log = logging.getLogger(__name__)

FIELD = "X-Ahoy-Headers"
HEADERS_LIMIT = 1024
"""UTF-8 bytes of all call header names and values together."""
PLAIN_NAME = re.compile(r"[xX]-[A-Za-z0-9.!%*_+`'~-]{1,100}")
_PLAIN_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
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
        return _checked(json.loads(data))
    except (ValueError, binascii.Error, RecursionError) as error:
        log.info("call headers of the other side are not readable: %s", error)
        return {}


def plain_headers(headers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return those of ``headers`` that can stand in a SIP message as they are: printable, named ``x-``."""
    fitting = []
    for name, value in headers.items():
        if PLAIN_NAME.fullmatch(name) and name.lower() != FIELD.lower() and _PLAIN_VALUE.fullmatch(value):
            fitting.append((name, value))
        else:
            log.info("the call header %.40r does not fit into a SIP message and is left out", name)
    return fitting


def read_plain_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the ``x-`` headers of a SIP message, names in lower case; more than 1024 bytes give none."""
    found = {name.lower(): value for name, value in headers if name.lower().startswith("x-")}
    found.pop(FIELD.lower(), None)
    try:
        return _checked(found)
    except ValueError as error:
        log.info("headers of the other side are left out: %s", error)
        return {}


def bytes_of(headers: Iterable[tuple[str, str]]) -> int:
    """Return how many bytes names and values are together; raise ``ValueError`` if they are no UTF-8."""
    return sum(len(name.encode()) + len(value.encode()) for name, value in headers)


def _checked(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise ValueError("they are no strings by name")
    if bytes_of(value.items()) > HEADERS_LIMIT:
        raise ValueError(f"they are more than {HEADERS_LIMIT} bytes")
    return value
