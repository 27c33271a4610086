"""When the other end's picture is in a window of its own: by choice, or while the big one is out of sight."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.language.properties import Property
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides. ``chosen``: the person put the picture out; ``closed``: away again, for this absence."""

    call_id: str = ""
    is_talking: bool = False
    is_big_seen: bool = True
    is_wanted: bool = True
    """Whether it comes by itself when the big window is out of sight."""
    chosen: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class SmallWindow:
    """``shown``: there is one. ``popped_out``: by choice, so that the big window has no picture."""

    shown: bool = False
    popped_out: bool = False


def small_window(now: Circumstances) -> SmallWindow:
    """Return whether there is a small window."""
    by_itself = not now.is_big_seen and now.is_wanted and not now.closed
    return SmallWindow(now.is_talking and (now.chosen or by_itself), now.is_talking and now.chosen)


@QmlElement
@QmlUncreatable("the small window belongs to the calls")
class SmallWindowViewModel(Mirror):  # type: ignore[operator]
    """Follows the call on the screen; another call begins in the big window."""

    shownChanged = Signal()
    poppedOutChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(SmallWindow(), parent)
        self._now = Circumstances()

    def show_call(self, call_id: str, *, is_talking: bool) -> None:
        """Take note of the call on the screen, and whether people talk in it."""
        if call_id != self._now.call_id:
            self._change(call_id=call_id, chosen=False, closed=False)
        self._change(is_talking=is_talking)

    @Slot(bool)
    def setBigSeen(self, seen: bool) -> None:
        """Take note whether the big window can be seen: it is neither minimised nor hidden."""
        if seen != self._now.is_big_seen:
            self._change(is_big_seen=seen, closed=False)

    @Slot()
    def toggle(self) -> None:
        """Put the picture into a window of its own, or back."""
        self._change(chosen=not self._now.chosen)

    @Slot()
    def close(self) -> None:
        """Put it back; out of sight of the big window, keep it away until that was seen again."""
        self._change(chosen=False, closed=not self._now.is_big_seen)

    def _change(self, **changes: object) -> None:
        self._now = replace(self._now, **changes)  # type: ignore[arg-type]
        self._show(small_window(self._now))

    @Property(bool, notify=shownChanged)
    def shown(self) -> bool:
        """Whether there is a small window."""
        return self._state.shown  # type: ignore[no-any-return]

    @Property(bool, notify=poppedOutChanged)
    def poppedOut(self) -> bool:
        """Whether the picture is there by choice, and not in the big window."""
        return self._state.popped_out  # type: ignore[no-any-return]
