"""Hints in a call: what the person should know now, said once and with one thing to do about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.snapshots import CallSnapshot, DevicesSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.language.speech import told
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

REPEAT_S = 300.0
"""Seconds after which the same hint may come again although nothing has changed."""
LEAST_SHOWN_S = 4.0
"""Seconds to read a hint, even if its cause has gone."""
MOST_SAID = 16


@dataclass(frozen=True, slots=True)
class HintState:
    """The hint on show, empty when there is none. ``action``: ``unmute``, ``devices``."""

    text: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a hint belongs to: with another of these, the same hint is news."""

    call_id: str
    muted: bool
    microphone: str
    camera: str


def action_for(text: str, call: CallSnapshot) -> str:
    """Return what helps: a hint about being muted is answered by unmuting, all others by the devices."""
    return "unmute" if call.muted and "muted" in text.casefold() else "devices"


@QmlElement
@QmlUncreatable("hints come from the core")
class HintsViewModel(Mirror):  # type: ignore[operator]
    """Shows a hint while it holds; the same one not twice in a row, unless its situation has changed.

    ``announced`` is for screen readers: once for each hint shown.
    """

    textChanged = Signal()
    actionChanged = Signal()
    announced = Signal(str, arguments=["sentence"])

    def __init__(
        self,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        later: Callable[[int, QObject, Callable[[], None]], None] = QTimer.singleShot,
    ) -> None:
        super().__init__(HintState(), parent)
        self._bridge = bridge
        self._monotonic = monotonic
        self._later = later
        self._call: CallSnapshot | None = None
        self._situation: Situation | None = None
        self._said: dict[str, float] = {}

    def show_call(self, call: CallSnapshot | None, devices: DevicesSnapshot) -> None:
        """Mirror the newest hint of ``call``."""
        self._call = call
        situation = None
        if call is not None and call.state == "established":
            situation = Situation(call.call_id, call.muted, devices.microphone_id, devices.camera_id)
        if situation != self._situation:
            self._situation, self._said = situation, {}
            self._show(HintState())
        if situation is not None:
            self._follow()

    def _follow(self) -> None:
        """Show what holds and is due; one that holds no more stays long enough to be read."""
        if self._call is None or self._situation is None:
            return
        text = self._state.text
        hints = self._call.hints
        fresh = next((hint for hint in reversed(hints) if hint != text and self._is_due(hint)), "")
        if fresh:
            self._say(fresh, self._call)
        elif text and text not in hints and self._age(text) >= LEAST_SHOWN_S:
            self._show(HintState())

    def _age(self, text: str) -> float:
        return self._monotonic() - self._said[text]

    def _is_due(self, text: str) -> bool:
        return bool(text) and (text not in self._said or self._age(text) >= REPEAT_S)

    def _say(self, text: str, call: CallSnapshot) -> None:
        self._said[text] = self._monotonic()
        self._said = dict(list(self._said.items())[-MOST_SAID:])
        self._show(HintState(text, action_for(text, call)))
        self._later(round(LEAST_SHOWN_S * 1000) + 20, self, self._follow)
        self.announced.emit(told(text))

    @Slot()
    def dismiss(self) -> None:
        """The person has read it."""
        self._show(HintState())

    @Slot()
    def unmute(self) -> None:
        """Do what the hint about being muted asks for."""
        if self._call is not None and self._call.muted:
            self._bridge.post(commands.SetMuted(self._call.call_id, False))
        self.dismiss()

    @Property(str, notify=textChanged)
    def text(self) -> str:
        """The hint; empty when there is none."""
        return self._state.text  # type: ignore[no-any-return]

    @Property(str, notify=actionChanged)
    def action(self) -> str:
        """What helps: ``unmute``, ``devices`` or nothing."""
        return self._state.action  # type: ignore[no-any-return]
