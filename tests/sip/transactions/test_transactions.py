"""The transaction layer alone: the four machines, matching, bounds."""

from __future__ import annotations

import pytest

from core.sip.ids import SeededIds
from core.sip.messages import Reason, Request, Response, Uri, parse_message, response_to
from core.sip.transactions.layer import FINISHED_REMEMBERED, TransactionLayer
from core.sip.transactions.tables import (
    CLIENT_INVITE_MACHINE,
    CLIENT_OTHER_MACHINE,
    SERVER_INVITE_MACHINE,
    SERVER_OTHER_MACHINE,
    SIXTY_FOUR_T1,
    TIMER_C,
    State,
)
from core.sip.transactions.transaction import (
    CancelReceived,
    GarbageReceived,
    RequestFailed,
    RequestReceived,
    RequestTimedOut,
    ResponseReceived,
)


class Bench:
    """One layer, a clock, and what it sent and told."""

    def __init__(self, **options: int) -> None:
        self.layer = TransactionLayer(ids=SeededIds(1), sent_by="here.invalid", **options)
        self.now = 100.0
        self.count = 0

    def sent(self) -> list[Request | Response]:
        return [parse_message(data) for _, data in self.layer.data_to_send()]

    def request(self, method: str = "INVITE", **changes: str) -> Request:
        self.count += 1
        headers = {
            "Via": f"SIP/2.0/WSS there.invalid;branch=z9hG4bKb{self.count}",
            "Max-Forwards": "70",
            "From": "<sip:a@x>;tag=f",
            "To": "<sip:b@x>",
            "Call-ID": "call",
            "CSeq": f"1 {method}",
        }
        headers.update(changes)
        return Request(method, Uri.parse("sip:b@x"), list(headers.items()))

    def outgoing(self, method: str = "INVITE") -> Request:
        request = self.request(method)
        request.headers.remove("Via")
        return request

    def receive(self, message: Request | Response, flow: str = "flow") -> list:
        self.layer.receive(bytes(message), flow, self.now)
        return self.layer.events()

    def start(self, method: str = "INVITE"):
        (event,) = self.receive(self.request(method))
        assert isinstance(event, RequestReceived)
        return event.transaction

    def send(self, method: str = "INVITE", flow: str = "flow"):
        return self.layer.send_request(self.outgoing(method), flow, self.now)

    def answer(self, transaction, status: int, **options) -> list:
        return self.receive(response_to(transaction.request, status, to_tag="t", **options))

    def wait(self, seconds: float) -> list:
        end = self.now + seconds
        while (due := self.layer.next_timer()) is not None and due <= end:
            self.now = due
            self.layer.handle_timer(due)
        self.now = end
        return self.layer.events()


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    "machine", [CLIENT_INVITE_MACHINE, CLIENT_OTHER_MACHINE, SERVER_INVITE_MACHINE, SERVER_OTHER_MACHINE]
)
def test_every_state_can_be_left_by_the_clock_or_the_flow(machine):
    states = {state for state, _ in machine.table} | {state for state, _ in machine.table.values()}
    for state in states - {State.TERMINATED}:
        inputs = {input_ for where, input_ in machine.table if where is state}
        assert "flow_lost" in inputs
        assert not any(where is State.TERMINATED for where, _ in machine.table)


def test_client_invite_success_and_late_2xx(bench: Bench):
    transaction = bench.send()
    (invite,) = bench.sent()
    assert invite.via.sent_by == "here.invalid" and invite.via.branch == transaction.branch
    for status in (100, 180, 200):
        (event,) = bench.answer(transaction, status)
        assert isinstance(event, ResponseReceived) and event.response.status == status
    assert transaction.state is State.ACCEPTED
    assert len(bench.answer(transaction, 200)) == 1, "another fork's 2xx goes up (RFC 6026)"
    assert bench.answer(transaction, 180) == [] and bench.answer(transaction, 486) == []
    assert bench.wait(SIXTY_FOUR_T1) == [] and transaction.is_terminated
    assert bench.answer(transaction, 200) == []
    assert bench.layer.counters["response without request"] == 1 and bench.layer.transactions == ()


