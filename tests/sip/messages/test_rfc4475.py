"""The torture messages of RFC 4475: the 49 files where they are, and our own cases for the same clauses."""

from __future__ import annotations

import pytest

from core.sip.messages import (
    ParseError,
    Request,
    Response,
    check_options,
    check_request,
    check_response,
    parse_message,
    response_to_error,
)
from core.sip.routing import check_for_proxy
from tests.sip.torture.rfc4475 import FOLDER, needs_files, read

DROP = -1
"""A response that must be dropped."""

OWED: dict[str, int] = {
    # 3.1.1 valid
    "wsinv": 0, "intmeth": 0, "esc01": 0, "escnull": 0, "esc02": 0, "lwsdisp": 0, "longreq": 0, "dblreq": 0,
    "semiuri": 0, "transports": 0, "mpart01": 0, "unreason": 0, "noreason": 0,
    # 3.1.2 invalid
    "badinv01": 400, "clerr": 400, "ncl": 400, "scalar02": 400, "scalarlg": DROP, "quotbal": 400,
    "ltgtruri": 400, "lwsruri": 400, "lwsstart": 400, "trws": 400, "escruri": 400, "baddate": 0,
    "regbadct": 400, "badaspec": 400, "baddn": 400, "badvers": 505, "mismatch01": 400, "mismatch02": 400,
    "bigcode": DROP,
    # 3.2, 3.3, 3.4
    "badbranch": 0, "insuf": 400, "unkscm": 416, "novelsc": 416, "unksm2": 0, "bext01": 420, "invut": 0,
    "regaut01": 0, "multi01": 400, "mcl01": 400, "bcast": 0, "zeromf": 483, "cparam01": 0, "cparam02": 0,
    "regescrt": 0, "sdp01": 0, "inv2543": 0,
}  # fmt: skip


def verdict(data: bytes) -> int:
    """0 for a message that is taken, the status owed for one that is refused, DROP for a bad response."""
    try:
        message = parse_message(data)
    except ParseError as error:
        return error.status if error.method is not None or not data.startswith(b"SIP/") else DROP
    if isinstance(message, Response):
        return DROP if check_response(message) else 0
    problem = check_request(message) or check_for_proxy(message) or check_options(message, frozenset())
    return 0 if problem is None else problem.status


@needs_files
@pytest.mark.parametrize("name", OWED)
def test_the_files(name: str):
    assert verdict(read(name)) == OWED[name]


@needs_files
def test_all_files_are_looked_at():
    assert {path.stem for path in FOLDER.glob("*.dat")} == set(OWED)


@needs_files
@pytest.mark.parametrize("name", [name for name, owed in OWED.items() if owed == 0])
def test_valid_files_round_trip(name: str):
    message = parse_message(read(name))
    again = parse_message(bytes(message))
    lengths = {"content-length", "l"}
    before = [(key, value) for key, value in message.headers if key.lower() not in lengths]
    assert [(key, value) for key, value in again.headers if key.lower() not in lengths] == before
    assert again.body == message.body and again.start_line == message.start_line


@needs_files
@pytest.mark.parametrize("name", [name for name, owed in OWED.items() if owed >= 400])
def test_refused_files_can_be_answered(name: str):
    try:
        message = parse_message(read(name))
        assert isinstance(message, Request)
        error = check_request(message)
    except ParseError as caught:
        error = caught
    if error is not None:
        answer = response_to_error(error, to_tag="t")
        assert answer is not None and answer.status == error.status
        assert parse_message(bytes(answer)).body == b""


@needs_files
def test_wsinv_is_read_right():
    message = parse_message(read("wsinv"))
    assert message.from_.display_name == 'J Rosenberg \\"' and message.from_.tag == "98asjd8"
    assert message.to.tag == "1918181833n" and message.max_forwards == 68
    assert [via.host for via in message.vias] == ["192.0.2.2", "spindle.example.com", "192.168.255.111"]
    assert message.vias[2].branch == "z9hG4bK30239" and message.cseq.number == 9
    assert message.contact is not None and message.contact.display_name == 'Quoted string ""'
    assert message.contact.params.get("q") == "0.33" and message.headers.get("subject") == ""


