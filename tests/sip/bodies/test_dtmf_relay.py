"""Keys in INFO bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sip.bodies.dtmf_relay import KEYS, DtmfSignal
from core.sip.messages import IllegalValue, ParseError


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_read_again(key: str):
    signal = DtmfSignal(key, 0.16)
    assert bytes(signal) == f"Signal={key}\r\nDuration=160\r\n".encode()
    assert DtmfSignal.parse(bytes(signal)) == signal


@pytest.mark.parametrize(
    ("body", "kind", "key", "duration"),
    [
        (b"Signal= 5\nDuration= 100", "application/dtmf-relay", "5", 0.1),
        (b"signal=*\r\n", "application/dtmf-relay", "*", 0.25),
        (b"Duration=99999\r\nSignal=#\r\nExtra\r\n", "application/dtmf-relay", "#", 10.0),
        (b"Signal=10\r\nDuration=0", "application/dtmf-relay", "*", 0.001),
        (b"Signal=11", "application/dtmf-relay", "#", 0.25),
        (b"d\r\n", "application/dtmf", "D", 0.25),
    ],
)
def test_what_others_write(body: bytes, kind: str, key: str, duration: float):
    assert DtmfSignal.parse(body, kind) == DtmfSignal(key, duration)


@pytest.mark.parametrize(
    "body",
    [b"", b"Signal=", b"Signal=16", b"Signal=99", b"Signal=E", b"Signal=12 34", b"Duration=100", b"Signal",
     b"Signal=1\r\nDuration=long", b"Signal=1\r\nDuration=-5", "Signal=٣".encode(), "Signal=²²".encode(),
     b"Signal=1\r\n" * 200],
)  # fmt: skip
def test_nonsense_is_refused(body: bytes):
    with pytest.raises(ParseError):
        DtmfSignal.parse(body)


@given(st.binary(max_size=60), st.sampled_from(["application/dtmf", "application/dtmf-relay"]))
def test_noise(body: bytes, kind: str):
    try:
        assert DtmfSignal.parse(body, kind).key in KEYS
    except ParseError as error:
        assert error.status == 400


@pytest.mark.parametrize(("key", "duration"), [("", 0.1), ("12", 0.1), ("e", 0.1), ("1", 0.0), ("1", 11.0)])
def test_no_such_key(key: str, duration: float):
    with pytest.raises(IllegalValue):
        DtmfSignal(key, duration)