def test_client_invite_failure_is_acknowledged(bench: Bench):
    transaction = bench.send()
    bench.sent()
    (event,) = bench.answer(transaction, 486)
    assert event.response.status == 486 and transaction.is_terminated
    (ack,) = bench.sent()
    assert (ack.method, ack.via.branch, ack.cseq.method) == ("ACK", transaction.branch, "ACK")
    assert ack.to.tag == "t" and ack.cseq.number == 1
    assert bench.answer(transaction, 486) == []


def test_timers_b_f_and_c(bench: Bench):
    invite, other = bench.send(), bench.send("INFO")
    assert bench.wait(SIXTY_FOUR_T1 - 0.1) == []
    assert bench.wait(0.2) == [RequestTimedOut(invite), RequestTimedOut(other)]
    slow, info = bench.send(), bench.send("INFO")
    bench.answer(slow, 180)
    bench.answer(info, 100)
    assert bench.wait(SIXTY_FOUR_T1) == [RequestTimedOut(info)], "timer F runs on in Proceeding"
    bench.answer(slow, 180)
    bench.sent()
    assert bench.wait(TIMER_C - 0.1) == []
    assert bench.wait(0.2) == [RequestTimedOut(slow)]
    assert [message.method for message in bench.sent()] == ["CANCEL"]
    bench.wait(100)
    assert bench.layer.transactions == () and bench.layer.next_timer() is None


def test_server_invite_sends_100_by_itself(bench: Bench):
    transaction = bench.start()
    assert bench.sent() == []
    bench.wait(0.25)
    (trying,) = bench.sent()
    assert (trying.status, trying.to.tag) == (100, None)
    bench.receive(transaction.request)
    assert [message.status for message in bench.sent()] == [100], "a repeated INVITE gets it again"
    assert bench.layer.respond(transaction, response_to(transaction.request, 180, to_tag="t"), bench.now)
    bench.wait(100)
    assert [message.status for message in bench.sent()] == [180]


def test_no_100_after_a_quick_answer(bench: Bench):
    transaction = bench.start()
    bench.layer.respond(transaction, response_to(transaction.request, 180, to_tag="t"), bench.now)
    bench.wait(1)
    assert [message.status for message in bench.sent()] == [180]


def test_server_invite_failure_waits_for_its_ack(bench: Bench):
    transaction = bench.start()
    bench.layer.respond(transaction, response_to(transaction.request, 486, to_tag="t"), bench.now)
    assert transaction.state is State.COMPLETED
    bench.receive(transaction.request)
    assert [message.status for message in bench.sent()] == [486, 486]
    ack = transaction.request.copy()
    ack.method = "ACK"
    ack.headers.set("CSeq", "1 ACK")
    assert bench.receive(ack) == [] and transaction.is_terminated
    assert bench.receive(ack) == [] and bench.layer.counters["ACK repeated"] == 1
    assert bench.receive(transaction.request) == [], "late copies never ring again"
    assert [message.status for message in bench.sent()] == [486]
    assert not bench.layer.respond(transaction, response_to(transaction.request, 200), bench.now)
    assert bench.layer.counters["response too late"] == 1


def test_timer_h(bench: Bench):
    transaction = bench.start()
    bench.layer.respond(transaction, response_to(transaction.request, 600, to_tag="t"), bench.now)
    bench.wait(SIXTY_FOUR_T1 + 0.1)
    assert transaction.is_terminated


def test_ack_to_2xx_goes_up(bench: Bench):
    transaction = bench.start()
    bench.layer.respond(transaction, response_to(transaction.request, 200, to_tag="t"), bench.now)
    (event,) = bench.receive(bench.request("ACK"))
    assert isinstance(event, RequestReceived) and event.transaction is None
    same_branch = transaction.request.copy()
    same_branch.method = "ACK"
    same_branch.headers.set("CSeq", "1 ACK")
    (event,) = bench.receive(same_branch)
    assert event.transaction is None, "some stacks use the INVITE's branch"
    assert bench.receive(transaction.request) == []
    assert not bench.layer.respond(transaction, response_to(transaction.request, 486), bench.now)


