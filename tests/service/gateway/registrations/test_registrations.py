"""Registrations on real sockets: a registrar that asks for a password, forgets, breaks, and tells of mail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.network import stun as network_stun
from core.network.address_watch import AddressWatch
from core.service.gateway.media.bridge import Encryption
from core.service.gateway.registrations import machine
from core.service.gateway.registrations.machine import Standing, State
from core.service.gateway.registrations.owner import Callee
from core.service.gateway.registrations.registration import Registration
from core.service.gateway.registrations.settings import RegistrationSettings
from core.service.routing.endpoints import Account
from core.sip.agent.events import InviteAccepted, InviteReceived, InviteRejected
from core.sip.auth import DigestCredentials
from core.sip.bodies.message_summary import MessageSummary
from core.sip.messages import NameAddr, Request, Uri, response_to
from core.sip.transports.classic import Listening
from core.sip.transports.hops import Transport
from tests.service.gateway.conftest import Town, until
from tests.service.gateway.gate import Gate
from tests.service.gateway.registrar import Registrar
from tests.service.gateway.test_ways import Names
from tests.service.phones import PATIENCE
from tests.service.web.certificates import server_context, write_certificate
from tests.stun_server import StunServer

UDP, TCP, TLS = Transport.UDP, Transport.TCP, Transport.TLS


class Owner:
    """Writes down what it hears."""

    def __init__(self) -> None:
        self.statuses: asyncio.Queue[Any] = asyncio.Queue()
        self.mail: asyncio.Queue[MessageSummary] = asyncio.Queue()
        self.answer: Callee | int = 404

    def registration_changed(self, registration: Registration) -> None:
        self.statuses.put_nowait(registration.status)

    def messages_changed(self, registration: Registration, summary: MessageSummary) -> None:
        self.mail.put_nowait(summary)

    def callee(self, registration: Registration, invite: Request) -> Callee | int:
        return self.answer

    async def until(self, standing: Standing) -> Any:
        async with asyncio.timeout(PATIENCE):
            while (status := await self.statuses.get()).standing is not standing:
                pass
            return status


class Office:
    """A gateway, a registrar, and one registration between them."""

    def __init__(self, town: Town) -> None:
        self.town, self.owner = town, Owner()
        self.registrar: Registrar = None  # type: ignore[assignment]
        self.registration: Registration = None  # type: ignore[assignment]

    async def open(self, transport: Transport = UDP, gate: Gate | None = None, **gateway: Any) -> Office:
        context = None
        if transport is TLS:
            certificate, key = write_certificate(self.town.folder, "registrar")
            context = server_context(certificate, key)
            gateway.setdefault("authorities", certificate)
        self.registrar = await Registrar(transport, gate, context).open()
        await self.town.serve(**gateway)
        return self

    def register(self, password: str = "secret", *, mail: bool = False, **changed: Any) -> Registration:
        uri = self.registrar.uri
        usual: dict[str, Any] = {
            "address": NameAddr(Uri.parse("sip:alice@pbx.example"), "Alice"),
            "registrar": Uri.parse("sip:pbx.example"),
            "server": uri,
            "contact_user": "k0ffee",
            "credentials": DigestCredentials("alice", password),
        }
        settings = RegistrationSettings(**(usual | changed))
        made = self.registration = self.town.gateway.registrations.add(
            settings, self.owner, follows_messages=mail
        )
        return made

    @property
    def contact(self) -> Uri:
        return next(iter(self.registrar.bindings.values())).uri


@pytest.fixture
async def office(tmp_path: Path, no_task_left: None) -> AsyncIterator[Office]:
    town = Town(tmp_path)
    made = Office(town)
    yield made
    await town.close()
    if made.registrar is not None:
        await made.registrar.close()


@pytest.mark.parametrize("transport", [UDP, TCP, TLS])
async def test_registered_with_a_password_and_gone_at_the_end(office: Office, transport: Transport):
    await office.open(transport)
    made = office.register()
    request = await office.registrar.next()
    await office.owner.until(Standing.REGISTERED)
    assert str(request.uri) == "sip:pbx.example" and request.to.uri.user == "alice"
    assert request.headers.get("route") is None and office.contact.user == "k0ffee"
    assert office.contact.host == "127.0.0.1" and office.contact.port
    assert made.status.status == 0 and made.hop is not None and made.hop.port == office.registrar.port
    assert office.town.gateway.needs(made.hop)
    await office.town.gateway.registrations.remove(made)
    assert not office.registrar.bindings and made.status.standing is Standing.OFF and made.hop is None
    assert len(office.town.gateway.registrations) == 0


async def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(office: Office):
    certificate, _ = write_certificate(office.town.folder, "another")
    await office.open(TLS, authorities=certificate)
    office.register()
    status = await office.owner.until(Standing.FAILING)
    assert status.status == 503 and "certificate" in status.sentence
    assert not office.registrar.everything


async def test_the_service_takes_its_registrations_back_when_it_stops(office: Office):
    await office.open()
    office.register()
    await office.owner.until(Standing.REGISTERED)
    await office.town.service.stop()
    assert not office.registrar.bindings


async def test_a_wrong_password_is_shown_once_and_said_in_words(office: Office):
    await office.open()
    made = office.register("wrong")
    status = await office.owner.until(Standing.REFUSED)
    assert status.status == 401 and "password" in status.sentence
    assert len(office.registrar.everything) == 2, "once without, once with it"
    assert "wrong" not in repr(made.settings)


async def test_a_stale_nonce_costs_one_more_request(office: Office):
    await office.open()
    made = office.register()
    await office.owner.until(Standing.REGISTERED)
    office.registrar.gate.forget()
    before = len(office.registrar.everything)
    made.start()
    await office.registrar.next()
    await office.registrar.next()
    assert len(office.registrar.everything) == before + 2 and office.registrar.gate.asked == 2
    numbers = [one.cseq.number for one in office.registrar.everything if isinstance(one, Request)]
    assert numbers == sorted(set(numbers))


async def test_a_registrar_wants_it_longer(office: Office):
    await office.open()

    def longer(request: Request) -> Any:
        if (request.expires or 0) < 1800 and request.expires:
            return response_to(request, 423, to_tag="r", headers=[("Min-Expires", "1800")])
        return office.registrar.usual_answer(request)

    office.registrar.answer = longer
    office.register()
    await office.owner.until(Standing.REGISTERED)
    assert (await office.registrar.next()).expires == 600
    assert (await office.registrar.next()).expires == 1800


@pytest.mark.parametrize(
    ("status", "standing", "words"),
    [
        (403, Standing.REFUSED, "user name and password"),
        (404, Standing.REFUSED, "does not know"),
        (500, Standing.FAILING, "just now"),
        (480, Standing.FAILING, "just now"),
        (302, Standing.FAILING, "302"),
    ],
)
async def test_what_a_registrar_says_in_words(office: Office, status: int, standing: Standing, words: str):
    await office.open()
    office.registrar.answer = lambda request: response_to(request, status, to_tag="r")
    office.register()
    found = await office.owner.until(standing)
    assert found.status == status and words in found.sentence


async def test_an_outbound_proxy_gets_everything_and_a_route(office: Office):
    await office.open()
    office.register(is_proxy=True)
    request = await office.registrar.next()
    assert request.headers.get("route") == f"<{office.registrar.uri};lr>"
    assert str(request.uri) == "sip:pbx.example"


async def test_a_name_that_nobody_knows_and_a_port_where_nobody_is(office: Office):
    await office.open(TCP)
    office.register(server=Uri.parse("sip:nobody.invalid:5060"), contact_user="k1")
    status = await office.owner.until(Standing.FAILING)
    assert "nobody.invalid" in status.sentence
    await office.registrar.close()
    office.register()
    assert (await office.owner.until(Standing.FAILING)).status == 503


async def test_a_connection_that_breaks_is_made_anew(office: Office):
    await office.open(TCP)
    made = office.register()
    await office.owner.until(Standing.REGISTERED)
    port = office.registrar.port
    await office.registrar.close()
    status = await office.owner.until(Standing.FAILING)
    assert status.sentence == "The connection to the server broke."
    again = Registrar(TCP)
    await again.sockets.listen([_listening(port)])
    again.port = port
    made.start()
    await again.next()
    await office.owner.until(Standing.REGISTERED)
    office.registrar = again


async def test_mail_is_told_when_asked_and_unasked(office: Office):
    await office.open()
    office.register(mail=True)
    asked = await office.registrar.next("SUBSCRIBE")
    assert asked.headers.get("event") == "message-summary" and asked.to.uri.user == "alice"
    async with asyncio.timeout(PATIENCE):
        told = await office.owner.mail.get()
    assert (told.is_waiting, told.new, told.old) == (True, 3, 8) and str(told.mailbox) == "sip:box@127.0.0.1"
    office.registrar.notify(office.contact, b"Messages-Waiting: no\r\n")
    async with asyncio.timeout(PATIENCE):
        assert not (await office.owner.mail.get()).is_waiting


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"body": b"Voice-Message: 3/8"}, 400),
        ({"body": b"\xff\x00" * 5000}, 400),
        ({"event": "presence"}, 489),
        ({"Content-Type": "text/html"}, 415),
    ],
)
async def test_nonsense_about_mail_is_refused(office: Office, changed: dict[str, Any], status: int):
    await office.open()
    office.register(mail=True)
    await office.owner.until(Standing.REGISTERED)
    office.registrar.notify(office.contact, **changed)
    await until(lambda: status in [getattr(one, "status", None) for one in office.registrar.everything])


async def test_a_call_comes_in_without_a_listener_and_rings_its_user(office: Office):
    await office.open()
    alice, far = await office.town.phone(), await office.town.far()
    office.owner.answer = Callee(
        Account(office.town.endpoint.application.key, "alice"), (("P-Ahoy-Account", "home"),)
    )
    office.register()
    await office.owner.until(Standing.REGISTERED)
    session = await far.call(str(office.contact))
    incoming = (await alice.event(InviteReceived)).session
    assert incoming.request.headers.get("p-ahoy-account") == "home"
    assert incoming.request.headers.get("p-ahoy-application") is None
    alice.do(incoming.accept, b"answer")
    await far.event(InviteAccepted)
    assert session.is_confirmed


async def test_who_does_not_know_the_contact_is_a_stranger(office: Office):
    await office.open(allowed_networks=("192.0.2.0/24",))
    office.register()
    await office.owner.until(Standing.REGISTERED)
    far = await office.town.far()
    await far.call(str(office.contact))
    assert (await far.event(InviteRejected)).status == 404, "expected from anywhere; its owner has nobody"
    await far.call(str(office.contact.having(user="guess")))
    await until(lambda: office.town.gateway.reception.counters["address not allowed"] == 1)


def _listening(port: int) -> Any:
    return Listening(TCP, "127.0.0.1", port)


async def test_another_address_of_this_machine_replaces_the_old_one(office: Office):
    await office.open()
    made = office.register()
    await office.owner.until(Standing.REGISTERED)
    old = office.contact.having(host="10.9.9.9")
    made._contact, made._bound, made._here = old, old, "10.9.9.9"
    await office.registrar.next()
    office.town.gateway.ping()
    contacts = (await office.registrar.next()).contacts.addresses
    assert [(one.uri.host, one.params.get("expires")) for one in contacts] == [
        ("127.0.0.1", "600"),
        ("10.9.9.9", "0"),
    ]


async def test_another_address_while_an_answer_is_awaited_is_told_at_once(office: Office):
    await office.open()
    made = office.register()
    await office.owner.until(Standing.REGISTERED)
    await office.registrar.next()
    office.registrar.answer = lambda request: None
    made.start()
    await office.registrar.next()
    made._here = "10.9.9.9"
    office.registrar.answer = office.registrar.usual_answer
    office.town.gateway.ping()
    assert made._machine.state is State.LOCATING, "nothing that is sent from the old one arrives"
    await until(lambda: made._machine.state is State.REGISTERED)
    office.town.gateway.ping()
    assert made._machine.state is State.REGISTERED, "once is enough"


@pytest.mark.parametrize("transport", [TCP, TLS])
async def test_a_connection_that_breaks_is_no_other_address(
    office: Office, transport: Transport, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(machine, "RECONNECT_WITHIN", 1e6)
    await office.open(transport)
    made = office.register()
    await office.owner.until(Standing.REGISTERED)
    await office.registrar.close()
    await office.owner.until(Standing.FAILING)
    office.town.gateway.ping()
    assert made._machine.state is State.WAITING


async def test_a_server_that_is_not_found_any_more_is_no_other_address(office: Office):
    names = Names()
    await office.open(resolver=names, public_host="198.51.100.1")
    names.hosts["pbx.example"] = ["127.0.0.1"]
    made = office.register(server=Uri.parse(f"sip:pbx.example:{office.registrar.port};transport=udp"))
    await office.owner.until(Standing.REGISTERED)
    names.hosts.clear()
    made.check_address(has_slept=True)
    await office.owner.until(Standing.FAILING)
    office.town.gateway.ping()
    assert made._machine.state is State.WAITING


async def test_what_failed_is_tried_again_when_the_network_changes(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(machine, "SOON", (0.01, 0.05))
    names = Names()
    await office.open(resolver=names)
    registrations = office.town.gateway.registrations
    assert registrations._watch is None, "nothing is watched for nobody"
    made = office.register(server=Uri.parse(f"sip:pbx.example:{office.registrar.port};transport=udp"))
    await office.owner.until(Standing.FAILING)
    names.hosts["pbx.example"] = ["127.0.0.1"]
    watch = registrations._watch
    assert isinstance(watch, AddressWatch)
    watch._on_change(frozenset(), frozenset({"192.0.2.7"}))
    await office.owner.until(Standing.REGISTERED)
    await registrations.remove(made)
    assert registrations._watch is None and watch._timer.cancelled()


async def test_after_a_sleep_it_is_registered_anew(office: Office):
    await office.open()
    office.register()
    await office.owner.until(Standing.REGISTERED)
    await office.registrar.next()
    registrations = office.town.gateway.registrations
    registrations.check_addresses()
    assert office.registrar.requests.empty()
    ours, wall = registrations._looked_at
    registrations._looked_at = (ours, wall - 3600)
    registrations.check_addresses()
    assert (await office.registrar.next()).expires == 600


@pytest.mark.parametrize("transport", [UDP, TCP])
async def test_behind_nat_it_is_registered_where_the_server_sees_us(office: Office, transport: Transport):
    await office.open(transport)
    office.registrar.sees = ("203.0.113.7", "40123")
    made = office.register()
    first, second = await office.registrar.next(), await office.registrar.next()
    here = first.contact.uri
    assert here.host == "127.0.0.1"
    assert [(one.uri.host, one.uri.port, one.params.get("expires")) for one in second.contacts.addresses] == [
        ("203.0.113.7", 40123, "600"),
        ("127.0.0.1", here.port, "0"),
    ]
    await until(lambda: made._machine.state is State.REGISTERED and office.contact.port == 40123)
    assert (office.contact.host, office.contact.user) == ("203.0.113.7", "k0ffee")
    assert made.leg is not None and made.leg.peer(Encryption.NONE).advertised == "203.0.113.7"
    office.registrar.sees = ("203.0.113.7", "40124")
    made.start()
    assert (await office.registrar.next()).contact.uri.port == 40123
    await until(lambda: made._machine.state is State.REGISTERED)
    assert office.registrar.requests.empty(), "a NAT with a new port each time is followed once a minute"


@pytest.mark.parametrize("sees", [("nonsense", "5"), ("203.0.113.7", "0"), ("203.0.113.7", "66000")])
async def test_nonsense_about_where_we_are_seen_changes_nothing(office: Office, sees: tuple[str, str]):
    await office.open()
    office.registrar.sees = sees
    office.register()
    await office.owner.until(Standing.REGISTERED)
    assert office.contact.host == "127.0.0.1" and len(office.registrar.bindings) == 1
    assert office.registrar.requests.qsize() == 1


@pytest.fixture
async def stun() -> AsyncIterator[StunServer]:
    made = await StunServer().open()
    yield made
    await made.close()


async def test_a_stun_server_tells_the_contact_before_anybody_else_does(office: Office, stun: StunServer):
    stun.sees = lambda source: ("203.0.113.9", 4711)
    await office.open()
    office.registrar.answer = without_rport(office.registrar)
    made = office.register(stun=stun.text)
    first = (await office.registrar.next()).contact.uri
    assert (first.host, first.port, first.user) == ("203.0.113.9", 4711, "k0ffee")
    status = await office.owner.until(Standing.REGISTERED)
    assert status.sentence == "" and made.leg is not None
    media = made.leg.peer(Encryption.NONE)
    assert (media.advertised, media.stun) == ("203.0.113.9", stun.text)
    made.start()
    await office.registrar.next()
    assert len(stun.asked) == 1, "it is remembered while this machine keeps its address"
    await until(lambda: made._machine.state is State.REGISTERED)
    office.town.gateway.sockets._seen.clear()
    made.start()
    await office.registrar.next()
    assert len(stun.asked) == 2


@pytest.mark.parametrize("transport", [UDP, TCP])
async def test_a_stun_server_that_is_of_no_use_is_said_and_keeps_nobody_out(
    office: Office, stun: StunServer, transport: Transport, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(network_stun, "TIMEOUT", 0.05)
    stun.answer = lambda question, source: None
    await office.open(transport)
    office.register(stun=stun.text)
    status = await office.owner.until(Standing.REGISTERED)
    assert status.sentence == f"The STUN server {stun.text} is of no use: it does not answer."
    assert office.contact.host == "127.0.0.1"


def without_rport(registrar: Registrar) -> Any:
    """Return a registrar's answer without a word of where the request came from."""

    def answer(request: Request) -> Any:
        response = registrar.usual_answer(request)
        if response is not None:
            via = response.vias[0]
            response.headers.set("Via", f"SIP/2.0/UDP {via.host}:{via.port};branch={via.branch}")
        return response

    return answer


async def test_a_public_host_that_was_given_is_kept(office: Office):
    await office.open(public_host="198.51.100.1")
    office.registrar.sees = ("203.0.113.7", "40123")
    office.register()
    await office.owner.until(Standing.REGISTERED)
    assert office.contact.host == "198.51.100.1" and office.registrar.requests.qsize() == 1


async def test_two_registrations_cannot_have_one_contact(office: Office):
    await office.open()
    office.register()
    with pytest.raises(ValueError, match="one contact"):
        office.register()
