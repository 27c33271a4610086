"""A person's account at a SIP server of somebody else's, reached by SIP over WebSocket (RFC 7118)."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from core.calling.errors import ArgumentError
from core.network.loopback import is_loopback
from core.sip.messages import IllegalValue, Uri

_LIMIT = 255


@dataclass(frozen=True, slots=True)
class SipAccount:
    """Given to ``SinchClientBuilder.sipAccount`` instead of application key, user id and tokens.

    Registration and calls are proven by digest (RFC 8760, or MD5 where the server knows nothing better).
    Raises ``ArgumentError`` that names the field.
    """

    url: str
    """Where SIP over WebSocket is spoken: ``wss://``, or ``ws://`` on this machine."""
    user: str
    """The user part of the person's address."""
    password: str = field(repr=False)
    domain: str = ""
    """The domain of the person's address; empty: the host of ``url``."""
    auth_user: str = ""
    """The name to prove with the password, where it is not ``user``."""

    def __post_init__(self) -> None:
        for name in ("url", "user", "password"):
            if not isinstance(getattr(self, name), str) or not getattr(self, name):
                raise ArgumentError(name, "must be a string, and not empty")
        for name in ("domain", "auth_user"):
            if not isinstance(getattr(self, name), str):
                raise ArgumentError(name, "must be a string")
        if max(len(self.user), len(self.password), len(self.auth_user)) > _LIMIT:
            raise ArgumentError("user", f"and password must be {_LIMIT} characters at most")
        _check_url(self.url)
        self._check_address()

    def _check_address(self) -> None:
        if not self.user.isprintable() or not self.auth_user.isprintable():
            raise ArgumentError("user", "must not hold control characters")
        try:
            Uri.for_user(self.user, self.sip_domain)
        except IllegalValue:
            raise ArgumentError("domain", "must be a host name") from None

    @property
    def sip_domain(self) -> str:
        """The domain of the person's address."""
        return self.domain or (urlsplit(self.url).hostname or "")

    @property
    def digest_user(self) -> str:
        """The name that the password proves."""
        return self.auth_user or self.user


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise ArgumentError("url", "must be a wss:// address") from None
    if not host or parts.username is not None:
        raise ArgumentError("url", "must be a wss:// address, with a host and without a user")
    if parts.scheme != "wss" and not (parts.scheme == "ws" and is_loopback(host)):
        raise ArgumentError("url", "must be a wss:// address (ws:// is for this machine only)")
