"""Transfers between clients and SIP phones, both ways, blind and attended: real sockets, media in words."""

from __future__ import annotations

from typing import Any

import pytest

from core.sip.agent.events import (
    AckReceived,
    InviteAccepted,
    InviteReceived,
    InviteRejected,
    ReferAnswered,
    ReferProgress,
    ReferReceived,
    SessionEnded,
)
from core.sip.dialogs.replaces import Replaces
from core.sip.messages import NameAddr, Uri
from core.sip.transports.hops import Transport
from tests.service.gateway.conftest import Town, until
from tests.service.gateway.far_phone import FarPhone
from tests.service.gateway.test_calls_in import hand, invite
from tests.service.phones import Phone

DOMAIN = "ahoy.invalid"


class Talk:
    """A call that stands between a client and a phone; each end has its session."""

    def __init__(self, town: Town) -> None:
        self.town = town

    async def from_outside(self, client: Phone, phone: FarPhone, user: str = "") -> Talk:
        self.client, self.phone = client, phone
        self.outside = await phone.call(self.here(user or client.user))
        self.inside = (await client.event(InviteReceived)).session
        client.do(self.inside.accept, b"client has")
        await phone.event(InviteAccepted)
        await client.event(AckReceived)
        return self

    async def from_inside(self, client: Phone, phone: FarPhone) -> Talk:
        self.client, self.phone = client, phone
        self.inside = client.call(phone.uri)
        self.outside = (await phone.event(InviteReceived)).session
        phone.do(self.outside.accept, b"phone has")
        await client.event(InviteAccepted)
        await phone.event(AckReceived)
        return self

    def here(self, user: str) -> str:
        return f"sip:{user}@127.0.0.1:{self.town.port(Transport.UDP)}"


async def talk(town: Town, **gateway: Any) -> Talk:
    await town.serve(listens=("udp",), **gateway)
    return await Talk(town).from_outside(await town.phone(), await town.far())


def to(uri: str, replaces: Replaces | None = None) -> NameAddr:
    parsed = Uri.parse(uri)
    return NameAddr(replaces.added_to(parsed) if replaces is not None else parsed)


async def refused(end: Any, session: Any, target: NameAddr) -> int:
    """Ask the other end of ``session`` to call ``target``; return the status of the refusal."""
    end.do(session.refer, target)
    return int((await end.event(ReferAnswered)).status)


async def test_a_phone_sends_a_client_to_another_user(town: Town) -> None:
    made = await talk(town)
    bob = await town.phone("bob")
    made.phone.do(made.outside.refer, to(made.here("bob")))
    asked = await made.client.event(ReferReceived)
    assert str(asked.refer_to.uri) == f"sip:bob@{DOMAIN}" and asked.replaces is None
    made.client.do(made.inside.accept_refer)
    assert (await made.phone.event(ReferAnswered)).status == 202
    successor = made.client.call(str(asked.refer_to.uri))
    bob.do((await bob.event(InviteReceived)).session.accept, b"bob has")
    await made.client.event(InviteAccepted)
    made.client.do(made.inside.notify_refer, 180, "Ringing")
    made.client.do(made.inside.notify_refer, 200, "OK")
    heard = [await made.phone.event(ReferProgress) for _ in range(3)]
    assert [one.status for one in heard] == [100, 180, 200] and heard[-1].is_final
    made.client.do(made.inside.bye)
    await made.phone.event(SessionEnded)
    await until(lambda: not town.gateway.calls)
    assert not successor.is_ended


