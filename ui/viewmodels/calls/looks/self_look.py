"""The own picture in a call: in which corner, how large, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.language.properties import Property
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

SMALLEST, LARGEST = 0.12, 0.5
"""Parts of the window's width that it may have."""
STEP = 0.05
LEFT, RIGHT = "left", "right"


@dataclass(frozen=True, slots=True)
class SelfLook:
    """Where it is and how large.

    ``side`` is left or right, where the person has put it whatever the language; empty as long as nobody has
    chosen one: then it is where lines end. ``share`` is the part of the window's width that it has; 0 as long
    as nobody has chosen one.
    """

    hidden: bool = False
    side: str = ""
    at_bottom: bool = True
    share: float = 0.0


def dropped(look: SelfLook, x: float, y: float) -> SelfLook:
    """Return ``look`` snapped to the corner nearest to its middle, told in parts of the pane."""
    return replace(look, side=RIGHT if x > 0.5 else LEFT, at_bottom=y > 0.5)


def sized(look: SelfLook, share: float) -> SelfLook:
    """Return ``look`` with this part of the width."""
    return replace(look, share=min(LARGEST, max(SMALLEST, share)))


@QmlElement
@QmlUncreatable("the own picture belongs to the calls")
class SelfLookViewModel(Mirror):  # type: ignore[operator]
    """Stays as the person has put it, from call to call."""

    hiddenChanged = Signal()
    sideChanged = Signal()
    atBottomChanged = Signal()
    shareChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(SelfLook(), parent)

    @Slot(float, float)
    def drop(self, x: float, y: float) -> None:
        """Snap to the corner nearest to its middle, told in parts of the pane."""
        self._show(dropped(self._state, x, y))

    @Slot(int, int)
    def move(self, across: int, down: int) -> None:
        """Go to the corner on that side (-1 or 1), as an arrow key asks for; 0 leaves it on its side."""
        look = self._state
        self._show(
            replace(
                look,
                side=(RIGHT if across > 0 else LEFT) if across else look.side,
                at_bottom=down > 0 if down else look.at_bottom,
            )
        )

    @Slot(float)
    def resize(self, share: float) -> None:
        """Take this part of the window's width."""
        self._show(sized(self._state, share))

    @Slot(float, int)
    def grow(self, present: float, steps: int) -> None:
        """Become so many steps larger than the part of the width that it has now; smaller if negative."""
        self.resize(present + steps * STEP)

    @Slot()
    def toggleHidden(self) -> None:
        """Be seen no more, or again. The other end sees it all the same."""
        self._show(replace(self._state, hidden=not self._state.hidden))

    @Property(bool, notify=hiddenChanged)
    def hidden(self) -> bool:
        """Whether the person does not want to see themselves."""
        return self._state.hidden  # type: ignore[no-any-return]

    @Property(str, notify=sideChanged)
    def side(self) -> str:
        """The side that the person chose, left or right; empty: where lines end."""
        return self._state.side  # type: ignore[no-any-return]

    @Property(bool, notify=atBottomChanged)
    def atBottom(self) -> bool:
        """Whether it is in a lower corner."""
        return self._state.at_bottom  # type: ignore[no-any-return]

    @Property(float, notify=shareChanged)
    def share(self) -> float:
        """Which part of the window's width it has; 0: the usual one."""
        return self._state.share  # type: ignore[no-any-return]
