"""Who hears the person, who waits, and why something cannot be done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.ui import scenes
from ui.viewmodels.calls import call_words


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"state": "ringing"}, "Ringing…"),
        ({"is_held": True}, "On hold: Anna Lindqvist cannot hear you"),
        ({"is_held_by_remote": True}, "Anna Lindqvist has put you on hold"),
        (
            {"is_held": True, "is_held_by_remote": True},
            "On hold: you and Anna Lindqvist both paused the call",
        ),
        ({"remote_video_paused": True}, "Anna Lindqvist has paused the video"),
        ({}, "No picture"),
        ({"video": False}, "Voice call"),
        ({"video": False, "account": "a@pbx.example"}, "Voice call · by a@pbx.example"),
        ({"account": "a@pbx.example"}, "No picture · by a@pbx.example"),
    ],
)
def test_the_stage(changes: dict[str, Any], expected: str) -> None:
    assert call_words.stage_words(scenes.established(**({"state": "established"} | changes))) == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (scenes.incoming(), "Is calling you"),
        (scenes.outgoing(), "Ringing…"),
        (scenes.held(), "On hold"),
        (scenes.established(is_held_by_remote=True), "Put you on hold"),
        (scenes.established(), "Hears you"),
        (scenes.established(muted=True), "Muted"),
        (scenes.established(has_microphone=False), "Does not hear you"),
    ],
)
def test_a_row(call: Any, expected: str) -> None:
    assert call_words.row_words(call) == expected


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        ([scenes.held(), scenes.bakery()], "You are talking to Bakery on the corner"),
        ([scenes.held(), scenes.bakery(muted=True)], "You are talking to Bakery on the corner, muted"),
        ([scenes.held(), scenes.outgoing(remote_name="Bob")], "Calling Bob…"),
        ([scenes.held(), scenes.incoming(state="answered")], "Connecting with Mira Okafor…"),
        ([scenes.held(), scenes.incoming()], "Nobody hears you: all calls are on hold"),
        (
            [scenes.held(), scenes.bakery(has_microphone=False)],
            "Nobody hears you: there is no microphone",
        ),
    ],
)
def test_who_has_the_microphone(calls: list[Any], expected: str) -> None:
    assert call_words.talking_words(calls) == expected


def test_what_can_be_done_has_no_reason_against_it() -> None:
    call = scenes.established()
    reasons = (call_words.hold_reason, call_words.transfer_reason, call_words.keys_reason)
    assert [reason(call) for reason in reasons] == ["", "", ""]
    ringing = scenes.outgoing()
    assert all("once it is answered" in reason(ringing) for reason in reasons)


def test_why_something_cannot_be_done() -> None:
    call = scenes.established(can_hold=False, can_transfer=False, can_send_keys=False)
    assert call_words.hold_reason(call) == "This call cannot be put on hold."
    assert call_words.transfer_reason(call) == "This call cannot be transferred."
    assert call_words.keys_reason(call) == "Anna Lindqvist does not take keys."
    assert call_words.keys_reason(scenes.held()) == "Resume the call to send keys."
    told = {"hold_reason": "Wait.", "transfer_reason": "Not now.", "keys_reason": "No keys."}
    call = replace(call, **told)
    assert [call_words.hold_reason(call), call_words.transfer_reason(call), call_words.keys_reason(call)] == [
        *told.values()
    ]


@pytest.mark.parametrize(
    ("quality", "expected"),
    [((), ""), (("Slow.",), "Slow."), (("Slow.", "Gaps."), "2 problems with the call")],
)
def test_the_standing_sign(quality: tuple[str, ...], expected: str) -> None:
    assert call_words.quality_words(quality) == expected


def test_an_unproven_name_is_said_to_be_so() -> None:
    assert call_words.waiting_words(scenes.incoming()) == "Video call for you · not verified"
    assert call_words.waiting_words(scenes.bakery()) == "Call for you"
