"""The system's leave to use microphone and camera: asked for on macOS, where a refusal shows as silence."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import (
    QCameraPermission,
    QCoreApplication,
    QMicrophonePermission,
    QObject,
    Qt,
    QThread,
    Signal,
    Slot,
)

from core.ports import DeviceKind, FailureReason
from ui.devices.handle import Handle

ASKS = sys.platform == "darwin"

_PERMISSIONS = {DeviceKind.MICROPHONE: QMicrophonePermission, DeviceKind.CAMERA: QCameraPermission}
_REFUSED = "the system's privacy settings do not let Ahoy use it"


class PermissionDesk(QObject):
    """Asks the person once per kind of device, on the GUI thread where Qt wants it asked."""

    _asked = Signal(object, object)

    def __init__(self, *, asks: bool = ASKS) -> None:
        super().__init__()
        self._asks = asks
        self._asked.connect(self._check, Qt.ConnectionType.QueuedConnection)

    def ask(self, handle: Handle, on_granted: Callable[[], None]) -> None:
        """Call ``on_granted`` now or later, or fail ``handle`` with DENIED. Any thread."""
        if self._asks and handle.kind in _PERMISSIONS:
            self._asked.emit(handle, on_granted)
        else:
            on_granted()

    @Slot(object, object)
    def _check(self, handle: Handle, on_granted: Callable[[], None]) -> None:
        app = QCoreApplication.instance()
        assert app is not None and QThread.currentThread() is app.thread()
        permission = _PERMISSIONS[handle.kind]()
        status = app.checkPermission(permission)
        if status is Qt.PermissionStatus.Undetermined:
            app.requestPermission(permission, self, lambda _: self._check(handle, on_granted))
        elif status is Qt.PermissionStatus.Granted:
            on_granted()
        else:
            handle.fail(FailureReason.DENIED, _REFUSED)
