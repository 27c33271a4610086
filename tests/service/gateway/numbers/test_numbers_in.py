"""Calls from the telephone network to users, with the table of numbers and with a backend that decides."""

from __future__ import annotations

import dataclasses

import pytest

from core.service.callbacks.events import PRIVATE
from core.sip.agent.events import (
    AckReceived,
    InviteAccepted,
    InviteReceived,
    InviteRejected,
    SessionEnded,
)
from core.sip.messages import NameAddr, Uri
from core.sip.transports.hops import Transport
from tests.service.callbacks.scripted_backend import ScriptedBackend
from tests.service.gateway.conftest import until
from tests.service.gateway.numbers.conftest import MELLOW, Exchange, dial
from tests.service.numbers.plans import ALICE, BOB, MAIN, allowance, trunk

UDP = Transport.UDP


async def served(exchange: Exchange, **options):
    """Return a carrier that knows us, and alice's phone."""
    carrier, main = await exchange.carrier()
    return carrier, await exchange.connect(main, listens=("udp",), **options)


async def rings(
    exchange: Exchange, carrier, number: str = ALICE, *, caller: str = MELLOW, name: str = "", **more
):
    carrier.agent.address_of_record = NameAddr(Uri.for_user(caller, "carrier.example"), name)
    return await carrier.call(f"sip:{number}@127.0.0.1:{exchange.port(UDP)}", **more)


async def test_a_call_from_a_number_to_a_user(exchange: Exchange):
    carrier, alice = await served(exchange)
    outgoing = await rings(exchange, carrier, name="Mellow Ltd")
    incoming = (await alice.event(InviteReceived)).session
    invite = incoming.request
    assert (invite.from_.uri.user, invite.from_.uri.host) == (MELLOW, "ahoy.invalid")
    assert invite.from_.display_name == "Mellow Ltd" and invite.body == b"offer <- v=0 far\r\n"
    assert invite.headers.get("p-ahoy-unverified") == "1", "numbers can be forged on the way to the trunk"
    alice.do(incoming.accept, b"alice has")
    assert (await carrier.event(InviteAccepted)).body == b"answer <- alice has"
    await alice.event(AckReceived)
    carrier.do(outgoing.bye)
    await alice.event(SessionEnded)


@pytest.mark.parametrize("number", ["030100001", "4930100001", "004930100001", "+4930100001;ext=7"])
async def test_numbers_as_carriers_write_them(exchange: Exchange, number: str):
    carrier, alice = await served(exchange)
    await rings(exchange, carrier, number, caller="030555001")
    invite = (await alice.event(InviteReceived)).session.request
    assert invite.from_.uri.user == MELLOW


async def test_a_caller_without_a_number(exchange: Exchange):
    carrier, alice = await served(exchange)
    await rings(exchange, carrier, headers=(("Privacy", "id"), ("P-Asserted-Identity", f"<tel:{MELLOW}>")))
    invite = (await alice.event(InviteReceived)).session.request
    assert invite.from_.uri.host == "anonymous.invalid" and MELLOW not in str(invite)


@pytest.mark.parametrize("number", ["+4930999999", "alice", MAIN, "112", "%0d%0a"])
async def test_a_number_that_nobody_has(exchange: Exchange, number: str):
    carrier, _ = await served(exchange)
    await rings(exchange, carrier, number)
    assert (await carrier.event(InviteRejected)).status == 404


async def test_a_user_who_is_away(exchange: Exchange):
    carrier, _ = await served(exchange)
    await rings(exchange, carrier, BOB)
    assert (await carrier.event(InviteRejected)).status in (404, 480)


async def test_whoever_is_no_trunk_calls_no_numbers(exchange: Exchange):
    here = trunk(server=Uri.parse("sip:127.0.0.9:5060;transport=udp"))
    await exchange.connect(here, listens=("udp",))
    stranger = await exchange.far()
    await stranger.call(f"sip:{ALICE}@127.0.0.1:{exchange.port(UDP)}")
    assert (await stranger.event(InviteRejected)).status == 403


async def test_a_trunk_is_welcome_whatever_networks_may_call(exchange: Exchange):
    carrier, alice = await served(exchange, gateway={"allowed_networks": ("203.0.113.0/24",)})
    await rings(exchange, carrier)
    await alice.event(InviteReceived)


async def test_whoever_is_no_trunk_is_kept_out_by_the_networks(exchange: Exchange):
    here = trunk(server=Uri.parse("sip:127.0.0.9:5060;transport=udp"))
    await exchange.connect(here, listens=("udp",), gateway={"allowed_networks": ("203.0.113.0/24",)})
    await (await exchange.far()).call(f"sip:{ALICE}@127.0.0.1:{exchange.port(UDP)}")
    assert exchange.gateway.calls == 0


async def test_a_trunk_that_is_not_found_is_told_and_looked_for_again(
    exchange: Exchange, caplog: pytest.LogCaptureFixture
):
    _, main = await exchange.carrier()
    lost = dataclasses.replace(main, server=Uri.parse("sip:nowhere.invalid"))
    await exchange.connect(lost)
    addresses = exchange.gateway._telephone.addresses
    assert not addresses._hops and "trunk main is not found" in caplog.text
    caplog.clear()
    addresses._trunks = (main,)
    await addresses.look_up()
    assert addresses._hops["main"]


