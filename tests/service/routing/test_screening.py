"""Calls that wait for a word before anybody rings: they go on, are turned away, or their caller tires."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.service.registrar import Answer
from core.service.routing.calls import Call, CallState, Ending
from core.service.routing.decisions import Refuse, ToDevice, ToUser
from core.service.routing.endpoints import Endpoint, Instance
from core.service.routing.flows import FlowKind
from core.service.routing.screening import HeldCall
from core.sip.messages import Reason, Request, Uri
from tests.service.bench import DOMAIN, KEY, Bench, Client, call, cancel_of, got, taken, with_limits

ABROAD = f"sip:bob@{'d' * 52}.ahoy.invalid"


class Asked:
    """Holds every call of alice's."""

    def __init__(self) -> None:
        self.held: list[HeldCall] = []

    def wants(self, caller: Endpoint, request: Request) -> bool:
        return isinstance(caller, Instance) and caller.user == "alice"

    def ask(self, held: HeldCall) -> None:
        self.held.append(held)


@pytest.fixture
def asked(bench: Bench) -> Asked:
    bench.router.screening = made = Asked()
    return made


@pytest.fixture
def alice(bench: Bench) -> Client:
    return bench.client("alice")


@pytest.fixture
def bob(bench: Bench) -> Client:
    return bench.client("bob")


@pytest.fixture
def ended(bench: Bench) -> list[tuple[Ending, int]]:
    """What ended each call, and the status."""
    made: list[tuple[Ending, int]] = []
    bench.router.calls.on_ended = lambda call, status: made.append((call.ending, status))
    return made


def let_go(bench: Bench, held: HeldCall, uri: str = "") -> int:
    request = held.request.copy()
    if uri:
        request.uri = Uri.parse(uri)
    status = bench.router.put_through(held, request, bench.now)
    bench.pump()
    return status


def turn_away(bench: Bench, held: HeldCall, status: int) -> None:
    bench.router.turn_away(held, Answer(status, "No", ()), bench.now, Reason("SIP", status, "No"))
    bench.pump()


def heard(client: Client) -> list[int]:
    """Return the answers that say something."""
    return [status for status in client.statuses() if status != 100]


def only_call(bench: Bench) -> Call:
    [found] = bench.router.calls
    return found


def test_nobody_rings_and_the_caller_hears_trying_alone(
    bench: Bench, asked: Asked, alice: Client, bob: Client
) -> None:
    call(alice)
    bench.pass_time(4)
    assert bob.inbox == [] and alice.statuses() == [100]
    [held] = asked.held
    assert isinstance(held.decision, ToUser) and held.is_here and held.call is only_call(bench)
    assert held.call.state is CallState.WAITING
    assert let_go(bench, held) == 0 and held.call.state is CallState.RINGING
    invite = taken(bob, "INVITE")
    assert invite.headers.get("P-Asserted-Identity") == f"<sip:alice@{DOMAIN}>"
    bob.answer(invite, 180)
    bob.answer(invite, 200)
    assert got(alice, 180)
    alice.send(alice.in_dialog("BYE", got(alice, 200), is_caller=True))
    assert taken(bob, "BYE") and len(bench.router.calls) == 0 and len(asked.held) == 1


def test_calls_of_others_do_not_wait(bench: Bench, asked: Asked, alice: Client, bob: Client) -> None:
    call(bob, f"sip:alice@{DOMAIN}")
    assert taken(alice, "INVITE") and asked.held == []


def test_only_calls_wait(bench: Bench, asked: Asked, alice: Client, bob: Client) -> None:
    alice.send(alice.request("MESSAGE", f"sip:bob@{DOMAIN}"))
    assert taken(bob, "MESSAGE")
    call(alice)
    let_go(bench, asked.held.pop())
    bob.answer(taken(bob, "INVITE"), 200)
    alice.send(alice.in_dialog("INVITE", got(alice, 200), is_caller=True))
    assert taken(bob, "INVITE") and asked.held == []


def test_what_is_refused_anyway_is_not_asked_about(bench: Bench, asked: Asked, alice: Client) -> None:
    call(alice, headers=(("From", f"<sip:bob@{DOMAIN}>;tag=1"),))
    stranger = bench.client("alice", registered=False)
    call(stranger)
    assert heard(alice) == heard(stranger) == [403] and asked.held == []