async def test_a_phone_sends_a_client_to_a_sip_address(town: Town) -> None:
    """Who and where stay; whatever else is in the address does not."""
    made = await talk(town)
    target = "sips:carol@far.example:5070;transport=tcp;maddr=10.0.0.1?Subject=evil"
    made.phone.do(made.outside.refer, NameAddr(Uri.parse(target), 'Carol "C"'))
    asked = await made.client.event(ReferReceived)
    assert str(asked.refer_to.uri) == "sips:carol@far.example:5070;transport=tcp"
    assert asked.refer_to.display_name == 'Carol "C"'
    made.client.do(made.inside.reject_refer, 603)
    assert (await made.phone.event(ReferAnswered)).status == 603
    made.phone.do(made.outside.refer, to(made.here("bob")))
    assert (await made.client.event(ReferReceived)).refer_to.uri.user == "bob", "and may ask again"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("tel:+4790012345", 403),
        ("sip:+4790012345@{here}", 403),
        ("sip:+4790012345@{here};user=phone", 403),
        ("sip:+4790012345@carrier.example;user=phone", 403),
        ("sip:a%20b@{here}", 403),
        ("sip:" + "x" * 80 + "@far.example", 403),
        ("sip:bob@{here}?Replaces=nobody%3Bto-tag%3D1%3Bfrom-tag%3D2", 403),
        ("sip:bob@{here}?Replaces=nonsense", 400),
    ],
    ids=["tel", "number", "phone", "carrier", "no user", "long", "no call", "nonsense"],
)
async def test_where_a_phone_sends_nobody(town: Town, target: str, status: int) -> None:
    made = await talk(town)
    here = f"127.0.0.1:{town.port(Transport.UDP)}"
    assert await refused(made.phone, made.outside, to(target.replace("{here}", here))) == status
    assert not made.inside.is_ended and not made.outside.is_ended


async def test_a_client_sends_a_phone_to_an_address_and_to_a_user(town: Town) -> None:
    made = await talk(town)
    made.client.do(made.inside.refer, to("sip:carol@far.example"))
    asked = await made.phone.event(ReferReceived)
    assert str(asked.refer_to.uri) == "sip:carol@far.example"
    made.phone.do(made.outside.reject_refer, 486)
    assert (await made.client.event(ReferAnswered)).status == 486
    made.client.do(made.inside.refer, to(f"sip:bob@{DOMAIN}"))
    asked = await made.phone.event(ReferReceived)
    bob = await town.phone("bob")
    made.phone.do(made.outside.accept_refer)
    assert (await made.client.event(ReferAnswered)).status == 202
    await made.phone.call(str(asked.refer_to.uri))
    bob.do((await bob.event(InviteReceived)).session.accept, b"bob has")
    await made.phone.event(InviteAccepted)
    made.phone.do(made.outside.notify_refer, 200, "OK")
    assert [(await made.client.event(ReferProgress)).status for _ in range(2)] == [100, 200]
    made.client.do(made.inside.bye)
    await made.phone.event(SessionEnded)
    await until(lambda: town.gateway.calls == 1)


@pytest.mark.parametrize("target", ["tel:+4790012345", f"sip:+4790012345@{DOMAIN};user=phone"])
async def test_a_client_sends_no_phone_to_a_number(town: Town, target: str) -> None:
    made = await talk(town)
    assert await refused(made.client, made.inside, to(target)) == 403


async def test_users_who_are_not_called_from_outside(town: Town) -> None:
    await town.serve()
    made = await Talk(town).from_inside(await town.phone(), await town.far())
    assert await refused(made.client, made.inside, to(f"sip:bob@{DOMAIN}")) == 403


async def test_a_phone_joins_two_clients_with_whom_it_speaks(town: Town) -> None:
    """Attended: the client that is sent calls the other one, whose call with the phone it takes over."""
    made = await talk(town)
    bob = await town.phone("bob")
    second = await Talk(town).from_outside(bob, made.phone)
    made.phone.do(made.outside.refer, to(made.here("bob"), second.outside.as_replaced()))
    asked = await made.client.event(ReferReceived)
    assert asked.replaces is not None and asked.refer_to.uri.user == "bob"
    made.client.do(made.inside.accept_refer)
    assert made.client.agent.invite(
        asked.refer_to.uri.having(headers=()), b"v=0\r\n", made.client.now, replaces=asked.replaces
    )
    made.client.driver.pump()
    taking = (await bob.event(InviteReceived)).session
    assert bob.agent.session_for(taking.replaces) is second.inside
    bob.do(taking.accept, b"bob has")
    await made.client.event(InviteAccepted)
    bob.do(second.inside.bye)
    made.client.do(made.inside.notify_refer, 200, "OK")
    made.client.do(made.inside.bye)
    await made.phone.event(SessionEnded)
    await made.phone.event(SessionEnded)
    await until(lambda: not town.gateway.calls)


