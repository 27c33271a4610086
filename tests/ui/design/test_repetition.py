"""What the gallery has is built once: no screen makes a row, a heading or a button of its own."""

from __future__ import annotations

import re
from pathlib import Path

from ui.app import QML

BARE = re.compile(
    r"^\s*(?:\w+: )?T\.(\w*(?:Delegate|Button|Field|Area|Slider|Switch|CheckBox|ComboBox|ToolTip))\b", re.M
)
ONLY_ONE = {
    "call/TrustBadge.qml": "the badge of trust is a button as long as its sentence",
    "call/stage/RemoteView.qml": "a picture that is clicked on",
    "home/NavBar.qml": "the ways about the window, a sign above its word",
    "home/ProfileHeader.qml": "the own face leads to the account",
    "room/RoomTile.qml": "a picture that is clicked on",
}
"""What there is once in the program, and so in no gallery."""
HEADINGS = {"controls/marks/Heading.qml", "room/RoomHead.qml"}
"""The second is read as a whole: the name of the room, who is there and since when."""


def named(pattern: re.Pattern[str]) -> dict[str, list[str]]:
    """Return what of ``pattern`` each file outside the gallery's controls has."""
    texts: dict[str, str] = {
        path.relative_to(QML).as_posix(): path.read_text(encoding="utf-8") for path in _screens()
    }
    return {name: found for name, text in texts.items() if (found := pattern.findall(text))}


def _screens() -> list[Path]:
    return sorted(QML.rglob("*.qml"))


def test_no_screen_makes_a_control_of_its_own() -> None:
    found = {name: bare for name, bare in named(BARE).items() if not name.startswith("controls/")}
    assert found.keys() == ONLY_ONE.keys(), "use one of ui/qml/controls, or give it a state there"


def test_headings_are_made_once() -> None:
    assert named(re.compile(r"Accessible\.role: Accessible\.Heading")).keys() == HEADINGS
