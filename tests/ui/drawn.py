"""What pictures of the window are made with: drawn test pictures, and hands to bring a screen about."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import lru_cache

import av
import numpy as np
from PySide6.QtCore import Q_ARG, QCoreApplication, QMetaObject, QObject
from PySide6.QtQuick import QQuickItem

from tests.ui.fake_engine import FakeEngine
from ui.app import Window

Act = Callable[[Window], None]


class Silence:
    """A tone player without a sound."""

    def play(self, name: str, *, loop: bool, speaker: str = "") -> None:
        pass

    def stop(self) -> None:
        pass


Colour = tuple[int, int, int]


@lru_cache(16)
def gradient(width: int, height: int, *, warm: bool, sky: Colour | None = None) -> av.VideoFrame:
    """Draw a quiet landscape of colour with a round figure, as a yuv420p picture."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    y, x = y / height, x / width
    above = np.array(sky or ([222, 184, 150] if warm else [96, 148, 170]), np.float32)
    ground = np.array([104, 76, 92] if warm else [28, 62, 84], np.float32)
    rgb = above + (ground - above) * (0.65 * y + 0.2 * x)[..., None]
    figure = np.array([70, 50, 66] if warm else [214, 224, 226], np.float32)
    ratio = width / height
    head = ((x - 0.5) * ratio) ** 2 + (y - 0.4) ** 2 < 0.14**2
    body = (((x - 0.5) * ratio) / 0.34) ** 2 + ((y - 1.02) / 0.42) ** 2 < 1
    rgb[head | body] = figure
    frame = av.VideoFrame.from_ndarray(rgb.clip(0, 255).astype(np.uint8), format="rgb24")
    return frame.reformat(format="yuv420p")


@lru_cache(4)
def desktop(width: int, height: int) -> av.VideoFrame:
    """Draw a desk with two windows full of lines, sharp to the pixel, as a yuv420p picture."""
    rgb = np.full((height, width, 3), (38, 70, 96), np.uint8)
    for left, top, right, bottom in ((0.08, 0.1, 0.62, 0.8), (0.5, 0.3, 0.94, 0.92)):
        x0, y0, x1, y1 = int(left * width), int(top * height), int(right * width), int(bottom * height)
        rgb[y0:y1, x0:x1] = (247, 249, 250)
        rgb[y0 : y0 + height // 26, x0:x1] = (209, 217, 223)
        for line, y in enumerate(range(y0 + height // 14, y1 - 24, 22)):
            length = int((x1 - x0 - 48) * (0.55 + 0.4 * ((line * 37) % 10) / 10))
            rgb[y : y + 8, x0 + 24 : x0 + 24 + length] = (96, 110, 121)
    return av.VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format="yuv420p")


def settle(seconds: float) -> None:
    """Let the window draw for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.005)


def child(window: Window, name: str) -> QObject:
    """Wait for the item with this ``objectName``."""
    root = window.view
    for _ in range(50):
        found = root.findChildren(QObject, name)
        if found:
            return next((item for item in found if item.property("visible")), found[0])
        settle(0.1)
    raise LookupError(name)


def nothing(window: Window) -> None:
    """Let the screen be as it comes."""


def click(name: str) -> Act:
    def act(window: Window) -> None:
        child(window, name).clicked.emit()  # type: ignore[attr-defined]

    return act


def items_below(root: QQuickItem) -> Iterator[QQuickItem]:
    """Walk all items; those that a model made are no children of the window."""
    for item in root.childItems():
        yield item
        yield from items_below(item)


def engine_of(window: Window) -> FakeEngine:
    engine = window.bridge._engine
    assert isinstance(engine, FakeEngine)
    return engine


def open_panel(name: str, *, extended: bool = False) -> Act:
    def act(window: Window) -> None:
        QMetaObject.invokeMethod(child(window, "callScreen"), "togglePanel", Q_ARG("QString", name))
        settle(0.3)
        if extended:
            child(window, "keysExtended").toggle()  # type: ignore[attr-defined]
            child(window, "keysExtended").toggled.emit()  # type: ignore[attr-defined]

    return act
