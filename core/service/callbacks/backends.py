"""Where an application's backend is: one address, and one more for when that fails."""

from __future__ import annotations

from dataclasses import dataclass, field

from yarl import URL

from core.network.host_names import is_possible_host
from core.network.loopback import is_loopback

URL_LIMIT = 1024


class BackendUrlError(ValueError):
    """An address is none that a backend may have; the message is for people."""


@dataclass(frozen=True, slots=True)
class Backend:
    """What is asked about an application's calls; ``fallback`` may be empty."""

    application: str
    secret: str = field(repr=False)
    primary: str = ""
    fallback: str = ""

    @property
    def urls(self) -> tuple[str, ...]:
        """Its addresses, in the order in which they are tried."""
        return tuple(url for url in (self.primary, self.fallback) if url)


def check_backend_url(text: str) -> str:
    """Return ``text`` if callbacks may go there: HTTPS, or HTTP on this machine; raise ``BackendUrlError``.

    A query would leave open what is signed, and a password has no place in an address.
    """
    try:
        url = URL(text)
        host, _ = url.host, url.port
    except (ValueError, TypeError):
        raise BackendUrlError("This is not a web address.") from None
    if (
        len(text) > URL_LIMIT
        or not text.isascii()
        or not text.isprintable()
        or " " in text
        or not host
        or not is_possible_host(host)
    ):
        raise BackendUrlError("This is not a web address.")
    if url.scheme != "https" and not (url.scheme == "http" and is_loopback(host)):
        raise BackendUrlError("The address must begin with https:// (http:// is for this machine only).")
    if url.user is not None or url.password is not None:
        raise BackendUrlError("The address must not hold a name or password: callbacks are signed.")
    if url.query_string or url.fragment or text.rstrip().endswith(("?", "#")):
        raise BackendUrlError("The address must end with its path, without ? or #.")
    return text
