"""Two services on one machine: their people see and call each other, by key and not by name."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from core.service.config import EchoConfig, ServiceConfig
from core.service.data.database import Database
from core.service.nearby.client import (
    NearbyPerson,
    NearbyRefused,
    get_nearby,
    set_visibility,
    watch_nearby,
)
from core.service.nearby.discovery import Discovery
from core.service.nearby.identity import fingerprint, load_identity
from core.service.service import CallService, ServiceEndpoint
from core.sip.agent.events import InviteAccepted, InviteReceived, InviteRejected, SessionEnded
from core.trust.path_header import HEADER
from tests.service.phones import Phone, private_type

FORGED = "a" * 52


@pytest.fixture
def street() -> str:
    """Return the DNS-SD type of this test's homes."""
    return private_type()


class Home:
    """One machine: its service and its person's phone."""

    def __init__(self, data_dir: Path, user: str, service_type: str) -> None:
        self.data_dir = data_dir
        self.user = user
        self.service = CallService(
            ServiceConfig(
                data_dir,
                lan_listen=("127.0.0.1", 0),
                lan_interfaces=("127.0.0.1",),
                lan_service_type=service_type,
                echo=EchoConfig(enabled=False),
            )
        )
        self.endpoint: ServiceEndpoint
        self.phone: Phone

    async def open(self) -> Home:
        self.endpoint = await self.service.start()
        self.phone = await Phone(self.user, self.url, self.endpoint.application).online()
        return self

    @property
    def url(self) -> str:
        return self.endpoint.url

    @property
    def guest_port(self) -> int:
        assert self.service.neighbourhood is not None
        return self.service.neighbourhood.guest_port

    async def show(self, visible: bool = True) -> None:
        await set_visibility(self.url, self.phone.token(), visible=visible, name=self.user.title())

    async def sees(self, wanted: Callable[[tuple[NearbyPerson, ...]], Any]) -> Any:
        """Watch until ``wanted`` is true of the people nearby, and return what it gave."""
        async with asyncio.timeout(15):
            async for people in watch_nearby(self.url, self.phone.token()):
                found = wanted(people)
                if found:
                    return found
        raise AssertionError("the stream ended")

    async def close(self) -> None:
        await self.phone.close()
        await self.service.stop()


@pytest.fixture
async def homes(tmp_path: Path, street: str, no_task_left: None) -> AsyncIterator[tuple[Home, Home]]:
    made = (
        await Home(tmp_path / "a", "alice", street).open(),
        await Home(tmp_path / "b", "bob", street).open(),
    )
    yield made
    for home in made:
        await home.close()


def first(people: tuple[NearbyPerson, ...]) -> NearbyPerson | None:
    return people[0] if people else None


async def test_nearby_people_call_each_other_and_either_end_hangs_up(homes: tuple[Home, Home]) -> None:
    alice, bob = homes
    await bob.show()
    person = await alice.sees(first)
    assert (person.name, person.user, person.warning) == ("Bob", "bob", "")
    for callee_hangs_up in (True, False):
        session = alice.phone.call(person.address)
        incoming = (await bob.phone.event(InviteReceived)).session
        headers = incoming.request.headers
        assert headers.get("P-Ahoy-Unverified") == "1"
        assert headers.get("P-Asserted-Identity").endswith(".ahoy.invalid>")
        bob.phone.do(incoming.ring)
        bob.phone.do(incoming.accept, b"v=0\r\n")
        answer = await alice.phone.event(InviteAccepted)
        told = (headers.get(HEADER), answer.headers.get(HEADER))
        assert told == ("nearby", "nearby"), "each service vouches for a device only"
        ender, ended = (bob.phone, incoming) if callee_hangs_up else (alice.phone, session)
        ender.do(ended.bye)
        await alice.phone.event(SessionEnded)
        await bob.phone.event(SessionEnded)


async def test_callee_can_call_back_to_the_asserted_address(homes: tuple[Home, Home]) -> None:
    alice, bob = homes
    await alice.show()
    await bob.show()
    alice.phone.call((await alice.sees(first)).address)
    incoming = (await bob.phone.event(InviteReceived)).session
    asserted = incoming.request.headers.get("P-Asserted-Identity")
    assert (await bob.sees(first)).address in asserted
    bob.phone.call(asserted.partition("<")[2].rstrip(">"))
    back = (await alice.phone.event(InviteReceived)).session
    alice.phone.do(back.reject, 486)
    assert (await bob.phone.event(InviteRejected)).status == 486


async def test_invisible_user_is_neither_seen_nor_called(homes: tuple[Home, Home]) -> None:
    alice, bob = homes
    await bob.show()
    person = await alice.sees(first)
    alice.phone.call(person.address)
    session = (await bob.phone.event(InviteReceived)).session
    bob.phone.do(session.reject, 603)
    assert (await alice.phone.event(InviteRejected)).status == 603
    await bob.show(False)
    assert bob.guest_port == 0
    alice.phone.call(person.address)
    assert (await alice.phone.event(InviteRejected)).status == 404
    await alice.sees(lambda people: not people)
    alice.phone.call(f"sip:bob@{FORGED}.ahoy.invalid")
    assert (await alice.phone.event(InviteRejected)).status == 480


