"""Many instances of one user: who rings, who joins late, who is told what, and races between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.sip.messages import Response
from tests.service.bench import (
    DOMAIN,
    Bench,
    Client,
    call,
    cancel_of,
    got,
    taken,
    with_limits,
)


def invites(client: Client) -> int:
    return client.requests().count("INVITE")


def finals(client: Client) -> list[int]:
    return [status for status in client.statuses() if status >= 200]


def test_instance_that_registers_while_the_call_rings_rings_too_and_may_win(bench: Bench) -> None:
    alice, one = bench.client("alice"), bench.client("bob")
    call(alice)
    first = taken(one, "INVITE")
    one.answer(first, 180)
    two = bench.client("bob")
    late = taken(two, "INVITE")
    assert (late.call_id, late.from_.tag) == (first.call_id, first.from_.tag)
    assert late.max_forwards == first.max_forwards
    assert late.headers.get("P-Asserted-Identity") == f"<sip:alice@{DOMAIN}>"
    two.answer(late, 200)
    assert got(alice, 200)
    assert taken(one, "CANCEL").reasons[0].cause == 200
    bye = two.in_dialog("BYE", late, is_caller=False)
    two.send(bye)
    assert taken(alice, "BYE")


def test_late_instance_does_not_ring_once_the_call_is_decided(bench: Bench) -> None:
    alice, one = bench.client("alice"), bench.client("bob")
    call(alice)
    one.answer(taken(one, "INVITE"), 200)
    assert invites(bench.client("bob")) == 0
    invite = call(alice)
    one.answer(taken(one, "INVITE"), 180)
    alice.send(cancel_of(invite))
    assert invites(bench.client("bob")) == 0


def test_decline_silences_who_would_come_late(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    two.answer(taken(two, "INVITE"), 180)
    one.answer(taken(one, "INVITE"), 603)
    assert taken(two, "CANCEL").reasons[0].cause == 603
    assert invites(bench.client("bob")) == 0


def test_refresh_while_ringing_does_not_ring_again(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    assert bob.register().status == 200
    assert invites(bob) == 1
    bob.answer(taken(bob, "INVITE"), 180)
    assert bob.register().status == 200
    assert invites(bob) == 0


def test_instance_that_moves_to_another_flow_rings_there_once_the_old_one_is_gone(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    bob.answer(taken(bob, "INVITE"), 180)
    moved = bench.reconnect(bob)
    assert bob.closed == (1000, "replaced by a newer connection")
    assert invites(moved) == 0  # it rings on the old flow, still
    bench.lose(bob)
    again = taken(moved, "INVITE")
    assert invites(moved) == 0
    moved.answer(again, 200)
    assert finals(alice) == [200]


def test_instance_that_has_answered_is_not_asked_again(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    two.answer(taken(two, "INVITE"), 180)
    one.answer(taken(one, "INVITE"), 486)
    bench.lose(one)
    assert invites(bench.reconnect(one)) == 0
    assert finals(alice) == []


def test_broken_flow_is_given_up_while_another_rings_on(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    one.answer(taken(one, "INVITE"), 180)
    invite = taken(two, "INVITE")
    two.answer(invite, 180)
    bench.lose(one)
    bench.pass_time(bench.limits.flow_wait + 1)
    assert finals(alice) == []
    two.answer(invite, 200)
    assert finals(alice) == [200]


def test_second_loss_gets_the_whole_wait_again(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    taken(bob, "INVITE")
    bench.lose(bob)
    bench.pass_time(bench.limits.flow_wait - 1)
    back = bench.reconnect(bob)
    taken(back, "INVITE")
    bench.lose(back)
    bench.pass_time(2)
    assert finals(alice) == []
    bench.pass_time(bench.limits.flow_wait)
    assert finals(alice) == [480]
    assert bench.router.relays == 0


def test_devices_that_come_and_go_cannot_grow_a_call(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(instances_per_user=2))
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    bob.answer(taken(bob, "INVITE"), 180)
    rang = 0
    for _ in range(10):
        other = bench.client("bob")
        rang += invites(other)
        assert other.register(expires=0).status == 200
        bench.lose(other)
    assert rang == 3  # four branches in all
    bench.close()


def test_calling_oneself_rings_the_other_devices_only(bench: Bench) -> None:
    one, two = bench.client("bob"), bench.client("bob")
    call(one)
    assert invites(two) == 1 and invites(one) == 0
    alone = bench.client("dora")
    call(alone, f"sip:dora@{DOMAIN}")
    assert finals(alone) == [480]


def test_early_dialog_that_ends_while_others_ring_is_told_by_199(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice, headers=(("Supported", "100rel, 199"),))
    first, second = taken(one, "INVITE"), taken(two, "INVITE")
    one.answer(first, 180)
    two.answer(second, 180)
    tag = got(alice, 180).to.tag
    one.answer(first, 486)
    over = got(alice, 199)
    assert over.to.tag == tag and over.reasons[0].cause == 486
    assert len(over.vias) == 1 and over.body == b""
    two.answer(second, 486)
    assert finals(alice) == [486] and 199 not in alice.statuses()


def test_no_199_for_who_does_not_know_it_or_never_heard_of_the_dialog(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    first = taken(one, "INVITE")
    one.answer(first, 180)
    one.answer(first, 486)
    assert 199 not in alice.statuses()
    two.answer(taken(two, "INVITE"), 486)
    call(alice, headers=(("Supported", "199"),))
    one.answer(taken(one, "INVITE"), 486)
    assert 199 not in alice.statuses()


def test_cancel_that_crosses_the_answer_leaves_an_established_call(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    invite = call(alice)
    bob.answer(taken(bob, "INVITE"), 200)
    alice.send(cancel_of(invite))
    assert [m.cseq.method for m in alice.inbox if isinstance(m, Response) and m.status == 200] == [
        "INVITE",
        "CANCEL",
    ]
    assert "CANCEL" not in bob.requests()
    alice.send(alice.in_dialog("BYE", got(alice, 200), is_caller=True))
    assert taken(bob, "BYE")


def test_answer_that_crosses_the_cancel_reaches_the_caller_who_hangs_up(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    invite = call(alice)
    theirs = taken(bob, "INVITE")
    bob.answer(theirs, 180)
    alice.send(cancel_of(invite))
    assert taken(bob, "CANCEL")
    bob.answer(theirs, 200)
    assert finals(alice) == [200, 200]  # of CANCEL and of INVITE
    assert bench.router.calls.is_busy(bob.flow.endpoint)  # type: ignore[arg-type]
    answer = next(
        m
        for m in alice.inbox
        if isinstance(m, Response) and m.cseq.method == "INVITE" and m.body == b"" and m.status == 200
    )
    alice.send(alice.in_dialog("BYE", answer, is_caller=True))
    assert taken(bob, "BYE")
    assert len(bench.router.calls) == 0


def test_two_who_call_each_other_at_once_are_just_routed(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    call(bob, f"sip:alice@{DOMAIN}")
    to_bob, to_alice = taken(bob, "INVITE"), taken(alice, "INVITE")
    alice.answer(to_alice, 180)
    bob.answer(to_bob, 180)
    alice.answer(to_alice, 486, reason='SIP;cause=200;text="The other call goes on"')
    bob.answer(to_bob, 200)
    assert finals(bob)[-1] == 486 and finals(alice)[-1] == 200
    assert [c.state.value for c in bench.router.calls] == ["established"]


@pytest.mark.parametrize(
    "method", ["REFER", "SUBSCRIBE", "NOTIFY", "PUBLISH", "INFO", "UPDATE", "PRACK", "MESSAGE", "OPTIONS"]
)
@pytest.mark.parametrize("is_caller", [True, False])
def test_every_method_passes_inside_a_dialog(bench: Bench, method: str, is_caller: bool) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    invite = taken(bob, "INVITE")
    bob.answer(invite, 200)
    made_by, sender, receiver = (got(alice, 200), alice, bob) if is_caller else (invite, bob, alice)
    extra = (
        ("Refer-To", "<sip:carol@ahoy.invalid?Replaces=a%3Bto-tag%3D1%3Bfrom-tag%3D2>"),
        ("Event", "refer"),
    )
    sender.send(sender.in_dialog(method, made_by, is_caller=is_caller, headers=extra))
    arrived = taken(receiver, method)
    assert arrived.headers.get("Refer-To") == extra[0][1] and arrived.headers.get("Event") == "refer"
    receiver.answer(arrived, 202)
    assert got(sender, 202).cseq.method == method


@pytest.mark.parametrize("method", ["PRACK", "UPDATE", "INFO"])
def test_early_dialogs_of_a_fork_are_told_apart(bench: Bench, method: str) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    one.answer(taken(one, "INVITE"), 183)
    two.answer(taken(two, "INVITE"), 183)
    first, second = got(alice, 183), got(alice, 183)
    alice.send(alice.in_dialog(method, second, is_caller=True))
    assert two.requests() == [method] and one.requests() == []
    alice.send(alice.in_dialog(method, first, is_caller=True))
    assert one.requests() == [method]