async def test_a_client_joins_two_phones_with_whom_it_speaks(town: Town) -> None:
    made = await talk(town)
    other = await town.far()
    second = await Talk(town).from_inside(made.client, other)
    made.client.do(made.inside.refer, to(f"sip:bob@{DOMAIN}", second.inside.as_replaced()))
    asked = await made.phone.event(ReferReceived)
    assert str(asked.refer_to.uri.having(headers=())) == other.uri
    assert other.agent.session_for(asked.replaces) is second.outside


async def test_a_phone_takes_over_the_call_of_another_phone(town: Town) -> None:
    """Sent by that one: its INVITE with Replaces becomes one of the call that the client knows."""
    made = await talk(town)
    other = await town.far()
    replaced = str(made.outside.as_replaced())
    await other.call(made.here("alice"), b"v=0 other\r\n", (("Replaces", replaced),))
    taking = (await made.client.event(InviteReceived)).session
    assert made.client.agent.session_for(taking.replaces) is made.inside
    made.client.do(taking.accept, b"client has")
    await other.event(InviteAccepted)
    made.client.do(made.inside.bye)
    await made.phone.event(SessionEnded)
    await until(lambda: town.gateway.calls == 1)


@pytest.mark.parametrize(
    ("replaces", "status"), [("nobody;to-tag=1;from-tag=2", 481), ("nonsense", 400), (";;=", 400)]
)
async def test_calls_that_nobody_takes_over(town: Town, replaces: str, status: int) -> None:
    made = await talk(town)
    other = await town.far()
    await other.call(made.here("alice"), b"v=0 other\r\n", (("Replaces", replaces),))
    assert (await other.event(InviteRejected)).status == status
    assert town.gateway.calls == 1


async def test_one_transfer_at_a_time(town: Town) -> None:
    made = await talk(town)
    made.phone.do(made.outside.refer, to(made.here("bob")))
    await made.client.event(ReferReceived)
    assert await refused(made.client, made.inside, to("sip:carol@far.example")) == 491


async def test_a_phone_that_takes_no_refer(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await town.serve(listens=("udp",))
    far = await town.far()
    monkeypatch.setattr(far.agent, "_allow", "INVITE, ACK, BYE, CANCEL")
    made = await Talk(town).from_outside(await town.phone(), far)
    assert await refused(made.client, made.inside, to("sip:carol@far.example")) == 405


async def test_a_transfer_before_the_call_stands(town: Town) -> None:
    """No agent of ours asks that early: the request is written by hand."""
    wire, gateway, target = await hand(town)
    alice = await town.phone()
    asked = invite(target)
    wire.sockets.send(gateway, bytes(asked))
    alice.do((await alice.event(InviteReceived)).session.ring)
    ringing, _ = await wire.next(180)
    asked.method, asked.body = "REFER", b""
    changes = {
        "Via": f"SIP/2.0/UDP 127.0.0.1:{wire.port};branch=z9hG4bKrefer;rport",
        "To": ringing.to,
        "CSeq": "2 REFER",
        "Refer-To": f"<sip:bob@127.0.0.1:{gateway.port}>",
    }
    for name, value in changes.items():
        asked.headers.set(name, value)
    wire.sockets.send(gateway, bytes(asked))
    answer, _ = await wire.next(491)
    assert answer.cseq.method == "REFER" and alice.events.empty()


async def test_hanging_up_in_the_middle_of_a_transfer(town: Town) -> None:
    made = await talk(town)
    made.phone.do(made.outside.refer, to(made.here("bob")))
    await made.client.event(ReferReceived)
    made.client.do(made.inside.accept_refer)
    await made.phone.event(ReferAnswered)
    made.phone.do(made.outside.bye)
    await made.client.event(SessionEnded)
    await until(lambda: not town.gateway.calls)
