"""Light or dark, clear, large, moving or still: as the system has it, or as the person chose."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.language.properties import Property
from ui.motion import wants_less_motion
from ui.text_size import LARGEST, SMALLEST

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

MODES = ("system", "light", "dark")
CONTRASTS = ("system", "normal", "high")
SYSTEM_TEXT_SCALE = "systemTextScale"
"""Property of the application: the factor by which the system's text is larger than usual."""


@QmlElement
@QmlUncreatable("one per window")
class AppearanceViewModel(QObject):  # type: ignore[operator]
    """The form of the theme in use. The choices are kept in ``settings`` if there are any."""

    modeChanged = Signal()
    darkChanged = Signal()
    contrastModeChanged = Signal()
    contrastChanged = Signal()
    textScaleChanged = Signal()
    stillChanged = Signal()

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._mode = self._kept("appearance", MODES)
        self._contrast_mode = self._kept("contrast", CONTRASTS)
        self._text_scale = _scale_of(settings.value("textScale", "") if settings else "")
        kept = str(settings.value("still", "")) if settings else ""
        self._is_still = kept == "true" if kept in ("true", "false") else wants_less_motion()
        # Kept: what its accessibility() returns is dead for Python as soon as this wrapper is.
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self._is_dark = self._wants_dark()
        self._is_high_contrast = self._wants_contrast()

    @Slot(str)
    def choose(self, mode: str) -> None:
        """Use ``system``, ``light`` or ``dark`` from now on."""
        if mode not in MODES or mode == self._mode:
            return
        self._mode = mode
        self._keep("appearance", mode)
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

    @Slot(str)
    def chooseContrast(self, mode: str) -> None:
        """Use ``system``, ``normal`` or ``high`` contrast from now on."""
        if mode not in CONTRASTS or mode == self._contrast_mode:
            return
        self._contrast_mode = mode
        self._keep("contrast", mode)
        self.contrastModeChanged.emit()
        self._follow()

    @Property(str, notify=contrastModeChanged)
    def contrastMode(self) -> str:
        """The choice."""
        return self._contrast_mode

    @Property(bool, notify=contrastChanged)
    def contrast(self) -> bool:
        """Whether the palette of high contrast is in use."""
        return self._is_high_contrast

    @Slot(float)
    def setTextScale(self, scale: float) -> None:
        """Write ``scale`` times as large as usual, 1 to 2, from now on; 0: as the system does."""
        wanted = _scale_of(scale)
        if wanted == self._text_scale:
            return
        self._text_scale = wanted
        self._keep("textScale", f"{wanted:g}")
        self.textScaleChanged.emit()

    @Property(bool, notify=textScaleChanged)
    def textFollowsSystem(self) -> bool:
        """Whether text is as large as the system has it."""
        return self._text_scale == 0

    @Property(float, notify=textScaleChanged)
    def textScale(self) -> float:
        """How many times as large as usual text is, 1 to 2."""
        return self._text_scale or _system_scale()

    @Slot(bool)
    def setStill(self, still: bool) -> None:
        """Let things jump instead of move from now on, or move again, whatever the system says."""
        if still == self._is_still:
            return
        self._is_still = still
        self._keep("still", "true" if still else "false")
        self.stillChanged.emit()

    @Property(bool, notify=stillChanged)
    def still(self) -> bool:
        """Whether nothing moves that need not."""
        return self._is_still

    def _kept(self, key: str, allowed: tuple[str, ...]) -> str:
        kept = str(self._settings.value(key, allowed[0])) if self._settings else allowed[0]
        return kept if kept in allowed else allowed[0]

    def _keep(self, key: str, value: str) -> None:
        if self._settings:
            self._settings.setValue(key, value)

    def _wants_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    def _wants_contrast(self) -> bool:
        if self._contrast_mode != "system":
            return self._contrast_mode == "high"
        return self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

    @Slot()
    def _follow(self) -> None:
        wanted = self._wants_dark()
        if wanted != self._is_dark:
            self._is_dark = wanted
            self.darkChanged.emit()
        clear = self._wants_contrast()
        if clear != self._is_high_contrast:
            self._is_high_contrast = clear
            self.contrastChanged.emit()


def _system_scale() -> float:
    app = QGuiApplication.instance()
    return _scale_of(app.property(SYSTEM_TEXT_SCALE) if app else None) or SMALLEST


def _scale_of(value: object) -> float:
    """Return ``value`` as a scale, 0 where it is none."""
    try:
        scale = float(str(value))
    except ValueError:
        return 0.0
    return min(scale, LARGEST) if scale >= SMALLEST else 0.0
