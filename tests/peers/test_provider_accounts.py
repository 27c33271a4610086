"""Accounts at a Kamailio as provider: registered with digest, called in on from baresip, called out by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.calling import CallEndCause, SinchClient
from core.calling.client.credential_sources import sign_locally
from core.service.accounts.client import AccountFields, list_accounts, save_account
from core.snapshots import AccountSnapshot
from tests.calling.fakes import Heard
from tests.peers.chromium_call import eventually
from tests.peers.conftest import need
from tests.peers.exchange import Exchange, exchange, hears
from tests.peers.kamailio import Kamailio

__all__ = ["exchange"]
pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]


class Provider(Kamailio):
    """A provider with digest accounts, and a phone of its own."""

    config = "provider.cfg"


@pytest.fixture
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made = Provider(need("kamailio"), Path(tmp_path_factory.mktemp("provider")))
    yield made
    made.stop()


class Office:
    """A client of a service, with an account at the provider."""

    def __init__(self, exchange: Exchange, provider: Provider) -> None:
        self._exchange, self._provider = exchange, provider
        self.alice: SinchClient = None  # type: ignore[assignment]
        self.heard: Heard = None  # type: ignore[assignment]

    async def open(self, transport: str, password: str = "pw-alice", state: str = "registered") -> Office:
        phone = await self._exchange.phone(";audio_codecs=PCMU/8000/1;auth_pass=pw-bob")
        self.phone = phone
        self._provider.set_values(PHONE=str(phone.port))
        self._provider.start()
        await self._exchange.open()
        self.alice, self.heard = await self._exchange.client("alice")
        key = self._exchange.endpoint.application
        self._token = sign_locally(key.key, key.secret)("alice")
        fields = AccountFields(self.address("alice"), password, transport=transport)
        await save_account(self._exchange.endpoint.url, self._token, "office", fields)
        await self.stands(state)
        return self

    def address(self, user: str) -> str:
        return f"{user}@127.0.0.1:{self._provider.port}"

    async def stands(self, state: str) -> AccountSnapshot:
        shown: list[AccountSnapshot] = []

        async def is_so() -> bool:
            shown[:] = await list_accounts(self._exchange.endpoint.url, self._token)
            return bool(shown) and shown[0].state == state

        await eventually(is_so, f"the account {state}")
        return shown[0]


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_calls_go_out_by_the_account(exchange: Exchange, provider: Provider, transport: str) -> None:
    office = await Office(exchange, provider).open(transport)
    call = await office.alice.callClient.callSip(office.address("bob"), None, "office")
    call.addListener(office.heard)
    await office.heard.hears("established")
    await office.phone.event("CALL_ESTABLISHED")
    await hears(call)
    assert call.accountId == "office" and "From: <sip:alice@127.0.0.1>" in office.phone.log
    call.hangup()
    await office.phone.event("CALL_CLOSED")


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_calls_come_in_on_the_account(exchange: Exchange, provider: Provider, transport: str) -> None:
    office = await Office(exchange, provider).open(transport)
    office.phone.tell("dial", f"sip:{office.address('alice')}")
    await office.heard.hears("incoming")
    call = office.heard.calls[0]
    call.addListener(office.heard)
    assert (call.accountId, call.remoteUserId) == ("office", "bob@127.0.0.1")
    await call.answer()
    await office.heard.hears("established")
    await hears(call)
    office.phone.tell("hangup")
    await office.heard.hears("ended")
    assert call.details.endCause is CallEndCause.HUNG_UP


async def test_a_wrong_password_is_said(exchange: Exchange, provider: Provider) -> None:
    office = await Office(exchange, provider).open("udp", "wrong", "refused")
    shown = await office.stands("refused")
    assert shown.message == "The server does not accept this user name and password."
