"""Signatures: the published vectors, and everything that must not be believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.service.callbacks.signing import (
    SignatureError,
    SignatureProblem,
    SignedPart,
    Verifier,
    content_md5,
    signature,
    signed_headers,
    timestamp_of,
)
from tests.identity.vectors import KEY, SECRET

PATH = "/sinch/ice"
NOW = 1_768_521_570.0
ICE = (
    b'{"event":"ice","callid":"c0ffee00-0000-4000-8000-000000000001","timestamp":"2026-01-15T23:59:30Z",'
    b'"version":1,"cli":"+14155550101","to":{"type":"did","endpoint":"+14155550100"},"domain":"pstn",'
    b'"originationType":"PSTN","applicationKey":"11111111-2222-4333-8444-555555555555"}'
)
ACE = (
    b'{"event":"ace","callid":"822aa4b7-05b4-4d83-87c7-1f835ee0b6f6_257","timestamp":"2014-09-24T10:59:41Z",'
    b'"version":1}'
)

VECTORS = [
    (
        "BeIukql3pTKJ8RGL5zo0DA==",
        SignedPart("POST", "/sinch/callback/ace", "application/json", "2014-09-24T10:59:41Z", ACE),
        "REWF+X220L4/Gw1spXOU7g==",
        "Tg6fMyo8mj9pYfWQ9ssbx3Tc1BNC87IEygAfLbJqZb4=",
    ),
    (
        SECRET,
        SignedPart("POST", PATH, "application/json; charset=utf-8", "2026-01-15T23:59:30.1234567Z", ICE),
        "J1yrj1/PB4YhoVHvmYINmg==",
        "SEn2OJnrvc58373+oGQw+y/pI0vhOxqoa9i+ZR+CdAc=",
    ),
    (
        SECRET,
        SignedPart("GET", "/calling/v1/conferences/id/room-1", "application/json", "2026-01-15T23:59:30Z"),
        "",
        "KiP0yyMUQoynFKF2OplzQRnqm3d04g4NheJ8Cs/2cPY=",
    ),
]


@pytest.mark.parametrize(("secret", "part", "md5", "expected"), VECTORS, ids=["C0", "C1", "C2"])
def test_vectors(secret: str, part: SignedPart, md5: str, expected: str) -> None:
    assert content_md5(part.body) == md5
    assert signature(part, secret) == expected


def verifier(*secrets: str) -> Verifier:
    return Verifier(lambda key: (secrets or (SECRET,)) if key == KEY else ())


def headers(body: bytes = ICE, *, now: float = NOW, **changes: str) -> dict[str, str]:
    made = signed_headers(
        "POST", PATH, body, key=KEY, secret=SECRET, content_type="application/json", now=now
    )
    return made | changes


def problem(
    given: dict[str, str], body: bytes = ICE, *, now: float = NOW, path: str = PATH
) -> SignatureProblem:
    with pytest.raises(SignatureError) as caught:
        verifier().verify("POST", path, given, body, now)
    assert str(caught.value).endswith(".")
    return caught.value.problem


def test_what_is_signed_is_believed_once() -> None:
    asked = verifier()
    assert asked.verify("POST", PATH, headers(), ICE, NOW) == KEY
    with pytest.raises(SignatureError) as caught:
        asked.verify("POST", PATH, headers(), ICE, NOW + 1)
    assert caught.value.problem is SignatureProblem.REPLAYED
    assert asked.verify("POST", PATH, headers(now=NOW + 1), ICE, NOW + 1) == KEY


def test_a_replay_in_another_spelling_is_one() -> None:
    asked, sent = verifier(), headers()
    asked.verify("POST", PATH, sent, ICE, NOW)
    respelt = sent | {"Authorization": sent["Authorization"].replace("application ", "APPLICATION  ")}
    with pytest.raises(SignatureError) as caught:
        asked.verify("POST", PATH, respelt, ICE, NOW)
    assert caught.value.problem is SignatureProblem.REPLAYED


def test_the_vector_with_seven_decimals_is_fresh() -> None:
    _, part, _, expected = VECTORS[1]
    given = {
        "Authorization": f"application {KEY}:{expected}",
        "x-timestamp": part.timestamp,
        "Content-Type": part.content_type,
    }
    assert verifier().verify("POST", PATH, given, ICE, NOW + 250) == KEY


def test_either_secret_counts_after_a_rotation() -> None:
    asked = verifier("ZmZmZmZmZmZmZmZmZmZmZg==", SECRET)
    assert asked.verify("POST", PATH, headers(), ICE, NOW) == KEY


@pytest.mark.parametrize("seconds", [-301.0, 301.0, 1e9])
def test_old_and_future_requests_are_not_believed(seconds: float) -> None:
    assert problem(headers(), now=NOW + seconds) is SignatureProblem.STALE


def test_what_was_changed_is_not_believed() -> None:
    wrong = SignatureProblem.SIGNATURE
    assert problem(headers(), ICE.replace(b"0101", b"0102")) is wrong
    assert problem(headers(), path="/sinch/dice") is wrong
    assert problem(headers(**{"Content-Type": "application/json; charset=utf-8"})) is wrong
    assert problem(headers(**{"x-timestamp": timestamp_of(NOW + 1)})) is wrong
    with pytest.raises(SignatureError):
        verifier().verify("PUT", PATH, headers(), ICE, NOW)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, SignatureProblem.MISSING),
        ("", SignatureProblem.MALFORMED),
        ("Bearer abc", SignatureProblem.MALFORMED),
        (f"application {KEY}", SignatureProblem.MALFORMED),
        (f"application {KEY}:", SignatureProblem.MALFORMED),
        (f"application {KEY}:a===", SignatureProblem.MALFORMED),
        (f"basic {KEY}:AAAA", SignatureProblem.MALFORMED),
        (f"application {KEY}:AAAA", SignatureProblem.SIGNATURE),
        ("application nobody:AAAA", SignatureProblem.APPLICATION),
        (f"application {KEY}:{'A' * 5000}", SignatureProblem.MALFORMED),
    ],
)
def test_authorizations_that_are_none(value: str | None, expected: SignatureProblem) -> None:
    given = headers()
    del given["Authorization"]
    if value is not None:
        given["Authorization"] = value
    assert problem(given) is expected


@pytest.mark.parametrize("stamp", ["", "yesterday", "2026-13-01T00:00:00Z", "9" * 400, "0001-01-01T00:00:00"])
def test_a_signed_time_that_is_none(stamp: str) -> None:
    part = SignedPart("POST", PATH, "application/json", stamp, ICE)
    given = {
        "Authorization": f"application {KEY}:{signature(part, SECRET)}",
        "x-timestamp": stamp,
        "Content-Type": part.content_type,
    }
    expected = {"": SignatureProblem.MISSING, "0001-01-01T00:00:00": SignatureProblem.STALE}
    assert problem(given) is expected.get(stamp, SignatureProblem.MALFORMED)


@given(
    st.dictionaries(st.sampled_from(["Authorization", "x-timestamp", "Content-Type"]), st.text()), st.binary()
)
def test_nonsense_is_never_believed_and_raises_nothing_else(given: dict[str, str], body: bytes) -> None:
    with pytest.raises(SignatureError):
        verifier().verify("POST", PATH, given, body, NOW)
