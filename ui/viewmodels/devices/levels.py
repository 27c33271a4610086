"""How loud it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.bridge import Bridge
from ui.language.properties import Property

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

LEVEL_INTERVAL_MS = 100


@QmlElement
@QmlUncreatable("levels come from the core")
class LevelsViewModel(QObject):  # type: ignore[operator]
    """Sound levels, polled ten times a second while anything that shows them is watching."""

    microphoneChanged = Signal()
    speakerChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._watchers = 0
        self._microphone = self._speaker = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LEVEL_INTERVAL_MS)
        self._timer.timeout.connect(self._poll)

    @Slot()
    def watch(self) -> None:
        """Someone began to show the level."""
        self._watchers += 1
        self._timer.start()

    @Slot()
    def unwatch(self) -> None:
        """Someone no longer shows the level."""
        self._watchers = max(0, self._watchers - 1)
        if not self._watchers:
            self._timer.stop()
            self._set_microphone(0.0)
            self._set_speaker(0.0)

    @property
    def is_polling(self) -> bool:
        """Whether the levels are being read."""
        return self._timer.isActive()

    @Property(float, notify=microphoneChanged)
    def microphone(self) -> float:
        """Level of the microphone, 0 to 1."""
        return self._microphone

    @Property(float, notify=speakerChanged)
    def speaker(self) -> float:
        """Level of what is played, 0 to 1."""
        return self._speaker

    def _poll(self) -> None:
        levels = self._bridge.levels()
        self._set_microphone(min(1.0, max(0.0, float(levels.microphone))))
        self._set_speaker(min(1.0, max(0.0, float(levels.speaker))))

    def _set_microphone(self, level: float) -> None:
        if abs(level - self._microphone) >= 0.005 or (level == 0.0) != (self._microphone == 0.0):
            self._microphone = level
            self.microphoneChanged.emit()

    def _set_speaker(self, level: float) -> None:
        if abs(level - self._speaker) >= 0.005 or (level == 0.0) != (self._speaker == 0.0):
            self._speaker = level
            self.speakerChanged.emit()
