"""The stage of a room as QML sees it: its tiles with their places, and how the person looks at them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import room_commands
from core.rooms import RoomSnapshot
from core.sentences import sentence
from core.snapshots import CallSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.calls.call import sends_picture
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rooms import room_words
from ui.viewmodels.rooms.layout import NOWHERE, Box
from ui.viewmodels.rooms.speaker import Speaker, step
from ui.viewmodels.rooms.stage import (
    SelfView,
    Stage,
    View,
    Wishes,
    arrange,
    drawn_heights,
    may_speak,
    raised_in_order,
    screens_in_order,
    tiles_of,
)
from ui.viewmodels.rooms.tiles import Drawn, TileModel, tile_row

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

REPORT_MS = 150
"""Milliseconds without a change after which the room is told what is drawn how large."""
SELF_VIEWS = {
    SelfView.TILE: sentence("See yourself in a corner"),
    SelfView.CORNER: sentence("Do not see yourself"),
    SelfView.OFF: sentence("See yourself as a tile"),
}
"""In the order in which they follow each other, each with what comes next."""


@dataclass(frozen=True, slots=True)
class StageState:
    """How the room is looked at. ``view``: grid or speaker, as the button shows it."""

    view: str = View.GRID.value
    self_view: str = SelfView.TILE.value
    self_view_words: str = ""
    page: int = 0
    pages: int = 1
    elsewhere: str = ""
    """Who speaks on a page that is not seen, as a sentence; empty if nobody does."""


@dataclass(frozen=True, slots=True)
class Pane:
    """The space for tiles, in pixels of the window; each is ``scale`` pixels of the screen."""

    space: Box = NOWHERE
    scale: float = 1.0
    is_seen: bool = False


@QmlElement
@QmlUncreatable("one for the call on the screen")
class RoomStageViewModel(Mirror):  # type: ignore[operator]
    """Lays the room out whenever it, the window or the person's wish changes, and says what is drawn.

    ``wished`` (for Python) says that the person pinned something, or gave it a window.
    """

    viewChanged = Signal()
    selfViewChanged = Signal()
    selfViewWordsChanged = Signal()
    pageChanged = Signal()
    pagesChanged = Signal()
    elsewhereChanged = Signal()
    wished = Signal()

    def __init__(
        self,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(StageState(), parent)
        self._bridge = bridge
        self._monotonic = monotonic
        self._call: CallSnapshot | None = None
        self._wishes = Wishes()
        self._pane = Pane()
        self._windows: dict[str, int] = {}
        self._speaker = Speaker()
        self._hands: tuple[str, ...] = ()
        self._stage = Stage()
        self._remembered: dict[str, Box] = {}
        self._reported: tuple[tuple[str, int], ...] = ()
        self._tiles = TileModel(self)
        self._popped = TileModel(self)
        self._wake = self._timer(self._look_again)
        self._report_later = self._timer(self._report)
        self._report_later.setInterval(REPORT_MS)

    def _timer(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(then)
        return timer

    @property
    def hands(self) -> tuple[str, ...]:
        """Whose hands are up, the first first, for Python."""
        return self._hands

    @property
    def wishes(self) -> Wishes:
        """What the person chose, for Python."""
        return self._wishes

    @property
    def stage(self) -> Stage:
        """Where everything is, for Python."""
        return self._stage

    def show_call(self, call: CallSnapshot | None) -> None:
        """Mirror the room of ``call``; a call without one leaves no tile and no window."""
        room = call.room if call is not None and call.room is not None and call.room.has_roster else None
        before = self._call
        if before is not None and (room is None or call is None or before.call_id != call.call_id):
            self._forget()
        self._call = call if room is not None else None
        if room is not None:
            self._hands = raised_in_order(self._hands, room.members)
            self._follow_screens(room)
            self._arrange()

    def _forget(self) -> None:
        self._wishes = Wishes(view=self._wishes.view)
        self._windows, self._hands, self._remembered = {}, (), {}
        self._speaker, self._stage, self._reported = Speaker(), Stage(), ()
        self._wake.stop()
        self._report_later.stop()
        self._tiles.assign([])
        self._popped.assign([])
        self._show(StageState(view=self._wishes.view.value))

    def _follow_screens(self, room: RoomSnapshot) -> None:
        """A screen that has just come becomes the large tile; tiles of who has left have no wishes."""
        wishes, tiles = self._wishes, tiles_of(room)
        keys = {tile.key for tile in tiles}
        screens = screens_in_order(wishes.screens, tiles)
        has_come = any(key not in wishes.screens for key in screens)
        self._wishes = replace(
            wishes,
            screens=screens,
            screen_large=wishes.screen_large or has_come,
            pinned=wishes.pinned if wishes.pinned in keys else "",
            popped=tuple(key for key in wishes.popped if key in keys),
        )
        self._windows = {key: height for key, height in self._windows.items() if key in keys}
        self._remembered = {key: box for key, box in self._remembered.items() if key in keys}

    @Slot()
    def _look_again(self) -> None:
        if self._call is not None:
            self._arrange()

    def _arrange(self) -> None:
        """Lay everything out anew; cheap enough for every snapshot and every step of a window's edge."""
        call, room = self._call, self._call.room if self._call is not None else None
        if call is None or room is None:
            return
        self._follow_speaker(room)
        self._stage = arrange(
            room, self._wishes, self._speaker.member_id, self._pane.space, self._stage.columns
        )
        self._wishes = replace(self._wishes, page=self._stage.page)
        self._remembered |= self._stage.boxes
        self._fill_rows(call, room)
        self._show(self._state_now(room))
        self._plan_report(room)

    def _follow_speaker(self, room: RoomSnapshot) -> None:
        now = self._monotonic()
        talking = frozenset(member.member_id for member in room.members if member.is_talking)
        self._speaker = step(self._speaker, now, may_speak(room), talking)
        if self._speaker.due_at is None:
            self._wake.stop()
        else:
            self._wake.start(max(1, round((self._speaker.due_at - now) * 1000) + 1))

    def _fill_rows(self, call: CallSnapshot, room: RoomSnapshot) -> None:
        drawn = Drawn(
            call_id=call.call_id,
            sees_self=sends_picture(call),
            names=room_words.names(room.members),
            hands=self._hands,
            boxes=self._stage.boxes,
            remembered=self._remembered,
            pinned=self._wishes.pinned,
        )
        rows = {tile.key: tile_row(tile, drawn) for tile in tiles_of(room)}
        popped = [replace(rows[key], shown=True) for key in self._wishes.popped]
        self._tiles.assign([row for key, row in rows.items() if key not in self._wishes.popped])
        self._popped.assign(popped)

    def _state_now(self, room: RoomSnapshot) -> StageState:
        stage = self._stage
        names = room_words.names(room.members)
        unseen = [
            names[member.member_id]
            for member in room.members
            if member.is_talking
            and not member.is_self
            and member.member_id not in stage.boxes
            and member.member_id not in self._wishes.popped
        ]
        return StageState(
            view=View.SPEAKER.value if stage.large else self._wishes.view.value,
            self_view=stage.self_view.value,
            self_view_words=SELF_VIEWS[stage.self_view],
            page=stage.page,
            pages=stage.pages,
            elsewhere=sentence("{name} is speaking", name=unseen[0]) if unseen else "",
        )

    def _plan_report(self, room: RoomSnapshot) -> None:
        pane = self._pane
        heights = drawn_heights(room, self._stage, self._windows, pane.scale, is_seen=pane.is_seen)
        if heights == self._reported:
            self._report_later.stop()
        else:
            self._report_later.start()

    @Slot()
    def _report(self) -> None:
        call, pane = self._call, self._pane
        if call is None or call.room is None:
            return
        heights = drawn_heights(call.room, self._stage, self._windows, pane.scale, is_seen=pane.is_seen)
        if heights != self._reported:
            self._reported = heights
            self._bridge.post(room_commands.ViewMembers(call.call_id, heights))

    def _wish(self, **changes: object) -> None:
        self._wishes = replace(self._wishes, **changes)  # type: ignore[arg-type]
        self._arrange()
        self.wished.emit()

    def _has(self, key: str) -> bool:
        room = self._call.room if self._call is not None else None
        return room is not None and any(tile.key == key for tile in tiles_of(room))

    @Slot(float, float, float, float, float, bool)
    def setPane(self, x: float, y: float, width: float, height: float, scale: float, seen: bool) -> None:
        """Use this space from now on; ``seen`` is false while the window is hidden."""
        space = Box(round(x), round(y), max(0, round(width)), max(0, round(height)))
        pane = Pane(space, max(0.1, scale), seen)
        if pane != self._pane:
            self._pane = pane
            self._arrange()

    @Slot()
    def toggleView(self) -> None:
        """Go from the grid to one large tile, or back: what was pinned or shared then is a tile as others."""
        if self._stage.large:
            self._wish(view=View.GRID, pinned="", screen_large=False, page=0)
        else:
            self._wish(view=View.SPEAKER, screen_large=True, page=0)

    @Slot(str)
    def togglePin(self, key: str) -> None:
        """Make a tile the large one for as long as the person wants, or no longer."""
        if self._has(key):
            self._wish(pinned="" if self._wishes.pinned == key else key, page=0)

    @Slot()
    def nextSelfView(self) -> None:
        """See oneself as a tile, in a corner, not at all, and so on."""
        views = list(SELF_VIEWS)
        place = views.index(self._stage.self_view)
        self._wish(self_view=views[(place + 1) % len(views)])

    @Slot(int)
    def turn(self, pages: int) -> None:
        """Show the page that many further on, or back."""
        self._wish(page=max(0, self._wishes.page + pages))

    @Slot(str)
    def popOut(self, key: str) -> None:
        """Show a tile in a window of its own instead."""
        if self._has(key) and key not in self._wishes.popped:
            pinned = "" if self._wishes.pinned == key else self._wishes.pinned
            self._wish(popped=(*self._wishes.popped, key), pinned=pinned)

    @Slot(str)
    def popIn(self, key: str) -> None:
        """Show it on the stage again."""
        if key in self._wishes.popped:
            self._windows.pop(key, None)
            self._wish(popped=tuple(other for other in self._wishes.popped if other != key))

    @Slot(str, float, bool)
    def setWindow(self, key: str, height: float, seen: bool) -> None:
        """How high the tile is in its own window, in pixels of the screen."""
        if key in self._wishes.popped:
            self._windows[key] = max(0, round(height)) if seen else 0
            self._arrange()

    @Property(TileModel, constant=True)
    def tiles(self) -> TileModel:
        """Every tile but those in windows of their own."""
        return self._tiles

    @Property(TileModel, constant=True)
    def windows(self) -> TileModel:
        """The tiles in windows of their own."""
        return self._popped

    @Property(str, notify=viewChanged)
    def view(self) -> str:
        """``grid``, or ``speaker`` when one tile is large."""
        return self._state.view  # type: ignore[no-any-return]

    @Property(str, notify=selfViewChanged)
    def selfView(self) -> str:
        """Where the person sees themselves: ``tile``, ``corner`` or ``off``."""
        return self._state.self_view  # type: ignore[no-any-return]

    @Property(str, notify=selfViewWordsChanged)
    def selfViewWords(self) -> str:
        """What ``nextSelfView`` does."""
        return self._state.self_view_words  # type: ignore[no-any-return]

    @Property(int, notify=pageChanged)
    def page(self) -> int:
        """Which page is seen, from 0."""
        return self._state.page  # type: ignore[no-any-return]

    @Property(int, notify=pagesChanged)
    def pages(self) -> int:
        """How many pages there are."""
        return self._state.pages  # type: ignore[no-any-return]

    @Property(str, notify=elsewhereChanged)
    def elsewhere(self) -> str:
        """Who speaks on a page that is not seen."""
        return self._state.elsewhere  # type: ignore[no-any-return]
