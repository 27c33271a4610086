"""Numbers, addresses and times within text that runs from right to left are read from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextLayout

from core.languages import MIRRORED
from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.rooms import rooms
from tests.ui.screen import Screen
from tests.ui.whole.test_compact import both, settings
from tests.ui.whole.test_mirrored import CALLS, at_rest, nothing, panel
from tests.ui.whole.test_same_controls import SCREENS, Act, turned_to

OpenScreen = Callable[..., Screen]
NUMBER = "+49 30 1234567"
ADDRESS = "sip:+49301234567@pbx.example.org:5061"
KEPT = re.compile(
    r"""(?x)
    \w+://[^\s\u200f\u2069]+        # a web address
    | [^\s\u2066-\u2069·]+@[\w.:-]+ # an address of SIP
    | \+\d[\d\ ]+\d                 # a telephone number
    | \d+(?::\d\d)+                 # a time, or how long it took
    | (?:\d{1,3}\.){3}\d+(?::\d+)?  # a machine
    | \d+[\u00d7x/-]\d+             # a size, a share, a span
    """
)
_INSERTED = re.compile("\u2068[^\u2068\u2069]*\u2069")
_LETTER = re.compile(r"[^\W\d_]")


def as_arabic(text: str) -> str:
    """Return ``text`` with letters that run from right to left where it was translated."""
    kept = [match.span() for pattern in (KEPT, _INSERTED) for match in pattern.finditer(text)]
    return "".join(
        letter if any(begin <= i < end for begin, end in kept) else _LETTER.sub("א", letter)
        for i, letter in enumerate(text)
    )


def is_in_order(text: str, begin: int, end: int) -> bool:
    """Whether what stands there is drawn from left to right, without a gap."""
    layout = QTextLayout(text)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    glyphs = [run for place in range(begin, end) for run in line.glyphRuns(place, 1)]
    places = [run.positions()[0].x() for run in glyphs]
    assert places
    return places == sorted(places)


def texts(screen: Screen) -> Iterator[str]:
    for item in screen.items():
        if item.inherits("QQuickText") and item.property("text"):
            yield str(item.property("text"))


def disordered(screen: Screen) -> set[str]:
    return {
        f"{match.group()} in {text!r}"
        for text in texts(screen)
        for match in KEPT.finditer(text)
        if not is_in_order(as_arabic(text) if "\u200f" in text else text, *match.span())
    }


def by_account() -> AppSnapshot:
    call = scenes.stranger(account=NUMBER, remote_name=NUMBER)
    return scenes.in_call(call)


def called(name: str = NUMBER) -> Callable[[], AppSnapshot]:
    def build() -> AppSnapshot:
        missed = [
            replace(call, name="", address=address)
            for call, address in zip(scenes.news(), (NUMBER, ADDRESS, "+4930555000") * 3, strict=False)
        ]
        return replace(scenes.accounts(), history=tuple(missed), blocked=(NUMBER, ADDRESS))

    return build


def named(call: Callable[..., object], name: str) -> Callable[[], AppSnapshot]:
    return lambda: scenes.in_call(call(remote_name=name, remote_address=name))  # type: ignore[arg-type]


STRANGERS: dict[str, tuple[Callable[[], AppSnapshot], Act]] = {
    "by an account": (by_account, nothing),
    "their details": (by_account, panel("details")),
    "to be transferred": (by_account, panel("transfer")),
    "a number rings": (named(scenes.incoming, NUMBER), nothing),
    "an address rings": (named(scenes.incoming, ADDRESS), nothing),
    "ringing at a number": (named(scenes.outgoing, NUMBER), nothing),
    "ended": (named(scenes.ended, NUMBER), nothing),
    "held": (named(scenes.held, ADDRESS), nothing),
    "muted": (
        lambda: scenes.in_call(
            scenes.established(remote_name=NUMBER, remote_muted=True, quality=scenes.QUALITY)
        ),
        nothing,
    ),
    "a number waits": (
        lambda: scenes.in_call(scenes.established(), scenes.incoming(remote_name=NUMBER)),
        nothing,
    ),
    "two numbers": (lambda: scenes.in_call(scenes.held(remote_name=ADDRESS), scenes.stranger()), nothing),
    "last calls": (called(), turned_to("recent")),
    "one call": (called(), both(turned_to("recent"), lambda s: s.app.recent.open("n6"))),
    "blocked": (called(), settings("privacy")),
    "accounts": (called(), settings("account")),
    "a room's telephone": (
        lambda: rooms.in_room(rooms.room(rooms.phone(1), rooms.phone(2, is_muted=True))),
        panel("people"),
    ),
}


@pytest.mark.parametrize("name", SCREENS | CALLS | STRANGERS)
def test_numbers_and_addresses_are_read_from_left_to_right(open_screen: OpenScreen, name: str) -> None:
    build, act = (SCREENS | CALLS | STRANGERS)[name]
    screen = open_screen(build(), size=(1440, 900))
    screen.window.language.choose(MIRRORED)
    screen.app.appearance.setStill(True)
    act(screen)
    at_rest(screen)
    if name in STRANGERS:
        assert any(KEPT.search(text) for text in texts(screen))
    assert disordered(screen) == set()


@pytest.mark.parametrize(
    ("text", "is_fine"),
    [
        ("\u200f\u05d0 +49 30 1234", False),
        ("\u200f\u05d0 \u2068+49 30 1234\u2069", True),
        ("+49 30 1234", True),
        ("1:02:03 · \u200f\u05d0", True),
    ],
)
def test_the_test_sees_what_is_out_of_order(text: str, is_fine: bool) -> None:
    [match] = KEPT.finditer(text)
    assert is_in_order(text, *match.span()) == is_fine
