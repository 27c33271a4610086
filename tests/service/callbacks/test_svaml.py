"""SVAML: every documented action and instruction, their bounds, and everything that is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.service.callbacks.events import Party, PartyType
from core.service.callbacks.svaml.actions import (
    AnsweringMachine,
    ConferenceDtmf,
    ConnectConf,
    ConnectMxp,
    ConnectPstn,
    ConnectSip,
    ConnectStream,
    Continue,
    Hangup,
    Music,
    Park,
    RunMenu,
    Transport,
)
from core.service.callbacks.svaml.fields import SvamlError
from core.service.callbacks.svaml.instructions import (
    Answer,
    PlayFiles,
    Say,
    SendDtmf,
    SetCookie,
    StartRecording,
    StopRecording,
)
from core.service.callbacks.svaml.menus import Menu, MenuOption
from core.service.callbacks.svaml.reading import ALLOWED, Stage, Svaml, read_svaml


def read(answer: object, stage: Stage = Stage.ICE) -> Svaml:
    return read_svaml(json.dumps(answer).encode(), stage)


def action(fields: dict[str, Any], stage: Stage = Stage.ICE) -> Any:
    return read({"action": fields}, stage).action


def instruction(fields: dict[str, Any], stage: Stage = Stage.ICE) -> Any:
    [found] = read({"instructions": [fields], "action": {"name": "hangup"}}, stage).instructions
    return found


def refusal(answer: object, stage: Stage = Stage.ICE) -> str:
    with pytest.raises(SvamlError) as caught:
        read(answer, stage)
    return str(caught.value)


@pytest.mark.parametrize("name", ["hangup", "Hangup", "HANGUP"])
def test_names_in_any_case(name: str) -> None:
    assert action({"name": name}) == Hangup()
    assert read_svaml(b'{"Action":{"NAME":"hangup"},"Instructions":[]}', Stage.ACE) == Svaml(Hangup())


def test_the_documented_app_to_phone_answer() -> None:
    found = read(
        {
            "instructions": [{"name": "playFiles", "ids": ["welcome"], "locale": "en-US"}],
            "action": {
                "name": "connectPSTN",
                "maxDuration": 600,
                "number": "+46555000111",
                "cli": "+46555000222",
                "suppressCallbacks": False,
            },
        }
    )
    assert found.instructions == (PlayFiles(("welcome",), "en-US"),)
    assert found.action == ConnectPstn("+46555000111", "+46555000222", 600)


def test_connect_pstn_whole() -> None:
    found = action(
        {
            "name": "ConnectPstn",
            "number": "46555000111",
            "cli": "Private",
            "maxDuration": 14400,
            "dialTimeout": 30,
            "locale": "sv-SE",
            "dtmf": "ww1234#w#",
            "suppressCallbacks": True,
            "indications": "SE",
            "amd": {"enabled": True, "async": True},
        }
    )
    assert found == ConnectPstn(
        "+46555000111", "private", 14400, 30, "sv-SE", "ww1234#w#", True, "se", AnsweringMachine(True, True)
    )
    assert action({"name": "connectPstn"}) == ConnectPstn()


def test_connect_mxp_and_its_variations() -> None:
    assert action({"name": "connectMXP"}) == ConnectMxp()
    named = {"name": "connectMxp", "destination": {"type": "Username", "endpoint": "hello"}}
    assert action(named) == ConnectMxp(Party(PartyType.USERNAME, "hello"))
    assert action(named | {"record": True}).record
    headers = {"callheaders": [{"key": "foo", "value": "bar"}, {"Key": "baz", "Value": ""}]}
    assert action(named | headers).call_headers == (("foo", "bar"), ("baz", ""))
    assert action({"name": "connectMxp", "callHeaders": []}).call_headers == ()


def test_connect_conf() -> None:
    assert action({"name": "connectConf", "conferenceId": "c" * 64}) == ConnectConf("c" * 64)
    options = {"mode": "Detect", "maxDigits": 4, "timeoutMills": 5000}
    found = action(
        {"name": "ConnectConf", "conferenceId": "r", "moh": "Music2", "conferenceDtmfOptions": options}
    )
    assert found == ConnectConf("r", Music.MUSIC2, ConferenceDtmf.DETECT, 4, 5000)


def test_connect_sip() -> None:
    found = action({"name": "connectSIP", "destination": {"endpoint": "46708000000@sip.foo.com"}})
    assert found == ConnectSip(Party(PartyType.SIP, "46708000000@sip.foo.com"))
    found = action(
        {
            "name": "connectSip",
            "destination": {"type": "Sip", "endpoint": "sip:bob@[2001:db8::1]:5061"},
            "maxDuration": 3000,
            "cli": "+46708000001",
            "transport": "TLS",
            "suppressCallbacks": True,
            "callHeaders": [{"key": "X-Order", "value": "7"}],
            "moh": "ring",
        }
    )
    assert found == ConnectSip(
        Party(PartyType.SIP, "bob@[2001:db8::1]:5061"),
        3000, "+46708000001", Transport.TLS, True, (("X-Order", "7"),), "ring",
    )  # fmt: skip


def test_connect_stream_and_park() -> None:
    found = action(
        {
            "name": "connectStream",
            "destination": {"type": "websocket", "endpoint": "wss://media.example/x"},
            "streamingOptions": {"version": 1, "sampleRate": 44100},
            "maxDuration": 3600,
        }
    )
    assert found == ConnectStream("wss://media.example/x", 1, 44100, 3600)
    parked = action(
        {"name": "Park", "introPrompt": "#tts[Welcome]", "holdPrompt": "#tts[Wait]", "maxDuration": 180}
    )
    assert parked == Park("#tts[Welcome]", "#tts[Wait]", "en-US", 180)


def test_the_documented_menu() -> None:
    found = action(
        {
            "name": "RunMenu",
            "barge": False,
            "mainMenu": "main",
            "menus": [
                {
                    "id": "main",
                    "mainPrompt": "#tts[Press 1 for support or 2 to continue.]",
                    "options": [
                        {"dtmf": "1", "action": "return(support)"},
                        {"dtmf": 2, "action": "menu(sub)"},
                    ],
                },
                {"id": "sub", "mainPrompt": "a;b", "repeatPrompt": "c", "repeats": 3, "maxDigits": 4},
            ],
        },
        Stage.ACE,
    )
    options = (MenuOption("1", "support"), MenuOption("2", "sub", is_menu=True))
    main = Menu("main", "#tts[Press 1 for support or 2 to continue.]", options=options)
    assert found == RunMenu((main, Menu("sub", "a;b", "c", 3, 4)), barge=False)
    assert (main.timeout, main.max_timeout) == (5000, 20000)


def test_instructions() -> None:
    assert instruction({"name": "Say", "text": "t" * 600, "locale": "en-GB-WLS"}) == Say(
        "t" * 600, "en-GB-WLS"
    )
    assert instruction({"name": "sendDtmf", "value": "1234#"}) == SendDtmf("1234#")
    assert instruction({"name": "SetCookie", "key": "k", "value": "v"}) == SetCookie("k", "v")
    assert instruction({"name": "answer"}) == Answer()
    assert instruction({"name": "StopRecording"}, Stage.PIE) == StopRecording()
    options = {"destinationUrl": "s3://bucket/", "credentials": "id:key:region"}
    recording = instruction({"name": "startRecording", "options": options})
    assert recording == StartRecording("s3://bucket/", "id:key:region")
    assert "id:key" not in repr(recording)
    more = options | {
        "format": "mp3",
        "notificationEvents": False,
        "transcriptionOptions": {"enabled": True, "locale": "de-DE"},
    }
    recording = instruction({"name": "startRecording", "options": more})
    assert (recording.notifies, recording.transcribes, recording.transcription_locale) == (
        False,
        True,
        "de-DE",
    )


def test_instructions_keep_their_order() -> None:
    found = read(
        {
            "instructions": [{"name": "answer"}, {"name": "setCookie", "key": "a", "value": "b"}],
            "action": {"name": "hangup"},
        }
    )
    assert [each.name for each in found.instructions] == ["answer", "setCookie"]


STAGES = {
    "hangup": "ice ace pie",
    "continue": "ace pie",
    "connectPstn": "ice pie",
    "connectMxp": "ice",
    "connectConf": "ice ace pie",
    "connectSip": "ice pie",
    "connectStream": "ice",
    "runMenu": "ice ace pie",
    "park": "ice",
    "playFiles": "ice ace pie",
    "say": "ice ace pie",
    "sendDtmf": "ice pie",
    "setCookie": "ice ace pie",
    "answer": "ice",
    "startRecording": "ice ace pie",
    "stopRecording": "ice ace pie",
}


def test_each_may_answer_what_is_documented() -> None:
    found = {kind.name: " ".join(s.value for s in Stage if s in stages) for kind, stages in ALLOWED.items()}
    assert found == STAGES
    assert refusal({"action": {"name": "continue"}}) == "continue is no answer to ICE"
    assert refusal({"action": {"name": "connectMxp"}}, Stage.ACE) == "connectMxp is no answer to ACE"
    answered = {"instructions": [{"name": "answer"}], "action": {"name": "continue"}}
    assert refusal(answered, Stage.ACE) == "answer is no answer to ACE"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ([], "svaml must be an object"),
        ({}, "svaml.action must not be left out"),
        ({"instructions": [{"name": "answer"}]}, "svaml.action must not be left out"),
        ({"action": [{"name": "hangup"}]}, "svaml.action must be an object"),
        ({"action": {}}, "svaml.action.name must not be left out"),
        ({"action": {"name": 7}}, "must be text"),
        ({"action": {"name": "explode"}}, "'explode' is no action"),
        ({"action": {"name": "say"}}, "is no action"),
        ({"instructions": {}, "action": {"name": "hangup"}}, "must be a list"),
        ({"instructions": ["say"], "action": {"name": "hangup"}}, r"instructions\[0\] must be an object"),
        ({"instructions": [{"name": "hangup"}], "action": {"name": "hangup"}}, "is no instruction"),
        ({"instructions": [{"name": "answer"}] * 65, "action": {"name": "hangup"}}, "64 items at most"),
        ({"action": {"name": "hangup"}, "ACTION": {"name": "connectMxp"}}, "twice"),
    ],
)
def test_what_is_no_answer(answer: object, words: str) -> None:
    with pytest.raises(SvamlError, match=words):
        read(answer)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "connectPstn", "maxDuration": 14401},
        {"name": "connectPstn", "maxDuration": 0},
        {"name": "connectPstn", "maxDuration": True},
        {"name": "connectPstn", "maxDuration": "600"},
        {"name": "connectPstn", "maxDuration": 1.5},
        {"name": "connectPstn", "number": "+0123"},
        {"name": "connectPstn", "number": "+1234567890123456"},
        {"name": "connectPstn", "number": "+4712345678\r\nX-Evil: 1"},
        {"name": "connectPstn", "cli": "anonymous"},
        {"name": "connectPstn", "dtmf": "12*"},
        {"name": "connectPstn", "locale": "english!"},
        {"name": "connectPstn", "suppressCallbacks": "no"},
        {"name": "connectPstn", "indications": "swe"},
        {"name": "connectPstn", "amd": True},
        {"name": "connectMxp", "destination": {"type": "number", "endpoint": "+4712345678"}},
        {"name": "connectMxp", "destination": {"type": "username"}},
        {"name": "connectMxp", "destination": {"type": "username", "endpoint": "bob@evil.example"}},
        {"name": "connectMxp", "destination": {"type": "username", "endpoint": "b" * 256}},
        {"name": "connectMxp", "destination": "bob"},
        {"name": "connectMxp", "callHeaders": {"a": "b"}},
        {"name": "connectMxp", "callHeaders": [{"value": "b"}]},
        {"name": "connectMxp", "callHeaders": [{"key": "a", "value": "b"}, {"key": "a", "value": "c"}]},
        {"name": "connectMxp", "callHeaders": [{"key": "a", "value": "é" * 512}]},
        {"name": "connectMxp", "callHeaders": [{"key": "\ud800", "value": "b"}]},
        {"name": "connectConf"},
        {"name": "connectConf", "conferenceId": "c" * 65},
        {"name": "connectConf", "conferenceId": "a\nb"},
        {"name": "connectConf", "conferenceId": "c", "moh": "jazz"},
        {"name": "connectConf", "conferenceId": "c", "conferenceDtmfOptions": {"mode": "loud"}},
        {"name": "connectSip"},
        {"name": "connectSip", "destination": {"type": "sip", "endpoint": "nowhere"}},
        {"name": "connectSip", "destination": {"type": "sip", "endpoint": "a@b>\r\nX: y"}},
        {"name": "connectSip", "destination": {"type": "sip", "endpoint": "a@b;evil=1"}},
        {"name": "connectSip", "destination": {"type": "username", "endpoint": "a@b"}},
        {"name": "connectSip", "destination": {"endpoint": "a@b"}, "transport": "sctp"},
        {"name": "connectStream", "destination": {"type": "sip", "endpoint": "wss://x"}},
        {"name": "runMenu"},
        {"name": "runMenu", "menus": [{"id": "sub"}]},
        {"name": "runMenu", "menus": [{"id": "main"}, {"id": "main"}]},
        {"name": "runMenu", "menus": [{"id": "main"}], "mainMenu": "other"},
        {"name": "runMenu", "menus": [{"id": "main"}], "enableVoice": True},
        {"name": "runMenu", "menus": [{"id": "main", "options": [{"dtmf": "11", "action": "menu(main)"}]}]},
        {"name": "runMenu", "menus": [{"id": "main", "options": [{"dtmf": "1", "action": "goto(x)"}]}]},
        {"name": "runMenu", "menus": [{"id": "main", "options": [{"dtmf": "1", "action": "menu(x)"}]}]},
        {"name": "park", "maxDuration": 601},
    ],
    ids=lambda fields: json.dumps(fields)[:70],
)
def test_actions_beyond_their_bounds(fields: dict[str, Any]) -> None:
    assert refusal({"action": fields}).startswith("svaml.action")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "say"},
        {"name": "say", "text": "t" * 601},
        {"name": "playFiles"},
        {"name": "playFiles", "ids": []},
        {"name": "playFiles", "ids": "welcome"},
        {"name": "playFiles", "ids": [7]},
        {"name": "sendDtmf"},
        {"name": "sendDtmf", "value": "A"},
        {"name": "setCookie", "value": "v"},
        {"name": "setCookie", "key": "k", "value": "v" * 1025},
        {"name": "setCookie", "key": "k", "value": "\udfff"},
        {"name": "startRecording"},
        {"name": "startRecording", "options": {"destinationUrl": "s3://x"}},
        {"name": "startRecording", "options": {"credentials": "x"}},
    ],
    ids=lambda fields: json.dumps(fields)[:70],
)
def test_instructions_beyond_their_bounds(fields: dict[str, Any]) -> None:
    answer = {"instructions": [fields], "action": {"name": "hangup"}}
    assert refusal(answer).startswith("svaml.instructions[0]")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"\xff\xfe",
        b"<html>",
        b'{"action":{"name":"hangup"}',
        b'{"action":{"name":"hangup"}} {}',
        b'{"action":{"name":"hangup"},"action":{"name":"connectMxp"}}',
        b'{"action":{"name":"hangup","x":NaN}}',
        b"[" * 60_000,
        b'{"action":' * 5000,
    ],
)
def test_bodies_that_are_no_answer(body: bytes) -> None:
    with pytest.raises(SvamlError):
        read_svaml(body, Stage.ICE)


def test_a_byte_order_mark_and_unknown_members_are_passed_over() -> None:
    body = b'\xef\xbb\xbf{"action":{"name":"hangup","later":[1]},"extra":true}'
    assert read_svaml(body, Stage.ICE) == Svaml(Hangup())
    assert read({"action": {"name": "continue", "x": None}}, Stage.PIE).action == Continue()


@given(st.binary(max_size=200), st.sampled_from(Stage))
def test_any_bytes_are_an_answer_or_an_error(body: bytes, stage: Stage) -> None:
    try:
        assert isinstance(read_svaml(body, stage), Svaml)
    except SvamlError as error:
        assert str(error)


names = st.sampled_from([*STAGES, "nonsense"])
keys = st.sampled_from(
    ["name", "destination", "endpoint", "type", "callHeaders", "key", "value", "menus", "options", "ids",
     "number", "cli", "maxDuration", "locale", "text", "conferenceId", "dtmf", "action", "moh", "amd"]
)  # fmt: skip
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=30)
@given(names, names, st.dictionaries(keys, values), st.dictionaries(keys, values), st.sampled_from(Stage))
def test_any_members_are_an_answer_or_an_error(
    one: str, two: str, fields: dict[str, Any], more: dict[str, Any], stage: Stage
) -> None:
    answer = {"action": fields | {"name": one}, "instructions": [more | {"name": two}]}
    try:
        assert isinstance(read(answer, stage), Svaml)
    except SvamlError as error:
        assert str(error)
