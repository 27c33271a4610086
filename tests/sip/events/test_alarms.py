"""Deadlines by name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.sip.events.alarms import Alarms

DEEDS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 20) | st.none()), max_size=60)


@given(DEEDS, st.integers(0, 20))
def test_as_a_dictionary_would_do_it(deeds: list, now: int):
    alarms, plain = Alarms(), {}
    for key, at in deeds:
        if at is None:
            alarms.cancel(key)
            plain.pop(key, None)
        else:
            alarms.set(key, at)
            plain[key] = at
    assert alarms.next() == min(plain.values(), default=None) and len(alarms) == len(plain)
    due = alarms.take_due(now)
    assert set(due) == {key for key, at in plain.items() if at <= now}
    assert [plain[key] for key in due] == sorted(plain[key] for key in due)
    assert alarms.next() == min((at for at in plain.values() if at > now), default=None)


def test_a_deadline_that_is_moved_for_ever_takes_no_room():
    alarms = Alarms()
    for at in range(10_000):
        alarms.set("one", at)
    assert len(alarms._heap) < 100 and alarms.next() == 9_999
