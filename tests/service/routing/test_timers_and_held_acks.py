"""Callbacks on a passed-in clock, and ACKs that wait for a flow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.service.routing.endpoints import Instance
from core.service.routing.held_acks import HeldAcks
from core.service.routing.timers import Timers
from core.sip.messages import Request, Uri

ONE, TWO = Instance("bob", "1"), Instance("bob", "2")


def ack(number: int) -> Request:
    return Request("ACK", Uri("sip", f"u{number}", "x.invalid"))


@given(delays=st.lists(st.floats(0, 100), max_size=30), steps=st.lists(st.floats(0.1, 30), max_size=20))
def test_every_timer_runs_once_in_order_and_never_early(delays: list[float], steps: list[float]) -> None:
    timers, now = Timers(), 0.0
    ran: list[tuple[float, float]] = []
    for delay in delays:
        timers.after(delay, 0.0, lambda at, due=delay: ran.append((due, at)))  # type: ignore[misc]
    for step in steps:
        now += step
        timers.run(now)
    assert all(due <= at for due, at in ran)
    later = [due for due, _ in ran if due > 0]
    assert later == sorted(later)
    assert len(ran) + len(timers) == len(delays)
    left = timers.next_due()
    assert left is None or left > now or not steps


def test_a_timer_may_set_another_that_is_due_at_once() -> None:
    timers, ran = Timers(), []
    timers.after(1, 0.0, lambda at: timers.after(0, at, lambda again: ran.append(again)))
    timers.run(1.0)
    assert ran == [1.0] and timers.next_due() is None


def test_acks_are_given_to_whom_they_are_for() -> None:
    held = HeldAcks()
    for number, endpoint in enumerate((ONE, TWO, ONE)):
        held.hold(endpoint, ack(number), 5.0)
    assert [each.uri.user for each in held.take(ONE)] == ["u0", "u2"]
    assert held.take(ONE) == [] and len(held) == 1


def test_acks_that_waited_too_long_are_dropped() -> None:
    held = HeldAcks()
    held.hold(ONE, ack(1), 5.0)
    held.hold(ONE, ack(2), 6.0)
    held.drop_late(5.0)
    assert [each.uri.user for each in held.take(ONE)] == ["u2"]


def test_no_more_than_a_few_are_held() -> None:
    held = HeldAcks()
    for number in range(1000):
        held.hold(ONE, ack(number), 5.0)
    assert len(held) == 64 and held.take(ONE)[0].uri.user == "u0"
