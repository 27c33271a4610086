"""Fetching over HTTP on loopback: tokens, ICE servers, the service's directory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from core.calling import CredentialsError, fetch_token, sign_locally
from core.calling.signalling.fetching import FetchError, fetch, fetch_object
from core.calling.signalling.ice_servers import fetch_ice_servers
from core.calling.signalling.service_address import ServiceAddress
from core.calling.signalling.service_directory import ServiceDirectory, discover
from core.identity import NonceCache, TokenError, verify_token
from tests.identity import vectors as v

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Backend:
    """A web server that answers every path as the test says."""

    url: str = ""
    answer: Answer | None = None
    requests: list[tuple[str, str, str]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append((request.method, request.path, await request.text()))
        assert self.answer is not None
        return await self.answer(request)

    def says(self, body: str | bytes, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body

        async def answer(request: web.Request) -> web.StreamResponse:
            return web.Response(body=data, status=status, headers=headers)

        self.answer = answer


@pytest.fixture
async def backend() -> AsyncIterator[Backend]:
    backend = Backend()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", backend.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    backend.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield backend
    await runner.cleanup()


class TestToken:
    @pytest.mark.parametrize(
        "body", [v.V1, f"  {v.V1}\n", f'"{v.V1}"', f'{{"token": "{v.V1}"}}', f'{{"x": 1, "jwt": "{v.V1}"}}']
    )
    async def test_shapes(self, backend: Backend, body: str) -> None:
        backend.says(body)
        assert await fetch_token(f"{backend.url}/token", user_id="alice") == v.V1
        assert backend.requests == [("POST", "/token", '{"userId": "alice"}')]

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "no",
            "{}",
            "[]",
            "null",
            '{"token": 5}',
            "<html></html>",
            b"\xff\xfe",
            "a.b.c d",
            "a." + "b" * 5000 + ".c",
        ],
    )
    async def test_nonsense(self, backend: Backend, body: str | bytes) -> None:
        backend.says(body)
        with pytest.raises(CredentialsError, match=r"Your token server .*\."):
            await fetch_token(backend.url, user_id="alice")

    @pytest.mark.parametrize("status", [301, 302, 401, 404, 500, 503])
    async def test_errors_and_redirects(self, backend: Backend, status: int) -> None:
        backend.says("", status, Location="http://127.0.0.1:1/elsewhere")
        with pytest.raises(CredentialsError, match=str(status)):
            await fetch_token(backend.url, user_id="alice")
        assert len(backend.requests) == 1

    async def test_too_much(self, backend: Backend) -> None:
        backend.says("x" * 70_000)
        with pytest.raises(CredentialsError, match="more than"):
            await fetch_token(backend.url, user_id="alice")

    async def test_too_slow(self, backend: Backend) -> None:
        async def never(request: web.Request) -> web.StreamResponse:
            await asyncio.sleep(30)
            raise web.HTTPOk

        backend.answer = never
        with pytest.raises(CredentialsError, match="in time"):
            await fetch_token(backend.url, user_id="alice", patience=0.05)

    async def test_nobody_there(self) -> None:
        with pytest.raises(CredentialsError, match="cannot be reached"):
            await fetch_token("http://127.0.0.1:1/", user_id="alice")

    @pytest.mark.parametrize(
        "url", ["", "http://example.org/t", "ftp://x", "https://", "x", "https://[::1", "http://x:y/"]
    )
    async def test_addresses_that_are_refused(self, url: str) -> None:
        with pytest.raises(CredentialsError, match="address"):
            await fetch_token(url, user_id="alice")

    async def test_a_server_that_does_not_speak_https(self, backend: Backend) -> None:
        with pytest.raises(CredentialsError, match="127"):
            await fetch_token(backend.url.replace("http:", "https:"), user_id="alice")


def test_signed_here() -> None:
    sign = sign_locally(v.KEY, v.SECRET)
    nonces = NonceCache()
    for _ in range(2):
        claims = verify_token(sign("alice"), {v.KEY: v.SECRET}, now=time.time(), nonces=nonces)
        assert claims.user_id == "alice"
    with pytest.raises(TokenError):
        sign_locally(v.KEY, "!")("alice")


class TestIceServers:
    async def test_with_the_token(self, backend: Backend) -> None:
        seen = []

        async def answer(request: web.Request) -> web.StreamResponse:
            seen.append(request.headers["Authorization"])
            return web.json_response({"ttl": 100, "iceServers": [{"urls": "stun:s.example.org"}]})

        backend.answer = answer
        found = await fetch_ice_servers(f"{backend.url}/ice-servers", "token-1")
        assert [server.urls for server in found.servers] == [("stun:s.example.org",)]
        assert (found.lifetime, seen) == (100, ["Bearer token-1"])

    @pytest.mark.parametrize(("body", "status"), [("{", 200), ("[]", 200), ("", 404), ("{}", 401)])
    async def test_without_them_there_are_none(self, backend: Backend, body: str, status: int) -> None:
        backend.says(body, status)
        assert (await fetch_ice_servers(backend.url, "t")).servers == ()


class TestDiscovery:
    async def test_described(self, backend: Backend) -> None:
        backend.says('{"domain": "ahoy.invalid"}')
        address = ServiceAddress.parse(backend.url)
        found = await discover(address)
        assert found == ServiceDirectory("ahoy.invalid", address.sip_url, address.http_url("/ice-servers"))
        assert backend.requests[0][1] == "/.well-known/ahoy.json"

    async def test_not_described(self, backend: Backend) -> None:
        backend.says("", 404)
        address = ServiceAddress.parse(backend.url)
        assert await discover(address) == ServiceDirectory.usual(address)

    @pytest.mark.parametrize(
        ("body", "status"), [("", 503), ("not json", 200), ("", 302), ("", 307), ("<html>", 511)]
    )
    async def test_not_to_be_had_now(self, backend: Backend, body: str, status: int) -> None:
        backend.says(body, status)
        with pytest.raises(FetchError) as caught:
            await discover(ServiceAddress.parse(backend.url))
        assert not caught.value.is_permanent


async def test_a_name_that_is_nobodys() -> None:
    with pytest.raises(FetchError, match="no computer named") as caught:
        await fetch("https://no-such-host.invalid/")
    assert not caught.value.is_permanent, "a machine without a network must go on trying"


async def test_deeply_nested_json(backend: Backend) -> None:
    backend.says("[" * 30_000)
    with pytest.raises(FetchError, match="JSON object"):
        await fetch_object(backend.url)
