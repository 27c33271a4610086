"""What the running app does when it is asked: every command in every state, and verdicts on calls to come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core import commands
from core.commands import Command
from core.instance.link import Link, LinkKind
from core.instance.messages import Refusal, RemoteCommand, Reply, Request
from core.snapshots import AppSnapshot, CallSnapshot
from tests.ui import scenes
from ui.desktop.remote import MOST_STANDING, STANDING_SECONDS, Remote, deed, status
from ui.viewmodels.calls.call_desk import CallDesk, arrange

RINGING = CallSnapshot("ring-1", "inbound", "ringing", "Bob", "bob", True)
TALKING = CallSnapshot("talk-1", "outbound", "established", "Anna", "anna", True)
DIALLING = replace(TALKING, state="ringing")


class FakeFront:
    def __init__(self) -> None:
        self.seen: list[object] = []

    def present(self, activation: str) -> None:
        self.seen.append(f"present {activation}".strip())

    def open_link(self, link: Link) -> None:
        self.seen.append(link)

    def quit(self) -> None:
        self.seen.append("quit")


class Clock:
    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


class Desk:
    """A remote over calls that the test puts there."""

    def __init__(self, *calls: CallSnapshot) -> None:
        self.front, self.posted, self.clock = FakeFront(), list[Command](), Clock()
        self.remote = Remote(self.front, self.posted.append, self.clock)
        self.show(*calls)

    def show(self, *calls: CallSnapshot) -> None:
        snapshot = replace(scenes.home(), calls=calls)
        self.remote.show_calls(snapshot, arrange(CallDesk(), calls, frozenset()))

    def ask(self, command: RemoteCommand, **words: str | bool) -> Reply:
        return self.remote.answer(Request(command, **words))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("command", "muted", "wanted"),
    [
        (RemoteCommand.MUTE, False, True),
        (RemoteCommand.MUTE, True, True),
        (RemoteCommand.UNMUTE, True, False),
        (RemoteCommand.TOGGLE_MUTE, False, True),
        (RemoteCommand.TOGGLE_MUTE, True, False),
    ],
)
def test_mute(command: RemoteCommand, muted: bool, wanted: bool) -> None:
    desk = Desk(replace(TALKING, muted=muted))
    assert desk.ask(command).is_ok
    assert desk.posted == [commands.SetMuted("talk-1", wanted)]
    assert desk.front.seen == []


@pytest.mark.parametrize("call", [TALKING, DIALLING])
def test_hang_up_ends_the_call_on_the_screen(call: CallSnapshot) -> None:
    desk = Desk(call, RINGING)
    assert desk.ask(RemoteCommand.HANG_UP).is_ok
    assert desk.posted == [commands.HangUp("talk-1")]


def test_hang_up_does_not_decline_what_only_rings() -> None:
    desk = Desk(RINGING)
    assert desk.ask(RemoteCommand.HANG_UP).error == Refusal.NOTHING_TO_DO
    assert desk.posted == []


@pytest.mark.parametrize(
    "command",
    [
        RemoteCommand.MUTE,
        RemoteCommand.UNMUTE,
        RemoteCommand.TOGGLE_MUTE,
        RemoteCommand.HANG_UP,
        RemoteCommand.ANSWER,
        RemoteCommand.DECLINE,
    ],
)
def test_with_no_call_there_is_nothing_to_do(command: RemoteCommand) -> None:
    desk = Desk(replace(TALKING, state="ended"))
    reply = desk.ask(command)
    assert reply.error == Refusal.NOTHING_TO_DO and reply.text.endswith(".")
    assert desk.posted == [] and desk.front.seen == []


@pytest.mark.parametrize(("video", "with_camera"), [(None, True), (True, True), (False, False)])
def test_answer_as_the_call_was_made_or_as_is_said(video: bool | None, with_camera: bool) -> None:
    desk = Desk(RINGING)
    assert desk.remote.answer(Request(RemoteCommand.ANSWER, video=video)).is_ok
    assert desk.posted == [commands.AnswerCall("ring-1", with_camera)]
    assert desk.front.seen[0] == "present"


def test_decline_leaves_the_window_where_it_is() -> None:
    desk = Desk(TALKING, RINGING)
    assert desk.ask(RemoteCommand.DECLINE).is_ok
    assert desk.posted == [commands.HangUp("ring-1")]
    assert desk.front.seen == []


def test_answer_names_one_of_several() -> None:
    other = replace(RINGING, call_id="ring-2")
    desk = Desk(RINGING, other)
    assert desk.ask(RemoteCommand.ANSWER, call_id="ring-2").is_ok
    assert desk.posted == [commands.AnswerCall("ring-2", True)]


def test_a_verdict_waits_for_its_call() -> None:
    desk = Desk()
    assert desk.ask(RemoteCommand.ANSWER, call_id="late").is_ok
    desk.show(RINGING)
    assert desk.posted == []
    desk.clock.time += STANDING_SECONDS - 1
    desk.show(RINGING, replace(RINGING, call_id="late"))
    desk.show(RINGING, replace(RINGING, call_id="late"))
    assert desk.posted == [commands.AnswerCall("late", True)]


def test_a_verdict_does_not_wait_for_ever() -> None:
    desk = Desk()
    desk.ask(RemoteCommand.DECLINE, call_id="late")
    desk.clock.time += STANDING_SECONDS
    desk.show(replace(RINGING, call_id="late"))
    assert desk.posted == []


def test_the_newest_verdicts_are_kept_and_no_more() -> None:
    desk = Desk()
    for number in range(MOST_STANDING + 3):
        desk.ask(RemoteCommand.DECLINE, call_id=f"late-{number}")
    desk.show(*(replace(RINGING, call_id=f"late-{number}") for number in range(MOST_STANDING + 3)))
    assert desk.posted == [commands.HangUp(f"late-{number}") for number in range(3, MOST_STANDING + 3)]


def test_an_own_call_takes_no_verdict() -> None:
    desk = Desk()
    desk.ask(RemoteCommand.DECLINE, call_id="talk-1")
    desk.show(DIALLING)
    assert desk.posted == []


def test_dial_fills_in_and_calls_nobody() -> None:
    desk = Desk()
    assert desk.ask(RemoteCommand.DIAL, target=" +46 8 123456 ").is_ok
    assert desk.front.seen == ["present", Link(LinkKind.DIAL, "+46 8 123456")]
    assert desk.posted == []


def test_dial_nobody_is_told() -> None:
    desk = Desk()
    assert desk.ask(RemoteCommand.DIAL, target="  ").error == Refusal.NOT_UNDERSTOOD
    assert desk.front.seen == []


def test_show_with_a_link() -> None:
    desk = Desk()
    assert desk.ask(RemoteCommand.SHOW, target="ahoy:room/stand-up", activation="leave").is_ok
    assert desk.front.seen == ["present leave", Link(LinkKind.ROOM, "stand-up")]


def test_a_link_that_is_none_shows_the_window_and_says_so() -> None:
    desk = Desk()
    assert desk.ask(RemoteCommand.SHOW, target="file:///etc/passwd").error == Refusal.NOT_UNDERSTOOD
    assert desk.front.seen == ["present", Link(LinkKind.SHOW)]


def test_quit() -> None:
    desk = Desk(TALKING)
    assert desk.ask(RemoteCommand.QUIT).is_ok
    assert desk.front.seen == ["quit"]


def test_status_says_what_runs() -> None:
    ended = replace(TALKING, call_id="gone", state="ended")
    snapshot = replace(scenes.home(), calls=(replace(TALKING, muted=True), RINGING, ended), missed_calls=2)
    told = status(snapshot)
    assert [(call["id"], call["muted"]) for call in told["calls"]] == [("talk-1", True), ("ring-1", False)]
    assert told["service"] == "online" and told["missedCalls"] == 2
    reply = deed(Request(RemoteCommand.STATUS), snapshot, CallDesk()).reply
    assert "2 missed calls" in reply.text and reply.status == told


def test_status_before_anything_is_known() -> None:
    assert deed(Request(RemoteCommand.STATUS), AppSnapshot(), CallDesk()).reply.is_ok
