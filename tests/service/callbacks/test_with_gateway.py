"""Backends and classic SIP: calls out with their leave, and what becomes of calls from outside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.sip.agent.events import (
    AckReceived,
    InviteAccepted,
    InviteReceived,
    InviteRejected,
    SessionEnded,
)
from core.sip.call_headers import FIELD, decode_headers
from core.sip.transports.hops import Transport
from tests.service.callbacks.scripted_backend import ScriptedBackend
from tests.service.callbacks.supervised import CONNECT
from tests.service.gateway.conftest import Town

Answers = dict[str, Any]


class Exchange:
    """A service with a gateway, and the backend of its application."""

    def __init__(self, town: Town, **gateway: Any) -> None:
        self.town = town
        self._gateway = gateway
        self.answers: Answers = {"ace": {"action": {"name": "continue"}}}

    async def start(self) -> Exchange:
        await self.town.serve(listens=("udp",), **self._gateway)
        application = self.town.endpoint.application
        self.backend = await ScriptedBackend(key=application.key, secret=application.secret).start()
        self.backend.answer = lambda event: self.answers.get(event["event"], {})
        self.town.service.parts.applications.set_backend(application.key, self.backend.url)
        return self

    def to_sip(self, endpoint: str, **more: Any) -> None:
        """Let ICE be answered so."""
        destination = {"type": "sip", "endpoint": endpoint}
        self.answers["ice"] = {"action": {"name": "connectSip", "destination": destination, **more}}

    def to_user(self, user: str, **more: Any) -> None:
        """Let ICE be answered so."""
        destination = {"type": "username", "endpoint": user}
        self.answers["ice"] = {"action": {"name": "connectMxp", "destination": destination, **more}}

    def here(self, user: str) -> str:
        return f"sip:{user}@127.0.0.1:{self.town.port(Transport.UDP)}"


@pytest.fixture
async def exchange(tmp_path: Path, no_task_left: None) -> AsyncIterator[Exchange]:
    town = Town(tmp_path)
    made = await Exchange(town).start()
    yield made
    await town.close()
    await made.backend.stop()


def address_of(far: Any) -> str:
    return str(far.uri).removeprefix("sip:").partition(";")[0]


async def test_a_sip_address_with_the_backends_leave(exchange: Exchange) -> None:
    alice, far = await exchange.town.phone(), await exchange.town.far()
    exchange.to_sip(address_of(far))
    outgoing = alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    [ice] = exchange.backend.events
    assert (ice["to"], ice["domain"]) == ({"type": "sip", "endpoint": address_of(far)}, "pstn")
    assert str(incoming.request.uri) == far.uri, "as it was dialled, transport and all"
    far.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)
    [ace] = await exchange.backend.came("ace")
    assert ace["callid"] == ice["callid"] == outgoing.call_id
    alice.do(outgoing.bye)
    await far.event(SessionEnded)
    [dice] = await exchange.backend.came("dice")
    assert (dice["result"], dice["reason"], dice["from"]) == ("ANSWERED", "CALLERHANGUP", "alice")


async def test_hanging_up_when_the_far_phone_answers(exchange: Exchange) -> None:
    alice, far = await exchange.town.phone(), await exchange.town.far()
    exchange.to_sip(address_of(far))
    exchange.answers["ace"] = {"action": {"name": "hangup"}}
    alice.call(far.uri)
    far.do((await far.event(InviteReceived)).session.accept, b"answer")
    await far.event(SessionEnded)
    await alice.event(SessionEnded)
    [dice] = await exchange.backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "MANAGERHANGUP")


async def test_a_user_who_was_called_is_at_a_sip_address(exchange: Exchange) -> None:
    """With headers of the backend's own, and nobody told who calls."""
    alice, far = await exchange.town.phone(), await exchange.town.far()
    headers = [{"key": "X-Order", "value": "7"}, {"key": "X-Evil", "value": "a\r\nInjected: 1"}]
    exchange.to_sip(address_of(far), callHeaders=headers, cli="private", transport="UDP")
    cookie = {"name": "setCookie", "key": "X-Cookie", "value": "kept"}
    exchange.answers["ice"]["instructions"] = [cookie]
    alice.call("sip:bob@ahoy.invalid")
    invite = (await far.event(InviteReceived)).session.request
    assert (invite.headers.get("X-Order"), invite.headers.get("X-Cookie")) == ("7", "kept")
    assert "Injected" not in invite.headers and "X-Evil" not in invite.headers
    assert "alice" not in str(invite.headers.get("From")) and invite.from_.uri.user == "anonymous"
    assert invite.headers.get("P-Asserted-Identity") is None


async def test_a_number_to_show_is_told_to_be_missing(exchange: Exchange) -> None:
    alice, far = await exchange.town.phone(), await exchange.town.far()
    exchange.to_sip(address_of(far), cli="+4721000000")
    alice.call(far.uri)
    await far.event(InviteReceived)
    [notify] = await exchange.backend.came("notify")
    assert (notify["errorCode"], notify["errorMsg"]) == (50000, "cli is not available at this service")


