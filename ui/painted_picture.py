"""The picture pane for machines without OpenGL, where Qt's ``VideoOutput`` draws nothing.

It owns a video sink like ``VideoOutput`` does and paints the newest frame with the CPU (4 ms for 720p).
"""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


def fitted(size: QSizeF, pane: QRectF, *, crop: bool) -> QRectF:
    """Return where a picture of ``size`` goes in ``pane``: whole with bars, or filling with ``crop``."""
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding if crop else Qt.AspectRatioMode.KeepAspectRatio
    scaled = size.scaled(pane.size(), mode)
    left = pane.x() + (pane.width() - scaled.width()) / 2
    top = pane.y() + (pane.height() - scaled.height()) / 2
    return QRectF(left, top, scaled.width(), scaled.height())


@QmlElement
class PaintedPicture(QQuickPaintedItem):
    """Paints what its ``videoSink`` receives."""

    cropChanged = Signal()
    radiusChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._keep)
        self._image = QImage()
        self._crop = False
        self._radius = 0.0
        self.setOpaquePainting(False)

    @Slot(QVideoFrame)
    def _keep(self, frame: QVideoFrame) -> None:
        self._image = frame.toImage() if frame.isValid() else QImage()
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the newest picture (Qt override)."""
        if self._image.isNull():
            return
        pane = self.boundingRect()
        if self._radius > 0:
            path = QPainterPath()
            path.addRoundedRect(pane, self._radius, self._radius)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(path)
        else:
            painter.setClipRect(pane)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(fitted(QSizeF(self._image.size()), pane, crop=self._crop), self._image)

    def _get_sink(self) -> QObject:
        return self._sink

    def _get_crop(self) -> bool:
        return self._crop

    def _set_crop(self, crop: bool) -> None:
        if crop != self._crop:
            self._crop = crop
            self.cropChanged.emit()
            self.update()

    def _get_radius(self) -> float:
        return self._radius

    def _set_radius(self, radius: float) -> None:
        if radius != self._radius:
            self._radius = radius
            self.radiusChanged.emit()
            self.update()

    videoSink = Property(QObject, _get_sink, constant=True)
    crop = Property(bool, _get_crop, _set_crop, notify=cropChanged)
    radius = Property(float, _get_radius, _set_radius, notify=radiusChanged)
