"""The room as QML sees it: words, hands, the host's tools, invitations, and what is posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core import room_commands
from core.rooms import MemberKind, MemberState, RoomEvent, RoomSnapshot
from core.snapshots import AppSnapshot, ContactSnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from tests.ui.rooms import rooms
from ui.bridge import Bridge
from ui.viewmodels.notices import NoticesViewModel
from ui.viewmodels.people.people import PersonRow
from ui.viewmodels.rooms import room_words
from ui.viewmodels.rooms.invitation import offered
from ui.viewmodels.rooms.room import RoomViewModel

ME, ANNA, BOB = rooms.ident(0), rooms.ident(1), rooms.ident(2)


@pytest.fixture
def notices(qtbot: QtBot) -> NoticesViewModel:
    return NoticesViewModel()


@pytest.fixture
def model(bridge: Bridge, notices: NoticesViewModel) -> RoomViewModel:
    return RoomViewModel(bridge, notices)


def show(model: RoomViewModel, room: RoomSnapshot | None, snapshot: AppSnapshot | None = None) -> None:
    call = rooms.call(room)
    model.show_call(call, snapshot or scenes.in_call(call))


def of(model: RoomViewModel, name: str):  # type: ignore[no-untyped-def]
    return model.property(name)


def in_room(engine: FakeEngine) -> list[object]:
    return [c for c in engine.commands if not isinstance(c, room_commands.ViewMembers)]


def test_there_is_no_room_before_the_call_is_in_one(model: RoomViewModel) -> None:
    assert not of(model, "exists")
    show(model, None)
    assert not of(model, "exists")
    ringing = replace(rooms.call(rooms.of(3)), state="ringing")
    model.show_call(ringing, scenes.in_call(ringing))
    assert not of(model, "exists")


def test_what_the_room_is_and_who_is_there(model: RoomViewModel) -> None:
    show(model, rooms.lively())
    assert of(model, "title") == "Room weekly-crew"
    assert of(model, "countWords") == "6 people"
    assert of(model, "handsWords") == "Bob Marsh raised a hand"
    assert of(model, "link") == rooms.LINK and of(model, "tools")
    show(model, rooms.room())
    assert of(model, "alone") and of(model, "countWords") == "Only you" and not of(model, "tools")
    show(model, rooms.room(rooms.other(1, state=MemberState.INVITED)))
    assert of(model, "countWords") == "Only you, 1 being called" and not of(model, "alone")


def test_members_with_raised_hands_come_first(model: RoomViewModel) -> None:
    show(model, rooms.lively())
    rows = model.members.rows
    assert [row.name for row in rows][:2] == ["Bob Marsh", "Frida Holm (you)"]
    assert rows[0].hand == 1 and rows[1].host
    phone = next(row for row in rows if row.glyph == "phone")
    assert phone.detail == "+493012345678" and not phone.promotable and phone.mutable


def test_the_list_is_searched(model: RoomViewModel) -> None:
    show(model, rooms.lively())
    model.setSearchText("mar")
    assert [row.name for row in model.members.rows] == ["Bob Marsh"]
    model.setSearchText("+49 30 123")
    assert [row.key for row in model.members.rows] == [rooms.ident(4)]
    model.setSearchText("anna")
    assert [row.address for row in model.offered.rows] == []  # she is here
    model.setSearchText("joaq")
    assert [row.address for row in model.offered.rows] == ["sip:joaquim@example.org"]


def test_rooms_and_the_echo_are_not_offered(model: RoomViewModel) -> None:
    show(model, rooms.room())
    addresses = {row.address for row in model.offered.rows}
    assert "echo" not in addresses and "conf:weekly-crew" not in addresses and "anna-lindqvist" in addresses


def test_who_is_offered_is_looked_up_when_it_can_be_another(
    model: RoomViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def look(contacts: Sequence[ContactSnapshot], there: frozenset[str], text: str) -> list[PersonRow]:
        looked.append(text)
        return offered(contacts, there, text)

    monkeypatch.setattr("ui.viewmodels.rooms.room.offered", look)
    home = scenes.home()
    show(model, rooms.room(rooms.other(1)), home)
    for talking in (True, False, True):
        show(model, rooms.room(rooms.other(1, is_talking=talking)), replace(home))
    assert looked == [""]
    assert "anna-lindqvist" not in {row.address for row in model.offered.rows}
    show(model, rooms.room(), home)
    assert "anna-lindqvist" in {row.address for row in model.offered.rows}
    model.setSearchText("joaq")
    show(model, rooms.room(), replace(home, contacts=home.contacts[:1]))
    assert looked == ["", "", "joaq", "joaq"] and not model.offered.rows


def test_another_room_offers_them_again(model: RoomViewModel) -> None:
    home = scenes.home()
    show(model, rooms.room(), home)
    show(model, None, home)
    assert not model.offered.rows
    show(model, rooms.room(), home)
    assert model.offered.rows


def test_hand(model: RoomViewModel, engine: FakeEngine) -> None:
    model.toggleHand()
    assert engine.commands == []
    show(model, rooms.room(rooms.other(1)))
    model.toggleHand()
    show(model, rooms.room(rooms.own(has_hand_raised=True), rooms.other(1)))
    assert of(model, "handsWords") == "Your hand is up"
    model.toggleHand()
    assert in_room(engine) == [
        room_commands.RaiseHand("r1", True),
        room_commands.RaiseHand("r1", False),
    ]


def test_the_tools_of_a_host(model: RoomViewModel, engine: FakeEngine) -> None:
    show(model, rooms.of(3, is_locked=True))
    model.mute(ANNA)
    model.muteAll()
    model.remove(BOB)
    model.handOver(BOB)
    model.toggleLocked()
    model.endForAll()
    assert in_room(engine) == [
        room_commands.MuteMember("r1", ANNA),
        room_commands.MuteMember("r1"),
        room_commands.RemoveMember("r1", BOB),
        room_commands.HandOverRoom("r1", BOB),
        room_commands.LockRoom("r1", False),
        room_commands.EndRoom("r1"),
    ]


@pytest.mark.parametrize("room", [rooms.room(rooms.other(1)), rooms.of(3, can_moderate=False)])
def test_nobody_else_has_them(model: RoomViewModel, engine: FakeEngine, room: RoomSnapshot) -> None:
    show(model, room)
    assert not of(model, "tools")
    for act in (model.muteAll, model.toggleLocked, model.endForAll):
        act()
    for act_on in (model.mute, model.remove, model.handOver):
        act_on(ANNA)
    assert in_room(engine) == []
    assert not any(row.mutable or row.removable or row.promotable for row in model.members.rows)


def test_the_host_cannot_be_turned_against_oneself_or_nobody(
    model: RoomViewModel, engine: FakeEngine
) -> None:
    show(model, rooms.of(3))
    for act in (model.mute, model.remove, model.handOver):
        act(ME)
        act("")
        act("gone")
    assert in_room(engine) == []


@pytest.mark.parametrize(
    ("typed", "target", "name"),
    [
        ("Anna Lindqvist", "anna-lindqvist", "Anna Lindqvist"),
        ("bob", "bob", ""),
        ("030 12345678", "+493012345678", ""),
        ("sip:joaquim@example.org", "sip:joaquim@example.org", "Joaquim Ferreira"),
        ("carol@example.org", "sip:carol@example.org", ""),
        ("sips:carol@example.org", "sips:carol@example.org", ""),
    ],
)
def test_invitations(model: RoomViewModel, engine: FakeEngine, typed: str, target: str, name: str) -> None:
    show(model, rooms.room())
    assert model.invite(typed)
    assert in_room(engine) == [room_commands.InviteToRoom("r1", target, name)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("   ", "Type a name, a number or an address."),
        ("conf:other", "A room cannot be invited into a room."),
        ("112", "An emergency number cannot be invited into a room."),
        (
            "mira@studio.ahoy.invalid",
            "People nearby have another call service, and cannot come into rooms of this one.",
        ),
        ("what is this?", "“what is this?” cannot be called"),
        ("+49", "number"),
        ("\0\n", "cannot be called"),
        ("x" * 5000, "cannot be called"),
    ],
)
def test_nobody_is_invited_by_nonsense(
    model: RoomViewModel, engine: FakeEngine, notices: NoticesViewModel, typed: str, sentence: str
) -> None:
    show(model, rooms.room())
    assert not model.invite(typed)
    assert in_room(engine) == []
    assert sentence in notices.property("text") and notices.property("isError")


def test_a_number_needs_a_telephone_line(model: RoomViewModel, notices: NoticesViewModel) -> None:
    call = rooms.call(rooms.room())
    model.show_call(call, replace(scenes.without_line(), calls=(call,)))
    assert not model.invite("+493012345678")
    assert notices.property("text") == "This call service has no telephone line."


def test_invitations_need_a_room(model: RoomViewModel, engine: FakeEngine) -> None:
    assert not model.invite("anna")
    assert engine.commands == []


def test_what_happens_is_told_once_and_quietly(qtbot: QtBot, model: RoomViewModel) -> None:
    show(model, rooms.of(3, events=(RoomEvent(1, "Anna Lindqvist joined"),)))
    assert not model.toasts.rows and [row.text for row in model.events.rows] == ["Anna Lindqvist joined"]
    both = (RoomEvent(1, "Anna Lindqvist joined"), RoomEvent(2, "Bob\nMarsh left"))
    show(model, rooms.of(3, events=both))
    show(model, rooms.of(3, events=both))
    assert [row.text for row in model.toasts.rows] == ["Bob Marsh left"]
    show(model, None)
    assert not model.toasts.rows and not model.events.rows


def test_a_thousand_names_the_search_survives(model: RoomViewModel) -> None:
    many = tuple(ContactSnapshot(f"Person {n}", f"person-{n}") for n in range(1000))
    show(model, rooms.crowd(), replace(scenes.home(), contacts=many))
    model.setSearchText("person")
    assert 0 < len(model.offered.rows) <= 30


def test_a_member_with_nothing_but_an_id_has_a_name() -> None:
    nameless = rooms.other(1, name=" \n", address="", kind=MemberKind.SIP)
    assert room_words.names([nameless]) == {ANNA: "Somebody"}
    said = [room_words.raised_hand(place) for place in (0, 1, 2, 3, 11)]
    assert said[:3] == ["", "hand raised, first", "hand raised, second"]
    assert said[3:] == ["hand raised, number 3", "hand raised, number 11"]


def test_the_menu_of_a_tile_knows_what_can_be_done(model: RoomViewModel) -> None:
    show(model, rooms.presented())
    chosen = model.chosen
    chosen.choose(f"{ANNA}/screen")
    assert chosen.property("name") == "Screen of Anna Lindqvist" and chosen.property("screen")
    assert chosen.property("memberId") == ANNA and chosen.property("removable")
    model.stage.togglePin(f"{ANNA}/screen")
    assert chosen.property("pinned")
    model.stage.popOut(f"{ANNA}/screen")
    assert chosen.property("popped")
    chosen.choose(BOB)
    assert not chosen.property("popped") and chosen.property("promotable")
    model.setSearchText("nobody by that name")
    assert chosen.property("exists")
    show(model, rooms.room(rooms.other(1)))
    assert not chosen.property("exists")
    chosen.choose("nonsense")
    assert not chosen.property("exists")
