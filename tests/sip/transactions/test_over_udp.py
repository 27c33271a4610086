"""The machines over UDP: what is repeated, when, how long copies are known, and that loss costs nothing."""

from __future__ import annotations

import random

import pytest

from core.sip.ids import SeededIds
from core.sip.messages import Parameters, Request, Response, Uri, Via, response_to
from core.sip.transactions.layer import TransactionLayer
from core.sip.transactions.lines import OneLine
from core.sip.transactions.tables import (
    CLIENT_INVITE_OVER_UDP_MACHINE,
    CLIENT_OTHER_OVER_UDP_MACHINE,
    SERVER_INVITE_OVER_UDP_MACHINE,
    SERVER_OTHER_OVER_UDP_MACHINE,
    SIXTY_FOUR_T1,
    State,
)
from core.sip.transactions.transaction import RequestReceived, RequestTimedOut, ResponseReceived

MACHINES = [
    CLIENT_INVITE_OVER_UDP_MACHINE,
    CLIENT_OTHER_OVER_UDP_MACHINE,
    SERVER_INVITE_OVER_UDP_MACHINE,
    SERVER_OTHER_OVER_UDP_MACHINE,
]


class Udp:
    """Flows that are addresses; an answer may come from any of them."""

    def is_reliable(self, flow: object) -> bool:
        return False

    def via(self, flow: object, branch: str) -> Via:
        return Via("UDP", "192.0.2.1", 5060, Parameters.of(branch=branch, rport=None))

    def answered_on(self, flow: object) -> str:
        return "udp"


class Bench:
    """One layer over UDP and its clock; ``sent`` notes when each message went out."""

    def __init__(self) -> None:
        self.layer = TransactionLayer(ids=SeededIds(1), lines=Udp())
        self.now = 0.0
        self.sent: list[tuple[float, str]] = []
        self.count = 0

    def request(self, method: str) -> Request:
        self.count += 1
        headers = {
            "Via": f"SIP/2.0/UDP there.invalid;branch=z9hG4bKb{self.count}",
            "Max-Forwards": "70",
            "From": "<sip:a@x>;tag=f",
            "To": "<sip:b@x>",
            "Call-ID": "call",
            "CSeq": f"1 {method}",
        }
        return Request(method, Uri.parse("sip:b@x"), list(headers.items()))

    def send(self, method: str):
        request = self.request(method)
        request.headers.remove("Via")
        transaction = self.layer.send_request(request, "them", self.now)
        self.collect()
        return transaction

    def start(self, method: str):
        (event,) = self.receive(self.request(method))
        assert isinstance(event, RequestReceived)
        return event.transaction

    def receive(self, message: Request | Response, flow: str = "them") -> list:
        self.layer.receive(bytes(message), flow, self.now)
        self.collect()
        return self.layer.events()

    def respond(self, transaction, status: int) -> None:
        assert self.layer.respond(transaction, response_to(transaction.request, status, to_tag="t"), self.now)
        self.collect()

    def wait(self, seconds: float) -> list:
        end = self.now + seconds
        while (due := self.layer.next_timer()) is not None and due <= end:
            self.now = due
            self.layer.handle_timer(due)
            self.collect()
        self.now = end
        return self.layer.events()

    def collect(self) -> None:
        for _, data in self.layer.data_to_send():
            self.sent.append((self.now, data.split(b"\r\n")[0].decode()))

    def times(self, begins: str) -> list[float]:
        return [at for at, line in self.sent if line.startswith(begins)]


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_ends_by_its_flow_and_repeats_only_what_its_table_knows(machine):
    states = {state for state, _ in machine.table} | {state for state, _ in machine.table.values()}
    for state in states - {State.TERMINATED}:
        assert (state, "flow_lost") in machine.table
        assert ((state, "repeat") in machine.table) == (state in machine.repeats)
        assert state in machine.timers or state is State.PROCEEDING


def test_an_invite_is_sent_seven_times_and_given_up(bench: Bench):
    invite = bench.send("INVITE")
    assert bench.wait(SIXTY_FOUR_T1 + 1) == [RequestTimedOut(invite)]
    assert bench.times("INVITE") == [0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5], "timer A doubles without bound"


def test_another_request_is_sent_eleven_times(bench: Bench):
    info = bench.send("INFO")
    assert bench.wait(SIXTY_FOUR_T1 + 1) == [RequestTimedOut(info)]
    assert bench.times("INFO") == [0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5], "timer E"


def test_a_provisional_answer_stops_the_invite_and_slows_the_others(bench: Bench):
    invite, info = bench.send("INVITE"), bench.send("INFO")
    bench.wait(0.6)
    for transaction in (invite, info):
        bench.receive(response_to(transaction.request, 100))
    bench.wait(10)
    assert bench.times("INVITE") == [0, 0.5]
    assert bench.times("INFO") == [0, 0.5, 4.6, 8.6]


