"""UDP, TCP and TLS on loopback: two ends of ours, and ends that misbehave."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from core.sip.transports.classic import ClassicSockets, Listening, SocketLimits, local_address, numeric
from core.sip.transports.framing import MAX_STREAM_MESSAGE
from core.sip.transports.hops import Hop, Transport
from core.sip.transports.streams import FIRST_MESSAGE_PATIENCE, MESSAGE_PATIENCE
from tests.free_port import free_port
from tests.service.web.certificates import server_context, write_certificate

MESSAGE = b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbody"
HOSTS = ["127.0.0.1", "::1"]


class End:
    """Sockets and what they told; ``wait`` until enough was told."""

    def __init__(self, **options: object) -> None:
        self.told: list[tuple[str, object, Hop]] = []
        self.pause = 0.0
        self.needed: set[Hop] = set()
        self._changed = asyncio.Event()
        self.sockets = ClassicSockets(self, **options)  # type: ignore[arg-type]

    def received(self, data: bytes, hop: Hop) -> float:
        self._tell("received", data, hop)
        return self.pause

    def unreadable(self, data: bytes, hop: Hop) -> None:
        self._tell("unreadable", data, hop)
        self.sockets.send(hop, b"SIP/2.0 400 no\r\n\r\n")

    def lost(self, hop: Hop, reason: str) -> None:
        self._tell("lost", reason, hop)

    def needs(self, hop: Hop) -> bool:
        return hop in self.needed

    def _tell(self, what: str, said: object, hop: Hop) -> None:
        self.told.append((what, said, hop))
        self._changed.set()

    async def wait(self, count: int = 1) -> list[tuple[str, object, Hop]]:
        async with asyncio.timeout(10):
            while len(self.told) < count:
                self._changed.clear()
                await self._changed.wait()
        told, self.told = self.told, []
        return told


@pytest.fixture
async def ends(no_task_left: object) -> AsyncIterator[Callable[..., End]]:
    made: list[End] = []

    def make(**options: object) -> End:
        made.append(End(**options))
        return made[-1]

    yield make
    for end in made:
        await end.sockets.close()


def contexts(folder: Path, host: str = "sip.test") -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what a TLS server for ``host`` and its clients need."""
    certificate, key = write_certificate(folder, "sip", hosts=(host,))
    server = server_context(certificate, key)
    return server, ssl.create_default_context(cafile=str(certificate))


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
async def test_there_and_back(ends: Callable[..., End], transport: Transport, host: str):
    server, client = ends(), ends()
    ((_, _, port),) = await server.sockets.listen([Listening(transport, host, 0)])
    hop = Hop(transport, host, port)
    await client.sockets.prepare(hop)
    client.sockets.send(hop, MESSAGE)
    client.sockets.send(hop, MESSAGE)
    told = await server.wait(2)
    assert [one[:2] for one in told] == [("received", MESSAGE)] * 2
    source = told[0][2]
    assert source.host == host and source.transport is transport
    server.sockets.send(source, b"SIP/2.0 200 OK\r\nl: 0\r\n\r\n")
    assert await client.wait() == [("received", b"SIP/2.0 200 OK\r\nl: 0\r\n\r\n", hop)]
    told_host, told_port = client.sockets.address_for(hop)
    assert told_host == hop.host_in_uri and told_port
    assert server.sockets.is_own(hop) and not client.sockets.is_own(hop)


async def test_what_a_peer_sends_to_the_address_it_was_told_arrives(ends: Callable[..., End]):
    server, client = ends(), ends()
    ((_, _, port),) = await server.sockets.listen([Listening(Transport.TCP, "127.0.0.1", 0)])
    hop = Hop(Transport.TCP, "127.0.0.1", port)
    await client.sockets.prepare(hop)
    _, told_port = client.sockets.address_for(hop)
    server.sockets.send(Hop(Transport.TCP, "127.0.0.1", told_port or 0), MESSAGE)
    assert (await client.wait())[0][:2] == ("received", MESSAGE)


async def test_tls_is_checked_against_the_name_that_was_looked_up(ends: Callable[..., End], tmp_path: Path):
    server_tls, client_tls = contexts(tmp_path)
    server, client = ends(), ends(client_tls=client_tls)
    ((_, _, port),) = await server.sockets.listen([Listening(Transport.TLS, "127.0.0.1", 0, server_tls)])
    good = Hop(Transport.TLS, "127.0.0.1", port, "sip.test")
    client.sockets.send(good, MESSAGE)
    (received,) = await server.wait()
    server.sockets.send(received[2], MESSAGE)
    assert await client.wait() == [("received", MESSAGE, good)]
    for name in ("other.test", ""):
        bad = Hop(Transport.TLS, "127.0.0.1", port, name)
        client.sockets.send(bad, MESSAGE)
        (lost,) = await client.wait()
        assert lost[0] == "lost" and "certificate" in str(lost[1]).lower() and lost[2] == bad
    assert server.told == []


async def test_a_connection_that_cannot_be_opened_is_told(ends: Callable[..., End]):
    client = ends()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    client.sockets.send(Hop(Transport.TCP, "127.0.0.1", port), MESSAGE)
    (lost,) = await client.wait()
    assert lost[0] == "lost" and lost[2].port == port


async def test_a_datagram_without_a_socket_or_too_long_for_one_is_told(ends: Callable[..., End]):
    client = ends()
    hop = Hop(Transport.UDP, "127.0.0.1", 9)
    client.sockets.send(hop, MESSAGE)
    assert (await client.wait())[0][0] == "lost"
    await client.sockets.prepare(hop)
    client.sockets.send(hop, b"x" * 65_600)
    assert (await client.wait())[0][0] == "lost"


