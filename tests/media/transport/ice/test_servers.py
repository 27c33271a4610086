"""Asking STUN and TURN servers side by side: the fast one counts, the dead ones cost nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aioice import Candidate
from aioice.ice import StunProtocol
from aioice.stun import Class, Message, Method, parse_message
from aiortc import RTCIceServer

from core.media.transport.ice import agent, servers
from core.media.transport.ice.agent import CallIceConnection
from core.media.transport.ice.servers import Servers, StunServer, TurnServer, read_servers
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_task_left")


@pytest.fixture(autouse=True)
def _one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.2"])
    monkeypatch.setattr(
        servers, "_is_worth_asking", lambda protocol: protocol.local_candidate.host == "127.0.0.2"
    )


class FakeStun(asyncio.DatagramProtocol):
    """Answers binding requests with a mapped address after a while, with nonsense, or not at all."""

    def __init__(self, mapped: str, after: float | None, nonsense: bytes = b"") -> None:
        self.mapped, self.after, self.nonsense = mapped, after, nonsense
        self.asked = 0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.asked += 1
        if self.nonsense:
            self.transport.sendto(self.nonsense, addr)
        if self.after is None:
            return
        request = parse_message(data)
        answer = Message(Method.BINDING, Class.RESPONSE, transaction_id=request.transaction_id)
        answer.attributes["XOR-MAPPED-ADDRESS"] = (self.mapped, 4000)
        asyncio.get_running_loop().call_later(self.after, self.transport.sendto, bytes(answer), addr)


@asynccontextmanager
async def stun(*fakes: FakeStun) -> AsyncIterator[tuple[StunServer, ...]]:
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_datagram_endpoint(lambda one=one: one, local_addr=("127.0.0.1", 0)) for one in fakes
    ]
    try:
        yield tuple(StunServer(*transport.get_extra_info("sockname")) for transport, _ in made)
    finally:
        for transport, _ in made:
            transport.close()


async def gather(told: Servers) -> tuple[CallIceConnection, list[Candidate | None], float]:
    """Gather, and return the connection, what came late, and how long it took."""
    connection, late = CallIceConnection(told), list[Candidate | None]()
    connection.on_candidate = late.append
    started = time.monotonic()
    await connection.gather_candidates()
    return connection, late, time.monotonic() - started


def reflexive(connection: CallIceConnection) -> list[str]:
    return [one.host for one in connection.local_candidates if one.type == "srflx"]


def relays(connection: CallIceConnection) -> list[str]:
    return [one.host for one in connection.local_candidates if one.type == "relay"]


async def test_the_fastest_server_counts_and_the_dead_one_is_not_waited_for() -> None:
    dead, slow, fast = FakeStun("", None), FakeStun("203.0.113.2", 0.3), FakeStun("203.0.113.1", 0.0)
    async with stun(dead, slow, fast) as addresses:
        connection, late, seconds = await gather(Servers(addresses))
        assert reflexive(connection) == ["203.0.113.1"]
        assert seconds < agent.FAST_GATHER_SECONDS
        assert late == []
        assert min(dead.asked, slow.asked, fast.asked) >= 1
        await connection.close()


async def test_a_slow_answer_comes_as_a_late_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "FAST_GATHER_SECONDS", 0.02)
    async with stun(FakeStun("203.0.113.2", 0.15)) as addresses:
        connection, late, _ = await gather(Servers(addresses))
        assert reflexive(connection) == []
        await eventually(lambda: len(late) == 2)
        assert [one and one.host for one in late] == ["203.0.113.2", None]
        assert reflexive(connection) == ["203.0.113.2"]
        await connection.close()


async def test_servers_that_never_answer_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "FAST_GATHER_SECONDS", 0.02)
    monkeypatch.setattr(agent, "GATHER_SECONDS", 0.1)
    async with stun(FakeStun("", None), FakeStun("", None, b"\x00nonsense" * 5)) as addresses:
        connection, late, _ = await gather(Servers(addresses))
        await eventually(lambda: bool(late))
        assert late == [None]
        assert not connection.is_gathering
        await connection.close()


async def test_closing_while_servers_are_asked_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "FAST_GATHER_SECONDS", 0.02)
    async with stun(FakeStun("", None)) as addresses:
        connection, late, _ = await gather(Servers(addresses, (TurnServer("127.0.0.1", 9, "udp", "u", "p"),)))
        await connection.close()
        assert late == []


async def test_a_name_that_does_not_resolve_costs_nothing() -> None:
    async with stun(FakeStun("203.0.113.1", 0.0)) as addresses:
        connection, _, _ = await gather(Servers((StunServer("no-such-host.invalid", 3478), *addresses)))
        assert reflexive(connection) == ["203.0.113.1"]
        await connection.close()


class FakeRelays:
    """Stands in for the allocations at TURN servers: after how long each carrier gives one, None: never."""

    def __init__(self, **seconds: float | None) -> None:
        self.seconds = seconds
        self.tried: list[str] = []
        self.closed: list[str] = []

    async def __call__(self, **terms: Any) -> tuple[Candidate, StunProtocol]:
        carrier = "tls" if terms["turn_ssl"] else terms["turn_transport"]
        self.tried.append(carrier)
        after = self.seconds[carrier]
        if after is None:
            raise ConnectionError("refused")
        await asyncio.sleep(after)
        protocol = FakeRelay(terms["protocol_factory"]().receiver, carrier, self.closed)
        protocol.local_candidate = Candidate("f", 1, "udp", 1, carrier, 1, "relay")
        return protocol.local_candidate, protocol


class FakeRelay(StunProtocol):
    def __init__(self, receiver: Any, carrier: str, closed: list[str]) -> None:
        super().__init__(receiver)
        self._carrier, self._closed = carrier, closed

    async def close(self) -> None:
        self._closed.append(self._carrier)


def turn(*carriers: str) -> Servers:
    return Servers((), tuple(TurnServer("turn.invalid", 3478, carrier, "u", "p") for carrier in carriers))


async def relay_with(monkeypatch: pytest.MonkeyPatch, fakes: FakeRelays, *carriers: str) -> CallIceConnection:
    monkeypatch.setattr(servers, "relayed_candidate", fakes)
    monkeypatch.setattr(servers, "HEAD_START", {"udp": 0.0, "tcp": 0.05, "tls": 0.1})
    connection, _, _ = await gather(turn(*carriers))
    return connection


async def test_udp_goes_first_and_the_others_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes = FakeRelays(udp=0.0, tcp=0.0, tls=0.0)
    connection = await relay_with(monkeypatch, fakes, "udp", "tcp", "tls")
    assert relays(connection) == ["udp"]
    assert fakes.tried == ["udp"]
    await connection.close()


async def test_where_udp_is_blocked_tcp_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes = FakeRelays(udp=60.0, tcp=0.0, tls=0.0)
    connection = await relay_with(monkeypatch, fakes, "udp", "tcp", "tls")
    assert relays(connection) == ["tcp"]
    assert "tls" not in fakes.tried
    await connection.close()


async def test_where_only_tls_gets_through_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes = FakeRelays(udp=None, tcp=None, tls=0.0)
    connection = await relay_with(monkeypatch, fakes, "udp", "tcp", "tls")
    assert relays(connection) == ["tls"]
    await connection.close()


async def test_of_two_relays_in_the_same_moment_one_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes = FakeRelays(udp=0.0)
    told = Servers((), (TurnServer("a", 1, "udp", "", ""), TurnServer("b", 1, "udp", "", "")))
    monkeypatch.setattr(servers, "relayed_candidate", fakes)
    connection, _, _ = await gather(told)
    assert relays(connection) == ["udp"]
    await connection.close()
    assert fakes.closed == ["udp", "udp"]


def test_addresses_are_read_with_their_transports() -> None:
    told = read_servers(
        [
            RTCIceServer(["stun:a.example", "stun:b.example:5000", "nonsense", "stun:a.example"]),
            RTCIceServer(["turns:t.example", "turn:t.example?transport=tcp", "turn:t.example"], "u", "p"),
        ]
    )
    assert told.stun == (StunServer("a.example", 3478), StunServer("b.example", 5000))
    assert [(one.carrier, one.port) for one in told.turn] == [("udp", 3478), ("tcp", 3478), ("tls", 5349)]
    assert "p" not in repr(told.turn[0]).split("username")[1].replace("username", "")


def test_more_servers_than_are_asked_are_left_out() -> None:
    told = read_servers([RTCIceServer([f"stun:s{number}.example" for number in range(50)])])
    assert len(told.stun) == servers.SERVERS_ASKED