def test_somebody_unknown_may_become_somebody_who_is_known(
    bench: Bench, asked: Asked, alice: Client, bob: Client
) -> None:
    for uri in (
        f"sip:support@{DOMAIN}",
        "sip:desk@elsewhere.example",
        f"sip:+4712345678@{DOMAIN};user=phone",
    ):
        call(alice, uri)
        held = asked.held.pop()
        assert held.decision == Refuse(404, getattr(held.decision, "reason", ""))
        assert held.is_here is (DOMAIN in uri)
        assert let_go(bench, held, f"sip:bob@{DOMAIN}") == 0
        assert taken(bob, "INVITE").to.uri == Uri.parse(uri)
        assert str(held.call.target) == f"sip:bob@{DOMAIN}"


def test_somebody_nearby_is_asked_about(bench: Bench, asked: Asked, alice: Client) -> None:
    call(alice, ABROAD)
    held = asked.held.pop()
    assert isinstance(held.decision, ToDevice) and not held.is_here and bench.wanted == []
    let_go(bench, held)
    assert len(bench.wanted) == 1


@pytest.mark.parametrize(("uri", "status"), [(f"sip:nobody@{DOMAIN}", 404), (f"sip:dora@{DOMAIN}", 480)])
def test_put_through_to_nobody(
    bench: Bench, asked: Asked, alice: Client, ended: list[tuple[Ending, int]], uri: str, status: int
) -> None:
    call(alice)
    assert let_go(bench, asked.held[0], uri) == status
    assert heard(alice) == [status] and ended == [(Ending.REFUSED, status)]
    assert let_go(bench, asked.held[0]) == 0
    bench.pass_time(40)
    assert heard(alice) == [status] and bench.router.relays == 0


def test_turned_away(
    bench: Bench, asked: Asked, alice: Client, bob: Client, ended: list[tuple[Ending, int]]
) -> None:
    call(alice)
    turn_away(bench, asked.held[0], 403)
    turn_away(bench, asked.held[0], 500)
    let_go(bench, asked.held[0])
    bench.pass_time(40)
    assert heard(alice) == [403] and bob.inbox == []
    assert ended == [(Ending.REFUSED, 403)] and bench.router.relays == 0


def test_turned_away_while_it_rings(bench: Bench, asked: Asked, alice: Client, bob: Client) -> None:
    call(alice)
    let_go(bench, asked.held[0])
    invite = taken(bob, "INVITE")
    bob.answer(invite, 180)
    turn_away(bench, asked.held[0], 408)
    assert taken(bob, "CANCEL").reasons[0].cause == 408
    bob.answer(invite, 487)
    assert heard(alice)[-1] == 408
    bench.pass_time(40)
    assert bench.router.relays == 0


def test_an_answer_that_crosses_the_end_is_hung_up(
    bench: Bench, asked: Asked, alice: Client, bob: Client
) -> None:
    call(alice)
    let_go(bench, asked.held[0])
    invite = taken(bob, "INVITE")
    turn_away(bench, asked.held[0], 408)
    bob.answer(invite, 200)
    assert taken(bob, "BYE") and heard(alice) == [408]


@pytest.mark.parametrize("how", ["cancel", "vanish", "operator"])
def test_a_caller_who_tires(
    bench: Bench, asked: Asked, alice: Client, bob: Client, ended: list[tuple[Ending, int]], how: str
) -> None:
    invite = call(alice)
    if how == "cancel":
        cancel = cancel_of(invite)
        cancel.headers.set("Reason", 'SIP;cause=408;text="Nobody answers"')
        known = only_call(bench)
        alice.send(cancel)
        assert heard(alice) == [200, 487] and known.ending_cause == 408
    elif how == "vanish":
        bench.lose(alice)
    else:
        bench.router.end_call(only_call(bench), "Ended", bench.now)
        bench.pump()
        assert heard(alice) == [487]
    let_go(bench, asked.held[0])
    turn_away(bench, asked.held[0], 500)
    expected = {"cancel": Ending.CANCELLED, "vanish": Ending.LOST, "operator": Ending.BY_SERVICE}
    assert ended == [(expected[how], 487)] and bob.inbox == []
    bench.pass_time(40)
    assert bench.router.relays == 0


