"""How long datagrams have waited in a socket, on real sockets of this machine."""

from __future__ import annotations

import asyncio
import socket
import sys
import time

import pytest

from core.media.transport.ice import arrival_time
from core.media.transport.ice.arrival_time import LONGEST, waited_in_socket

STALL = 0.15


def read_by(transport: asyncio.BaseTransport) -> socket.socket:
    found: socket.socket = transport.get_extra_info("socket")
    return found


class Reader(asyncio.DatagramProtocol):
    """Notes how long each datagram had waited."""

    def __init__(self, wanted: int) -> None:
        self.waited: list[float] = []
        self.done = asyncio.Event()
        self._wanted = wanted

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[object, ...]) -> None:
        self.waited.append(waited_in_socket(read_by(self._transport)))
        if len(self.waited) == self._wanted:
            self.done.set()


async def read(wanted: int, *, family: socket.AddressFamily = socket.AF_INET) -> list[float]:
    """Send datagrams, be busy for ``STALL`` before they are read, and return what each has waited."""
    host = "127.0.0.1" if family == socket.AF_INET else "::1"
    loop = asyncio.get_running_loop()
    transport, reader = await loop.create_datagram_endpoint(lambda: Reader(wanted), (host, 0), family=family)
    try:
        address = transport.get_extra_info("sockname")
        with socket.socket(family, socket.SOCK_DGRAM) as sender:
            waited_in_socket(read_by(transport))  # the first question switches the stamps on, a moment later
            await asyncio.sleep(0.05)
            for number in range(wanted):
                sender.sendto(bytes([number]), address)
            time.sleep(STALL)  # noqa: ASYNC251 - the thread is busy, as it may be in a call
            async with asyncio.timeout(5):
                await reader.done.wait()
    finally:
        transport.close()
    return reader.waited


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells")
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
async def test_what_a_busy_program_reads_late_counts_from_when_it_came(family: socket.AddressFamily) -> None:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
    except OSError:
        pytest.skip("this machine has no such address")
    waited = await read(4, family=family)
    assert all(0.9 * STALL <= one <= STALL + 1.0 for one in waited), waited


async def test_where_nobody_knows_a_datagram_has_not_waited(monkeypatch: pytest.MonkeyPatch) -> None:
    assert waited_in_socket(None) == 0.0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            asyncio.DatagramProtocol, ("127.0.0.1", 0)
        )
        try:
            assert waited_in_socket(read_by(transport)) == 0.0, "nothing has come yet"
            own.sendto(b"x", transport.get_extra_info("sockname"))
            await asyncio.sleep(0.01)
            monkeypatch.setattr(arrival_time.time, "time", lambda: 1e6)
            assert waited_in_socket(read_by(transport)) == 0.0, "the wall clock was set back"
            monkeypatch.setattr(arrival_time.time, "time", lambda: 1e11 + LONGEST)
            assert waited_in_socket(read_by(transport)) == 0.0, "or forward"
            monkeypatch.setattr(arrival_time.sys, "platform", "darwin")
            assert waited_in_socket(read_by(transport)) == 0.0
        finally:
            transport.close()
    assert waited_in_socket(read_by(transport)) == 0.0, "a closed socket"