async def with_backend(exchange: Exchange, ice: dict, **options):
    """Let a backend answer so when it is asked whom a call is for; it has no wishes else."""
    carrier, alice = await served(exchange, **options)
    application = exchange.endpoint.application
    backend = await ScriptedBackend(key=application.key, secret=application.secret).start()
    exchange._closers.append(backend.stop)
    backend.answer = lambda event: ice if event["event"] == "ice" else {"action": {"name": "continue"}}
    exchange.service.parts.applications.set_backend(application.key, backend.url)
    return carrier, alice, backend


def ice_of(backend: ScriptedBackend):
    return next(event for event in backend.events if event["event"] == "ice")


@pytest.mark.parametrize("number", [ALICE, "+4930999999"])
async def test_a_backend_says_whom_a_number_is_for(exchange: Exchange, number: str):
    to = {"type": "username", "endpoint": "alice"}
    carrier, alice, backend = await with_backend(
        exchange, {"action": {"name": "connectMxp", "destination": to}}
    )
    await rings(exchange, carrier, number)
    await alice.event(InviteReceived)
    ice = ice_of(backend)
    assert ice["to"] == {"type": "did", "endpoint": number} and ice["cli"] == MELLOW
    assert (ice["domain"], ice["originationType"]) == ("pstn", "PSTN")


async def test_a_backend_is_told_of_callers_who_hide(exchange: Exchange):
    carrier, _, backend = await with_backend(exchange, {"action": {"name": "hangup"}})
    await rings(exchange, carrier, headers=(("Privacy", "id"),))
    assert (await carrier.event(InviteRejected)).status == 403 and ice_of(backend)["cli"] == PRIVATE


async def test_a_backend_lets_a_user_call_a_number(exchange: Exchange):
    carrier, alice, backend = await with_backend(
        exchange, {"action": {"name": "connectPstn", "maxDuration": 60}}
    )
    dial(alice)
    invite = (await carrier.event(InviteReceived)).session.request
    assert invite.uri.user == MELLOW and invite.from_.uri.user == ALICE
    ice = ice_of(backend)
    assert ice["to"] == {"type": "number", "endpoint": MELLOW} and ice["cli"] == ALICE
    assert (ice["domain"], ice["originationType"], ice["user"]) == ("pstn", "MXP", "alice")


async def test_a_backend_has_another_number_called_and_shown(exchange: Exchange):
    answer = {"action": {"name": "connectPstn", "number": "+4930555009", "cli": ALICE}}
    carrier, alice, backend = await with_backend(exchange, answer)
    dial(alice, caller="")
    incoming = (await carrier.event(InviteReceived)).session
    assert (incoming.request.uri.user, incoming.request.from_.uri.user) == ("+4930555009", ALICE)
    carrier.do(incoming.reject, 486)
    await alice.event(InviteRejected)
    await backend.came("dice")
    assert all(event["event"] != "notify" for event in backend.events), "nothing was amiss"


async def test_a_backend_cannot_show_what_no_trunk_shows(exchange: Exchange):
    answer = {"action": {"name": "connectPstn", "cli": "+442079460958"}}
    carrier, alice, _ = await with_backend(exchange, answer)
    dial(alice)
    assert (await alice.event(InviteRejected)).status == 403 and not carrier.heard


async def test_a_backend_sends_a_call_from_a_number_on_to_another_number(exchange: Exchange):
    """Whose number was called pays, and it is what is shown."""
    action = {"name": "connectPstn", "number": MELLOW, "dtmf": "12w#"}
    carrier, _, backend = await with_backend(exchange, {"action": action})
    await rings(exchange, carrier, caller="+4930777001")
    incoming = (await carrier.event(InviteReceived)).session
    assert incoming.request.uri.user == MELLOW
    assert ALICE in str(incoming.request.headers.get("P-Asserted-Identity")) + str(incoming.request.from_)
    carrier.do(incoming.accept, b"mellow has")
    await carrier.event(InviteAccepted)
    [ace] = await backend.came("ace")
    await until(lambda: "play(7 to outside)" in exchange.media.last.asked)  # the keys, to whom was called
    assert not any(each.startswith("play") for each in exchange.media.made[0].asked)
    carrier.do(incoming.bye)
    [dice] = await backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "CALLEEHANGUP")
    assert dice["to"] == {"type": "number", "endpoint": MELLOW} and dice["callid"] == ace["callid"]


@pytest.mark.parametrize("number", [ALICE, MAIN], ids=["not allowed", "nobody pays"])
async def test_calls_that_are_not_sent_on_to_a_number(exchange: Exchange, number: str):
    options = {"users": {"alice": allowance(prefixes=("+47",))}} if number == ALICE else {}
    answer = {"action": {"name": "connectPstn", "number": MELLOW}}
    carrier, _, _ = await with_backend(exchange, answer, **options)
    await rings(exchange, carrier, number, caller="+4930777001")
    assert (await carrier.event(InviteRejected)).status in (403, 404)
    await until(lambda: not exchange.gateway.calls)
    assert len([each for each in carrier.heard if getattr(each, "method", "") == "INVITE"]) == 0
