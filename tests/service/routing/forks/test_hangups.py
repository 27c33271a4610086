"""Requests that the service makes in an end's name: in its dialog, with the right numbers, with no route."""

from __future__ import annotations

import pytest

from core.service.routing.calls import CallEnd
from core.service.routing.endpoints import Instance
from core.service.routing.forks.hangups import bye_for, hang_up_requests
from core.sip.messages import NameAddr, ParseError, Reason, Request, Response, Uri, check_request
from tests.service.bench import Bench, Client, call, got, taken

REASON = Reason("SIP", 480, "Ended by the operator")


def end(name: str, cseq: int, contact: str | None = "sip:x@y.invalid") -> CallEnd:
    address = NameAddr.parse(f'"{name.title()}" <sip:{name}@ahoy.invalid>;tag={name}1')
    return CallEnd(Instance(name, "1"), address, Uri.parse(contact) if contact else None, cseq)


def test_a_bye_in_the_name_of_the_other_end() -> None:
    alice, bob = end("alice", 7), end("bob", 0, "sip:bob@b.invalid;transport=ws")
    bye = bye_for(bob, alice, "c1", REASON)
    assert str(bye.uri) == "sip:bob@b.invalid;transport=ws"
    assert (bye.from_.tag, bye.to.tag, bye.call_id) == ("alice1", "bob1", "c1")
    assert str(bye.cseq) == "8 BYE" and bye.reasons[0].cause == 480
    assert bye.headers.get("route") is None
    bye.headers.prepend("Via", "SIP/2.0/WSS x.invalid;branch=z9hG4bK1")
    assert check_request(bye) is None
    assert str(bye_for(alice, bob, "c1", REASON).cseq) == "1 BYE"


def test_an_end_without_a_contact_cannot_be_told() -> None:
    with pytest.raises(ParseError):
        bye_for(end("bob", 0, None), end("alice", 1), "c1", REASON)


def test_an_answer_without_a_contact_cannot_be_hung_up() -> None:
    invite = Request("INVITE", Uri.parse("sip:bob@ahoy.invalid"), [("CSeq", "1 INVITE"), ("Call-ID", "c")])
    with pytest.raises(ParseError):
        hang_up_requests(invite, Response(200, "OK"))


def established(bench: Bench) -> tuple[Client, Client, Response]:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    bob.answer(taken(bob, "INVITE"), 200)
    return alice, bob, got(alice, 200)


def test_an_operator_ends_a_call_for_both(bench: Bench) -> None:
    alice, bob, answer = established(bench)
    for _ in range(3):
        alice.send(alice.in_dialog("INFO", answer, is_caller=True))
    last = [taken(bob, "INFO") for _ in range(3)][-1]
    (known,) = bench.router.calls
    bench.router.end_call(known, "Ended by the operator", bench.now)
    bench.pump()
    to_bob, to_alice = taken(bob, "BYE"), taken(alice, "BYE")
    assert to_bob.cseq.number == last.cseq.number + 1  # after everything alice has sent
    assert (to_bob.from_.tag, to_bob.to.tag) == (answer.from_.tag, answer.to.tag)
    assert (to_alice.from_.tag, to_alice.to.tag) == (answer.to.tag, answer.from_.tag)
    assert len(bench.router.calls) == 0
    bob.answer(to_bob, 200)
    alice.answer(to_alice, 481)
    bench.pass_time(100)
    assert not bench.layer.transactions and bench.router.relays == 0


def test_an_end_that_is_away_does_not_keep_the_other_in_the_call(bench: Bench) -> None:
    alice, bob, _ = established(bench)
    bench.lose(bob)
    (known,) = bench.router.calls
    bench.router.end_call(known, "Ended", bench.now)
    bench.pump()
    assert taken(alice, "BYE") and len(bench.router.calls) == 0


def test_an_operator_ends_what_only_rings(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    invite = taken(bob, "INVITE")
    bob.answer(invite, 180)
    (known,) = bench.router.calls
    bench.router.end_call(known, "Ended", bench.now)
    bench.pump()
    assert taken(bob, "CANCEL").reasons[0].text == "Ended"
    bob.answer(invite, 487)
    assert got(alice, 487) and len(bench.router.calls) == 0
