"""The screens of a conference room, for ``screenshots.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Q_ARG, QMetaObject

from core.rooms import RoomEvent, RoomSnapshot
from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.drawn import Act, child, desktop, engine_of, gradient, items_below, nothing, open_panel, settle
from tests.ui.fake_engine import FakeEngine
from tests.ui.rooms import rooms
from ui.app import Window
from ui.viewmodels.rooms.tiles import shows_camera


def room_of(count: int) -> Callable[[], AppSnapshot]:
    """A room of so many, of whom the second speaks."""

    def build() -> AppSnapshot:
        room = rooms.of(count)
        members = [replace(m, is_talking=place == 1) for place, m in enumerate(room.members)]
        return rooms.in_room(replace(room, members=tuple(members)))

    return build


def crowd_speaking() -> RoomSnapshot:
    room = rooms.crowd()
    *others, last = room.members
    return replace(room, members=(*others, replace(last, is_talking=True)))


def in_room(act: str, *arguments: object) -> Act:
    def do(window: Window) -> None:
        getattr(window.app.calls.room.stage, act)(*arguments)  # type: ignore[attr-defined]

    return do


def people_panel(text: str = "") -> Act:
    def act(window: Window) -> None:
        QMetaObject.invokeMethod(child(window, "callScreen"), "togglePanel", Q_ARG("QString", "people"))
        settle(0.3)
        if text:
            child(window, "peopleField").setProperty("text", text)
            window.app.calls.room.setSearchText(text)  # type: ignore[attr-defined]

    return act


def tile_menu(number: int) -> Act:
    def act(window: Window) -> None:
        settle(0.4)
        tiles = [item for item in items_below(window.view.contentItem()) if item.objectName() == "roomTile"]
        QMetaObject.invokeMethod(tiles[number], "openMenu")

    return act


def end_question(window: Window) -> None:
    QMetaObject.invokeMethod(child(window, "roomScreen"), "askEnd")


def rooms_list(act: str = "", *arguments: object) -> Act:
    """Show the rooms of the home screen, and do something there."""

    def do(window: Window) -> None:
        child(window, "sidebar").setProperty("list", "rooms")
        if act:
            getattr(window.app.rooms, act)(*arguments)  # type: ignore[attr-defined]
        if act == "setText":
            window.app.rooms.join(True)  # type: ignore[attr-defined]

    return do


def visited() -> AppSnapshot:
    """The home of somebody who was in rooms before."""
    began = replace(scenes.history()[1], call_id="v1", name="Room harbour-fest", address="conf:harbour-fest")
    earlier = replace(scenes.history()[2], call_id="v2", name="", address="conf:Weekly standup")
    return replace(scenes.home(), history=(began, earlier, *scenes.history()))


def somebody_came(window: Window) -> None:
    engine = engine_of(window)
    room = replace(rooms.of(4), events=(RoomEvent(1, "Carol Idris joined."), RoomEvent(2, "Tobias left.")))
    settle(0.2)
    engine.publish(rooms.in_room(room))


SKIES = ((222, 184, 150), (96, 148, 170), (150, 190, 150), (190, 150, 186), (200, 170, 110), (120, 130, 180))


def put_members(engine: FakeEngine, call_id: str, room: RoomSnapshot) -> None:
    """Give every member a picture, each in colours of its own."""
    for number, member in enumerate(room.members):
        name = f"{call_id}/member/{member.member_id}"
        if shows_camera(member) and not member.is_self:
            engine.picture(name).put(gradient(640, 360, warm=True, sky=SKIES[number % len(SKIES)]))
        if member.is_sharing:
            engine.picture(f"{name}/screen").put(desktop(1920, 1080))


ROOMS: dict[str, tuple[Callable[[], AppSnapshot], Act]] = {
    **{f"room-{n}": (room_of(n), nothing) for n in (1, 2, 3, 4, 6, 9, 16)},
    **{f"room-speaker-{n}": (room_of(n), in_room("toggleView")) for n in (1, 2, 3, 6, 16)},
    "room-lively": (lambda: rooms.in_room(rooms.lively()), nothing),
    "room-pinned": (room_of(6), in_room("togglePin", rooms.ident(3))),
    "room-screen": (lambda: rooms.in_room(rooms.presented()), nothing),
    "room-screen-grid": (lambda: rooms.in_room(rooms.presented()), in_room("toggleView")),
    "room-crowd": (lambda: rooms.in_room(crowd_speaking()), nothing),
    "room-crowd-speaker": (lambda: rooms.in_room(rooms.crowd()), in_room("toggleView")),
    "room-people": (lambda: rooms.in_room(rooms.lively()), people_panel()),
    "room-people-guest": (lambda: rooms.in_room(rooms.room(*rooms.of(5).members[1:])), people_panel()),
    "room-invite": (lambda: rooms.in_room(rooms.lively()), people_panel("jo")),
    "room-menu": (room_of(6), tile_menu(2)),
    "room-end": (room_of(6), end_question),
    "room-more": (room_of(6), open_panel("more")),
    "room-events": (room_of(4), somebody_came),
    "room-locked": (lambda: rooms.in_room(rooms.of(3, is_locked=True), muted=True), nothing),
    "room-and-call": (lambda: rooms.in_room(rooms.of(5), scenes.held()), nothing),
    "rooms": (scenes.home, rooms_list()),
    "rooms-new": (visited, rooms_list("makeRoom")),
    "rooms-problem": (visited, rooms_list("setText", "x" * 70)),
    "rooms-none": (scenes.foreign, rooms_list()),
    "merge": (scenes.two_calls, nothing),
    "bring-in": (lambda: scenes.in_call(scenes.bakery()), open_panel("add")),
    "room-held": (lambda: rooms.in_room(rooms.of(5), is_held=True, has_microphone=False), nothing),
}
