"""What waits for one device: order, tries, and when it is too late, in simulated time."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from core.push.notification import CallEnding, CallNotification
from core.service.push.attempts import ENDING_LIFE, LONGEST_PAUSE, WAITING, Attempt, DeviceQueue
from core.service.push.wakes import Push, Wake

NONE: Any = None
LIFE = 30.0


def wake(call_id: str = "c-1") -> Wake:
    told = CallNotification(call_id, "alice", sent_at=1000.0, expires_at=1000.0 + LIFE)
    return Wake(NONE, NONE, NONE, "t", told)


def news(of: Wake) -> Push:
    return Push(of, of.notification, int(LIFE), "high", "topic")


def end(of: Wake, how: CallEnding = CallEnding.CANCELED) -> Push:
    of.is_over = True
    return Push(of, CallNotification(of.notification.call_id, "alice", ending=how), 604_800, "high", "topic")


@pytest.fixture
def queue() -> DeviceQueue:
    return DeviceQueue(random.Random(5))


def taken(queue: DeviceQueue, now: float) -> Attempt:
    assert queue.wait(now) == 0
    return queue.take(now)


def tries(queue: DeviceQueue, retry_after: float | None, now: float = 0.0) -> list[float]:
    """Fail again and again; return when."""
    times = []
    while (wait := queue.wait(now)) is not None:
        now += wait
        if not wait:
            times.append(now)
            queue.again(queue.take(now), retry_after, now)
    return times


def test_in_order(queue: DeviceQueue) -> None:
    assert queue.wait(0) is None
    first, second = wake("c-1"), wake("c-2")
    for push in (news(first), news(second)):
        queue.add(push, 0)
    assert [taken(queue, 0).push.wake for _ in range(2)] == [first, second]
    assert queue.wait(0) is None


def test_news_is_tried_as_long_as_the_call_waits(queue: DeviceQueue) -> None:
    queue.add(news(wake()), 0)
    times = tries(queue, None)
    pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert times[0] == 0 and LIFE - LONGEST_PAUSE <= times[-1] < LIFE
    assert 0.5 <= pauses[0] <= 1 < max(pauses) <= LONGEST_PAUSE and len(times) >= 6


def test_the_push_service_says_when(queue: DeviceQueue) -> None:
    queue.add(news(wake()), 0)
    assert tries(queue, LONGEST_PAUSE) == [0, 8, 16, 24]


def test_who_is_asked_to_come_after_the_call_does_not(queue: DeviceQueue) -> None:
    queue.add(news(wake()), 0)
    attempt = taken(queue, 0)
    assert not queue.again(attempt, LIFE, 0) and queue.wait(0) is None
    # The next call waits no longer than it can be of use, and its end neither.
    queue.add(news(wake("c-2")), 1)
    queue.add(end(wake("c-3")), 1)
    assert queue.wait(1) == LIFE - 1
    assert taken(queue, LIFE).push.wake.notification.call_id == "c-2"
    assert taken(queue, LIFE).push.wake.notification.call_id == "c-3"


def test_one_who_asks_for_ages_holds_nothing(queue: DeviceQueue) -> None:
    queue.add(news(wake()), 0)
    assert not queue.again(taken(queue, 0), 1e9, 0)
    queue.add(end(wake("c-2")), 0)
    assert queue.wait(0) == ENDING_LIFE and queue.wait(ENDING_LIFE) is None


def test_nothing_overtakes_within_a_call(queue: DeviceQueue) -> None:
    one, other = wake("c-1"), wake("c-2")
    queue.add(news(one), 0)
    attempt = taken(queue, 0)
    assert queue.again(attempt, 5.0, 0)
    queue.add(news(other), 1)
    queue.add(end(one), 2)
    assert queue.wait(2) == 3
    assert [taken(queue, 5).push.notification.ending for _ in range(2)] == [None, CallEnding.CANCELED]
    assert queue.wait(5) is None, "of a call that is over there is no news"


def test_news_that_fails_after_the_end(queue: DeviceQueue) -> None:
    one = wake()
    queue.add(news(one), 0)
    attempt = taken(queue, 0)
    queue.add(end(one), 1)
    assert not queue.again(attempt, None, 2)
    assert taken(queue, 2).push.notification.ending is CallEnding.CANCELED


def test_an_end_is_tried_for_a_minute(queue: DeviceQueue) -> None:
    queue.add(end(wake()), 0)
    times = tries(queue, None)
    assert ENDING_LIFE - LONGEST_PAUSE <= times[-1] < ENDING_LIFE


def test_it_is_kept_as_long_as_it_is_of_use(queue: DeviceQueue) -> None:
    queue.add(news(wake()), 0)
    attempt = taken(queue, 0)
    assert attempt.ttl(0) == 30 and attempt.ttl(12.4) == 18 and attempt.ttl(99) == 0
    queue.add(end(wake()), 0)
    assert taken(queue, 10).ttl(10) == 604_800


def test_a_flood_is_bounded(queue: DeviceQueue) -> None:
    first = wake("first")
    queue.add(news(first), 0)
    held = taken(queue, 0)
    for number in range(3 * WAITING):
        queue.add(news(wake(f"c-{number}")), 0)
    assert not queue.again(held, None, 0)
    left = [taken(queue, 0).push.notification.call_id for _ in range(WAITING)]
    assert left[-1] == f"c-{3 * WAITING - 1}" and queue.wait(0) is None
