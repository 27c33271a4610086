"""Events as JSON: documented names and cases, and what is left out."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.service.callbacks.events import (
    AnsweredCall,
    CallbackEvent,
    CallFacts,
    DisconnectedCall,
    EndReason,
    IncomingCall,
    InputMethod,
    MachineDetection,
    MenuInput,
    MenuResult,
    Notify,
    Origination,
    Party,
    PartyType,
    PromptInput,
    Result,
    calling_error,
    custom_of,
    written,
)
from tests.service.callbacks.test_signing import ICE, KEY, NOW

CALL = "c0ffee00-0000-4000-8000-000000000001"
FACTS = CallFacts(CALL, KEY, NOW)
BOB = Party(PartyType.USERNAME, "bob")


def read(event: CallbackEvent) -> dict[str, Any]:
    return dict(json.loads(written(event)))


def test_the_published_body_of_a_call_from_a_phone() -> None:
    dialled = Party(PartyType.DID, "+14155550100")
    assert read(IncomingCall(FACTS, dialled, "+14155550101", Origination.PSTN, rate=None)) == json.loads(ICE)


def test_everything_that_ice_may_say() -> None:
    facts = CallFacts(CALL, KEY, NOW, "alice", '{"a":"b"}', (("step", "1"),), "room")
    event = IncomingCall(
        facts, BOB, "private", Origination.MXP, (("a", "b"),), "+4712345678", "https://calls.example/id/1"
    )
    assert read(event) == {
        "event": "ice",
        "callid": CALL,
        "timestamp": "2026-01-15T23:59:30Z",
        "version": 1,
        "custom": '{"a":"b"}',
        "user": "alice",
        "conferenceId": "room",
        "cookies": [{"key": "step", "value": "1"}],
        "applicationKey": KEY,
        "callResourceUrl": "https://calls.example/id/1",
        "userRate": {"currencyId": "USD", "amount": 0.0},
        "cli": "private",
        "to": {"type": "username", "endpoint": "bob"},
        "domain": "mxp",
        "originationType": "MXP",
        "rdnis": "+4712345678",
        "callHeaders": [{"key": "a", "value": "b"}],
    }


def test_domains_follow_the_destination() -> None:
    domains = {kind: Party(kind, "x").domain.value for kind in PartyType}
    assert domains == {
        PartyType.NUMBER: "pstn",
        PartyType.USERNAME: "mxp",
        PartyType.SIP: "pstn",
        PartyType.DID: "pstn",
        PartyType.CONFERENCE: "conference",
    }


def test_ace_with_and_without_a_machine() -> None:
    plain = {"event": "ace", "callid": CALL, "timestamp": "2026-01-15T23:59:30Z", "version": 1}
    plain["applicationKey"] = KEY
    assert read(AnsweredCall(FACTS)) == plain
    machine = MachineDetection("machine", "longgreeting", 15)
    told = read(AnsweredCall(FACTS, machine))
    assert told["amd"] == {"status": "machine", "reason": "longgreeting", "duration": 15}


def test_dice_of_a_call_that_was_answered_and_of_one_that_was_not() -> None:
    answered = DisconnectedCall(
        FACTS, EndReason.CALLEE_HANGUP, Result.ANSWERED, BOB, "alice", 295, (("a", "b"),)
    )
    told = read(answered)
    assert (told["event"], told["reason"], told["result"]) == ("dice", "CALLEEHANGUP", "ANSWERED")
    assert (told["from"], told["to"], told["duration"]) == ("alice", BOB.json(), 295)
    assert told["debit"] == told["userRate"] == {"currencyId": "USD", "amount": 0.0}
    assert told["callHeaders"] == [{"key": "a", "value": "b"}]
    missed = read(DisconnectedCall(FACTS, EndReason.CANCEL, Result.NO_ANSWER, BOB, "alice"))
    assert "duration" not in missed and "callHeaders" not in missed


def test_pie() -> None:
    told = read(PromptInput(FACTS, MenuResult("main", MenuInput.SEQUENCE, "1234")))
    assert told["event"] == "pie"
    assert told["menuResult"] == {
        "menuId": "main",
        "type": "sequence",
        "value": "1234",
        "inputMethod": "dtmf",
    }
    spoken = MenuResult("main", MenuInput.RETURN, "sales", InputMethod.VOICE)
    assert read(PromptInput(FACTS, spoken))["menuResult"]["inputMethod"] == "voice"


def test_notify_has_no_timestamp() -> None:
    told = read(Notify(FACTS, "recording_finished", "https://files.example/a.mp3"))
    assert told == {
        "event": "notify",
        "callid": CALL,
        "version": 1,
        "applicationKey": KEY,
        "type": "recording_finished",
        "destination": "https://files.example/a.mp3",
    }
    amd = Notify(FACTS, "amd", detection=MachineDetection("human"))
    assert read(amd)["amd"] == {"status": "human", "reason": "n/a"}


def test_an_error_is_told_with_its_code_and_the_user() -> None:
    told = read(calling_error(CallFacts(CALL, KEY, NOW, "alice"), 40001, "no action"))
    assert (told["type"], told["errorCode"], told["errorMsg"]) == ("callingerror", 40001, "no action")
    assert told["user"] == "alice"


def test_words_of_the_open_sets() -> None:
    assert {reason.value for reason in EndReason} >= {
        "N/A", "TIMEOUT", "CALLERHANGUP", "CALLEEHANGUP", "BLOCKED", "MANAGERHANGUP", "NOCREDITPARTNER",
        "GENERALERROR", "CANCEL", "USERNOTFOUND", "CALLBACKERROR", "OTHERPEERANSWERED", "CLIENTNETWORK",
        "CONGESTION", "BUSY", "NOANSWER", "INVALIDSVAMLACTION",
    }  # fmt: skip
    assert {result.value for result in Result} == {"N/A", "ANSWERED", "BUSY", "NOANSWER", "FAILED"}
    words = {each.value for each in MenuInput}
    assert words == {"return", "sequence", "timeout", "hangup", "invalidinput", "error"}


def test_custom_is_the_headers_as_text_within_its_limit() -> None:
    assert custom_of((("foo", "x"),)) == '{"foo":"x"}'
    assert custom_of(()) == ""
    assert custom_of((("k", "é" * 508),)) == '{"k":"' + "é" * 508 + '"}'
    assert custom_of((("k", "é" * 509),)) == ""


texts = st.text(max_size=30)


@given(texts, texts, texts, st.lists(st.tuples(texts, texts), max_size=3))
def test_whatever_people_are_called_the_body_is_json(
    user: str, number: str, cli: str, pairs: list[tuple[str, str]]
) -> None:
    facts = CallFacts(user, KEY, NOW, user, custom_of(tuple(pairs)), tuple(pairs))
    event = IncomingCall(facts, Party(PartyType.SIP, number), cli, Origination.MXP, tuple(pairs))
    body = written(event)
    assert json.loads(body)["event"] == "ice" and b"\n" not in body
