"""The tile or member whose menu is open: what can be done with it, for as long as it is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.sentences import sentence
from ui.language.properties import Property
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rooms.members import MemberRow
from ui.viewmodels.rooms.stage import SCREEN

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ChosenState:
    """``key`` is that of the tile, ``member_id`` whose it is."""

    exists: bool = False
    key: str = ""
    member_id: str = ""
    name: str = ""
    screen: bool = False
    pinned: bool = False
    popped: bool = False
    mutable: bool = False
    removable: bool = False
    promotable: bool = False


@QmlElement
@QmlUncreatable("one per room")
class ChosenViewModel(Mirror):  # type: ignore[operator]
    """Mirrors whatever was chosen; it ends to exist when that leaves."""

    existsChanged = Signal()
    keyChanged = Signal()
    memberIdChanged = Signal()
    nameChanged = Signal()
    screenChanged = Signal()
    pinnedChanged = Signal()
    poppedChanged = Signal()
    mutableChanged = Signal()
    removableChanged = Signal()
    promotableChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ChosenState(), parent)
        self._key = ""
        self._rows: Sequence[MemberRow] = ()
        self._pinned = ""
        self._popped: Sequence[str] = ()

    def show_rows(self, rows: Sequence[MemberRow], pinned: str, popped: Sequence[str]) -> None:
        """Mirror what ``rows`` (all members) say of what was chosen."""
        self._rows, self._pinned, self._popped = rows, pinned, popped
        self._refresh()

    def _refresh(self) -> None:
        member_id = self._key.removesuffix(SCREEN)
        row = next((row for row in self._rows if row.key == member_id), None)
        if row is None:
            self._key = ""
            self._show(ChosenState())
            return
        is_screen = self._key != member_id
        self._show(
            ChosenState(
                exists=True,
                key=self._key,
                member_id=member_id,
                name=sentence("Screen of {name}", name=row.name) if is_screen else row.name,
                screen=is_screen,
                pinned=self._key == self._pinned,
                popped=self._key in self._popped,
                mutable=row.mutable,
                removable=row.removable,
                promotable=row.promotable,
            )
        )

    @Slot(str)
    def choose(self, key: str) -> None:
        """Have this tile in mind."""
        self._key = key
        self._refresh()

    @Property(bool, notify=existsChanged)
    def exists(self) -> bool:
        """Whether it is there still."""
        return self._state.exists  # type: ignore[no-any-return]

    @Property(str, notify=keyChanged)
    def key(self) -> str:
        """Key of the tile."""
        return self._state.key  # type: ignore[no-any-return]

    @Property(str, notify=memberIdChanged)
    def memberId(self) -> str:
        """Whose it is."""
        return self._state.member_id  # type: ignore[no-any-return]

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """What it is called."""
        return self._state.name  # type: ignore[no-any-return]

    @Property(bool, notify=screenChanged)
    def screen(self) -> bool:
        """Whether it is a shared screen."""
        return self._state.screen  # type: ignore[no-any-return]

    @Property(bool, notify=pinnedChanged)
    def pinned(self) -> bool:
        """Whether it is pinned."""
        return self._state.pinned  # type: ignore[no-any-return]

    @Property(bool, notify=poppedChanged)
    def popped(self) -> bool:
        """Whether it has a window of its own."""
        return self._state.popped  # type: ignore[no-any-return]

    @Property(bool, notify=mutableChanged)
    def mutable(self) -> bool:
        """Whether this person may mute the member."""
        return self._state.mutable  # type: ignore[no-any-return]

    @Property(bool, notify=removableChanged)
    def removable(self) -> bool:
        """Whether this person may send the member out."""
        return self._state.removable  # type: ignore[no-any-return]

    @Property(bool, notify=promotableChanged)
    def promotable(self) -> bool:
        """Whether this person may make the member the host."""
        return self._state.promotable  # type: ignore[no-any-return]
