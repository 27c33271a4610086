"""The gallery: every control of the window in every state, on a page of its own. GUI thread."""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

import av
import numpy as np
import shiboken6
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from core.commands import Command
from core.ports import Device, DeviceKind
from core.snapshots import AppSnapshot, DevicesSnapshot
from ui.app import QML, make_application
from ui.bridge import Bridge
from ui.icons import IconProvider
from ui.viewmodels.app import AppViewModel
from ui.viewmodels.appearance import AppearanceViewModel

T = TypeVar("T")

DEVICES = DevicesSnapshot(
    microphones=(Device("mic", "Built-in microphone", DeviceKind.MICROPHONE, is_default=True),),
    speakers=(Device("speaker", "Built-in speakers", DeviceKind.SPEAKER, is_default=True),),
    cameras=(
        Device("camera", "Integrated camera", DeviceKind.CAMERA, is_default=True),
        Device("second", "Document camera", DeviceKind.CAMERA),
    ),
    microphone_id="mic",
    camera_id="camera",
    microphone_problem="Another program holds the microphone.",
)
PICTURE = (320, 180)


@dataclass(frozen=True, slots=True)
class EvenLevels:
    """A voice that is always as loud."""

    microphone: float = 0.4
    speaker: float = 0.0


class StillSlot:
    """A picture that does not move: whoever looks has it."""

    def __init__(self) -> None:
        self.on_picture: Callable[[], None] | None = None
        self._picture = sample_picture(*PICTURE)

    def take(self) -> av.VideoFrame | None:
        """Return the picture."""
        return self._picture


class StillEngine:
    """An engine for a window in which nothing happens: two cameras, one picture, no ear for commands."""

    def __init__(self) -> None:
        self.on_snapshot: Callable[[AppSnapshot], None] = lambda snapshot: None
        self._slot = StillSlot()

    def start(self) -> None:
        """Tell of the devices."""
        self.on_snapshot(AppSnapshot(is_ready=True, devices=DEVICES))

    def stop(self) -> None:
        """Do nothing: there is no thread."""

    def post(self, command: Command) -> None:
        """Do nothing."""

    def picture(self, name: str) -> StillSlot:
        """Return the one slot there is."""
        return self._slot

    def levels(self) -> EvenLevels:
        """Return the one level there is."""
        return EvenLevels()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Return a future that is cancelled: there is no core."""
        coroutine.close()
        future: concurrent.futures.Future[T] = concurrent.futures.Future()
        future.cancel()
        return future

    def call_report(self, call_id: str) -> concurrent.futures.Future[dict[str, Any]]:
        """Return an empty report: there are no calls."""
        future: concurrent.futures.Future[dict[str, Any]] = concurrent.futures.Future()
        future.set_result({})
        return future


def sample_picture(width: int, height: int) -> av.VideoFrame:
    """Draw a hill and a sun, left of the middle, so that one sees what is mirrored."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / height
    rgb = np.array([112, 158, 178], np.float32) - 40 * y[..., None]
    rgb[(x - 0.5) ** 2 + (y - 0.35) ** 2 < 0.02] = (250, 226, 160)
    rgb[y > 0.75 - 0.25 * np.sin(2.2 * x)] = (52, 92, 84)
    return av.VideoFrame.from_ndarray(rgb.clip(0, 255).astype(np.uint8), format="rgb24").reformat(
        format="yuv420p"
    )


class Gallery:
    """The open gallery; ``settings``: where choices of its bar are kept, None: nowhere."""

    def __init__(self, size: tuple[int, int] = (900, 640), settings: QSettings | None = None) -> None:
        self._engine = StillEngine()
        self.bridge = Bridge(self._engine)
        self.appearance = AppearanceViewModel(settings)
        self.app = AppViewModel(self.bridge, self.appearance, "")
        self._qml = QQmlApplicationEngine()
        self._qml.addImageProvider("icon", IconProvider())
        self._qml.setInitialProperties({"app": self.app, "width": size[0], "height": size[1]})
        self._qml.load(QUrl.fromLocalFile(str(QML / "gallery" / "Gallery.qml")))
        roots = self._qml.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError("the gallery's QML does not load")
        self.view = roots[0]
        self._engine.start()

    def close(self) -> None:
        """Take the scene down before its view-models."""
        self.bridge.close()
        self.view.hide()
        shiboken6.delete(self._qml)


def run_gallery() -> int:
    """Show the gallery until its window is closed; returns the exit code."""
    application = make_application()
    gallery = Gallery()
    application.setQuitOnLastWindowClosed(True)
    try:
        return application.exec()
    finally:
        gallery.close()
