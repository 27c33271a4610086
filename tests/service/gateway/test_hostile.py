"""What the classic listeners are sent by those who mean no good, beside a call that must go on."""

from __future__ import annotations

import asyncio
import contextlib
import random

import pytest

from core.sip.agent.events import (
    ReinviteAnswered,
    ReinviteReceived,
)
from core.sip.messages import ParseError, Response, parse_message
from core.sip.transports.hops import Hop, Transport
from tests.service.gateway.conftest import Town, connected, until
from tests.service.gateway.test_calls_in import invite
from tests.sip.torture.rfc4475 import FOLDER, needs_files
from tests.sip.torture.rfc5118 import MESSAGES

UDP, TCP = Transport.UDP, Transport.TCP


async def goes_on(alice, far, outgoing, incoming) -> None:
    alice.do(outgoing.reinvite, b"still there?")
    assert (await far.event(ReinviteReceived)).body == b"offer <- still there?"
    far.do(incoming.answer_reinvite, b"yes")
    assert (await alice.event(ReinviteAnswered)).body == b"answer <- yes"


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return ``data`` with a few bytes changed, doubled, cut out or put in."""
    made = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(made) or 1)
        kind = chance.randrange(5)
        if kind == 0 and made:
            made[at % len(made)] = chance.randrange(256)
        elif kind == 1:
            del made[at : at + chance.randrange(1, 40)]
        elif kind == 2:
            made[at:at] = chance.choice((b"\r\n", b"\0", b";", b'"', b"<", b"\xff", b"\r\n ", b"%00", b"@"))
        elif kind == 3:
            made[at:at] = made[at : at + 60]
        else:
            made[at:at] = b"A" * chance.choice((1, 100, 3000))
    return bytes(made)


async def test_mangled_messages_by_the_hundred(town: Town, seed: int):
    call = await connected(town, listens=("udp", "tcp"))
    wire, chance = await town.wire(), random.Random(seed)
    gateway = Hop(UDP, "127.0.0.1", town.port(UDP))
    target = f"sip:alice@127.0.0.1:{gateway.port}"
    samples = [bytes(invite(target, f"h{n}")) for n in range(5)] + list(MESSAGES.values())
    sent = 300
    for _ in range(sent):
        wire.sockets.send(gateway, mutated(chance.choice(samples), chance)[:60_000])
        await asyncio.sleep(0)
    answered: set[str | None] = set()

    def look() -> bool:
        wire.sockets.send(gateway, last)  # again while it is told to come later
        while not wire.messages.empty():
            answer, _ = wire.messages.get_nowait()
            assert isinstance(answer, Response) or answer.method in ("BYE", "CANCEL", "ACK", "INVITE")
            if getattr(answer, "status", 0) == 483:
                answered.add(answer.headers.get("Call-ID"))
        return "last" in answered

    last = bytes(invite(target, "last", **{"Max-Forwards": "0"}))
    await until(look)  # what came before it was read before it
    assert town.gateway.reception.counters["garbage"] > sent / 2
    await goes_on(*call)


@needs_files
async def test_the_torture_messages_over_udp_and_tcp(town: Town):
    call = await connected(town, listens=("udp", "tcp"))
    wire = await town.wire()
    files = {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.dat"))}
    assert len(files) > 40
    for data in files.values():
        wire.sockets.send(Hop(UDP, "127.0.0.1", town.port(UDP)), data)
        reader, writer = await asyncio.open_connection("127.0.0.1", town.port(TCP))
        writer.write(data)
        writer.write_eof()
        async with asyncio.timeout(5):
            said = await reader.read()
        writer.close()
        try:
            assert not said or isinstance(parse_message(said), Response)
        except ParseError as error:
            raise AssertionError(f"the gateway answered {said!r}") from error
    await goes_on(*call)


@pytest.mark.parametrize(
    "nonsense",
    [b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 500, b"\0" * 70_000],
)
async def test_other_protocols_at_the_tcp_listener(town: Town, nonsense: bytes):
    call = await connected(town, listens=("udp", "tcp"))
    reader, writer = await asyncio.open_connection("127.0.0.1", town.port(TCP))
    writer.write(nonsense)
    writer.write_eof()
    async with asyncio.timeout(5):
        with contextlib.suppress(ConnectionError):
            await reader.read()
    writer.close()
    await goes_on(*call)


async def test_a_stranger_cannot_end_a_call_that_it_knows_of_but_for_its_tags(town: Town):
    alice, far, outgoing, incoming = await connected(town, listens=("udp", "tcp"))
    wire = await town.wire()
    gateway = Hop(UDP, "127.0.0.1", incoming.request.via.port or 0)
    forged = invite("sip:alice@127.0.0.1", incoming.call_id, CSeq="7 BYE", To="<sip:alice@x>;tag=guess")
    forged.method, forged.body = "BYE", b""
    wire.sockets.send(gateway, bytes(forged))
    await wire.next(481)
    forged = invite("sip:alice@127.0.0.1", incoming.call_id, CSeq="1 CANCEL")
    forged.method, forged.body = "CANCEL", b""
    wire.sockets.send(gateway, bytes(forged))
    await wire.next(481)
    await goes_on(alice, far, outgoing, incoming)


async def test_invites_without_end_are_bounded(town: Town):
    await town.serve(listens=("udp",), calls=5)
    alice, wire = await town.phone(), await town.wire()
    gateway = Hop(UDP, "127.0.0.1", town.port(UDP))
    target = f"sip:alice@127.0.0.1:{gateway.port}"
    for number in range(100):
        via = f"SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKf{number};rport"
        wire.sockets.send(gateway, bytes(invite(target, f"flood{number}", Via=via)))
    await until(lambda: town.gateway.reception.counters["answered 503"] >= 95)
    assert town.gateway.calls == 5 and town.gateway.legs <= 5
    assert alice.agent.counters.total() == 0
