"""Whole messages: headers, bodies, limits, and what must be impossible."""

from __future__ import annotations

import pytest

from core.sip.messages import (
    Headers,
    IllegalValue,
    ParseError,
    Request,
    Response,
    Uri,
    check_options,
    check_request,
    check_response,
    limits,
    parse_message,
    response_to,
    response_to_error,
)

INVITE = (
    b"INVITE sip:bob@example.org SIP/2.0\r\n"
    b"Via: SIP/2.0/WSS a.invalid;branch=z9hG4bKa\r\n"
    b"Max-Forwards: 70\r\n"
    b'From: "Alice" <sip:alice@example.org>;tag=1\r\n'
    b"To: <sip:bob@example.org>\r\n"
    b"Call-ID: c1\r\n"
    b"CSeq: 1 INVITE\r\n"
)


def invite(*lines: bytes, body: bytes = b"") -> bytes:
    return INVITE + b"".join(line + b"\r\n" for line in lines) + b"\r\n" + body


def refused(data: bytes, **options: bool) -> ParseError:
    with pytest.raises(ParseError) as error:
        parse_message(data, **options)
    return error.value


def test_unknown_headers_stay_as_they_are():
    line = b'X-Odd:  a;b="c, \\" d" ,, ;; \xe5\xa4\xa7\xff'
    message = parse_message(invite(line))
    assert bytes(message) == invite(b"X-Odd: " + line[8:], b"Content-Length: 0")
    assert parse_message(bytes(message)).headers.items()[:-1] == message.headers.items()


def test_folding_blanks_and_compact_forms():
    data = invite(b"s :\r\n  folded", b"M\t:  <sip:a@x>", b"k: a,\r\n\tb", b"X: 1\r\n key: value")
    message = parse_message(data)
    assert message.headers.get("Subject") == "folded"
    assert message.contact is not None and str(message.contact.uri) == "sip:a@x"
    assert message.tokens("supported") == ("a", "b")
    assert message.headers.get("x") == "1 key: value" and "key" not in message.headers


def test_leading_line_ends_and_trailing_bytes():
    message = parse_message(b"\r\n\r\n" + invite(b"Content-Length: 2", body=b"hiEXTRA"))
    assert message.body == b"hi"
    assert parse_message(invite(body=b"no length")).body == b"no length"
    assert bytes(parse_message(invite(body=b"x"))).endswith(b"Content-Length: 1\r\n\r\nx")


def test_stream_framing_is_strict():
    assert parse_message(invite(b"Content-Length: 2", body=b"hi"), is_stream=True).body == b"hi"
    assert refused(invite(b"Content-Length: 2", body=b"hi!"), is_stream=True).status == 400
    assert refused(invite(), is_stream=True).status == 400


@pytest.mark.parametrize(
    "line", [b"Content-Length: 9", b"Content-Length: -1", b"Content-Length: x", b"l: 2\r\nContent-Length: 2"]
)
def test_bad_content_length_is_400(line: bytes):
    error = refused(invite(line, body=b"hi"))
    assert error.status == 400 and error.method == "INVITE"
    answer = response_to_error(error, to_tag="t")
    assert answer is not None and answer.to.tag == "t" and answer.call_id == "c1"
    assert answer.via.branch == "z9hG4bKa" and answer.cseq.number == 1


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 400),
        (b"\0", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"INVITE sip:a@b SIP/3.0\r\n\r\n", 505),
        (b"INVITE sip:a@b SIP/2.0\r\n", 400),
        (b"INVITE  sip:a@b SIP/2.0\r\n\r\n", 400),
        (b"IN(VITE sip:a@b SIP/2.0\r\n\r\n", 400),
        (b"INVITE sip:a@b SIP/2.0\r\nno colon\r\n\r\n", 400),
        (b"INVITE sip:a@b SIP/2.0\r\n folded first\r\n\r\n", 400),
        (b"INVITE sip:a@b SIP/2.0\r\nA: b\nEvil: c\r\n\r\n", 400),
        (b"INVITE sip:a@b SIP/2.0\r\nA: b\0c\r\n\r\n", 400),
        (b"SIP/2.0 99 Low\r\n\r\n", 400),
        (b"SIP/2.0 700 High\r\n\r\n", 400),
        (b"SIP/2.0 4294967301 Huge\r\n\r\n", 400),
        (b"SIP/3.0 200 OK\r\n\r\n", 400),
    ],
)
def test_malformed(data: bytes, status: int):
    assert refused(data).status == status


def test_every_size_is_bounded():
    def at(limit: int, make) -> None:
        parse_message(make(limit))
        assert refused(make(limit + 1)).status in {400, 414, 513}

    room = limits.MAX_MESSAGE_BYTES - len(invite())
    at(room, lambda size: invite(body=b"x" * size))
    at(limits.MAX_HEADERS - 6, lambda count: invite(*[b"X: y"] * count))
    at(limits.MAX_HEADER_CHARACTERS, lambda size: invite(b"X: " + b"y" * size))
    at(limits.MAX_HEADER_NAME_CHARACTERS, lambda size: invite(b"X" * size + b": y"))
    at(
        limits.MAX_METHOD_CHARACTERS,
        lambda size: INVITE.replace(b"INVITE", b"M" * size, 1) + b"\r\n",
    )
    at(limits.MAX_REASON_CHARACTERS, lambda size: b"SIP/2.0 200 " + b"x" * size + b"\r\n\r\n")
    uri = b"sip:bob@example.org"
    at(
        limits.MAX_URI_CHARACTERS,
        lambda size: INVITE.replace(uri, uri + b";a=" + b"x" * (size - len(uri) - 3), 1) + b"\r\n",
    )


