"""The way into a room from the home screen: a name or a new id, its link, and the rooms of before."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.rooms import CONFERENCE_SCHEME
from core.sentences import sentence
from core.snapshots import AppSnapshot, HistorySnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.people.people import is_same
from ui.viewmodels.rows import RowModel
from ui.viewmodels.service import reason_against_call

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST = 64
ID_BYTES = 16
MOST_RECENT = 20


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room that was called before, or is among the contacts. ``key`` is its address."""

    key: str
    room: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class EntranceState:
    """What is typed. ``problem`` says what is wrong with it, ``reason`` why no room can be called at all."""

    text: str = ""
    problem: str = ""
    reason: str = ""
    link: str = ""


def room_id(text: str) -> str:
    """Return the room that was typed or pasted: an id, ``conf:ID`` or an ``ahoy:room/ID`` link."""
    from core.engine.rooms.links import room_of_link  # with the engine, not needed for the first picture

    text = text.strip()
    if (linked := room_of_link(text)) is not None:
        return linked
    return text[len(CONFERENCE_SCHEME) :].strip() if text.casefold().startswith(CONFERENCE_SCHEME) else text


def room_problem(text: str) -> str:
    """Say why this is no room; empty when it is one."""
    name = room_id(text)
    if not name:
        return sentence("Type the name of a room: anyone who types the same one meets you there.")
    if len(name) > LONGEST:
        return sentence(
            "The name of a room has {most} characters at most; this one has {number}.",
            most=LONGEST,
            number=len(name),
        )
    if not name.isprintable():
        return sentence("The name of a room is made of letters, digits and signs that can be seen.")
    return ""


def link_to(name: str) -> str:
    """Return the link that lets others into the room ``name``."""
    from core.engine.rooms.links import room_link

    return room_link(name)


def recent_rooms(history: Sequence[HistorySnapshot], snapshot: AppSnapshot, now: float) -> list[RoomRow]:
    """Return the rooms of the contacts and of recent calls, each once, those called last first."""
    names = {c.address: c.name for c in snapshot.contacts if c.address.startswith(CONFERENCE_SCHEME)}
    rows: dict[str, RoomRow] = {}
    for call in sorted(history, key=lambda call: -call.started_at):
        if call.address.startswith(CONFERENCE_SCHEME):
            name = names.get(call.address) or call.name or room_id(call.address)
            detail = words.when(call.started_at, now)
            rows.setdefault(call.address, RoomRow(call.address, room_id(call.address), room_id(name), detail))
    for address, name in names.items():
        rows.setdefault(address, RoomRow(address, room_id(address), name, sentence("Among your contacts")))
    return list(rows.values())[:MOST_RECENT]


@QmlElement
@QmlUncreatable("one per window")
class RoomEntranceViewModel(Mirror):  # type: ignore[operator]
    """What the person does to get into a room."""

    textChanged = Signal()
    problemChanged = Signal()
    reasonChanged = Signal()
    linkChanged = Signal()

    def __init__(
        self,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = time.time,
        new_id: Callable[[], str] = lambda: secrets.token_urlsafe(ID_BYTES),
    ) -> None:
        super().__init__(EntranceState(), parent)
        self._bridge = bridge
        self._now = now
        self._new_id = new_id
        self._listed: tuple[object, ...] = ()
        self._listed_on: tuple[int, ...] = ()
        self._recent = RowModel(RoomRow, self)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Mirror the rooms of before, and whether the service has rooms."""
        now = self._now()
        listed, today = (snapshot.history, snapshot.contacts), time.localtime(now)[:3]
        if not is_same(listed, self._listed) or today != self._listed_on:  # tomorrow it was “Yesterday”
            self._listed, self._listed_on = listed, today
            self._recent.assign(recent_rooms(snapshot.history, snapshot, now))
        self._show(replace(self._state, reason=reason_against_call(snapshot, f"{CONFERENCE_SCHEME}room")))

    @Slot(str)
    def setText(self, text: str) -> None:
        """What is typed; nothing is wrong with it before the person wants to go in."""
        name = room_id(text)
        is_room = bool(name) and not room_problem(name)
        self._show(replace(self._state, text=text, problem="", link=link_to(name) if is_room else ""))

    @Slot()
    def makeRoom(self) -> None:
        """Take an id that nobody can guess."""
        self.setText(self._new_id())

    @Slot(bool, result=bool)
    def join(self, video: bool) -> bool:
        """Go into the room that is typed; False, with what is wrong, when that is none."""
        problem = self._state.reason or room_problem(self._state.text)
        self._show(replace(self._state, problem=problem))
        if problem:
            return False
        self.joinAgain(CONFERENCE_SCHEME + room_id(self._state.text), video)
        self.setText("")
        return True

    @Slot(str, bool)
    def joinAgain(self, key: str, video: bool) -> None:
        """Go into a room of the list."""
        if not self._state.reason:
            self._bridge.post(commands.PlaceCall(key, video))

    @Slot(str, result=str)
    def linkOf(self, key: str) -> str:
        """Return the link to a room of the list."""
        return link_to(room_id(key))

    @Property(QObject, constant=True)
    def recent(self) -> QObject:
        """The rooms of before: ``key``, ``room``, ``name``, ``detail``."""
        return self._recent

    @Property(str, notify=textChanged)
    def text(self) -> str:
        """What is typed."""
        return self._state.text  # type: ignore[no-any-return]

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is wrong with it, as a sentence."""
        return self._state.problem  # type: ignore[no-any-return]

    @Property(str, notify=reasonChanged)
    def reason(self) -> str:
        """Why the service has no rooms; empty if it has."""
        return self._state.reason  # type: ignore[no-any-return]

    @Property(str, notify=linkChanged)
    def link(self) -> str:
        """The link to the room that is typed; empty as long as that is none."""
        return self._state.link  # type: ignore[no-any-return]