def test_server_non_invite_absorbs_copies(bench: Bench):
    transaction = bench.start("MESSAGE")
    assert bench.receive(transaction.request) == []
    bench.layer.respond(transaction, response_to(transaction.request, 200, to_tag="t"), bench.now)
    assert transaction.is_terminated
    assert bench.receive(transaction.request) == []
    assert [message.status for message in bench.sent()] == [200, 200]
    forgotten = bench.start("INFO")
    bench.wait(100)
    assert forgotten.is_terminated, "an owner that never answers holds nothing for ever"


def test_remembered_answers_are_bounded(bench: Bench):
    for _ in range(FINISHED_REMEMBERED + 10):
        transaction = bench.start("MESSAGE")
        bench.layer.respond(transaction, response_to(transaction.request, 200), bench.now)
    assert len(bench.layer._finished) == FINISHED_REMEMBERED


def test_cancel_received(bench: Bench):
    transaction = bench.start()
    cancel = transaction.request.copy()
    cancel.method = "CANCEL"
    cancel.headers.set("CSeq", "1 CANCEL")
    cancel.headers.add("Reason", Reason("SIP", 200))
    (event,) = bench.receive(cancel)
    assert isinstance(event, CancelReceived) and event.transaction is transaction
    assert event.request.reasons[0].cause == 200
    (answer,) = bench.sent()
    assert (answer.status, answer.cseq.method) == (200, "CANCEL")
    bench.layer.respond(transaction, response_to(transaction.request, 487, to_tag="t"), bench.now)
    assert bench.receive(cancel) == [] and bench.layer.counters["CANCEL too late"] == 1
    assert bench.receive(bench.request("CANCEL")) == []
    assert [message.status for message in bench.sent()] == [487, 200, 481]


def test_cancel_sent(bench: Bench):
    transaction = bench.send()
    bench.sent()
    assert bench.layer.cancel(transaction, bench.now) is None, "not before a provisional (9.1)"
    bench.answer(transaction, 180)
    cancel = bench.layer.cancel(transaction, bench.now, Reason("SIP", 200, "elsewhere"))
    assert cancel is not None and bench.layer.cancel(transaction, bench.now) is None
    (sent,) = bench.sent()
    assert (sent.method, sent.via.branch) == ("CANCEL", transaction.branch)
    assert (sent.cseq.number, sent.reasons[0].text, sent.to.tag) == (1, "elsewhere", None)
    (event,) = bench.receive(response_to(sent, 200))
    assert event.transaction is cancel and not transaction.is_terminated


def test_responses_that_are_not_ours_are_dropped(bench: Bench):
    transaction = bench.send()
    bench.sent()
    answer = response_to(transaction.request, 200, to_tag="t")
    assert bench.receive(answer, flow="other") == []
    stray = answer.copy()
    stray.headers.add("Via", "SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1")
    assert bench.receive(stray) == [] and bench.layer.counters["response with foreign Via"] == 1
    wrong = answer.copy()
    wrong.headers.set("Via", "SIP/2.0/WSS here.invalid;branch=z9hG4bKother")
    assert bench.receive(wrong) == []
    assert bench.layer.counters["response without request"] == 2
    for name, value in (("CSeq", "2 INVITE"), ("Call-ID", "other"), ("From", "<sip:a@x>;tag=g")):
        mangled = answer.copy()
        mangled.headers.set(name, value)
        assert bench.receive(mangled) == [], "what was mangled on the way must not look like a fork"
    assert bench.layer.counters["response does not fit"] == 3
    assert len(bench.receive(answer)) == 1


