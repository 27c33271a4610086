"""Prompts from the web: bounds of size, time and number, and a network that nobody outside looks into."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import InvalidURL, web
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from core.service.gateway.media.announcements import downloads
from core.service.gateway.media.announcements.downloads import DAY, HOUR, PromptDownloads
from core.service.gateway.media.announcements.naming import PromptError
from core.service.gateway.media.announcements.prompts import Prompts
from core.service.gateway.media.announcements.speech import Speech
from core.service.gateway.networks import Networks

HERE = Networks(("127.0.0.1/32",))


class Names(AbstractResolver):
    """Leads every name to these addresses."""

    def __init__(self, *hosts: str) -> None:
        self.hosts = hosts

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_INET) -> list[ResolveResult]:
        kind = {"family": socket.AF_INET, "proto": 0, "flags": socket.AI_NUMERICHOST}
        return [ResolveResult(hostname=host, host=one, port=port, **kind) for one in self.hosts]  # type: ignore[typeddict-item]

    async def close(self) -> None:
        """Nothing is open."""


class Shop:
    """A web server with one file, and whatever else a test wants of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.body = b"sound"
        self.status = 200
        self.headers: dict[str, str] = {}
        self.came = asyncio.Event()
        self.held = asyncio.Event()
        self.held.set()
        self.now = 0.0

    async def start(self) -> Shop:
        app = web.Application()
        app.router.add_get("/{tail:.*}", self._give)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    def url(self, path: str = "a.wav", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/{path}"

    async def stop(self) -> None:
        self.held.set()
        await self._runner.cleanup()

    async def _give(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        self.came.set()
        await self.held.wait()
        return web.Response(body=self.body, status=self.status, headers=self.headers)


@pytest.fixture
async def shop(no_task_left: None) -> AsyncIterator[Shop]:
    made = await Shop().start()
    yield made
    await made.stop()


@pytest.fixture
async def client(shop: Shop) -> AsyncIterator[PromptDownloads]:
    made = PromptDownloads(HERE, clock=lambda: shop.now)
    yield made
    await made.close()


async def refusal(client: PromptDownloads, address: str) -> PromptError:
    with pytest.raises(PromptError) as caught:
        await client.fetch(address)
    return caught.value


async def test_a_file_comes_once_a_day(shop: Shop, client: PromptDownloads) -> None:
    assert await client.fetch(shop.url()) == b"sound" == await client.fetch(shop.url())
    assert len(shop.asked) == 1
    shop.now, shop.body = DAY + 1, b"another"
    assert await client.fetch(shop.url()) == b"another" and len(shop.asked) == 2
    shop.now, shop.status = 2 * DAY + 2, 500
    assert await client.fetch(shop.url()) == b"another", "yesterday's is better than none"


async def test_asked_for_twice_at_once_it_comes_once(shop: Shop, client: PromptDownloads) -> None:
    shop.held.clear()
    both = [asyncio.create_task(client.fetch(shop.url())) for _ in range(2)]
    await shop.came.wait()
    both[0].cancel()
    shop.held.set()
    assert await both[1] == b"sound" and len(shop.asked) == 1


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://10.0.0.1/a.wav", "not taken from 10.0.0.1"),
        ("http://127.0.0.2/a.wav", "not taken from 127.0.0.2"),
        ("http://169.254.169.254/latest/meta-data", "not taken from 169.254"),
        ("http://[::1]/a.wav", "not taken from ::1"),
        ("http://[::ffff:10.0.0.1]/a.wav", "not taken from ::ffff"),
        ("http://0.0.0.0/a.wav", "not taken from 0.0.0.0"),
        ("http://224.0.0.1/a.wav", "not taken from 224"),
        ("http://user:password@a.example/a.wav", "name or password"),
        ("ftp://a.example/a.wav", "no web address"),
        ("http://", "no web address"),
        ("http://a.example:99999/", "no web address"),
        ("http://a\r\nX: b/", "no web address"),
        ("nonsense", "no web address"),
    ],
)
async def test_addresses_that_are_not_asked(client: PromptDownloads, address: str, words: str) -> None:
    error = await refusal(client, address)
    assert words in str(error) and error.is_asked_wrongly


@pytest.mark.parametrize("host", ["10.1.2.3", "127.0.0.1", "192.168.1.1", "100.64.0.1", "fe80::1%eth0"])
async def test_a_name_that_leads_into_the_network(shop: Shop, host: str) -> None:
    client = PromptDownloads(Networks(()), resolver=Names(host))
    error = await refusal(client, shop.url(host="prompts.example"))
    assert "not taken from prompts.example" in str(error) and shop.asked == []
    await client.close()


