"""Only the theme knows a colour; only it and the controls know sizes, distances, corners and durations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.app import QML

NAMES = "black|white|red|green|blue|gray|grey|yellow|orange|silver|cyan|magenta"
COLOUR = re.compile(rf'"#[0-9a-fA-F]{{3,8}}"|Qt\.(rgba|hsla|hsva|color)\(|"(?:{NAMES})"')
FONT = re.compile(r'font\.(pixelSize|pointSize):.*\b\d+(?!\w)|font\.family: *"')
DISTANCE = re.compile(r"\b(?:\w*[mM]argins?|\w*[sS]pacing|\w*[pP]adding|radius): *-?(?!0$)\d+(?:\.\d+)?$")
DURATION = re.compile(r"\bduration:.*(?<![\w.])\d{2,}")
EVERYWHERE = (COLOUR,)
OUTSIDE_CONTROLS = (FONT, DISTANCE, DURATION)
MASK = {"controls/pictures/Picture.qml": '"white"'}
"""Where a colour is none: a mask is opaque or not."""


def literals(text: str, name: str) -> Iterator[str]:
    """Yield each line of the QML file ``name`` with a value that belongs into the theme."""
    rules = EVERYWHERE if name.startswith("controls/") else (*EVERYWHERE, *OUTSIDE_CONTROLS)
    for number, line in enumerate(text.splitlines(), start=1):
        code = re.sub(r"//.*", "", line).rstrip()
        if name in MASK:
            code = code.replace(MASK[name], "")
        code = code.replace("font.letterSpacing", "")
        if any(rule.search(code) for rule in rules):
            yield f"{name}:{number}: {line.strip()}"


def screens() -> list[Path]:
    return sorted(path for path in QML.rglob("*.qml") if path.parent.name != "theme")


def test_every_value_of_the_design_is_in_the_theme() -> None:
    found = [
        line
        for path in screens()
        for line in literals(path.read_text(encoding="utf-8"), path.relative_to(QML).as_posix())
    ]
    assert found == [], "use a role of ui/qml/theme/Theme.qml instead"


@pytest.mark.parametrize(
    "line",
    [
        'color: "#ff0000"',
        'color: hovered ? Theme.hover : "#fff"',
        'colour: "white"',
        "color: Qt.rgba(0, 0, 0, 0.5)",
        "font.pixelSize: 13",
        "font.pixelSize: narrow ? Theme.body : 18",
        "font.pointSize: 11",
        'font.family: "Helvetica"',
        "anchors.margins: 14",
        "Layout.leftMargin: -10",
        "spacing: 5",
        "leftPadding: 3",
        "radius: 12",
        "NumberAnimation { duration: 300 }",
        "duration: Theme.calm + 20",
    ],
)
def test_a_literal_is_found(line: str) -> None:
    assert list(literals(f"    {line}\n", "home/Some.qml"))


@pytest.mark.parametrize(
    "line",
    [
        "color: Theme.text",
        'color: "transparent"',
        "font.pixelSize: Theme.body",
        "spacing: 0",
        "anchors.margins: Theme.normal",
        "radius: width / 2",
        "duration: Theme.quick",
        "duration: 0",
        "// 14 pixels, as in spacing: 14",
        "width: Math.min(360, parent.width - 32)",
    ],
)
def test_what_is_no_literal_is_left_alone(line: str) -> None:
    assert list(literals(f"    {line}\n", "home/Some.qml")) == []
