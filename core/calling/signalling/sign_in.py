"""Networks that let nobody through before their person has signed in: hotels, trains, guest Wi-Fi (RFC 8952).

Such a network answers for everybody, and can do so only where no certificate is shown. So the service's own
host is asked without TLS, and nobody else: an answer that leads elsewhere, or a page, is the network's. The
request holds nothing but the host's name.
"""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urljoin, urlsplit

import aiohttp

from core.calling.signalling.service_directory import PATH
from core.sentences import sentence

log = logging.getLogger(__name__)

SIGN_IN = sentence(
    "This network wants you to sign in first. Open a page in a web browser to do that: "
    "Ahoy goes on by itself."
)
PATIENCE = 3.0
NETWORK_AUTHENTICATION_REQUIRED = 511
"""RFC 6585 section 6."""
_PAGES = ("text/html", "application/xhtml+xml")


async def wants_sign_in(host: str, *, port: int = 80) -> bool:
    """Whether the network answers in place of ``host``; takes ``PATIENCE`` seconds at most."""
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}{'' if port == 80 else f':{port}'}{PATH}"
    try:
        async with (
            asyncio.timeout(PATIENCE),
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.get(url, allow_redirects=False) as response,
        ):
            leads_to = response.headers.get("Location", "")
            found = is_of_the_network(host, response.status, urljoin(url, leads_to), response.content_type)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        log.debug("%s is not answered for: %s", host, error)
        return False
    if found:
        log.info("the network answers in place of %s: somebody has to sign in", host)
    return found


def is_maybe_of_the_network(status: int) -> bool:
    """Whether a network may have given what was taken for the service's answer; 0 is none at all."""
    return not 400 <= status < 600 or status == NETWORK_AUTHENTICATION_REQUIRED


def is_of_the_network(host: str, status: int, leads_to: str, content_type: str) -> bool:
    """Whether an answer, asked of ``host`` without TLS, is that of a network that wants a sign-in."""
    if status == NETWORK_AUTHENTICATION_REQUIRED:
        return True
    if 300 <= status < 400:
        try:
            return not _are_kin(host, urlsplit(leads_to).hostname or host)
        except ValueError:
            return False
    return status == 200 and content_type.lower() in _PAGES


def _are_kin(host: str, other: str) -> bool:
    """Whether two hosts are one, or have the last two labels in common: a site sends its visitors around."""
    host, other = host.lower().rstrip("."), other.lower().rstrip(".")
    return host == other or (not _is_number(host) and host.split(".")[-2:] == other.split(".")[-2:])


def _is_number(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()