def test_rfc2543_requests_are_matched(bench: Bench):
    for branch in ("", ";branch=z9hG4bK", ";branch=1"):
        request = bench.request(Via=f"SIP/2.0/UDP old{branch}", **{"Call-ID": f"c{branch[-1:]}"})
        (event,) = bench.receive(request)
        assert bench.receive(request) == []
        cancel = request.copy()
        cancel.method = "CANCEL"
        cancel.headers.set("CSeq", "1 CANCEL")
        (cancelled,) = bench.receive(cancel)
        assert cancelled.transaction is event.transaction


def test_bounds_per_flow_and_in_total():
    bench = Bench(max_transactions=3, max_per_flow=2)
    bench.start()
    bench.start()
    assert bench.receive(bench.request()) == []
    (refused,) = bench.sent()
    assert (refused.status, refused.headers.get("retry-after")) == (503, "5")
    assert len(bench.receive(bench.request(), "second")) == 1
    assert bench.receive(bench.request(), "third") == [], "the total counts too"
    assert bench.receive(bench.request("ACK"), "third") != [], "an ACK is never refused"
    failed = bench.send(flow="third")
    assert bench.layer.events() == [RequestFailed(failed, "too many transactions")]
    bench.layer.flow_lost("flow", bench.now)
    assert bench.receive(bench.request()) != []
    assert bench.layer.counters["overload"] == 3


@pytest.mark.parametrize("bounds", [{"max_per_flow": 2}, {"max_transactions": 2}])
def test_what_was_accepted_gives_way_before_anything_is_refused(bounds: dict[str, int]):
    bench = Bench(**bounds)
    first, ringing = bench.start(), bench.start()
    bench.layer.respond(first, response_to(first.request, 200, to_tag="t"), bench.now)
    bench.sent()
    (bye,) = bench.receive(bench.request("BYE"))
    assert bench.sent() == [] and bye.transaction is not None
    assert first.is_terminated and not ringing.is_terminated
    assert bench.layer.counters["accepted forgotten early"] == 1
    assert bench.receive(bench.request("ACK")) != [], "the ACK to its 2xx still comes through"
    assert bench.receive(first.request) == [], "and its INVITE, should it come again, is no new one"
    assert bench.receive(bench.request("BYE")) == [], "nothing else gives way"


def test_flow_lost(bench: Bench):
    invite, info, elsewhere = bench.send(), bench.send("INFO"), bench.send(flow="other")
    server = bench.start()
    accepted = bench.send()
    bench.answer(accepted, 200)
    bench.layer.flow_lost("flow", bench.now)
    assert bench.layer.events() == [RequestFailed(invite, "flow lost"), RequestFailed(info, "flow lost")]
    assert server.is_terminated and accepted.is_terminated
    assert bench.layer.transactions == (elsewhere,)
    assert [flow for flow, _ in bench.layer.data_to_send()] == ["other"]


def test_garbage_is_counted_and_answered_if_possible(bench: Bench):
    for data in (b"\xff\xfe", b"SIP/2.0 999 no\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"):
        bench.layer.receive(data, "flow", bench.now)
        (event,) = bench.layer.events()
        assert isinstance(event, GarbageReceived) and event.flow == "flow"
    assert bench.sent() == []
    bench.receive(bench.request(CSeq="1 BYE"))
    bench.receive(bench.request("ACK", CSeq="1 BYE"))
    assert [message.status for message in bench.sent()] == [400]
    assert bench.layer.counters["garbage"] == 5


def test_keep_alives(bench: Bench):
    for data in (b"\r\n\r\n", b"\r\n", b""):
        bench.layer.receive(data, "flow", bench.now)
    assert bench.layer.data_to_send() == [("flow", b"\r\n")] and bench.layer.events() == []


def test_ack_to_2xx_sent_has_its_own_branch(bench: Bench):
    bench.layer.send_ack_2xx(bench.outgoing("ACK"), "flow")
    (first,) = bench.sent()
    bench.layer.send_ack_2xx(bench.outgoing("ACK"), "flow")
    (second,) = bench.sent()
    assert first.via.branch != second.via.branch and bench.layer.transactions == ()
