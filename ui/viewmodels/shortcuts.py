"""The table of keys that the help shows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.sentences import sentence
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
        sentence("In a call"),
        ("Ctrl+D", sentence("Mute or unmute the microphone")),
        ("Ctrl+E", sentence("Show or pause your video")),
        ("Ctrl+H", sentence("Put the call on hold, or resume it")),
        ("Ctrl+Shift+H", sentence("Hang up, or cancel the call")),
        ("Ctrl+K", sentence("Keypad")),
        ("Ctrl+T", sentence("Transfer the call")),
        ("Ctrl+N", sentence("Add people, or call someone as well")),
        ("Ctrl+M", sentence("Microphone, speaker and camera")),
        ("Ctrl+Shift+S", sentence("Share your screen, or stop sharing")),
        ("F5", sentence("Look again which screens can be shared")),
        ("Ctrl+Shift+Z", sentence("Look at a shared screen pixel by pixel, or at all of it")),
        ("Ctrl+Shift+X", sentence("Exchange a shared screen and the camera")),
        ("Ctrl+I", sentence("Details of the call: who can listen, and what is measured")),
        ("Ctrl++", sentence("Magnify the picture; arrow keys move it")),
        ("Ctrl+-", sentence("Make it smaller again")),
        ("Ctrl+0", sentence("Back to 100 %")),
        ("Ctrl+Shift+F", sentence("Fill the window with the picture, or show all of it")),
        ("Ctrl+Shift+P", sentence("A small window in front of all others, or back")),
        ("Ctrl+Shift+V", sentence("See yourself or not, in a room also as a tile")),
        ("F11", sentence("Full screen")),
    ),
    *_rows(
        sentence("Several calls"),
        ("Ctrl+S", sentence("Swap: talk to the next call on hold")),
        ("Ctrl+1 to Ctrl+9", sentence("Talk to the call at this place of the list")),
        ("Ctrl+J", sentence("Connect the two calls with each other")),
        ("Ctrl+Shift+J", sentence("Merge the calls into one room")),
    ),
    *_rows(
        sentence("In a room"),
        ("Ctrl+R", sentence("Raise your hand, or take it down")),
        ("Ctrl+P", sentence("People in the room, and whom to invite")),
        ("Ctrl+G", sentence("Show who speaks large, or everybody alike")),
        ("PgUp", sentence("The page of tiles before")),
        ("PgDown", sentence("The next page of tiles")),
    ),
    *_rows(
        sentence("Someone calls"),
        ("Ctrl+Enter", sentence("Answer; a call that is going on goes on hold")),
        ("Ctrl+Shift+Enter", sentence("Answer without video")),
        ("Ctrl+Alt+Enter", sentence("End the present call and answer")),
        ("Esc", sentence("Decline the first call")),
        ("Ctrl+Shift+D", sentence("Decline the second call")),
        ("Ctrl+Shift+I", sentence("Ignore the second call: it rings unheard")),
    ),
    *_rows(
        sentence("Elsewhere"),
        ("Ctrl+L", sentence("Type whom to call")),
        ("Alt+1", sentence("Your calls")),
        ("Alt+2", sentence("Your contacts")),
        ("Alt+3", sentence("The telephone keypad")),
        ("Alt+4", sentence("Rooms")),
        ("Ctrl+Shift+N", sentence("Do not disturb, on or off")),
        ("Ctrl+,", sentence("Settings")),
        ("Ctrl+Q", sentence("Quit Ahoy")),
        ("F1", sentence("This table")),
        ("F2", sentence("Details of the chosen recent call")),
        ("Delete", sentence("Forget the chosen recent call")),
    ),
]


@QmlElement
@QmlUncreatable("one table for all")
class ShortcutModel(RowModel):  # type: ignore[operator]
    """The keys in the order in which they are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ShortcutRow, parent)
        self.assign(SHORTCUTS)
