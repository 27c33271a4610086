"""Networks that answer in everybody's place: what gives them away, and what a link says of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web

from core.calling.ports import LinkError, LinkSettings
from core.calling.signalling.service_address import ServiceAddress
from core.calling.signalling.service_directory import PATH
from core.calling.signalling.sign_in import SIGN_IN, is_of_the_network, wants_sign_in
from core.calling.signalling.sip_link import SipLink
from tests.calling.fakes import World
from tests.service.web.certificates import server_context, write_certificate

HOST = "calls.example.org"


@pytest.mark.parametrize(
    ("status", "leads_to", "content_type", "is_network"),
    [
        (302, "http://login.hotel.test/?from=calls.example.org", "", True),
        (303, "https://192.0.2.1/login", "text/html", True),
        (307, "http://[2001:db8::1]/", "", True),
        (511, "", "", True),
        (200, "", "text/html", True),
        (200, "", "application/xhtml+xml", True),
        (301, "https://calls.example.org/.well-known/ahoy.json", "", False),
        (302, "https://www.example.org/", "text/html", False),
        (301, "https://EXAMPLE.org./", "", False),
        (301, "", "", False),
        (302, "http://[broken", "", False),
        (302, "/login", "", False),
        (200, "", "application/json", False),
        (204, "", "", False),
        (404, "", "text/html", False),
        (503, "", "text/html", False),
    ],
)
def test_what_gives_a_network_away(status: int, leads_to: str, content_type: str, is_network: bool) -> None:
    assert is_of_the_network(HOST, status, leads_to, content_type) is is_network


def test_numbers_are_nobodys_kin() -> None:
    assert is_of_the_network("203.0.113.1", 302, "http://198.51.113.1/", "")
    assert not is_of_the_network("203.0.113.1", 302, "https://203.0.113.1/", "")


class Portal:
    """What listens without TLS: a network's page, or a host of its own."""

    def __init__(self) -> None:
        self.answer = web.Response()
        self.requests: list[web.Request] = []

    async def start(self) -> Portal:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        return self.answer

    async def stop(self) -> None:
        await self._runner.cleanup()


@pytest.fixture
async def portal(no_task_left: None) -> AsyncIterator[Portal]:
    made = await Portal().start()
    yield made
    await made.stop()


@pytest.mark.parametrize(
    ("answer", "is_network"),
    [
        (lambda: web.Response(status=302, headers={"Location": "http://login.hotel.test/"}), True),
        (lambda: web.Response(text="<form>", content_type="text/html"), True),
        (lambda: web.Response(text="<form>" * 100_000, content_type="text/html"), True),
        (lambda: web.Response(status=511), True),
        (lambda: web.Response(status=301, headers={"Location": f"https://127.0.0.1{PATH}"}), False),
        (lambda: web.json_response({}), False),
        (lambda: web.Response(status=404), False),
    ],
)
async def test_asked_without_tls(
    portal: Portal, answer: Callable[[], web.Response], is_network: bool
) -> None:
    portal.answer = answer()
    assert await wants_sign_in("127.0.0.1", port=portal.port) is is_network
    (request,) = portal.requests
    assert request.path == PATH and not {"Authorization", "Cookie"} & set(request.headers)


async def test_nobody_answers(portal: Portal) -> None:
    await portal.stop()
    assert not await wants_sign_in("127.0.0.1", port=portal.port)
    assert not await wants_sign_in("no such host")


def link(world: World, url: str, looks: Callable[[str], Awaitable[bool]]) -> SipLink:
    settings = LinkSettings(ServiceAddress.parse(url), "alice", world.runtime())
    return SipLink(settings, lambda event: None, looks_for_sign_in=looks)


@pytest.mark.parametrize("wants", [True, False])
async def test_a_certificate_that_is_another_hosts(
    world: World, tmp_path: Path, wants: bool, no_task_left: None
) -> None:
    runner = web.AppRunner(web.Application())
    await runner.setup()
    context = server_context(*write_certificate(tmp_path, "self-signed"))
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    asked: list[str] = []

    async def looks(host: str) -> bool:
        asked.append(host)
        return wants

    with pytest.raises(LinkError) as caught:
        await link(world, f"https://127.0.0.1:{runner.addresses[0][1]}", looks).connect()
    assert caught.value.wants_sign_in is wants and caught.value.is_permanent is not wants
    assert (str(caught.value) == SIGN_IN) is wants and asked == ["127.0.0.1"]
    await runner.cleanup()


async def test_a_service_on_this_machine_is_behind_no_network(world: World) -> None:
    async def looks(host: str) -> bool:
        raise AssertionError(host)

    with pytest.raises(LinkError) as caught:
        await link(world, "http://127.0.0.1:9", looks).connect()
    assert not caught.value.wants_sign_in
