"""Small bounded HTTP fetches, with errors a person can read."""

from __future__ import annotations

import errno
import json
import os
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from core.network.loopback import is_loopback
from core.sentences import joined, sentence

BODY_LIMIT = 65_536
TIMEOUT = 10.0


class FetchError(Exception):
    """What went wrong, as a sentence; ``status`` is the HTTP status, 0 when there was no answer."""

    def __init__(self, message: str, status: int = 0, *, is_permanent: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.is_permanent = is_permanent


def check_url(url: str) -> str:
    """Return the host of ``url`` if it is HTTPS, or HTTP on this machine. Raises ``FetchError``."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise FetchError(sentence("This is not a web address."), is_permanent=True) from None
    if parts.scheme == "https" and host:
        return host
    if parts.scheme == "http" and is_loopback(host):
        return host
    raise FetchError(
        sentence("The address must begin with https:// (http:// is for this machine only)."),
        is_permanent=True,
    )


async def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    json_body: Any = None,
    context: ssl.SSLContext | None = None,
    patience: float = TIMEOUT,
) -> bytes:
    """Return the body of ``url``, 64 KiB at most. Redirects are not followed: tokens travel here.

    Raises ``FetchError``.
    """
    host = check_url(url)
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=patience)) as session,
            session.request(
                method,
                url,
                headers=headers,
                json=json_body,
                allow_redirects=False,
                ssl=context if context is not None else True,
            ) as response,
        ):
            return await _body(response, host)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise describe(error, host) from error


async def fetch_object(url: str, **options: Any) -> dict[str, Any]:
    """Return the JSON object at ``url``. Raises ``FetchError``."""
    body = await fetch(url, **options)
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise FetchError(
            sentence("{host} answered with something else than a JSON object.", host=urlsplit(url).hostname)
        )
    return value


_LOG_IN = sentence("If this network wants you to log in first, do that in a web browser.")
"""Such a network answers in everybody's place, but cannot show their certificates."""


def describe(error: Exception, host: str) -> FetchError:
    """Put an error of the network into words; permanent when trying again the same way is no use."""
    if isinstance(error, FetchError):
        return error
    if isinstance(error, TimeoutError):
        return FetchError(sentence("{host} did not answer in time.", host=host))
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return FetchError(
            joined((sentence("The certificate of {host} is not valid for it.", host=host), _LOG_IN)),
            is_permanent=True,
        )
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        # Not permanent: a machine that has just woken up has no network to ask.
        return FetchError(sentence("There is no computer named {host}, or no network to ask.", host=host))
    if isinstance(error, aiohttp.ClientConnectorSSLError):
        return FetchError(
            joined((sentence("{host} does not speak HTTPS there.", host=host), _LOG_IN)), is_permanent=True
        )
    if isinstance(error, aiohttp.ClientConnectorError):
        return FetchError(
            sentence("{host} cannot be reached: {reason}.", host=host, reason=_reason(error.os_error))
        )
    if isinstance(error, aiohttp.WSServerHandshakeError):
        return FetchError(
            sentence("{host} is no call service: it answered {status}.", host=host, status=error.status),
            error.status,
            is_permanent=True,
        )
    return FetchError(sentence("The connection to {host} broke.", host=host))


def _reason(error: OSError) -> str:
    """Say why in the system's words; asyncio's own hold addresses in brackets."""
    if error.errno is None or error.errno not in errno.errorcode:
        return "no connection"
    if error.errno == errno.ECONNREFUSED:
        return "nothing answers at that port"
    words = os.strerror(error.errno)
    return words[:1].lower() + words[1:]


async def _body(response: aiohttp.ClientResponse, host: str) -> bytes:
    if not 200 <= response.status < 300:
        raise FetchError(
            sentence(
                "{host} answered {status}.",
                host=host,
                status=f"{response.status} {response.reason or ''}".rstrip(),
            ),
            response.status,
        )
    body = bytearray()
    async for chunk in response.content.iter_chunked(8192):
        body += chunk
        if len(body) > BODY_LIMIT:
            raise FetchError(
                sentence("{host} answered with more than {number} bytes.", host=host, number=BODY_LIMIT),
                response.status,
            )
    return bytes(body)
