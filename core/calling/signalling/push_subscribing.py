"""Opens and ends a subscription at the push service of a call service (RFC 8030 section 4)."""

from __future__ import annotations

import logging
import re
import ssl
from dataclasses import dataclass, field
from urllib.parse import urljoin

import aiohttp

from core.calling.signalling.fetching import FetchError, check_url, describe
from core.push.subscription import ENDPOINT_LIMIT
from core.sentences import sentence

log = logging.getLogger(__name__)

_PUSH_LINK = re.compile(r'<([^<>]{1,600})>\s*;\s*rel="?urn:ietf:params:push"?\s*(?:,|$)')
_PATIENCE = aiohttp.ClientTimeout(total=10.0)
_GOODBYE = aiohttp.ClientTimeout(total=2.0)


@dataclass(frozen=True, slots=True)
class OpenedSubscription:
    """Where its messages come from, and where they are sent to."""

    receive_url: str = field(repr=False)
    endpoint: str = field(repr=False)


async def open_subscription(
    url: str, token: str, public_key: str, *, context: ssl.SSLContext | None = None
) -> OpenedSubscription:
    """Open one for the sender with ``public_key`` and for nobody else. Raises ``FetchError``."""
    host = check_url(url)
    body = {"vapid": public_key} if public_key else {}
    try:
        async with (
            aiohttp.ClientSession(timeout=_PATIENCE) as session,
            session.post(
                url,
                json=body,
                headers={"Authorization": f"Bearer {token}"},
                allow_redirects=False,
                ssl=context if context is not None else True,
            ) as response,
        ):
            status, headers = response.status, response.headers
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise describe(error, host) from error
    if status != 201:
        raise FetchError(
            sentence("The push service at {host} answered {status}.", host=host, status=status), status
        )
    link = next(filter(None, map(_PUSH_LINK.search, headers.getall("Link", []))), None)
    receive_url = urljoin(url, headers.get("Location", ""))
    if link is None or "Location" not in headers or len(receive_url) > ENDPOINT_LIMIT:
        raise FetchError(
            sentence("The push service at {host} does not say where its messages are.", host=host)
        )
    check_url(receive_url)
    return OpenedSubscription(receive_url, urljoin(url, link.group(1)))


async def end_subscription(receive_url: str, *, context: ssl.SSLContext | None = None) -> None:
    """End one; nothing is told of a service that does not answer: it forgets what nobody reads."""
    try:
        check_url(receive_url)
        async with (
            aiohttp.ClientSession(timeout=_GOODBYE) as session,
            session.delete(receive_url, allow_redirects=False, ssl=context if context else True) as response,
        ):
            log.info("the push subscription was ended: %d", response.status)
    except (aiohttp.ClientError, OSError, ValueError, FetchError) as error:
        log.info("the push service did not hear that its subscription is over: %s", type(error).__name__)
