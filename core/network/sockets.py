"""Sockets that are bound before they are given to a loop."""

from __future__ import annotations

import os
import socket


def bound_socket(
    host: str, port: int, kind: socket.SocketKind = socket.SOCK_DGRAM, *, receive_bytes: int = 0
) -> socket.socket:
    """Return a socket that does not block, bound to a numeric ``host``; port 0 is any. Raises OSError.

    One of IPv6 takes no IPv4. ``receive_bytes`` is how much may wait in it, 0 as much as the system likes.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, kind)
    try:
        made.setblocking(False)
        if kind is socket.SOCK_STREAM and os.name == "posix":  # elsewhere others could take the port away
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if receive_bytes:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made
