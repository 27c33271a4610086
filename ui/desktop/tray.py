"""The icon in the tray: Ahoy while its window is closed. GUI thread."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.desktop.tray_menu import LINE, TrayAction, TrayEntry
from ui.icons import app_icon
from ui.language.speech import told

SIZES = (16, 22, 24, 32, 48, 64)
_MISSED, _QUIET = QColor("#cd3640"), QColor("#54636f")


def tray_available() -> bool:
    """Whether this desktop shows tray icons now."""
    return QSystemTrayIcon.isSystemTrayAvailable()


def badge_icon(missed: int, *, quiet: bool) -> QIcon:
    """Return the program's icon with the number of missed calls on it, or a bar while nobody rings."""
    if not missed and not quiet:
        return app_icon()
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_badged(size, missed))
    return icon


def _badged(size: int, missed: int) -> QPixmap:
    picture = app_icon().pixmap(QSize(size, size))
    picture.setDevicePixelRatio(1)
    if picture.size() != QSize(size, size):
        picture = picture.scaled(size, size, mode=Qt.TransformationMode.SmoothTransformation)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = size * 0.58
    place = QRectF(size - width, size - width, width, width)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_MISSED if missed else _QUIET)
    painter.drawEllipse(place)
    painter.setPen(Qt.GlobalColor.white)
    if missed:
        font = QFont()
        font.setBold(True)
        font.setPixelSize(max(7, round(width * (0.72 if missed < 10 else 0.55))))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(missed) if missed < 10 else "9+")
    else:
        middle, half = place.center(), QPointF(width * 0.25, 0)
        painter.setPen(QColor("white"))
        pen = painter.pen()
        pen.setWidthF(max(1.0, width * 0.16))
        painter.setPen(pen)
        painter.drawLine(middle - half, middle + half)
    painter.end()
    return picture


class Tray(QObject):
    """The icon and its menu. ``chosen`` tells what the person picked, a click on the icon included."""

    chosen = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        self._entries: tuple[TrayEntry, ...] = ()
        self._face: tuple[int, bool] | None = None
        self._icon = QSystemTrayIcon(app_icon())
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(lambda: self.chosen.emit(TrayAction.SHOW.value))

    @property
    def menu(self) -> QMenu:
        """The menu as it is now."""
        return self._menu

    def show(self) -> None:
        """Put the icon into the tray."""
        self._icon.show()

    def close(self) -> None:
        """Take it away."""
        self._icon.hide()
        self._menu.deleteLater()

    def show_menu(self, entries: tuple[TrayEntry, ...]) -> None:
        """Have these entries; an unchanged menu that is open stays as it is."""
        entries = tuple(replace(entry, text=told(entry.text)) for entry in entries)
        if entries == self._entries:
            return
        self._entries = entries
        self._menu.clear()
        for entry in entries:
            self._add(entry)

    def show_face(self, missed: int, *, quiet: bool, tip: str) -> None:
        """Say how things stand."""
        if self._face != (missed, quiet):
            self._face = (missed, quiet)
            self._icon.setIcon(badge_icon(missed, quiet=quiet))
        self._icon.setToolTip(told(tip))

    def say(self, title: str, body: str) -> None:
        """Show a balloon, where the desktop has no other notifications."""
        self._icon.showMessage(title, body, app_icon())

    def _add(self, entry: TrayEntry) -> None:
        if entry == LINE:
            self._menu.addSeparator()
            return
        # An ampersand in somebody's name is no key of the menu.
        action = QAction(entry.text.replace("&", "&&"), self._menu)
        action.setEnabled(entry.action is not TrayAction.NOTHING)
        if entry.checked is not None:
            action.setCheckable(True)
            action.setChecked(entry.checked)
        action.triggered.connect(lambda checked=False, name=entry.action.value: self.chosen.emit(name))
        self._menu.addAction(action)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.chosen.emit(TrayAction.SHOW.value)
