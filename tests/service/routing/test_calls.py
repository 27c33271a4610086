"""Which calls the service knows: begun, answered, over; busy instances; bounded in number and time."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.service.routing.calls import LONGEST_CALL, CallState
from core.service.routing.endpoints import Endpoint
from tests.service.bench import Bench, Client, call, cancel_of, got, taken, with_limits


def end(client: Client) -> Endpoint:
    assert client.flow.endpoint is not None
    return client.flow.endpoint


@pytest.fixture
def alice(bench: Bench) -> Client:
    return bench.client("alice")


@pytest.fixture
def bob(bench: Bench) -> Client:
    return bench.client("bob")


def test_a_call_from_ringing_to_its_end(bench: Bench, alice: Client, bob: Client) -> None:
    changes: list[tuple[Endpoint, bool]] = []
    calls = bench.router.calls
    calls.on_busy_changed = lambda endpoint: changes.append((endpoint, calls.is_busy(endpoint)))
    call(alice)
    (known,) = calls
    assert known.state is CallState.RINGING and known.started_at == bench.now and changes == []
    invite = taken(bob, "INVITE")
    bob.answer(invite, 180)
    assert known.last_status == 180
    bench.pass_time(3)
    bob.answer(invite, 200)
    assert known.state is CallState.ESTABLISHED and known.answered_at == bench.now
    assert [e.endpoint for e in known.ends] == [end(alice), end(bob)]
    assert changes == [(end(alice), True), (end(bob), True)]
    bob.answer(invite, 200)  # repeated
    assert len(changes) == 2
    bob.send(bob.in_dialog("BYE", invite, is_caller=False))
    assert len(calls) == 0 and changes[2:] == [(end(alice), False), (end(bob), False)]


@pytest.mark.parametrize("status", [404, 486, 488, 503, 603])
def test_a_call_that_fails_is_forgotten_with_its_status(
    bench: Bench, alice: Client, bob: Client, status: int
) -> None:
    ended: list[int] = []
    bench.router.calls.on_ended = lambda known, final: ended.append(final)
    call(alice)
    bob.answer(taken(bob, "INVITE"), status)
    assert ended == [500 if status == 503 else status] and len(bench.router.calls) == 0
    assert not bench.router.calls.is_busy(end(bob))


def test_a_call_that_was_cancelled_is_forgotten(bench: Bench, alice: Client, bob: Client) -> None:
    invite = call(alice)
    theirs = taken(bob, "INVITE")
    bob.answer(theirs, 180)
    alice.send(cancel_of(invite))
    bob.answer(theirs, 487)
    assert len(bench.router.calls) == 0


def test_a_caller_who_vanishes_leaves_no_call(bench: Bench, alice: Client, bob: Client) -> None:
    call(alice)
    theirs = taken(bob, "INVITE")
    bob.answer(theirs, 180)
    bench.lose(alice)
    bob.answer(theirs, 200)
    assert taken(bob, "BYE") and len(bench.router.calls) == 0


def test_two_calls_of_one_instance_keep_it_busy_until_the_last(
    bench: Bench, alice: Client, bob: Client
) -> None:
    invites = []
    for _ in range(2):
        call(alice)
        invites.append(taken(bob, "INVITE"))
        bob.answer(invites[-1], 200)
    bob.send(bob.in_dialog("BYE", invites[0], is_caller=False))
    assert bench.router.calls.is_busy(end(bob)) and bench.router.calls.of(end(alice)) == list(
        bench.router.calls
    )
    bob.send(bob.in_dialog("BYE", invites[1], is_caller=False))
    assert not bench.router.calls.is_busy(end(bob))


def test_a_new_target_and_its_numbers_are_noted(bench: Bench, alice: Client, bob: Client) -> None:
    call(alice)
    invite = taken(bob, "INVITE")
    bob.answer(invite, 200)
    (known,) = bench.router.calls
    again = bob.in_dialog("INVITE", invite, is_caller=False, headers=(("Contact", "<sip:new@b.invalid>"),))
    bob.send(again)
    assert known.callee is not None and str(known.callee.contact) == "sip:new@b.invalid"
    assert known.callee.cseq == again.cseq.number


def test_nobody_ends_or_takes_another_peoples_call(bench: Bench, alice: Client, bob: Client) -> None:
    call(alice)
    bob.answer(taken(bob, "INVITE"), 200)
    answer = got(alice, 200)
    eve, mallory = bench.client("eve"), bench.client("mallory")
    call(eve, "sip:mallory@ahoy.invalid")
    mallory.answer(taken(mallory, "INVITE"), 200)
    own = got(eve, 200)
    # In her own dialog, but with the names of theirs.
    bye = eve.in_dialog("BYE", own, is_caller=True)
    for name in ("From", "To", "Call-ID"):
        bye.headers.set(name, answer.headers.get(name) or "")
    eve.send(bye)
    assert len(bench.router.calls) == 2 and bench.router.calls.is_busy(end(bob))
    copy = eve.request("INVITE", "sip:mallory@ahoy.invalid")
    copy.headers.set("Call-ID", answer.call_id)
    copy.headers.set("From", f"<sip:eve@ahoy.invalid>;tag={answer.from_.tag}")
    eve.send(copy)
    assert eve.statuses()[-1] == 482 and len(bench.router.calls) == 2


def test_calls_are_bounded_and_the_oldest_is_forgotten(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(calls_known=3))
    alice, bob = bench.client("alice"), bench.client("bob")
    for _ in range(5):
        call(alice)
        bob.answer(taken(bob, "INVITE"), 200)
    assert [known.number for known in bench.router.calls] == [3, 4, 5]
    for known in bench.router.calls:
        bench.router.calls.end(known)
    assert not bench.router.calls.is_busy(end(bob))
    bench.close()


def test_a_call_without_end_is_over_after_the_longest_time(bench: Bench, alice: Client, bob: Client) -> None:
    call(alice)
    bob.answer(taken(bob, "INVITE"), 200)
    bench.router.calls.drop_old(bench.now + LONGEST_CALL)
    assert len(bench.router.calls) == 1
    bench.router.calls.drop_old(bench.now + LONGEST_CALL + 61)
    assert len(bench.router.calls) == 0 and not bench.router.calls.is_busy(end(bob))


def test_an_answer_without_contact_is_passed_and_leaves_nothing_behind(
    bench: Bench, alice: Client, bob: Client
) -> None:
    call(alice)
    invite = taken(bob, "INVITE")
    lines = ["SIP/2.0 200 OK"]
    for name in ("Via", "From", "To", "Call-ID", "CSeq"):
        lines += [f"{name}: {value}" for value in invite.headers.getall(name)]
    bob.send("\r\n".join([*lines, "Contact: <<<", "Content-Length: 0", "", ""]).encode())
    assert alice.statuses() in ([200], []) and len(bench.router.calls) <= 1
