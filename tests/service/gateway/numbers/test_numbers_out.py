"""Calls of users to phone numbers: a running service, carriers on real sockets, media that is only words."""

from __future__ import annotations

import asyncio
import dataclasses

import aiohttp
import pytest

from core.service.gateway.calls import dialling
from core.service.numbers.config import CallerField, NumberShape
from core.sip.agent.events import (
    AckReceived,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    ReferAnswered,
    ReferProgress,
    SessionEnded,
)
from core.sip.messages import NameAddr, Uri
from core.sip.private_names import OUR_REASON
from tests.service.gateway.conftest import until
from tests.service.gateway.gate import Gate
from tests.service.gateway.numbers.conftest import MELLOW, Exchange, dial
from tests.service.numbers.plans import ALICE, BOB, MAIN, allowance, trunk


async def refused(exchange: Exchange, phone, number: str = MELLOW, **call):
    dial(phone, number, **call)
    rejected = await phone.event(InviteRejected)
    assert rejected.reason_header is not None and rejected.reason_header.protocol == OUR_REASON
    assert rejected.reason_header.text.endswith(".")
    await until(lambda: exchange.gateway.calls == 0)
    return rejected.status, rejected.reason_header.text


async def test_a_call_to_a_number(exchange: Exchange):
    carrier, main = await exchange.carrier(codecs=("pcma",))
    alice = await exchange.connect(main)
    outgoing = dial(alice, "+49 30 555-001".replace(" ", "").replace("-", ""))
    incoming = (await carrier.event(InviteReceived)).session
    invite = incoming.request
    assert (invite.uri.user, invite.uri.params.get("user")) == (MELLOW, "phone")
    assert invite.to.uri.user == MELLOW and invite.from_.uri.user == ALICE
    assert not invite.from_.display_name, "no name of a person leaves the service"
    assert NameAddr.parse(invite.headers.get("p-asserted-identity") or "").uri.user == ALICE
    for ours in ("p-ahoy-caller", "p-preferred-identity"):
        assert invite.headers.get(ours) is None
    assert exchange.media.last.peer.codecs == ("pcma",) and not exchange.media.last.peer.allows_video
    carrier.do(incoming.ring)
    assert (await alice.event(InviteProgress)).status == 180
    carrier.do(incoming.accept, b"answer")
    assert (await alice.event(InviteAccepted)).body == b"answer <- answer"
    await carrier.event(AckReceived)
    alice.do(outgoing.bye)
    await carrier.event(SessionEnded)
    await until(lambda: exchange.gateway.calls == 0)


async def test_what_one_trunk_wants_another_does_not(exchange: Exchange):
    carrier, main = await exchange.carrier(
        shape=NumberShape.NATIONAL, caller_field=CallerField.ASSERTED, user="4711", password="secret"
    )
    alice = await exchange.connect(main)
    dial(alice)
    invite = (await carrier.event(InviteReceived)).session.request
    assert invite.uri.user == "030555001" and invite.from_.uri.user == "4711"
    assert NameAddr.parse(invite.headers.get("p-asserted-identity") or "").uri.user == "030100001"


async def test_who_hides_their_number_is_known_to_the_trunk_alone(exchange: Exchange):
    carrier, main = await exchange.carrier()
    alice = await exchange.connect(main)
    dial(alice, more=(("Privacy", "id"),))
    invite = (await carrier.event(InviteReceived)).session.request
    assert invite.from_.uri.host == "anonymous.invalid" and invite.headers.get("privacy") == "id"
    assert NameAddr.parse(invite.headers.get("p-asserted-identity") or "").uri.user == ALICE


@pytest.mark.parametrize(
    ("number", "caller", "status", "word"),
    [
        (MELLOW, "", 403, "number of yours"),
        (MELLOW, "030100001", 403, "number of yours"),
        (MELLOW, BOB, 403, "not be shown"),
        (MELLOW, MAIN, 403, "not be shown"),
        ("+4930", ALICE, 484, "short"),
        ("+999123", ALICE, 404, "country"),
        ("nonsense", ALICE, 404, "no phone number"),
        ("+499001123456", ALICE, 403, "Premium"),
        ("+442079460958", ALICE, 404, "line"),
        ("112", ALICE, 403, "Emergency"),
        ("+49112", ALICE, 403, "Emergency"),
        ("%00%0d", ALICE, 404, "no phone number"),
    ],
)
async def test_what_is_refused_reaches_no_carrier(
    exchange: Exchange, number: str, caller: str, status: int, word: str
):
    carrier, main = await exchange.carrier(prefixes=("+49",))
    alice = await exchange.connect(main)
    told, sentence = await refused(exchange, alice, number, caller=caller)
    assert told == status and word in sentence and not carrier.heard and not exchange.media.made


async def test_a_service_without_lines_says_that_there_is_no_such_address(exchange: Exchange):
    await exchange.serve()
    alice = await exchange.phone()
    dial(alice)
    assert (await alice.event(InviteRejected)).status == 404


