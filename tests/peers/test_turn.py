"""A relay that is not ours (coturn): over UDP, TCP and TLS, with wrong passwords and dead ports beside."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import time
from collections.abc import Iterator

import pytest
from aiortc import RTCIceServer

from core.media.transport.ice.transport import CallIceGatherer, CallIceTransport
from tests.free_port import free_port
from tests.media.call_pair import eventually
from tests.media.transport.ice.ends import End, restart, start
from tests.peers.coturn import PASSWORD, USER, Coturn

TURNSERVER = shutil.which("turnserver")
pytestmark = [
    pytest.mark.skipif(TURNSERVER is None, reason="coturn is not installed"),
    pytest.mark.usefixtures("no_task_left"),
]


@pytest.fixture(scope="module")
def coturn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coturn]:
    server = Coturn(TURNSERVER or "", tmp_path_factory.mktemp("coturn"))
    server.start()
    yield server
    server.stop()


def server(*urls: str, password: str = PASSWORD) -> RTCIceServer:
    return RTCIceServer(list(urls), USER, password)


async def gathered(coturn: Coturn, *servers: RTCIceServer) -> End:
    """Return an end that has a relay and nothing else."""
    trusting = ssl.create_default_context(cafile=str(coturn.certificate))
    end = End(CallIceTransport(CallIceGatherer(servers, relay_only=True, tls=trusting)))
    await end.transport.iceGatherer.gather()
    return end


def relays(end: End) -> list[str]:
    return [one.type for one in end.connection.local_candidates]


async def talk(first: End, second: End) -> None:
    """Connect both through their relays and send something each way."""
    first.connection.ice_controlling = True
    told = [first.describe(), second.describe()]
    await asyncio.gather(start(first, told[1]), start(second, told[0]))
    first.send_rtp(1)
    second.send_rtp(2)
    await eventually(lambda: second.numbers == [1] and first.numbers == [2], what="packets by the relay")


async def close(*ends: End) -> None:
    await asyncio.gather(*(end.transport.stop() for end in ends))
    await asyncio.gather(*(end.reader for end in ends if end.reader is not None))


@pytest.mark.parametrize("carrier", ["udp", "tcp", "tls"])
async def test_a_call_goes_through_the_relay(coturn: Coturn, carrier: str) -> None:
    url = {
        "udp": f"turn:127.0.0.1:{coturn.port}",
        "tcp": f"turn:127.0.0.1:{coturn.port}?transport=tcp",
        "tls": f"turns:127.0.0.1:{coturn.tls_port}?transport=tcp",
    }[carrier]
    ends = [await gathered(coturn, server(url)) for _ in range(2)]
    await eventually(lambda: [relays(end) for end in ends] == [["relay"], ["relay"]], what="both relays")
    await talk(*ends)
    await close(*ends)


async def test_where_udp_and_tcp_are_blocked_tls_gets_through(coturn: Coturn) -> None:
    blocked = free_port()
    servers = server(
        f"turn:127.0.0.1:{blocked}",
        f"turn:127.0.0.1:{blocked}?transport=tcp",
        f"turns:127.0.0.1:{coturn.tls_port}?transport=tcp",
    )
    began = time.monotonic()
    end = await gathered(coturn, servers)
    await eventually(lambda: relays(end) == ["relay"], 5, "the relay over TLS")
    print(f"a relay over TLS after {time.monotonic() - began:.2f} s")
    assert time.monotonic() - began < 2.0
    await close(end)


async def test_a_wrong_password_gives_no_relay_and_no_noise(coturn: Coturn) -> None:
    end = await gathered(coturn, server(f"turn:127.0.0.1:{coturn.port}", password="wrong"))
    await eventually(lambda: not end.connection.is_gathering, 6, "the refusal")
    assert relays(end) == []
    await close(end)


async def test_a_certificate_that_nobody_vouches_for_is_refused(coturn: Coturn) -> None:
    url = f"turns:127.0.0.1:{coturn.tls_port}?transport=tcp"
    end = End(CallIceTransport(CallIceGatherer([server(url)], relay_only=True)))
    await end.transport.iceGatherer.gather()
    await eventually(lambda: not end.connection.is_gathering, 6, "the refusal")
    assert relays(end) == []
    await close(end)


async def test_a_relayed_call_restarts(coturn: Coturn) -> None:
    ends = [await gathered(coturn, server(f"turn:127.0.0.1:{coturn.port}")) for _ in range(2)]
    await talk(*ends)
    await restart(*ends)
    ends[0].send_rtp(3)
    await eventually(lambda: ends[1].numbers == [1, 3], what="packets by the new relay")
    await close(*ends)
