"""Questions to STUN servers: answers, silence, and what is no answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aioice import stun

from core.network import stun as ours
from core.network.stun import Mapped, StunError, StunQuestions, is_stun
from tests.stun_server import StunServer


class Socket(asyncio.DatagramProtocol):
    """A socket that asks."""

    def __init__(self) -> None:
        self.questions = StunQuestions(lambda data, place: self.transport.sendto(data, place))
        self.others: list[bytes] = []

    async def open(self) -> Socket:
        loop = asyncio.get_running_loop()
        self.transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        self.place = self.transport.get_extra_info("sockname")
        return self

    def datagram_received(self, data: bytes, addr: Any) -> None:
        if not self.questions.take(data, addr):
            self.others.append(data)


@pytest.fixture
async def server() -> AsyncIterator[StunServer]:
    made = await StunServer().open()
    yield made
    await made.close()


@pytest.fixture
async def asks() -> AsyncIterator[Socket]:
    made = await Socket().open()
    yield made
    made.transport.close()
    assert not made.questions._open


async def test_a_socket_learns_where_it_is_seen(server: StunServer, asks: Socket) -> None:
    assert await asks.questions.ask(server.place) == Mapped(*asks.place)
    server.sees = lambda source: ("203.0.113.7", 4242)
    assert await asks.questions.ask(server.place) == Mapped("203.0.113.7", 4242)
    server.sees = lambda source: ("2001:db8::7", 4242)
    assert await asks.questions.ask(server.place) == Mapped("2001:db8::7", 4242)
    server.answer = lambda question, source: server.made(question, {"MAPPED-ADDRESS": ("203.0.113.8", 9)})
    assert await asks.questions.ask(server.place) == Mapped("203.0.113.8", 9), "a server of RFC 3489"
    assert not asks.others


async def test_a_lost_question_is_asked_again(server: StunServer, asks: Socket) -> None:
    def second_time(question: stun.Message, source: tuple[str, int]) -> bytes | None:
        return server.usual_answer(question, source) if len(server.asked) > 1 else None

    server.answer = second_time
    assert await asks.questions.ask(server.place) == Mapped(*asks.place)


async def test_many_at_once_get_their_own_answers(server: StunServer, asks: Socket) -> None:
    ports = iter(range(5000, 5032))
    server.sees = lambda source: ("203.0.113.7", next(ports))
    found = await asyncio.gather(*(asks.questions.ask(server.place) for _ in range(32)))
    assert len(set(found)) == 32


async def test_silence_has_an_end(server: StunServer, asks: Socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "TIMEOUT", 0.05)
    server.answer = lambda question, source: None
    with pytest.raises(StunError, match="does not answer"):
        await asks.questions.ask(server.place)


@pytest.mark.parametrize(
    ("attributes", "kind", "words"),
    [
        ({}, stun.Class.RESPONSE, "without an address"),
        ({"XOR-MAPPED-ADDRESS": ("0.0.0.0", 5)}, stun.Class.RESPONSE, "of nobody"),
        ({"XOR-MAPPED-ADDRESS": ("224.0.0.1", 5)}, stun.Class.RESPONSE, "of nobody"),
        ({"XOR-MAPPED-ADDRESS": ("203.0.113.7", 0)}, stun.Class.RESPONSE, "of nobody"),
        ({"ERROR-CODE": (420, "Unknown\x07 Attribute")}, stun.Class.ERROR, "420 Unknown Attribute"),
        ({}, stun.Class.ERROR, "refuses"),
    ],
)
async def test_useless_answers(
    server: StunServer, asks: Socket, attributes: dict[str, Any], kind: stun.Class, words: str
) -> None:
    server.answer = lambda question, source: server.made(question, attributes, kind)
    with pytest.raises(StunError, match=words):
        await asks.questions.ask(server.place)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-3],
        lambda data: data + b"\0\0\0\1\0\2ab",
        lambda data: data[:20],
        lambda data: data[:8] + bytes(12) + data[20:],
        lambda data: b"\0\1" + data[2:],
        lambda data: data[:2] + b"\0\4" + data[4:20] + b"\x80\x28\0\0",
        lambda data: data[:4] + data[4:] + bytes(2000),
        lambda data: b"",
        lambda data: b"OPTIONS sip:x SIP/2.0\r\n",
    ],
)
async def test_what_is_no_answer_ends_no_question(
    server: StunServer, asks: Socket, monkeypatch: pytest.MonkeyPatch, spoil: Any
) -> None:
    monkeypatch.setattr(ours, "TIMEOUT", 0.05)
    server.answer = lambda question, source: spoil(server.usual_answer(question, source))
    with pytest.raises(StunError, match=r"does not answer|without an address"):
        await asks.questions.ask(server.place)


async def test_strangers_do_not_answer(
    server: StunServer, asks: Socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even who has seen the question and answers from elsewhere."""
    monkeypatch.setattr(ours, "TIMEOUT", 0.1)
    heard: list[bytes] = []

    def told(question: stun.Message, source: tuple[str, int]) -> None:
        data = server.usual_answer(question, ("203.0.113.66", 1))
        heard.append(data)
        assert not asks.questions.take(data, ("127.0.0.66", server.port))

    server.answer = told  # type: ignore[assignment]
    with pytest.raises(StunError):
        await asks.questions.ask(server.place)
    assert heard and not asks.questions.take(heard[0], server.place), "it comes too late"


async def test_questions_are_bounded(
    server: StunServer, asks: Socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "TIMEOUT", 0.05)
    server.answer = lambda question, source: None
    many = (asks.questions.ask(server.place) for _ in range(ours.MOST_ASKED + 1))
    found = await asyncio.gather(*many, return_exceptions=True)
    assert sum("too many" in str(one) for one in found) == 1


def test_what_may_be_stun() -> None:
    assert is_stun(b"\x01\x01") and is_stun(b"\0") and not is_stun(b"")
    assert not is_stun(b"INVITE") and not is_stun(b"\x80\0") and not is_stun(b"\x16\xfe")
