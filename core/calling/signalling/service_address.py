"""From the environment host that the application gives to the addresses of the call service."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from core.calling.errors import ArgumentError
from core.network.host_names import TOO_LONG, is_possible_host
from core.network.loopback import is_loopback

DEFAULT_HOST = "http://127.0.0.1:8060"
"""Where a call service on this machine listens unless told otherwise; never a third party's."""

_ENCRYPTED = {"": True, "https": True, "wss": True, "http": False, "ws": False}


@dataclass(frozen=True, slots=True)
class ServiceAddress:
    """Where one call service is. ``host`` may hold a port; IPv6 addresses are in brackets."""

    host: str
    is_encrypted: bool = True

    @classmethod
    def parse(cls, text: object) -> ServiceAddress:
        """Understand ``text``: a host, with or without a port and a scheme (https, wss, http, ws).

        Without a scheme the connection is encrypted. ``http`` and ``ws`` are allowed for loopback only, since
        the token travels on it. Raises ``ArgumentError``.
        """
        if not isinstance(text, str) or not text.strip():
            raise ArgumentError("environmentHost", "must be a host name, with or without https://")
        scheme, separator, rest = text.strip().rpartition("://")
        if (scheme := scheme.lower()) not in _ENCRYPTED or (separator and not scheme):
            raise ArgumentError("environmentHost", f"must not begin with {scheme}://")
        host, name = _split(rest)
        if not _ENCRYPTED[scheme] and not is_loopback(name):
            raise ArgumentError(
                "environmentHost", "must be https:// or wss://: unencrypted is for this machine only"
            )
        return cls(host, _ENCRYPTED[scheme])

    @property
    def domain(self) -> str:
        """The SIP domain: the host without its port."""
        return urlsplit(f"//{self.host}").hostname or self.host

    @property
    def sip_url(self) -> str:
        """Where SIP over WebSocket is spoken (RFC 7118)."""
        return f"{'wss' if self.is_encrypted else 'ws'}://{self.host}/sip"

    def http_url(self, path: str) -> str:
        """Return the address of ``path``, which begins with a slash."""
        return f"{'https' if self.is_encrypted else 'http'}://{self.host}{path}"


def _split(rest: str) -> tuple[str, str]:
    try:
        parts = urlsplit(f"//{rest}")
        name, port = parts.hostname, parts.port
    except ValueError:
        raise ArgumentError("environmentHost", "must be a host name, with a port or without") from None
    path_is_empty = parts.path in ("", "/") and not parts.query and not parts.fragment
    if not name or "@" in parts.netloc or not path_is_empty or not _is_host(name):
        raise ArgumentError("environmentHost", "must be a host name, with a port or without")
    if not is_possible_host(name):
        raise ArgumentError("environmentHost", f"must be a host that can exist: {TOO_LONG}")
    shown = f"[{name}]" if ":" in name else name
    return (f"{shown}:{port}" if port is not None else shown), name


def _is_host(name: str) -> bool:
    return all(c.isalnum() or c in "-._:%" for c in name)
