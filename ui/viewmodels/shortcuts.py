"""The table of keys that the help shows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ShortcutRow:
    """Keys and what they do, under the heading ``section``."""

    key: str
    section: str
    does: str


def _rows(section: str, *rows: tuple[str, str]) -> list[ShortcutRow]:
    return [ShortcutRow(keys, section, does) for keys, does in rows]


SHORTCUTS = [
    *_rows(
        "In a call",
        ("Ctrl+D", "Mute or unmute the microphone"),
        ("Ctrl+E", "Show or pause your video"),
        ("Ctrl+H", "Put the call on hold, or resume it"),
        ("Ctrl+Shift+H", "Hang up, or cancel the call"),
        ("Ctrl+K", "Keypad"),
        ("Ctrl+T", "Transfer the call"),
        ("Ctrl+N", "Add people, or call someone as well"),
        ("Ctrl+M", "Microphone, speaker and camera"),
        ("Ctrl+Shift+S", "Share your screen, or stop sharing"),
        ("F5", "Look again which screens can be shared"),
        ("Ctrl+Shift+Z", "Look at a shared screen pixel by pixel, or at all of it"),
        ("Ctrl+Shift+X", "Exchange a shared screen and the camera"),
        ("F11", "Full screen"),
    ),
    *_rows(
        "Several calls",
        ("Ctrl+S", "Swap: talk to the next call on hold"),
        ("Ctrl+1 to Ctrl+9", "Talk to the call at this place of the list"),
        ("Ctrl+J", "Connect the two calls with each other"),
        ("Ctrl+Shift+J", "Merge the calls into one room"),
    ),
    *_rows(
        "In a room",
        ("Ctrl+R", "Raise your hand, or take it down"),
        ("Ctrl+P", "People in the room, and whom to invite"),
        ("Ctrl+G", "Show who speaks large, or everybody alike"),
        ("Ctrl+Shift+V", "See yourself as a tile, in a corner, or not at all"),
        ("PgUp", "The page of tiles before"),
        ("PgDown", "The next page of tiles"),
    ),
    *_rows(
        "Someone calls",
        ("Ctrl+Enter", "Answer; a call that is going on goes on hold"),
        ("Ctrl+Shift+Enter", "Answer without video"),
        ("Ctrl+Alt+Enter", "End the present call and answer"),
        ("Esc", "Decline the first call"),
        ("Ctrl+Shift+D", "Decline the second call"),
        ("Ctrl+Shift+I", "Ignore the second call: it rings unheard"),
    ),
    *_rows(
        "Elsewhere",
        ("Ctrl+L", "Type whom to call"),
        ("Ctrl+Shift+N", "Do not disturb, on or off"),
        ("Ctrl+,", "Settings"),
        ("Ctrl+Q", "Quit Ahoy"),
        ("F1", "This table"),
        ("F2", "Details of the chosen recent call"),
        ("Delete", "Forget the chosen recent call"),
    ),
]


@QmlElement
@QmlUncreatable("one table for all")
class ShortcutModel(RowModel):  # type: ignore[operator]
    """The keys in the order in which they are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ShortcutRow, parent)
        self.assign(SHORTCUTS)