async def test_wrong_certificate_is_refused(homes: tuple[Home, Home], street: str, expected_log: Any) -> None:
    alice, bob = homes
    expected_log("core.service.nearby.peers", "another key")
    await bob.show()
    await alice.sees(first)
    liar = Discovery(FORGED, lambda: None, interfaces=["127.0.0.1"], service_type=street)
    await liar.start()
    try:
        await liar.announce("bob", "Bob", bob.guest_port)
        forged = await alice.sees(lambda people: next((p for p in people if p.device_id == FORGED), None))
        assert "different one than before" in forged.warning
        alice.phone.call(forged.address)
        assert (await alice.phone.event(InviteRejected)).status == 480
    finally:
        await liar.stop()


async def test_service_without_proof_is_not_let_in(homes: tuple[Home, Home], tmp_path: Path) -> None:
    _, bob = homes
    await bob.show()
    bobs = load_identity(tmp_path / "b", datetime.now(UTC))
    (tmp_path / "c").mkdir()
    guest = load_identity(tmp_path / "c", datetime.now(UTC))
    url = f"https://127.0.0.1:{bob.guest_port}/sip"
    pin = aiohttp.Fingerprint(fingerprint(bobs.device_id))
    cases = [
        ({}, ("sip",), 403),
        (guest.proof_headers("another", b"n" * 16), ("sip",), 403),
        (bobs.proof_headers(bobs.device_id, b"n" * 16), ("sip",), 403),
        (guest.proof_headers(bobs.device_id, b"n" * 16), (), 400),
        ({**guest.proof_headers(bobs.device_id, b"n" * 16), "Origin": "https://evil.example"}, ("sip",), 400),
    ]
    async with aiohttp.ClientSession() as session:
        for headers, protocols, status in cases:
            with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
                await session.ws_connect(url, protocols=protocols, headers=headers, ssl=pin)
            assert caught.value.status == status
        async with session.get(url.replace("/sip", "/ice-servers"), ssl=pin) as response:
            assert response.status == 404


async def test_plain_http_on_the_guests_address_harms_nobody(homes: tuple[Home, Home]) -> None:
    alice, bob = homes
    await bob.show()
    reader, writer = await asyncio.open_connection("127.0.0.1", bob.guest_port)
    writer.write(b"GET /sip HTTP/1.1\r\n\r\n")
    assert await reader.read(100) == b""
    writer.close()
    context = ssl.create_default_context()
    with pytest.raises(ssl.SSLError):
        await asyncio.open_connection("127.0.0.1", bob.guest_port, ssl=context, server_hostname="x")
    alice.phone.call((await alice.sees(first)).address)
    await bob.phone.event(InviteReceived)


async def test_known_name_with_another_key_is_warned_of_after_a_restart(tmp_path: Path, street: str) -> None:
    bob = await Home(tmp_path / "b", "bob", street).open()
    await bob.show()
    (tmp_path / "a").mkdir()
    database = Database(tmp_path / "a")
    database.pin_device("Bob", "bob", FORGED, 1.0)
    database.close()
    alice = await Home(tmp_path / "a", "alice", street).open()
    person = await alice.sees(first)
    assert person.warning.startswith("This may not be the Bob you know")
    await alice.close()
    await bob.close()


async def test_visibility_is_kept_over_a_restart(tmp_path: Path, street: str) -> None:
    bob = await Home(tmp_path / "b", "bob", street).open()
    await bob.show()
    await bob.close()
    again = await Home(tmp_path / "b", "bob", street).open()
    alice = await Home(tmp_path / "a", "alice", street).open()
    assert (await alice.sees(first)).name == "Bob"
    await again.close()
    await alice.sees(lambda people: not people)
    await alice.close()


async def test_nearby_needs_a_token_and_sense(homes: tuple[Home, Home]) -> None:
    alice, _ = homes
    with pytest.raises(NearbyRefused, match="JSON Web Token") as caught:
        await get_nearby(alice.url, "nonsense")
    assert caught.value.status == 401
    assert await get_nearby(alice.url, alice.phone.token()) == ()
    url = alice.url.replace("ws://", "http://").replace("/sip", "/nearby")
    headers = {"Authorization": f"Bearer {alice.phone.token()}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        for body in (
            b"",
            b"[]",
            b"{}",
            b'{"visible": 1}',
            b'{"visible": true, "name": 5}',
            b"\xff",
            b"[" * 9000,
        ):
            async with session.put(url, data=body) as response:
                assert response.status == 400, body
        async with session.put(url, data=b"x" * 20_000) as response:
            assert response.status in (400, 413)


async def test_streams_are_bounded(homes: tuple[Home, Home]) -> None:
    alice, _ = homes
    streams = [watch_nearby(alice.url, alice.phone.token()) for _ in range(9)]
    for stream in streams[:8]:
        assert await anext(stream) == ()
    with pytest.raises(NearbyRefused) as caught:
        await anext(streams[8])
    assert caught.value.status == 503
    for stream in streams:
        await stream.aclose()


async def test_no_multicast_is_said_and_the_rest_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    config = ServiceConfig(
        tmp_path, lan_listen=("127.0.0.1", 0), lan_interfaces=("203.0.113.9",), echo=EchoConfig(enabled=False)
    )
    service = CallService(config)
    endpoint = await service.start()
    phone = await Phone("alice", endpoint.url, endpoint.application).online()
    assert await get_nearby(endpoint.url, phone.token()) == ()
    assert "no multicast here" in caplog.text
    await phone.close()
    await service.stop()
