"""Light or dark, moving or still: as the system has it, or as the person chose."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.motion import wants_less_motion

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

MODES = ("system", "light", "dark")


@QmlElement
@QmlUncreatable("one per window")
class AppearanceViewModel(QObject):  # type: ignore[operator]
    """The palette in use. The choice is kept in ``settings`` if there are any."""

    modeChanged = Signal()
    darkChanged = Signal()
    stillChanged = Signal()

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        stored = str(settings.value("appearance", "system")) if settings else "system"
        self._mode = stored if stored in MODES else "system"
        kept = str(settings.value("still", "")) if settings else ""
        self._is_still = kept == "true" if kept in ("true", "false") else wants_less_motion()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self._is_dark = self._wants_dark()

    @Slot(str)
    def choose(self, mode: str) -> None:
        """Use ``system``, ``light`` or ``dark`` from now on."""
        if mode not in MODES or mode == self._mode:
            return
        self._mode = mode
        if self._settings:
            self._settings.setValue("appearance", mode)
        self.modeChanged.emit()
        self._follow()

    @Property(str, notify=modeChanged)
    def mode(self) -> str:
        """The choice."""
        return self._mode

    @Property(bool, notify=darkChanged)
    def dark(self) -> bool:
        """Whether the dark palette is in use."""
        return self._is_dark

    @Slot(bool)
    def setStill(self, still: bool) -> None:
        """Let things jump instead of move from now on, or move again, whatever the system says."""
        if still == self._is_still:
            return
        self._is_still = still
        if self._settings:
            self._settings.setValue("still", "true" if still else "false")
        self.stillChanged.emit()

    @Property(bool, notify=stillChanged)
    def still(self) -> bool:
        """Whether nothing moves that need not."""
        return self._is_still

    def _wants_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    @Slot()
    def _follow(self) -> None:
        wanted = self._wants_dark()
        if wanted != self._is_dark:
            self._is_dark = wanted
            self.darkChanged.emit()