async def test_no_leave_and_no_call_leaves_the_house(exchange: Exchange) -> None:
    alice, far = await exchange.town.phone(), await exchange.town.far()
    exchange.answers["ice"] = {"action": {"name": "hangup"}}
    alice.call(far.uri)
    assert (await alice.event(InviteRejected)).status == 403
    assert exchange.town.gateway.calls == 0 and far.events.empty()


async def test_a_call_from_outside_to_a_number(exchange: Exchange) -> None:
    alice, far = await exchange.town.phone(), await exchange.town.far()
    exchange.to_user("alice", callHeaders=[{"key": "queue", "value": "sales"}])
    outgoing = await far.call(exchange.here("+4721000000"), b"v=0 far\r\n", (("X-Trunk", "one"),))
    incoming = (await alice.event(InviteReceived)).session
    [ice] = exchange.backend.events
    assert ice["to"] == {"type": "did", "endpoint": "+4721000000"}
    assert (ice["domain"], ice["originationType"], ice["cli"]) == ("pstn", "PSTN", "bob@127.0.0.1")
    assert ice["callHeaders"] == [{"key": "x-trunk", "value": "one"}] and "user" not in ice
    assert decode_headers(incoming.request.headers.get(FIELD)) == {"queue": "sales"}
    assert incoming.request.headers.get("P-Ahoy-Unverified") == "1"
    alice.do(incoming.accept, b"alice has")
    assert (await far.event(InviteAccepted)).body == b"answer <- alice has"
    await alice.event(AckReceived)
    far.do(outgoing.bye)
    await alice.event(SessionEnded)
    [dice] = await exchange.backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "CALLERHANGUP")
    assert (dice["from"], dice["to"]) == ("bob@127.0.0.1", {"type": "username", "endpoint": "alice"})
    assert [event["event"] for event in exchange.backend.events] == ["ice", "dice"]


async def test_a_number_that_sent_the_call_on_is_told(exchange: Exchange) -> None:
    far = await exchange.town.far()
    exchange.answers["ice"] = {"action": {"name": "hangup"}}
    diverted = (("Diversion", "<sip:+4721000001@carrier.example>;reason=no-answer"),)
    await far.call(exchange.here("+4721000000"), b"v=0 far\r\n", diverted)
    [ice] = await exchange.backend.came("ice")
    assert (ice["rdnis"], ice["to"]["endpoint"]) == ("+4721000001", "+4721000000")


async def test_a_call_from_outside_to_a_user(exchange: Exchange) -> None:
    alice, far = await exchange.town.phone(), await exchange.town.far()
    exchange.answers["ice"] = CONNECT
    await far.call(exchange.here("alice"))
    incoming = (await alice.event(InviteReceived)).session
    assert exchange.backend.events[0]["to"] == {"type": "username", "endpoint": "alice"}
    alice.do(incoming.reject, 486)
    assert (await far.event(InviteRejected)).status == 486
    [dice] = await exchange.backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("BUSY", "BUSY")


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        ({"action": {"name": "hangup"}}, 403, "MANAGERHANGUP"),
        (b"<html>", 500, "INVALIDSVAMLACTION"),
        (CONNECT, 500, "INVALIDSVAMLACTION"),
        ({"action": {"name": "connectPstn", "number": "+4787654321"}}, 501, "GENERALERROR"),
    ],
    ids=["hangup", "no JSON", "nobody named", "out of reach"],
)
async def test_a_call_from_outside_that_is_not_taken(
    exchange: Exchange, answer: Any, status: int, reason: str
) -> None:
    far = await exchange.town.far()
    exchange.answers["ice"] = answer
    await far.call(exchange.here("+4721000000"))
    assert (await far.event(InviteRejected)).status == status
    [dice] = await exchange.backend.came("dice")
    assert dice["reason"] == reason
    assert ("notify" in [event["event"] for event in exchange.backend.events]) is (reason != "MANAGERHANGUP")


async def test_callers_from_outside_who_hide(exchange: Exchange) -> None:
    far = await exchange.town.far()
    exchange.answers["ice"] = {"action": {"name": "hangup"}}
    far.agent.address_of_record = type(far.agent.address_of_record).parse("<sip:anonymous@anonymous.invalid>")
    await far.call(exchange.here("+4721000000"))
    [ice] = await exchange.backend.came("ice")
    assert ice["cli"] == "private"


async def test_without_a_backend_numbers_are_nobodys(exchange: Exchange) -> None:
    application = exchange.town.endpoint.application
    exchange.town.service.parts.applications.set_backend(application.key, "")
    far = await exchange.town.far()
    await far.call(exchange.here("+4721000000"))
    assert (await far.event(InviteRejected)).status == 404 and exchange.backend.events == []
