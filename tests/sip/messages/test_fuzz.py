"""Anything at all goes in: only ParseError comes out, in time that grows with the size and no faster."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sip.messages import (
    Challenge,
    ContactList,
    Credentials,
    CSeq,
    MediaType,
    NameAddr,
    ParseError,
    Reason,
    Request,
    RetryAfter,
    Uri,
    Via,
    check_request,
    check_response,
    parse_message,
    response_to_error,
)

SEED = b"""INVITE sip:bob;x=1@example.org:5061;transport=ws SIP/2.0\r
Via: SIP/2.0/WSS a.invalid:443;branch=z9hG4bKabc;rport, SIP/2.0/TCP [2001:db8::1]:5060;branch=b\r
Max-Forwards: 70\r
From: "Al \\"x\\" <,;>" <sip:alice@example.org;lr?a=b>;tag=1\r
t: Bob <sip:bob@example.org>\r
Call-ID: c1@host\r
CSeq: 1 INVITE\r
Contact: <sip:a@x.invalid;transport=ws;ob>;reg-id=1;+sip.instance="<urn:uuid:1>"\r
Record-Route: <sip:p1;lr>, <sip:p2;lr>\r
Authorization: Digest username="a, b", nonce="n", qop=auth, nc=00000001\r
WWW-Authenticate: Digest realm="r", Bearer scope="s"\r
Reason: SIP;cause=200;text="Call completed elsewhere"\r
Retry-After: 5 (a (comment));duration=1\r
Subject: folded\r
  here\r
Content-Type: application/sdp; charset=utf-8\r
Content-Length: 4\r
\r
v=0\r"""

PARSERS: list[Callable[[str], object]] = [
    Uri.parse,
    NameAddr.parse,
    NameAddr.parse_list,
    Via.parse_list,
    CSeq.parse,
    MediaType.parse,
    MediaType.parse_list,
    Reason.parse_list,
    RetryAfter.parse,
    Challenge.parse_list,
    Credentials.parse,
    lambda text: ContactList.parse([text]),
]


def swallow(data: bytes) -> None:
    """Parse, check, answer and write again, as the layers above do."""
    try:
        message = parse_message(data)
    except ParseError as error:
        answer = response_to_error(error)
        if answer is not None:
            parse_message(bytes(answer))
        return
    error = check_request(message) if isinstance(message, Request) else check_response(message)
    _ = message.reasons, message.retry_after, message.challenges, message.credentials
    again = parse_message(bytes(message))
    assert again.body == message.body and again.start_line == message.start_line
    if error is None:
        assert again.vias == message.vias and again.to == message.to and again.from_ == message.from_


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_arbitrary_bytes(data: bytes):
    swallow(data)
    swallow(b"OPTIONS sip:a@b SIP/2.0\r\n" + data)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_mutated_messages(seed: int, count: int):
    chance = random.Random(seed)
    data = bytearray(SEED)
    for _ in range(count):
        place = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            data[place] = chance.choice(b'"<>;,=:@\\ \r\n\0\xff%?[]()*0a')
        elif kind == 1:
            del data[place : place + chance.randrange(1, 30)]
        elif kind == 2:
            start = chance.randrange(len(data))
            data[place:place] = data[start : start + chance.randrange(1, 60)]
        else:
            data[place:place] = bytes([chance.choice(b'"<>;,=:@\\ \r\n\0\xff%?[]()*0a')])
        if not data:
            return
    swallow(bytes(data))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='ab1"<>;,=:@\\ \t()*%?&[]/.+-é\0\r\n', max_size=60))
def test_values_raise_parse_error_only(text: str):
    for parse in PARSERS:
        try:
            parse(text)
        except ParseError:
            continue


NAMES = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\n"), max_size=20)
TOKENS = st.text("abcXYZ019-._~", min_size=1, max_size=12)


@settings(max_examples=100, deadline=None)
@given(NAMES, TOKENS, st.dictionaries(TOKENS.map(str.lower), NAMES, max_size=4))
def test_addresses_round_trip(name: str, user: str, params: dict[str, str]):
    address = NameAddr(Uri.for_user(user, "example.org"), name)
    for key, value in params.items():
        address = address.having_param(key, value)
    again = NameAddr.parse(str(address))
    assert again == address and again.display_name == name
    assert all(again.params.get(key) == value for key, value in params.items())
    assert NameAddr.parse_list(f"{address}, {address}") == (address, address)


@settings(max_examples=100, deadline=None)
@given(NAMES.filter(bool), st.integers(0, 9999))
def test_reasons_and_challenges_round_trip(text: str, cause: int):
    reason = Reason("SIP", cause, text)
    assert Reason.parse_list(str(reason)) == (reason,)
    both = [Challenge.of("Digest", realm=text, nonce="n"), Challenge.of("Bearer", scope=text)]
    assert Challenge.parse_list(", ".join(map(str, both))) == tuple(both)


def work(parse: Callable[[], object]) -> int:
    """Count the lines of Python that ``parse`` runs: a measure of time without a clock."""
    lines = 0

    def trace(frame: FrameType, event: str, argument: object) -> object:
        nonlocal lines
        lines += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse()
    except ParseError:
        pass
    finally:
        sys.settrace(before)
    return lines


HOSTILE: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "challenge": (Challenge.parse_list, lambda n: "Digest " + 'a="b",' * n + "!"),
    "challenge without end": (Challenge.parse_list, lambda n: 'Digest a="' + "\\" * n),
    "schemes": (Challenge.parse_list, lambda n: "Digest a=b, " + "Digest, " * n),
    "quotes": (NameAddr.parse_list, lambda n: '"' * n),
    "backslashes": (NameAddr.parse, lambda n: '"' + "\\\\" * n),
    "brackets": (NameAddr.parse_list, lambda n: "<" * n),
    "commas": (NameAddr.parse_list, lambda n: "<sip:a@b>" + "," * n),
    "blanks": (Via.parse_list, lambda n: "SIP / 2.0 / UDP" + " " * n + "h" + " " * n),
    "parameters": (Reason.parse_list, lambda n: "SIP" + ";a" * n),
    "comment": (RetryAfter.parse, lambda n: "1 (" + "x" * n),
    "digits": (CSeq.parse, lambda n: "9" * n + " X"),
    "uri": (Uri.parse, lambda n: "sip:" + ";" * n + "@h?" + "&" * n),
    "list": (NameAddr.parse_list, lambda n: ", ".join(['"x" <sip:a@b>;c="d"'] * (n // 20))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_no_faster_than_the_text(name: str):
    parse, make = HOSTILE[name]
    small, large = work(lambda: parse(make(250))), work(lambda: parse(make(2000)))
    assert large <= 10 * small + 200, (small, large)


def test_work_for_a_message_grows_no_faster_than_the_message():
    def message(count: int) -> bytes:
        return SEED.replace(b"Subject:", b"X: y\r\n z\r\n" * count + b"Subject:")

    small, large = work(lambda: parse_message(message(10))), work(lambda: parse_message(message(80)))
    assert large <= 10 * small
