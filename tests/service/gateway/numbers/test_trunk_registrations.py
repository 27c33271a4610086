"""A trunk to which we register: calls come in on that, with the called number in To, and no listener."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest

from core.sip.agent.events import InviteAccepted, InviteReceived, InviteRejected
from core.sip.messages import NameAddr, Request, Response, Uri
from core.sip.transports.hops import Transport
from tests.service.gateway.conftest import until
from tests.service.gateway.gate import Gate
from tests.service.gateway.numbers.conftest import MELLOW, Exchange
from tests.service.gateway.registrar import Registrar
from tests.service.numbers.plans import ALICE, trunk


@pytest.fixture
async def registrar() -> AsyncIterator[Registrar]:
    made = await Registrar(Transport.UDP, Gate("4711", "secret")).open()
    yield made
    await made.close()


class NoGate(Gate):
    """Lets everybody in."""

    def stops(self, request: Request) -> Response | None:
        return None


def registering(registrar: Registrar, password: str = "secret"):
    server = Uri.parse(f"sip:127.0.0.1:{registrar.port};transport=udp")
    return trunk("pbx", server=server, user="4711", password=password, registers=True)


async def test_a_call_comes_in_by_the_registration(exchange: Exchange, registrar: Registrar):
    alice = await exchange.connect(registering(registrar))
    await until(lambda: registrar.bindings)
    contact = next(iter(registrar.bindings.values())).uri
    assert contact.user.startswith("trunk-")
    far = await exchange.far()
    far.agent.address_of_record = NameAddr(Uri.for_user(MELLOW, "pbx.example"))
    await far.call(str(contact), headers=(("P-Called-Party-ID", f"<sip:{ALICE}@pbx.example>"),))
    incoming = (await alice.event(InviteReceived)).session
    assert incoming.request.from_.uri.user == MELLOW
    alice.do(incoming.accept, b"alice has")
    await far.event(InviteAccepted)
    await far.call(str(contact))
    assert (await far.event(InviteRejected)).status == 404, "no number was called"


async def test_a_trunk_is_registered_at_where_callers_may_not_call(exchange: Exchange, registrar: Registrar):
    """As calls by it do, that goes into any network: an administrator chose it."""
    await exchange.connect(registering(registrar), gateway={"callable_networks": ("192.0.2.0/24",)})
    await until(lambda: registrar.bindings)


async def test_a_trunk_that_knows_us_by_our_address_is_registered_at(exchange: Exchange):
    registrar = await Registrar(Transport.UDP, NoGate()).open()
    await exchange.connect(registering(registrar, ""))
    await until(lambda: registrar.bindings)
    await registrar.close()


async def test_a_password_that_is_wrong_is_said_in_the_log(
    exchange: Exchange, registrar: Registrar, caplog: pytest.LogCaptureFixture
):
    await exchange.connect(registering(registrar, "wrong"))

    def said() -> list[str]:
        return [each.message for each in caplog.records if each.levelno == logging.WARNING]

    await until(said)
    assert any("trunk pbx" in message for message in said())
    caplog.clear()
