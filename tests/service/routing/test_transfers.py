"""INVITE with Replaces: to the instance that holds the dialog, or to all when nobody knows which."""

from __future__ import annotations

from core.sip.messages import Request, Response
from tests.service.bench import DOMAIN, Bench, Client, call, got, taken


def established(bench: Bench, caller: Client, callee: Client, callee_name: str) -> tuple[Request, Response]:
    """Return what the callee saw of a call that stands, and the caller's 200."""
    call(caller, f"sip:{callee_name}@{DOMAIN}")
    invite = taken(callee, "INVITE")
    callee.answer(invite, 200)
    return invite, got(caller, 200)


def replaces(answer: Response, *, of_callee: bool = True) -> tuple[tuple[str, str], ...]:
    """Return the Replaces header for the dialog, as the callee (or the caller) knows it."""
    own, other = answer.to.tag, answer.from_.tag
    if not of_callee:
        own, other = other, own
    return (("Replaces", f"{answer.call_id};to-tag={own};from-tag={other}"),)


def test_transfer_to_the_instance_that_answered(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    carol = bench.client("carol")
    _, answer = established(bench, alice, two, "bob")
    one.inbox.clear()
    call(carol, headers=replaces(answer))
    arrived = taken(two, "INVITE")
    assert arrived.headers.get("Replaces") == replaces(answer)[0][1]
    assert one.inbox == []
    assert "INVITE" not in bench.client("bob").requests()  # and nobody joins it
    two.answer(arrived, 200)
    assert got(carol, 200)


def test_transfer_to_the_one_who_called(bench: Bench) -> None:
    alice, other, bob = bench.client("alice"), bench.client("alice"), bench.client("bob")
    _, answer = established(bench, alice, bob, "bob")
    carol = bench.client("carol")
    call(carol, f"sip:alice@{DOMAIN}", headers=replaces(answer, of_callee=False))
    assert alice.requests() == ["INVITE"] and other.requests() == []


def test_unknown_dialog_is_everybodys_question(bench: Bench) -> None:
    one, two, carol = bench.client("bob"), bench.client("bob"), bench.client("carol")
    call(carol, headers=(("Replaces", "nobody;to-tag=1;from-tag=2"),))
    for each in (one, two):
        each.answer(taken(each, "INVITE"), 481)
    assert got(carol, 481)


def test_dialog_of_another_user_names_no_instance_of_this_one(bench: Bench) -> None:
    alice, bob, carol = bench.client("alice"), bench.client("bob"), bench.client("carol")
    _, answer = established(bench, alice, bob, "bob")
    call(alice, f"sip:carol@{DOMAIN}", headers=replaces(answer))
    assert carol.requests() == ["INVITE"] and bob.requests() == []


def test_nonsense_in_replaces_never_hurts(bench: Bench) -> None:
    bob, carol = bench.client("bob"), bench.client("carol")
    for value in (";", "a", "a;to-tag", "a;to-tag=;from-tag=", ";;;=;", 'a;to-tag="x;from-tag=y'):
        call(carol, headers=(("Replaces", value),))
        statuses = carol.statuses()
        carol.inbox.clear()
        assert statuses in ([], [400])
        bob.inbox.clear()
    assert bob.closed is None and carol.closed is None


def test_transfer_of_a_call_that_is_over_rings_nobody_alone(bench: Bench) -> None:
    alice, bob, carol = bench.client("alice"), bench.client("bob"), bench.client("carol")
    invite, answer = established(bench, alice, bob, "bob")
    bob.send(bob.in_dialog("BYE", invite, is_caller=False))
    assert len(bench.router.calls) == 0
    call(carol, headers=replaces(answer))
    bob.answer(taken(bob, "INVITE"), 481)
    assert got(carol, 481)
