"""Calls that a backend sends into a conference: how they join, and what is pressed there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.service.callbacks.conferences import ConferenceKeys
from core.service.callbacks.events import MenuInput, MenuResult
from core.service.callbacks.svaml.actions import ConferenceDtmf, ConnectConf, Music
from tests.service.bench import Client, taken
from tests.service.callbacks.supervised import Stage

DETECT = {"mode": "detect", "maxDigits": 3, "timeoutMills": 3000}


class Rooms:
    """Conferences that know what they were told."""

    def __init__(self, *features: str) -> None:
        self.features = frozenset(features)
        self.expected: dict[str, tuple[ConnectConf, Callable[[str], None]]] = {}
        self.forgotten: list[str] = []

    def expect(self, call_id: str, action: ConnectConf, on_key: Callable[[str], None]) -> None:
        self.expected[call_id] = action, on_key

    def forget(self, call_id: str) -> None:
        self.forgotten.append(call_id)


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.due: Callable[[], None] | None = None
        self.seconds = 0.0

    def call_later(self, seconds: float, due: Callable[[], None]) -> Clock:
        self.seconds, self.due = seconds, due
        return self

    def cancel(self) -> None:
        self.due = None

    def pass_(self) -> None:
        assert self.due is not None
        self.due()


def joins(**more: Any) -> dict[str, Any]:
    return {"action": {"name": "connectConf", "conferenceId": "team"} | more}


@pytest.fixture
def room(stage: Stage) -> Client:
    """Who answers calls to the room."""
    return stage.bench.client("room-team")


async def test_a_call_is_announced_before_it_gets_there(stage: Stage, room: Client) -> None:
    rooms = stage.supervision.performances.conferences = Rooms("moh", "conferenceDtmfOptions")
    stage.client.answers["ice"] = joins(moh="music1", conferenceDtmfOptions=DETECT)
    placed = await stage.place()
    arrived = taken(room, "INVITE")
    assert arrived.call_id == placed.call_id in rooms.expected
    action, _ = rooms.expected[placed.call_id]
    assert action == ConnectConf("team", Music.MUSIC1, ConferenceDtmf.DETECT, 3, 3000)
    assert stage.client.of("notify") == [] and not rooms.forgotten


async def test_keys_of_a_member_are_told_with_the_room_as_menu(stage: Stage, room: Client) -> None:
    rooms = stage.supervision.performances.conferences = Rooms("conferenceDtmfOptions")
    stage.client.answers["ice"] = joins(conferenceDtmfOptions=DETECT)
    placed = await stage.place()
    room.answer(taken(room, "INVITE"), 200)
    await stage.settle()
    _, press = rooms.expected[placed.call_id]
    for key in "12345#":
        press(key)
    await stage.settle()
    told = [each["menuResult"] for each in stage.client.of("pie")]
    assert [each["value"] for each in told] == ["123", "45"]
    assert {(each["menuId"], each["type"]) for each in told} == {("team", "sequence")}
    assert stage.client.of("ace") == []


async def test_a_call_that_is_over_is_forgotten_and_says_nothing_more(stage: Stage, room: Client) -> None:
    rooms = stage.supervision.performances.conferences = Rooms("conferenceDtmfOptions")
    stage.client.answers["ice"] = joins(conferenceDtmfOptions=DETECT)
    placed = await stage.place()
    room.answer(taken(room, "INVITE"), 486)
    await stage.settle()
    _, press = rooms.expected[placed.call_id]
    press("1")
    press("#")
    await stage.settle()
    assert rooms.forgotten == [placed.call_id] and stage.client.of("pie") == []
    assert (await stage.dice())["to"] == {"type": "conference", "endpoint": "team"}


async def test_what_rooms_cannot_do_is_told_and_the_call_joins(stage: Stage, room: Client) -> None:
    stage.supervision.performances.conferences = Rooms()
    stage.client.answers["ice"] = joins(moh="ring", conferenceDtmfOptions=DETECT)
    await stage.place()
    assert taken(room, "INVITE")
    assert [each["errorMsg"] for each in stage.client.of("notify")] == [
        "moh is not available at this service",
        "conferenceDtmfOptions is not available at this service",
    ]


def collected(action: ConnectConf) -> tuple[ConferenceKeys, list[MenuResult], Clock]:
    told: list[MenuResult] = []
    clock = Clock()
    return ConferenceKeys(action, told.append, clock.call_later), told, clock


def test_keys_are_told_when_no_other_comes() -> None:
    keys, told, clock = collected(ConnectConf("team", dtmf=ConferenceDtmf.DETECT, max_digits=4, timeout=1500))
    keys.pressed("7")
    assert clock.seconds == 1.5 and not told
    clock.pass_()
    assert told == [MenuResult("team", MenuInput.SEQUENCE, "7")]


def test_an_end_of_nothing_says_nothing() -> None:
    keys, told, clock = collected(ConnectConf("team", dtmf=ConferenceDtmf.DETECT, max_digits=4))
    keys.pressed("#")
    keys.pressed("1")
    keys.close()
    assert not told and clock.due is None
    keys.pressed("2")
    assert not told and clock.due is None


@pytest.mark.parametrize("mode", [ConferenceDtmf.IGNORE, ConferenceDtmf.FORWARD])
def test_keys_that_nobody_asked_for_are_not_told(mode: ConferenceDtmf) -> None:
    keys, told, _ = collected(ConnectConf("team", dtmf=mode))
    keys.pressed("1")
    assert not told
