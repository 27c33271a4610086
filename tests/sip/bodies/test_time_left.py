"""What is told of the time that a call has left."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sip.bodies.time_left import LONGEST, TimeLeft
from core.sip.messages import IllegalValue, ParseError


@given(st.floats(0, LONGEST))
def test_what_is_written_is_read(seconds: float) -> None:
    assert math.isclose(TimeLeft.parse(bytes(TimeLeft(seconds))).seconds, seconds, abs_tol=0.051)


def test_members_that_are_not_known_are_skipped() -> None:
    assert TimeLeft.parse(b'{"seconds": 60, "currency": "EUR"}') == TimeLeft(60.0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"60",
        b"{}",
        b"\xff\xfe",
        b'{"seconds": "60"}',
        b'{"seconds": true}',
        b'{"seconds": null}',
        b'{"seconds": -1}',
        b'{"seconds": NaN}',
        b'{"seconds": Infinity}',
        b'{"seconds": 1e999}',
        b'{"seconds": 1%s}' % (b"0" * 400),
        b"[" * 1000,
        b'{"seconds": 1, "x": "%s"}' % (b"y" * 1024),
    ],
)
def test_what_tells_no_time(body: bytes) -> None:
    with pytest.raises(ParseError):
        TimeLeft.parse(body)


@pytest.mark.parametrize("seconds", [-0.1, math.nan, math.inf, LONGEST + 1])
def test_what_is_no_time(seconds: float) -> None:
    with pytest.raises(IllegalValue):
        TimeLeft(seconds)
