"""Calls between users that a backend sends elsewhere: to a number, to an address, into a room."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.sip.agent.events import InviteAccepted, InviteReceived, InviteRejected
from core.sip.messages import NameAddr, Uri
from tests.service.callbacks.test_with_gateway import Exchange, address_of
from tests.service.gateway.conftest import Town
from tests.service.gateway.far_phone import FarPhone
from tests.service.gateway.numbers.conftest import MELLOW
from tests.service.numbers.plans import ALICE, MAIN, config, trunk

BOB = "sip:bob@ahoy.invalid"


class Redirected:
    """Alice, a carrier, and a backend that decides about her calls to bob."""

    def __init__(self, exchange: Exchange, carrier: FarPhone) -> None:
        self.exchange, self.carrier = exchange, carrier

    async def open(self) -> Redirected:
        self.alice = await self.exchange.town.phone()
        self.bob = await self.exchange.town.phone("bob")
        return self

    def to_number(self, **more: Any) -> None:
        self.exchange.answers["ice"] = {"action": {"name": "connectPstn", "number": MELLOW, **more}}

    async def shown(self) -> str:
        """Return the number that the carrier is shown."""
        self.alice.call(BOB)
        self.incoming = (await self.carrier.event(InviteReceived)).session
        assert self.incoming.request.uri.user == MELLOW
        said = self.incoming.request.headers.get("p-asserted-identity") or ""
        return NameAddr.parse(said).uri.user or ""

    def payers(self) -> list[str]:
        lines = self.exchange.town.gateway._telephone.lines
        return [call.account.user for call in lines._spending._calls]


@pytest.fixture
async def redirected(tmp_path: Path, no_task_left: None) -> AsyncIterator[Redirected]:
    town = Town(tmp_path)
    carrier = await town.far()
    server = Uri.parse(f"sip:127.0.0.1:{carrier.port};transport=udp")
    main = trunk("main", server=server, caller_numbers=(MAIN,), user="4711", password="secret")
    exchange = await Exchange(town, phone=config(main)).start()
    yield await Redirected(exchange, carrier).open()
    await town.close()
    await exchange.backend.stop()


async def test_a_user_who_was_called_is_at_a_number(redirected: Redirected) -> None:
    """The caller pays, and is shown with a number of theirs though they dialled none."""
    redirected.to_number()
    assert await redirected.shown() == ALICE and redirected.payers() == ["alice"]
    redirected.carrier.do(redirected.incoming.accept, b"answer")
    await redirected.alice.event(InviteAccepted)
    [ace] = await redirected.exchange.backend.came("ace")
    [ice] = redirected.exchange.backend.events[:1]
    assert ice["to"] == {"type": "username", "endpoint": "bob"} and ice["callid"] == ace["callid"]
    assert redirected.bob.events.empty()


async def test_the_number_that_a_backend_wants_is_shown(redirected: Redirected) -> None:
    redirected.to_number(cli=MAIN)
    assert await redirected.shown() == MAIN


async def test_a_number_that_may_not_be_shown_is_refused_with_a_sentence(redirected: Redirected) -> None:
    redirected.to_number(cli="+4930999999")
    redirected.alice.call(BOB)
    rejected = await redirected.alice.event(InviteRejected)
    assert rejected.status == 403 and "may not be shown" in rejected.reason_header.text
    assert redirected.payers() == []


async def test_who_has_no_number_cannot_call_one_without(redirected: Redirected) -> None:
    carol = await redirected.exchange.town.phone("carol")
    redirected.to_number()
    carol.call(BOB)
    rejected = await carol.event(InviteRejected)
    assert rejected.status == 403 and "number of yours" in rejected.reason_header.text


async def test_a_user_who_was_called_is_at_an_address(redirected: Redirected) -> None:
    far = await redirected.exchange.town.far()
    redirected.exchange.to_sip(address_of(far))
    redirected.alice.call(BOB)
    incoming = (await far.event(InviteReceived)).session
    assert incoming.request.from_.uri.user == "alice"
    far.do(incoming.accept, b"answer")
    await redirected.alice.event(InviteAccepted)
    assert redirected.bob.events.empty() and redirected.payers() == []
