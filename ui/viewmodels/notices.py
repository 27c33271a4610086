"""Sentences that appear for a moment."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.snapshots import NoticeSnapshot
from ui.language.properties import Property
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN_MS = 5000
ERROR_SHOWN_MS = 9000


@dataclass(frozen=True, slots=True)
class NoticeState:
    """The sentence on show; empty text: none."""

    text: str = ""
    is_error: bool = False


@QmlElement
@QmlUncreatable("notices come from the core")
class NoticesViewModel(Mirror):  # type: ignore[operator]
    """Shows the newest notice, errors longer; a newer one replaces it."""

    textChanged = Signal()
    isErrorChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(NoticeState(), parent)
        self._serial = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)

    def show_notice(self, notice: NoticeSnapshot | None) -> None:
        """Show ``notice`` if it has not been shown yet."""
        if notice is None or notice.serial <= self._serial:
            return
        self._serial = notice.serial
        self.say(notice.text, notice.is_error)

    @Slot(str, bool)
    def say(self, text: str, is_error: bool) -> None:
        """Show a sentence of the window itself."""
        self._show(NoticeState(text, is_error))
        self._timer.start(ERROR_SHOWN_MS if is_error else SHOWN_MS)

    @Slot()
    def dismiss(self) -> None:
        """Take the sentence away."""
        self._timer.stop()
        self._show(NoticeState())

    @property
    def shown(self) -> str:
        """The sentence on show, for Python."""
        return str(self._state.text)

    @Property(str, notify=textChanged)
    def text(self) -> str:
        """The sentence; empty when there is none."""
        return self._state.text  # type: ignore[no-any-return]

    @Property(bool, notify=isErrorChanged)
    def isError(self) -> bool:
        """Whether something went wrong."""
        return self._state.is_error  # type: ignore[no-any-return]
