"""What the bench of the gateway rests on: bencoding, and packets that say when they left."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.gateway.load import HEADER, STAMP, Stream
from tests.bench.gateway.measure import Load
from tests.bench.gateway.relays import decode, encode

VALUES = st.recursive(
    st.one_of(st.integers(), st.binary(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.binary(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=30)
@given(VALUES)
def test_what_is_bencoded_can_be_read(value: object) -> None:
    data = encode(value)
    assert decode(data) == (value, len(data))


def test_dictionaries_are_written_in_order() -> None:
    assert encode({"b": [1, "x"], "a": b"y"}) == b"d1:a1:y1:bli1e1:xee"


def test_packets_are_numbered_and_say_when_they_left() -> None:
    stream = Stream(0, 160, 7)
    packets = [stream.next() for _ in range(2)]
    heads = [HEADER.unpack_from(packet) for packet in packets]
    assert [(head[2], head[3], head[4]) for head in heads] == [(1, 160, 7), (2, 320, 7)]
    left = [STAMP.unpack_from(packet, HEADER.size)[0] for packet in packets]
    assert left == sorted(left) and len(packets[0]) == 172
    assert Stream(111, 960, 7, (b"a", b"b")).next()[12:] == b"b"


def test_figures_of_a_load() -> None:
    load = Load(calls=10, seconds=6.0, cpu=0.5, expected=1000, heard=990)
    assert load.per_core == pytest.approx(118.8) and load.lost == pytest.approx(0.01)
    assert Load(10, 6.0, 0.5, 100, 110).lost == 0


def test_calls_that_do_not_come_through_count_for_nothing() -> None:
    assert Load(10, 6.0, 0.5, 100, 50).per_core == pytest.approx(60)
    assert Load(10, 6.0, 0.5, 100, 0).per_core == 0 and Load(10, 6.0, 0.0, 0, 0).per_core == 0
    assert Load(10, 6.0, 0.0, 0, 0).lost == 1


def test_what_was_not_measured_is_no_figure() -> None:
    assert Load(10, 6.0, 0.5, 100, 100).delay_p50 is None