async def test_help_is_called_where_an_administrator_routes_it(exchange: Exchange):
    carrier, main = await exchange.carrier(emergency=True)
    alice = await exchange.connect(main, allowance=allowance(calls=0, minutes_per_day=0))
    dial(alice, "+49112", caller="")
    invite = (await carrier.event(InviteReceived)).session.request
    assert invite.uri.user == "112"


@pytest.mark.parametrize("status", [500, 503, 504, 408, 407])
async def test_the_next_trunk_is_tried_when_one_fails(exchange: Exchange, status: int):
    first, one = await exchange.carrier("one", order=1)
    second, two = await exchange.carrier("two", order=2)
    alice = await exchange.connect(one, two)
    dial(alice)
    first.do((await first.event(InviteReceived)).session.reject, status)
    second.do((await second.event(InviteReceived)).session.accept, b"answer")
    assert (await alice.event(InviteAccepted)).body == b"answer <- answer"
    assert exchange.media.made[0].is_closed and not exchange.media.last.is_closed


@pytest.mark.parametrize("status", [404, 484, 486, 603])
async def test_the_next_trunk_is_not_tried_when_the_number_says_no(exchange: Exchange, status: int):
    first, one = await exchange.carrier("one", order=1)
    second, two = await exchange.carrier("two", order=2)
    alice = await exchange.connect(one, two)
    dial(alice)
    first.do((await first.event(InviteReceived)).session.reject, status)
    assert (await alice.event(InviteRejected)).status == status and not second.heard


@pytest.mark.parametrize("early", [b"", b"early"])
async def test_the_next_trunk_is_not_tried_once_it_rang(exchange: Exchange, early: bytes):
    first, one = await exchange.carrier("one", order=1)
    second, two = await exchange.carrier("two", order=2)
    alice = await exchange.connect(one, two)
    dial(alice)
    incoming = (await first.event(InviteReceived)).session
    incoming.progress(183 if early else 180, first.line.now(), early)
    first.line.pump()
    await alice.event(InviteProgress)
    first.do(incoming.reject, 503)
    assert (await alice.event(InviteRejected)).status == 500 and not second.heard


async def test_the_next_trunk_is_tried_when_one_is_silent(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dialling, "NEXT_HOP_AFTER", 0.05)
    silent = await exchange.wire()
    main = (await exchange.carrier("one"))[1]
    one = dataclasses.replace(main, server=Uri.parse(f"sip:127.0.0.1:{silent.port};transport=udp"), order=1)
    second, two = await exchange.carrier("two", order=2)
    alice = await exchange.connect(one, two)
    dial(alice)
    await silent.next("INVITE")
    second.do((await second.event(InviteReceived)).session.accept, b"answer")
    await alice.event(InviteAccepted)


async def test_a_full_trunk_makes_way_for_the_next(exchange: Exchange):
    first, one = await exchange.carrier("one", order=1, allowance=allowance(calls=1))
    second, two = await exchange.carrier("two", order=2, allowance=allowance(calls=1))
    alice = await exchange.connect(one, two, allowance=allowance(calls=9))
    dial(alice)
    await first.event(InviteReceived)
    dial(alice)
    await second.event(InviteReceived)
    dial(alice)
    rejected = await alice.event(InviteRejected)
    assert rejected.status == 500 and "in use" in rejected.reason_header.text


async def test_calls_at_once_are_counted_from_dialling_to_the_end(exchange: Exchange):
    carrier, main = await exchange.carrier()
    alice = await exchange.connect(main, allowance=allowance(calls=1))
    outgoing = dial(alice)
    incoming = (await carrier.event(InviteReceived)).session
    carrier.do(incoming.ring)
    await alice.event(InviteProgress)
    dial(alice)
    assert "at once" in (await alice.event(InviteRejected)).reason_header.text
    alice.do(outgoing.cancel)
    await carrier.event(SessionEnded)
    await until(lambda: exchange.gateway.calls == 0)
    dial(alice)
    await carrier.event(InviteReceived)


async def test_a_call_is_cut_off_when_the_minutes_are_used_up_and_none_begins(exchange: Exchange):
    carrier, main = await exchange.carrier()
    alice = await exchange.connect(main, allowance=allowance(minutes_per_day=1))
    day = exchange.gateway._telephone.lines._now()[1]
    database = exchange.service._database
    application = exchange.endpoint.application.key
    database.save_phone_seconds(day, application, "alice", 59.8)
    dial(alice)
    carrier.do((await carrier.event(InviteReceived)).session.accept, b"answer")
    await alice.event(InviteAccepted)
    ended = await alice.event(SessionEnded)
    assert ended.how == "remote_bye" and ended.reason_header.cause == 402
    await carrier.event(SessionEnded)
    _, sentence = await refused(exchange, alice)
    assert "used up" in sentence
    seconds = {name: spent for _, name, spent in database.phone_seconds(day)}
    assert 60.0 <= seconds["alice"] < 62.0 and 0.1 < seconds["main"] < 2.2


