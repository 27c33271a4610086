"""A call with a trunk that its user hands on: to a user, to a number, to an address, to a second call."""

from __future__ import annotations

from typing import Any

import pytest

from core.service.gateway.calls.call import GatewayCall
from core.service.gateway.calls.transfers import handover
from core.sip.agent.events import (
    AckReceived,
    InviteAccepted,
    InviteReceived,
    InviteRejected,
    ReferAnswered,
    ReferProgress,
    ReinviteReceived,
    SessionEnded,
)
from core.sip.dialogs.replaces import Replaces
from core.sip.messages import NameAddr, Uri
from core.sip.transports.hops import Transport
from tests.service.gateway.conftest import until
from tests.service.gateway.far_phone import FarPhone
from tests.service.gateway.numbers.conftest import MELLOW, Exchange, dial
from tests.service.gateway.test_transfers import to
from tests.service.numbers.plans import ALICE, allowance
from tests.service.phones import Phone

DOMAIN = "ahoy.invalid"
SECOND = "+4930555002"


class Line:
    """A call of alice's with somebody at the carrier: each end has its session."""

    def __init__(self, exchange: Exchange, carrier: FarPhone, alice: Phone) -> None:
        self.exchange, self.carrier, self.alice = exchange, carrier, alice

    async def out(self, number: str = MELLOW) -> Line:
        self.inside = dial(self.alice, number)
        self.outside = (await self.carrier.event(InviteReceived)).session
        self.carrier.do(self.outside.accept, b"carrier has")
        await self.alice.event(InviteAccepted)
        await self.carrier.event(AckReceived)
        return self

    async def in_(self) -> Line:
        port = self.exchange.port(Transport.UDP)
        self.outside = await self.carrier.call(f"sip:{ALICE}@127.0.0.1:{port}")
        self.inside = (await self.alice.event(InviteReceived)).session
        self.alice.do(self.inside.accept, b"alice has")
        await self.carrier.event(InviteAccepted)
        await self.alice.event(AckReceived)
        return self

    def refer(self, target: NameAddr) -> None:
        self.alice.do(self.inside.refer, target)

    async def changes_over(self, answer: bytes = b"carrier has more") -> bytes:
        """Let whoever is outside take the new media; return what was offered."""
        offered = await self.carrier.event(ReinviteReceived)
        assert offered.session is self.outside
        self.carrier.do(self.outside.answer_reinvite, answer)
        return bytes(offered.body)

    async def progress(self, count: int) -> list[int]:
        assert (await self.alice.event(ReferAnswered)).status == 202
        return [(await self.alice.event(ReferProgress)).status for _ in range(count)]


async def talk(exchange: Exchange, **phone: Any) -> Line:
    carrier, main = await exchange.carrier(user="4711", password="secret")
    usual = {"allowance": allowance(calls=4)}
    alice = await exchange.connect(main, listens=("udp",), **(usual | phone))
    return Line(exchange, carrier, alice)


async def refused(line: Line, target: NameAddr) -> int:
    line.refer(target)
    return int((await line.alice.event(ReferAnswered)).status)


@pytest.mark.parametrize("way", ["out", "in_"])
async def test_to_another_user(exchange: Exchange, way: str) -> None:
    line = await talk(exchange)
    bob = await exchange.phone("bob")
    await getattr(line, way)()
    line.refer(to(f"sip:bob@{DOMAIN}"))
    incoming = (await bob.event(InviteReceived)).session
    assert incoming.request.from_.uri.user == (MELLOW if way == "out" else "anonymous")
    assert incoming.referred_by is not None and incoming.referred_by.uri.user == "alice"
    for ours in ("p-ahoy-caller", "p-ahoy-application", "p-preferred-identity"):
        assert incoming.request.headers.get(ours) is None
    bob.do(incoming.ring)
    bob.do(incoming.accept, b"bob has")
    assert b"bob has" in await line.changes_over()
    await line.alice.event(SessionEnded)
    before, after = exchange.media.made[-2:]
    await until(lambda: before.is_closed)
    assert not after.is_closed and after.asked[-1].startswith("take_late_answer(carrier has more")
    assert any(asked == "ring(outside)" for asked in before.asked)
    assert exchange.gateway.calls == 1 and not incoming.is_ended
    bob.do(incoming.bye)
    await line.carrier.event(SessionEnded)
    await until(lambda: exchange.gateway.calls == 0)


