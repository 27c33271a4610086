"""Where the window was and how large: kept in its few settings, so that it opens there again. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSettings, Slot
from PySide6.QtGui import QGuiApplication, QWindow

KEY = "window/place"
MAXIMIZED = "window/maximized"
GRIP = (120, 40)
"""Pixels of the window's top that must be on a screen: enough to see it and to take hold of it."""


def stored_place(settings: QSettings | None) -> QRect:
    """Return the place of last time, or an empty one where there is none or it makes no sense."""
    value = settings.value(KEY) if settings else None
    if not isinstance(value, QRect) or not value.isValid():
        return QRect()
    return value


def reachable(place: QRect, screens: list[QRect]) -> bool:
    """Whether a person could see the top of a window at ``place`` and take hold of it."""
    grip = QRect(place.x(), place.y(), place.width(), GRIP[1])
    common = [screen.intersected(grip) for screen in screens]
    return any(part.width() >= GRIP[0] and part.height() >= GRIP[1] for part in common)


def first_properties(
    settings: QSettings | None, size: tuple[int, int], screens: list[QRect]
) -> dict[str, object]:
    """Return the properties with which the window is made: ``width`` and ``height``, perhaps ``x`` and ``y``.

    A place that is on no screen any more (a monitor was taken away) is left to the window manager.
    """
    place = stored_place(settings)
    if place.isEmpty():
        return {"width": size[0], "height": size[1]}
    widest = max((screen.width() for screen in screens), default=place.width())
    highest = max((screen.height() for screen in screens), default=place.height())
    properties: dict[str, object] = {
        "width": min(place.width(), widest),
        "height": min(place.height(), highest),
    }
    return properties | {"x": place.x(), "y": place.y()} if reachable(place, screens) else properties


def screens() -> list[QRect]:
    """Return the usable part of each screen."""
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


class WindowPlace(QObject):
    """Follows one window and writes down its place when it is hidden or told to."""

    def __init__(self, view: QWindow, settings: QSettings | None) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._visibility = view.visibility()
        view.visibilityChanged.connect(self._follow)

    def restore(self) -> None:
        """Maximise a window that is shown, if it was maximised last time."""
        was_maximized = self._settings is not None and self._settings.value(MAXIMIZED) in (True, "true")
        if was_maximized and self._view.isVisible():
            self._view.showMaximized()

    @Slot()
    def _follow(self) -> None:
        before, self._visibility = self._visibility, self._view.visibility()
        if self._visibility is QWindow.Visibility.Hidden:
            self._remember(before)

    def _remember(self, visibility: QWindow.Visibility) -> None:
        """Write the place down; of a maximised window only that, so that it has a size to go back to."""
        if self._settings is None:
            return
        if visibility is QWindow.Visibility.Windowed:
            self._settings.setValue(KEY, self._view.geometry())
        if visibility in (QWindow.Visibility.Windowed, QWindow.Visibility.Maximized):
            self._settings.setValue(MAXIMIZED, visibility is QWindow.Visibility.Maximized)
