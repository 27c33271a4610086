"""Who takes a user's media is the service's own word, whatever others write."""

from __future__ import annotations

import pytest

from core.service.routing.decisions import Sender, cleaned
from core.service.routing.endpoints import ECHO, GATEWAY, ROOMS, Device, Instance
from core.service.routing.paths import path_to
from core.sip.messages import Request, Uri
from core.trust.path_header import HEADER
from tests.service.bench import DOMAIN, OWN, Bench, call, got, taken

FORGED = ((HEADER, "person;user=bank"),)
FAR = "gateway;far=sip;media=dtls;signalling=protected"


@pytest.mark.parametrize(
    ("endpoint", "text"),
    [
        (ECHO, "echo"),
        (GATEWAY, "gateway"),
        (ROOMS, "room"),
        (Device("k" * 52), "nearby"),
        (Instance("bob", "urn:uuid:1", application="app"), "person;user=bob"),
        (Instance("echo", "urn:uuid:1", application="app"), "person;user=echo"),
        (None, "unknown"),
    ],
)
def test_each_end_has_its_word(endpoint, text):
    assert str(path_to(endpoint)) == text


def test_both_ends_of_a_call_are_told_of_each_other(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice, headers=FORGED)
    invite = taken(bob, "INVITE")
    assert invite.headers.getall(HEADER) == ["person;user=alice"]
    bob.answer(invite, 180)
    assert got(alice, 180).headers.getall(HEADER) == ["person;user=bob"]
    bob.answer(invite, 200)
    assert got(alice, 200).headers.getall(HEADER) == ["person;user=bob"]


def test_inside_a_call_a_user_tells_nothing_of_the_way(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    invite = taken(bob, "INVITE")
    bob.answer(invite, 200)
    answer = got(alice, 200)
    alice.send(alice.in_dialog("INFO", answer, is_caller=True, headers=((HEADER, FAR),)))
    assert HEADER not in taken(bob, "INFO").headers


def test_a_guest_is_told_of_as_one(bench: Bench) -> None:
    bob, guest = bench.client("bob"), bench.guest("alice")
    bench.visible.add("bob")
    call(guest, f"sip:bob@{OWN}", headers=FORGED)
    invite = taken(bob, "INVITE")
    assert invite.headers.getall(HEADER) == ["nearby"]
    bob.answer(invite, 200)
    answer = got(guest, 200)
    guest.send(guest.in_dialog("INFO", answer, is_caller=True, headers=((HEADER, FAR),)))
    assert HEADER not in taken(bob, "INFO").headers


def test_an_answer_cannot_name_somebody_else(bench: Bench) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    call(alice)
    invite = taken(bob, "INVITE")
    raw = [f"{name}: {value}" for name in ("Via", "From", "Call-ID", "CSeq", "Record-Route")
           for value in invite.headers.getall(name)]  # fmt: skip
    lines = ["SIP/2.0 200 OK", *raw, f"To: {invite.to};tag=b", f"{HEADER}: echo", f"{HEADER}: {FAR}"]
    contact = "Contact: <sip:bob@bob.invalid;transport=ws>"
    bob.send("\r\n".join([*lines, contact, "Content-Length: 0", "", ""]).encode())
    assert got(alice, 200).headers.getall(HEADER) == ["person;user=bob"]


def test_the_gateway_alone_says_more_inside_a_call():
    request = Request("INFO", Uri.parse(f"sip:bob@{DOMAIN}"))
    request.headers.add("From", "<sip:eve@far.example>;tag=1")
    request.headers.add("To", f"<sip:bob@{DOMAIN}>;tag=2")
    request.headers.add(HEADER, FAR)
    for endpoint, told in ((GATEWAY, [FAR]), (ROOMS, []), (ECHO, []), (Device("k" * 52), [])):
        sender = Sender(endpoint, is_guest=isinstance(endpoint, Device), may_call=True)
        assert cleaned(request, sender, DOMAIN).headers.getall(HEADER) == told, endpoint
