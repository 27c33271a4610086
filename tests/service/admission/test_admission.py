"""Rates of requests and packets: by address, by user, in and out of dialogs, and what is logged of them."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from core.service.admission.admission import LONGEST_PAUSE, Admission
from core.service.config import Limits
from core.service.routing.flows import Flow, FlowKind
from tests.service.bench import DOMAIN, Bench, call, got, taken, token, with_limits


def flow(address: str, number: int = 1, kind: FlowKind = FlowKind.CLIENT) -> Flow:
    return Flow(kind, address, lambda data: None, lambda code, reason: None, 0.0, id=number)


def test_a_user_who_calls_too_often_is_told_when_to_come_again(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(invites_per_minute_per_user=8))
    alice, carol, bob = bench.client("alice"), bench.client("carol"), bench.client("bob")
    for _ in range(5):
        call(alice)
    refused = [got(alice, 503) for _ in range(3)]
    assert {answer.headers.get("Retry-After") for answer in refused} == {"8"}
    assert bob.requests() == ["INVITE"] * 2
    call(carol)
    assert bob.requests() == ["INVITE"] * 3
    bench.pass_time(8)
    call(alice)
    assert bob.requests().count("INVITE") == 4
    bench.close()


def test_devices_of_one_user_share_the_rate_and_a_new_connection_does_not_help(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(messages_per_minute_per_user=8))
    one, two, bob = bench.client("alice"), bench.client("alice"), bench.client("bob")
    one.send(one.request("MESSAGE", f"sip:bob@{DOMAIN}"))
    two.send(two.request("MESSAGE", f"sip:bob@{DOMAIN}"))
    again = bench.reconnect(one)
    again.send(again.request("MESSAGE", f"sip:bob@{DOMAIN}"))
    assert got(again, 503) and bob.requests() == ["MESSAGE"] * 2
    bench.close()


def test_an_address_that_registers_too_often_is_slowed(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(registers_per_minute_per_address=12))
    clients = [bench.client(f"u{n}", registered=False) for n in range(5)]
    statuses = [client.register(token(client.name)).status for client in clients]
    assert statuses == [200, 200, 200, 503, 503]
    other = bench.client("other", registered=False)
    other.flow.address = "203.0.113.5"
    assert other.register(token("other")).status == 200
    bench.close()


def test_what_happens_inside_a_call_is_not_counted(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(invites_per_minute_per_user=4, messages_per_minute_per_user=4))
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    bob.answer(taken(bob, "INVITE"), 200)
    answer = got(alice, 200)
    for _ in range(20):
        alice.send(alice.in_dialog("MESSAGE", answer, is_caller=True))
    assert bob.requests() == ["MESSAGE"] * 20
    forged = alice.request("REGISTER", f"sip:{DOMAIN}", to=f"sip:alice@{DOMAIN}")
    forged.headers.set("To", f"<sip:alice@{DOMAIN}>;tag=x")
    statuses = []
    for _ in range(200):
        fresh = forged.copy()
        fresh.headers.set("Via", f"SIP/2.0/WSS a.invalid;branch=z9hG4bKx{len(statuses)}")
        alice.send(fresh)
        statuses.append(alice.statuses()[-1])
    assert statuses[-1] == 503  # a tag does not make a REGISTER part of a call
    bench.close()


def test_a_flood_is_logged_once_a_minute_for_each_source(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    admission = Admission(Limits(invites_per_minute_per_address=4))
    for second in range(90):
        for address in ("a", "b"):
            for _ in range(5):
                admission.request("INVITE", flow(address), float(second))
    lines = [r.getMessage() for r in caplog.records if "rate.refused" in r.getMessage()]
    assert len(lines) == 4 and sum("address=a" in line for line in lines) == 2
    assert "more_since_last" not in lines[0] and "more_since_last" in lines[-1]
    assert admission.refused["INVITE"] > 800


def test_packets_are_paced_by_connection_and_by_address() -> None:
    admission = Admission(Limits(packets_per_second_per_flow=10, packets_per_second_per_address=30))
    noisy = flow("a", 1)
    assert [admission.pause_after(noisy, 0, 0.0) for _ in range(40)] == [0.0] * 40
    assert admission.pause_after(noisy, 0, 0.0) == pytest.approx(0.1)
    assert admission.pause_after(noisy, 40 * 4096, 0.0) == LONGEST_PAUSE
    assert admission.pause_after(flow("b", 2), 0, 0.0) == 0
    for number in range(3, 9):
        for _ in range(20):
            admission.pause_after(flow("a", number), 0, 0.0)
    assert admission.pause_after(flow("a", 9), 0, 0.0) > 0  # the address as a whole
    assert admission.pause_after(noisy, 0, 60.0) == 0


def test_new_connections_of_an_address_are_counted() -> None:
    admission = Admission(Limits(connections_per_minute_per_address=8))
    assert [bool(admission.connection("a", 0.0)) for _ in range(4)] == [False, False, True, True]
    assert not admission.connection("b", 0.0) and not admission.connection("a", 8.0)


def test_the_service_itself_is_never_slowed() -> None:
    admission = Admission(Limits(invites_per_minute_per_address=4))
    inner = flow("", kind=FlowKind.INTERNAL)
    assert [admission.request("INVITE", inner, 0.0) for _ in range(50)] == [0.0] * 50


def test_nothing_grows_with_the_number_of_sources() -> None:
    admission = Admission(Limits(flows=100, guest_flows=0))
    for number in range(11_000):
        source = flow(f"a{number}", number)
        admission.request("INVITE", source, 0.0)
        admission.pause_after(source, 10, 0.0)
        admission._complaints.say("x", number, 0.0)
    assert len(admission._by_address["INVITE"]) == 10_000
    assert len(admission._packets) == 100 and len(admission._packets_of) == 10_000
    assert len(admission._complaints) == 1024
