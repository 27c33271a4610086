"""The long call: what is compared, and a short simulated one through all its parts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bench.long_call.measure import compare, rows_of_call
from tests.bench.long_call.simulated import PERIOD, WARM_UP, LongCall


def looks(memory: Any, **more: Any) -> list[dict[str, Any]]:
    found = []
    for number in range(30):
        at = 10.0 * (number + 1)
        look = {"at": 1000.0 + at, "memory": memory(at), "objects": 1000, "threads": 9, "tasks": 5}
        found.append(look | {"files": 20, "lengths": {"call.queue": 5}} | {k: v(at) for k, v in more.items()})
    return found


def test_what_grows_before_the_first_minute_is_over_does_not_count() -> None:
    found = compare(looks(lambda at: 50_000 if at < 60 else 100_000))
    assert (found["memory"], found["more"], found["grown"]) == (0.0, {}, {})


def test_growth_shows() -> None:
    ends = [
        looks(lambda at: 100_000),
        looks(
            lambda at: 100_000 * (1 + at / 1000),
            threads=lambda at: 9 + (at > 250),
            lengths=lambda at: {"call.queue": int(at)},
        ),
    ]
    rows = {row.name: row for row in rows_of_call(5, ends)}
    memory = rows["memory grown, real call of 5 min"]
    assert memory.value == pytest.approx(14, abs=2) and not memory.met
    assert rows["queues grown, real call of 5 min"].value == 1
    assert rows["threads, tasks, files more, real call of 5 min"].value == 1


def test_a_simulated_call_uses_every_part_of_it() -> None:
    call = LongCall(10.0, seed=1)
    call.run()
    assert call.receiver.blocks > 900
    assert call.receiver.shown > 200
    assert call.sender.pictures.resent > 0
    assert not call.receiver.control.bad_feedback
    assert call.sender.control.estimate.bitrate > 200_000
    assert WARM_UP + 2 * PERIOD < 1800
