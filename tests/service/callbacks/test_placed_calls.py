"""Calls as a backend is told of them, and routes as requests again: nothing gets in that was not meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.service.callbacks.events import Origination, Pairs, Party, PartyType
from core.service.callbacks.placed_calls import placed, rerouted, shown_call_id
from core.service.callbacks.verdicts import Route
from core.service.routing.calls import Call, CallEnd
from core.service.routing.decisions import Decision, Refuse, ToUser
from core.service.routing.endpoints import GATEWAY, Account, Endpoint, Instance
from core.service.routing.forks.relays import Relay
from core.service.routing.screening import HeldCall
from core.sip.call_headers import FIELD, decode_headers
from core.sip.messages import IllegalValue, ParseError, Request, parse_message
from core.sip.transactions.transaction import ServerTransaction
from tests.service.bench import DOMAIN, KEY

ALICE = Instance("alice", "urn:uuid:1", 1, KEY)
BOB = Party(PartyType.USERNAME, "bob")
OWN = {"via", "from", "to", "call-id", "cseq", "max-forwards", "contact", "content-length"}
ADDED = {FIELD.lower(), "privacy", "p-preferred-identity"}


def held(
    uri: str = f"sip:bob@{DOMAIN}",
    *headers: str,
    caller: Endpoint = ALICE,
    decision: Decision | None = None,
    is_here: bool = True,
    sent_by: str = f"<sip:alice@{DOMAIN}>;tag=a",
) -> HeldCall:
    lines = [
        f"INVITE {uri} SIP/2.0",
        "Via: SIP/2.0/WSS a.invalid;branch=z9hG4bKa",
        f"From: {sent_by}",
        f"To: <{uri}>",
        "Call-ID: call-1",
        "CSeq: 1 INVITE",
        "Max-Forwards: 70",
        "Contact: <sip:alice@a.invalid>",
        *headers,
        "Content-Length: 0",
        "",
        "",
    ]
    request = parse_message("\r\n".join(lines).encode())
    assert isinstance(request, Request)
    server = ServerTransaction.__new__(ServerTransaction)
    call = Call(1, "call-1", request.uri, CallEnd(caller, request.from_, None), 0.0)
    chosen = decision or ToUser(Account(KEY, "bob"))
    return HeldCall(Relay(server, 1, caller), request, chosen, is_here, caller, call)


def test_the_call_id_is_the_one_that_the_applications_know() -> None:
    assert placed(held(), KEY).call_id == "call-1"
    assert shown_call_id("c" * 255) == "c" * 255
    for monstrous in ("c" * 256, "c\u00e9", "c\x07", "\udcff"):
        assert len(shown_call_id(monstrous)) == 64


@pytest.mark.parametrize(
    ("value", "cli"),
    [
        ("<sip:+4721000000@ahoy.invalid;user=phone>", "+4721000000"),
        ("<sip:alice@ahoy.invalid>", "private"),
        ("nonsense<", "private"),
    ],
)
def test_the_number_that_a_caller_wants_to_show(value: str, cli: str) -> None:
    assert placed(held(f"sip:bob@{DOMAIN}", f"P-Preferred-Identity: {value}"), KEY).cli == cli
    assert placed(held(), KEY).cli == "private"


@pytest.mark.parametrize(
    ("sent_by", "cli"),
    [
        ("<sip:+4721000000@trunk.example>;tag=1", "+4721000000"),
        ("<sip:21000000@trunk.example;user=phone>;tag=1", "21000000"),
        ("Bob <sip:bob@far.example>;tag=1", "bob@far.example"),
        ("<sip:anonymous@anonymous.invalid>;tag=1", "private"),
        ("<sip:far.example>;tag=1", "private"),
        ("<sip:%07bell@far.example>;tag=1", "private"),
    ],
)
def test_who_calls_from_outside(sent_by: str, cli: str) -> None:
    told = placed(held(caller=GATEWAY, sent_by=sent_by), KEY)
    assert (told.cli, told.user, told.origination, told.application) == (cli, "", Origination.PSTN, KEY)


def test_whom_they_call_from_outside() -> None:
    def called(user: str, decision: Decision) -> Party:
        return placed(held(f"sip:{user}@{DOMAIN}", caller=GATEWAY, decision=decision), KEY).to

    nobody = Refuse(404)
    assert called("+4721000000", nobody) == Party(PartyType.DID, "+4721000000")
    assert called("21000000", nobody) == Party(PartyType.DID, "21000000")
    assert called("21000000", ToUser(Account(KEY, "21000000"))) == Party(PartyType.USERNAME, "21000000")
    assert called("alice", nobody) == Party(PartyType.USERNAME, "alice")


@pytest.mark.parametrize(
    ("route", "uri"),
    [
        (Route(BOB), f"sip:bob@{DOMAIN};x=1"),
        (Route(Party(PartyType.USERNAME, "carol")), f"sip:carol@{DOMAIN}"),
        (Route(Party(PartyType.USERNAME, "carol@d.ahoy.invalid")), "sip:carol@d.ahoy.invalid"),
        (Route(Party(PartyType.NUMBER, "+4721000000")), f"sip:+4721000000@{DOMAIN};user=phone"),
        (Route(Party(PartyType.CONFERENCE, "a@b;c")), f"sip:room-a%40b;c@{DOMAIN}"),
        (Route(Party(PartyType.SIP, "a@b.example:55"), transport="tls"), "sip:a@b.example:55;transport=tls"),
        (Route(Party(PartyType.SIP, "desk@[2001:db8::1]")), "sip:desk@[2001:db8::1]"),
    ],
)  # fmt: skip
def test_where_a_route_leads(route: Route, uri: str) -> None:
    assert str(rerouted(held(f"sip:bob@{DOMAIN};x=1"), BOB, route, ()).uri) == uri


def test_a_call_that_leads_outside_comes_back_to_the_callers_domain() -> None:
    outside = held("sip:desk@pbx.example", decision=Refuse(404), is_here=False)
    made = rerouted(outside, Party(PartyType.SIP, "desk@pbx.example"), Route(BOB), ())
    assert str(made.uri) == f"sip:bob@{DOMAIN}"


def test_headers_of_the_backend_take_the_place_of_the_callers() -> None:
    sip = Party(PartyType.SIP, "desk@pbx.example")
    theirs = held(f"sip:bob@{DOMAIN}", f"{FIELD}: e30", "X-Mine: 1", "X-Mine: 2", "Subject: hello")
    made = rerouted(theirs, BOB, Route(sip, (("X-Theirs", "3"), ("plain", "4"))), ())
    assert made.headers.get("X-Mine") is None and made.headers.get("X-Theirs") == "3"
    assert "plain" not in made.headers and made.headers.get("Subject") == "hello"
    assert decode_headers(made.headers.get(FIELD)) == {"X-Theirs": "3", "plain": "4"}
    none = rerouted(theirs, BOB, Route(BOB, ()), ())
    assert FIELD not in none.headers and "X-Mine" not in none.headers
    kept = rerouted(theirs, BOB, Route(BOB), ())
    assert kept.headers.getall("X-Mine") == ["1", "2"] and kept.headers.get(FIELD) == "e30"
    assert theirs.request.headers.getall("X-Mine") == ["1", "2"]


def test_who_is_shown() -> None:
    number = Party(PartyType.NUMBER, "+4787654321")
    made = rerouted(
        held(f"sip:bob@{DOMAIN}", "P-Preferred-Identity: <sip:+1@x>"), BOB, Route(number, cli="private"), ()
    )
    assert made.headers.get("Privacy") == "id" and "P-Preferred-Identity" not in made.headers
    shown = rerouted(held(), BOB, Route(number, cli="+4721000000"), ())
    assert shown.headers.get("P-Preferred-Identity") == f"<sip:+4721000000@{DOMAIN};user=phone>"


nasty = st.text(st.sampled_from('aX-:;<>"@\r\n\t\0 %é\udcff,=\\'), max_size=12) | st.text(max_size=12)
pairs = st.lists(
    st.tuples(nasty | nasty.map(lambda rest: f"X-{rest}"), nasty), max_size=4, unique_by=lambda p: p[0]
)


@given(pairs, pairs, st.sampled_from(PartyType), nasty, nasty)
def test_nothing_a_backend_says_makes_another_header_or_line(
    cookies: list[tuple[str, str]], headers: list[tuple[str, str]], kind: PartyType, endpoint: str, cli: str
) -> None:
    """Even past the checks of SVAML: out comes a message with the headers that were meant, or none."""
    route = Route(Party(kind, endpoint), tuple(headers), cli)
    plain: Pairs = tuple(cookies)
    try:
        data = bytes(rerouted(held(), BOB, route, plain))
    except (ParseError, IllegalValue, ValueError):
        return
    message = parse_message(data)
    assert isinstance(message, Request) and message.call_id == "call-1" and message.cseq.method == "INVITE"
    names = {name.lower() for name, _ in message.headers}
    meant = {name.lower() for name, _ in (*cookies, *headers) if name.lower().startswith("x-")}
    assert names <= OWN | ADDED | meant
    assert data.count(b"\r\n\r\n") == 1 and message.body == b""