def test_too_long_uri_is_414_and_too_large_message_513():
    assert refused(INVITE.replace(b"bob@", b"b" * 3000 + b"@", 1) + b"\r\n").status == 414
    error = refused(invite(body=b"x" * 70_000))
    assert error.status == 513 and response_to_error(error) is not None


def test_lists_and_parameters_are_bounded():
    many = ", ".join(["<sip:a@x>"] * (limits.MAX_LIST_ITEMS + 1))
    message = parse_message(invite(b"Contact: " + many.encode()))
    assert isinstance(message, Request)
    error = check_request(message)
    assert error is not None and error.status == 400
    params = "".join(f";p{i}=1" for i in range(limits.MAX_PARAMETERS + 1))
    message = parse_message(invite(f"Contact: <sip:a@x>{params}".encode()))
    assert isinstance(message, Request) and check_request(message) is not None


@pytest.mark.parametrize("value", ["a\r\nEvil: 1", "a\nb", "a\rb", "a\0b", "\\\\\0"[2:]])
def test_header_injection_is_impossible(value: str):
    headers = Headers()
    for change in (headers.add, headers.set, headers.prepend):
        with pytest.raises(IllegalValue):
            change("X", value)
    for name in ("a b", "", "a:", "x\r\ny"):
        with pytest.raises(IllegalValue):
            headers.add(name, "fine")
    with pytest.raises(ValueError):
        Request("INVITE\r\n", Uri.parse("sip:a@b"))
    with pytest.raises(ValueError):
        Response(200, "OK\r\nEvil: 1")
    response = Response(200, "OK")
    response.reason = value if "\n" in value or "\r" in value else "a\nb"
    with pytest.raises(IllegalValue):
        bytes(response)
    with pytest.raises(ValueError):
        Response(99)


def test_headers_in_order():
    headers = Headers([("Via", "1"), ("X", "a"), ("v", "2"), ("x", "b")])
    assert headers.getall("VIA") == ["1", "2"] and headers.get("x") == "a"
    headers.set("X", "c")
    assert headers.items() == (("Via", "1"), ("X", "c"), ("v", "2"))
    headers.setall("Via", ["3", "4"])
    assert headers.items()[:2] == (("Via", "3"), ("Via", "4"))
    headers.remove("via")
    assert len(headers) == 1 and "via" not in headers and 5 not in headers
    copy = headers.copy()
    copy.add("Y", 1)
    assert len(headers) == 1 and copy != headers and "Y" in repr(copy)


@pytest.mark.parametrize("name", ["Via", "From", "To", "Call-ID", "CSeq"])
def test_mandatory_headers(name: str):
    message = parse_message(invite())
    message.headers.remove(name)
    assert isinstance(message, Request)
    error = check_request(message)
    assert error is not None and (error.status, error.method) == (400, "INVITE")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"CSeq: 2 INVITE", 400),
        (b"To: <sip:x@y>", 400),
        (b"Expires: 99999999999", 400),
        (b"Contact: *, <sip:a@b>", 400),
        (b"Require: a b", 400),
        (b"Record-Route: <sip:", 400),
        (b"Content-Type: x", 400),
        (b"Date: rubbish", None),
        (b"Warning: rubbish", None),
        (b"Authorization: =rubbish", None),
        (b"Reason: ;;;", None),
        (b"Retry-After: soon", None),
    ],
)
def test_checks(line: bytes, status: int | None):
    message = parse_message(invite(line))
    assert isinstance(message, Request)
    error = check_request(message)
    assert (error and error.status) == status
    assert message.reasons == () and message.retry_after is None and message.credentials == ()


def test_options_that_we_lack_are_420():
    message = parse_message(invite(b"Require: path, 100rel, foo"))
    assert isinstance(message, Request)
    error = check_options(message, frozenset({"path"}))
    assert error is not None and error.status == 420
    answer = response_to_error(error)
    assert answer is not None and answer.headers.get("unsupported") == "100rel, foo"
    assert check_options(message, frozenset({"path", "100rel", "foo"})) is None


def test_responses_copy_what_they_must():
    request = parse_message(
        invite(b"Record-Route: <sip:p;lr>", b"Timestamp: 5", b"v: SIP/2.0/TCP b;branch=c")
    )
    assert isinstance(request, Request)
    ringing = response_to(request, 180, to_tag="t", body=b"x", content_type="text/plain")
    assert [via.host for via in ringing.vias] == ["a.invalid", "b"]
    assert ringing.to.tag == "t" and ringing.reason == "Ringing" and ringing.headers.get("timestamp") is None
    assert ringing.headers.get("record-route") == "<sip:p;lr>" and check_response(ringing) is None
    trying = response_to(request, 100, to_tag="t")
    assert trying.to.tag is None and trying.headers.get("timestamp") == "5"
    assert response_to(request, 404, to_tag="t").headers.get("record-route") is None
    request.headers.set("To", "sip:bob@example.org ; tag=old")
    assert response_to(request, 200, to_tag="t").to.tag == "old"


def test_bad_responses_and_acks_are_never_answered():
    assert response_to_error(refused(b"SIP/2.0 200 OK\r\nContent-Length: 5\r\n\r\n")) is None
    assert response_to_error(refused(b"ACK sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP a\r\nl: 5\r\n\r\n")) is None
    assert response_to_error(refused(b"INVITE sip:a@b SIP/2.0\r\nl: 5\r\n\r\n")) is None


def test_text_that_is_not_utf8_reaches_nobody():
    data = invite().replace(b'"Alice"', b'"\xff\xfe"')
    message = parse_message(data)
    assert message.from_.display_name == "\ufffd\ufffd"
    assert b'"\xff\xfe"' in bytes(message)
    response = parse_message(b"SIP/2.0 200 \xff\r\n\r\n")
    assert isinstance(response, Response) and response.reason == "\ufffd"