def test_one_who_registers_meanwhile_rings_once(bench: Bench, asked: Asked, alice: Client) -> None:
    call(alice)
    first = bench.client("bob")
    bench.pump()
    assert first.requests() == []
    let_go(bench, asked.held[0])
    second = bench.client("bob")
    bench.pump()
    assert first.requests() == second.requests() == ["INVITE"]


def test_waiting_calls_are_bounded(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(calls_per_flow=2))
    bench.router.screening = asked = Asked()
    alice = bench.client("alice")
    for _ in range(3):
        call(alice)
    assert heard(alice) == [503] and len(asked.held) == 2
    bench.close()


def test_the_gateways_calls_are_bounded_by_the_gateway(tmp_path: Path) -> None:
    """They are many people's, who may all listen to an announcement at the same time."""
    bench = Bench(tmp_path, limits=with_limits(calls_per_flow=2))
    bench.router.screening = asked = Asked()
    endpoint = Instance("alice", "urn:uuid:00000000-0000-4000-8000-00000000abcd", application=KEY)
    bench.registrar.add_internal(endpoint)
    gateway = Client(bench, "alice", FlowKind.INTERNAL, endpoint=endpoint)
    for _ in range(5):
        call(gateway)
    assert heard(gateway) == [] and len(asked.held) == 5
    bench.close()


def test_a_call_that_takes_over_another_goes_to_who_has_that(
    bench: Bench, asked: Asked, alice: Client, bob: Client
) -> None:
    laptop, carol = bench.client("bob"), bench.client("carol")
    call(carol)
    theirs = taken(laptop, "INVITE")
    laptop.answer(theirs, 200)
    bob.inbox.clear()
    tag = got(carol, 200).to.tag
    replaces = f"{theirs.call_id};to-tag={tag};from-tag={theirs.from_.tag}"
    call(alice, headers=(("Replaces", replaces),))
    laptop.inbox.clear()
    let_go(bench, asked.held[0])
    assert taken(laptop, "INVITE").headers.get("Replaces") == replaces and bob.requests() == []


def test_a_call_id_of_anothers_leaves_nothing_behind(bench: Bench, alice: Client, bob: Client) -> None:
    invite = call(alice)
    relays = bench.router.relays
    forged = bob.request("INVITE", f"sip:alice@{DOMAIN}")
    forged.headers.set("Call-ID", invite.call_id)
    forged.headers.set("From", f"<sip:bob@{DOMAIN}>;tag={invite.from_.tag}")
    bob.send(forged)
    assert heard(bob) == [482] and bench.router.relays == relays


def test_what_ended_an_answered_call(
    bench: Bench, alice: Client, bob: Client, ended: list[tuple[Ending, int]]
) -> None:
    for by in ("caller", "callee", "service"):
        call(alice)
        invite = taken(bob, "INVITE")
        bob.answer(invite, 200)
        if by == "caller":
            alice.send(alice.in_dialog("BYE", got(alice, 200), is_caller=True))
        elif by == "callee":
            bob.send(bob.in_dialog("BYE", invite, is_caller=False))
        else:
            bench.router.end_call(only_call(bench), "Ended", bench.now)
    assert ended == [(Ending.BY_CALLER, 0), (Ending.BY_CALLEE, 0), (Ending.BY_SERVICE, 0)]


def test_a_call_that_was_cancelled_too_late_was_answered(
    bench: Bench, alice: Client, bob: Client, ended: list[tuple[Ending, int]]
) -> None:
    invite = call(alice)
    theirs = taken(bob, "INVITE")
    bob.answer(theirs, 180)
    alice.send(cancel_of(invite))
    bob.answer(theirs, 200)
    assert got(alice, 200)
    bob.send(bob.in_dialog("BYE", theirs, is_caller=False))
    assert ended == [(Ending.BY_CALLEE, 0)]


@pytest.mark.parametrize(
    ("status", "reason", "declined"),
    [(603, "", True), (486, "", False), (486, 'SIP;cause=603;text="Declined"', True), (480, "", False)],
)
def test_whether_it_was_declined(
    bench: Bench, alice: Client, bob: Client, status: int, reason: str, declined: bool
) -> None:
    call(alice)
    known = only_call(bench)
    bob.answer(taken(bob, "INVITE"), status, reason=reason)
    assert known.was_declined is declined and known.ending is Ending.REFUSED
