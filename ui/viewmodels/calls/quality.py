"""Warnings about a call's quality: a short word when one comes or goes; the call keeps a standing sign."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.sentences import sentence
from core.snapshots import CallSnapshot
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN_MS = 3000
MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class QualityRow:
    """One word about quality: a warning, or with ``better`` its end."""

    key: str
    text: str
    better: bool


_FIGURES = re.compile(r" by [\d.]+ ms| \([^)]*\d[^)]*\)")


def stem(sentence: str) -> str:
    """Return a warning without its figures, which are measured again and again."""
    return _FIGURES.sub("", sentence)


def changes(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return what came (False) and what went (True), each sentence once, whatever its figures."""
    old = {stem(text): text for text in before}
    new = {stem(text): text for text in after}
    came = [(text, False) for key, text in new.items() if key not in old]
    went = [(key, True) for key in old if key not in new]
    return came + went


def in_the_sign(quality: tuple[str, ...]) -> str:
    """Return the warning that the standing sign says, without its figures; of several it says none."""
    return stem(quality[0]) if len(quality) == 1 else ""


@QmlElement
@QmlUncreatable("warnings come from the core")
class QualityModel(RowModel):  # type: ignore[operator]
    """The words on show, oldest first, each for three seconds: none that the standing sign says."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        later: Callable[[int, QObject, Callable[[], None]], None] = QTimer.singleShot,
    ) -> None:
        super().__init__(QualityRow, parent)
        self._later = later
        self._call_id = ""
        self._quality: tuple[str, ...] = ()
        self._serial = 0

    def show_call(self, call: CallSnapshot | None) -> None:
        """Follow ``call``: tell what changes, nothing about a call that has just come to the screen."""
        call_id, quality = (call.call_id, call.quality) if call else ("", ())
        is_on_hold = call is not None and (call.is_held or call.is_held_by_remote)
        if call_id != self._call_id or is_on_hold:
            self.assign([])  # on hold there is nothing to be bad: that solves no problem
        else:
            said = in_the_sign(quality)
            self.assign([row for row in self.rows if row.better or stem(row.text) != said])
            for text, is_better in changes(self._quality, quality):
                if is_better or stem(text) != said:
                    self._tell(text, is_better)
        self._call_id, self._quality = call_id, quality

    def _tell(self, text: str, is_better: bool) -> None:
        self._serial += 1
        row = QualityRow(
            str(self._serial), sentence("Solved: {text}", text=text) if is_better else text, is_better
        )
        self.assign([*self.rows, row][-MOST_SHOWN:])
        self._later(SHOWN_MS, self, lambda: self._drop(row.key))

    def _drop(self, key: str) -> None:
        self.assign([row for row in self.rows if row.key != key])