@needs_files
def test_intmeth_and_escapes_are_read_right():
    message = parse_message(read("intmeth"))
    assert isinstance(message, Request)
    assert message.uri.host == "example.com" and message.uri.password is not None
    assert message.to.display_name == "BEL:\x07 NUL:\x00 DEL:\x7f"
    assert message.from_.params.get("fromParam''~+*_!.-%") == "работающий"
    assert response_to_error(ParseError("x", method="X", request_headers=message.headers)) is not None
    escaped = parse_message(read("esc02"))
    assert escaped.headers.get("C%6Fntact") == "<sip:alias2@host2.example.com>"
    assert len(escaped.contacts.addresses) == 2 and escaped.to.display_name == "%Z%45"
    assert parse_message(read("escnull")).contacts.addresses[1].uri.unescaped_user == "\0\0"


# --- the same clauses, with messages of our own ------------------------------------------------------


def message(start: str = "OPTIONS sip:u@example.org SIP/2.0", body: str = "", **changes: str | None) -> bytes:
    headers = {
        "Via": "SIP/2.0/WSS h.invalid;branch=z9hG4bKq",
        "Max-Forwards": "70",
        "From": "<sip:a@example.org>;tag=f",
        "To": "<sip:u@example.org>",
        "Call-ID": "id",
        "CSeq": f"7 {start.split(' ')[0]}" if not start.startswith("SIP/") else "7 OPTIONS",
    }
    lines = {**headers, **{key.replace("_", "-"): value for key, value in changes.items()}}
    text = "".join(f"{key}: {value}\r\n" for key, value in lines.items() if value is not None)
    return f"{start}\r\n{text}\r\n{body}".encode()


