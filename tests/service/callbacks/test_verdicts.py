"""What answers mean: routes, ends, cookies, and what is told to be missing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.service.callbacks.events import EndReason, Party, PartyType
from core.service.callbacks.svaml.actions import _READERS, ConnectConf
from core.service.callbacks.svaml.fields import SvamlError
from core.service.callbacks.svaml.instructions import PlayFiles
from core.service.callbacks.svaml.reading import Stage, read_svaml
from core.service.callbacks.verdicts import Abilities, Complaint, Route, Verdict, judge

BOB = Party(PartyType.USERNAME, "bob")
NUMBER = Party(PartyType.NUMBER, "+4712345678")


def verdict(
    action: dict[str, Any],
    *instructions: dict[str, Any],
    dialled: Party = BOB,
    cookies: tuple[tuple[str, str], ...] = (),
    stage: Stage = Stage.ICE,
    abilities: Abilities | None = None,
) -> Verdict:
    answer = json.dumps({"action": action, "instructions": list(instructions)}).encode()
    return judge(read_svaml(answer, stage), dialled, cookies, abilities or Abilities())


def unavailable(*names: str) -> tuple[Complaint, ...]:
    return tuple(Complaint(50000, f"{name} is not available at this service") for name in names)


def test_connect_mxp_as_dialled_and_to_somebody_else() -> None:
    assert verdict({"name": "connectMxp"}) == Verdict(Route(BOB))
    carol = {"type": "username", "endpoint": "carol"}
    found = verdict({"name": "connectMxp", "destination": carol, "callHeaders": [{"key": "a", "value": "b"}]})
    assert found == Verdict(Route(Party(PartyType.USERNAME, "carol"), (("a", "b"),)))
    assert found.route is not None and found.route.is_to_app
    assert verdict({"name": "connectMxp", "destination": carol}, dialled=NUMBER).route is not None


def test_connect_mxp_to_a_number_that_was_called_makes_no_sense() -> None:
    with pytest.raises(SvamlError, match="no user was called"):
        verdict({"name": "connectMxp"}, dialled=NUMBER)


def test_connect_pstn() -> None:
    whole = {"name": "connectPstn", "number": "+46555000111", "cli": "private", "maxDuration": 60,
             "dialTimeout": 20, "suppressCallbacks": True}  # fmt: skip
    to = Party(PartyType.NUMBER, "+46555000111")
    expected = Route(to, None, "private", "", dial_timeout=20, max_duration=60, suppress_callbacks=True)
    assert verdict(whole) == Verdict(expected)
    assert verdict({"name": "connectPstn"}, dialled=NUMBER) == Verdict(Route(NUMBER))
    with pytest.raises(SvamlError, match="no number was called"):
        verdict({"name": "connectPstn"})


def test_connect_sip_and_conf() -> None:
    found = verdict({"name": "connectSip", "destination": {"endpoint": "a@b.example"}, "transport": "TLS"})
    assert found == Verdict(Route(Party(PartyType.SIP, "a@b.example"), transport="tls"))
    found = verdict({"name": "connectConf", "conferenceId": "team"})
    room = Route(Party(PartyType.CONFERENCE, "team"))
    assert found == Verdict(room, conference=ConnectConf("team"))


def test_hangup_and_continue() -> None:
    assert verdict({"name": "hangup"}) == Verdict(reason=EndReason.MANAGER_HANGUP)
    assert verdict({"name": "continue"}, stage=Stage.ACE) == Verdict()


@pytest.mark.parametrize(
    "action",
    [
        {"name": "runMenu", "menus": [{"id": "main"}]},
        {"name": "park"},
        {"name": "connectStream", "destination": {"type": "websocket", "endpoint": "wss://x"}},
    ],
)
def test_actions_that_need_media_end_the_call_and_are_told(action: dict[str, Any]) -> None:
    assert verdict(action) == Verdict(reason=EndReason.GENERAL_ERROR, complaints=unavailable(action["name"]))


INSTRUCTIONS: list[dict[str, Any]] = [
    {"name": "playFiles", "ids": ["a"]},
    {"name": "say", "text": "hello"},
    {"name": "sendDtmf", "value": "1"},
    {"name": "answer"},
    {"name": "startRecording", "options": {"destinationUrl": "s3://x", "credentials": "y"}},
    {"name": "stopRecording"},
]


def test_instructions_that_need_media_are_told_and_the_call_goes_on() -> None:
    found = verdict({"name": "connectMxp"}, *INSTRUCTIONS)
    assert found == Verdict(Route(BOB), complaints=unavailable(*(each["name"] for each in INSTRUCTIONS)))


def test_features_that_need_media_are_told_and_the_call_goes_on() -> None:
    found = verdict({"name": "connectMxp", "record": True})
    assert found == Verdict(Route(BOB), complaints=unavailable("record"))
    pstn = {"name": "connectPstn", "dtmf": "1", "indications": "se", "amd": {"enabled": True}}
    assert verdict(pstn, dialled=NUMBER).complaints == unavailable("dtmf", "indications", "amd")
    quiet = pstn | {"amd": {"enabled": False}, "dtmf": "", "indications": None}
    assert verdict(quiet, dialled=NUMBER).complaints == ()
    conference = {"name": "connectConf", "conferenceId": "c", "moh": "ring"}
    assert verdict(conference).complaints == unavailable("moh")


def test_who_has_media_gets_what_needs_it_in_order() -> None:
    abilities = Abilities(frozenset({"playFiles", "answer"}), frozenset({"record"}))
    found = verdict({"name": "connectMxp", "record": True}, *INSTRUCTIONS, abilities=abilities)
    assert [each.name for each in found.performance] == ["playFiles", "answer"]
    assert found.performance[0] == PlayFiles(("a",))
    assert found.complaints == unavailable("say", "sendDtmf", "startRecording", "stopRecording")


def test_cookies_add_up_and_take_over_from_each_other() -> None:
    one, two = ({"name": "setCookie", "key": key, "value": "2"} for key in ("a", "b"))
    found = verdict({"name": "hangup"}, one, two, cookies=(("a", "1"), ("c", "3")))
    assert dict(found.cookies) == {"a": "2", "b": "2", "c": "3"}


def test_cookies_of_a_call_have_a_bound() -> None:
    full = (("k", "v" * 1000),)
    fits, breaks = ({"name": "setCookie", "key": "x", "value": "y" * size} for size in (22, 23))
    assert len(verdict({"name": "hangup"}, fits, cookies=full).cookies) == 2
    with pytest.raises(SvamlError, match="1024 bytes at most"):
        verdict({"name": "hangup"}, breaks, cookies=full)


@given(st.lists(st.sampled_from(INSTRUCTIONS), max_size=6), st.sampled_from(PartyType))
def test_nothing_is_passed_over(instructions: list[dict[str, Any]], kind: PartyType) -> None:
    """Each instruction is performed or told to be missing, whatever was called."""
    abilities = Abilities(frozenset({"say"}))
    found = verdict({"name": "hangup"}, *instructions, dialled=Party(kind, "x"), abilities=abilities)
    assert len(found.performance) + len(found.complaints) == len(instructions)


ACTIONS: dict[str, dict[str, Any]] = {
    "hangup": {},
    "continue": {},
    "connectPstn": {"number": "+46555000111"},
    "connectMxp": {"destination": {"type": "username", "endpoint": "bob"}},
    "connectConf": {"conferenceId": "team"},
    "connectSip": {"destination": {"endpoint": "a@b.example"}},
    "connectStream": {"destination": {"type": "websocket", "endpoint": "wss://x.example"}},
    "runMenu": {"menus": [{"id": "main"}]},
    "park": {"holdPrompt": "#tts[wait]"},
}
BUILT = frozenset({"hangup", "continue", "connectPstn", "connectMxp", "connectConf", "connectSip", "runMenu"})


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_done_or_told_to_be_missing(name: str) -> None:
    stage = Stage.ACE if name == "continue" else Stage.ICE
    abilities = Abilities(features=frozenset({"runMenu"}))
    found = verdict({"name": name, **ACTIONS[name]}, stage=stage, abilities=abilities)
    if name in BUILT:
        is_done = found.route or found.menu or found.reason is EndReason.MANAGER_HANGUP or name == "continue"
        assert is_done and found.complaints == ()
    else:
        assert found.reason is EndReason.GENERAL_ERROR and found.complaints == unavailable(name)


def test_no_action_is_left_out() -> None:
    assert {name.lower() for name in ACTIONS} == set(_READERS)
