"""STUN servers that accounts and administrators name: nonsense, failures, what is remembered of them."""

from __future__ import annotations

import asyncio
import errno

import pytest

from core.network import stun as network_stun
from core.network.stun import Mapped, StunQuestions
from core.service.gateway import stun_servers
from core.service.gateway.stun_servers import StunServers, read_stun_server
from core.sip.locating.records import LookupFailed
from tests.stun_server import StunServer


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("", ""),
        (" stun.example.org ", "stun.example.org"),
        ("stun.example.org:3479", "stun.example.org:3479"),
        ("stun:stun.example.org", "stun.example.org"),
        ("STUN:stun.example.org:19302", "stun.example.org:19302"),
        ("192.0.2.1", "192.0.2.1"),
        ("[2001:db8::1]:3478", "[2001:db8::1]:3478"),
        ("stun:3478", "stun:3478"),
    ],
)
def test_how_a_server_is_written(text: str, server: str) -> None:
    assert read_stun_server(text) == server


@pytest.mark.parametrize(
    "text",
    ["a b", "stun.example.org:0", "stun.example.org:99999", "stun.example.org:x", "stun://", "x" * 300,
     "x" * 64 + ".example",
     "http://stun.example.org", "user@stun.example.org", "::1", "stun.example.org/path", "a\nb", "😀"],
)  # fmt: skip
def test_what_is_no_server(text: str) -> None:
    with pytest.raises(ValueError, match="looks like"):
        read_stun_server(text)


@pytest.mark.parametrize("scheme", ["turn", "turns", "stuns"])
def test_another_kind_of_server(scheme: str) -> None:
    with pytest.raises(ValueError, match="STUN server is needed"):
        read_stun_server(f"{scheme}:turn.example.org")


class Names:
    """A resolver that knows a few names."""

    def __init__(self, **addresses: list[str]) -> None:
        self.known = addresses
        self.asked = 0

    async def addresses(self, host: str) -> list[str]:
        self.asked += 1
        if host == "broken":
            raise LookupFailed("The name broken could not be looked up: no server.")
        return self.known.get(host, [])


class Stage:
    def __init__(self, **names: list[str]) -> None:
        self.names = Names(**names)
        self.refused: set[str] = set()
        self.servers = StunServers(self.names, lambda host: host not in self.refused)  # type: ignore[arg-type]

    async def ask(self, server: str, *, is_ipv6: bool = False) -> Mapped | None:
        loop = asyncio.get_running_loop()
        holder = _Holder()
        transport, _ = await loop.create_datagram_endpoint(lambda: holder, local_addr=("127.0.0.1", 0))
        holder.questions = StunQuestions(transport.sendto)
        try:
            return await self.servers.mapped(server, holder.questions, is_ipv6=is_ipv6)
        finally:
            transport.close()


class _Holder(asyncio.DatagramProtocol):
    questions: StunQuestions

    def datagram_received(self, data: bytes, addr: object) -> None:
        self.questions.take(data, addr)


async def test_a_server_is_found_by_its_name_once() -> None:
    server = await StunServer().open()
    stage = Stage(stun=["::1", "127.0.0.1"])
    server.sees = lambda source: ("203.0.113.7", 7)
    try:
        for _ in range(3):
            assert await stage.ask(f"stun:{server.port}") == Mapped("203.0.113.7", 7)
        assert stage.names.asked == 1 and len(server.asked) == 3
        assert stage.servers.problem(f"stun:{server.port}") == ""
        await stage.servers.check(f"stun:{server.port}", is_ipv6=False)
        assert len(server.asked) == 4
    finally:
        await server.close()


@pytest.mark.parametrize(
    ("server", "words"),
    [
        ("unknown", "name is not known"),
        ("broken", "could not be looked up"),
        ("six", "no address of IPv4"),
        ("inside", "sends nothing to its network"),
    ],
)
async def test_why_a_server_is_of_no_use(server: str, words: str) -> None:
    stage = Stage(six=["::1"], inside=["127.0.0.1"])
    stage.refused.add("127.0.0.1")
    assert await stage.ask(server) is None
    problem = stage.servers.problem(server)
    assert words in problem and problem.startswith(f"The STUN server {server} is of no use: ")


async def test_a_silent_server_costs_one_call_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_stun, "TIMEOUT", 0.02)
    server = await StunServer().open()
    server.answer = lambda question, source: None
    stage = Stage()
    try:
        for _ in range(3):
            assert await stage.ask(server.text) is None
        assert len(server.asked) == 1 and "does not answer" in stage.servers.problem(server.text)
        server.answer = server.usual_answer
        assert await stage.ask(server.text) is None
        stage.servers.forget_failures()
        assert await stage.ask(server.text) is not None and stage.servers.problem(server.text) == ""
    finally:
        await server.close()


async def test_a_server_for_which_there_is_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(*values: object, **named: object) -> object:
        raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")

    monkeypatch.setattr(asyncio.get_running_loop(), "create_datagram_endpoint", refused)
    stage = Stage()
    await stage.servers.check("stun", is_ipv6=True)
    problem = stage.servers.problem("stun")
    assert problem == (
        "The STUN server stun is of no use: no socket can be had to ask it: "
        "Address family not supported by protocol."
    )


async def test_what_is_known_of_servers_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stun_servers, "MOST_KNOWN", 3)
    stage = Stage()
    for number in range(6):
        assert await stage.ask(f"n{number}") is None
    assert len(stage.servers._known) == 3 and stage.servers.problem("n0") == ""
