"""What the client makes of SIP addresses: how they are written, whether they are carried, why they failed."""

from __future__ import annotations

import pytest

from core.calling import ArgumentError, CallEndCause, ErrorType, Feature, ServiceFeatures
from core.calling.arguments import sip_identity, transfer_target
from core.calling.machine.endings import farewell, rejection, was_busy
from core.calling.signalling.service_address import ServiceAddress
from core.calling.signalling.service_directory import ServiceDirectory
from core.calling.signalling.target_uris import target_uri
from core.calling.targets import Target, TargetKind


@pytest.mark.parametrize(
    ("text", "identity", "uri"),
    [
        ("bob@far.example", "bob@far.example", "sip:bob@far.example"),
        ("sip:bob@far.example", "bob@far.example", "sip:bob@far.example"),
        ("SIPS:bob@far.example", "sips:bob@far.example", "sips:bob@far.example"),
        ("bob@far.example:5061;transport=tls",) * 2 + ("sip:bob@far.example:5061;transport=tls",),
        ("bob@[2001:db8::1]:5070",) * 2 + ("sip:bob@[2001:db8::1]:5070",),
    ],
)
def test_an_address_keeps_what_it_asks_for(text: str, identity: str, uri: str):
    assert sip_identity(text) == identity
    assert str(target_uri(Target(TargetKind.SIP, identity), "ahoy.invalid")) == uri


def test_addresses_are_64_characters_at_most_whatever_their_scheme():
    longest = "b" * 52 + "@far.example"
    assert sip_identity(f"sips:{longest}") == f"sips:{longest}"
    for text in (f"b{longest}", f"sips:b{longest}", "bob", "sips:", "bob@", "bob@far\r\nVia: x", "<bob@far>"):
        with pytest.raises(ArgumentError, match="identity"):
            sip_identity(text)
    assert transfer_target("sips:bob@far.example") == Target(TargetKind.SIP, "sips:bob@far.example")


@pytest.mark.parametrize(
    ("said", "carried"),
    [
        ({"features": ["sip"]}, True),
        ({"features": ["sip", "teleport", 7, None]}, True),
        ({"features": []}, False),
        ({"features": "sip"}, False),
        ({"features": {"sip": True}}, False),
        ({"features": ["x"] * 1000 + ["sip"]}, False),
        ({}, False),
    ],
)
def test_a_service_says_whether_it_carries_them(said: dict, carried: bool):
    directory = ServiceDirectory.parse(said, ServiceAddress.parse("https://calls.example"))
    features = ServiceFeatures.of_service(directory.features)
    assert (Feature.SIP in features) is carried
    assert Feature.PHONE not in features and bool(features.reason(Feature.SIP)) is not carried


@pytest.mark.parametrize(
    ("status", "cause", "code", "words"),
    [
        (403, 401, 401, "needs a password"),
        (403, 407, 407, "needs a password"),
        (404, 404, 404, "does not exist"),
        (604, 604, 604, "does not exist"),
        (484, 484, 484, "not complete"),
        (500, 503, 503, "The other side's server is overloaded"),
        (403, 403, 403, "The other side's server does not allow"),
        (302, 302, 302, "moved"),
        (420, 420, 420, "lacks a feature"),
        (499, 499, 499, "The other side's server refused"),
        (599, 599, 599, "The other side's server could not complete"),
        (404, None, 404, "known to the call service"),
        (403, None, 403, "The call service does not allow"),
        (502, None, 502, "could not be reached"),
        (404, 16, 404, "known to the call service"),
    ],
)
def test_who_refused_and_why_is_said(status: int, cause: int | None, code: int, words: str):
    end, error = rejection(status, cause, has_rung=False, phrase="What they wrote")
    assert end is CallEndCause.FAILURE and error is not None
    assert (error.code, error.domain, error.extras["reason"]) == (code, ErrorType.SIP, "What they wrote")
    assert words in error.message


@pytest.mark.parametrize(
    ("status", "cause", "has_rung", "end"),
    [
        (486, 486, False, CallEndCause.DENIED),
        (603, 603, True, CallEndCause.DENIED),
        (480, 480, True, CallEndCause.NO_ANSWER),
        (480, 480, False, CallEndCause.TIMEOUT),
        (408, None, False, CallEndCause.TIMEOUT),
        (487, 408, True, CallEndCause.NO_ANSWER),
        (487, None, True, CallEndCause.CANCELED),
    ],
)
def test_what_is_no_failure(status: int, cause: int | None, has_rung: bool, end: CallEndCause):
    assert rejection(status, cause, has_rung=has_rung) == (end, None)
    assert was_busy(status, cause) is (status == 486)


def test_what_the_service_says_of_a_number_is_said_to_the_person():
    sentence = "Premium-rate numbers are not called from here."
    end, error = rejection(403, None, has_rung=False, told=sentence)
    assert end is CallEndCause.FAILURE and error is not None
    assert (error.message, error.code, error.domain) == (sentence, 403, ErrorType.SIP)


def test_a_call_that_nobody_can_pay_any_more():
    end, error = farewell(402)
    assert end is CallEndCause.FAILURE and error is not None and "used up" in error.message
