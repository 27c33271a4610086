"""Pushes to push services that are not ours: what they get, what their answers mean, and where none goes."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from typing import Any

import http_ece
import pytest
from aiohttp import web
from py_vapid import Vapid02

from core.push.keys import ReceiverKeys, new_private_key
from core.push.subscription import PushSubscription
from core.push.vapid import Sender
from core.service.gateway.networks import Networks
from core.service.outward import Outward
from core.service.push import sender as sender_module
from core.service.push.mailboxes import Mailboxes
from core.service.push.sender import PushAnswer, PushOutcome, PushSender, retry_after_in
from core.service.routing.endpoints import Account
from tests.service.gateway.media.announcements.test_downloads import Names

BOB = Account("app", "bob")
KEYS = ReceiverKeys(new_private_key(), os.urandom(16))
TERMS: dict[str, Any] = {"ttl": 30, "urgency": "high", "topic": "abc"}


class Elsewhere:
    """A push service that is not ours: it keeps what it got and answers as it is told."""

    def __init__(self) -> None:
        self.status = 201
        self.headers: dict[str, str] = {}
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.hangs = asyncio.Event()

    async def start(self) -> Elsewhere:
        app = web.Application()
        app.router.add_post("/wpush/{id}", self._take)
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        self.port = self.runner.addresses[0][1]
        return self

    @property
    def subscription(self) -> PushSubscription:
        return PushSubscription(f"http://127.0.0.1:{self.port}/wpush/1", KEYS.p256dh, KEYS.auth_text)

    async def _take(self, request: web.Request) -> web.Response:
        self.got.append((dict(request.headers), await request.read()))
        if self.status == 0:
            await self.hangs.wait()
        return web.Response(status=self.status or 201, headers=self.headers)

    async def stop(self) -> None:
        self.hangs.set()
        await self.runner.cleanup()


@pytest.fixture
async def elsewhere(no_task_left: None) -> AsyncIterator[Elsewhere]:
    made = await Elsewhere().start()
    yield made
    await made.stop()


def sender(*networks: str, names: Names | None = None) -> PushSender:
    return PushSender(
        Sender(new_private_key(), "mailto:calls@example.net"),
        Mailboxes(lambda: os.urandom(8).hex()),
        Outward(Networks(networks)),
        resolver=names,
    )


@pytest.fixture
async def ours(elsewhere: Elsewhere) -> AsyncIterator[PushSender]:
    made = sender("127.0.0.0/8")
    yield made
    await made.close()


async def test_what_it_gets(elsewhere: Elsewhere, ours: PushSender) -> None:
    assert ours.accepts(elsewhere.subscription.endpoint, BOB)
    assert (await ours.send(elsewhere.subscription, BOB, b"call", **TERMS)).outcome is PushOutcome.TAKEN
    ((headers, body),) = elsewhere.got
    assert (headers["TTL"], headers["Urgency"], headers["Topic"]) == ("30", "high", "abc")
    assert headers["Content-Encoding"] == "aes128gcm"
    assert http_ece.decrypt(body, private_key=KEYS.private, auth_secret=KEYS.auth) == b"call"
    assert Vapid02.verify(headers["Authorization"])
    assert ours.public_key in headers["Authorization"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, PushOutcome.TAKEN),
        (202, PushOutcome.TAKEN),
        (404, PushOutcome.GONE),
        (410, PushOutcome.GONE),
        (400, PushOutcome.REFUSED),
        (413, PushOutcome.REFUSED),
        (403, PushOutcome.REFUSED),
        (406, PushOutcome.BUSY),
        (429, PushOutcome.BUSY),
        (500, PushOutcome.BUSY),
        (503, PushOutcome.BUSY),
    ],
)
async def test_what_its_answers_mean(
    elsewhere: Elsewhere, ours: PushSender, status: int, outcome: PushOutcome
) -> None:
    elsewhere.status = status
    assert (await ours.send(elsewhere.subscription, BOB, b"call", **TERMS)).outcome is outcome


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        (" 17 ", 17.0),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 20.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("", None),
        ("-5", None),
        ("1e3", None),
        ("9" * 40, None),
        ("soon", None),
        ("Thu, 01 Jan 99999 00:00:00 GMT", None),
        ("\u0665", None),
    ],
)
def test_when_to_come_again(text: str, seconds: float | None) -> None:
    assert retry_after_in(text, 100.0) == seconds


async def test_a_push_service_says_when_to_come_again(elsewhere: Elsewhere, ours: PushSender) -> None:
    elsewhere.status, elsewhere.headers = 429, {"Retry-After": "7"}
    answer = await ours.send(elsewhere.subscription, BOB, b"call", **TERMS)
    assert answer == PushAnswer(PushOutcome.BUSY, 7.0) and answer.may_be_repeated


async def test_redirects_are_not_followed(elsewhere: Elsewhere, ours: PushSender) -> None:
    elsewhere.status, elsewhere.headers = 307, {"Location": "/wpush/2"}
    assert (await ours.send(elsewhere.subscription, BOB, b"call", **TERMS)).outcome is PushOutcome.REFUSED
    assert len(elsewhere.got) == 1


async def test_one_that_hangs_or_is_not_there(
    elsewhere: Elsewhere, ours: PushSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "SECONDS", 0.2)
    elsewhere.status = 0
    assert (await ours.send(elsewhere.subscription, BOB, b"call", **TERMS)).outcome is PushOutcome.UNANSWERED
    there = elsewhere.subscription
    await elsewhere.stop()
    assert (await ours.send(there, BOB, b"call", **TERMS)).outcome is PushOutcome.UNREACHABLE


async def test_nothing_goes_into_a_network_of_ours(elsewhere: Elsewhere) -> None:
    named = PushSubscription(
        f"https://push.example.net:{elsewhere.port}/wpush/1", KEYS.p256dh, KEYS.auth_text
    )
    made = sender(names=Names("127.0.0.1", "10.0.0.1"))
    try:
        assert made.accepts(named.endpoint, BOB), "what a name leads to is seen when it is looked up"
        assert (await made.send(named, BOB, b"call", **TERMS)).outcome is PushOutcome.REFUSED
        assert not made.accepts(elsewhere.subscription.endpoint, BOB)
        assert (await made.send(elsewhere.subscription, BOB, b"call", **TERMS)).outcome is PushOutcome.GONE
    finally:
        await made.close()
    assert elsewhere.got == []


async def test_our_own_needs_no_network() -> None:
    boxes = Mailboxes(lambda: os.urandom(8).hex())
    made = PushSender(Sender(new_private_key()), boxes, Outward(Networks(())))
    box = boxes.subscribe(BOB, "", time.time())
    told = PushSubscription(f"http://10.1.1.1/push/m/{box.endpoint_id}", KEYS.p256dh, KEYS.auth_text)
    assert made.accepts(told.endpoint, BOB) and not made.accepts(told.endpoint, Account("app", "eve"))
    assert (await made.send(told, BOB, b"call", **TERMS)).outcome is PushOutcome.TAKEN
    (message,) = box.messages.values()
    assert http_ece.decrypt(message.body, private_key=KEYS.private, auth_secret=KEYS.auth) == b"call"
    assert (await made.send(told, BOB, bytes(5000), **TERMS)).outcome is PushOutcome.REFUSED
    boxes.remove(box)
    assert (await made.send(told, BOB, b"call", **TERMS)).outcome is PushOutcome.GONE
