"""What a call service says about itself at ``/.well-known/ahoy.json``."""

from __future__ import annotations

import logging
import re
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from core.calling.signalling.fetching import FetchError, check_url, fetch_object
from core.calling.signalling.service_address import ServiceAddress
from core.network.loopback import is_loopback

log = logging.getLogger(__name__)

PATH = "/.well-known/ahoy.json"
_FEATURES_LIMIT = 32
_KEY_LIMIT = 128
_DOMAIN = re.compile(r"[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]")


@dataclass(frozen=True, slots=True)
class ServiceDirectory:
    """Where the parts of one service are."""

    domain: str
    """The domain of its users' addresses."""
    sip_url: str
    ice_url: str
    features: frozenset[str] = frozenset()
    """What it carries beyond what every service does."""
    push_url: str = ""
    """Where push subscriptions are opened; empty for nowhere."""
    vapid_key: str = ""
    """What it signs its pushes with."""

    @classmethod
    def usual(cls, address: ServiceAddress) -> ServiceDirectory:
        """Return where the parts are when the service does not say."""
        return cls(address.domain, address.sip_url, address.http_url("/ice-servers"))

    @classmethod
    def parse(cls, value: dict[str, Any], address: ServiceAddress) -> ServiceDirectory:
        """Understand ``{"domain", "wss": [url], "ice": url, "features": [name], "push": url, "vapid": key}``.

        What is odd is as usual.

        An address that would carry the token in the clear to another machine counts as odd.
        """
        usual = cls.usual(address)
        domain, listed, ice_url = value.get("domain"), value.get("wss"), value.get("ice")
        sip_url = next((url for url in listed if _is_socket(url)), "") if isinstance(listed, list) else ""
        features, push_url, key = value.get("features"), value.get("push"), value.get("vapid")
        return cls(
            domain if isinstance(domain, str) and _DOMAIN.fullmatch(domain) else usual.domain,
            sip_url or usual.sip_url,
            ice_url if isinstance(ice_url, str) and _is_web(ice_url) else usual.ice_url,
            frozenset(each for each in features[:_FEATURES_LIMIT] if isinstance(each, str))
            if isinstance(features, list)
            else frozenset(),
            push_url if isinstance(push_url, str) and _is_web(push_url) else "",
            key if isinstance(key, str) and len(key) <= _KEY_LIMIT and key.isascii() else "",
        )


async def discover(address: ServiceAddress, *, context: ssl.SSLContext | None = None) -> ServiceDirectory:
    """Ask the service; one that has no such page is taken to be as usual. Raises ``FetchError``."""
    try:
        value = await fetch_object(address.http_url(PATH), context=context)
    except FetchError as error:
        # A redirection is of a network that wants its person to sign in, or of a host that is no service:
        # what is taken for usual is so for as long as we run.
        if error.status in (0, 502, 503, 504, 511) or 300 <= error.status < 400:
            raise
        log.info("the service does not describe itself: %s", error)
        return ServiceDirectory.usual(address)
    return ServiceDirectory.parse(value, address)


def _is_socket(url: object) -> bool:
    try:
        parts = urlsplit(url) if isinstance(url, str) else None
        host = (parts.hostname or "") if parts else ""
    except ValueError:
        return False
    if parts is None or not host:
        return False
    return parts.scheme == "wss" or (parts.scheme == "ws" and is_loopback(host))


def _is_web(url: str) -> bool:
    try:
        check_url(url)
    except FetchError:
        return False
    return True
