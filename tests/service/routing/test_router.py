"""The proxy in memory: forks, cancels, dialogs that outlive flows, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.service.routing.endpoints import Device
from core.sip.messages import Response
from tests.service.bench import DOMAIN, OWN, Bench, Client, call, cancel_of, got, taken, token, with_limits

BOB = f"sip:bob@{DOMAIN}"


def test_call_from_ringing_to_bye(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    invite = taken(bob, "INVITE")
    assert str(invite.uri) == "sip:bob@bob.invalid;transport=ws"
    assert invite.max_forwards == 69
    assert invite.headers.get("P-Asserted-Identity") == f"<sip:alice@{DOMAIN}>"
    bob.answer(invite, 180)
    assert len(got(alice, 180).vias) == 1
    bob.answer(invite, 200)
    answer = got(alice, 200)
    ack = alice.in_dialog("ACK", answer, is_caller=True)
    ack.headers.set("CSeq", f"{invite.cseq.number} ACK")
    alice.send(ack)
    assert taken(bob, "ACK").headers.get("Route") is None
    bob.send(bob.in_dialog("BYE", invite, is_caller=False))
    bye = taken(alice, "BYE")
    alice.answer(bye, 200)
    assert got(bob, 200).cseq.method == "BYE"


def test_caller_hangs_up_too(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    bob.answer(taken(bob, "INVITE"), 200)
    alice.send(alice.in_dialog("BYE", got(alice, 200), is_caller=True))
    assert taken(bob, "BYE").method == "BYE"


def test_all_instances_ring_and_the_first_answer_wins(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    first, second = taken(one, "INVITE"), taken(two, "INVITE")
    one.answer(first, 180)
    two.answer(second, 180)
    one.answer(first, 200)
    cancel = taken(two, "CANCEL")
    assert cancel.headers.get("Reason") == 'SIP;cause=200;text="Call completed elsewhere"'
    two.answer(cancel, 200)
    two.answer(second, 487)
    assert taken(two, "ACK")
    assert alice.statuses().count(200) == 1 and 487 not in alice.statuses()


def test_cancel_waits_for_a_provisional(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    one.answer(taken(one, "INVITE"), 200)
    invite = taken(two, "INVITE")
    assert two.requests() == []
    two.answer(invite, 180)
    assert taken(two, "CANCEL").headers.get("Reason") is not None


def test_second_answer_is_acknowledged_and_hung_up(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    first, second = taken(one, "INVITE"), taken(two, "INVITE")
    one.answer(first, 200)
    two.answer(second, 200)
    assert alice.statuses() == [200]
    assert taken(two, "ACK").to.tag is not None
    bye = taken(two, "BYE")
    assert bye.reasons[0].cause == 200 and bye.cseq.number == second.cseq.number + 1
    two.answer(bye, 200)
    assert one.requests() == []


def test_decline_on_one_device_declines_everywhere(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    first, second = taken(one, "INVITE"), taken(two, "INVITE")
    two.answer(second, 180)
    one.answer(first, 603)
    assert taken(two, "CANCEL").reasons[0].cause == 603
    two.answer(second, 487)
    assert got(alice, 603)


def test_busy_by_choice_declines_everywhere_and_plain_busy_does_not(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    call(alice)
    first, second = taken(one, "INVITE"), taken(two, "INVITE")
    two.answer(second, 180)
    one.answer(first, 486)
    assert two.requests() == []
    two.answer(second, 486, reason='SIP;cause=603;text="Declined"')
    assert got(alice, 486)


def test_callers_cancel_fans_out_with_its_reason(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    invite = call(alice)
    first, second = taken(one, "INVITE"), taken(two, "INVITE")
    one.answer(first, 180)
    two.answer(second, 180)
    cancel = cancel_of(invite)
    cancel.headers.set("Reason", 'SIP;cause=487;text="Gone"')
    alice.send(cancel)
    assert got(alice, 200).cseq.method == "CANCEL"
    for each, request in ((one, first), (two, second)):
        assert taken(each, "CANCEL").reasons[0].text == "Gone"
        each.answer(request, 487)
    assert got(alice, 487).cseq.method == "INVITE"
    bench.pass_time(40)
    assert bench.router.relays == 0


def test_cancelled_device_that_never_answers_does_not_hold_the_caller(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    invite = call(alice)
    bob.answer(taken(bob, "INVITE"), 180)
    cancel = cancel_of(invite)
    alice.send(cancel)
    bench.pass_time(33)
    assert got(alice, 487)
    assert bench.router.relays == 0


def test_unknown_user_is_404_and_known_offline_user_480(bench: Bench) -> None:
    alice = bench.client("alice")
    call(alice, f"sip:nobody@{DOMAIN}")
    assert alice.statuses() == [404]
    call(alice, f"sip:dora@{DOMAIN}")
    assert alice.statuses() == [404, 480]
    call(alice, "sip:bob@elsewhere.example")
    assert alice.statuses() == [404, 480, 404]


def test_bound_user_without_flow_is_waited_for(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    bench.lose(bob)
    call(alice)
    bench.pass_time(1)
    assert alice.statuses() == [100]
    back = bench.reconnect(bob)
    back.answer(taken(back, "INVITE"), 200)
    assert got(alice, 200)


def test_bound_user_who_does_not_come_back_is_480(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    bench.lose(bob)
    call(alice)
    bench.pass_time(5)
    assert alice.statuses() == [100, 480]
    assert bench.router.relays == 0


def test_dialog_goes_on_when_an_end_has_a_new_flow(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    invite = taken(bob, "INVITE")
    bob.answer(invite, 200)
    answer = got(alice, 200)
    bench.lose(alice)
    bob.send(bob.in_dialog("BYE", invite, is_caller=False))
    back = bench.reconnect(alice)
    assert taken(back, "BYE")
    bench.lose(bob)
    back.send(back.in_dialog("ACK", answer, is_caller=True))
    again = bench.reconnect(bob)
    assert taken(again, "ACK")


def test_dialog_goes_on_after_the_service_was_started_again(bench: Bench, tmp_path: Path) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    invite = taken(bob, "INVITE")
    bob.answer(invite, 200)
    bench.close()
    fresh = Bench(tmp_path)
    new_bob, new_alice = Client(fresh, "bob"), Client(fresh, "alice")
    new_bob.instance, new_alice.instance = bob.instance, alice.instance
    assert new_bob.register(token("bob")).status == new_alice.register(token("alice")).status == 200
    new_bob.send(new_bob.in_dialog("BYE", invite, is_caller=False))
    assert taken(new_alice, "BYE")
    fresh.close()


def test_flow_lost_while_ringing_is_480_for_the_caller_and_cancel_for_the_callee(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    bob.answer(taken(bob, "INVITE"), 180)
    bench.lose(bob)
    bench.pass_time(bench.limits.flow_wait - 0.1)
    assert 480 not in alice.statuses()
    bench.pass_time(0.2)
    assert got(alice, 480)
    bob = bench.reconnect(bob)
    call(alice)
    bob.answer(taken(bob, "INVITE"), 180)
    bench.lose(alice)
    assert taken(bob, "CANCEL")


def test_answer_to_a_caller_who_has_gone_is_hung_up(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    invite = taken(bob, "INVITE")
    bench.lose(alice)
    bob.answer(invite, 200)
    assert taken(bob, "BYE")


def test_stranger_cannot_use_somebody_elses_dialog(bench: Bench) -> None:
    alice, bob, eve = bench.client("alice"), bench.client("bob"), bench.client("eve")
    call(alice)
    bob.answer(taken(bob, "INVITE"), 200)
    bye = eve.in_dialog("BYE", got(alice, 200), is_caller=True)
    eve.send(bye)
    assert eve.statuses() == [403] and bob.requests() == []


def test_forged_and_foreign_routes_are_refused(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    for route, status in ((f"<sip:AAAA@{OWN};lr>", 481), ("<sip:other.example;lr>", 481)):
        bye = alice.request("BYE", BOB, headers=(("To", f"<{BOB}>;tag=x"), ("Route", route)))
        alice.send(bye)
        assert got(alice, status)
    call(alice, headers=(("Route", "<sip:relay.example;lr>"),))
    assert got(alice, 403)
    assert bob.inbox == []


def test_from_must_be_the_flows_user(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice, headers=(("From", f"<sip:bob@{DOMAIN}>;tag=1"),))
    assert alice.statuses() == [403]
    call(alice, headers=(("From", "<sip:alice@bank.example>;tag=1"),))
    assert alice.statuses() == [403, 403]
    assert bob.inbox == []


def test_unregistered_flow_may_not_call(bench: Bench) -> None:
    bob, stranger = bench.client("bob"), bench.client("eve", registered=False)
    call(stranger)
    assert stranger.statuses() == [403] and bob.inbox == []


def test_asserted_headers_from_outside_never_pass(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    forged = (
        ("P-Asserted-Identity", "<sip:bank@x>"),
        ("P-Ahoy-Unverified", "0"),
        ("Authorization", "Bearer x"),
    )
    call(alice, headers=forged)
    invite = taken(bob, "INVITE")
    assert invite.headers.getall("P-Asserted-Identity") == [f"<sip:alice@{DOMAIN}>"]
    assert "P-Ahoy-Unverified" not in invite.headers and "Authorization" not in invite.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ((("Max-Forwards", "0"),), 483),
        ((("Proxy-Require", "teleport"),), 420),
        ((("Max-Forwards", "many"),), 400),
    ],
)
def test_what_a_proxy_must_refuse(bench: Bench, headers: tuple[tuple[str, str], ...], status: int) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice, headers=headers)
    assert alice.statuses() == [status] and bob.inbox == []


def test_methods_that_are_not_routed(bench: Bench) -> None:
    alice = bench.client("alice")
    alice.send(alice.request("REFER", BOB))
    assert got(alice, 405).headers.get("Allow") is not None
    alice.send(alice.request("OPTIONS", f"sip:{DOMAIN}"))
    assert got(alice, 200)


def test_message_goes_to_all_instances_and_has_one_answer(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    alice.send(alice.request("MESSAGE", BOB))
    one.answer(taken(one, "MESSAGE"), 200)
    two.answer(taken(two, "MESSAGE"), 200)
    assert alice.statuses() == [200] and "BYE" not in two.requests()


def test_service_unavailable_of_a_device_is_not_the_services_own(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    bob.answer(taken(bob, "INVITE"), 503)
    assert alice.statuses() == [500]


def test_guest_may_call_visible_users_only(bench: Bench) -> None:
    bob, guest = bench.client("bob"), bench.guest("alice")
    uri = f"sip:bob@{OWN}"
    call(guest, uri)
    assert guest.statuses() == [404]
    bench.visible.add("bob")
    call(guest, uri, headers=(("From", '"Ann\x07" <sip:alice@ahoy.invalid>;tag=9'),))
    invite = taken(bob, "INVITE")
    assert invite.headers.get("P-Ahoy-Unverified") == "1"
    assert invite.headers.get("P-Asserted-Identity") == f'"Ann" <sip:alice@{"c" * 52}.ahoy.invalid>'
    bob.answer(invite, 200)
    bob.send(bob.in_dialog("BYE", invite, is_caller=False))
    assert taken(guest, "BYE")


def test_guest_is_no_relay_and_does_not_register(bench: Bench) -> None:
    guest = bench.guest("alice")
    bench.visible.add("bob")
    for uri in (f"sip:bob@{'d' * 52}.ahoy.invalid", "sip:bob@example.com", "tel:+15551234"):
        call(guest, uri)
    assert guest.statuses() == [404, 404, 404]
    assert guest.register(token("alice")).status == 403


def test_guest_that_asks_too_often_is_slowed(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(guest_requests_per_minute=8))
    guest = bench.guest("alice")
    for _ in range(4):
        call(guest, f"sip:bob@{OWN}")
    assert guest.statuses() == [404, 404, 503, 503]
    bench.close()


def test_call_to_a_device_waits_for_its_flow(bench: Bench) -> None:
    alice = bench.client("alice")
    uri = f"sip:bob@{'d' * 52}.ahoy.invalid"
    call(alice, uri)
    assert bench.wanted == [Device("d" * 52)]
    peer = bench.guest("x", "d" * 52)
    bench.pump()
    invite = taken(peer, "INVITE")
    assert str(invite.uri) == uri and "P-Asserted-Identity" not in invite.headers
    peer.answer(invite, 200)
    alice.send(alice.in_dialog("BYE", got(alice, 200), is_caller=True))
    assert taken(peer, "BYE")


def test_call_to_a_device_that_is_not_there_is_480(bench: Bench) -> None:
    alice = bench.client("alice")
    call(alice, f"sip:bob@{'d' * 52}.ahoy.invalid")
    bench.router.unreachable(Device("d" * 52), bench.now)
    bench.pump()
    assert alice.statuses() == [480]


def test_garbage_is_counted_answered_where_possible_and_ends_the_flow(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    for _ in range(10):
        assert alice.closed is None
        alice.send(b"\x00\xff garbage \r\n\r\n")
    assert alice.closed == (1008, "too many messages that are no SIP")
    bad = bytes(bob.request("OPTIONS", f"sip:{DOMAIN}")).replace(b"CSeq: ", b"CSeq: x")
    bob.send(bad)
    assert bob.statuses() == [400] and bob.closed is None


def test_limits_of_calls(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(calls_per_flow=2))
    alice, bob = bench.client("alice"), bench.client("bob")
    for _ in range(3):
        call(alice)
    assert alice.statuses() == [503] and bob.requests() == ["INVITE", "INVITE"]
    bench.close()


def test_a_call_that_was_answered_is_no_longer_counted(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(calls=2, calls_per_flow=1))
    alice, bob = bench.client("alice"), bench.client("bob")
    for status in (200, 486, 200, 603, 200):
        call(alice)
        bob.answer(taken(bob, "INVITE"), status)
        assert alice.statuses()[-1] == status
    bench.close()


answers = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([180, 183, 200, 404, 480, 486, 503, 603])), max_size=12
)


@settings(max_examples=40)
@given(schedule=answers, cancel_at=st.none() | st.integers(0, 12))
def test_any_schedule_gives_the_caller_one_final_answer(
    tmp_path_factory: pytest.TempPathFactory, schedule: list[tuple[int, int]], cancel_at: int | None
) -> None:
    bench = Bench(tmp_path_factory.mktemp("race"))
    try:
        alice = bench.client("alice")
        devices = [bench.client("bob") for _ in range(3)]
        invite = call(alice)
        invites = [taken(device, "INVITE") for device in devices]
        for step, (which, status) in enumerate(schedule):
            if step == cancel_at:
                cancel = cancel_of(invite)
                alice.send(cancel)
            devices[which].answer(invites[which], status)
        bench.pass_time(300)
        finals = [
            m
            for m in alice.inbox
            if isinstance(m, Response) and m.cseq.method == "INVITE" and m.status >= 200
        ]
        assert len({(final.status, final.to.tag) for final in finals}) == 1
        assert bench.router.relays == 0 and not bench.layer.transactions
    finally:
        bench.close()