@pytest.mark.parametrize(
    "host", ["64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "::7f00:1", "fec0::1", "::1"]
)
async def test_what_is_wrapped_in_an_address_is_asked_only_where_it_may_be(shop: Shop, host: str) -> None:
    client = PromptDownloads(Networks(()), resolver=Names(host))
    for address in (f"http://[{host}]/a.wav", shop.url(host="prompts.example")):
        error = await refusal(client, address)
        assert "not taken from" in str(error) and error.is_asked_wrongly
    assert not client.allows(host) and PromptDownloads(Networks((f"{host}/128",))).allows(host)
    assert client.allows("2001:4860::1") and client.allows("::ffff:8.8.8.8")
    await client.close()


async def test_a_name_is_believed_where_it_may_be(shop: Shop) -> None:
    client = PromptDownloads(HERE, resolver=Names("10.1.2.3", "127.0.0.1"))
    assert await client.fetch(shop.url(host="prompts.example")) == b"sound"
    await client.close()


async def test_redirects_are_not_followed(shop: Shop, client: PromptDownloads) -> None:
    shop.status, shop.headers = 302, {"Location": shop.url("b.wav")}
    assert "answers 302" in str(await refusal(client, shop.url())) and len(shop.asked) == 1


async def test_a_packed_answer_is_not_unpacked(shop: Shop, client: PromptDownloads) -> None:
    shop.headers = {"Content-Encoding": "gzip"}
    assert await client.fetch(shop.url()) == b"sound"


async def test_files_that_are_too_large(
    shop: Shop, client: PromptDownloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "LARGEST", 100_000)
    shop.body = bytes(100_001)
    error = await refusal(client, shop.url())
    assert "100000 bytes at most" in str(error) and error.is_asked_wrongly


async def test_servers_that_are_slow_or_not_there(
    shop: Shop, client: PromptDownloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "SECONDS", 0.05)
    shop.held.clear()
    assert "in time" in str(await refusal(client, shop.url()))
    shop.held.set()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        error = await refusal(client, f"http://127.0.0.1:{nobody.getsockname()[1]}/")
    assert "cannot be had" in str(error) and not error.is_asked_wrongly


async def test_only_so_many_in_an_hour(
    shop: Shop, client: PromptDownloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_IN_AN_HOUR", 3)
    for number in range(3):
        await client.fetch(shop.url(f"{number}.wav"))
    assert "too many" in str(await refusal(client, shop.url("more.wav")))
    assert await client.fetch(shop.url("0.wav")) == b"sound", "what is here already costs nothing"
    shop.now = HOUR + 1
    assert await client.fetch(shop.url("more.wav")) == b"sound"


async def test_only_so_many_bytes_in_an_hour(
    shop: Shop, client: PromptDownloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_BYTES_IN_AN_HOUR", downloads.LARGEST + 3)
    await client.fetch(shop.url())
    assert "too many" in str(await refusal(client, shop.url("b.wav")))


async def test_what_is_kept_has_a_bound(
    shop: Shop, client: PromptDownloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "KEPT_BYTES", 12)
    for number in range(3):
        await client.fetch(shop.url(f"{number}.wav"))
    await client.fetch(shop.url("2.wav"))
    assert len(shop.asked) == 3
    await client.fetch(shop.url("0.wav"))
    assert len(shop.asked) == 4


async def test_closing_gives_up_what_is_under_way(shop: Shop, client: PromptDownloads) -> None:
    shop.held.clear()
    task = asyncio.create_task(client.fetch(shop.url()))
    await shop.came.wait()
    await client.close()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize(
    "address", ["ftp://me:secret@a.example/a.wav?key=secret", "http://10.0.0.1/a.wav?key=secret"]
)
async def test_secrets_of_an_address_are_not_shown(client: PromptDownloads, address: str) -> None:
    assert "secret" not in str(await refusal(client, address))


async def test_secrets_of_an_address_where_nobody_speaks_http_are_not_shown(client: PromptDownloads) -> None:
    async def chat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"220 mail.example ESMTP\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(chat, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        words = str(await refusal(client, f"http://127.0.0.1:{port}/a.wav?token=secret"))
    assert "cannot be had from 127.0.0.1: 400 " in words and "secret" not in words
    assert words.isprintable(), "one line of the log"


async def test_secrets_of_an_address_that_is_none_are_not_shown(
    client: PromptDownloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def get(url: URL, spent: list[float]) -> bytes:
        raise InvalidURL(url)

    monkeypatch.setattr(client, "_get", get)
    words = str(await refusal(client, "http://127.0.0.1/a.wav?token=secret"))
    assert words == "a prompt cannot be had from 127.0.0.1: InvalidURL"


async def test_secrets_of_an_address_that_gives_no_sound_are_not_shown(shop: Shop) -> None:
    prompts = Prompts(None, HERE, Speech(None))
    with pytest.raises(PromptError, match="is no WAV") as caught:
        await prompts.load(shop.url("a.wav?key=secret"), "en-US")
    assert "secret" not in str(caught.value)
    await prompts.close()
