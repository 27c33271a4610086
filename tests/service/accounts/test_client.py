"""The app's side of accounts, at services that talk nonsense."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from core.service.accounts.client import (
    AccountFields,
    AccountsRefused,
    list_accounts,
    save_account,
    watch_accounts,
)
from core.snapshots import AccountSnapshot

Say = Callable[[int, bytes], str]


@pytest.fixture
async def saying(no_task_left: None) -> AsyncIterator[Say]:
    said: list[tuple[int, bytes]] = []

    async def handle(request: web.Request) -> web.Response:
        status, body = said[-1]
        return web.Response(status=status, body=body)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]

    def say(status: int, body: bytes) -> str:
        said.append((status, body))
        return f"ws://127.0.0.1:{port}/sip"

    yield say
    await runner.cleanup()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"[" * 100_000, b'{"accounts": 7}', b"\xff", b'{"accounts": {}}']
)
async def test_lists_that_are_none(saying: Say, body: bytes) -> None:
    with pytest.raises(AccountsRefused, match="as it should"):
        await list_accounts(saying(200, body), "t")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"accounts": [7]}', (AccountSnapshot("", ""),)),
        (
            b'{"accounts": [{"id": [], "address": 7, "state": null, "newMessages": -1, "waiting": "yes"}]}',
            (AccountSnapshot("", "", state=""),),
        ),
        (b'{"accounts": []}', ()),
    ],
)
async def test_fields_of_the_wrong_kind(saying: Say, body: bytes, expected: Any) -> None:
    found = await list_accounts(saying(200, body), "t")
    assert [(one.account_id, one.address, one.new_messages, one.waiting) for one in found] == [
        (one.account_id, one.address, 0, False) for one in expected
    ]


async def test_more_accounts_than_anybody_has(saying: Say) -> None:
    body = b'{"accounts": [' + b",".join([b"{}"] * 1000) + b"]}"
    assert len(await list_accounts(saying(200, body), "t")) == 64


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (404, b"404: Not Found", "keeps no accounts"),
        (500, b"", "answered 500"),
        (409, b'{"message": "You have 8 accounts already."}', "You have 8"),
        (409, b'{"message": 7}', "answered 409"),
    ],
)
async def test_refusals_in_words(saying: Say, status: int, body: bytes, words: str) -> None:
    with pytest.raises(AccountsRefused, match=words) as caught:
        await save_account(saying(status, body), "t", "home", AccountFields("a@b.example", "pw"))
    assert caught.value.status == status
    with pytest.raises(AccountsRefused, match=words):
        async for _ in watch_accounts(saying(status, body), "t"):
            pass


async def test_a_stream_of_nonsense(saying: Say) -> None:
    with pytest.raises(AccountsRefused):
        async for _ in watch_accounts(saying(200, b": hello\n\ndata: {\n\n"), "t"):
            pass


def test_a_password_is_not_shown() -> None:
    assert "hush" not in repr(AccountFields("a@b.example", "hush"))
