"""Servers as people name them: a host, with or without a port."""

from __future__ import annotations

from core.network.host_names import is_possible_host
from core.sip.messages import IllegalValue, ParseError, Uri
from core.sip.messages.uri import split_host_port


def split_server(text: str) -> tuple[str, int | None]:
    """Return host (IPv6 in brackets) and port of ``host`` or ``host:port``.

    Raises ValueError for what is none, and for a host that cannot exist.
    """
    try:
        host, port = split_host_port(text)
        Uri("sip", host=host, port=port)
    except (ParseError, IllegalValue):
        raise ValueError("no server") from None
    if port == 0 or not is_possible_host(host.strip("[]")):
        raise ValueError("no server")
    return host, port
