"""What a screen reader says by itself: as a function, and as Qt hands it to the system."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.rooms import RoomEvent, RoomSnapshot
from core.snapshots import CallSnapshot, NoticeSnapshot
from tests.ui import scenes
from tests.ui.screen import Screen
from ui.announcements import announcements
from ui.viewmodels.calls.call_desk import CallDesk

OpenScreen = Callable[..., Screen]
CALL = scenes.established()


def said(before: CallSnapshot, **changes: object) -> list[str]:
    after = replace(before, **changes)  # type: ignore[arg-type]
    return [each.text for each in announcements(CallDesk(active=before), CallDesk(active=after))]


@pytest.mark.parametrize(
    ("changes", "texts"),
    [
        ({}, []),
        ({"muted": True}, ["Microphone off"]),
        ({"video_paused": True}, ["Camera off"]),
        ({"is_held": True}, ["On hold"]),
        ({"is_held_by_remote": True}, [f"{CALL.remote_name} has put you on hold"]),
        ({"connection": "Reconnecting"}, ["Reconnecting"]),
        ({"transfer": "Connecting Bob with Carol"}, ["Connecting Bob with Carol"]),
        ({"duration_ms": 5000, "quality": ("x",)}, []),
    ],
)
def test_what_changes_in_a_call_is_said(changes: dict[str, object], texts: list[str]) -> None:
    assert said(CALL, **changes) == texts


def test_and_that_it_is_over_again() -> None:
    troubled = replace(
        CALL, muted=True, video_paused=True, is_held=True, is_held_by_remote=True, connection="Reconnecting"
    )
    assert said(
        troubled, muted=False, video_paused=False, is_held=False, is_held_by_remote=False, connection=""
    ) == [
        "Microphone on",
        "Camera on",
        "No longer on hold",
        f"{CALL.remote_name} is back in the call",
        "The connection is back",
    ]


def test_an_incoming_call_is_urgent_and_said_once() -> None:
    ringing = CallDesk(incoming=scenes.incoming())
    (first,) = announcements(CallDesk(), ringing)
    assert first.is_urgent
    assert first.text.startswith("Incoming video call from ")
    assert announcements(ringing, ringing) == []
    stranger = replace(scenes.incoming(), video=False, is_unverified=True)
    (told,) = announcements(CallDesk(), CallDesk(incoming=stranger))
    assert told.text.endswith(". Not verified: anybody may use this name.")


def test_the_life_of_a_call_is_said() -> None:
    dialling = replace(CALL, state="progressing", direction="outbound")
    ringing = replace(dialling, state="ringing")
    ended = replace(CALL, state="ended", end_text="Anna hung up.")
    desks = [
        CallDesk(active=dialling),
        CallDesk(active=ringing),
        CallDesk(active=CALL),
        CallDesk(summary=ended),
        CallDesk(summary=ended),
    ]
    texts = [each.text for one, other in itertools.pairwise(desks) for each in announcements(one, other)]
    assert texts == [
        f"It rings at {CALL.remote_name}",
        f"Connected with {CALL.remote_name}",
        "The call has ended. Anna hung up.",
    ]


def test_who_comes_and_goes_is_said_and_a_crowd_in_short() -> None:
    events = tuple(RoomEvent(i, f"Guest {i} joined.") for i in range(1, 9))
    before = replace(CALL, room=RoomSnapshot("r", events=events[:1]))
    assert said(before, room=RoomSnapshot("r", events=events[:2])) == ["Guest 2 joined."]
    assert said(before, room=RoomSnapshot("r", events=events)) == [f"Guest {i} joined." for i in (6, 7, 8)]


def test_qt_hands_it_to_the_screen_reader(open_screen: OpenScreen, announced: list[tuple[str, bool]]) -> None:
    screen = open_screen(scenes.home())
    screen.show(scenes.in_call(scenes.incoming()))
    screen.qtbot.waitUntil(lambda: bool(announced))
    ((text, is_urgent),) = announced
    assert text.startswith(f"Incoming video call from {scenes.incoming().remote_name}")
    assert is_urgent
    screen.show(scenes.in_call(CALL))
    screen.show(scenes.in_call(replace(CALL, muted=True)))
    screen.show(
        replace(scenes.in_call(replace(CALL, muted=True)), notice=NoticeSnapshot(7, "Copied.", False))
    )
    screen.qtbot.waitUntil(lambda: len(announced) > 2)
    assert announced[-2:] == [("Microphone off", False), ("Copied.", False)]
