"""The telephone keys of the call on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import CallSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.calls import call_words
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

KEYS = frozenset("0123456789*#ABCD,")
"""What a call takes; a comma is a pause of two seconds."""
LEFT_OUT = frozenset(" -()./\u00a0\u2010\u2011\u2013\t\r\n")
"""What people write between digits."""
MOST_AT_ONCE = 64
PAD = ("1", "2ABC", "3DEF", "4GHI", "5JKL", "6MNO", "7PQRS", "8TUV", "9WXYZ", "*", "0+", "#")
"""The keys in rows of three, each with its letters (ITU-T E.161)."""
WIDE_PAD = (*PAD[:3], "A", *PAD[3:6], "B", *PAD[6:9], "C", *PAD[9:], "D", ",PAUSE")
"""In rows of four."""


def clean_keys(text: str) -> tuple[str, str]:
    """Return the keys in ``text`` and what is wrong with it, one of the two empty.

    The ``p`` of telephone books is a pause as well.
    """
    keys = "".join(letter for letter in text.upper().replace("P", ",") if letter not in LEFT_OUT)
    wrong = next((letter for letter in keys if letter not in KEYS), "")
    if wrong:
        if not wrong.isprintable():
            return "", sentence("That is not a key of a telephone.")
        return "", sentence("“{key}” is not a key of a telephone.", key=wrong)
    if len(keys) > MOST_AT_ONCE:
        return "", sentence("At most {number} keys at once.", number=MOST_AT_ONCE)
    return keys, "" if keys else sentence("There are no keys in that text.")


@dataclass(frozen=True, slots=True)
class KeypadState:
    """What QML shows: why no key can be sent (empty: they can), what was sent and how it travels."""

    reason: str = ""
    sent: str = ""
    way: str = ""
    problem: str = ""


@QmlElement
@QmlUncreatable("the keys belong to a call")
class KeypadViewModel(Mirror):  # type: ignore[operator]
    """Takes keys from buttons, keyboard and clipboard."""

    reasonChanged = Signal()
    sentChanged = Signal()
    wayChanged = Signal()
    problemChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(KeypadState(), parent)
        self._bridge = bridge
        self._call: CallSnapshot | None = None
        self._problem = ""
        self._pauses = ""

    def show_call(self, call: CallSnapshot | None) -> None:
        """Send keys to ``call`` from now on."""
        if call is None or self._call is None or call.call_id != self._call.call_id:
            self._problem = self._pauses = ""
        self._call = call
        self._refresh()

    def _refresh(self) -> None:
        call = self._call
        if call is None:
            self._show(KeypadState())
            return
        way = call_words.KEYS_WAYS.get(call.keys_way, "")
        self._show(
            KeypadState(call_words.keys_reason(call), call.keys_sent + self._pauses, way, self._problem)
        )

    @Slot(str)
    def press(self, text: str) -> None:
        """Send one key or many; nonsense is told and sends nothing. A pause waits for the key after it."""
        if self._call is None or not self._call.can_send_keys:
            return
        keys, self._problem = clean_keys(text)
        keys = (self._pauses + keys)[-MOST_AT_ONCE:]
        self._pauses = keys if not keys.strip(",") else ""
        self._refresh()
        if keys and not self._pauses and not self._problem:
            self._bridge.post(commands.SendDtmf(self._call.call_id, keys))

    @Slot(str, result=bool)
    def typed(self, text: str) -> bool:
        """Send what one stroke of the keyboard typed; False when it typed nothing that can be shown."""
        if not text.strip() or not text.isprintable():
            return False
        self.press(text)
        return True

    @Slot()
    def paste(self) -> None:
        """Send the keys on the clipboard."""
        self.press(QGuiApplication.clipboard().text()[: MOST_AT_ONCE * 4])

    @Property("QStringList", constant=True)  # type: ignore[arg-type]
    def keys(self) -> list[str]:
        """The twelve keys in rows of three; the first letter is the key, the rest stands below it."""
        return list(PAD)

    @Property("QStringList", constant=True)  # type: ignore[arg-type]
    def allKeys(self) -> list[str]:
        """All keys in rows of four, with the pause."""
        return list(WIDE_PAD)

    @Property(str, notify=reasonChanged)
    def reason(self) -> str:
        """Why no key can be sent now; empty when they can."""
        return self._state.reason  # type: ignore[no-any-return]

    @Property(str, notify=sentChanged)
    def sent(self) -> str:
        """The keys sent so far, newest last."""
        return self._state.sent  # type: ignore[no-any-return]

    @Property(str, notify=wayChanged)
    def way(self) -> str:
        """How keys travel, as a sentence; empty before the first one."""
        return self._state.way  # type: ignore[no-any-return]

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What was wrong with what was typed or pasted."""
        return self._state.problem  # type: ignore[no-any-return]
