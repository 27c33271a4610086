"""A picture small enough to travel in a snapshot."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage

WIDTH, HEIGHT = 320, 180


def small_preview(picture: QImage) -> str:
    """Return ``picture`` in 320x180 at most as a ``data:`` URL; empty if there is none."""
    if picture.isNull():
        return ""
    small = picture.scaled(
        WIDTH, HEIGHT, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    small.save(buffer, "JPEG", 80)  # type: ignore[call-overload]
    encoded = bytes(data.toBase64().data()).decode()
    return f"data:image/jpeg;base64,{encoded}" if encoded else ""