async def test_how_it_goes_is_told(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    line.refer(to(f"sip:bob@{DOMAIN}"))
    incoming = (await bob.event(InviteReceived)).session
    bob.do(incoming.ring)
    bob.do(incoming.accept, b"bob has")
    await line.changes_over()
    assert await line.progress(3) == [100, 180, 200]


@pytest.mark.parametrize(
    "target", [f"sip:{SECOND}@{DOMAIN};user=phone", f"tel:{SECOND}", f"sip:{SECOND}@{DOMAIN}"]
)
async def test_to_another_number_at_the_cost_of_who_hands_it_on(exchange: Exchange, target: str) -> None:
    line = await (await talk(exchange)).out()
    line.refer(to(target))
    second = (await line.carrier.event(InviteReceived)).session
    assert second.request.uri.user == SECOND
    assert NameAddr.parse(second.request.headers.get("p-asserted-identity") or "").uri.user == ALICE
    lines = exchange.gateway._telephone.lines
    assert [call.account.user for call in lines._spending._calls] == ["alice", "alice"]
    line.carrier.do(second.accept, b"second has")
    await line.changes_over()
    await line.alice.event(SessionEnded)
    assert lines.calls == 2, "both go on, and both are paid for"
    line.carrier.do(second.bye)
    await line.carrier.event(SessionEnded)
    await until(lambda: exchange.gateway.calls == 0 and lines.calls == 0)


async def test_a_call_that_came_in_goes_out_again_with_the_number_that_was_called(exchange: Exchange) -> None:
    line = await (await talk(exchange)).in_()
    line.refer(to(f"sip:{SECOND}@{DOMAIN};user=phone"))
    second = (await line.carrier.event(InviteReceived)).session
    assert NameAddr.parse(second.request.headers.get("p-asserted-identity") or "").uri.user == ALICE
    calls = exchange.gateway._telephone.lines._spending._calls
    assert [call.account.user for call in calls] == ["alice"]


async def test_to_a_sip_address(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    far = await exchange.far()
    line.refer(to(far.uri))
    incoming = (await far.event(InviteReceived)).session
    far.do(incoming.accept, b"far has")
    await line.changes_over()
    await line.alice.event(SessionEnded)
    line.carrier.do(line.outside.bye)
    await far.event(SessionEnded)
    await until(lambda: exchange.gateway.calls == 0)


@pytest.mark.parametrize(
    ("target", "limits", "status"),
    [
        (f"sip:+499001123456@{DOMAIN};user=phone", {}, 403),
        ("tel:+442079460958", {"prefixes": ("+49",)}, 403),
        (f"sip:{SECOND}@{DOMAIN};user=phone", {"calls": 1}, 403),
        (f"sip:nobody@{DOMAIN}", {}, 404),
        ("tel:+4930", {}, 484),
    ],
    ids=["premium", "prefix", "calls at once", "nobody", "short"],
)
async def test_what_is_not_called_is_said_and_the_call_goes_on(
    exchange: Exchange, target: str, limits: dict[str, Any], status: int
) -> None:
    line = await (await talk(exchange, allowance=allowance(**({"calls": 4} | limits)))).out()
    line.refer(to(target))
    assert (await line.alice.event(ReferAnswered)).status == 202
    told = [await line.alice.event(ReferProgress) for _ in range(2)][-1]
    assert told.status == status and (told.reason.endswith(".") or status == 404)
    assert not line.inside.is_ended and not line.outside.is_ended and exchange.media.made[-1].is_closed
    await until(lambda: exchange.gateway.calls == 1)
    line.alice.do(line.inside.reinvite, b"alice holds")
    assert await line.changes_over() == b"offer <- alice holds"


@pytest.mark.parametrize("target", [f"sip:a%20b@{DOMAIN}", "sip:" + "x" * 80 + "@far.example"])
async def test_what_is_nobody(exchange: Exchange, target: str) -> None:
    line = await (await talk(exchange)).out()
    assert await refused(line, to(target)) == 403


async def test_who_is_outside_and_does_not_take_it_stays_with_the_old_one(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    line.refer(to(f"sip:bob@{DOMAIN}"))
    bob.do((await bob.event(InviteReceived)).session.accept, b"bob has")
    await line.carrier.event(ReinviteReceived)
    line.carrier.do(line.outside.reject_reinvite, 488)
    await bob.event(SessionEnded)
    assert (await line.progress(2))[-1] == 488
    assert not line.inside.is_ended and not line.outside.is_ended


@pytest.mark.parametrize("takes_it", [True, False])
async def test_a_new_one_who_hangs_up_while_the_change_is_under_way(
    exchange: Exchange, takes_it: bool
) -> None:
    """The offer of the new media is out, and nobody is left behind it."""
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    line.refer(to(f"sip:bob@{DOMAIN}"))
    incoming = (await bob.event(InviteReceived)).session
    bob.do(incoming.accept, b"bob has")
    await line.carrier.event(ReinviteReceived)
    before, after = exchange.media.made[-2:]
    bob.do(incoming.bye)
    await until(lambda: after.is_closed)
    if takes_it:
        line.carrier.do(line.outside.answer_reinvite, b"carrier has more")
        offered = await line.changes_over(b"carrier is back")
        assert offered == b"offer_to_sip_again <- what was agreed"
        await until(lambda: before.asked[-1] == "take_late_answer(carrier is back)")
    else:
        line.carrier.do(line.outside.reject_reinvite, 488)
    assert not before.is_closed and not line.inside.is_ended and not line.outside.is_ended
    line.alice.do(line.inside.reinvite, b"alice holds")
    assert await line.changes_over() == b"offer <- alice holds"


async def test_an_answer_that_new_media_cannot_use_leads_back_to_the_old(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    line.refer(to(f"sip:bob@{DOMAIN}"))
    bob.do((await bob.event(InviteReceived)).session.accept, b"bob has")
    await line.carrier.event(ReinviteReceived)
    exchange.media.made[-1].refuses = {"take_late_answer": 488}
    line.carrier.do(line.outside.answer_reinvite, b"carrier has nonsense")
    assert await line.changes_over() == b"offer_to_sip_again <- what was agreed"
    assert not line.inside.is_ended and not line.outside.is_ended


async def test_who_hands_on_may_hang_up_at_once(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    line.refer(to(f"sip:bob@{DOMAIN}"))
    await line.alice.event(ReferAnswered)
    line.alice.do(line.inside.bye)
    incoming = (await bob.event(InviteReceived)).session
    bob.do(incoming.accept, b"bob has")
    await line.changes_over()
    line.carrier.do(line.outside.bye)
    await bob.event(SessionEnded)
    await until(lambda: exchange.gateway.calls == 0)


@pytest.mark.parametrize("hangs_up", [True, False])
async def test_when_nobody_answers(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch, hangs_up: bool
) -> None:
    line = await (await talk(exchange)).out()
    monkeypatch.setattr(handover, "RINGS_FOR", 0.2)
    bob = await exchange.phone("bob")
    line.refer(to(f"sip:bob@{DOMAIN}"))
    await line.alice.event(ReferAnswered)
    if hangs_up:
        line.alice.do(line.inside.bye)
    bob.do((await bob.event(InviteReceived)).session.ring)
    await bob.event(SessionEnded)
    if hangs_up:
        await line.carrier.event(SessionEnded)
        await until(lambda: exchange.gateway.calls == 0)
    else:
        while (told := await line.alice.event(ReferProgress)).status < 200:
            pass
        assert told.status == 408 and not line.outside.is_ended


async def test_whoever_is_outside_hangs_up_meanwhile(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    line.refer(to(f"sip:bob@{DOMAIN}"))
    bob.do((await bob.event(InviteReceived)).session.ring)
    line.carrier.do(line.outside.bye)
    await bob.event(SessionEnded)
    await line.alice.event(SessionEnded)
    await until(lambda: exchange.gateway.calls == 0)
    assert all(bridge.is_closed for bridge in exchange.media.made)


async def test_one_at_a_time(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    line.refer(to(f"sip:bob@{DOMAIN}"))
    await bob.event(InviteReceived)
    assert (await line.alice.event(ReferAnswered)).status == 202
    assert await refused(line, to(f"sip:bob@{DOMAIN}")) >= 400


async def test_attended_to_a_user_with_whom_one_speaks(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    asking = line.alice.call(f"sip:bob@{DOMAIN}")
    first = (await bob.event(InviteReceived)).session
    bob.do(first.accept, b"bob has")
    await line.alice.event(InviteAccepted)
    line.refer(to(f"sip:bob@{DOMAIN}", asking.as_replaced()))
    taking = (await bob.event(InviteReceived)).session
    assert bob.agent.session_for(taking.replaces) is first
    bob.do(taking.accept, b"bob has both")
    assert b"bob has both" in await line.changes_over()
    await line.alice.event(SessionEnded)
    assert not taking.is_ended


async def test_attended_to_a_number_with_which_one_speaks(exchange: Exchange) -> None:
    """Nobody is called again: the second call is taken over, and its caller is left by both."""
    one = await (await talk(exchange)).out()
    two = await Line(exchange, one.carrier, one.alice).out(SECOND)
    one.refer(to(f"sip:{SECOND}@{DOMAIN};user=phone", two.inside.as_replaced()))
    await two.changes_over(b"second takes it")
    await one.changes_over(b"first takes it")
    ended = {(await one.alice.event(SessionEnded)).session for _ in range(2)}
    assert ended == {one.inside, two.inside}
    lines = exchange.gateway._telephone.lines
    assert lines.calls == 2 and exchange.gateway.calls == 2
    assert not one.outside.is_ended and not two.outside.is_ended
    one.carrier.do(one.outside.bye)
    assert (await one.carrier.event(SessionEnded)).session is one.outside
    assert (await one.carrier.event(SessionEnded)).session is two.outside
    await until(lambda: exchange.gateway.calls == 0 and lines.calls == 0)


@pytest.mark.parametrize(("replaces", "status"), [("nobody;to-tag=1;from-tag=2", 481), ("nonsense", 400)])
async def test_calls_that_nobody_takes_over(exchange: Exchange, replaces: str, status: int) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    dial(bob, more=(("Replaces", replaces),))
    assert (await bob.event(InviteRejected)).status == status
    assert not line.inside.is_ended and exchange.gateway.calls == 1


async def test_who_wants_a_call_only_while_it_rings_does_not_get_one_that_stands(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    dial(bob, more=(("Replaces", f"{line.inside.as_replaced()};early-only"),))
    assert (await bob.event(InviteRejected)).status == 486 and not line.inside.is_ended


async def test_a_call_that_the_service_has_answered_and_that_still_rings_is_not_taken_over(
    exchange: Exchange,
) -> None:
    line = await talk(exchange)

    async def prelude(call: GatewayCall) -> None:
        await call.attend(answers=True)

    exchange.gateway.performer.prelude = prelude
    inside = dial(line.alice, MELLOW)
    await line.alice.event(InviteAccepted)
    outside = (await line.carrier.event(InviteReceived)).session
    line.carrier.do(outside.ring)
    bob = await exchange.phone("bob")
    dial(bob, more=(("Replaces", str(inside.as_replaced())),))
    assert (await bob.event(InviteRejected)).status == 481
    line.carrier.do(outside.accept, b"carrier has")
    await line.carrier.event(AckReceived)
    assert exchange.gateway.calls == 1 and not inside.is_ended and not outside.is_ended


async def test_a_client_takes_over_the_call_of_another(exchange: Exchange) -> None:
    line = await (await talk(exchange)).out()
    bob = await exchange.phone("bob")
    named = Replaces.parse(str(line.inside.as_replaced()))
    uri = Uri.for_user(MELLOW, DOMAIN).having_param("user", "phone")
    taking = bob.agent.invite(uri, b"bob wants", bob.now, replaces=named)
    bob.driver.pump()
    assert await line.changes_over(b"carrier agrees") == b"offer <- bob wants"
    assert (await bob.event(InviteAccepted)).body == b"answer <- carrier agrees"
    await line.alice.event(SessionEnded)
    assert exchange.gateway.calls == 1 and not line.outside.is_ended
    bob.do(taking.bye)
    await line.carrier.event(SessionEnded)
    await until(lambda: exchange.gateway.calls == 0)
