"""How long a datagram has lain in its socket before this program read it.

Congestion control takes a late arrival for a queue on the way. A program that was busy for 50 ms must not be
the one that is late, so the moment of arrival is the kernel's where it tells (Linux), else that of reading.
"""

from __future__ import annotations

import socket
import struct
import sys
import time

if sys.platform == "linux":
    import fcntl

SIOCGSTAMP = 0x8906
"""linux/sockios.h: asks for the wall clock time at which the datagram that was read last came in."""

TIMEVAL = struct.Struct("@ll")
LONGEST = 2.0
"""Seconds beyond which the answer is no measure: the wall clock was set."""


NO_TIME = bytes(TIMEVAL.size)


def waited_in_socket(read: socket.socket | None) -> float:
    """Return how many seconds ago the datagram came in that was ``read`` last; 0 if nobody knows.

    asyncio reads one datagram and hands it on before it reads the next, so this speaks of that one.
    """
    if sys.platform != "linux" or read is None:
        return 0.0
    try:
        seconds, microseconds = TIMEVAL.unpack(fcntl.ioctl(read, SIOCGSTAMP, NO_TIME))
    except (OSError, ValueError):
        return 0.0  # no datagram has been stamped yet, or the socket has just been closed
    waited = time.time() - seconds - microseconds * 1e-6
    return waited if 0.0 <= waited <= LONGEST else 0.0