@pytest.mark.parametrize(
    ("contact", "calls"),
    [
        ("<sip:+4930555009@elsewhere.example>", "+4930555009"),
        ("<tel:+4930555009>", "+4930555009"),
        ("<sip:+499001123456@elsewhere.example>", ""),
        ("<sip:mallory@elsewhere.example>", ""),
        ("<sip:112@elsewhere.example>", ""),
    ],
)
async def test_a_number_that_forwards_its_calls(exchange: Exchange, contact: str, calls: str):
    carrier, main = await exchange.carrier()
    alice = await exchange.connect(main)
    dial(alice)
    first = (await carrier.event(InviteReceived)).session
    first.reject(302, carrier.line.now(), "", [("Contact", contact)])
    carrier.line.pump()
    if calls:
        assert (await carrier.event(InviteReceived)).session.request.uri.user == calls
    else:
        rejected = await alice.event(InviteRejected)
        assert rejected.status == 403 and "forwards" in rejected.reason_header.text


async def test_numbers_that_forward_in_a_circle_come_to_an_end(exchange: Exchange):
    carrier, main = await exchange.carrier()
    alice = await exchange.connect(main)
    dial(alice)
    for _ in range(4):
        incoming = (await carrier.event(InviteReceived)).session
        incoming.reject(302, carrier.line.now(), "", [("Contact", f"<sip:{MELLOW}@x>")])
        carrier.line.pump()
    assert (await alice.event(InviteRejected)).status == 480


async def test_a_trunk_that_knows_us_by_our_address_is_reached_by_number_only(exchange: Exchange):
    carrier, main = await exchange.carrier()
    alice = await exchange.connect(main)
    alice.call(f"sip:+499001123456@127.0.0.1:{carrier.port}")
    assert (await alice.event(InviteRejected)).status == 403
    assert not carrier.heard


async def test_nobody_pays_with_somebody_elses_name(exchange: Exchange):
    carrier, main = await exchange.carrier()
    alice = await exchange.connect(main)
    dial(alice, more=(("P-Ahoy-Caller", f"{exchange.endpoint.application.key} bob"),))
    await carrier.event(InviteReceived)
    (call,) = exchange.gateway._telephone.lines._spending._calls
    assert call.account.user == "alice"


async def test_the_caller_gives_up_at_once_and_nothing_stays_counted(exchange: Exchange):
    _, main = await exchange.carrier()
    alice = await exchange.connect(main)
    for _ in range(5):
        outgoing = dial(alice)
        await asyncio.sleep(0)
        alice.do(outgoing.cancel)
    await until(lambda: exchange.gateway.calls == 0 and exchange.gateway._telephone.lines.calls == 0)


@pytest.mark.parametrize(
    ("trunks", "features"),
    [
        ([], ["sip"]),
        ([trunk()], ["sip", "phone"]),
        ([trunk(emergency=True)], ["sip", "phone", "emergency"]),
    ],
)
async def test_clients_are_told_what_there_is(exchange: Exchange, trunks: list, features: list[str]):
    numberless = [dataclasses.replace(one, server=Uri.parse("sip:127.0.0.9")) for one in trunks]
    if trunks:
        await exchange.connect(*numberless)
    else:
        await exchange.serve()
    url = exchange.endpoint.url.replace("ws:", "http:").replace("/sip", "/.well-known/ahoy.json")
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert (await answer.json())["features"] == ["path", *features, "conference", "managed-push"]


@pytest.mark.parametrize(("password", "works"), [("secret", True), ("wrong", False)])
async def test_a_trunk_that_wants_a_password(exchange: Exchange, password: str, works: bool):
    carrier, main = await exchange.carrier(user="4711", password=password)
    carrier.gate = Gate("4711", "secret", is_proxy=True)
    alice = await exchange.connect(main)
    dial(alice)
    if works:
        carrier.do((await carrier.event(InviteReceived)).session.accept, b"answer")
        await alice.event(InviteAccepted)
    else:
        rejected = await alice.event(InviteRejected)
        assert rejected.status == 403 and rejected.reason_header.cause == 407


async def test_a_trunk_is_sent_nowhere_by_an_address_that_no_limit_counts(exchange: Exchange):
    carrier, main = await exchange.carrier()
    alice = await exchange.connect(main)
    outgoing = dial(alice)
    incoming = (await carrier.event(InviteReceived)).session
    carrier.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)
    await carrier.event(AckReceived)
    alice.do(outgoing.refer, NameAddr(Uri.parse("sip:499001123456@127.0.0.1:5060")))
    assert (await alice.event(ReferAnswered)).status == 202
    while (told := (await alice.event(ReferProgress)).status) < 200:
        pass
    assert told >= 300, "the carrier's own address is no way around the dial plan"
    asked = [getattr(message, "method", "") for message in carrier.heard]
    assert "REFER" not in asked and asked.count("INVITE") == 1