OWN: dict[str, tuple[bytes, int]] = {
    "plain": (message(), 0),
    "3.1.1.1 folding and blanks": (message(To="\r\n <sip:u@example.org>\r\n\t;\r\n tag = x"), 0),
    "3.1.1.2 odd tokens": (message("!m%.*_+`'~ sip:a&=+$,;?/b@example.org SIP/2.0"), 0),
    "3.1.1.3 escapes": (message("OPTIONS sip:%75ser%40x@example.org SIP/2.0"), 0),
    "3.1.1.4 escaped NUL": (message(To="<sip:%00@example.org>"), 0),
    "3.1.1.5 percent is no escape": (message("OP%54IONS sip:u@example.org SIP/2.0", To='"%Z" <sip:u@x>'), 0),
    "3.1.1.6 no blank before bracket": (message(From="caller<sip:a@x>;tag=1"), 0),
    "3.1.1.7 long values": (message(To=f'"{"long" * 200}" <sip:{"u" * 500}@x;{"p" * 200}=v>'), 0),
    "3.1.1.8 bytes behind the end": (message(Content_Length="0", body="INVITE sip:x SIP/2.0\r\n\r\n"), 0),
    "3.1.1.9 semicolon in user": (message("OPTIONS sip:u;p=%40h@example.org SIP/2.0"), 0),
    "3.1.1.10 transports": (
        message(Via="SIP/2.0/SCTP a;branch=z9hG4bK1, SIP/2.0/FUTURE b;branch=z9hG4bK2"),
        0,
    ),
    "3.1.1.12 reason in UTF-8": (message("SIP/2.0 200 простое"), 0),
    "3.1.1.13 no reason": (message("SIP/2.0 100 "), 0),
    "3.1.2.1 separators": (message(Via="SIP/2.0/WSS h;;,;,,"), 400),
    "3.1.2.1 separators in Contact": (message(Contact='"J" <sip:j@x>;;;;'), 400),
    "3.1.2.2 Content-Length too large": (message(Content_Length="99", body="x"), 400),
    "3.1.2.3 negative Content-Length": (message(Content_Length="-9"), 400),
    "3.1.2.4 CSeq too large": (message(CSeq="36893488147419103232 OPTIONS"), 400),
    "3.1.2.4 Max-Forwards too large": (message(Max_Forwards="300"), 400),
    "3.1.2.4 Expires too large": (message(Expires="1" + "0" * 100), 400),
    "3.1.2.5 the same in a response": (
        message("SIP/2.0 503 No", CSeq="9292394834772304023312 OPTIONS"),
        DROP,
    ),
    "3.1.2.6 quote without end": (message(To='"U <sip:u@x>'), 400),
    "3.1.2.7 brackets around the URI": (message("OPTIONS <sip:u@x> SIP/2.0"), 400),
    "3.1.2.8 blank in the URI": (message("OPTIONS sip:u@x; lr SIP/2.0", CSeq="7 OPTIONS"), 400),
    "3.1.2.9 blanks in the request line": (message("OPTIONS  sip:u@x  SIP/2.0"), 400),
    "3.1.2.10 blanks behind the version": (message("OPTIONS sip:u@x SIP/2.0  "), 400),
    "3.1.2.11 headers in the URI": (message("OPTIONS sip:u@x?Route=%3Csip:y%3E SIP/2.0"), 400),
    "3.1.2.12 date not in GMT": (message(Date="Fri, 01 Jan 2010 16:00:00 EST"), 0),
    "3.1.2.13 Contact needs brackets": (message(Contact="sip:u@x?Route=%3Csip:y%3E"), 400),
    "3.1.2.14 blanks in addr-spec": (message(To="< sip:u@x >"), 400),
    "3.1.2.15 comma in a bare name": (message(From="B, A <sip:a@x>;tag=1"), 400),
    "3.1.2.16 version": (message("OPTIONS sip:u@x SIP/7.0"), 505),
    "3.1.2.17 CSeq method": (message(CSeq="7 INVITE"), 400),
    "3.1.2.18 CSeq of an unknown method": (message("NEWMETHOD sip:u@x SIP/2.0", CSeq="8 INVITE"), 400),
    "3.1.2.19 huge status": (message("SIP/2.0 4294967301 huge"), DROP),
    "3.2.1 only the cookie": (message(Via="SIP/2.0/WSS h;branch=z9hG4bK"), 0),
    "3.3.1 headers missing": (message(To=None, From=None), 400),
    "3.3.2 scheme": (message("OPTIONS nobodyKnows:this SIP/2.0"), 416),
    "3.3.3 scheme with dot": (message("OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0"), 416),
    "3.3.4 schemes in addresses": (message(To="isbn:2983792873", Contact="<name:John_Smith>"), 0),
    "3.3.5 extensions": (message(Require="nothing, such"), 420),
    "3.3.5 extensions for proxies": (message(Proxy_Require="nothing"), 420),
    "3.3.7 authorization": (message(Authorization="NoOneKnows opaque-data=here"), 0),
    "3.3.8 doubled headers": (message(**{"t": "<sip:o@x>"}), 400),
    "3.3.9 two lengths": (message(Content_Length="3", l="1", body="abc"), 400),
    "3.3.11 Max-Forwards zero": (message(Max_Forwards="0"), 483),
    "3.3.12 Contact parameter": (message(Contact="sip:+1@gw;unknown"), 0),
    "3.3.13 URI parameter": (message(Contact="<sip:+1@gw;unknown>"), 0),
    "3.3.14 escaped Route in Contact": (message(Contact="<sip:u@x?Route=%3Csip:y%3E>"), 0),
    "3.4.1 RFC 2543": (message(Via="SIP/2.0/UDP h", Max_Forwards=None, From="<sip:a@x>"), 0),
}


@pytest.mark.parametrize("name", OWN)
def test_clauses(name: str):
    data, owed = OWN[name]
    assert verdict(data) == owed