def test_an_answer_may_come_from_another_address(bench: Bench):
    invite = bench.send("INVITE")
    (event,) = bench.receive(response_to(invite.request, 180, to_tag="t"), flow="elsewhere")
    assert isinstance(event, ResponseReceived) and event.transaction is invite


def test_every_copy_of_a_failure_is_acknowledged_for_timer_d(bench: Bench):
    invite = bench.send("INVITE")
    busy = response_to(invite.request, 486, to_tag="t")
    assert len(bench.receive(busy)) == 1
    for _ in range(3):
        bench.wait(4)
        assert bench.receive(busy) == [], "it is told once"
    assert len(bench.times("ACK")) == 4 and invite.state is State.COMPLETED
    bench.wait(SIXTY_FOUR_T1)
    assert invite.is_terminated and bench.layer.next_timer() is None


def test_copies_of_the_answer_to_another_request_are_absorbed_for_timer_k(bench: Bench):
    info = bench.send("INFO")
    ok = response_to(info.request, 200, to_tag="t")
    assert len(bench.receive(ok)) == 1 and bench.receive(ok) == []
    bench.wait(4.9)
    assert not info.is_terminated and len(bench.times("INFO")) == 1
    bench.wait(0.2)
    assert info.is_terminated


def test_a_refusal_is_repeated_until_its_ack_and_copies_of_that_are_absorbed(bench: Bench):
    server = bench.start("INVITE")
    bench.respond(server, 486)
    bench.wait(8)
    assert bench.times("SIP/2.0 486") == [0, 0.5, 1.5, 3.5, 7.5], "timer G"
    ack = server.request.copy()
    ack.method = "ACK"
    ack.headers.set("CSeq", "1 ACK")
    assert bench.receive(ack) == [] and server.state is State.CONFIRMED
    assert bench.receive(ack) == [] and bench.receive(server.request) == []
    bench.wait(5.1)
    assert server.is_terminated and len(bench.times("SIP/2.0 486")) == 5


def test_a_refusal_without_ack_is_given_up(bench: Bench):
    server = bench.start("INVITE")
    bench.respond(server, 404)
    bench.wait(SIXTY_FOUR_T1 + 0.1)
    assert server.is_terminated
    assert len(bench.times("SIP/2.0 404")) == 11, "G is bounded by T2, and H ends it"


def test_copies_of_another_request_get_its_answer_for_timer_j(bench: Bench):
    server = bench.start("INFO")
    assert bench.receive(server.request) == [] and bench.sent == []
    bench.respond(server, 200)
    bench.wait(20)
    assert bench.receive(server.request) == []
    assert bench.times("SIP/2.0 200") == [0, 20]
    bench.wait(13)
    assert server.is_terminated


def test_a_lost_flow_ends_what_waits_for_copies(bench: Bench):
    done, refused = bench.send("INFO"), bench.start("INVITE")
    bench.receive(response_to(done.request, 200, to_tag="t"))
    bench.respond(refused, 486)
    bench.layer.flow_lost("them", bench.now)
    assert bench.layer.transactions == () and bench.layer.events() == []
    assert bench.layer.next_timer() is None


def test_nothing_is_repeated_on_a_reliable_line():
    bench = Bench()
    bench.layer = TransactionLayer(ids=SeededIds(1), lines=OneLine("here.invalid", "TCP"))
    bench.send("INVITE")
    bench.send("INFO")
    bench.wait(31)
    assert len(bench.times("INVITE")) == len(bench.times("INFO")) == 1


def test_half_of_all_packets_lost_both_ways_costs_no_request(seed: int):
    chance, answered = random.Random(seed), 0
    for _ in range(20):
        here, there = Bench(), Bench()
        ours, told = here.send("MESSAGE"), 0
        under_way: list[tuple[float, Bench, bytes]] = [(0.01, there, ours.data)]
        while not ours.is_terminated:
            due = min(at for at in [*(one[0] for one in under_way), here.layer.next_timer()] if at)
            for bench in (here, there):
                bench.now = due
                bench.layer.handle_timer(due)
            for one in [one for one in under_way if one[0] <= due]:
                under_way.remove(one)
                one[1].layer.receive(one[2], "line", due)
            for event in there.layer.events():
                told += 1
                there.layer.respond(event.transaction, response_to(event.request, 200, to_tag="t"), due)
            for bench, other in ((here, there), (there, here)):
                for _, data in bench.layer.data_to_send():
                    if chance.random() < 0.5:
                        under_way.append((due + 0.01, other, data))
        # The first copy gets through, as do five of the others: it is worked on once.
        assert told == 1
        statuses = [
            event.response.status for event in here.layer.events() if isinstance(event, ResponseReceived)
        ]
        assert statuses in ([200], [])
        answered += len(statuses)
    assert answered >= 12, "35 in 36 are, on average"
