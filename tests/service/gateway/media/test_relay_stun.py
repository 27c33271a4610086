"""Media behind a NAT that gives every socket another port: a STUN server knows them, and they are told."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from core.media.media_events import MediaConnected
from core.network import stun as network_stun
from core.service.gateway.stun_servers import StunServers
from core.sip.transports.names import DnsResolver
from tests.media.call_pair import eventually
from tests.service.gateway.media.phone import Phone
from tests.service.gateway.media.test_relay import LOCAL, Call, ends, heard_tone, tone
from tests.stun_server import Place, StunServer

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


class Nat:
    """A place outside for each socket inside: what comes there goes in, what comes from inside goes out."""

    def __init__(self) -> None:
        self._outside: dict[Place, socket.socket] = {}
        self._peers: dict[socket.socket, Place] = {}
        self.passed = 0

    def place(self, inside: Place) -> Place:
        if inside not in self._outside:
            made = self._outside[inside] = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            made.bind(("127.0.0.1", 0))
            made.setblocking(False)
            asyncio.get_running_loop().add_reader(made, self._pass, made, inside)
        return self._outside[inside].getsockname()

    def _pass(self, one: socket.socket, inside: Place) -> None:
        data, source = one.recvfrom(2048)
        self.passed += 1
        if source == inside:
            if one in self._peers:
                one.sendto(data, self._peers[one])
        else:
            self._peers[one] = source
            one.sendto(data, inside)

    def close(self) -> None:
        for one in self._outside.values():
            asyncio.get_running_loop().remove_reader(one)
            one.close()


@pytest.fixture
async def server() -> AsyncIterator[StunServer]:
    made = await StunServer().open()
    yield made
    await made.close()


def places(description: str) -> tuple[str, int, str]:
    """Return address and port of the sound, and where its reports are expected."""
    found = re.search(r"m=audio (\d+) [^\r]*\r\nc=IN IP4 (\S+)\r", description)
    reports = re.search(r"a=rtcp:(\S+ IN IP4 \S+)\r", description)
    assert found is not None, description
    return found[2], int(found[1]), reports[1] if reports else ""


def asking(call: Call, server: StunServer) -> None:
    """Let the bridge of a call ask this server."""
    call.relays.stun = StunServers(DnsResolver(), lambda host: True)
    call.bridge._peer = replace(LOCAL, stun=server.text)


async def test_a_phone_outside_is_told_the_port_that_leads_in(server: StunServer) -> None:
    nat = Nat()
    server.sees = nat.place
    try:
        async with ends(Phone("pcma")) as call:
            asking(call, server)
            description = await call.bridge.offer_to_sip(await call.client.session.create_offer())
            address, port, reports = places(description)
            assert address == "127.0.0.1" and inner_port(call) != port and reports
            assert len(server.asked) == 2, "both sockets were asked about, once"
            call.phone.take(description)
            call.phone.goal = (address, port)
            await call.client.session.accept_answer(await call.bridge.answer_to_client(call.phone.describe()))
            await call.client.wait_for(MediaConnected)
            heard = asyncio.create_task(
                eventually(lambda: heard_tone(call.client) == pytest.approx(440, abs=10))
            )
            await call.phone.speak(tone(440, 0.8))
            await heard
            await call.phone.hears(20)
            assert nat.passed > 40, "both ways lead through it"
            later = await call.bridge.offer_to_sip(await call.client.session.create_offer())
            assert places(later)[:2] == (address, port) and len(server.asked) == 2
            call.bridge.roll_back()
    finally:
        nat.close()


async def test_a_phone_that_calls_from_outside_is_told_as_well(server: StunServer) -> None:
    server.sees = lambda source: ("203.0.113.7", source[1] + 2000)
    async with ends(Phone("pcmu")) as call:
        asking(call, server)
        offer = await call.bridge.offer_to_client(call.phone.describe())
        answer = await call.bridge.answer_to_sip(await call.client.session.accept_offer(offer))
        assert places(answer) == ("203.0.113.7", inner_port(call) + 2000, "")


async def test_a_server_that_is_of_no_use_keeps_no_call_waiting(
    server: StunServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_stun, "TIMEOUT", 0.05)
    server.answer = lambda question, source: None
    async with ends(Phone("pcma")) as call:
        asking(call, server)
        description = await call.bridge.offer_to_sip(await call.client.session.create_offer())
        assert f"m=audio {inner_port(call)} " in description and "\r\nc=IN IP4 127.0.0.1\r\n" in description
        assert "does not answer" in call.relays.stun.problem(server.text)  # type: ignore[union-attr]


def inner_port(call: Any) -> int:
    """Return the port of the sound of the bridge itself."""
    return int(call.bridge._streams["audio"].leg.pair.port)
