"""Containers of a call are found whatever they are called, and only those that grow are told."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from tests.bench.long_call.queues import grown, keep_longest, lengths

HERE = __name__


@dataclass(slots=True)
class Inner:
    waiting: deque[int] = field(default_factory=deque)


class Outer:
    def __init__(self) -> None:
        self._packets = {n: bytes(2) for n in range(5)}
        self._inner = [Inner(deque([1, 2])), Inner(deque([3]))]
        self._self = self
        self._foreign = deque([1]).__iter__()


def test_every_container_is_found_by_the_way_to_it() -> None:
    found = lengths({"call": Outer()}, module=HERE)
    assert found == {"call._packets": 5, "call._inner": 2, "call._inner[].waiting": 3}


def test_what_is_of_another_module_is_left_alone() -> None:
    assert lengths({"call": Outer()}, module="elsewhere") == {}


def test_only_what_outgrows_its_early_length_is_told() -> None:
    early = {"steady": 100, "filling": 10, "leak": 100}
    assert grown(early, {"steady": 110, "filling": 20, "leak": 300, "new": 40}) == {
        "leak": (100, 300),
        "new": (0, 40),
    }


def test_the_longest_is_kept() -> None:
    kept = {"a": 3}
    keep_longest(kept, {"a": 2, "b": 1})
    keep_longest(kept, {"b": 4})
    assert kept == {"a": 3, "b": 4}
