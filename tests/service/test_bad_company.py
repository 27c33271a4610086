"""A running service among hostile and unlucky neighbours: garbage, floods, a disk that fills up."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.service.config import EchoConfig, Limits, ServiceConfig
from core.service.data.application_keys import ApplicationKey
from core.service.nearby.announcement import read_sighting
from core.service.process.launcher import own_command
from core.service.service import CallService, ServiceEndpoint
from core.sip.agent.events import (
    AckReceived,
    InfoReceived,
    InviteAccepted,
    InviteReceived,
    Registered,
    SessionEnded,
)
from tests.identity.vectors import KEY, SECRET
from tests.service.phones import Phone, private_type

BOB = "sip:bob@ahoy.invalid"


@pytest.fixture
async def endpoint(tmp_path: Path, no_task_left: None) -> AsyncIterator[ServiceEndpoint]:
    limits = Limits(nearby_streams=2)
    config = ServiceConfig(
        tmp_path / "data",
        echo=EchoConfig(enabled=False),
        limits=limits,
        lan_listen=("127.0.0.1", 0),
        lan_interfaces=("127.0.0.1",),
        lan_service_type=private_type(),
    )
    service = CallService(config)
    yield await service.start()
    await service.stop()


async def throw(url: str, rng: random.Random) -> int:
    """Open a connection, throw what a bad neighbour throws, and return the code it was closed with."""
    line = b"INVITE sip:bob@ahoy.invalid SIP/2.0\r\n"
    async with aiohttp.ClientSession() as session, session.ws_connect(url, protocols=("sip",)) as socket:
        for _ in range(60):
            pieces = [
                rng.randbytes(rng.randrange(1, 400)),
                line + rng.randbytes(50) + b"\r\n\r\n",
                line + b"Via: SIP/2.0/WSS a.invalid;branch=z9hG4bK1\r\n" * 200 + b"\r\n",
                b"SIP/2.0 200 OK\r\n" + rng.randbytes(80) + b"\r\n\r\n",
                line + b"Content-Length: 99999999\r\n\r\n",
            ]
            try:
                await socket.send_bytes(rng.choice(pieces))
            except (ConnectionError, aiohttp.ClientError):
                break
        while not socket.closed:
            await socket.receive()
        return socket.close_code or 0


async def test_a_call_goes_on_while_neighbours_throw_garbage(endpoint: ServiceEndpoint, seed: int) -> None:
    alice = await Phone("alice", endpoint.url, endpoint.application).online()
    bob = await Phone("bob", endpoint.url, endpoint.application).online()
    session = alice.call(BOB)
    theirs = (await bob.event(InviteReceived)).session
    rng = random.Random(seed)
    thrown = [asyncio.create_task(throw(endpoint.url, rng)) for _ in range(6)]
    bob.do(theirs.ring)
    bob.do(theirs.accept, b"v=0\r\n")
    await alice.event(InviteAccepted)
    await bob.event(AckReceived)
    for number in range(20):
        alice.do(session.info, "text/plain", f"still here {number}".encode())
        assert (await bob.event(InfoReceived)).body == f"still here {number}".encode()
    assert set(await asyncio.gather(*thrown)) == {1008}
    bob.do(theirs.bye)
    await alice.event(SessionEnded)
    assert isinstance(await alice.register(), Registered)
    await alice.close()
    await bob.close()


async def test_streams_of_people_nearby_are_bounded_and_given_back(endpoint: ServiceEndpoint) -> None:
    url = endpoint.url.replace("ws:", "http:").replace("/sip", "/nearby")
    phone = await Phone("alice", endpoint.url, endpoint.application).online()
    headers = {"Authorization": f"Bearer {phone.token()}", "Accept": "text/event-stream"}
    async with aiohttp.ClientSession(headers=headers) as session:
        open_ones = [await session.get(url) for _ in range(2)]
        assert [response.status for response in open_ones] == [200, 200]
        async with session.get(url) as refused:
            assert (refused.status, (await refused.json())["error"]) == (503, "full")
        open_ones[0].close()
        async with asyncio.timeout(10):
            while True:
                async with session.get(url) as again:
                    if again.status == 200:
                        break
                await asyncio.sleep(0.01)
        open_ones[1].close()
    await phone.close()


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"visible": "yes"}', b'{"visible": true, "name": 5}', b"[" * 5000, b"\xff\xfe"],
)
async def test_nonsense_about_visibility_is_refused(endpoint: ServiceEndpoint, body: bytes) -> None:
    url = endpoint.url.replace("ws:", "http:").replace("/sip", "/nearby")
    phone = Phone("alice", endpoint.url, endpoint.application)
    headers = {"Authorization": f"Bearer {phone.token()}"}
    async with aiohttp.ClientSession(headers=headers) as session, session.put(url, data=body) as response:
        assert response.status == 400
    async with aiohttp.ClientSession() as session, session.put(url, json={"visible": True}) as response:
        assert response.status == 401


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


async def served(data: Path, limit_bytes: int) -> asyncio.subprocess.Process:
    """Start ``serve`` in a process whose files may not grow beyond ``limit_bytes``: a disk that is full."""
    limited = (
        "import resource, runpy, sys; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit_bytes}, {limit_bytes})); "
        "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    python, program = own_command()
    options = ["--data", str(data), "--listen", "127.0.0.1:0", "--app-key", KEY, "--app-secret", SECRET]
    return await asyncio.create_subprocess_exec(
        python, "-B", "-c", limited, program, "serve", *options,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


@POSIX
async def test_no_room_at_all_is_a_sentence_and_a_code(tmp_path: Path) -> None:
    child = await served(tmp_path / "data", 0)
    async with asyncio.timeout(30):
        out, err = await child.communicate()
    assert (child.returncode, out) == (3, b"")
    said = err.decode()
    assert "cannot be written: " in said and said.endswith(".\n") and said.count("\n") == 1


@POSIX
async def test_a_disk_that_fills_up_costs_no_call(tmp_path: Path) -> None:
    child = await served(tmp_path / "data", 88 * 1024)  # an empty database has 68 KiB
    assert child.stdout is not None and child.stderr is not None
    async with asyncio.timeout(50):
        url = (await child.stdout.readline()).decode().split()[-1]
        phones = [await Phone(f"user-{n}", url, ApplicationKey(KEY, SECRET)).online() for n in range(20)]
        phones[0].call("sip:user-19@ahoy.invalid")
        await phones[19].event(InviteReceived)
        for phone in phones:
            await phone.close()
        child.terminate()
        _, err = await child.communicate()
    assert child.returncode == 0
    assert err.decode().count("the service's database cannot be written") == 1, err


TXT_KEYS = [b"v", b"n", b"u", b"p", b"id", b"x"]


@settings(max_examples=100)
@given(
    txt=st.dictionaries(
        st.sampled_from([b"v", b"n", b"u", b"p", b"id", b"x"]), st.none() | st.binary(max_size=80)
    ),
    host=st.text(max_size=80),
    addresses=st.lists(st.text(max_size=20), max_size=9),
    port=st.none() | st.integers(-5, 70_000),
)
def test_any_announcement_is_read_or_left_alone(
    txt: dict[bytes, bytes | None], host: str, addresses: list[str], port: int | None
) -> None:
    for complete in (txt, {**txt, b"v": b"1", b"u": b"ann", b"id": b"a" * 52}):
        seen = read_sighting(complete, host, addresses, port)
        if seen is not None:
            assert seen.user and len(seen.name) <= 64 and len(seen.addresses) <= 6 and 0 < seen.port < 65536
            assert seen.name.isprintable() and seen.host.isprintable()