async def raw(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", port)


async def tcp(end: End) -> int:
    ((_, _, port),) = await end.sockets.listen([Listening(Transport.TCP, "127.0.0.1", 0)])
    return port


async def test_pings_get_a_pong_and_halves_wait(ends: Callable[..., End]):
    server = ends()
    reader, writer = await raw(await tcp(server))
    writer.write(b"\r\n\r\n")
    assert await reader.readexactly(2) == b"\r\n"
    writer.write(MESSAGE[:20])
    await writer.drain()
    writer.write(MESSAGE[20:] + b"\r\n\r\n")
    assert await reader.readexactly(2) == b"\r\n"
    assert [one[1] for one in server.told] == [MESSAGE]
    writer.close()
    assert [one[0] for one in await server.wait(2)] == ["received", "lost"]


async def test_a_stream_that_is_no_sip_is_answered_and_closed(ends: Callable[..., End]):
    server = ends()
    reader, writer = await raw(await tcp(server))
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" + b"y" * 1000)
    assert await reader.read() == b"SIP/2.0 400 no\r\n\r\n", "then it ends"
    (told, lost) = await server.wait(2)
    assert told[:2] == ("unreadable", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") and lost[0] == "lost"
    writer.close()


async def test_endless_headers_are_cut_off(ends: Callable[..., End]):
    server = ends()
    reader, writer = await raw(await tcp(server))
    writer.write(b"OPTIONS sip:a SIP/2.0\r\n" + b"X: y\r\n" * (MAX_STREAM_MESSAGE // 6 + 1))
    assert (await server.wait())[0][0] == "unreadable"
    assert await reader.read() == b"SIP/2.0 400 no\r\n\r\n"
    writer.close()


async def test_who_dawdles_is_cut_off_and_who_talks_is_not(ends: Callable[..., End]):
    server = ends()
    port = await tcp(server)
    loop = asyncio.get_running_loop()
    quiet, slow, brisk = [await raw(port) for _ in range(3)]
    brisk[1].write(MESSAGE)
    slow[1].write(MESSAGE + MESSAGE[:10])
    await server.wait(2)
    server.sockets.sweep(loop.time() + min(MESSAGE_PATIENCE, FIRST_MESSAGE_PATIENCE) + 1)
    for reader, writer in (quiet, slow):
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await reader.readexactly(1)
        writer.close()
    assert server.sockets.connections == 1
    assert server.sockets.counters["dawdling connection cut"] == 2
    brisk[1].write(MESSAGE)
    assert (await server.wait(3))[-1][0] == "received"
    brisk[1].close()


async def test_idle_connections_are_closed_but_not_those_that_a_call_needs(ends: Callable[..., End]):
    server = ends(limits=SocketLimits(idle=60))
    port = await tcp(server)
    streams = [await raw(port) for _ in range(2)]
    for _, writer in streams:
        writer.write(MESSAGE)
    told = await server.wait(2)
    server.needed.add(told[0][2])
    server.sockets.sweep(asyncio.get_running_loop().time() + 61)
    (lost,) = await server.wait()
    assert lost[0] == "lost" and lost[2] == told[1][2] and server.sockets.connections == 1
    for _, writer in streams:
        writer.close()


@pytest.mark.parametrize("limits", [SocketLimits(connections_per_address=2), SocketLimits(connections=2)])
async def test_connections_are_bounded_per_address_and_in_all(ends: Callable[..., End], limits: SocketLimits):
    server = ends(limits=limits)
    port = await tcp(server)
    streams = [await raw(port) for _ in range(3)]
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await streams[2][0].readexactly(1)
    assert server.sockets.connections == 2 and server.sockets.counters["connection refused"] == 1
    for _, writer in streams:
        writer.close()


async def test_a_peer_that_does_not_read_is_cut_off(ends: Callable[..., End]):
    server = ends()
    _, writer = await raw(await tcp(server))
    writer.write(MESSAGE)
    (told,) = await server.wait()
    for _ in range(1000):
        server.sockets.send(told[2], b"x" * 65_000)
        await asyncio.sleep(0)
        if server.told:
            break
    assert (await server.wait())[0][0] == "lost"
    writer.close()


async def test_who_sends_too_much_is_read_later(ends: Callable[..., End]):
    server = ends()
    server.pause = 0.05
    _, writer = await raw(await tcp(server))
    loop = asyncio.get_running_loop()
    begin = loop.time()
    for _ in range(3):
        writer.write(MESSAGE)
        await server.wait()
    assert loop.time() - begin >= 0.09
    writer.close()


async def test_addresses():
    assert local_address("127.0.0.1") == "127.0.0.1"
    for name in ("localhost", "sip33.example.com", "", "[::1]:5"):
        with pytest.raises(OSError, match="no address"):
            local_address(name)
    assert numeric("::ffff:192.0.2.1") == "192.0.2.1" and numeric("fe80::1%lo") == "fe80::1"
    assert numeric("no address") == "no address"
    assert str(Hop(Transport.TLS, "::1", 5061)) == "tls:[::1]:5061"
    assert Transport.TLS.default_port == 5061 and Transport.UDP.default_port == 5060


async def test_a_listener_that_cannot_be_opened_leaves_none_open(ends: Callable[..., End]):
    server, second = ends(), ends()
    taken, free = await tcp(server), free_port(socket.SOCK_DGRAM)
    wanted = [Listening(Transport.UDP, "127.0.0.1", free), Listening(Transport.TCP, "127.0.0.1", taken)]
    with pytest.raises(OSError):
        await second.sockets.listen(wanted)
    assert second.sockets.is_own(Hop(Transport.UDP, "127.0.0.1", free)) is False
    await server.sockets.listen(wanted[:1])
